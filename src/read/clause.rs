//! Clause borders: main, condition, time, exception, concession, relative and complement clauses of one sentence.

use super::item::{Item, Part};
use super::vocabulary::Vocabulary;
use crate::lexicon::Inflection;

/// What a clause is to the clause it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Main,
    /// if, provided that, subject to
    Condition,
    Unless,
    Until,
    /// upon, after, once
    Time,
    /// except, other than
    Exception,
    /// notwithstanding, although
    Concession,
    /// in exchange for, pursuant to
    Cause,
    /// which, that: describes a noun
    Relative,
    /// what "that" opens after a verb
    Complement,
}

impl Role {
    /// Whether a statement inside is not made, only supposed.
    pub(super) const fn supposes(self) -> bool {
        matches!(self, Self::Condition | Self::Unless | Self::Until | Self::Time | Self::Cause | Self::Concession)
    }
}

/// One clause: items `from..to`, less what deeper clauses take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    pub(super) role: Role,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) parent: usize,
}

/// The clauses of a unit and, for each item, the clause it stands in.
#[derive(Debug, Clone)]
pub(super) struct Clauses {
    pub(super) all: Vec<Clause>,
    pub(super) of: Vec<usize>,
}

impl Clauses {
    /// Role of the clause that an item stands in.
    pub(super) fn role(&self, item: usize) -> Role {
        self.of.get(item).and_then(|&c| self.all.get(c)).map_or(Role::Main, |c| c.role)
    }

    /// Whether the item stands, at any depth, in a clause that only supposes.
    pub(super) fn supposed(&self, item: usize) -> bool {
        let mut clause = self.of.get(item).copied().unwrap_or(0);
        loop {
            let Some(here) = self.all.get(clause) else { return false };
            if here.role.supposes() {
                return true;
            }
            if clause == here.parent {
                return false;
            }
            clause = here.parent;
        }
    }

    /// The main clause above a clause.
    pub(super) fn root(&self, mut clause: usize) -> usize {
        while let Some(here) = self.all.get(clause) {
            if here.parent == clause {
                break;
            }
            clause = here.parent;
        }
        clause
    }
}

struct Cutter<'a> {
    items: &'a [Item],
    v: &'a Vocabulary,
    all: Vec<Clause>,
    of: Vec<usize>,
    open: Vec<Open>,
}

/// An open clause, and what was seen in it.
#[derive(Debug, Clone, Copy)]
struct Open {
    clause: usize,
    /// Finite verb groups seen.
    verbs: u8,
    /// Whether it needs a verb of its own ("once we receive") or none ("upon receipt").
    needs: u8,
}

/// Cuts a unit into clauses.
pub(super) fn clauses(items: &[Item], v: &Vocabulary) -> Clauses {
    let mut cutter = Cutter { items, v, all: Vec::new(), of: vec![0; items.len()], open: Vec::new() };
    cutter.start_main(0);
    let mut at = 0;
    while at < items.len() {
        cutter.step(at);
        at += 1;
    }
    for clause in &mut cutter.all {
        clause.to = clause.to.max(clause.from);
    }
    Clauses { all: cutter.all, of: cutter.of }
}

impl Cutter<'_> {
    fn start_main(&mut self, at: usize) {
        let clause = self.all.len();
        self.all.push(Clause { role: Role::Main, from: at, to: at, parent: clause });
        self.open = vec![Open { clause, verbs: 0, needs: 1 }];
    }

    fn push(&mut self, role: Role, at: usize, needs: u8) {
        let parent = self.top().clause;
        let clause = self.all.len();
        self.all.push(Clause { role, from: at, to: at, parent });
        self.open.push(Open { clause, verbs: 0, needs });
    }

    fn top(&self) -> Open {
        self.open.last().copied().unwrap_or(Open { clause: 0, verbs: 0, needs: 1 })
    }

    fn step(&mut self, at: usize) {
        let item = self.items[at];
        match item.part {
            Part::Stop | Part::Semicolon => {
                self.take(at);
                self.start_main(at + 1);
                return;
            }
            Part::Colon if self.subject_and_verb_follow(at) => {
                self.take(at);
                self.start_main(at + 1);
                return;
            }
            Part::Colon => self.open.truncate(1),
            Part::Comma => self.comma(at),
            Part::Conjunction => self.conjunction(at),
            Part::Sub => self.subordinator(at),
            Part::Relative => self.push(Role::Relative, at, 1),
            Part::That => self.that(at),
            Part::Not if self.contrast(at) => self.push(Role::Exception, at, 0),
            Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb if self.finite(at) => self.verb(at),
            Part::Verb if self.items[at].is(&self.v.means) && self.subject_and_verb_follow(at) => {
                self.take(at);
                self.push(Role::Complement, at + 1, 1);
                return;
            }
            _ => {}
        }
        self.take(at);
    }

    fn take(&mut self, at: usize) {
        let clause = self.top().clause;
        self.of[at] = clause;
        for open in &self.open {
            self.all[open.clause].to = at + 1;
        }
    }

    /// Whether a finite verb group begins here.
    fn finite(&self, at: usize) -> bool {
        let item = &self.items[at];
        let left = self.items[..at].iter().rev().find(|i| !matches!(i.part, Part::Adverb | Part::Not)).map(|i| i.part);
        let inside = matches!(left, Some(Part::Modal | Part::Be | Part::Have | Part::Do | Part::To));
        match item.part {
            Part::Modal => true,
            Part::Be | Part::Have | Part::Do => !inside && item.inflection != Inflection::Ing,
            _ => {
                let odd_subject =
                    left == Some(Part::Word) && item.inflection == Inflection::Third && !item.is(&self.v.noun);
                !inside
                    && (odd_subject
                        || matches!(
                            item.inflection,
                            Inflection::Third | Inflection::Past | Inflection::Preterite | Inflection::Base
                        ) && matches!(
                            left,
                            Some(Part::Person | Part::Noun | Part::Name | Part::Close | Part::Relative | Part::That)
                        ))
            }
        }
    }

    /// A further finite verb ends clauses that already have theirs.
    fn verb(&mut self, at: usize) {
        let reduced = matches!(self.items[at].inflection, Inflection::Past) && self.items[at].part == Part::Verb;
        while self.open.len() > 1 {
            let top = self.top();
            let clause = self.all[top.clause];
            let opened_first = self.opens_sentence(clause.from);
            let closes = match clause.role {
                Role::Relative => top.verbs >= 1 && !reduced,
                Role::Complement | Role::Exception => false,
                _ => {
                    top.verbs >= top.needs
                        && !reduced
                        && (opened_first || top.needs == 0)
                        && !self.after_conjunction(at)
                }
            };
            if !closes {
                break;
            }
            let subject = if opened_first || clause.role == Role::Relative {
                self.subject_start(at, clause.from + 1)
            } else {
                at
            };
            self.open.pop();
            let above = self.top().clause;
            for place in subject..at {
                self.of[place] = above;
            }
        }
        if !reduced || self.top().verbs == 0 {
            if let Some(open) = self.open.last_mut() {
                open.verbs = open.verbs.saturating_add(1);
            }
        }
    }

    fn after_conjunction(&self, at: usize) -> bool {
        self.items[..at].iter().rev().find(|i| i.part != Part::Adverb).is_some_and(|i| i.part == Part::Conjunction)
    }

    /// First item of the phrase that is the subject of the verb at `at`.
    fn subject_start(&self, at: usize, floor: usize) -> usize {
        let mut start = at;
        while start > floor {
            let part = self.items[start - 1].part;
            let nominal = matches!(
                part,
                Part::Noun
                    | Part::Person
                    | Part::Name
                    | Part::Word
                    | Part::Determiner
                    | Part::Possessive
                    | Part::Adverb
                    | Part::Number
                    | Part::Not
            );
            if !nominal {
                break;
            }
            start -= 1;
            if matches!(part, Part::Determiner | Part::Not)
                || self.items[start].is(&self.v.pronoun)
                || self.one_word_subject(start)
            {
                break;
            }
        }
        start
    }

    fn one_word_subject(&self, at: usize) -> bool {
        let item = &self.items[at];
        item.part == Part::Person
            && !self.items.get(at.wrapping_sub(1)).is_some_and(|i| matches!(i.part, Part::Determiner | Part::Name))
    }

    /// Whether nothing but adverbs and conjunctions stand before it in its sentence.
    fn opens_sentence(&self, from: usize) -> bool {
        let before = self.items[..from]
            .iter()
            .rev()
            .take_while(|i| !matches!(i.part, Part::Stop | Part::Semicolon | Part::Colon));
        before.into_iter().all(|i| {
            matches!(
                i.part,
                Part::Adverb | Part::Conjunction | Part::Comma | Part::Number | Part::Open | Part::Close | Part::Quote
            )
        })
    }

    /// A comma closes an adjunct if a clause with a subject and a verb of its own follows.
    fn comma(&mut self, at: usize) {
        while self.open.len() > 1 {
            let top = self.top();
            let role = self.all[top.clause].role;
            let closes = match role {
                Role::Relative => true,
                Role::Complement if self.after_comma(top.clause) => true,
                Role::Complement => self.supposing_below() && self.main_follows(at),
                _ => self.adjunct_ends(at, top),
            };
            if !closes {
                break;
            }
            self.open.pop();
        }
    }

    /// Whether the comma ends an adjunct: always if a comma opened it, else if the main clause follows.
    fn adjunct_ends(&self, at: usize, top: Open) -> bool {
        if top.needs > top.verbs {
            return false;
        }
        let from = self.all[top.clause].from;
        if self.opens_sentence(from) {
            if self.second_condition(at) {
                return false;
            }
            return self.main_follows(at) || !self.list_goes_on(at);
        }
        let between_commas = from > 0 && self.items[from - 1].part == Part::Comma && !self.list_goes_on(at);
        between_commas || self.subject_and_verb_follow(at) || top.needs == 0 && !self.list_goes_on(at)
    }

    /// "if they agree, and we have it in writing, the debt …": a second condition before the main clause.
    fn second_condition(&self, at: usize) -> bool {
        let joined = self.items.get(at + 1).is_some_and(|i| i.part == Part::Conjunction);
        let next = (at + 1..self.items.len())
            .take_while(|&n| !matches!(self.items[n].part, Part::Stop | Part::Semicolon))
            .find(|&n| self.items[n].part == Part::Comma);
        joined
            && next.is_some_and(|n| {
                self.main_follows(n) && self.items.get(n + 1).is_some_and(|i| i.part != Part::Conjunction)
            })
    }

    /// Whether a comma opened the clause ("your request, that we cancel the balance, is granted").
    fn after_comma(&self, clause: usize) -> bool {
        self.all[clause].from.checked_sub(1).is_some_and(|left| self.items[left].part == Part::Comma)
    }

    /// Whether the clause under the open one only supposes ("notwithstanding that …,").
    fn supposing_below(&self) -> bool {
        self.open.len() > 2 && self.all[self.open[self.open.len() - 2].clause].role.supposes()
    }

    /// Whether, before the next comma or subordinator, a finite verb comes.
    fn main_follows(&self, at: usize) -> bool {
        for place in at + 1..self.items.len() {
            let item = &self.items[place];
            match item.part {
                Part::Comma | Part::Stop | Part::Semicolon | Part::Sub | Part::Relative | Part::That => return false,
                Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb if self.finite(place) => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether the comma only parts two members of a list inside the adjunct.
    fn list_goes_on(&self, at: usize) -> bool {
        let rest = &self.items[at + 1..];
        let stop =
            rest.iter().position(|i| matches!(i.part, Part::Comma | Part::Conjunction | Part::Stop | Part::Semicolon));
        stop.is_some_and(|n| {
            n > 0
                && n < 7
                && matches!(rest[n].part, Part::Comma | Part::Conjunction)
                && rest[..n].iter().all(|i| !matches!(i.part, Part::Sub | Part::Modal | Part::Be | Part::To))
        }) || rest.first().is_some_and(|i| i.part == Part::Conjunction && i.inflection == Inflection::Base)
            && !self.main_follows(at)
    }

    /// "and" before a subject and verb of its own ends a time clause or an exception.
    fn conjunction(&mut self, at: usize) {
        let top = self.top();
        let role = self.all[top.clause].role;
        let ends = match role {
            Role::Relative => self.subject_and_verb_follow(at),
            Role::Time | Role::Exception | Role::Concession | Role::Cause => {
                top.verbs >= top.needs && self.subject_and_verb_follow(at)
            }
            _ => false,
        };
        if ends && self.open.len() > 1 {
            self.open.pop();
        }
    }

    fn subject_and_verb_follow(&self, at: usize) -> bool {
        let mut rest = self.items[at + 1..].iter().skip_while(|i| i.part == Part::Adverb);
        let subject = rest.next().is_some_and(|i| {
            matches!(i.part, Part::Person | Part::Noun | Part::Determiner | Part::Name | Part::Not)
                || i.is(&self.v.what)
        });
        subject && self.main_follows(at)
    }

    fn subordinator(&mut self, at: usize) {
        let item = self.items[at];
        let v = self.v;
        let table = [
            (&v.sub_unless, Role::Unless),
            (&v.sub_until, Role::Until),
            (&v.sub_exc, Role::Exception),
            (&v.sub_conc, Role::Concession),
            (&v.sub_time, Role::Time),
            (&v.sub_cause, Role::Cause),
            (&v.sub_cond, Role::Condition),
        ];
        let Some((_, role)) = table.into_iter().find(|(set, _)| item.is(set)) else { return };
        let needs = u8::from(self.wants_verb(at, role));
        self.push(role, at, needs);
    }

    /// Whether the subordinator opens a clause with a verb rather than a noun phrase.
    fn wants_verb(&self, at: usize, role: Role) -> bool {
        if self.items[at].is(&self.v.nominal) && !self.items.get(at + 1).is_some_and(|i| i.is(&self.v.subject_pronoun))
        {
            return self.verb_before_comma(at);
        }
        if role == Role::Time || role == Role::Cause || role == Role::Concession {
            let pronoun =
                self.items.get(at + 1).is_some_and(|i| i.part == Part::Person && i.is(&self.v.subject_pronoun));
            return self.items[at].is(&self.v.clausal) || pronoun || self.verbs_before_comma(at);
        }
        !self.items[at].is(&self.v.nominal)
    }

    /// Whether a finite verb and then a comma with a main clause follow ("upon the sale that we approve, …" has none).
    fn verb_before_comma(&self, at: usize) -> bool {
        let comma = (at + 1..self.items.len())
            .find(|&n| matches!(self.items[n].part, Part::Comma | Part::Stop | Part::Semicolon));
        let Some(end) = comma.filter(|&n| self.items[n].part == Part::Comma) else { return false };
        let inside = (at + 1..end).any(|n| {
            matches!(self.items[n].part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb) && self.finite(n)
        });
        inside && self.main_follows(end)
    }

    fn finite_before_stop(&self, at: usize) -> bool {
        let end = (at..self.items.len())
            .find(|&n| matches!(self.items[n].part, Part::Stop | Part::Semicolon))
            .unwrap_or(self.items.len());
        (at..end).any(|n| {
            matches!(self.items[n].part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb) && self.finite(n)
        })
    }

    /// Whether a verb of its own stands before the comma, or two verbs before the end.
    fn verbs_before_comma(&self, at: usize) -> bool {
        let mut verbs = 0;
        for place in at + 1..self.items.len() {
            match self.items[place].part {
                Part::Comma => return verbs >= 1 && self.finite_before_stop(place),
                Part::Stop | Part::Semicolon | Part::Sub => break,
                Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb if self.finite(place) => verbs += 1,
                _ => {}
            }
        }
        verbs >= 2
    }

    /// "covenants with Borrower that it will …": the clause belongs to the verb, not to the noun before it.
    fn promises(&self, at: usize) -> bool {
        let clause = self.top().clause;
        let verb = (0..at).rev().filter(|&n| self.of[n] == clause).find(|&n| self.items[n].part == Part::Verb);
        let governs = verb.is_some_and(|n| self.items[n].is(&self.v.keep));
        governs
            && self.items.get(at + 1).is_some_and(|i| matches!(i.part, Part::Person | Part::Determiner))
            && self.main_follows(at)
    }

    /// ", not the note": a noun phrase left out by contrast.
    fn contrast(&self, at: usize) -> bool {
        let left = at.checked_sub(1).map(|l| self.items[l].part);
        let bare = self
            .items
            .get(at + 1)
            .is_some_and(|i| matches!(i.part, Part::Determiner | Part::Noun | Part::Person | Part::Preposition));
        let ends = self.items[at + 1..].iter().find(|i| {
            !matches!(
                i.part,
                Part::Determiner
                    | Part::Noun
                    | Part::Person
                    | Part::Possessive
                    | Part::Name
                    | Part::Word
                    | Part::Adverb
                    | Part::Preposition
            )
        });
        matches!(left, Some(Part::Comma | Part::Conjunction))
            && bare
            && ends.is_none_or(|i| matches!(i.part, Part::Stop | Part::Semicolon | Part::Comma | Part::Close))
    }

    fn that(&mut self, at: usize) {
        let left = self.items[..at].iter().rev().find(|i| i.part != Part::Adverb).copied();
        let Some(left) = left else { return };
        match left.part {
            Part::Verb => self.push(Role::Complement, at, 1),
            Part::Noun if left.is(&self.v.governor_noun) && left.is(&self.v.demand) => {
                self.push(Role::Complement, at, 1)
            }
            Part::Person | Part::Noun | Part::Name if self.promises(at) => self.push(Role::Complement, at, 1),
            Part::Person | Part::Adjective if self.items[..at].iter().rev().take(4).any(|i| i.is(&self.v.say)) => {
                self.push(Role::Complement, at, 1)
            }
            Part::Noun | Part::Name | Part::Word | Part::Person => self.push(Role::Relative, at, 1),
            _ => self.push(Role::Complement, at, 1),
        }
    }
}
