//! Classes of conditions and exceptions (contract 8.7, 8.13, 8.28).

use super::clause::Role;
use super::govern::Sentence;
use super::item::{Item, Part};
use super::noun::{Marks, Thing, phrase};

/// What a condition or exception hangs the statement on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Closing, payment, papers: what the letter itself asks for.
    Ordinary,
    /// A later decision of the lender or of somebody else.
    Decision,
    /// The borrower's later life, or time.
    LaterLife,
    /// Fraud in the sale, or waste.
    NarrowConduct,
    /// Conduct or statements at large.
    WideConduct,
    /// A later event that undoes the payment or the deed.
    Undoing,
    /// The sale does not happen.
    NoClosing,
    /// Law may forbid it.
    Law,
    /// A part of the sum.
    Part,
    /// The debt itself: as large as the rule.
    Swallows,
}

/// One condition or exception.
#[derive(Debug, Clone, Copy)]
pub(super) struct Adjunct {
    pub(super) role: Role,
    pub(super) class: Class,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Sentence<'_> {
    /// The conditions and exceptions of the sentence that predicate `n` stands in.
    pub(super) fn adjuncts(&self, n: usize) -> Vec<Adjunct> {
        let root = self.clauses.root(self.predicates[n].clause);
        let own = self.predicates[n].clause;
        let of_sentence = |c: usize| c != own && self.clauses.root(c) == root;
        (0..self.clauses.all.len())
            .filter(|&c| of_sentence(c))
            .filter_map(|c| {
                let clause = self.clauses.all[c];
                let hangs = matches!(
                    clause.role,
                    Role::Condition | Role::Unless | Role::Until | Role::Time | Role::Exception | Role::Concession
                );
                hangs.then(|| Adjunct {
                    role: clause.role,
                    class: self.class_of(clause.role, clause.from, clause.to),
                    from: clause.from,
                    to: clause.to,
                })
            })
            .collect()
    }

    pub(super) fn class_of(&self, role: Role, from: usize, to: usize) -> Class {
        let inside = &self.items[from..to.min(self.items.len())];
        let v = self.v;
        let any = |set| inside.iter().any(|i: &Item| i.is(set));
        if role == Role::Concession {
            return if any(&v.later_event) && !any(&v.though) { Class::LaterLife } else { Class::Ordinary };
        }
        if role == Role::Exception {
            return self.exception(inside, from);
        }
        if role == Role::Unless && any(&v.law) {
            return Class::Law;
        }
        if self.fails_to_close(inside) {
            return Class::NoClosing;
        }
        let permitted = role == Role::Condition && any(&v.permit) && (any(&v.insurer) || any(&v.body));
        if permitted || any(&v.discretion) {
            return Class::Decision;
        }
        if any(&v.narrow_conduct) && !any(&v.wide_conduct) {
            return Class::NarrowConduct;
        }
        if any(&v.wide_conduct) {
            return Class::WideConduct;
        }
        if any(&v.revival_event) && role != Role::Time {
            return Class::Undoing;
        }
        if any(&v.revival_event) && role == Role::Time {
            return Class::LaterLife;
        }
        if any(&v.later_event) {
            return Class::LaterLife;
        }
        let decided =
            (from..to.min(self.items.len())).any(|n| self.items[n].is(&v.third_party) && !self.only_describes(n));
        if decided && (role != Role::Time || self.somebody_decides(inside)) {
            return Class::Decision;
        }
        Class::Ordinary
    }

    /// "as approved", "the approved statement": told of the terms, not a later decision.
    fn only_describes(&self, n: usize) -> bool {
        let item = &self.items[n];
        let as_before = n > 0 && self.items[n - 1].is(&self.v.as_word);
        let before_noun = item.inflection != crate::lexicon::Inflection::Base
            && self.items.get(n + 1).is_some_and(|i| i.part == Part::Noun);
        as_before || item.part == Part::Determiner || before_noun
    }

    /// In a time clause only somebody's deciding counts ("after the investor approves").
    fn somebody_decides(&self, inside: &[Item]) -> bool {
        let v = self.v;
        inside.iter().any(|i| i.is(&v.insurer))
            || inside.iter().any(|i| i.is(&v.third_party)) && inside.iter().any(|i| i.is(&v.body))
    }

    fn exception(&self, inside: &[Item], from: usize) -> Class {
        let v = self.v;
        let any = |set| inside.iter().any(|i: &Item| i.is(set));
        if any(&v.wide_conduct) {
            return Class::WideConduct;
        }
        if any(&v.narrow_conduct) {
            return Class::NarrowConduct;
        }
        if any(&v.revival_event) {
            return Class::Undoing;
        }
        if inside.iter().any(|i| i.part == Part::Money || i.is(&v.part)) {
            return Class::Part;
        }
        let excepted = phrase(self.items, from + 1, v);
        match excepted.map(|p| p.thing) {
            Some(Thing::Debt | Thing::Deficiency | Thing::DebtClaim | Thing::Liability)
                if !excepted.is_some_and(|p| p.marks.has(Marks::ANOTHERS)) =>
            {
                Class::Swallows
            }
            _ => Class::Ordinary,
        }
    }

    fn fails_to_close(&self, inside: &[Item]) -> bool {
        let v = self.v;
        let negated = inside.iter().any(|i| i.negates(v) || i.is(&v.fails));
        negated && inside.iter().any(|i| i.is(&v.closing))
    }
}
