//! A release "except as provided in paragraph 8" excepts what paragraph 8 says: where that is any wrong figure or breach,
//! and not fraud or waste alone, the clause is weak (contract 8.13). The paragraph stands elsewhere, so that neither reader
//! sees both at once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::fuse::Kit;
use crate::id::Hazard;
use crate::resolve::UnitReading;
use crate::resolve::sections::Sections;
use crate::segment;
use crate::segment::{Section, Structure};
use crate::text::Text;

/// A passage's number: "8", "4.1", "(b)", "2(c)", "II".
const NUMBER: &str = r"(?:\([0-9A-Za-z]{1,3}\)|(?:[0-9]{1,3}|[IVX]{1,4}|[A-Z])\b(?:[.(][0-9a-z]{1,3}\)?)*)";

/// An exception that stands in numbered passages: "except as provided in paragraphs 3 and 8".
static EXCEPTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let cue = r"(?i:except(?:ion|ions|ing|ed)?|save|saving|unless|other\s+than|apart\s+from|but\s+for|subject\s+to|outside(?:\s+of)?)";
    let passage = r"(?i:(?:(?:sub)?(?:section|paragraph|clause|condition|item|article)s?|sec\.|par\.)\s+|\x{a7}{1,2}\s*|\x{b6}\s*)";
    let more = format!(r"(?:\s*(?:,|and|or|,\s*and|,\s*or|&)\s+{NUMBER})*");
    Regex::new(&format!(r"\b{cue}\b[^.;]{{0,90}}?{passage}(?P<numbers>{NUMBER}{more})")).ok()
});

/// What stands between the numbers of such a list.
static BETWEEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&)\s+").ok());

/// Units of a passage that are read at most.
const MOST: usize = 12;

/// Makes releases weak that except conduct at large in another passage.
pub(super) fn weaken(kit: &Kit, (text, structure): (&Text, &Structure), all: &mut [UnitReading]) {
    // Which passages, by their first unit, except conduct at large: each is read once, however often it is named.
    let mut known: BTreeMap<usize, bool> = BTreeMap::new();
    let mut sections = Sections::of(structure);
    for (at, unit) in structure.units.iter().enumerate() {
        let Some(reading) = all.get_mut(at).filter(|unit| unit.frees()) else {
            continue;
        };
        let words = segment::words(text, unit.span);
        let named: Vec<&Section> = numbers(&words).into_iter().filter_map(|number| sections.find(number)).collect();
        let mut is_wide = |section: &Section| {
            *known.entry(section.first).or_insert_with(|| kit.excepts_widely(&words_of(text, structure, section)))
        };
        if named.into_iter().any(|section| apart(section, at) && is_wide(section)) {
            reading.make_weak(Hazard::OverbroadCarveOut);
        }
    }
}

/// Numbers of the passages that words except.
fn numbers(words: &str) -> Vec<&str> {
    let lists = EXCEPTS.iter().flat_map(|excepts| excepts.captures_iter(words)).filter_map(|c| c.name("numbers"));
    lists.flat_map(|list| BETWEEN.iter().flat_map(move |between| between.split(list.as_str()))).collect()
}

fn apart(section: &Section, at: usize) -> bool {
    !(section.first..section.end).contains(&at)
}

/// The text of a passage.
fn words_of(text: &Text, structure: &Structure, section: &Section) -> String {
    let units = structure.units.get(section.first..section.end).unwrap_or_default();
    units.iter().take(MOST).map(|unit| segment::words(text, unit.span)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::id::Protection;
    use crate::reading::{Effect, Strength};
    use crate::resolve;

    #[test]
    fn passages_are_named_in_many_ways() {
        for (words, named) in [
            ("released, except as provided in paragraphs 3 and 8", vec!["3", "8"]),
            ("released, except as provided in paragraph (b) below", vec!["(b)"]),
            ("released except under \u{a7} 4.1", vec!["4.1"]),
            ("released except as stated in this paragraph", vec![]),
            ("released unless under this paragraph a default stands", vec![]),
            ("released except for sections 2(c), 4 and II", vec!["2(c)", "4", "II"]),
            ("released as provided in paragraph 8", vec![]),
        ] {
            assert_eq!(numbers(words), named, "{words}");
        }
    }

    #[test]
    fn a_release_that_excepts_another_paragraph_is_as_wide_as_that() {
        let weak = |number: &str, paragraph: &str| {
            let letter = format!(
                "ELM BANK\n\nMay 3, 2021\n\nDear Ms. Quillon:\n\nElm Bank approves the short sale of your home.\n\n1. Release. \
                 Once we are paid you are released from the Note, except as provided in paragraph {number}.\n\n\
                 2. Papers. {paragraph}\n\n3. Taxes. The seller pays the taxes.\n"
            );
            let whole = resolve::whole(&Kit::built_in().unwrap(), &extract::pages(letter.as_bytes()), None);
            let weak = Effect::Protects(Protection::DebtRelease, Strength::Weak);
            whole.found.iter().any(|found| found.effect == weak)
        };
        assert!(weak("2", "Any statement that you gave us was false or incomplete."));
        assert!(weak("3 and 2", "Any statement that you gave us was false or incomplete."));
        assert!(!weak("2", "You committed fraud in the sale."));
        assert!(!weak("2", "A statement was false and made with intent to deceive us."));
        assert!(weak("2", "A statement was false, whether made with intent or not."));
        assert!(!weak("3", "Any statement that you gave us was false or incomplete."));
    }
}
