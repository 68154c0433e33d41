//! A release that speaks of a defined term releases what the definition names: a part of the debt (weak, contract 8.26),
//! or only what has grown on it, which is no release of the debt.

use std::sync::LazyLock;

use regex::Regex;

use super::definitions::{self, Meaning};
use crate::id::{Hazard, Protection};
use crate::reading::{Effect, Reading, Strength};
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;

/// Terms that name what is owed.
static OWED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:indebtedness|debt|obligations?|deficiency|shortfall|shortage|balance|remainder|residue|gap|difference|liabilit(?:y|ies)|unpaid|remaining|released?|forgiven|excess)\b").ok()
});

/// Meanings that stop at a sum or a share.
static PART: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:\w+\s+){0,3}?(?:the\s+first\s+\$|up\s+to\s+\$|(?:no|not)\s+more\s+than\s+\$|not\s+(?:to\s+)?exceed(?:ing)?\s+\$|one[ -]half\s+of|half\s+of|\d+\s*(?:%|percent|per\s+cent)\s+of|(?:that|the)\s+(?:part|portion)\s+of|so\s+much\s+of)").ok()
});

/// What grows on a debt.
static GROWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:late\s+(?:charges?|fees?)|inspection\s+fees?|default(?:[- ]rate)?\s+interest|accrued\s+interest|attorney'?s'?\s+fees|legal\s+fees|corporate\s+advances|penalties|costs\s+of\s+collection)\b").ok()
});

/// Words by which a meaning takes in the debt itself.
static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:principal|balance|all|every|everything|whatever|whole|entire|total|sums?|amounts?|debt|loan|moneys?|deficiency|shortfall|remainder|unpaid)\b").ok()
});

/// How far a meaning reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Whole,
    Part,
    Grown,
}

fn reach(meaning: &Meaning) -> Reach {
    let is = |pattern: &Option<Regex>, words: &str| pattern.as_ref().is_some_and(|p| p.is_match(words));
    if !is(&OWED, &meaning.term) {
        return Reach::Whole;
    }
    if is(&GROWN, &meaning.words) && !is(&WHOLE, &meaning.words) {
        return Reach::Grown;
    }
    if is(&PART, &meaning.words) { Reach::Part } else { Reach::Whole }
}

/// Narrows each release to what the term in it means.
pub(super) fn narrow(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    let narrow: Vec<(Meaning, Reach)> = definitions::meanings(text, structure)
        .into_iter()
        .map(|meaning| (reach(&meaning), meaning))
        .filter(|(reach, _)| *reach != Reach::Whole)
        .map(|(reach, meaning)| (meaning, reach))
        .collect();
    if narrow.is_empty() {
        return;
    }
    for (unit, reading) in structure.units.iter().zip(all) {
        if !reading.readings.iter().any(|r| frees(r.effect)) {
            continue;
        }
        let words = segment::words(text, unit.span);
        // The definition itself is not a release that uses it.
        let used = |(meaning, _): &&(Meaning, Reach)| words.contains(&meaning.term) && !words.contains(&meaning.words);
        if let Some((_, reach)) = narrow.iter().find(used) {
            apply(*reach, &mut reading.readings);
        }
    }
}

fn frees(effect: Effect) -> bool {
    matches!(effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, _))
}

fn apply(reach: Reach, readings: &mut Vec<Reading>) {
    if reach == Reach::Grown {
        readings.retain(|r| !frees(r.effect));
        return;
    }
    let Some(first) = readings.iter().find(|r| frees(r.effect)).cloned() else { return };
    for reading in readings.iter_mut().filter(|r| frees(r.effect)) {
        if let Effect::Protects(protection, _) = reading.effect {
            reading.effect = Effect::Protects(protection, Strength::Weak);
        }
    }
    let partial = Effect::Endangers(Hazard::PartialRelease);
    if !readings.iter().any(|r| r.effect == partial) {
        readings.push(Reading { effect: partial, ..first });
        readings.sort_by_key(|r| (r.effect, r.evidence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_reach_the_whole_a_part_or_what_has_grown() {
        let table = [
            (
                "Indebtedness",
                "the late charges, inspection fees, default-rate interest and attorney's fees that have accrued",
                Reach::Grown,
            ),
            ("Indebtedness", "the principal, the interest, and every late charge and fee", Reach::Whole),
            ("Shortfall", "the first $22,000 of what you would still owe us", Reach::Part),
            ("Shortfall", "everything you would still owe us on the loan", Reach::Whole),
            ("Released Debt", "that portion of the unpaid balance which the insurer pays", Reach::Part),
            ("Closing Costs", "up to $2,000 of fees", Reach::Whole),
        ];
        for (term, words, right) in table {
            assert_eq!(reach(&Meaning::behind(term, words)), right, "{term}: {words}");
        }
    }
}
