//! Nouns joined by "and": one phrase, or the end of one and the subject of the next verb.

use super::{Marks, Phrase, Thing, bare, hung_on, is_body};
use crate::read::item::{Item, Part};
use crate::read::vocabulary::Vocabulary;

/// "the lien and the note": both, with the graver one as the thing.
pub(super) fn coordinated(items: &[Item], whole: Phrase, v: &Vocabulary) -> Phrase {
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
    let verb_follows = verb_follows(items, other.last + 1);
    if verb_follows && items[whole.last + 1..next].iter().any(|i| i.part == Part::Comma) {
        return whole;
    }
    // "No liability for it and the bank waives": a preposition takes the pronoun alone, and a subject follows.
    let is_taken = whole.first.checked_sub(1).is_some_and(|left| items[left].part == Part::Preposition);
    if verb_follows && is_taken && whole.first == whole.last && items[whole.first].is(&v.pronoun) {
        return whole;
    }
    let bare_noun = items.get(next).is_some_and(|i| i.part == Part::Noun);
    let one_subject = whole.thing == other.thing || bare_noun || is_body(whole.thing) && is_body(other.thing);
    if verb_follows && !one_subject {
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
        // "The lender and its insurers": the lender speaks for both.
        (Thing::Lender, b) if is_body(b) && verb_follows => whole.marks,
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

/// Whether a verb follows, right away or behind what hangs on the noun ("the obligations of Grantor are").
fn verb_follows(items: &[Item], from: usize) -> bool {
    let verb = |i: &Item| matches!(i.part, Part::Verb | Part::Modal | Part::Be | Part::Have | Part::Do);
    let hung =
        |i: &&Item| matches!(i.part, Part::Preposition | Part::Determiner | Part::Noun | Part::Person | Part::Name);
    let rest = items.get(from..).unwrap_or(&[]);
    let passed = rest.iter().take(8).take_while(hung).count();
    let fits = passed == 0 || rest.get(passed).is_some_and(|i| i.part != Part::Verb);
    fits && rest.get(passed).is_some_and(verb)
}
