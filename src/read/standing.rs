//! Whether words are said of the facts: not supposed, asked for, quoted, defined, or somebody else's.

use super::clause::Role;
use super::frame::Proposition;
use super::govern::{Sentence, Sign};
use super::hush::Hush;
use super::item::Part;
use super::noun::{Phrase, Thing};
use super::predicate::{Predicate, Shape, Voice};
use super::statement::Mood;

impl Sentence<'_> {
    /// Quoted, struck through, in an option not chosen, or told to a credit bureau.
    pub(super) fn is_silent(&self, n: usize) -> bool {
        let at = self.predicates[n].main;
        let told = |i: &super::item::Item| i.is(&self.v.bureau) || i.is(&self.v.generic);
        let reported = self.predicates.iter().any(|q| {
            q.main < at
                && self.items[q.main].is(&self.v.report)
                && self.clauses.root(q.clause) == self.clauses.root(self.predicates[n].clause)
        });
        reported || self.hushed.get(at).copied().unwrap_or(Hush::Heard) == Hush::Silent || self.sentence_of(n).any(told)
    }

    /// What another lienholder, insurer or buyer says in a paper of its own.
    pub(super) fn reporter(&self, n: usize) -> bool {
        let p = &self.predicates[n];
        if self.clauses.role(p.main) != Role::Complement {
            return false;
        }
        let from = self.clauses.all[p.clause].from;
        let says = self.predicates.iter().rev().find(|q| q.main < from);
        let outsider = |s: Phrase| matches!(s.thing, Thing::OtherLienholder | Thing::Insurer | Thing::Buyer);
        says.is_some_and(|q| q.subject.is_some_and(outsider))
            || self.items[..from].iter().any(|i| i.is(&self.v.other_lienholder))
    }

    pub(super) fn mood(&self, n: usize) -> Mood {
        let p = &self.predicates[n];
        let at = p.main;
        if self.clauses.supposed(at) || self.asked(n) && !self.granted(n) {
            return Mood::Supposed;
        }
        if self.inside_phrase(n) || self.defines(n) {
            return Mood::Described;
        }
        if self.clauses.role(at) == Role::Relative && !self.lender_acts(p) && !self.adds(at) {
            return Mood::Described;
        }
        if self.clauses.role(at) == Role::Exception {
            return Mood::Described;
        }
        if matches!(p.shape, Shape::Participle) && p.subject.is_none() && !self.heads_row(p) {
            Mood::Described
        } else {
            Mood::Said
        }
    }

    /// What a request or wish is about ("you asked that we forgive …").
    fn asked(&self, n: usize) -> bool {
        let (at, from) = (self.predicates[n].main, self.predicates[n].from);
        let infinitive =
            self.predicates[n].shape == Shape::Infinitive && from > 0 && self.items[from - 1].is(&self.v.request);
        if infinitive {
            return true;
        }
        let clause = self.clauses.all[self.clauses.of[at]];
        let wish = self.items[..clause.from].iter().rev().find(|i| i.part != Part::Comma);
        clause.role == Role::Complement && wish.is_some_and(|i| i.is(&self.v.request) || i.is(&self.v.act_ask))
    }

    /// Whether the wish that it is about is granted.
    fn granted(&self, n: usize) -> bool {
        let root = self.clauses.root(self.predicates[n].clause);
        let grants = |(m, q): (usize, &Predicate)| {
            let wish = q.subject.or(q.object).is_some_and(|s| s.thing == Thing::Request);
            wish && self.items[q.main].is(&self.v.grants)
                && self.clauses.root(q.clause) == root
                && self.value(m).sign == Sign::Does
        };
        self.predicates.iter().enumerate().any(grants)
    }

    /// Whether the unit gives a term its meaning.
    pub(super) fn is_definition(&self) -> bool {
        (1..self.items.len()).any(|n| self.items[n].is(&self.v.means) && self.items[n - 1].part == Part::Quote)
    }

    /// Inside a free relative or a phrase that another predicate takes as its subject or object.
    fn inside_phrase(&self, n: usize) -> bool {
        let p = &self.predicates[n];
        let inside = |phrase: &Phrase| phrase.first < p.from && p.main <= phrase.last;
        let own_gerund = p.shape == Shape::Gerund
            && p.from > 0
            && matches!(self.items[p.from - 1].part, Part::Noun | Part::Word)
            && !self.items[p.from - 1].is(&self.v.governor_noun);
        let others = self.predicates.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, q)| q);
        let compared = p.from > 0 && self.items[p.from - 1].is(&self.v.than_word);
        own_gerund
            || compared
            || others
                .flat_map(|q| q.subject.iter().chain(&q.object).chain(q.complements.iter().map(|(_, c)| c)))
                .any(inside)
    }

    /// "\"Debt\" means …": a definition says nothing of what is owed.
    fn defines(&self, n: usize) -> bool {
        let at = self.predicates[n].main;
        let means = self.items[..at].iter().rposition(|i| i.is(&self.v.means) || i.is(&self.v.be));
        means.is_some_and(|m| {
            m > 0
                && (0..m)
                    .rev()
                    .find(|&k| !matches!(self.items[k].part, Part::Adverb | Part::Modal))
                    .is_some_and(|k| self.items[k].part == Part::Quote)
        })
    }

    /// "Not waived: principal, the shortfall."
    fn heads_row(&self, p: &Predicate) -> bool {
        self.items.get(p.main + 1).is_some_and(|i| i.part == Part::Colon)
    }

    /// ", which you still owe": a relative clause after a comma adds a statement.
    fn adds(&self, at: usize) -> bool {
        let from = self.clauses.all[self.clauses.of[at]].from;
        from > 0 && self.items[from - 1].part == Part::Comma && self.items[from].part == Part::Relative
    }

    /// ", which Lender hereby waives": a relative clause that acts.
    fn lender_acts(&self, p: &Predicate) -> bool {
        p.subject.is_some_and(|s| s.thing == Thing::Lender)
            && p.voice == Voice::Active
            && self.items[p.main].is(&self.v.ends_debt)
    }

    /// "free of any duty to insure": a duty that is not to pay.
    pub(super) fn is_other_duty(&self, p: &Predicate, theme: Option<Phrase>) -> bool {
        let duty =
            |t: &Phrase| t.thing == Thing::Liability && self.items.get(t.last + 1).is_some_and(|i| i.part == Part::To);
        let found = theme.iter().chain(p.complements.iter().map(|(_, c)| c)).find(|t| duty(t));
        let verb = found.and_then(|t| self.items[t.last + 1..].iter().find(|i| i.part == Part::Verb));
        verb.is_some_and(|i| !i.is(&self.v.act_pay) && !i.is(&self.v.act_owe) && !i.is(&self.v.governor))
    }

    /// "reserve the right to …": the infinitive says what for.
    pub(super) fn leaves_to_infinitive(&self, says: Proposition, theme: Option<Phrase>) -> bool {
        let right = theme.filter(|t| {
            matches!(says, Proposition::Keep | Proposition::ClaimEnds | Proposition::Pursue) && t.thing == Thing::Claim
        });
        right.is_some_and(|t| self.items.get(t.last + 1).is_some_and(|i| i.part == Part::To))
    }
}
