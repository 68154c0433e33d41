//! Why a passage must be read by eye.

/// Why a unit must be read by eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It may reserve the deficiency.
    MaybeReservation,
    /// One reader takes it for a release, the other for a reservation.
    Contradiction,
    /// It is likely, but not sure, that it frees the borrower.
    LikelyGood,
    /// The same, and next to nothing in it speaks against the borrower.
    LikelyAndPlain,
    /// It may free the borrower.
    MaybeGood,
    /// Something in it may weaken the release.
    MaybeWeakening,
    /// The patterns read something against the borrower, and the learned reader does not.
    Vetoed,
    /// The learned reader could not read it.
    NotRead,
    /// It speaks of the release itself, and neither reader made anything of it that binds.
    OnTheRelease,
    /// It keeps the debt of this borrower, in a part of the letter that is headed as an explanation.
    InAnExplanation,
    /// It binds the borrower in an exhibit or schedule, which may be a part of the terms.
    InAnExhibit,
    /// It frees by a term whose meaning, elsewhere in the document, may be less than the whole.
    ByDefinition,
    /// It frees on a condition that is no part of closing.
    OnACondition,
    /// Somebody frees whom the letter names neither at its head nor under its text.
    ByAnother,
    /// It frees the borrower by words that OCR read with little confidence.
    Smudged,
    /// It is not in English.
    NotEnglish,
}

impl Doubt {
    /// Every doubt.
    pub const ALL: [Self; 16] = [
        Self::MaybeReservation,
        Self::Contradiction,
        Self::LikelyGood,
        Self::LikelyAndPlain,
        Self::MaybeGood,
        Self::MaybeWeakening,
        Self::Vetoed,
        Self::NotRead,
        Self::OnTheRelease,
        Self::InAnExplanation,
        Self::InAnExhibit,
        Self::ByDefinition,
        Self::OnACondition,
        Self::ByAnother,
        Self::Smudged,
        Self::NotEnglish,
    ];

    /// Its name, as the pattern of evidence for `unclear-language`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MaybeReservation => "doubt/maybe-reservation",
            Self::Contradiction => "doubt/contradiction",
            Self::LikelyGood => "doubt/likely-release",
            Self::LikelyAndPlain => "doubt/likely-release-plain",
            Self::MaybeGood => "doubt/maybe-release",
            Self::MaybeWeakening => "doubt/maybe-weakening",
            Self::Vetoed => "doubt/one-reader-against",
            Self::NotRead => "doubt/not-read",
            Self::OnTheRelease => "doubt/speaks-of-the-release",
            Self::InAnExplanation => "doubt/in-an-explanation",
            Self::InAnExhibit => "doubt/in-an-exhibit",
            Self::ByDefinition => "doubt/by-a-definition",
            Self::OnACondition => "doubt/on-a-condition",
            Self::ByAnother => "doubt/by-another",
            Self::Smudged => "doubt/smudged-words",
            Self::NotEnglish => "doubt/not-english",
        }
    }

    /// The doubt of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doubt| doubt.name() == name)
    }

    /// What it means, for people.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::MaybeReservation => "it may reserve the deficiency",
            Self::Contradiction => "one reader takes it for a release, the other for a reservation",
            Self::LikelyGood | Self::LikelyAndPlain => "it is likely, but not sure, that it frees the borrower",
            Self::MaybeGood => "it may free the borrower",
            Self::MaybeWeakening => "something in it may weaken the release",
            Self::NotRead => "the learned reader could not read it",
            Self::OnTheRelease => "it speaks of the release itself and may take it back",
            Self::InAnExhibit => "it binds the borrower, in an exhibit or schedule that may be a part of the terms",
            Self::InAnExplanation => "it keeps this borrower's debt, in a part that is headed as an explanation",
            Self::ByDefinition => {
                "it frees by a term whose definition may take in less than the whole debt, or less than everybody"
            }
            Self::OnACondition => "it frees on a condition that may be no ordinary part of closing",
            Self::ByAnother => "it may be somebody else than this lender who frees",
            Self::Smudged => "it frees the borrower, by words that OCR read with little confidence",
            Self::NotEnglish => "it is not in English, and only English is read",
            Self::Vetoed => "the patterns read something against the borrower that the learned reader does not see",
        }
    }

    /// Whether it is only about how sure a release or waiver is: where the document says the same for sure elsewhere,
    /// nobody need read it.
    #[must_use]
    pub const fn is_of_good(self) -> bool {
        matches!(self, Self::LikelyGood | Self::LikelyAndPlain | Self::MaybeGood)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_doubt_is_known_by_its_name() {
        for doubt in Doubt::ALL {
            assert_eq!(Doubt::named(doubt.name()), Some(doubt));
            assert!(!doubt.says().is_empty());
        }
        assert_eq!(Doubt::named("reader-b"), None);
    }
}
