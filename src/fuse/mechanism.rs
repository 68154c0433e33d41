//! What is done above the single passage, each to be left out to see what it brings.

use serde::Serialize;

/// A mechanism of the whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// Headings, recitals, quotations, exhibits and explanations do not count. Without it, nothing is an explanation either.
    Standing,
    /// An explanation that binds or speaks to this borrower is the letter's own.
    Explanations,
    /// Terms that the document defines read as what they mean.
    Definitions,
    /// A release of a term that means less than the debt is less.
    Narrowing,
    /// A release "except as provided in paragraph 8" is as wide as paragraph 8 leaves it.
    Exceptions,
    /// Of branches by state, that of the property's state holds.
    Branches,
    /// What another lienholder, an insurer or the buyer promises is not the lender's.
    Outsiders,
    /// A passage strikes another.
    Strikes,
    /// A next sentence that points back at a release belongs to it.
    PointingBack,
    /// Words that speak of the release itself and that nobody could read are read by eye.
    TakingBack,
    /// A release of one of two loans is a part.
    Loans,
    /// A release that names one of several borrowers leaves the others.
    Obligors,
}

impl Mechanism {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Standing,
        Self::Explanations,
        Self::Definitions,
        Self::Narrowing,
        Self::Exceptions,
        Self::Branches,
        Self::Outsiders,
        Self::Strikes,
        Self::PointingBack,
        Self::TakingBack,
        Self::Loans,
        Self::Obligors,
    ];

    /// What it does, for a table.
    #[must_use]
    pub const fn does(self) -> &'static str {
        match self {
            Self::Standing => "headings, recitals, quotations and exhibits do not count",
            Self::Explanations => "explanations that speak to this borrower count",
            Self::Definitions => "defined terms read as what they mean",
            Self::Narrowing => "a release of a term that means less is less",
            Self::Exceptions => "exceptions that stand in another paragraph",
            Self::Branches => "branches by the property's state",
            Self::Outsiders => "what others promise is not the lender's",
            Self::Strikes => "passages that another one strikes",
            Self::PointingBack => "sentences that point back at a release",
            Self::TakingBack => "unread words on the release are read by eye",
            Self::Loans => "one of two loans",
            Self::Obligors => "one of several borrowers",
        }
    }
}
