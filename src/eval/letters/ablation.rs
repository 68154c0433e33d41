//! What each mechanism of the whole document brings: the score without it beside the score with everything.

use std::fmt::Write;

use serde::Serialize;

use crate::eval::letters::{LetterCounts, LetterScore};
use crate::fuse::Mechanism;

/// Scores with everything, then without one mechanism after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ablation {
    rows: Vec<Row>,
}

/// One score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Row {
    /// What was left out; nothing in the first row.
    without: Option<Mechanism>,
    /// What that mechanism does.
    does: Option<&'static str>,
    counts: LetterCounts,
}

impl Ablation {
    /// Adds the score without a mechanism, or with all.
    pub fn add(&mut self, without: Option<Mechanism>, score: LetterScore) {
        self.rows.push(Row { without, does: without.map(Mechanism::does), counts: score.all });
    }

    /// One JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A table: verdicts right, false clears, over-alarms, core statuses right.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = format!("{:62}{:>9}{:>8}{:>8}{:>8}\n", "without", "verdicts", "clears", "alarms", "core");
        for Row { does, counts, .. } in &self.rows {
            let clears = counts.cleared.hits + counts.set_aside.hits;
            let (verdicts, alarms, core) = (counts.verdict.hits, counts.over_alarms.hits, counts.core_status.hits);
            let does = does.unwrap_or("nothing: everything is at work");
            let _ = writeln!(out, "{does:62}{verdicts:>9}{clears:>8}{alarms:>8}{core:>8}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_a_mechanism_below_the_whole() {
        let mut ablation = Ablation::default();
        ablation.add(None, LetterScore::default());
        for mechanism in Mechanism::ALL {
            ablation.add(Some(mechanism), LetterScore::default());
        }
        let text = ablation.to_text();
        assert_eq!(text.lines().count(), Mechanism::ALL.len() + 2);
        assert!(text.lines().nth(1).is_some_and(|line| line.starts_with("nothing")));
        assert!(text.lines().skip(1).all(|line| line.len() == text.lines().next().unwrap_or("").len()), "{text}");
        assert!(ablation.to_json().contains("\"without\":\"outsiders\""));
    }
}
