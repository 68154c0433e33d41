//! `eval inputs`: what the learned reader sees of labelled sentences and letters, for `training/`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::EvalInputs;
use super::desk::pool;
use super::eval::{bank, effects, truths};
use super::output::{Output, say, shown};
use crate::batch::Input;
use crate::eval::inputs::{Aligned, Example, aligned};
use crate::eval::sentences::bank::{Sentence, parse_bank};
use crate::eval::truth::Truth;
use crate::fuse::Kit;
use crate::model::ModelInput;
use crate::normalise;
use crate::reading::{Effect, Passage};
use crate::resolve;
use crate::survey::tokens;
use crate::worker::Pool;

/// One JSON object a line; a quotation that stands nowhere in its letter is told on standard error.
pub(super) fn run(args: &EvalInputs) -> anyhow::Result<u8> {
    let kit = Kit::built_in()?;
    let mut output = Output::open(None)?;
    for path in args.paths.iter().filter(|_| args.kinds) {
        for line in kinds(path)? {
            output.text(&(line.to_string() + "\n"))?;
        }
    }
    for path in args.paths.iter().filter(|_| !args.kinds) {
        let examples = if path.is_dir() { letters(&kit, path)? } else { sentences(&kit, path)? };
        for example in examples {
            output.text(&(serde_json::to_string(&example)? + "\n"))?;
        }
    }
    output.finish()?;
    Ok(0)
}

fn sentences(kit: &Kit, file: &Path) -> anyhow::Result<Vec<Example>> {
    let all = parse_bank(&bank(file)?).with_context(|| shown(file))?;
    Ok(all.iter().map(|sentence| example(kit, sentence)).collect())
}

fn example(kit: &Kit, sentence: &Sentence) -> Example {
    let labels = |effects: Vec<Effect>| {
        let mut labels: Vec<String> = effects.into_iter().map(Effect::label).collect();
        labels.sort();
        labels
    };
    Example {
        id: sentence.id.clone(),
        input: ModelInput::of(&Passage::in_context(&sentence.text, &sentence.context)),
        labels: labels(sentence.effects.iter().copied().collect()),
        doubtful: false,
        patterns: labels(effects(kit, &sentence.text, &sentence.context)),
        place: None,
    }
}

fn letters(kit: &Kit, corpus: &Path) -> anyhow::Result<Vec<Example>> {
    let pool = pool(1)?;
    let mut all = Vec::new();
    for (truth, file) in truths(corpus)? {
        let Aligned { examples, lost } = letter(kit, &pool, &truth, &file)?;
        for (label, quote) in lost {
            say(&format!("{}: a quotation for {label} stands nowhere in it: {quote}", truth.id));
        }
        all.extend(examples);
    }
    Ok(all)
}

/// The words of whole letters with their kind.
fn kinds(corpus: &Path) -> anyhow::Result<Vec<serde_json::Value>> {
    let pool = pool(1)?;
    let one = |(truth, file): (Truth, PathBuf)| {
        let document = Input::new(&file).read().map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(&file)))?;
        let words = tokens(&normalise::text(&pool.pages(&document.bytes)).norm);
        Ok(serde_json::json!({"id": truth.id, "kind": truth.kind, "words": words.join(" ")}))
    };
    truths(corpus)?.into_iter().map(one).collect()
}

fn letter(kit: &Kit, pool: &Pool, truth: &Truth, file: &Path) -> anyhow::Result<Aligned> {
    let document = Input::new(file).read().map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(file)))?;
    let pages = pool.pages(&document.bytes);
    let read = resolve::read(kit, &pages, None);
    let state = read.survey.state_by_address().map(str::to_owned);
    Ok(aligned(truth, &pages, &read, state.as_deref()))
}
