//! Defined terms: a capitalised word that the document itself gives a meaning reads as what it means.

use super::Frames;
use super::item;
use super::item::{Item, Part};
use super::noun::{Marks, Thing, phrase};
use super::vocabulary::Vocabulary;
use crate::lexicon::Lexicon;

/// A term of the document and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The term as written, capitals and all.
    pub term: String,
    thing: Thing,
    /// Whether it stands for a part of it, among others.
    marks: Marks,
}

/// A party that words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Who owes the debt.
    Borrower,
    /// Whom it is owed.
    Lender,
    /// A guarantor, an insurer, another lienholder, a buyer.
    Other,
}

/// How far a term reaches into the debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A part of the debt or of what the sale leaves unpaid, and no more ("the first $22,000 of the shortfall").
    Part,
    /// What has grown on the debt, not the debt ("late charges and default interest").
    Growth,
}

impl Definition {
    /// How far the term reaches, where that is less than the whole.
    #[must_use]
    pub fn reach(&self) -> Option<Reach> {
        match self.thing {
            Thing::Fees => Some(Reach::Growth),
            Thing::Debt | Thing::Deficiency | Thing::Liability | Thing::DebtClaim if self.marks.has(Marks::PART) => {
                Some(Reach::Part)
            }
            _ => None,
        }
    }

    /// Whether it stands for the debt or a part of it.
    #[must_use]
    pub fn is_of_debt(&self) -> bool {
        matches!(self.thing, Thing::Debt | Thing::Deficiency | Thing::Liability | Thing::DebtClaim)
    }
}

impl Frames {
    /// A definition from the words that give a term its meaning ("the late fees still unpaid under the note").
    #[must_use]
    pub fn define(&self, lexicon: &Lexicon, term: &str, meaning: &str) -> Option<Definition> {
        let v = &self.vocabulary;
        let items = item::items(&lexicon.tag(meaning), v);
        let found = phrase(&items, 0, v)?;
        let duty = items.get(found.last + 1).is_some_and(|i| i.part == Part::To) && !pays(&items[found.last..], v);
        let thing = match found.thing {
            Thing::Liability | Thing::Claim | Thing::DebtClaim if duty => Thing::Other,
            Thing::Claim if about_property(&items, v) => Thing::Lien,
            // "Late charges, fees and the unpaid principal" are the debt.
            Thing::Fees if listed(meaning).contains("principal") => Thing::Debt,
            Thing::Pronoun | Thing::Nothing | Thing::Named | Thing::Sum | Thing::Funds | Thing::Full | Thing::Other => {
                return None;
            }
            thing => thing,
        };
        Some(Definition { term: term.to_owned(), thing, marks: found.marks })
    }

    /// The party that words begin with, if they name one.
    #[must_use]
    pub fn party(&self, lexicon: &Lexicon, words: &str) -> Option<Party> {
        let v = &self.vocabulary;
        match phrase(&item::items(&lexicon.tag(words), v), 0, v)?.thing {
            Thing::Borrower => Some(Party::Borrower),
            Thing::Lender => Some(Party::Lender),
            Thing::Guarantor | Thing::Insurer | Thing::OtherLienholder | Thing::Buyer => Some(Party::Other),
            _ => None,
        }
    }

    /// Whether words name the debt or what a sale leaves unpaid of it.
    #[must_use]
    pub fn names_debt(&self, lexicon: &Lexicon, words: &str) -> bool {
        let v = &self.vocabulary;
        let items = item::items(&lexicon.tag(words), v);
        // "A duty to pay them" is what hangs on a debt, and says nothing of which.
        let is_duty = |i: &Item| i.span.of(words).contains(" to ") || words[i.span.end..].starts_with(" to ");
        let names = |i: &Item| i.is(&v.debt) || i.is(&v.deficiency) || (i.is(&v.liability) && !is_duty(i));
        items.iter().filter(|i| i.part == Part::Noun).any(names)
    }

    /// Whether words name conduct or statements at large, and not fraud or waste alone (contract 8.13).
    #[must_use]
    pub fn names_wide_conduct(&self, lexicon: &Lexicon, words: &str) -> bool {
        let v = &self.vocabulary;
        let lower = words.to_lowercase();
        let meant = ["with intent", "knowingly", "known to be", "deliberate", "wilful", "willful"];
        let is_fraud = meant.iter().any(|how| lower.contains(how)) && !lower.contains("whether");
        !is_fraud && item::items(&lexicon.tag(words), v).iter().any(|i| i.is(&v.wide_conduct))
    }

    /// A definition whose meaning stands before the term ("the unpaid rest (the "Balance")").
    #[must_use]
    pub fn define_before(&self, lexicon: &Lexicon, term: &str, before: &str) -> Option<Definition> {
        let v = &self.vocabulary;
        let items = item::items(&lexicon.tag(before), v);
        let from = items.len().saturating_sub(14);
        let found = (from..items.len()).find_map(|at| phrase(&items, at, v).filter(|p| p.last + 1 == items.len()))?;
        (found.thing != Thing::Other && found.thing != Thing::Named).then(|| Definition {
            term: term.to_owned(),
            thing: found.thing,
            marks: found.marks,
        })
    }
}

/// What a meaning lists, in small letters: up to where it begins to say which, or what it is beside ("fees which have
/// gathered beside the principal").
fn listed(meaning: &str) -> String {
    const ENDS: [&str; 9] = [
        " which ",
        " that ",
        " beside",
        " other than ",
        " except",
        " excluding ",
        " not ",
        " under ",
        " in addition to ",
    ];
    let lower = meaning.to_lowercase();
    let end = ENDS.iter().filter_map(|end| lower.find(end)).min().unwrap_or(lower.len());
    lower[..end].to_owned()
}

/// Whether the first verb of a duty is to pay.
fn pays(rest: &[Item], v: &Vocabulary) -> bool {
    rest.iter().find(|i| i.part == Part::Verb).is_some_and(|i| i.is(&v.act_pay) || i.is(&v.act_owe))
}

fn about_property(items: &[Item], v: &Vocabulary) -> bool {
    items.iter().any(|i| i.is(&v.property) || i.is(&v.lien))
        && !items.iter().any(|i| i.is(&v.debt) || i.is(&v.deficiency))
}

/// Marks the items that are defined terms.
pub(super) fn mark(items: &mut [Item], words: &str, terms: &[Definition]) {
    // Hardly a unit holds a term, and whether it does is cheaper to ask than where.
    for term in terms.iter().filter(|term| words.contains(term.term.as_str())) {
        for (at, _) in words.match_indices(term.term.as_str()) {
            let end = at + term.term.len();
            let inside: Vec<usize> =
                (0..items.len()).filter(|&n| items[n].span.start >= at && items[n].span.end <= end).collect();
            let whole = |n: usize| items[n].span.start == at || items[n].span.end == end;
            let Some((&last, rest)) = inside.split_last().filter(|_| inside.iter().any(|&n| whole(n))) else {
                continue;
            };
            items[last].defined = Some((term.thing, term.marks));
            items[last].part = Part::Noun;
            for &n in rest {
                items[n].part = Part::Determiner;
            }
        }
    }
}
