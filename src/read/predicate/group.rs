//! Verb groups: auxiliaries, negators, main verb.

use super::{Modal, Predicate, Shape, Voice};
use crate::lexicon::Inflection;
use crate::read::item::{Item, Part};
use crate::read::vocabulary::Vocabulary;

/// The verb group that begins at `at`, if one does.
pub(super) fn group(items: &[Item], at: usize, v: &Vocabulary) -> Option<Predicate> {
    let first = items[at];
    if !may_open(first.part) {
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

/// Whether a verb group may begin with such an item.
pub(in crate::read) const fn may_open(part: Part) -> bool {
    matches!(part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb | Part::To)
}

pub(super) fn opens_infinitive(rest: &[Item], v: &Vocabulary) -> bool {
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
                self.to = Some(place);
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
pub(super) fn bare_participle(items: &[Item], from: usize, main: usize, v: &Vocabulary) -> bool {
    let left = items[..from].iter().rev().find(|i| i.part != Part::Adverb);
    let acts = left.is_some_and(|i| {
        matches!(i.part, Part::Person | Part::Name | Part::Relative) && !i.is(&v.borrower)
            || i.part == Part::Conjunction && items[main].inflection == Inflection::Past && i.is(&v.lender)
    });
    !acts && items[main].inflection != Inflection::Preterite && !object_follows(items, main)
}

pub(super) fn object_follows(items: &[Item], main: usize) -> bool {
    items.get(main + 1).is_some_and(|i| matches!(i.part, Part::Determiner | Part::Person))
}

pub(super) fn modal_of(item: &Item, v: &Vocabulary) -> Modal {
    if item.is(&v.may) {
        Modal::May
    } else if item.is(&v.hypothetical) {
        Modal::Hypothetical
    } else {
        Modal::Bound
    }
}

/// "no balance", "no further claim": the negator belongs to a noun.
pub(super) fn begins_noun_phrase(items: &[Item], place: usize, v: &Vocabulary) -> bool {
    let next = items[place + 1..].iter().find(|i| !matches!(i.part, Part::Adverb | Part::Determiner));
    let bare_no = !items.get(place + 1).is_some_and(|i| matches!(i.part, Part::Verb | Part::Be | Part::Adverb));
    next.is_some_and(|i| matches!(i.part, Part::Noun | Part::Person | Part::Money) && !i.is(&v.verb)) && bare_no
        || next.is_some_and(|i| matches!(i.part, Part::Noun))
            && items.get(place + 1).is_some_and(|i| i.part == Part::Determiner || i.part == Part::Adverb)
}
