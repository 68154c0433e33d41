//! Findings that the user's files accept: they stay in every report, with who accepted them and why, and change no
//! verdict. Only the exit code passes them over.

pub mod baseline;
pub mod decisions;

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::Finding;
use crate::report::accept::baseline::Baseline;
use crate::report::accept::decisions::Decisions;

/// Where a finding is accepted, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The review file: somebody has read the passage and lives with it.
    Review,
    /// The review file: somebody has read the passage and says that it is no such thing.
    FalseAlarm,
    /// The baseline: it was there before.
    Baseline,
}

/// Why a finding does not fail the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Where it is accepted, and as what.
    pub by: By,
    /// The reason, of the review file.
    pub reason: Option<String>,
    /// The last day on which it is accepted.
    pub until: Option<Date>,
}

impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.by {
            By::Review => "accepted by review",
            By::FalseAlarm => "called a false alarm by review",
            By::Baseline => "known from the baseline",
        })?;
        if let Some(until) = self.until {
            write!(f, " until {until}")?;
        }
        self.reason.as_ref().map_or(Ok(()), |reason| write!(f, " ({reason})"))
    }
}

/// A file of the user's that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {says}")]
pub struct BadFile {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there and what would be right.
    pub says: String,
}

impl BadFile {
    /// Something wrong at a byte of a text.
    fn at(text: &str, byte: usize, says: impl Into<String>) -> Self {
        let line = text.as_bytes().iter().take(byte).filter(|&&b| b == b'\n').count() + 1;
        Self { line, says: says.into() }
    }
}

/// Both files, and which of their entries were met.
#[derive(Debug, Clone, Default)]
pub struct Acceptance {
    /// What was there before.
    pub baseline: Baseline,
    /// What somebody decided.
    pub decisions: Decisions,
}

impl Acceptance {
    /// Who accepts a finding; a decision with its reason goes before the baseline.
    pub fn of(&mut self, finding: &Finding) -> Option<Accepted> {
        let known = self.baseline.knows(finding);
        let decided = self.decisions.accept(finding);
        decided.or(known.then_some(Accepted { by: By::Baseline, reason: None, until: None }))
    }
}
