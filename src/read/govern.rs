//! Polarity and force as arithmetic: negators, and governors over the verb (Karttunen's signatures).

use super::clause::{Clauses, Role};
use super::hush::Hush;
use super::item::{Item, Part};
use super::noun::{Marks, Phrase, Thing};
use super::predicate::{Modal, Predicate, Shape, Voice};
use super::vocabulary::Vocabulary;

/// Whether the act is done or not done, after all flips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sign {
    Does,
    DoesNot,
}

impl Sign {
    pub(super) const fn flipped(self) -> Self {
        match self {
            Self::Does => Self::DoesNot,
            Self::DoesNot => Self::Does,
        }
    }
}

/// How firmly, from firm to loose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    Bound,
    /// Has a right or permission to.
    Free,
    May,
    Intends,
    /// would, should: not said of the facts.
    Supposed,
}

/// Sign and force of a predicate, and the items that made them.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) sign: Sign,
    pub(super) force: Force,
    pub(super) cues: Vec<usize>,
}

/// A unit, cut and grouped, as the later steps look at it.
pub(super) struct Sentence<'a> {
    pub(super) items: &'a [Item],
    pub(super) clauses: &'a Clauses,
    pub(super) predicates: &'a [Predicate],
    pub(super) v: &'a Vocabulary,
    /// Tells whom "it" or "they" at the start points back to, where the unit before tells. Hardly a unit asks.
    pub(super) spoken_of: &'a dyn Fn() -> Option<Thing>,
    /// For each item, whether it is heard.
    pub(super) hushed: &'a [Hush],
}

/// What stands over a predicate.
enum Governor {
    /// A governing verb or adjective: index of its predicate.
    Predicate(usize),
    /// A governing noun: its item, and the predicate whose object or subject it is.
    Noun(usize, Option<usize>),
    /// "without releasing".
    Without(usize),
}

impl Sentence<'_> {
    /// Sign and force of predicate `n`.
    pub(super) fn value(&self, n: usize) -> Value {
        self.value_at(n, 0)
    }

    fn value_at(&self, n: usize, depth: u8) -> Value {
        let Some(p) = self.predicates.get(n).filter(|_| depth < 8) else {
            return Value { sign: Sign::Does, force: Force::Bound, cues: Vec::new() };
        };
        if let Some(shared) = p.shares {
            let mut value = self.value_at(shared, depth + 1);
            let object_negator =
                self.predicates[shared].object.filter(|o| o.marks.has(Marks::NEGATED)).map(|o| o.first);
            if object_negator.is_some_and(|o| self.predicates[shared].nots.contains(&o))
                && p.object != self.predicates[shared].object
            {
                value.sign = value.sign.flipped();
            }
            if self.predicates[shared].voice != Voice::Existence {
                return self.own(p, value);
            }
        }
        let value = match self.governor(n) {
            None => Value { sign: Sign::Does, force: Force::Bound, cues: Vec::new() },
            Some(Governor::Without(at)) => Value { sign: Sign::DoesNot, force: Force::Bound, cues: vec![at] },
            Some(Governor::Predicate(g)) => self.under_predicate(n, g, depth),
            Some(Governor::Noun(at, light)) => self.under_noun(at, light, depth),
        };
        self.own(p, value)
    }

    /// The predicate's own negators and modal on top of what governs it.
    fn own(&self, p: &Predicate, mut value: Value) -> Value {
        for &at in &p.nots {
            value.sign = value.sign.flipped();
            value.cues.push(at);
        }
        let own = match p.modal {
            Modal::May if p.nots.is_empty() => Force::May,
            Modal::Hypothetical if p.nots.is_empty() || self.clauses.role(p.main) == Role::Complement => {
                Force::Supposed
            }
            _ => Force::Bound,
        };
        if own != Force::Bound {
            value.cues.push(p.from);
        }
        value.force = value.force.max(own);
        value
    }

    fn under_predicate(&self, n: usize, g: usize, depth: u8) -> Value {
        let above = self.value_at(g, depth + 1);
        let item = &self.items[self.predicates[g].main];
        let (v, mut value) = (self.v, above.clone());
        value.cues.push(self.predicates[g].main);
        if self.predicates[n].shape == Shape::Finite && self.clauses.role(self.predicates[n].main) == Role::Complement {
            return value;
        }
        let free_to = item.is(&v.permit) && self.predicates[g].voice == Voice::State;
        if item.is(&v.flip) && !free_to {
            value.sign = above.sign.flipped();
        } else if item.is(&v.unlikely) {
            value = Value { sign: above.sign.flipped(), force: Force::Intends, ..value };
        } else if item.is(&v.intend) || item.is(&v.consider) {
            value.force = value.force.max(Force::Intends);
        } else if item.is(&v.permit) {
            value.force = if above.sign == Sign::Does { Force::Free } else { Force::Bound };
        } else if item.is(&v.demand) && above.sign == Sign::Does {
            value.force = if self.is_request(g) { Force::Supposed } else { Force::Bound };
        }
        value
    }

    /// The borrower asking the lender: told, not promised.
    fn is_request(&self, g: usize) -> bool {
        let p = &self.predicates[g];
        p.voice == Voice::Active && p.object.is_some_and(|o| o.thing == Thing::Lender)
    }

    fn under_noun(&self, at: usize, light: Option<usize>, depth: u8) -> Value {
        let (v, item) = (self.v, &self.items[at]);
        let mut sign = Sign::Does;
        let (mut force, mut cues) = (Force::Bound, vec![at]);
        if let Some(l) = light {
            let above = self.value_at(l, depth + 1);
            let verb = &self.items[self.predicates[l].main];
            let gives_up = verb.is(&v.act_waive)
                || verb.is(&v.act_release)
                || verb.is(&v.act_end)
                || verb.is(&v.act_decline)
                || verb.is(&v.gone);
            // "without prejudice to our right": a right that something touches, or does not, is there.
            sign = match above.sign {
                _ if verb.is(&v.act_affect) => Sign::Does,
                sign if gives_up => sign.flipped(),
                sign => sign,
            };
            force = above.force;
            if self.complement_negates(l, at) {
                sign = sign.flipped();
            }
            cues.extend(above.cues);
            cues.push(self.predicates[l].main);
        } else if self.items[at.saturating_sub(3)..at].iter().any(|i| i.negates(v)) {
            sign = Sign::DoesNot;
        }
        if item.is(&v.practice) {
            force = Force::Supposed;
        } else if item.is(&v.flip) {
            sign = sign.flipped();
        } else if item.is(&v.intend) {
            force = force.max(Force::Intends);
        } else if item.is(&v.permit) {
            force = if sign == Sign::Does { Force::Free } else { Force::Bound };
        }
        Value { sign, force, cues }
    }

    /// "under no duty", "without any agreement": the negator stands in what the verb takes, which the verb does not count.
    fn complement_negates(&self, light: usize, noun: usize) -> bool {
        let p = &self.predicates[light];
        let denied = |c: &Phrase| c.first <= noun && noun <= c.last && c.marks.has(Marks::NEGATED);
        p.complements.iter().any(|(_, c)| denied(c)) || (p.main < noun && self.without_before(noun))
    }

    /// "conveys absolutely and without any agreement": the word stands before the noun and its determiners.
    fn without_before(&self, noun: usize) -> bool {
        let mut before = self.items[..noun].iter().rev();
        before.find(|i| !matches!(i.part, Part::Determiner | Part::Adjective)).is_some_and(|i| i.is(&self.v.without))
    }

    /// What stands over a predicate: a governing verb, adjective or noun, or "without".
    fn governor(&self, n: usize) -> Option<Governor> {
        let p = &self.predicates[n];
        let complement = self.clauses.role(p.main) == Role::Complement;
        if p.shape == Shape::Finite || p.shape == Shape::Participle {
            return (complement && self.first_of_clause(n)).then(|| self.before_clause(p.clause)).flatten();
        }
        for at in (0..p.from).rev() {
            let item = &self.items[at];
            match item.part {
                Part::Stop | Part::Semicolon => return None,
                _ if item.is(&self.v.without) && p.shape == Shape::Gerund && p.from - at <= 2 => {
                    return Some(Governor::Without(at));
                }
                Part::Noun if item.is(&self.v.governor_noun) => return Some(Governor::Noun(at, self.light(at))),
                Part::Verb | Part::Adjective | Part::Be | Part::Have => {
                    if let Some(g) = self.predicates[..n].iter().rposition(|q| q.main == at) {
                        return self.follow(n, g);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// A coordinated infinitive hangs on what its sibling hangs on.
    fn follow(&self, n: usize, g: usize) -> Option<Governor> {
        let (p, q) = (&self.predicates[n], &self.predicates[g]);
        let between = &self.items[q.main + 1..p.from];
        let sibling = q.shape == p.shape
            && between.iter().any(|i| matches!(i.part, Part::Conjunction | Part::Comma))
            && !self.items[q.main].is(&self.v.governor);
        if sibling { self.governor(g) } else { Some(Governor::Predicate(g)) }
    }

    fn first_of_clause(&self, n: usize) -> bool {
        self.predicates[..n].iter().all(|q| q.clause != self.predicates[n].clause)
    }

    fn before_clause(&self, clause: usize) -> Option<Governor> {
        let from = self.clauses.all[clause].from;
        let g = self.predicates.iter().rposition(|q| q.main < from)?;
        let near = from - self.predicates[g].main <= 5;
        (near
            && (self.items[self.predicates[g].main].is(&self.v.say)
                || self.items[self.predicates[g].main].is(&self.v.keep)))
        .then_some(Governor::Predicate(g))
    }

    /// The predicate that a governing noun is the object or subject of.
    fn light(&self, noun: usize) -> Option<usize> {
        let holds = |p: &Predicate| {
            let object = p.object.is_some_and(|o| o.first <= noun && noun <= o.last);
            let complement = p.complements.iter().any(|(_, c)| c.first <= noun && noun <= c.last);
            let subject = p.subject.is_some_and(|s| s.first <= noun && noun <= s.last);
            object
                || complement
                || subject && p.voice != Voice::Active
                || subject && self.items[p.main].is(&self.v.act_end)
        };
        self.predicates.iter().position(holds)
    }
}
