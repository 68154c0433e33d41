//! Clause borders: main, condition, time, exception, concession, relative and complement clauses of one sentence.

mod look;

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
            Part::Relative if self.begins_anew(at) => {
                self.take(at);
                self.start_main(at + 1);
                return;
            }
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
            let subject = match clause.role {
                Role::Relative => self.subject_behind_a_relative(at, clause.from),
                _ if opened_first => self.subject_start(at, clause.from + 1),
                _ => at,
            };
            self.open.pop();
            let above = self.top().clause;
            for place in subject..at {
                self.of[place] = above;
            }
        }
        if (!reduced || self.top().verbs == 0)
            && let Some(open) = self.open.last_mut()
        {
            open.verbs = open.verbs.saturating_add(1);
        }
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

    #[expect(clippy::match_same_arms, reason = "a table: one line, one rule")]
    fn that(&mut self, at: usize) {
        let left = self.items[..at].iter().rev().find(|i| i.part != Part::Adverb).copied();
        let Some(left) = left else { return };
        match left.part {
            Part::Verb => self.push(Role::Complement, at, 1),
            Part::Noun if left.is(&self.v.governor_noun) && left.is(&self.v.demand) => {
                self.push(Role::Complement, at, 1);
            }
            Part::Person | Part::Noun | Part::Name if self.promises(at) => self.push(Role::Complement, at, 1),
            Part::Person | Part::Adjective if self.items[..at].iter().rev().take(4).any(|i| i.is(&self.v.say)) => {
                self.push(Role::Complement, at, 1);
            }
            Part::Noun | Part::Name | Part::Word | Part::Person => self.push(Role::Relative, at, 1),
            _ => self.push(Role::Complement, at, 1),
        }
    }
}
