//! Which readers read: the patterns, the learned reader, or both, and where its model comes from.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::args::{OwnPatterns, PatternsUse, ReadersChoice, WhoReads};
use super::output::shown;
use crate::finding;
use crate::fuse::{Fusion, Kit};
use crate::model::{Learned, Model, ModelInput, Stored, every_effect};
use crate::pattern::{Own, PatternError, Patterns};
use crate::reading::Reader;

/// The readers that a command was asked for.
pub(super) fn kit(args: &WhoReads) -> anyhow::Result<Kit> {
    let kit = patterns(&args.own)?;
    let readers = match args.readers {
        ReadersChoice::Patterns if args.model.is_some() || args.scores.is_some() || args.fusion.is_some() => {
            bail!("--readers patterns reads without a model; leave out --model and --scores, or name other readers")
        }
        ReadersChoice::Patterns => return Ok(kit),
        ReadersChoice::Both => Reader::Both,
        ReadersChoice::Model => Reader::Model,
    };
    let fusion = fusion(args.fusion.as_deref())?;
    let learned = match (&args.model, &args.scores) {
        (_, Some(file)) => Learned::Stored(stored(file)?),
        (Some(card), None) => Learned::Run(Box::new(model(card)?)),
        (None, None) => {
            Learned::Run(Box::new(Model::built_in().context("the model compiled into this program is wrong")?))
        }
    };
    Ok(kit.joined(learned, fusion, readers))
}

/// The patterns compiled into the program, with those of a folder where one is named.
pub(super) fn patterns(own: &OwnPatterns) -> anyhow::Result<Kit> {
    let Some(folder) = &own.patterns else {
        return Kit::built_in().context("the patterns compiled into this program are wrong");
    };
    let files = pattern_files(folder)?;
    let place = match own.patterns_use {
        PatternsUse::Also => Own::Also,
        PatternsUse::Instead => Own::Instead,
    };
    let wrong = |bad: PatternError| anyhow::anyhow!("{}:{}: {}", shown(&folder.join(&bad.file)), bad.line, bad.says);
    let patterns = Patterns::with_own(&files, place).map_err(wrong)?;
    Kit::over(patterns).with_context(|| format!("--patterns {}", shown(folder)))
}

/// The TOML files of a folder and of the folders in it, by path.
fn pattern_files(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let unlisted = |place: &Path| format!("--patterns {}: the folder cannot be listed; check the path", shown(place));
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).with_context(|| unlisted(&here))? {
            let entry = entry.with_context(|| unlisted(&here))?;
            let path = entry.path();
            // A link to a folder could lead in a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let unread = || format!("{}: the file of patterns could not be read as text", shown(&path));
                let text = fs::read_to_string(&path).with_context(unread)?;
                let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
                files.push((below.replace(std::path::MAIN_SEPARATOR, "/"), text));
            }
        }
    }
    anyhow::ensure!(
        !files.is_empty(),
        "--patterns {}: no *.toml file lies in the folder; name another one",
        shown(folder)
    );
    files.sort();
    Ok(files)
}

/// The fusion of a file, or the one compiled in.
fn fusion(file: Option<&Path>) -> anyhow::Result<Fusion> {
    let Some(file) = file else {
        return Fusion::built_in().context("the fusion compiled into this program is wrong");
    };
    let text = fs::read_to_string(file).with_context(|| format!("{}: the fusion cannot be read", shown(file)))?;
    Fusion::parse(&text).with_context(|| format!("{}: no fusion as model/fusion.toml is", shown(file)))
}

/// A model from its card; the files that the card names stand beside it.
fn model(card: &Path) -> anyhow::Result<Model> {
    let says = || format!("{}: the model cannot be read; name the card.toml in a model's folder", shown(card));
    let text = fs::read_to_string(card).with_context(says)?;
    let files = Model::files(&text).with_context(|| shown(card))?;
    let beside = |name: &str| card.with_file_name(name);
    let missing = |name: &str| {
        format!(
            "{}: a file that the card names cannot be read; copy the whole folder of the model again",
            shown(&beside(name))
        )
    };
    let vocabulary = fs::read_to_string(beside(&files.vocabulary)).with_context(|| missing(&files.vocabulary))?;
    let weights = fs::read(beside(&files.weights)).with_context(|| missing(&files.weights))?;
    Model::load(&text, &vocabulary, weights).with_context(|| shown(card))
}

/// A line of stored scores.
#[derive(Deserialize)]
struct Line {
    context: String,
    unit: String,
    probabilities: Vec<f32>,
}

/// Scores that somebody stored: of authors whose words the model had not seen.
fn stored(file: &Path) -> anyhow::Result<Stored> {
    let text = fs::read_to_string(file).with_context(|| format!("{}: the scores cannot be read", shown(file)))?;
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let wrong = || format!("{}:{}: no JSON object with context, unit and probabilities", shown(file), at + 1);
        let line: Line = serde_json::from_str(line).with_context(wrong)?;
        let complete = line.probabilities.len() == every_effect().len();
        if !complete || !line.probabilities.iter().all(|p| (0.0..=1.0).contains(p)) {
            bail!("{}:{}: not one probability from 0 to 1 a label", shown(file), at + 1);
        }
        all.push((ModelInput { context: line.context, unit: line.unit }, line.probabilities));
    }
    Ok(Stored::of(all, ["scores:", &finding::hex(&Sha256::digest(text.as_bytes()))].concat()))
}
