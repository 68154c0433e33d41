//! What stands to the left of a verb group: subject, shared auxiliaries, negators.

use std::ops::Range;

use super::{Modal, Predicate, Shape};
use crate::lexicon::Inflection;
use crate::read::clause::{Clauses, Role};
use crate::read::item::{Item, Part};
use crate::read::noun::{Phrase, Thing, phrase};
use crate::read::vocabulary::Vocabulary;

/// Subject, shared auxiliaries and negators that stand before the group.
pub(super) fn link(items: &[Item], clauses: &Clauses, done: &[Predicate], found: &mut Predicate, v: &Vocabulary) {
    let previous = done.iter().rposition(|p| p.clause == found.clause);
    let floor = previous.map_or(clauses.all[found.clause].from, |p| done[p].main + 1).min(found.from);
    let joined = items[floor..found.from].iter().all(|i| !matches!(i.part, Part::Sub | Part::Stop | Part::Semicolon));
    let left = items[..found.from].iter().rev().find(|i| i.part != Part::Adverb).map(|i| i.part);
    let coordinated = matches!(left, Some(Part::Conjunction | Part::Comma)) && joined;
    if let Some(p) = previous.filter(|_| coordinated) {
        let same = shares_auxiliaries(&done[p], found, items);
        if same {
            found.shares = Some(p);
            found.nots.extend(
                items[floor..found.from]
                    .iter()
                    .enumerate()
                    .filter(|(_, i)| i.part == Part::Not && i.negates(v) && !i.is(&v.nor_word))
                    .map(|(n, _)| floor + n),
            );
        }
        found.subject = done[p].subject;
        if same || found.shape == Shape::Finite {
            return;
        }
    }
    if found.shape == Shape::Infinitive {
        let before = items[..found.from].iter().rposition(|i| i.part != Part::Adverb);
        found.nots.extend(before.filter(|&n| items[n].part == Part::Not && items[n].negates(v)));
    }
    let previous =
        done.iter().rposition(|p| p.clause == found.clause && !matches!(p.shape, Shape::Infinitive | Shape::Gerund));
    let floor = previous.map_or(clauses.all[found.clause].from, |p| done[p].main + 1).min(found.from);
    let nested = done.iter().filter(|p| p.from >= floor && p.clause == found.clause).map(|p| p.from).min();
    if found.shape == Shape::Finite || found.shape == Shape::Participle {
        let described = previous.filter(|&p| describes(items, &done[p], found));
        let around = previous.and_then(|p| around(items, clauses, &done[p], found, v));
        found.subject = described
            .and_then(|p| done[p].subject)
            .or(around)
            .or_else(|| nested.and_then(|to| subject(items, clauses, floor..to, found.clause, v)))
            .or_else(|| subject(items, clauses, floor..found.from, found.clause, v));
        let own = previous.and(found.subject).and_then(|s| (floor..s.first).find(|&n| joins(&items[n], v)));
        let whole = found.subject.filter(|_| described.is_none()).map_or(floor, |s| s.first.min(floor));
        // "What the sale does not pay stays due": that nothing is paid does not turn what is said of it.
        let start = around.map_or_else(|| own.unwrap_or(whole), |around| around.last + 1);
        if let Some(n) = (start..found.from).find(|&n| clauses.of[n] == found.clause && items[n].negates(v)) {
            found.nots.push(n);
        }
    }
}

/// "What is unpaid on the loan is forgiven": the verb before stands inside the words that the verb is about.
fn around(items: &[Item], clauses: &Clauses, inner: &Predicate, found: &Predicate, v: &Vocabulary) -> Option<Phrase> {
    let from = clauses.all[found.clause].from;
    let leads =
        |i: &Item| matches!(i.part, Part::Conjunction | Part::Adverb | Part::Comma | Part::Semicolon | Part::Stop);
    let opens = (from..inner.from).find(|&n| clauses.of[n] == found.clause && !leads(&items[n]))?;
    if !items[opens].is(&v.what) {
        return None;
    }
    let touches = |whole: &Phrase| whole.first < inner.from && inner.main <= whole.last && whole.last + 1 == found.from;
    phrase(items, opens, v).filter(touches)
}

/// "Amounts not paid from the proceeds will remain …": a participle behind the noun, with what hangs on it, only
/// describes the subject of the verb.
fn describes(items: &[Item], participle: &Predicate, found: &Predicate) -> bool {
    let beside = participle.subject.is_some_and(|s| s.last < participle.from && participle.from - s.last <= 2);
    let between = items.get(participle.main + 1..found.from).unwrap_or(&[]);
    let hung = between.first().is_some_and(|i| i.part == Part::Preposition)
        && !between.iter().any(|i| matches!(i.part, Part::Comma | Part::Conjunction | Part::Relative | Part::Colon));
    participle.shape == Shape::Participle && found.shape == Shape::Finite && beside && hung
}

/// "and", "but": a negator of what stands before it is none of what follows.
fn joins(item: &Item, v: &Vocabulary) -> bool {
    item.part == Part::Conjunction && !item.negates(v)
}

/// Where the subject stands that a verb has of its own, right behind a conjunction: it is no object of the verb before.
pub(super) fn own_start(items: &[Item], found: &Predicate, v: &Vocabulary) -> Option<usize> {
    let subject = found.subject.filter(|s| found.shape == Shape::Finite && s.first < found.from)?;
    let before = subject.first.checked_sub(1).and_then(|n| items.get(n))?;
    joins(before, v).then_some(subject.first)
}

pub(super) fn shares_auxiliaries(before: &Predicate, found: &Predicate, items: &[Item]) -> bool {
    let (a, b) = (items[before.main].inflection, items[found.main].inflection);
    let bare = found.from == found.main
        || items[found.from..found.main].iter().all(|i| matches!(i.part, Part::Adverb | Part::Not));
    let alike = a == b
        || matches!((a, b), (Inflection::Past | Inflection::Participle, Inflection::Past | Inflection::Participle));
    bare && alike && found.modal == Modal::Plain && matches!(items[found.main].part, Part::Verb | Part::Adjective)
}

/// The last noun phrase before the verb group in its clause.
pub(super) fn subject(
    items: &[Item],
    clauses: &Clauses,
    within: Range<usize>,
    clause: usize,
    v: &Vocabulary,
) -> Option<Phrase> {
    let (floor, to) = (within.start, within.end);
    let role = clauses.all[clause].role;
    let mut found = None;
    let mut place = floor;
    while place < to {
        let opens = matches!(
            items[place].part,
            Part::Noun | Part::Person | Part::Name | Part::Determiner | Part::Word | Part::Not | Part::Money
        );
        let unknown = items[place].part == Part::Word && found.is_some();
        if !unknown
            && clauses.of[place] == clause
            && (opens || items[place].is(&v.what))
            && let Some(p) = phrase(items, place, v)
        {
            place = p.last.min(to - 1) + 1;
            found = Some(better_subject(found, p, items));
            continue;
        }
        place += 1;
    }
    if found.is_none() && role == Role::Relative {
        return antecedent(items, clauses.all[clause].from, v);
    }
    found
}

/// A phrase after a preposition is no subject if one stands before it.
pub(super) fn better_subject(found: Option<Phrase>, next: Phrase, items: &[Item]) -> Phrase {
    let hangs = next.first > 0 && matches!(items[next.first - 1].part, Part::Preposition | Part::To);
    match found {
        Some(first) if hangs => first,
        // "Neither the lender nor the insurer": the lender speaks for both.
        Some(first) if first.thing == Thing::Lender && items[next.first].part == Part::Not => first,
        _ => next,
    }
}

/// The noun that a relative clause describes.
pub(super) fn antecedent(items: &[Item], from: usize, v: &Vocabulary) -> Option<Phrase> {
    (from.saturating_sub(10)..from).find_map(|n| phrase(items, n, v).filter(|p| p.last + 2 >= from && p.last < from))
}
