//! Predicates: verb groups with their voice, modals and negators, and the phrases around them.

use super::clause::Clauses;
mod group;
mod left;
mod right;

use self::group::group;
pub(super) use self::group::may_open;
use self::left::link;
use self::right::{lend_objects, right_side};
use super::item::Item;
use super::noun::{Phrase, Thing};
use super::vocabulary::Vocabulary;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Active,
    Passive,
    /// "is liable", "remains due": the main item is an adjective or noun.
    State,
    /// "there is no deficiency".
    Existence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Finite,
    Infinitive,
    Gerund,
    /// A participle without an auxiliary ("released upon closing").
    Participle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modal {
    Plain,
    Bound,
    May,
    Hypothetical,
}

/// One verb group.
#[derive(Debug, Clone)]
pub(super) struct Predicate {
    /// First item of the group.
    pub(super) from: usize,
    /// The item that carries the meaning.
    pub(super) main: usize,
    pub(super) clause: usize,
    pub(super) voice: Voice,
    pub(super) shape: Shape,
    pub(super) modal: Modal,
    /// Items that negate it (each counts once).
    pub(super) nots: Vec<usize>,
    pub(super) subject: Option<Phrase>,
    pub(super) object: Option<Phrase>,
    /// Further phrases with the preposition's item.
    pub(super) complements: Vec<(usize, Phrase)>,
    /// The coordinated predicate whose auxiliaries and subject it shares.
    pub(super) shares: Option<usize>,
}

/// All predicates of a unit, in order.
pub(super) fn predicates(items: &[Item], clauses: &Clauses, v: &Vocabulary) -> Vec<Predicate> {
    let mut all: Vec<Predicate> = Vec::new();
    let mut at = 0;
    while at < items.len() {
        if let Some(mut found) = group(items, at, v) {
            found.clause = clauses.of[found.main];
            link(items, clauses, &all, &mut found, v);
            at = found.main + 1;
            all.push(found);
        } else {
            at += 1;
        }
    }
    let limits: Vec<usize> =
        (0..all.len()).map(|n| all.get(n + 1).map_or(items.len(), |p| limit(items, &all[n], p, v))).collect();
    for (predicate, limit) in all.iter_mut().zip(limits) {
        right_side(items, clauses, predicate, limit, v);
    }
    lend_objects(items, &mut all);
    all
}

/// Where the words of a predicate end: at the next verb, or at the subject that the next verb has of its own.
fn limit(items: &[Item], one: &Predicate, next: &Predicate, v: &Vocabulary) -> usize {
    left::own_start(items, next, v).filter(|start| *start > one.main + 1).map_or(next.from, |start| start - 1)
}

/// Who acts: the subject of an active verb, the "by" phrase of a passive one.
pub(super) fn agent(p: &Predicate, items: &[Item], v: &Vocabulary) -> Option<Phrase> {
    match p.voice {
        Voice::Active => p.subject,
        _ => p.complements.iter().find(|(at, _)| items[*at].is(&v.by)).map(|(_, phrase)| *phrase),
    }
}

/// What the act is done to: the object of an active verb, the subject of a passive one.
pub(super) fn theme(p: &Predicate) -> Option<Phrase> {
    match p.voice {
        Voice::Active | Voice::Existence => p.object,
        _ => p.subject.or(p.object.filter(|_| p.shape == Shape::Participle)),
    }
}

/// Whether a phrase is a person or body.
pub(super) fn is_person(thing: Thing) -> bool {
    matches!(
        thing,
        Thing::Named
            | Thing::Borrower
            | Thing::Lender
            | Thing::Guarantor
            | Thing::Insurer
            | Thing::OtherLienholder
            | Thing::Buyer
    )
}
