//! Releases that hang on a later decision or on the borrower's later life, said in a passage of its own.

use super::adjunct::Class;
use super::govern::Sentence;
use super::item::Part;
use super::noun::Thing;
use super::predicate::{Predicate, Shape};

impl Sentence<'_> {
    /// Predicates about a release, waiver or forgiveness that hangs on a later decision or on the borrower's later life,
    /// and units that hold nothing but such a condition (a footnote to the clause): their predicate.
    pub(super) fn hanging(&self) -> Option<usize> {
        let about = |p: &Predicate| [p.subject, p.object].into_iter().flatten().any(|t| is_release(t.thing));
        let decides = |n: usize| self.adjuncts(n).iter().any(|a| matches!(a.class, Class::Decision | Class::LaterLife));
        let depends = |p: &Predicate| {
            self.items[p.main].is(&self.v.depends)
                && p.nots.is_empty()
                && p.subject.is_some_and(|s| is_release(s.thing))
        };
        let heard = |n: &usize| !self.is_silent(*n) && !self.clauses.supposed(self.predicates[*n].main);
        let said = (0..self.predicates.len()).filter(heard).find(|&n| {
            let p = &self.predicates[n];
            about(p) && decides(n)
                || depends(p)
                    && self
                        .sentence_of(n)
                        .any(|i| i.is(&self.v.third_party) || i.is(&self.v.later_event) || i.is(&self.v.body))
        });
        said.or_else(|| self.bare_condition())
    }

    /// A unit that is no sentence and limits the sum of the clause that it is a note to ("To the extent of $185,000.00 of principal").
    pub(super) fn bare_limit(&self) -> bool {
        let opens = self.items.iter().take(3).any(|i| i.is(&self.v.part) && !i.is(&self.v.quantity));
        let sum = self.items.iter().any(|i| i.is(&self.v.debt) || i.is(&self.v.deficiency));
        let finite = self.predicates.iter().any(|p| p.shape == Shape::Finite);
        opens && sum && !finite && self.items.iter().any(|i| i.part == Part::Money)
    }

    /// A unit that is a condition and nothing else.
    fn bare_condition(&self) -> Option<usize> {
        let first = self.predicates.first()?;
        let all_supposed = self.predicates.iter().all(|p| self.clauses.supposed(p.main));
        let clause = self.clauses.all.iter().find(|c| c.role.supposes() && c.from <= 1)?;
        let class = self.class_of(clause.role, clause.from, clause.to);
        (all_supposed
            && clause.to + 1 >= self.items.len()
            && first.shape == Shape::Finite
            && matches!(class, Class::Decision | Class::LaterLife))
        .then_some(0)
    }
}

fn is_release(thing: Thing) -> bool {
    matches!(thing, Thing::DebtRelease | Thing::DeficiencyRelease | Thing::Waiver | Thing::Release)
}
