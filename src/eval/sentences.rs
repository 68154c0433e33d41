//! Scores of sentence banks: single passages with the labels of what they do.

pub mod bank;
pub mod counts;
pub mod likeness;
pub mod shipped;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use crate::eval::sentences::bank::Sentence;
use crate::eval::sentences::counts::NAMES;
use crate::eval::sentences::counts::SentenceCounts;
use crate::eval::share::Share;
use crate::id::Hazard;
use crate::reading::Effect;

/// What the program says of one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It could not interpret the passage.
    Unclear,
    /// It read these effects, or none.
    Read(BTreeSet<Effect>),
}

impl Answer {
    /// Effects as read; `unclear-language` among them makes the whole answer unclear.
    #[must_use]
    pub fn from_effects(effects: impl IntoIterator<Item = Effect>) -> Self {
        let effects: BTreeSet<Effect> = effects.into_iter().collect();
        if effects.contains(&Effect::Endangers(Hazard::UnclearLanguage)) { Self::Unclear } else { Self::Read(effects) }
    }
}

/// Scores of a bank, whole, by author and by family.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SentenceScore {
    /// Over everything.
    pub all: SentenceCounts,
    /// By the part of the id before its first hyphen.
    pub authors: BTreeMap<String, SentenceCounts>,
    /// By family, where a passage names one.
    pub families: BTreeMap<String, SentenceCounts>,
    /// Passages that were not read as labelled, in the order they were given: id and what differs.
    pub disagreements: Vec<(String, Vec<String>)>,
}

impl SentenceScore {
    /// Adds one passage; `None` where the program gave no answer.
    pub fn add(&mut self, sentence: &Sentence, answer: Option<&Answer>) {
        let counts = SentenceCounts::of(&sentence.effects, answer);
        self.all.join(counts);
        let author = sentence.id.split('-').next().unwrap_or_default();
        self.authors.entry(author.to_owned()).or_default().join(counts);
        if !sentence.family.is_empty() {
            self.families.entry(sentence.family.clone()).or_default().join(counts);
        }
        let points = differences(&sentence.effects, answer, counts);
        if !points.is_empty() {
            self.disagreements.push((sentence.id.clone(), points));
        }
    }

    /// The figures that a ratchet may hold, by name.
    #[must_use]
    pub fn figures(&self) -> BTreeMap<&'static str, u32> {
        NAMES.into_iter().zip(self.all.numbers()).collect()
    }

    /// The scores as tables for a terminal, with the disagreements below.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (name, hits) in NAMES.into_iter().zip(self.all.numbers()).filter(|(name, _)| !is_base(name)) {
            let _ = writeln!(out, "{name:22} {}", Share { hits, of: self.all.base(name) });
        }
        out.push_str(&table("author", &self.authors));
        out.push_str(&table("family", &self.families));
        for (id, points) in &self.disagreements {
            let _ = writeln!(out, "{id} | {}", points.join("; "));
        }
        out
    }

    /// The scores as one JSON object, with the bounds of each figure.
    #[must_use]
    pub fn to_json(&self) -> String {
        let named = NAMES.into_iter().zip(self.all.numbers()).filter(|(name, _)| !is_base(name));
        let bounds: BTreeMap<_, _> =
            named.map(|(name, hits)| (name, Share { hits, of: self.all.base(name) })).collect();
        serde_json::json!({"all": self.all, "bounds": bounds, "authors": self.authors, "families": self.families,
            "disagreements": self.disagreements})
        .to_string()
    }
}

/// Whether a figure only says how many there were to read.
fn is_base(name: &str) -> bool {
    matches!(name, "n" | "reservations")
}

fn table(head: &str, rows: &BTreeMap<String, SentenceCounts>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{head:22}");
    for name in NAMES {
        let _ = write!(out, " {name:>20}");
    }
    for (row, counts) in rows {
        let _ = write!(out, "\n{row:22}");
        for number in counts.numbers() {
            let _ = write!(out, " {number:20}");
        }
    }
    out.push('\n');
    out
}

/// What is wrong with an answer, gravest first.
fn differences(label: &BTreeSet<Effect>, answer: Option<&Answer>, counts: SentenceCounts) -> Vec<String> {
    let read = match answer {
        None => return vec!["no answer".to_owned()],
        Some(Answer::Unclear) => return vec!["unclear".to_owned()],
        Some(Answer::Read(read)) => read,
    };
    let grave = [
        ("false_good", counts.false_good),
        ("missed_reservation", counts.missed_reservation),
        ("false_reservation", counts.false_reservation),
    ];
    let grave = grave.into_iter().filter(|(_, count)| *count > 0).map(|(name, _)| name.to_owned());
    let less = label.difference(read).map(|effect| format!("-{}", effect.label()));
    let more = read.difference(label).map(|effect| format!("+{}", effect.label()));
    grave.chain(less).chain(more).collect()
}

#[cfg(test)]
mod tests;
