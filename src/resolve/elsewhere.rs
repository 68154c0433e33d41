//! What a passage leans on that stands elsewhere: definitions of the terms it uses, sections and schedules it names.
//!
//! A definition or an exception belongs to the clause that leans on it (contract 8.3, 8.16, 8.26). The patterns resolve
//! terms into things; the learned reader is shown the words themselves, as part of its context.

use std::sync::LazyLock;

use regex::Regex;

use crate::segment;
use crate::segment::{Form, Section, Structure, Unit};
use crate::text::Text;

/// `"Deficiency" means …`, `"Balance" shall be …`
static MEANS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"["']([A-Z][^"']{1,40}?)[,.]?["'](?:,[^,"]{3,40},)?\s+(?:shall\s+|will\s+)?(?:means?|includes?|excludes?|refers?|is|are|be|stands?|has|does|covers?|reaches|comprises?)\b"#).ok()
});

/// `… the unpaid rest (the "Balance")`
static BRACKETED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\((?:collectively,?\s+|together,?\s+|hereinafter\s+)?(?:the|an?|each,?\s+an?|our|your)?\s*"([A-Z][^"]{1,40})"\)"#).ok()
});

/// `Section 9`, `paragraph 4(b)`, `Schedule B`, `Article Four`.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?P<part>sections?|paragraphs?|articles?|items?|clauses?|conditions?|schedule|exhibit|appendix|annex|rider|addendum|attachment)\s+(?P<number>\(?[0-9]{1,2}(?:\.[0-9]{1,2})*(?:\([a-z0-9]{1,3}\))*\)?|[A-Z]\b|[IVX]+\b|one|two|three|four|five|six|seven|eight|nine|ten)").ok()
});

/// Terms that name a party, a paper or the house in every letter: their definitions say nothing that a clause turns on.
const USUAL: [&str; 40] = [
    "lender",
    "bank",
    "borrower",
    "borrowers",
    "note",
    "notes",
    "mortgage",
    "deed",
    "deed of trust",
    "trust deed",
    "property",
    "premises",
    "house",
    "home",
    "dwelling",
    "residence",
    "seller",
    "sellers",
    "buyer",
    "buyers",
    "loan",
    "servicer",
    "owner",
    "owners",
    "grantor",
    "grantors",
    "grantee",
    "trust",
    "escrow",
    "fund",
    "agreement",
    "closing",
    "sale",
    "title company",
    "association",
    "credit union",
    "member",
    "security instrument",
    "investor",
    "contract",
];

/// Words of a definition or section that are shown.
const SHOWN: usize = 45;
/// Units of a section that are shown at most.
const MOST_UNITS: usize = 4;
/// Terms of a document, and sections and schedules, that are known at most: a letter has a few dozen.
const MOST_KNOWN: usize = 200;
/// Places that one unit may lean on: more would push everything else out of the learned reader's window.
const MOST_PLACES: usize = 2;

/// The places of a document that its passages may lean on.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// Terms with the unit that defines them.
    terms: Vec<(String, usize)>,
    /// Schedules and exhibits by name, small letters, with the unit that opens them.
    annexes: Vec<(String, usize)>,
}

impl Elsewhere {
    /// Gathers the terms of a document.
    pub(super) fn of(text: &Text, structure: &Structure) -> Self {
        let mut terms: Vec<(String, usize)> = Vec::new();
        for (at, unit) in structure.units.iter().enumerate() {
            for term in defined(&segment::words(text, unit.span)) {
                let usual = USUAL.contains(&term.to_lowercase().as_str());
                if !usual && terms.len() < MOST_KNOWN && !terms.iter().any(|(known, _)| *known == term) {
                    terms.push((term, at));
                }
            }
        }
        let opened = |(at, unit): (usize, &Unit)| Some((opens_annex(text, unit)?, at));
        Self { terms, annexes: structure.units.iter().enumerate().rev().filter_map(opened).take(MOST_KNOWN).collect() }
    }

    /// The words that the `at`th unit leans on, on one line; empty where it stands by itself.
    pub(super) fn leant_on(&self, text: &Text, structure: &Structure, at: usize) -> String {
        let Some(unit) = structure.units.get(at) else { return String::new() };
        let words = segment::words(text, unit.span);
        let used = self.terms.iter().filter(|(term, place)| *place != at && uses(&words, term));
        let mut places: Vec<String> =
            used.filter_map(|(_, place)| shown(text, structure.units.get(*place..=*place)?)).collect();
        places.truncate(MOST_PLACES);
        places.extend(self.named(text, structure, at, &words));
        places.dedup();
        places.truncate(MOST_PLACES);
        places.join(" | ")
    }

    /// The sections and schedules that words name, those in which the unit itself stands left out.
    fn named(&self, text: &Text, structure: &Structure, at: usize, words: &str) -> Vec<String> {
        let Some(shape) = NAMED.as_ref().filter(|_| structure.sections.len() <= 10 * MOST_KNOWN) else {
            return Vec::new();
        };
        let place = |part: &str, number: &str| {
            let (first, end) = if ANNEXES.contains(&part) {
                let name = [part, " ", &number.to_lowercase()].concat();
                let first = self.annexes.iter().find(|(known, _)| *known == name)?.1;
                (first, (first + 1 + MOST_UNITS).min(structure.units.len()))
            } else {
                let section = structure.section(number)?;
                (section.first, below_heading(structure, section))
            };
            let apart = !(first..end).contains(&at);
            structure.units.get(first..end).filter(|_| apart).and_then(|units| shown(text, units))
        };
        let found = shape.captures_iter(words).take(2 * MOST_PLACES).filter_map(|c| {
            let part = c.name("part")?.as_str().to_lowercase();
            place(&part, digits(c.name("number")?.as_str()))
        });
        found.collect()
    }
}

/// Terms that words define.
fn defined(words: &str) -> Vec<String> {
    let shapes =
        [(MEANS.as_ref(), "\" "), (MEANS.as_ref(), "' "), (BRACKETED.as_ref(), "\")"), (MEANS.as_ref(), "\", ")];
    let mut terms: Vec<String> = Vec::new();
    for (shape, mark) in shapes {
        let Some(shape) = shape.filter(|_| words.contains(mark)) else { continue };
        let found = shape.captures_iter(words).filter_map(|c| Some(c.get(1)?.as_str().to_owned()));
        terms.extend(found);
    }
    terms.dedup();
    terms
}

/// Whether words use a term, as a word of its own.
fn uses(words: &str, term: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words.match_indices(term).any(|(at, _)| {
        let (before, after) = (words.get(..at).unwrap_or(""), words.get(at + term.len()..).unwrap_or(""));
        let after = after.strip_prefix("ies").or_else(|| after.strip_prefix('s')).unwrap_or(after);
        edge(before.chars().next_back()) && edge(after.chars().next())
    })
}

/// Where a section ends: a number that stands before a heading holds all that stands below the heading.
fn below_heading(structure: &Structure, section: &Section) -> usize {
    let opens = structure.units.get(section.first).filter(|unit| unit.form == Form::Heading).map(|unit| unit.span);
    let below = |unit: &&Unit| opens.is_some() && unit.heading == opens;
    section.end + structure.units.get(section.end..).unwrap_or(&[]).iter().take_while(below).count()
}

/// A number in words as sections bear it.
fn digits(number: &str) -> &str {
    let names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let figures = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    let at = names.iter().position(|name| name.eq_ignore_ascii_case(number));
    at.and_then(|at| figures.get(at)).copied().unwrap_or(number)
}

/// Papers that are annexed to a letter.
const ANNEXES: [&str; 7] = ["schedule", "exhibit", "appendix", "annex", "rider", "addendum", "attachment"];

/// The name of the schedule or exhibit that a unit opens, in small letters.
pub(super) fn opens_annex(text: &Text, unit: &Unit) -> Option<String> {
    let words = segment::words(text, unit.span);
    let start = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut parts = start.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let (part, number) = (parts.next()?.to_lowercase(), parts.next()?.to_lowercase());
    let name = [part.as_str(), " ", &number].concat();
    let alone = unit.form != Form::Sentence || words.trim().len() < name.len() + 40;
    (ANNEXES.contains(&part.as_str()) && number.len() <= 3 && alone).then_some(name)
}

/// The first words of some units, on one line.
fn shown(text: &Text, units: &[Unit]) -> Option<String> {
    let all: Vec<String> =
        units.iter().take(MOST_UNITS + 1).map(|unit| segment::words(text, unit.span).into_owned()).collect();
    let words: Vec<String> = all.join(" ").split_whitespace().take(SHOWN).map(str::to_owned).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::normalise;

    /// What the first unit that begins with `start` leans on.
    fn leans(letter: &str, start: &str) -> String {
        let text = normalise::text(&extract::pages(letter.as_bytes()));
        let structure = segment::structure(&text);
        let at = structure.units.iter().position(|unit| text.words(unit.span).starts_with(start)).unwrap();
        Elsewhere::of(&text, &structure).leant_on(&text, &structure, at)
    }

    #[test]
    fn definitions_and_sections_are_found_wherever_they_stand() {
        let letter = "1. TERMS\n\nAt closing the Bank forgives the Residual Sum.\n\n2. LIMITS\n\nThe Bank keeps its claim against insurers.\n\n\
                      3. MEANING\n\n\"Residual Sum\" means late charges and inspection fees.\n\n4. EXCEPTIONS\n\n\
                      Except as Section 2 provides, Borrower owes nothing more. Save as Schedule B says, the debt ends.\n\n\
                      SCHEDULE B\n\nPrincipal and interest.\n";
        let table = [
            ("At closing", "\"Residual Sum\" means late charges and inspection fees."),
            ("Except as", "The Bank keeps its claim against insurers."),
            ("Save as", "SCHEDULE B Principal and interest."),
            ("The Bank keeps", ""),
        ];
        for (start, right) in table {
            assert!(leans(letter, start).contains(right), "{start}: {}", leans(letter, start));
        }
        assert_eq!(leans(letter, "The Bank keeps"), "");
    }

    #[test]
    fn usual_names_of_parties_are_no_terms() {
        assert_eq!(
            leans("Elm Bank (the \"Bank\") writes to you.\n\nThe Bank waives the deficiency.", "The Bank waives"),
            ""
        );
    }
}
