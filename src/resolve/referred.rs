//! Passages that speak of the release by its number and limit it, of which no reader made anything: they are read by eye.
//!
//! "Paragraph B(2) is for Ms. Lind" and "the promise in Section 5 is personal to the titleholder" take a release from
//! somebody without a word that a reader knows.

use crate::fuse::Doubt;
use crate::resolve::UnitReading;
use crate::resolve::sections::Sections;
use crate::resolve::units::{Counts, frees, leave_to_the_eye};
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;
use crate::text::Twofold;

/// A passage named by its number.
static NAMED: Twofold = Twofold::new(|| {
    r"\b(?i:sub)?(?i:sections?|paragraphs?|clauses?|articles?|items?|points?|parts?)\s+(?P<number>[0-9A-Z]{1,3}(?:[.(][0-9a-z]{1,3}\)?)*)".to_owned()
});

/// Words that limit.
static LIMITS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:no\s+part|(?:does|do|shall|will)\s+not\s+(?:apply|operate|extend|reach|bind|cover|protect|benefit|run|help)|no\s+(?:effect|force|application)|subject\s+to|speaks?\s+to|precedence|prevails?|needs?|requires?|depends?|waits?|takes?\s+(?:no\s+)?effect|only|alone|solely|personal|limited|until|unless|excludes?|(?:is|are|was)\s+(?:meant\s+|given\s+|made\s+)?for)\b".to_owned()
});

/// Words that limit whatever else is said.
static FIRM: Twofold = Twofold::new(|| {
    r"(?i)\b(?:subject\s+to|personal\s+to|stands\s+only|(?:only|until|unless)\s+[^.;]{0,40}\b(?:approves?|consents?|agrees?|confirms?))\b".to_owned()
});

/// What is said of a release that stands: fraud apart, and whatever may come.
static HARMLESS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:fraud\w*|not\s+depend|waste|deceit|security|mortgage\s+in\s+disguise|undisturbed|unaffected|stays?|stands?|survives?|affects?|consideration|fair\s+value|beforehand)\b".to_owned()
});

/// Leaves such passages to the eye.
pub(super) fn doubt(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    let freeing: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.operative().any(|r| frees(r.effect)))
        .map(|(at, _)| at)
        .collect();
    let mut sections = Sections::of(structure);
    for (at, unit) in structure.units.iter().enumerate() {
        let Some(reading) = all.get_mut(at).filter(|unit| unit.readings.is_empty() && unit.counts == Counts::Yes)
        else {
            continue;
        };
        let words = segment::words(text, unit.span);
        let mut speaks_of_it = |number: &str| {
            let section = sections.find(number).map(|section| section.first..section.end);
            section.is_some_and(|units| !units.contains(&at) && freeing.iter().any(|freed| units.contains(freed)))
        };
        if limits(&words) && numbers(&words).any(&mut speaks_of_it) {
            leave_to_the_eye(Doubt::OnTheRelease, &words, &mut reading.readings);
        }
    }
}

/// Numbers of the passages that words name.
fn numbers(words: &str) -> impl Iterator<Item = &str> {
    let named = NAMED.of(words).into_iter().flat_map(|named| named.captures_iter(words));
    named.filter_map(|found| found.name("number")).map(|number| number.as_str())
}

fn limits(words: &str) -> bool {
    FIRM.is_in(words) || LIMITS.is_in(words) && !HARMLESS.is_in(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_limit_a_numbered_passage_are_told_from_others() {
        for words in [
            "Paragraph B(2) is for Ms. Lind.",
            "Mr. Moe has no part in paragraph B(2).",
            "The promise in Section 5 is personal to the titleholder.",
            "Item 4 reaches the first loan only.",
            "Paragraph 1 does not operate in favor of a borrower who holds other real estate.",
            "Paragraph 1 has no effect.",
            "Section 5 stands only if the insurer approves.",
            "Paragraph 1 is subject to our security agreement.",
            "Paragraph 1 is subject to paragraph 9 of your Forbearance Agreement.",
            "Point 5 needs a further word from the insurer, without which it does not take effect.",
        ] {
            assert!(limits(words) && numbers(words).next().is_some(), "{words}");
        }
        for words in [
            "Paragraph 4 does not shelter a person who commits fraud.",
            "Should you file a case, paragraph 3 stays as it is.",
            "The deed is not security, and Section 3 is its consideration.",
            "Our promises in Section 5 do not depend on their signatures.",
            "Items 4 and 5 bind any company that later takes over the loan.",
        ] {
            assert!(!limits(words), "{words}");
        }
    }
}
