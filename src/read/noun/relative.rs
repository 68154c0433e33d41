//! Relative clauses that say a phrase is what is left unpaid.

use super::{Marks, Phrase, Thing};
use crate::read::item::{Item, Part};
use crate::read::vocabulary::Vocabulary;

/// "the part that the sale does not cover", "all that remains unpaid": a relative clause that says it is what is left.
pub(super) fn described(items: &[Item], whole: &Phrase, v: &Vocabulary) -> Option<Phrase> {
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
pub(super) fn end_of_relative(items: &[Item], at: usize) -> usize {
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

/// "what the sale leaves unpaid", "whatever you still owe": up to its own verb and what follows it closely.
pub(super) fn free_relative(items: &[Item], at: usize, v: &Vocabulary) -> Option<Phrase> {
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
    // "Whatever is in excess of $15,000": a part of it.
    let is_part = inside.iter().any(|i| i.is(&v.part) && !i.negates(v));
    let marks = if is_part { Marks::default().with(Marks::PART) } else { Marks::default() };
    Some(Phrase { first: at, last, head: at, thing, marks })
}
