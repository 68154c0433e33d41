//! The document as a whole: readings of its units, put together.

use crate::evidence::Evidence;
use crate::id::Kind;
use crate::reading::Effect;
use crate::survey::Facts;

/// One effect that holds for the document, with all its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What the words do.
    pub effect: Effect,
    /// The words, at least one stretch.
    pub evidence: Vec<Evidence>,
}

/// What the judge needs of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// Kind of document.
    pub kind: Kind,
    /// Effects in force, after definitions, supersession and the like; sorted by effect, each effect once.
    pub found: Vec<Found>,
    /// What the document says of its loan, people and dates.
    pub facts: Facts,
    /// Whether a mortgage insurer is mentioned at all.
    pub insurer_mentioned: Mentioned,
    /// Whether another lien on the property is mentioned.
    pub junior_mentioned: Mentioned,
    /// Whether foreclosure proceedings are mentioned.
    pub foreclosure_mentioned: Mentioned,
}

/// Whether the document speaks of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mentioned {
    /// It does.
    Yes,
    /// It does not.
    No,
}
