//! Predicates: verb groups with their voice, modals and negators, and the phrases around them.

use super::clause::{Clauses, Role};
use super::item::{Item, Part};
use super::noun::{Marks, Phrase, Thing, phrase};
use super::vocabulary::Vocabulary;
use crate::lexicon::Inflection;

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
    let limits: Vec<usize> = (0..all.len()).map(|n| all.get(n + 1).map_or(items.len(), |p| p.from)).collect();
    for (predicate, limit) in all.iter_mut().zip(limits) {
        right_side(items, clauses, predicate, limit, v);
    }
    lend_objects(items, &mut all);
    all
}

/// The verb group that begins at `at`, if one does.
fn group(items: &[Item], at: usize, v: &Vocabulary) -> Option<Predicate> {
    let first = items[at];
    if !matches!(first.part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb | Part::To) {
        return None;
    }
    if first.part == Part::To && !items.get(at + 1..).is_some_and(|rest| opens_infinitive(rest, v)) {
        return None;
    }
    let mut walk = Walk::default();
    let mut place = at;
    while let Some(item) = items.get(place) {
        if let Some(after) = walk.aside(items, place) {
            place = after;
            continue;
        }
        if !walk.takes(items, place, v) {
            break;
        }
        if item.negates(v) {
            walk.nots.push(place);
        }
        place += 1;
        if walk.done {
            break;
        }
    }
    walk.finish(items, at, v)
}

fn opens_infinitive(rest: &[Item], v: &Vocabulary) -> bool {
    let head = rest.iter().find(|i| !matches!(i.part, Part::Adverb | Part::Not) || i.is(&v.verb));
    head.is_some_and(|i| {
        matches!(i.part, Part::Verb | Part::Be | Part::Have | Part::Do) && i.inflection == Inflection::Base
    })
}

/// What has been seen of a verb group.
#[derive(Debug, Default)]
struct Walk {
    nots: Vec<usize>,
    modal: Option<usize>,
    be: Option<usize>,
    have: Option<usize>,
    helper: Option<usize>,
    to: Option<usize>,
    main: Option<usize>,
    done: bool,
}

impl Walk {
    /// Whether the item belongs to the group.
    fn takes(&mut self, items: &[Item], place: usize, v: &Vocabulary) -> bool {
        let item = &items[place];
        match item.part {
            Part::Modal if self.modal.is_none() && self.be.is_none() && self.to.is_none() => self.modal = Some(place),
            Part::Do if self.helper.is_none() && self.be.is_none() => self.helper = Some(place),
            Part::Have if self.have.is_none() => self.have = Some(place),
            Part::Be => self.be = Some(place),
            Part::To
                if self.to.is_none() && self.helper.is_none() && (self.modal.is_none() || self.goes_on(items, v)) =>
            {
                self.to = Some(place)
            }
            Part::Adverb => {}
            Part::Not => return !begins_noun_phrase(items, place, v),
            Part::Person if self.modal.is_some() && self.main.is_none() && self.inverted(items, place) => {}
            Part::Verb => return self.verb(item, place),
            Part::Adjective if self.be.is_some() => self.end(place),
            _ => return false,
        }
        true
    }

    /// "does not, by this letter, release": words between commas inside an unfinished group.
    fn aside(&self, items: &[Item], place: usize) -> Option<usize> {
        let by = self.helper.is_some() || self.modal.is_some();
        let opens =
            items[place].part == Part::Comma || by && items[place].part == Part::Preposition && !self.nots.is_empty();
        let open = opens && self.main.is_none() && (self.modal.is_some() || self.helper.is_some() || self.be.is_some());
        let limit = items.len().min(place + 18);
        let goes_on = |n: usize| {
            items.get(n + 1).is_some_and(|i| {
                matches!(i.part, Part::Not | Part::Be | Part::Adverb | Part::Adjective)
                    || i.part == Part::Verb && i.inflection != Inflection::Ing
            })
        };
        let end = (place + 1..limit).find(|&n| items[n].part == Part::Comma && goes_on(n)).filter(|_| open)?;
        let verbless = items[place + 1..end]
            .iter()
            .all(|i| !matches!(i.part, Part::Modal | Part::Be | Part::Do | Part::Stop | Part::Semicolon));
        verbless.then_some(end + 1)
    }

    /// "will continue to be": the verb of lasting is part of the group.
    fn goes_on(&self, items: &[Item], v: &Vocabulary) -> bool {
        self.be.is_some_and(|b| items[b].is(&v.act_owe))
    }

    /// "nor shall we": the subject stands inside the group.
    fn inverted(&self, items: &[Item], place: usize) -> bool {
        self.modal == place.checked_sub(1)
            && items.get(place + 1).is_some_and(|i| matches!(i.part, Part::Verb | Part::Be | Part::Adverb | Part::Have))
    }

    fn verb(&mut self, item: &Item, place: usize) -> bool {
        let fits = match item.inflection {
            Inflection::Base => self.modal.is_some() || self.helper.is_some() || self.to.is_some() || self.be.is_none(),
            Inflection::Ing => true,
            _ => self.modal.is_none() || self.be.is_some() || self.have.is_some(),
        };
        if fits {
            self.end(place);
        }
        fits
    }

    fn end(&mut self, place: usize) {
        self.main = Some(place);
        self.done = true;
    }

    fn finish(self, items: &[Item], from: usize, v: &Vocabulary) -> Option<Predicate> {
        let main = self.main.or(self.be).or(self.have).or(self.helper)?;
        let item = &items[main];
        let adjective = item.part == Part::Adjective;
        let participle = matches!(item.inflection, Inflection::Past | Inflection::Participle);
        let voice = match item.part {
            Part::Adjective | Part::Be => Voice::State,
            Part::Verb if self.be.is_some() && participle => Voice::Passive,
            Part::Verb
                if participle
                    && self.have.is_none()
                    && self.modal.is_none()
                    && self.to.is_none()
                    && bare_participle(items, from, main, v) =>
            {
                Voice::Passive
            }
            _ => Voice::Active,
        };
        let finite = self.modal.is_some()
            || self.to.is_some_and(|t| t > from)
            || self.be.is_some_and(|b| b == from || self.have.is_some())
            || self.helper.is_some()
            || self.have.is_some()
            || adjective;
        let shape = if self.to == Some(from) {
            Shape::Infinitive
        } else if item.inflection == Inflection::Ing && self.be.is_none() {
            Shape::Gerund
        } else if voice == Voice::Passive && !finite && self.be.is_none() {
            Shape::Participle
        } else {
            Shape::Finite
        };
        let modal = self.modal.map_or(Modal::Plain, |m| modal_of(&items[m], v));
        Some(Predicate {
            from,
            main,
            clause: 0,
            voice,
            shape,
            modal,
            nots: self.nots,
            subject: None,
            object: None,
            complements: Vec::new(),
            shares: None,
        })
    }
}

/// A past form with no auxiliary is passive where no subject that could act stands before it.
fn bare_participle(items: &[Item], from: usize, main: usize, v: &Vocabulary) -> bool {
    let left = items[..from].iter().rev().find(|i| i.part != Part::Adverb);
    let acts = left.is_some_and(|i| {
        matches!(i.part, Part::Person | Part::Name | Part::Relative) && !i.is(&v.borrower)
            || i.part == Part::Conjunction && items[main].inflection == Inflection::Past && i.is(&v.lender)
    });
    !acts && items[main].inflection != Inflection::Preterite && !object_follows(items, main)
}

fn object_follows(items: &[Item], main: usize) -> bool {
    items.get(main + 1).is_some_and(|i| matches!(i.part, Part::Determiner | Part::Person))
}

fn modal_of(item: &Item, v: &Vocabulary) -> Modal {
    if item.is(&v.may) {
        Modal::May
    } else if item.is(&v.hypothetical) {
        Modal::Hypothetical
    } else {
        Modal::Bound
    }
}

/// "no balance", "no further claim": the negator belongs to a noun.
fn begins_noun_phrase(items: &[Item], place: usize, v: &Vocabulary) -> bool {
    let next = items[place + 1..].iter().find(|i| !matches!(i.part, Part::Adverb | Part::Determiner));
    let bare_no = !items.get(place + 1).is_some_and(|i| matches!(i.part, Part::Verb | Part::Be | Part::Adverb));
    next.is_some_and(|i| matches!(i.part, Part::Noun | Part::Person | Part::Money) && !i.is(&v.verb)) && bare_no
        || next.is_some_and(|i| matches!(i.part, Part::Noun))
            && items.get(place + 1).is_some_and(|i| i.part == Part::Determiner || i.part == Part::Adverb)
}

/// Subject, shared auxiliaries and negators that stand before the group.
fn link(items: &[Item], clauses: &Clauses, done: &[Predicate], found: &mut Predicate, v: &Vocabulary) {
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
        found.subject = nested
            .and_then(|to| subject(items, clauses, floor, to, found.clause, v))
            .or_else(|| subject(items, clauses, floor, found.from, found.clause, v));
        let start = found.subject.map_or(floor, |s| s.first.min(floor.max(s.first)));
        if let Some(n) = (floor.min(start)..found.from).find(|&n| {
            clauses.of[n] == found.clause && items[n].negates(v) && !belongs_to_object(&items[n], items, n, v)
        }) {
            found.nots.push(n);
        }
    }
}

fn belongs_to_object(_item: &Item, _items: &[Item], _at: usize, _v: &Vocabulary) -> bool {
    false
}

fn shares_auxiliaries(before: &Predicate, found: &Predicate, items: &[Item]) -> bool {
    let (a, b) = (items[before.main].inflection, items[found.main].inflection);
    let bare = found.from == found.main
        || items[found.from..found.main].iter().all(|i| matches!(i.part, Part::Adverb | Part::Not));
    let alike = a == b
        || matches!((a, b), (Inflection::Past | Inflection::Participle, Inflection::Past | Inflection::Participle));
    bare && alike && found.modal == Modal::Plain && matches!(items[found.main].part, Part::Verb | Part::Adjective)
}

/// The last noun phrase before the verb group in its clause.
fn subject(
    items: &[Item],
    clauses: &Clauses,
    floor: usize,
    to: usize,
    clause: usize,
    v: &Vocabulary,
) -> Option<Phrase> {
    let role = clauses.all[clause].role;
    let mut found = None;
    let mut place = floor;
    while place < to {
        let opens = matches!(
            items[place].part,
            Part::Noun | Part::Person | Part::Name | Part::Determiner | Part::Word | Part::Not | Part::Money
        );
        if clauses.of[place] == clause && (opens || items[place].is(&v.what)) {
            if let Some(p) = phrase(items, place, v) {
                place = p.last.min(to - 1) + 1;
                found = better_subject(found, p, items);
                continue;
            }
        }
        place += 1;
    }
    if found.is_none() && role == Role::Relative {
        return antecedent(items, clauses.all[clause].from, v);
    }
    found
}

/// A phrase after a preposition is no subject if one stands before it.
fn better_subject(found: Option<Phrase>, next: Phrase, items: &[Item]) -> Option<Phrase> {
    let hangs = next.first > 0 && matches!(items[next.first - 1].part, Part::Preposition | Part::To);
    match found {
        Some(first) if hangs => Some(first),
        _ => Some(next),
    }
}

/// The noun that a relative clause describes.
fn antecedent(items: &[Item], from: usize, v: &Vocabulary) -> Option<Phrase> {
    (from.saturating_sub(10)..from).find_map(|n| phrase(items, n, v).filter(|p| p.last + 2 >= from && p.last < from))
}

/// Object and complements, up to the next verb group.
fn right_side(items: &[Item], clauses: &Clauses, p: &mut Predicate, limit: usize, v: &Vocabulary) {
    if p.voice == Voice::State
        && items[p.main].part == Part::Be
        && items[..p.from].last().is_some_and(|i| i.is(&v.there))
    {
        p.voice = Voice::Existence;
    }
    let mut place = p.main + 1;
    while place < limit {
        let item = &items[place];
        if clauses.of[place] != p.clause || matches!(item.part, Part::Stop | Part::Semicolon) {
            if matches!(clauses.role(place), Role::Main) && clauses.of[place] != p.clause {
                break;
            }
            place += 1;
            continue;
        }
        if item.part == Part::Colon && (p.shape != Shape::Participle || p.subject.is_some()) {
            break;
        }
        let preposition = matches!(item.part, Part::Preposition | Part::To);
        let start = if preposition { place + 1 } else { place };
        let opens = items.get(start).is_some_and(|i| {
            matches!(
                i.part,
                Part::Noun
                    | Part::Person
                    | Part::Name
                    | Part::Determiner
                    | Part::Possessive
                    | Part::Not
                    | Part::Money
                    | Part::Adjective
                    | Part::Word
                    | Part::Number
            ) || i.is(&v.what)
        });
        match opens.then(|| phrase(items, start, v)).flatten() {
            Some(found) if found.first < limit => {
                place = found.last + 1;
                if preposition {
                    p.complements.push((start - 1, found));
                } else if p.object.is_none() {
                    p.object = Some(found);
                } else {
                    p.complements.push((found.first, found));
                }
            }
            _ => place += 1,
        }
    }
    second_object(p);
    negate_by_object(p);
}

/// "owe us nothing", "grant you a release": the thing is the object, the person hangs on it.
fn second_object(p: &mut Predicate) {
    let Some(person) = p.object.filter(|o| is_person(o.thing)) else { return };
    let thing =
        p.complements.iter().position(|(at, c)| *at == c.first && !is_person(c.thing) && c.first == person.last + 1);
    if let Some((at, object)) = thing.map(|n| p.complements.remove(n)) {
        p.object = Some(object);
        p.complements.push((at.saturating_sub(1), person));
    }
}

/// "owe nothing", "has no claim".
fn negate_by_object(p: &mut Predicate) {
    if let Some(object) = p.object.filter(|o| o.marks.has(Marks::NEGATED)) {
        if !p.nots.contains(&object.first) {
            p.nots.push(object.first);
        }
    }
}

/// "[waives] [reserves]": two verbs in brackets, with one object.
fn alternatives(items: &[Item], a: &Predicate, b: &Predicate) -> bool {
    let between = items.get(a.main + 1..b.from).unwrap_or(&[]);
    a.object.is_none() && !between.is_empty() && between.iter().all(|i| matches!(i.part, Part::Open | Part::Close))
}

/// In "release, waive and discharge the debt" the object stands once, at the end.
fn lend_objects(items: &[Item], all: &mut [Predicate]) {
    for n in (0..all.len()).rev() {
        let bracketed = n > 0 && alternatives(items, &all[n - 1], &all[n]);
        let Some(p) = all[n].shares.or(bracketed.then(|| n - 1)) else { continue };
        if all[p].object.is_none() && all[p].voice == Voice::Active {
            all[p].object = all[n].object;
            if all[p].complements.is_empty() {
                all[p].complements = all[n].complements.clone();
            }
        }
    }
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
        Voice::Active => p.object,
        Voice::Existence => p.object,
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
