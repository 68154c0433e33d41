//! What a word is by its neighbours, where by itself it could be more than one part of the sentence.

use super::{Item, Part};
use crate::lexicon::Inflection;
use crate::read::vocabulary::Vocabulary;

/// The part of a word that could be more than one, by its neighbours.
pub(super) fn in_place(items: &[Item], at: usize, words: &str, v: &Vocabulary) -> Part {
    let item = &items[at];
    let verb = item.is(&v.verb);
    let named = item.is(&v.noun) || item.is(&v.person) && !item.is(&v.pronoun);
    match item.part {
        Part::Verb if is_name(items, at, words) => Part::Name,
        Part::Verb if only_deemed(items, at, v) => Part::Adverb,
        Part::Verb if item.is(&v.full) && as_before(items, at, words) => Part::Adjective,
        Part::Verb if named || item.is(&v.adjective) => verb_or_noun(items, at, v),
        Part::Verb => verb_or_modifier(items, at, v),
        Part::Person if verb => verb_or_noun(items, at, v),
        Part::Person if item.is(&v.relative) && is_beside_whom_it_describes(items, at) => Part::Relative,
        Part::Adjective if item.is(&v.noun) => Part::Noun,
        Part::Possessive if stands_for_is(items, at, words) => Part::Be,
        Part::That if begins_noun(items, at, v) => Part::Determiner,
        Part::Person if item.is(&v.pointing) && noun_next(items, at) => Part::Determiner,
        Part::Stop if abbreviates(items, at, words) => Part::Adverb,
        part => part,
    }
}

/// "Anyone who buys the note": not the one of whom a question or a clause of its own speaks.
fn is_beside_whom_it_describes(items: &[Item], at: usize) -> bool {
    let left = at.checked_sub(1).and_then(|n| items.get(n));
    left.is_some_and(|i| matches!(i.part, Part::Noun | Part::Person | Part::Name | Part::Word))
}

fn noun_next(items: &[Item], at: usize) -> bool {
    items.get(at + 1).is_some_and(|i| {
        matches!(i.part, Part::Noun | Part::Word | Part::Name)
            || i.part == Part::Verb && i.inflection == Inflection::Base
    })
}

/// A capitalised base form in the middle of a sentence in small letters ("Bankruptcy Code").
/// "Will be considered satisfied": what it is considered to be is what counts, as with "deemed".
fn only_deemed(items: &[Item], at: usize, v: &Vocabulary) -> bool {
    let past = |i: &Item| matches!(i.inflection, Inflection::Past | Inflection::Participle);
    let after = items.get(at + 1).is_some_and(|i| i.is(&v.verb) && past(i));
    let before = at.checked_sub(1).and_then(|n| items.get(n)).is_some_and(|i| i.is(&v.be));
    before && after && items[at].is(&v.consider) && items[at].is(&v.act_accept) && past(&items[at])
}

fn is_name(items: &[Item], at: usize, words: &str) -> bool {
    let item = &items[at];
    let word = item.span.of(words);
    let inside = at > 0
        && !matches!(
            items[at - 1].part,
            Part::Stop
                | Part::Semicolon
                | Part::Colon
                | Part::Quote
                | Part::Open
                | Part::Close
                | Part::Determiner
                | Part::Number
                | Part::Modal
                | Part::Not
        );
    inside
        && item.capitalised
        && item.inflection == Inflection::Base
        && word.contains(char::is_lowercase)
        && items[at - 1].capitalised
}

/// "Mrs.", "No.", "N.A.": the dot ends a word, not the sentence.
fn abbreviates(items: &[Item], at: usize, words: &str) -> bool {
    let Some(left) = at.checked_sub(1).map(|l| items[l].span.of(words)) else { return false };
    let known = [
        "mr", "mrs", "ms", "dr", "jr", "sr", "no", "nos", "inc", "co", "corp", "st", "ave", "esq", "sec", "art", "par",
        "vs", "approx", "dept", "messrs", "ltd",
    ];
    let touching = items[at].span.start == items[at - 1].span.end;
    let follows = items.get(at + 1).is_some();
    touching
        && follows
        && (left.contains('.')
            || left.len() == 1 && left.starts_with(char::is_uppercase)
            || known.iter().any(|k| k.eq_ignore_ascii_case(left)))
}

/// "it's", "that's", "there's": the verb, not the owner.
fn stands_for_is(items: &[Item], at: usize, words: &str) -> bool {
    let owner = at.checked_sub(1).and_then(|left| items.get(left)).map_or("", |i| i.span.of(words));
    let pronoun = ["it", "that", "there", "what", "here", "he", "she", "this", "which", "who"]
        .iter()
        .any(|p| p.eq_ignore_ascii_case(owner));
    pronoun && items[at].span.len() > 1
}

/// "as forgiven", "as paid".
fn as_before(items: &[Item], at: usize, words: &str) -> bool {
    before(items, at).is_some_and(|i| i.span.of(words).eq_ignore_ascii_case("as"))
}

fn before(items: &[Item], at: usize) -> Option<&Item> {
    items[..at].iter().rev().find(|i| i.part != Part::Adverb && i.part != Part::Quote)
}

/// The part on the left; in "is not free" it is the verb, not the negator.
fn left_of_adjective(items: &[Item], at: usize) -> Part {
    let Some(left) = before(items, at) else { return Part::Stop };
    let place = items[..at].iter().rposition(|i| i.span == left.span).unwrap_or(0);
    let negated = left.part == Part::Not && before(items, place).is_some_and(|i| i.part == Part::Be);
    if negated { Part::Be } else { left.part }
}

#[expect(clippy::match_same_arms, reason = "a table: one line, one rule")]
fn verb_or_noun(items: &[Item], at: usize, v: &Vocabulary) -> Part {
    let item = &items[at];
    let adjective = item.is(&v.adjective) && !item.is(&v.noun);
    let left = if adjective { left_of_adjective(items, at) } else { before(items, at).map_or(Part::Stop, |i| i.part) };
    let fallback = if item.is(&v.noun) {
        Part::Noun
    } else if item.is(&v.person) {
        Part::Person
    } else {
        Part::Adjective
    };
    let right = items.get(at + 1).map_or(Part::Stop, |i| i.part);
    match (left, item.inflection) {
        (Part::Be, Inflection::Past | Inflection::Participle) => Part::Verb,
        (Part::Be, _) if adjective => Part::Adjective,
        (Part::Modal | Part::To | Part::Do | Part::Not, Inflection::Base) => Part::Verb,
        (Part::Have, Inflection::Past | Inflection::Participle) => Part::Verb,
        (
            Part::Determiner | Part::Possessive | Part::Adjective | Part::Have | Part::Verb | Part::Noun,
            Inflection::Base | Inflection::Plural,
        ) => fallback,
        (Part::Determiner | Part::Possessive | Part::Adjective, Inflection::Ing) if item.is(&v.noun) => fallback,
        (Part::Preposition, Inflection::Ing) => Part::Verb,
        // "The $7,000.00 discharges the debt", but "$1,500 charges".
        (Part::Money, Inflection::Third) if item.is(&v.ends_debt) => Part::Verb,
        (Part::Preposition | Part::Sub, _) => fallback,
        (Part::Name, Inflection::Base) => fallback,
        (Part::Person, Inflection::Base) if !takes_base(items, at, v) => fallback,
        (
            Part::Person | Part::Name | Part::Noun,
            Inflection::Base | Inflection::Third | Inflection::Past | Inflection::Preterite,
        ) => Part::Verb,
        (_, Inflection::Past | Inflection::Participle | Inflection::Preterite | Inflection::Ing) => Part::Verb,
        (
            Part::Conjunction | Part::Comma | Part::Semicolon | Part::Colon | Part::Stop,
            Inflection::Base | Inflection::Third,
        ) => {
            if matches!(right, Part::Determiner | Part::Person | Part::Not | Part::Money) {
                Part::Verb
            } else {
                fallback
            }
        }
        _ => fallback,
    }
}

/// Whether the person before a verb is a pronoun or a plural.
fn takes_base(items: &[Item], at: usize, v: &Vocabulary) -> bool {
    before(items, at)
        .is_some_and(|i| i.is(&v.subject_pronoun) || i.is(&v.pronoun) || i.inflection == Inflection::Plural)
}

/// A participle between a determiner and its noun describes ("the released debt").
fn verb_or_modifier(items: &[Item], at: usize, v: &Vocabulary) -> Part {
    let left = before(items, at).map_or(Part::Stop, |i| i.part);
    let participle = matches!(items[at].inflection, Inflection::Past | Inflection::Participle | Inflection::Ing);
    let noun_follows = items.get(at + 1).is_some_and(|i| {
        matches!(i.part, Part::Noun | Part::Word) || i.part == Part::Verb && i.inflection == Inflection::Base
    });
    let base = items[at].inflection == Inflection::Base;
    let nominal_left = matches!(left, Part::Determiner | Part::Possessive);
    if base && left == Part::Name && items[at].capitalised {
        return Part::Name;
    }
    if base && nominal_left {
        return Part::Word;
    }
    if participle && noun_follows && matches!(left, Part::Determiner | Part::Possessive) && !items[at].is(&v.governor) {
        return Part::Determiner;
    }
    Part::Verb
}

/// Whether "that" points at a noun ("that balance") and opens no clause.
fn begins_noun(items: &[Item], at: usize, v: &Vocabulary) -> bool {
    let noun = items.get(at + 1).is_some_and(|i| matches!(i.part, Part::Noun) || i.is(&v.noun));
    let bare = items.get(at + 2).is_none_or(|i| !matches!(i.part, Part::Noun | Part::Preposition));
    let left = before(items, at).map(|i| i.part);
    let told = left == Some(Part::Verb)
        && items
            .get(at + 2)
            .is_some_and(|i| matches!(i.part, Part::Be | Part::Modal | Part::Have | Part::Do | Part::Verb));
    let clause = at > 0 && items.get(at + 2).is_some_and(|i| i.part == Part::Person && i.is(&v.subject_pronoun));
    let opened = !matches!(left, Some(Part::Noun | Part::Person)) && !told && !clause;
    noun && (bare && opened || at == 0 || left == Some(Part::Preposition))
}
