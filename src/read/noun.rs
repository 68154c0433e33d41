//! Noun phrases: what a phrase is about is decided by its head and what hangs on it, not by one word.

mod coordination;
mod meaning;
mod relative;

use self::coordination::coordinated;
use self::meaning::{clings, compound, finish, joined, kind, owner};
use self::relative::{described, free_relative};
use super::item::{Item, Part};
use super::vocabulary::Vocabulary;

/// What a noun phrase is, to the borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    /// The debt, note or loan as a whole.
    Debt,
    /// What the sale or deed leaves unpaid.
    Deficiency,
    /// Being bound.
    Liability,
    /// An amount of nothing named.
    Sum,
    /// The claim on the property.
    Lien,
    Property,
    Guaranty,
    /// A right or claim to the debt or deficiency.
    DebtClaim,
    /// A right or claim to nothing named.
    Claim,
    Fees,
    Funds,
    /// A release of the debt, as a thing.
    DebtRelease,
    /// A release of the deficiency.
    DeficiencyRelease,
    /// A release of the lien.
    LienRelease,
    /// A release of nothing named.
    Release,
    /// A waiver (of the deficiency or of nothing named).
    Waiver,
    Reservation,
    /// Payment or satisfaction of the whole.
    Full,
    Borrower,
    Lender,
    Guarantor,
    Insurer,
    OtherLienholder,
    Buyer,
    /// it, this, that: points elsewhere.
    Pronoun,
    /// nothing, none.
    Nothing,
    /// A wish put to the lender.
    Request,
    /// A numbered passage of the document.
    Passage,
    /// A name that nothing says more of.
    Named,
    Other,
}

/// Marks on a phrase.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    /// Remaining, unpaid, left.
    pub(super) const REMAINING: Self = Self(1);
    /// A portion, up to, half.
    pub(super) const PART: Self = Self(2);
    /// "no", "neither", "none of".
    pub(super) const NEGATED: Self = Self(4);
    /// Somebody else's: the buyer's, the second lienholder's.
    pub(super) const ANOTHERS: Self = Self(8);
    /// Coordinated with a debt ("the lien and the debt").
    pub(super) const WITH_DEBT: Self = Self(16);
    /// Coordinated with a lien ("the note and mortgage").
    pub(super) const WITH_LIEN: Self = Self(32);

    pub(super) const fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(super) const fn without(self, mark: Self) -> Self {
        Self(self.0 & !mark.0)
    }

    pub(super) const fn with(self, mark: Self) -> Self {
        Self(self.0 | mark.0)
    }
}

/// A noun phrase over items `first..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Item of the head noun.
    pub(super) head: usize,
    pub(super) thing: Thing,
    pub(super) marks: Marks,
}

/// The phrase that begins at item `at`, with what hangs on it.
pub(super) fn phrase(items: &[Item], at: usize, v: &Vocabulary) -> Option<Phrase> {
    if let Some(free) = free_relative(items, at, v) {
        return Some(free);
    }
    let mut whole = bare(items, at, v)?;
    let mut depth = 0;
    while let Some(next) = described(items, &whole, v).or_else(|| hung_on(items, &whole, v)) {
        whole = next;
        depth += 1;
        if depth > 6 {
            break;
        }
    }
    Some(coordinated(items, whole, v))
}

/// A phrase while its words are taken one by one.
struct Growing {
    head: Option<usize>,
    thing: Thing,
    marks: Marks,
    end: usize,
}

/// Determiners, modifiers and the compound noun, without what follows.
fn bare(items: &[Item], at: usize, v: &Vocabulary) -> Option<Phrase> {
    let mut growing = Growing { head: None, thing: Thing::Other, marks: Marks::default(), end: at };
    for place in at..items.len() {
        if !growing.takes(items, place, v) {
            break;
        }
        growing.marks(&items[place], v);
        growing.end = place;
    }
    growing.finish(items, at, v)
}

impl Growing {
    /// Takes one more word, if it belongs to the phrase.
    fn takes(&mut self, items: &[Item], place: usize, v: &Vocabulary) -> bool {
        let item = &items[place];
        let (headed, first) = (self.head.is_some(), place == self.end && self.head.is_none());
        match item.part {
            Part::Word if headed && self.thing != Thing::Other && self.thing != Thing::Named => return false,
            Part::Name if self.head.is_some_and(|h| !items[h].capitalised && items[h].part == Part::Noun) => {
                return false;
            }
            Part::Noun | Part::Person | Part::Name | Part::Word | Part::Money | Part::Number => {
                return self.noun(item, place, v);
            }
            Part::Comma if self.thing == Thing::Named && items.get(place + 1).is_some_and(|i| i.is(&v.name_ending)) => {
            }
            Part::Possessive => {
                self.marks = owner(self.thing, self.marks);
                if self.thing == Thing::Lender {
                    self.head = None;
                }
                self.thing = Thing::Other;
            }
            Part::Not if first && !item.is(&v.without) => self.marks = self.marks.with(Marks::NEGATED),
            Part::Adjective if !headed && item.is(&v.full) && !noun_next(items, place) => {
                self.thing = Thing::Full;
                self.head = Some(place);
            }
            Part::Adjective if !headed => {}
            Part::Determiner => return !headed || item.is(&v.remaining) || item.is(&v.part) || item.is(&v.quantity),
            Part::Adverb if !headed && !first => {}
            _ => return false,
        }
        true
    }

    /// A further noun: the head so far modifies it.
    fn noun(&mut self, item: &Item, place: usize, v: &Vocabulary) -> bool {
        let headed = self.head.is_some();
        let person = item.part == Part::Person && (item.is(&v.pronoun) || item.is(&v.subject_pronoun));
        if headed && (item.is(&v.indefinite) || self.thing == Thing::Pronoun || person) {
            return false;
        }
        let own = kind(item, v);
        let unknown =
            matches!(item.part, Part::Name | Part::Word | Part::Number) && matches!(own, Thing::Other | Thing::Named);
        self.thing = match (item.defined, headed) {
            (Some((defined, _)), _) => defined,
            (None, true) if unknown && self.thing != Thing::Sum => self.thing,
            (None, true) => compound(self.thing, own),
            (None, false) => own,
        };
        self.head = Some(place);
        true
    }

    fn marks(&mut self, item: &Item, v: &Vocabulary) {
        if item.defined.is_some_and(|(_, marks)| marks.has(Marks::PART)) {
            self.marks = self.marks.with(Marks::PART);
        }
        if item.is(&v.remaining) {
            self.marks = self.marks.with(Marks::REMAINING);
        }
        if item.is(&v.part) {
            self.marks = self.marks.with(Marks::PART);
        }
        if item.is(&v.nothing) && item.negates(v) {
            self.marks = self.marks.with(Marks::NEGATED);
        }
    }

    /// The phrase, if it has a head; a quantity may stand without one ("all of it", "any that remains").
    fn finish(self, items: &[Item], first: usize, v: &Vocabulary) -> Option<Phrase> {
        let (thing, marks, last) = (self.thing, self.marks, self.end);
        if let Some(head) = self.head {
            return Some(Phrase { first, last: last.max(head), head, thing: finish(thing, marks), marks });
        }
        let next = items.get(last + 1)?;
        let opens = next.is(&v.of) || next.is(&v.remaining) || matches!(next.part, Part::That | Part::Relative);
        let quantity = items.get(last).is_some_and(|i| i.is(&v.quantity)) && opens;
        quantity.then_some(Phrase { first, last, head: last, thing: Thing::Sum, marks })
    }
}

fn noun_next(items: &[Item], place: usize) -> bool {
    items.get(place + 1).is_some_and(|i| matches!(i.part, Part::Noun | Part::Person | Part::Word | Part::Name))
}

/// The phrase grown by one complement ("of the note", "under the loan", "that remains"), if one follows.
fn hung_on(items: &[Item], whole: &Phrase, v: &Vocabulary) -> Option<Phrase> {
    let next = whole.last + 1;
    let item = items.get(next)?;
    match item.part {
        Part::Adjective | Part::Determiner if item.is(&v.remaining) && !item.is(&v.liable) => {
            let marks = whole.marks.with(Marks::REMAINING);
            let owed = item.is(&v.owed_word);
            let thing = match whole.thing {
                Thing::Sum if owed => Thing::Debt,
                Thing::Sum => Thing::Deficiency,
                thing => thing,
            };
            Some(Phrase {
                last: next,
                marks: if owed { whole.marks } else { marks },
                thing: finish(thing, whole.marks),
                ..*whole
            })
        }
        Part::Verb if item.is(&v.owed_word) && whole.thing == Thing::Sum => {
            Some(Phrase { last: next, thing: Thing::Debt, ..*whole })
        }
        Part::Preposition if clings(whole.thing, item, v) => {
            let mut inner_at = next + 1;
            while items
                .get(inner_at)
                .is_some_and(|i| i.part == Part::Preposition || i.is(&v.remaining) && i.part != Part::Noun)
            {
                inner_at += 1;
            }
            let inner = phrase(items, inner_at, v)?;
            let owed = items[next..inner_at].iter().any(|i| i.is(&v.remaining));
            joined(items, whole, &inner, owed.then_some(Marks::REMAINING), v)
        }
        Part::To => {
            let inner = phrase(items, next + 1, v)?;
            let about = matches!(whole.thing, Thing::Claim | Thing::DebtClaim | Thing::Waiver | Thing::Release);
            if about { joined(items, whole, &inner, None, v) } else { None }
        }
        _ => None,
    }
}

fn is_body(thing: Thing) -> bool {
    matches!(thing, Thing::Lender | Thing::Borrower | Thing::Named | Thing::Insurer | Thing::Pronoun | Thing::Guarantor)
}
