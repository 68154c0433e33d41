//! Scores of whole documents.

pub mod ablation;
pub mod expect;
pub mod residue;
pub mod support;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use crate::eval::share::Hits;
use crate::eval::share::Share;
use crate::eval::truth::Truth;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;

/// What the program said of one document, as far as it is scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Kind of document.
    pub kind: Kind,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the verdict hangs on passages that were not interpreted.
    pub undetermined: bool,
    /// Each protection that applies, with its status.
    pub protections: Vec<(Protection, Status)>,
    /// Each hazard that was found.
    pub hazards: Vec<Hazard>,
}

impl Outcome {
    /// The status given to a protection. A clause that is only implied stands nowhere in the document: missing.
    fn status(&self, protection: Protection) -> Status {
        match self.protections.iter().find(|(id, _)| *id == protection) {
            Some((_, Status::Implied)) | None => Status::Missing,
            Some((_, status)) => *status,
        }
    }
}

/// Counts over a set of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LetterCounts {
    /// Labelled documents.
    pub documents: u32,
    /// Documents without an outcome.
    pub no_output: u32,
    /// Kind as labelled.
    pub kind: Share,
    /// Verdict as labelled.
    pub verdict: Share,
    /// Read as a full release, of those that are none (contract 8.23).
    pub cleared: Share,
    /// Read as not applicable, of those that are a letter of the two kinds (contract 8.23).
    pub set_aside: Share,
    /// Full releases read as no release.
    pub over_alarms: Share,
    /// Core clauses of letters read at the labelled status.
    pub core_status: Share,
    /// All hazards but `unclear-language`.
    pub hazards: Hits,
    /// The hazards that weaken, but `unclear-language`.
    pub weakening: Hits,
    /// Documents whose verdict hangs on passages that were not interpreted.
    pub undetermined: u32,
    /// Letters with `unclear-language`.
    pub unclear: u32,
}

/// What differs in one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The document.
    pub id: String,
    /// Each difference, in the order of the contract; a false clear comes first.
    pub points: Vec<String>,
}

/// Scores of a set of documents, whole and by author.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LetterScore {
    /// Over everything.
    pub all: LetterCounts,
    /// By the part of the id before its first hyphen.
    pub authors: BTreeMap<String, LetterCounts>,
    /// Minimal pairs of which both halves have the labelled verdict.
    pub pairs: Share,
    /// Pairs of which one half was seen, and whether its verdict was right.
    #[serde(skip)]
    halves: BTreeMap<String, bool>,
    /// Documents that were not read as labelled, in the order they were given.
    pub disagreements: Vec<Disagreement>,
}

impl LetterScore {
    /// Adds one document; `None` where the program gave no outcome.
    pub fn add(&mut self, truth: &Truth, outcome: Option<&Outcome>) {
        let points = self.all.add(truth, outcome);
        self.add_half(truth, outcome);
        let author = truth.id.split('-').next().unwrap_or_default();
        self.authors.entry(author.to_owned()).or_default().add(truth, outcome);
        if !points.is_empty() {
            self.disagreements.push(Disagreement { id: truth.id.clone(), points });
        }
    }

    /// A minimal pair counts when its second half comes.
    fn add_half(&mut self, truth: &Truth, outcome: Option<&Outcome>) {
        let Some(pair) = truth.pair() else { return };
        let is_right = outcome.is_some_and(|outcome| outcome.verdict == truth.verdict);
        match self.halves.remove(pair) {
            Some(other) => self.pairs.count(other && is_right),
            None => {
                self.halves.insert(pair.to_owned(), is_right);
            }
        }
    }

    /// The figures that a ratchet may hold, by name.
    #[must_use]
    pub fn figures(&self) -> BTreeMap<&'static str, u32> {
        self.all.figures()
    }

    /// The scores as a table for a terminal, with the disagreements below.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = self.all.to_text();
        if self.pairs.of > 0 {
            let _ = writeln!(out, "{:20} {}", "minimal pairs", self.pairs);
        }
        for (author, counts) in &self.authors {
            let (verdict, core) = (counts.verdict, counts.core_status);
            let _ = writeln!(
                out,
                "{author:10} verdict {:3} of {:3}   core {:3} of {:3}   false clears {}",
                verdict.hits,
                verdict.of,
                core.hits,
                core.of,
                counts.false_clears().hits
            );
        }
        for one in &self.disagreements {
            let _ = writeln!(out, "{} | {}", one.id, one.points.join("; "));
        }
        out
    }

    /// The scores as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::json!({"false_clears": self.all.false_clears(), "all": self.all, "authors": self.authors, "pairs": self.pairs,
            "disagreements": self.disagreements})
        .to_string()
    }
}

impl LetterCounts {
    /// False clears of both sorts, of the documents that are no full release. A full release that was set aside is
    /// counted too, so that the count is held at the number of those documents.
    #[must_use]
    pub fn false_clears(&self) -> Share {
        Share { hits: (self.cleared.hits + self.set_aside.hits).min(self.cleared.of), of: self.cleared.of }
    }

    fn add(&mut self, truth: &Truth, outcome: Option<&Outcome>) -> Vec<String> {
        self.documents += 1;
        let Some(outcome) = outcome else {
            self.count_silence(truth);
            return vec!["no output".to_owned()];
        };
        let mut points = self.count_clears(truth, outcome);
        points.extend(self.count_verdict(truth, outcome));
        if truth.is_letter() {
            points.extend(self.count_core(truth, outcome));
            points.extend(self.count_hazards(truth, outcome));
        }
        points
    }

    /// A document without an outcome is wrong in kind and verdict, and clears nobody.
    fn count_silence(&mut self, truth: &Truth) {
        self.no_output += 1;
        self.kind.count(false);
        self.verdict.count(false);
        let bucket = if truth.verdict == Verdict::FullRelease { &mut self.over_alarms } else { &mut self.cleared };
        bucket.count(false);
        if truth.is_letter() {
            self.set_aside.count(false);
        }
    }

    fn count_clears(&mut self, truth: &Truth, outcome: &Outcome) -> Vec<String> {
        let mut points = Vec::new();
        if truth.verdict == Verdict::FullRelease {
            self.over_alarms.count(outcome.verdict == Verdict::NoRelease);
        } else {
            let cleared = outcome.verdict == Verdict::FullRelease;
            self.cleared.count(cleared);
            points.extend(cleared.then(|| "FALSE CLEAR: read as a full release".to_owned()));
        }
        if truth.is_letter() {
            let aside = outcome.verdict == Verdict::NotApplicable;
            self.set_aside.count(aside);
            points.extend(aside.then(|| "FALSE CLEAR: a letter was set aside".to_owned()));
        }
        points
    }

    fn count_verdict(&mut self, truth: &Truth, outcome: &Outcome) -> Vec<String> {
        self.kind.count(outcome.kind == truth.kind);
        self.verdict.count(outcome.verdict == truth.verdict);
        self.undetermined += u32::from(outcome.undetermined);
        let kind = (outcome.kind != truth.kind).then(|| format!("kind {} (label {})", outcome.kind, truth.kind));
        let verdict = (outcome.verdict != truth.verdict)
            .then(|| format!("verdict {} (label {})", outcome.verdict, truth.verdict));
        kind.into_iter().chain(verdict).collect()
    }

    fn count_core(&mut self, truth: &Truth, outcome: &Outcome) -> Vec<String> {
        let mut points = Vec::new();
        for id in Protection::CORE {
            if truth.doubts(id.as_str()) || waiver_is_implied(id, truth, outcome) {
                continue;
            }
            let (read, label) = (outcome.status(id), truth.status(id));
            self.core_status.count(read == label);
            if read != label {
                points.push(format!("{id} {read} (label {label})"));
            }
        }
        points
    }

    fn count_hazards(&mut self, truth: &Truth, outcome: &Outcome) -> Vec<String> {
        let found: BTreeSet<Hazard> = outcome.hazards.iter().copied().collect();
        let there: BTreeSet<Hazard> = truth.hazards.iter().map(|passage| passage.id).collect();
        self.unclear += u32::from(found.contains(&Hazard::UnclearLanguage));
        let mut points = Vec::new();
        for &id in found.union(&there).filter(|id| **id != Hazard::UnclearLanguage && !truth.doubts(id.as_str())) {
            let seen = (found.contains(&id), there.contains(&id));
            tally(&mut self.hazards, seen);
            if id.weakens() {
                tally(&mut self.weakening, seen);
            }
            match seen {
                (true, false) => points.push(format!("+{id}")),
                (false, true) => points.push(format!("-{id}")),
                _ => {}
            }
        }
        points
    }

    fn figures(&self) -> BTreeMap<&'static str, u32> {
        BTreeMap::from([
            ("documents", self.documents),
            ("no_output", self.no_output),
            ("kind", self.kind.hits),
            ("verdict", self.verdict.hits),
            ("false_clears", self.cleared.hits + self.set_aside.hits),
            ("over_alarms", self.over_alarms.hits),
            ("core_status", self.core_status.hits),
            ("hazards_right", self.hazards.right),
            ("hazards_wrong", self.hazards.wrong),
            ("hazards_missed", self.hazards.missed),
            ("weakening_right", self.weakening.right),
            ("weakening_wrong", self.weakening.wrong),
            ("weakening_missed", self.weakening.missed),
            ("undetermined", self.undetermined),
            ("unclear", self.unclear),
        ])
    }

    fn to_text(&self) -> String {
        let rows = [
            ("kind", self.kind),
            ("verdict", self.verdict),
            ("false clears", self.false_clears()),
            ("over-alarms", self.over_alarms),
            ("core status", self.core_status),
            ("hazard precision", self.hazards.precision()),
            ("hazard recall", self.hazards.recall()),
            ("weakening precision", self.weakening.precision()),
            ("weakening recall", self.weakening.recall()),
            ("undetermined", Share { hits: self.undetermined, of: self.documents }),
            ("unclear", Share { hits: self.unclear, of: self.documents }),
            ("no output", Share { hits: self.no_output, of: self.documents }),
        ];
        rows.iter().fold(String::new(), |mut out, (name, share)| {
            let _ = writeln!(out, "{name:20} {share}");
            out
        })
    }
}

/// A whole debt release implies the waiver, so that beside one a waiver read or labelled as missing is no mistake.
fn waiver_is_implied(id: Protection, truth: &Truth, outcome: &Outcome) -> bool {
    let plain = |status| matches!(status, Status::Present | Status::Missing);
    id == Protection::DeficiencyWaiver
        && plain(truth.status(id))
        && plain(outcome.status(id))
        && truth.status(Protection::DebtRelease) == Status::Present
        && outcome.status(Protection::DebtRelease) == Status::Present
}

/// Counts one id that was found (first), or is there (second), or both.
const fn tally(hits: &mut Hits, seen: (bool, bool)) {
    match seen {
        (true, true) => hits.right += 1,
        (true, false) => hits.wrong += 1,
        (false, true) => hits.missed += 1,
        (false, false) => {}
    }
}

#[cfg(test)]
mod tests;
