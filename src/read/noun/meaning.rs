//! What a noun is by itself, in a compound, and with a complement.

use super::{Marks, Phrase, Thing, is_body};
use crate::read::item::{Item, Part};
use crate::read::vocabulary::Vocabulary;

/// What one noun is by itself.
pub(super) fn kind(item: &Item, v: &Vocabulary) -> Thing {
    let table = [
        (&v.nothing, Thing::Nothing),
        (&v.request, Thing::Request),
        (&v.passage_word, Thing::Passage),
        (&v.other_lienholder, Thing::OtherLienholder),
        (&v.insurer, Thing::Insurer),
        (&v.guarantor, Thing::Guarantor),
        (&v.buyer, Thing::Buyer),
        (&v.deficiency, Thing::Deficiency),
        (&v.debt, Thing::Debt),
        (&v.liability, Thing::Liability),
        (&v.release_noun, Thing::Release),
        (&v.waiver_noun, Thing::Waiver),
        (&v.reservation_noun, Thing::Reservation),
        (&v.lien_release_noun, Thing::LienRelease),
        (&v.lien, Thing::Lien),
        (&v.guaranty, Thing::Guaranty),
        (&v.claim, Thing::Claim),
        (&v.fees, Thing::Fees),
        (&v.funds, Thing::Funds),
        (&v.full, Thing::Full),
        (&v.sum, Thing::Sum),
        (&v.property, Thing::Property),
        (&v.lender, Thing::Lender),
        (&v.borrower, Thing::Borrower),
        (&v.pronoun, Thing::Pronoun),
    ];
    let found = table.into_iter().find(|(set, _)| item.is(set)).map(|(_, thing)| thing);
    found.unwrap_or(match item.part {
        Part::Money => Thing::Sum,
        Part::Name => Thing::Named,
        _ => Thing::Other,
    })
}

/// "loan balance", "deficiency judgment", "lien release": the last noun is the head, the first says of what.
#[expect(clippy::match_same_arms, reason = "a table: one line, one rule")]
pub(super) fn compound(modifier: Thing, head: Thing) -> Thing {
    use Thing::{
        Claim, Debt, DebtClaim, DebtRelease, Deficiency, DeficiencyRelease, Fees, Full, Liability, Lien, LienRelease,
        Other, Release, Sum, Waiver,
    };
    match (modifier, head) {
        (Deficiency | Debt, Claim | DebtClaim) => DebtClaim,
        (Deficiency, Sum | Liability | Debt) => Deficiency,
        (Debt, Sum | Other | Thing::Named) => Debt,
        (Deficiency, Other) => Deficiency,
        (Debt, Liability) => Liability,
        (Debt, Deficiency) => Deficiency,
        (Lien, Debt) => Debt,
        (Lien, Release) => LienRelease,
        (Debt | Liability, Release) => DebtRelease,
        (Deficiency, Release) => DeficiencyRelease,
        (Release, Full) | (Full, Release) => Release,
        (Deficiency | Claim | DebtClaim, Waiver) => Waiver,
        (Fees, Sum | Deficiency) => Fees,
        (Thing::Named, Thing::Guaranty) => Thing::Insurer,
        (Other, Deficiency | Waiver | Claim) => Other,
        (Full, head) => {
            if head == Other {
                Full
            } else {
                head
            }
        }
        (_, head) => head,
    }
}

/// How a complement hangs on its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Of,
    About,
}

/// What a head with a complement is, by what both are.
#[expect(clippy::match_same_arms, reason = "a table: one line, one rule")]
fn composed(whole: &Phrase, inner: &Phrase, link: Link) -> Thing {
    use Thing::{
        Claim, Debt, DebtClaim, DebtRelease, Deficiency, DeficiencyRelease, Fees, Full, Guaranty, Liability, Lien,
        LienRelease, Property, Release, Sum, Waiver,
    };
    let of = link == Link::Of;
    match (whole.thing, inner.thing) {
        (Liability, Deficiency) => Deficiency,
        (Liability, Fees) => Fees,
        (Liability | Debt, Guaranty) => Guaranty,
        (Liability, Debt | Lien | Sum | Liability) => Liability,
        (Claim | DebtClaim, Debt | Deficiency | Liability | Sum | DebtClaim) => DebtClaim,
        (Claim, Lien) => Lien,
        (Sum, Fees) => Fees,
        (Sum, person) if of && is_body(person) => person,
        (Sum, _) if whole.marks.has(Marks::REMAINING) => Deficiency,
        (Sum, Debt | Liability | Lien) => Debt,
        (Sum, Deficiency) => Deficiency,
        (Sum, Claim | DebtClaim) if of => inner.thing,
        (Release, Debt | Liability) => DebtRelease,
        (Release, Deficiency) => DeficiencyRelease,
        (Release, Lien | Property) => LienRelease,
        (Release, DebtClaim | Claim) => Waiver,
        (Release, Fees) => Fees,
        (Waiver, Debt) => DebtRelease,
        (Waiver, Fees) => Fees,
        (Waiver | Claim, Thing::Other | Property) if of || whole.thing == Waiver => Thing::Other,
        (Full, Debt | Deficiency | Liability | Sum) => DebtRelease,
        (Full, Lien) => LienRelease,
        (Full, DebtClaim) => DebtRelease,
        (Full, _) => Thing::Other,
        (Deficiency, Fees) => Fees,
        (thing, _) => thing,
    }
}

/// Head and complement put together; `None` where the complement belongs to the verb.
pub(super) fn joined(
    items: &[Item],
    whole: &Phrase,
    inner: &Phrase,
    owed: Option<Marks>,
    v: &Vocabulary,
) -> Option<Phrase> {
    use Thing::{Claim, Debt, DebtClaim, Deficiency, Liability, Lien, Sum, Waiver};
    let preposition = items.get(whole.last + 1)?;
    let link = if preposition.is(&v.of) { Link::Of } else { Link::About };
    let of = link == Link::Of;
    let thing = composed(whole, inner, link);
    let takes = thing != whole.thing
        || of
        || matches!(whole.thing, Debt | Lien | Deficiency | Liability | Claim | DebtClaim | Sum | Waiver);
    if !takes
        || !of
            && matches!(inner.thing, Thing::Borrower | Thing::Lender)
            && whole.thing != Claim
            && whole.thing != DebtClaim
    {
        return None;
    }
    let mut marks = whole.marks;
    for mark in [Marks::REMAINING, Marks::PART, Marks::ANOTHERS] {
        if inner.marks.has(mark) && (mark != Marks::PART || thing != whole.thing) {
            marks = marks.with(mark);
        }
    }
    if matches!(inner.thing, Thing::OtherLienholder | Thing::Buyer) {
        marks = marks.with(Marks::ANOTHERS);
    }
    let beyond = inner.thing == Thing::Sum && preposition.is(&v.beyond);
    if beyond {
        marks = marks.with(Marks::PART);
    }
    let told = items[inner.first..=inner.last].iter().any(|i| matches!(i.part, Part::That | Part::Relative));
    if told && thing == Deficiency {
        marks = marks.without(Marks::PART).with(Marks::REMAINING);
    }
    let money = items[whole.head].part == Part::Money && matches!(thing, Debt | Deficiency);
    if money {
        marks = marks.with(Marks::PART);
    }
    let marks = owed.map_or(marks, |m| marks.with(m));
    let marks = if thing == Deficiency && whole.marks.has(Marks::REMAINING) && !money {
        marks.without(Marks::PART)
    } else {
        marks
    };
    Some(Phrase {
        last: inner.last,
        thing: if thing == Thing::Debt { finish(thing, inner.marks) } else { thing },
        marks,
        ..*whole
    })
}

/// Whether a phrase about this thing can take the preposition to itself.
pub(super) fn clings(thing: Thing, preposition: &Item, v: &Vocabulary) -> bool {
    let person = matches!(
        thing,
        Thing::Borrower
            | Thing::Lender
            | Thing::Guarantor
            | Thing::Pronoun
            | Thing::OtherLienholder
            | Thing::Buyer
            | Thing::Insurer
    );
    if person || preposition.is(&v.source) {
        return false;
    }
    preposition.is(&v.of) || preposition.is(&v.about) || preposition.is(&v.beyond)
}

/// A remaining debt is the deficiency; so is a remaining amount.
pub(super) fn finish(thing: Thing, marks: Marks) -> Thing {
    match thing {
        Thing::Sum | Thing::Debt if marks.has(Marks::REMAINING) => Thing::Deficiency,
        thing => thing,
    }
}

pub(super) fn owner(thing: Thing, marks: Marks) -> Marks {
    match thing {
        Thing::OtherLienholder | Thing::Buyer | Thing::Insurer => marks.with(Marks::ANOTHERS),
        _ => marks,
    }
}
