//! Passages that speak of the release by its number and limit it, of which no reader made anything: they are read by eye.
//!
//! "Paragraph B(2) is for Ms. Lind" and "the promise in Section 5 is personal to the titleholder" take a release from
//! somebody without a word that a reader knows.

use std::sync::LazyLock;

use regex::Regex;

use crate::fuse::Doubt;
use crate::resolve::UnitReading;
use crate::resolve::sections::Sections;
use crate::resolve::units::{Counts, frees, leave_to_the_eye};
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;

/// A passage named by its number.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?i:sub)?(?i:sections?|paragraphs?|clauses?|articles?|items?|points?|parts?)\s+(?P<number>[0-9A-Z]{1,3}(?:[.(][0-9a-z]{1,3}\)?)*)").ok()
});

/// Words that limit.
static LIMITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:no\s+part|needs?|requires?|depends?|waits?|takes?\s+(?:no\s+)?effect|only|alone|solely|personal|limited|until|unless|excludes?|(?:is|are|was)\s+(?:meant\s+|given\s+|made\s+)?for)\b").ok()
});

/// What is said of a release that stands: fraud apart, and whatever may come.
static HARMLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:fraud\w*|not\s+depend|waste|deceit|security|mortgage\s+in\s+disguise|undisturbed|unaffected|stays?|stands?|survives?|affects?|consideration|fair\s+value|beforehand)\b").ok()
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
    let named = NAMED.iter().flat_map(|named| named.captures_iter(words));
    named.filter_map(|found| found.name("number")).map(|number| number.as_str())
}

fn limits(words: &str) -> bool {
    let has = |shape: &LazyLock<Option<Regex>>| shape.as_ref().is_some_and(|it| it.is_match(words));
    has(&LIMITS) && !has(&HARMLESS)
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
