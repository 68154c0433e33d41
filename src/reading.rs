//! What a reader says of one unit. Judging consumes readings and does not care who made them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::{Hazard, Protection};
use crate::span::UnitSpan;

/// Which reader it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// Reader A, the patterns.
    Patterns,
    /// Reader B, the learned reader.
    Model,
    /// Both.
    Both,
}

impl Reader {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patterns => "patterns",
            Self::Model => "model",
            Self::Both => "both",
        }
    }
}

/// How firmly a protection is given by the words themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// The clause itself is qualified.
    Weak,
    /// Clean.
    Present,
}

/// What a unit does, in the contract's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Effect {
    /// It gives a protection.
    Protects(Protection, Strength),
    /// It holds a hazard (`unclear-language` included).
    Endangers(Hazard),
}

impl Effect {
    /// As the banks label it: `debt-release:present`, `deficiency-reservation`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Protects(p, Strength::Present) => format!("{p}:present"),
            Self::Protects(p, Strength::Weak) => format!("{p}:weak"),
            Self::Endangers(h) => h.to_string(),
        }
    }
}

/// One thing that one unit does, with its witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it does.
    pub effect: Effect,
    /// The words that make it so.
    pub evidence: UnitSpan,
    /// The words that turned it: modals, negators, conditions, exceptions, as they stand in the unit.
    pub cues: Vec<String>,
    /// Name of the row or frame that read it.
    pub pattern: String,
    /// Who read it.
    pub by: Reader,
}

/// Whether a unit is running text or what structure alone settles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Setting {
    /// A sentence, an item, a row, an option, a question.
    #[default]
    Text,
    /// An option whose box is ticked; the box itself is not among its words.
    Ticked,
    /// A heading, an address, reference lines, a signature block: the learned reader is not asked.
    Furniture,
}

/// What a reader sees of a unit: its words on one line (line feeds made spaces, same byte count), and its context.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The unit's words.
    pub words: &'a str,
    /// The heading above it, or empty.
    pub heading: &'a str,
    /// The lead-in of its list, or empty.
    pub lead_in: &'a str,
    /// The unit before it, or whatever else a reader needs from elsewhere, or empty.
    pub before: &'a str,
    /// Definitions and sections elsewhere that the unit leans on, on one line, or empty.
    pub leant_on: &'a str,
    /// What a reader is told of the place that the words stand in (a bank's context), or empty.
    pub note: &'a str,
    /// What structure says of the unit.
    pub setting: Setting,
}

impl<'a> Passage<'a> {
    /// A sentence with its context in one string, as the banks give it: a context that ends in a colon is the lead-in
    /// of the list it stands in, one that begins with "HEADING:" is the heading, anything else stands before it.
    #[must_use]
    pub fn in_context(words: &'a str, context: &'a str) -> Self {
        let context = context.trim();
        let bare = Self { words, ..Self::default() };
        let quoted = context.strip_prefix("Lead-in:").map(|rest| rest.trim().trim_matches('"'));
        let lead = quoted.unwrap_or(context);
        if lead.trim_end_matches('"').ends_with(':') || quoted.is_some() {
            return Self { lead_in: lead.trim_end_matches('"'), ..bare };
        }
        match context.strip_prefix("HEADING:") {
            Some(heading) => Self { heading: heading.trim(), ..bare },
            None => Self { before: context, note: context, ..bare },
        }
    }
}
