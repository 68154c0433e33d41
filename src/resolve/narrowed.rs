//! A release that speaks of a defined term releases what the definition names: a part of the debt makes it weak, and what has
//! only grown on the debt is no release of it (contract 8.26). Reader A knows how far a term reaches; this holds it against
//! what either reader made of the passage.

use crate::fuse::Kit;
use crate::id::{Hazard, Protection};
use crate::read::{Definition, Reach};
use crate::reading::{Effect, Reading, Strength};
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;

/// Narrows each release to what the term in it means.
pub(super) fn narrow(kit: &Kit, terms: &[Definition], (text, structure): (&Text, &Structure), all: &mut [UnitReading]) {
    let narrow: Vec<(&str, Reach)> =
        terms.iter().filter_map(|term| Some((term.term.as_str(), reach(kit, term)?))).collect();
    if narrow.is_empty() {
        return;
    }
    for (unit, reading) in structure.units.iter().zip(all) {
        if !reading.readings.iter().any(|r| frees(r.effect)) {
            continue;
        }
        let words = segment::words(text, unit.span);
        if let Some((_, reach)) = narrow.iter().find(|(term, _)| uses(&words, term)) {
            apply(*reach, &mut reading.readings);
        }
    }
}

/// How far a term reaches that by its name is the debt: "Closing Costs" means fees and releases nobody of less.
fn reach(kit: &Kit, term: &Definition) -> Option<Reach> {
    let named = || kit.define(&term.term, &term.term.to_lowercase()).is_some_and(|plain| plain.is_of_debt());
    term.reach().filter(|reach| *reach == Reach::Part || named())
}

/// Whether words use a term: as a whole word, and not in the quotation marks of its definition.
fn uses(words: &str, term: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '"');
    words.match_indices(term).any(|(at, _)| {
        let after = words[at + term.len()..].chars().next();
        is_edge(words[..at].chars().next_back()) && is_edge(after)
    })
}

fn frees(effect: Effect) -> bool {
    matches!(effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, _))
}

fn apply(reach: Reach, readings: &mut Vec<Reading>) {
    if reach == Reach::Growth {
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
    fn a_term_of_debt_reaches_as_far_as_it_means() {
        let kit = Kit::built_in().unwrap();
        let table = [
            (
                "Indebtedness",
                "the late charges, inspection fees, default-rate interest and attorney's fees",
                Some(Reach::Growth),
            ),
            (
                "shortfall",
                "the late charges, inspection bills and lawyer costs we have added to your account",
                Some(Reach::Growth),
            ),
            ("Indebtedness", "the principal, the interest, and every late charge and fee owing on the Note", None),
            ("Shortfall", "the first $22,000 of what you would still owe us on the loan", Some(Reach::Part)),
            ("Released Debt", "that portion of the unpaid balance which the insurer pays", Some(Reach::Part)),
            ("Closing Costs", "the recording fees and attorney's fees", None),
        ];
        for (term, words, right) in table {
            let defined = kit.define(term, words).and_then(|defined| reach(&kit, &defined));
            assert_eq!(defined, right, "{term}: {words}");
        }
    }

    #[test]
    fn a_term_is_used_as_a_whole_word_outside_its_definition() {
        assert!(uses("We release you from the Debt.", "Debt"));
        assert!(!uses("We release the Debtor.", "Debt"));
        assert!(!uses("\"Debt\" means the rest.", "Debt"));
    }
}
