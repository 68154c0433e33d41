//! A next sentence that points back at a release and narrows it belongs to the clause: the clause is weak (contract 8.28).

use crate::id::{Hazard, Protection};
use crate::reading::{Effect, Strength};
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;
use crate::text::Twofold;

/// How a sentence begins that speaks of the promise before it.
static POINTS: Twofold = Twofold::new(|| {
    r"^(?i:(?:this|that|the|such|these|our|said|its)\s+(?:\w+\s+){0,2}(?:release|waiver|forgiveness|discharge|cancell?ation|satisfaction|promise|concession|relief|covenant|undertaking)\b|(?:it|this|that|we|lender|the\s+\w+)\s+(?:does|do|will\s+do)\s+so\b|(?:it|this|that|they)\s+(?:shall\s+|will\s+|does\s+|do\s+|is\s+|are\s+)?(?:only\s+|not\s+)?(?:appl(?:y|ies)|extends?|reach(?:es)?|covers?|holds?|goes|limited|subject|conditioned|conditional|good)\b)".to_owned()
});

/// Hazards by which such a sentence narrows the clause.
const NARROWS: [Hazard; 5] = [
    Hazard::NonbindingRelease,
    Hazard::ConditionalRelease,
    Hazard::PartialRelease,
    Hazard::OverbroadCarveOut,
    Hazard::ReleaseRevival,
];

/// Makes the clause before a narrowing sentence weak.
pub(super) fn weaken(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    for at in 1..all.len().min(structure.units.len()) {
        let (before, this) = (&structure.units[at - 1], &structure.units[at]);
        let narrows = all[at].operative().any(|r| matches!(r.effect, Effect::Endangers(h) if NARROWS.contains(&h)));
        let together = before.paragraph == this.paragraph && narrows;
        if together && POINTS.is_in(&segment::words(text, this.span)) {
            for reading in &mut all[at - 1].readings {
                if let Effect::Protects(
                    p @ (Protection::DebtRelease | Protection::DeficiencyWaiver),
                    Strength::Present,
                ) = reading.effect
                {
                    reading.effect = Effect::Protects(p, Strength::Weak);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_point_back_are_told_from_others() {
        let points = |words: &str| POINTS.is_in(words);
        for words in [
            "This forgiveness reaches the first $20,000.00 of that part.",
            "It does so for the first $35,000.00 of that difference.",
            "The above release is subject to our investor's later consent.",
            "It extends to half of the balance.",
            "This applies only to the principal.",
        ] {
            assert!(points(words), "{words}");
        }
        for words in [
            "The lender will record its release.",
            "It is a pleasure.",
            "We may sell the balance.",
            "This letter is an offer.",
        ] {
            assert!(!points(words), "{words}");
        }
    }
}
