//! `--expect`: labels found to their documents, and what differs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::super::eval::outcome;
use super::super::output::shown;
use crate::eval::letters::expect;
use crate::eval::truth::Truth;
use crate::report::visible::visible_name;
use crate::review::Review;

/// The labels of a file or a folder.
pub(super) struct Labels {
    from: PathBuf,
    /// By the place of the document; of a folder of labels by the document's name without its ending.
    truths: BTreeMap<String, Truth>,
    by: By,
    met: BTreeSet<String>,
    /// Documents without a label.
    unlabelled: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Place,
    Stem,
}

impl Labels {
    /// Reads a file of labels, or a folder of them as the corpus has (`corpus/letters/labels`).
    pub(super) fn read(from: &Path) -> anyhow::Result<Self> {
        let by = if from.is_dir() { By::Stem } else { By::Place };
        let truths = if by == By::Stem { of_folder(from)? } else { of_file(from)? };
        Ok(Self { from: from.to_owned(), truths, by, met: BTreeSet::new(), unlabelled: 0 })
    }

    /// Where the file, or a document in it, is read otherwise than labelled.
    pub(super) fn differences(&mut self, review: &Review) -> Vec<String> {
        let name = &review.meta.name;
        let key = match self.by {
            By::Place => place(Path::new(name)),
            By::Stem => Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        };
        let mut found = Vec::new();
        let mut met = BTreeSet::new();
        for document in all(review) {
            let inside = document.meta.name.strip_prefix(name.as_str()).unwrap_or_default();
            let key = format!("{key}{inside}");
            let Some(truth) = self.truths.get(&key) else { continue };
            let points = expect::differences(truth, &outcome(document));
            if !points.is_empty() {
                let about = if inside.is_empty() { String::new() } else { format!("{}: ", inside.trim_matches('/')) };
                found.push(format!("{about}{}", points.join("; ")));
            }
            met.insert(key);
        }
        let inside = |other: &&String| other.strip_prefix(&key).is_some_and(|rest| rest.starts_with(['/', '#']));
        for lost in self.truths.keys().filter(inside).filter(|key| !met.contains(*key)) {
            let rest = lost.get(key.len()..).unwrap_or_default();
            found.push(format!(
                "the file holds no document {}, which has a label",
                visible_name(rest.trim_matches('/'))
            ));
            self.met.insert(lost.clone());
        }
        self.unlabelled += usize::from(met.is_empty());
        self.met.extend(met);
        found
    }

    /// Labels without a document in this run, and documents without a label.
    pub(super) fn notes(&self) -> Vec<String> {
        let idle = self.truths.len() - self.met.len();
        let from = shown(&self.from);
        let idle =
            (idle > 0).then(|| format!("{from}: {idle} labels were not asked of, their documents are not in this run"));
        let bare = self.unlabelled;
        let bare = (bare > 0).then(|| format!("{from}: {bare} documents of this run have no label in it"));
        idle.into_iter().chain(bare).collect()
    }
}

/// The file's review and those of all documents in it.
fn all(review: &Review) -> Vec<&Review> {
    std::iter::once(review).chain(review.parts.iter().flat_map(all)).collect()
}

fn of_file(from: &Path) -> anyhow::Result<BTreeMap<String, Truth>> {
    let text = fs::read_to_string(from)
        .with_context(|| format!("{}: the labels cannot be read; check the path", shown(from)))?;
    let labels = expect::labels(&text).map_err(|bad| anyhow::anyhow!("{}:{}: {}", shown(from), bad.line, bad.says))?;
    let folder = from.parent().unwrap_or(Path::new(""));
    let mut truths = BTreeMap::new();
    for label in labels {
        let path = folder.join(&label.path);
        let file = label.path.split_once('#').map_or(label.path.as_str(), |(file, _)| file);
        let is_there = path.ancestors().chain(folder.join(file).ancestors()).any(Path::is_file);
        let at = format!("{}:{}: `{}`", shown(from), label.line, visible_name(&label.path));
        if !is_there {
            bail!("{at} is not there; a path counts from the folder of the labels");
        }
        if truths.insert(place(&path), label.truth).is_some() {
            bail!("{at} has a label already; take one of them out");
        }
    }
    Ok(truths)
}

fn of_folder(from: &Path) -> anyhow::Result<BTreeMap<String, Truth>> {
    let listed = fs::read_dir(from).with_context(|| format!("{}: the folder cannot be listed", shown(from)))?;
    let mut truths = BTreeMap::new();
    for file in
        listed.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.extension().is_some_and(|e| e == "json"))
    {
        let json = fs::read_to_string(&file).with_context(|| shown(&file))?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        truths.insert(stem, Truth::parse(&json).with_context(|| shown(&file))?);
    }
    if truths.is_empty() {
        bail!("{}: the folder holds no labels (*.json); name a file or a folder of labels", shown(from));
    }
    Ok(truths)
}

/// A document's place, whatever way leads to it: the file's own path, and what of the name lies within the file.
fn place(path: &Path) -> String {
    let there = path.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)));
    let (part, found) = there.unwrap_or_else(|| (Path::new(""), std::env::current_dir().unwrap_or_default()));
    let rest = path.strip_prefix(part).unwrap_or(path);
    let whole = if rest.as_os_str().is_empty() { found } else { found.join(rest) };
    whole.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
