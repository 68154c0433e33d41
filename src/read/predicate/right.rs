//! What stands to the right of a verb group: object and complements.

use super::{Predicate, Shape, Voice, is_person};
use crate::read::clause::{Clauses, Role};
use crate::read::item::{Item, Part};
use crate::read::noun::{Marks, phrase};
use crate::read::vocabulary::Vocabulary;

/// Object and complements, up to the next verb group.
pub(super) fn right_side(items: &[Item], clauses: &Clauses, p: &mut Predicate, limit: usize, v: &Vocabulary) {
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
pub(super) fn second_object(p: &mut Predicate) {
    let Some(person) = p.object.filter(|o| is_person(o.thing)) else { return };
    let thing =
        p.complements.iter().position(|(at, c)| *at == c.first && !is_person(c.thing) && c.first == person.last + 1);
    if let Some((at, object)) = thing.map(|n| p.complements.remove(n)) {
        p.object = Some(object);
        p.complements.push((at.saturating_sub(1), person));
    }
}

/// "owe nothing", "has no claim".
pub(super) fn negate_by_object(p: &mut Predicate) {
    if let Some(object) = p.object.filter(|o| o.marks.has(Marks::NEGATED))
        && !p.nots.contains(&object.first)
    {
        p.nots.push(object.first);
    }
}

/// "[waives] [reserves]": two verbs in brackets, with one object.
pub(super) fn alternatives(items: &[Item], a: &Predicate, b: &Predicate) -> bool {
    let between = items.get(a.main + 1..b.from).unwrap_or(&[]);
    a.object.is_none() && !between.is_empty() && between.iter().all(|i| matches!(i.part, Part::Open | Part::Close))
}

/// In "release, waive and discharge the debt" the object stands once, at the end.
pub(super) fn lend_objects(items: &[Item], all: &mut [Predicate]) {
    for n in (0..all.len()).rev() {
        let bracketed = n > 0 && alternatives(items, &all[n - 1], &all[n]);
        let Some(p) = all[n].shares.or(bracketed.then(|| n - 1)) else { continue };
        if all[p].object.is_none() && all[p].voice == Voice::Active {
            all[p].object = all[n].object;
            if all[p].complements.is_empty() {
                let lent = all[n].complements.clone();
                all[p].complements.extend(lent);
            }
        }
    }
}
