//! Noun phrases: what a phrase is about is decided by its head and what hangs on it, not by one word.

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

/// Determiners, modifiers and the compound noun, without what follows.
fn bare(items: &[Item], at: usize, v: &Vocabulary) -> Option<Phrase> {
    let (mut head, mut thing, mut marks) = (None, Thing::Other, Marks::default());
    let mut end = at;
    for (place, item) in items.iter().enumerate().skip(at) {
        match item.part {
            Part::Word if head.is_some() && thing != Thing::Other && thing != Thing::Named => break,
            Part::Name if head.is_some_and(|h: usize| !items[h].capitalised && items[h].part == Part::Noun) => break,
            Part::Noun | Part::Person | Part::Name | Part::Word | Part::Money | Part::Number => {
                if head.is_some() && item.is(&v.indefinite) {
                    break;
                }
                if head.is_some() && thing == Thing::Pronoun
                    || head.is_some()
                        && item.part == Part::Person
                        && (item.is(&v.pronoun) || item.is(&v.subject_pronoun))
                {
                    break;
                }
                let own = kind(item, v);
                if let Some(defined) = item.defined {
                    (thing, head, end) = (defined, Some(place), place);
                    continue;
                }
                let unknown = matches!(item.part, Part::Name | Part::Word | Part::Number)
                    && matches!(own, Thing::Other | Thing::Named);
                thing = match head {
                    Some(_) if unknown && thing != Thing::Sum => thing,
                    Some(_) => compound(thing, own),
                    None => own,
                };
                head = Some(place);
            }
            Part::Comma if thing == Thing::Named && items.get(place + 1).is_some_and(|i| i.is(&v.name_ending)) => {}
            Part::Possessive => {
                marks = owner(thing, marks);
                thing = Thing::Other;
            }
            Part::Not if place == at => marks = marks.with(Marks::NEGATED),
            Part::Adjective if head.is_none() && item.is(&v.full) && !noun_next(items, place) => {
                thing = Thing::Full;
                head = Some(place);
            }
            Part::Adjective if head.is_none() || place == at => {}
            Part::Determiner
                if head.is_some() && !item.is(&v.remaining) && !item.is(&v.part) && !item.is(&v.quantity) =>
            {
                break;
            }
            Part::Determiner => {}
            Part::Adverb if head.is_none() && place > at => {}
            _ => break,
        }
        if item.is(&v.remaining) {
            marks = marks.with(Marks::REMAINING);
        }
        if item.is(&v.part) {
            marks = marks.with(Marks::PART);
        }
        if item.is(&v.nothing) && item.negates(v) {
            marks = marks.with(Marks::NEGATED);
        }
        end = place;
    }
    let bare_quantity = head.is_none()
        && end >= at
        && items.get(end + 1).is_some_and(|i| i.is(&v.of))
        && items.get(end).is_some_and(|i| i.is(&v.quantity));
    if bare_quantity {
        return Some(Phrase { first: at, last: end, head: end, thing: Thing::Sum, marks });
    }
    if head.is_none()
        && items.get(end).is_some_and(|i| i.is(&v.quantity))
        && items.get(end + 1).is_some_and(|i| matches!(i.part, Part::That | Part::Relative) || i.is(&v.remaining))
    {
        return Some(Phrase { first: at, last: end, head: end, thing: Thing::Sum, marks });
    }
    let head = head?;
    Some(Phrase { first: at, last: end.max(head), head, thing: finish(thing, marks), marks })
}

fn noun_next(items: &[Item], place: usize) -> bool {
    items.get(place + 1).is_some_and(|i| matches!(i.part, Part::Noun | Part::Person | Part::Word | Part::Name))
}

fn owner(thing: Thing, marks: Marks) -> Marks {
    match thing {
        Thing::OtherLienholder | Thing::Buyer | Thing::Insurer => marks.with(Marks::ANOTHERS),
        _ => marks,
    }
}

/// A remaining debt is the deficiency; so is a remaining amount.
fn finish(thing: Thing, marks: Marks) -> Thing {
    match thing {
        Thing::Sum if marks.has(Marks::REMAINING) => Thing::Deficiency,
        Thing::Debt if marks.has(Marks::REMAINING) => Thing::Deficiency,
        thing => thing,
    }
}

/// What one noun is by itself.
fn kind(item: &Item, v: &Vocabulary) -> Thing {
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
fn compound(modifier: Thing, head: Thing) -> Thing {
    use Thing::{
        Claim, Debt, DebtClaim, DebtRelease, Deficiency, DeficiencyRelease, Fees, Full, Liability, Lien, LienRelease,
        Other, Release, Sum, Waiver,
    };
    match (modifier, head) {
        (Deficiency, Claim | DebtClaim) | (Debt, Claim | DebtClaim) => DebtClaim,
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

/// "the part that the sale does not cover", "all that remains unpaid": a relative clause that says it is what is left.
fn described(items: &[Item], whole: &Phrase, v: &Vocabulary) -> Option<Phrase> {
    let next = whole.last + 1;
    let opens = items.get(next).is_some_and(|i| matches!(i.part, Part::That | Part::Relative));
    if !opens || !matches!(whole.thing, Thing::Sum | Thing::Debt | Thing::Deficiency | Thing::Liability) {
        return None;
    }
    let last = end_of_relative(items, next);
    let inside = &items[next..=last];
    let left_over = inside.iter().any(|i| i.is(&v.remaining) || i.negates(v) || i.is(&v.leaves));
    left_over.then_some(Phrase {
        last,
        thing: Thing::Deficiency,
        marks: whole.marks.with(Marks::REMAINING).without(Marks::PART),
        ..*whole
    })
}

/// Last item of a relative clause: before the second verb (or its negator), or a border.
fn end_of_relative(items: &[Item], at: usize) -> usize {
    let (mut verbs, mut last) = (0, at);
    for (place, item) in items.iter().enumerate().skip(at + 1).take(14) {
        let verb = matches!(item.part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb);
        let helped = |n: usize| matches!(items[n].part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::To);
        let goes_on =
            (at + 1..place).rev().find(|&n| !matches!(items[n].part, Part::Not | Part::Adverb)).is_some_and(helped);
        if verbs > 0 && item.part == Part::Not && !goes_on {
            break;
        }
        if matches!(item.part, Part::Comma | Part::Stop | Part::Semicolon | Part::Colon | Part::Sub)
            || verb && verbs > 0 && !goes_on
        {
            break;
        }
        verbs += usize::from(verb);
        last = place;
    }
    last
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

/// Whether a phrase about this thing can take the preposition to itself.
fn clings(thing: Thing, preposition: &Item, v: &Vocabulary) -> bool {
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

/// Head and complement put together; `None` where the complement belongs to the verb.
fn joined(items: &[Item], whole: &Phrase, inner: &Phrase, owed: Option<Marks>, v: &Vocabulary) -> Option<Phrase> {
    use Thing::{
        Claim, Debt, DebtClaim, DebtRelease, Deficiency, DeficiencyRelease, Fees, Full, Guaranty, Liability, Lien,
        LienRelease, Property, Release, Sum, Waiver,
    };
    let preposition = items.get(whole.last + 1)?;
    let of = preposition.is(&v.of);
    let thing = match (whole.thing, inner.thing) {
        (Liability, Deficiency) => Deficiency,
        (Liability, Fees) => Fees,
        (Liability | Debt, Guaranty) => Guaranty,
        (Liability, Debt | Lien | Sum | Liability) => Liability,
        (Claim | DebtClaim, Debt | Deficiency | Liability | Sum) => DebtClaim,
        (Claim, Lien) => Lien,
        (Sum, Fees) => Fees,
        (Sum, person) if of && is_body(person) || of && person == Thing::Borrower => person,
        (Sum, _) if whole.marks.has(Marks::REMAINING) => Deficiency,
        (Sum, Debt | Liability | Lien) => Debt,
        (Sum, Deficiency) => Deficiency,
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
    };
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

fn is_body(thing: Thing) -> bool {
    matches!(thing, Thing::Lender | Thing::Borrower | Thing::Named | Thing::Insurer | Thing::Pronoun | Thing::Guarantor)
}

/// "the lien and the note": both, with the graver one as the thing.
fn coordinated(items: &[Item], whole: Phrase, v: &Vocabulary) -> Phrase {
    let mut next = whole.last + 1;
    while items.get(next).is_some_and(|i| matches!(i.part, Part::Comma | Part::Conjunction | Part::Adverb)) {
        next += 1;
    }
    if next == whole.last + 1 || next > whole.last + 3 {
        return whole;
    }
    let Some(other) = bare(items, next, v) else { return whole };
    let conjoined = items[whole.last + 1..next].iter().any(|i| i.part == Part::Conjunction);
    let list_goes_on = items.get(other.last + 1).is_some_and(|i| matches!(i.part, Part::Comma | Part::Conjunction));
    if !conjoined && !list_goes_on {
        return whole;
    }
    let verb_follows = items
        .get(other.last + 1)
        .is_some_and(|i| matches!(i.part, Part::Verb | Part::Modal | Part::Be | Part::Have | Part::Do));
    if verb_follows && items[whole.last + 1..next].iter().any(|i| i.part == Part::Comma) {
        return whole;
    }
    if verb_follows && whole.thing != other.thing && !(is_body(whole.thing) && is_body(other.thing)) {
        return whole;
    }
    let marks = match (whole.thing, other.thing) {
        (Thing::Lien, Thing::Debt | Thing::Deficiency | Thing::Liability) => whole.marks.with(Marks::WITH_DEBT),
        (Thing::Debt | Thing::Deficiency | Thing::Liability, Thing::Lien) => whole.marks.with(Marks::WITH_LIEN),
        (a, b)
            if a == b && a != Thing::Other
                || matches!(
                    b,
                    Thing::Debt
                        | Thing::Deficiency
                        | Thing::Liability
                        | Thing::Claim
                        | Thing::DebtClaim
                        | Thing::Sum
                        | Thing::Lender
                        | Thing::Borrower
                ) =>
        {
            whole.marks
        }
        _ => return whole,
    };
    let thing = match (whole.thing, other.thing) {
        (Thing::Claim | Thing::Sum, Thing::Debt | Thing::Deficiency | Thing::Liability | Thing::DebtClaim) => {
            other.thing
        }
        (thing, _) => thing,
    };
    let grown = Phrase { last: other.last, thing, marks, ..whole };
    coordinated(items, hung_on(items, &grown, v).unwrap_or(grown), v)
}

/// "what the sale leaves unpaid", "whatever you still owe": up to its own verb and what follows it closely.
fn free_relative(items: &[Item], at: usize, v: &Vocabulary) -> Option<Phrase> {
    items.get(at).filter(|i| i.is(&v.what) && !i.is(&v.deficiency) && !i.is(&v.debt))?;
    let last = end_of_relative(items, at);
    let inside = &items[at..=last];
    let left_over =
        inside.iter().any(|i| i.is(&v.remaining) || i.is(&v.act_owe) || i.negates(v) || i.is(&v.deficiency));
    let thing = if left_over {
        Thing::Deficiency
    } else if inside.iter().any(|i| i.is(&v.debt)) {
        Thing::Debt
    } else {
        Thing::Sum
    };
    Some(Phrase { first: at, last, head: at, thing, marks: Marks::default() })
}
