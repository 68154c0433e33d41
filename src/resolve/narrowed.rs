//! A release that speaks of a defined term releases what the definition names: a part of the debt makes it weak, and what has
//! only grown on the debt is no release of it (contract 8.26). Reader A knows how far a term reaches; this holds it against
//! what either reader made of the passage.

use crate::fuse::Kit;
use crate::id::Hazard;
use crate::read::{Definition, Reach};
use crate::resolve::UnitReading;
use crate::resolve::units::frees;
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;

/// Narrows each release to what the term in it means.
pub(super) fn narrow(kit: &Kit, terms: &[Definition], (text, structure): (&Text, &Structure), all: &mut [UnitReading]) {
    let narrow: Vec<(&Definition, Reach)> = terms.iter().filter_map(|term| Some((term, term.reach()?))).collect();
    if narrow.is_empty() {
        return;
    }
    for (unit, reading) in structure.units.iter().zip(all) {
        if !reading.frees() {
            continue;
        }
        let words = segment::words(text, unit.span);
        let narrows = |(term, reach): &&(&Definition, Reach)| {
            uses(&words, &term.term) && (*reach == Reach::Part || is_all(kit, term, &words))
        };
        if let Some((_, reach)) = narrow.iter().find(narrows) {
            apply(*reach, reading);
        }
    }
}

/// Whether a term that means fees is all that a release releases: it is the debt by its name, or no other word of the
/// passage is. "You are released from the Note and from the Closing Costs" releases no less for what its costs mean.
fn is_all(kit: &Kit, term: &Definition, words: &str) -> bool {
    let named = || kit.define(&term.term, &term.term.to_lowercase()).is_some_and(|plain| plain.is_of_debt());
    named() || !kit.names_debt(&words.replace(&term.term, " "))
}

/// Whether words use a term: as a whole word, and not in the quotation marks of its definition.
fn uses(words: &str, term: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '"');
    words.match_indices(term).any(|(at, _)| {
        let after = words[at + term.len()..].chars().next();
        is_edge(words[..at].chars().next_back()) && is_edge(after)
    })
}

fn apply(reach: Reach, reading: &mut UnitReading) {
    match reach {
        Reach::Growth => reading.readings.retain(|r| !frees(r.effect)),
        Reach::Part => reading.make_weak(Hazard::PartialRelease),
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
            ("Charges", "late charges, attorney fees, and the whole unpaid principal of the note", None),
            (
                "Retired Sums",
                "the late charges and attorney's fees which have gathered beside its principal",
                Some(Reach::Growth),
            ),
            ("Shortfall", "the first $22,000 of what you would still owe us on the loan", Some(Reach::Part)),
            ("Released Debt", "that portion of the unpaid balance which the insurer pays", Some(Reach::Part)),
        ];
        for (term, words, right) in table {
            let defined = kit.define(term, words).and_then(|defined| defined.reach());
            assert_eq!(defined, right, "{term}: {words}");
        }
    }

    #[test]
    fn a_term_that_means_fees_is_all_or_something_beside_the_debt() {
        let kit = Kit::built_in().unwrap();
        let table = [
            (
                "Settled Sums",
                "The bank extinguishes the Settled Sums, and Owner has no further duty to pay them.",
                true,
            ),
            ("Closing Costs", "You are released from the Note and from the Closing Costs.", false),
            ("Closing Costs", "You are released from all personal liability, and we pay the Closing Costs.", false),
            ("Indebtedness", "You are released from the Note, whose Indebtedness ends.", true),
        ];
        for (term, words, right) in table {
            let fees = kit.define(term, "the late charges and attorney's fees").unwrap();
            assert_eq!((fees.reach(), is_all(&kit, &fees, words)), (Some(Reach::Growth), right), "{words}");
        }
    }

    #[test]
    fn a_term_is_used_as_a_whole_word_outside_its_definition() {
        assert!(uses("We release you from the Debt.", "Debt"));
        assert!(!uses("We release the Debtor.", "Debt"));
        assert!(!uses("\"Debt\" means the rest.", "Debt"));
    }
}
