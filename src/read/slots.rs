//! Who acts on what: the slots of a frame, filled from the phrases around a predicate.

use super::frame::Voiced;
use super::govern::Sentence;
use super::item::Part;
use super::noun::{Marks, Phrase, Thing};
use super::predicate::{Predicate, Shape, Voice, agent, theme};

impl From<Voice> for Voiced {
    fn from(voice: Voice) -> Self {
        match voice {
            Voice::Active => Self::Active,
            Voice::Passive => Self::Passive,
            Voice::State => Self::State,
            Voice::Existence => Self::Existence,
        }
    }
}

impl Sentence<'_> {
    /// Agent and theme; an infinitive takes its subject from what governs it.
    pub(super) fn roles(&self, n: usize, p: &Predicate) -> (Option<Phrase>, Option<Phrase>) {
        let (agent, theme) = self.bare_roles(n, p);
        (agent.map(|a| self.resolved(a)), theme)
    }

    /// "It keeps every right …": a pronoun that nothing before it in the unit explains is whom the unit before spoke of.
    fn resolved(&self, agent: Phrase) -> Phrase {
        let alone = agent.thing == Thing::Pronoun
            && !self.items[..agent.first].iter().any(|i| i.is(&self.v.person) && !i.is(&self.v.pronoun));
        match alone.then(self.spoken_of).flatten() {
            Some(thing) => Phrase { thing, ..agent },
            None => agent,
        }
    }

    fn bare_roles(&self, n: usize, p: &Predicate) -> (Option<Phrase>, Option<Phrase>) {
        if matches!(p.shape, Shape::Infinitive | Shape::Gerund) {
            let controller = self.controller(n);
            return match p.voice {
                Voice::Active => (controller, p.object),
                _ => (agent(p, self.items, self.v), controller),
            };
        }
        (agent(p, self.items, self.v), theme(p))
    }

    /// Whose act an infinitive or gerund is: the person that the governing verb acts on, else its subject.
    pub(super) fn controller(&self, n: usize) -> Option<Phrase> {
        let p = &self.predicates[n];
        if let Some(owner) = self.possessor(p.from) {
            return Some(owner);
        }
        let g = self.predicates[..n].iter().rev().find(|q| {
            q.main < p.from
                && !self.items[q.main..p.from].iter().any(|i| matches!(i.part, Part::Stop | Part::Semicolon))
        })?;
        let object = g.object.filter(|o| g.voice == Voice::Active && super::predicate::is_person(o.thing));
        if object.is_some() || g.subject.is_some() {
            return object.or(g.subject);
        }
        let index = self.predicates.iter().position(|q| std::ptr::eq(q, g))?;
        if index < n && matches!(g.shape, Shape::Infinitive | Shape::Gerund) { self.controller(index) } else { None }
    }

    /// "your obligation to repay", "Lender's right to collect".
    pub(super) fn possessor(&self, from: usize) -> Option<Phrase> {
        let noun = (from.saturating_sub(4)..from).rev().find(|&at| self.items[at].is(&self.v.governor_noun))?;
        let owner = self.items[noun.saturating_sub(4)..noun]
            .iter()
            .rev()
            .take_while(|i| !matches!(i.part, Part::Comma | Part::Verb))
            .find_map(|i| {
                if i.is(&self.v.your) || i.is(&self.v.borrower) {
                    Some(Thing::Borrower)
                } else if i.is(&self.v.our) || i.is(&self.v.lender) {
                    Some(Thing::Lender)
                } else {
                    None
                }
            })?;
        Some(Phrase { first: noun, last: noun, head: noun, thing: owner, marks: Marks::default() })
    }

    /// The predicate whose verb is meant: its own, or the one before where the verb is left out ("the note is not.").
    pub(super) fn meant_by(&self, n: usize) -> usize {
        let p = &self.predicates[n];
        let item = &self.items[p.main];
        let helper = matches!(item.part, Part::Be | Part::Do | Part::Modal | Part::Have) && !item.is(&self.v.act_owe);
        let next = self.items[p.main + 1..].iter().find(|i| !matches!(i.part, Part::Not | Part::Adverb));
        let cut_off = next.is_none_or(|i| matches!(i.part, Part::Stop | Part::Semicolon | Part::Comma | Part::Quote));
        if helper && cut_off && p.object.is_none() && p.subject.is_some() && n > 0 { n - 1 } else { n }
    }

    pub(super) fn meant(&self, n: usize) -> usize {
        self.predicates[self.meant_by(n)].main
    }

    /// "release you the debt": a second object after a person.
    pub(super) fn object_beside_person(&self, p: &Predicate) -> Option<Thing> {
        let subject_is_full = self.items[p.main].is(&self.v.act_accept).then_some(p.object).flatten();
        let taken_for = |o: &Phrase| matches!(o.thing, Thing::Full | Thing::DebtRelease | Thing::Waiver);
        subject_is_full.filter(taken_for).map(|o| o.thing)
    }

    /// "remains your obligation": the noun that a state is.
    pub(super) fn said_to_be(p: &Predicate) -> Option<Thing> {
        (p.voice == Voice::State).then_some(p.object).flatten().map(|o| o.thing)
    }

    pub(super) fn deciding_complement(p: &Predicate) -> Option<Phrase> {
        p.complements.iter().map(|(_, c)| *c).find(|c| {
            matches!(c.thing, Thing::Debt | Thing::Deficiency | Thing::Liability | Thing::DebtClaim | Thing::Claim)
        })
    }

    /// from, of, for: what somebody is released from, or liable for.
    pub(super) fn hangs_as_source(&self, at: usize) -> bool {
        let item = &self.items[at];
        item.is(&self.v.source) || item.is(&self.v.of) || item.is(&self.v.for_word)
    }
}
