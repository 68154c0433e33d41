//! Statements: what each predicate says, and what that does to the borrower.

use super::adjunct::{Adjunct, Class};
use super::clause::Role;
use super::frame::{Frame, Proposition, Slots, Voiced};
use super::govern::{Force, Sentence, Sign, Value};
use super::hush::Hush;
use super::item::Part;
use super::noun::{Marks, Phrase, Thing};
use super::predicate::{Predicate, Shape, Voice, agent, theme};

/// One predicate read through a frame.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// Index of its predicate.
    pub(super) predicate: usize,
    /// The row that fits.
    pub(super) frame: String,
    pub(super) says: Proposition,
    pub(super) value: Value,
    /// The thing it is said of.
    pub(super) theme: Option<Phrase>,
    /// Whether the sentence only supposes it.
    pub(super) mood: Mood,
    pub(super) adjuncts: Vec<Adjunct>,
    /// Whether its sentence limits it in time.
    pub(super) limited: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Said,
    Supposed,
    /// In a relative clause: described, not said.
    Described,
}

impl Sentence<'_> {
    /// Every predicate that a frame fits.
    pub(super) fn statements(&self, frames: &[Frame]) -> Vec<Statement> {
        (0..self.predicates.len()).filter_map(|n| self.statement(n, frames)).collect()
    }

    fn statement(&self, n: usize, frames: &[Frame]) -> Option<Statement> {
        let p = &self.predicates[n];
        let (agent, theme) = self.roles(n, p);
        let sources: Vec<Thing> =
            p.complements.iter().filter(|(at, _)| self.hangs_as_source(*at)).map(|(_, c)| c.thing).collect();
        let value = self.value(n);
        let complements: Vec<Thing> = p.complements.iter().map(|(_, c)| c.thing).chain(self.object_beside_person(p)).chain(self.said_to_be(p)).collect();
        let group = self.items[p.from..p.main].iter().fold(super::vocabulary::Concepts::default(), |all, i| all.and(&i.concepts));
        let slots = Slots {
            act: &self.items[self.meant(n)].concepts,
            voice: match self.predicates[self.meant_by(n)].voice {
                Voice::Active => Voiced::Active,
                Voice::Passive => Voiced::Passive,
                Voice::State => Voiced::State,
                Voice::Existence => Voiced::Existence,
            },
            agent: agent.map(|a| a.thing),
            theme: theme.map(|t| t.thing),
            sources: &sources,
            being: self.said_to_be(p),
            complements: &complements,
            sign: value.sign,
            group: &group,
        };
        let frame = frames.iter().find(|f| f.fits(&slots))?;
        let another = [agent, theme].into_iter().flatten().any(|t| t.marks.has(Marks::ANOTHERS));
        let reporter = self.reporter(n);
        let outsider = reporter || agent.is_some_and(|a| matches!(a.thing, Thing::Insurer | Thing::Buyer | Thing::OtherLienholder));
        if self.is_other_duty(p, theme) {
            return None;
        }
        if frame.says == Proposition::Harmless || outsider || another || self.is_silent(n) || self.leaves_to_infinitive(frame.says, theme) {
            return None;
        }
        let told_of = if theme.is_some_and(|t| t.thing == Thing::Borrower) { self.deciding_complement(p).or(theme) } else { theme };
        if matches!(frame.says, Proposition::Granted | Proposition::Refused) && !self.sentence_of(n).any(|i| i.is(&self.v.deciding_words)) {
            return None;
        }
        let says = self.said_by(n, frame.says)?;
        Some(Statement {
            predicate: n,
            frame: frame.id.clone(),
            says,
            value,
            theme: told_of,
            mood: self.mood(n),
            adjuncts: self.adjuncts(n),
            limited: self.sentence_of(n).any(|i| i.is(&self.v.limited_time)),
        })
    }

    /// The predicate whose verb is meant: its own, or the one before where the verb is left out ("the note is not.").
    fn meant_by(&self, n: usize) -> usize {
        let p = &self.predicates[n];
        let item = &self.items[p.main];
        let helper = matches!(item.part, Part::Be | Part::Do | Part::Modal | Part::Have) && !item.is(&self.v.act_owe);
        let next = self.items[p.main + 1..].iter().find(|i| !matches!(i.part, Part::Not | Part::Adverb));
        let cut_off = next.is_none_or(|i| matches!(i.part, Part::Stop | Part::Semicolon | Part::Comma | Part::Quote));
        if helper && cut_off && p.object.is_none() && p.subject.is_some() && n > 0 { n - 1 } else { n }
    }

    fn meant(&self, n: usize) -> usize {
        self.predicates[self.meant_by(n)].main
    }

    /// "reserve the right to …": the infinitive says what for.
    fn leaves_to_infinitive(&self, says: Proposition, theme: Option<Phrase>) -> bool {
        let right = theme.filter(|t| matches!(says, Proposition::Keep | Proposition::ClaimEnds | Proposition::Pursue) && t.thing == Thing::Claim);
        right.is_some_and(|t| self.items.get(t.last + 1).is_some_and(|i| i.part == Part::To))
    }

    /// The items of the sentence that a predicate stands in.
    pub(super) fn sentence_of(&self, n: usize) -> impl Iterator<Item = &super::item::Item> {
        let root = self.clauses.root(self.predicates[n].clause);
        self.items.iter().enumerate().filter(move |(i, _)| self.clauses.root(self.clauses.of[*i]) == root).map(|(_, i)| i)
    }

    /// Quoted, struck through, in an option not chosen, or told to a credit bureau.
    fn is_silent(&self, n: usize) -> bool {
        let at = self.predicates[n].main;
        let told = |i: &super::item::Item| i.is(&self.v.bureau) || i.is(&self.v.generic);
        let reported = self.predicates.iter().any(|q| q.main < at && self.items[q.main].is(&self.v.report) && self.clauses.root(q.clause) == self.clauses.root(self.predicates[n].clause));
        reported || self.hushed.get(at).copied().unwrap_or(Hush::Heard) == Hush::Silent || self.sentence_of(n).any(told)
    }

    /// What another lienholder, insurer or buyer says in a paper of its own.
    fn reporter(&self, n: usize) -> bool {
        let p = &self.predicates[n];
        if self.clauses.role(p.main) != Role::Complement {
            return false;
        }
        let from = self.clauses.all[p.clause].from;
        let says = self.predicates.iter().rev().find(|q| q.main < from);
        let outsider = |s: Phrase| matches!(s.thing, Thing::OtherLienholder | Thing::Insurer | Thing::Buyer);
        says.is_some_and(|q| q.subject.is_some_and(outsider)) || self.items[..from].iter().any(|i| i.is(&self.v.other_lienholder))
    }

    /// Paying is owing only where somebody must; asking for payment is collecting.
    fn said_by(&self, n: usize, says: Proposition) -> Option<Proposition> {
        let p = &self.predicates[n];
        if !self.items[p.main].is(&self.v.act_pay) || self.items[p.main].is(&self.v.act_owe) {
            return Some(says);
        }
        if p.shape == Shape::Finite {
            return (p.modal != super::predicate::Modal::May).then_some(says);
        }
        let above = self.items[..p.from].iter().rposition(|i| i.is(&self.v.governor) || i.is(&self.v.act_ask))?;
        let item = &self.items[above];
        let asked = item.is(&self.v.act_ask) && item.part == Part::Verb;
        let lender_asks = asked && self.predicates.iter().any(|q| q.main == above && q.voice == Voice::Active);
        if lender_asks {
            return Some(Proposition::Pursue);
        }
        (item.is(&self.v.demand) || asked || item.is(&self.v.flip) && item.part == Part::Verb || item.is(&self.v.keep)).then_some(says)
    }

    /// "free of any duty to insure": a duty that is not to pay.
    fn is_other_duty(&self, p: &Predicate, theme: Option<Phrase>) -> bool {
        let duty = |t: &Phrase| t.thing == Thing::Liability && self.items.get(t.last + 1).is_some_and(|i| i.part == Part::To);
        let found = theme.iter().chain(p.complements.iter().map(|(_, c)| c)).find(|t| duty(t));
        let verb = found.and_then(|t| self.items[t.last + 1..].iter().find(|i| i.part == Part::Verb));
        verb.is_some_and(|i| !i.is(&self.v.act_pay) && !i.is(&self.v.act_owe) && !i.is(&self.v.governor))
    }

    /// from, of, for: what somebody is released from, or liable for.
    fn hangs_as_source(&self, at: usize) -> bool {
        let item = &self.items[at];
        item.is(&self.v.source) || item.is(&self.v.of) || item.is(&self.v.for_word)
    }

    /// "release you the debt": a second object after a person.
    fn object_beside_person(&self, p: &Predicate) -> Option<Thing> {
        let subject_is_full = self.items[p.main].is(&self.v.act_accept).then_some(p.object).flatten();
        subject_is_full.filter(|o| o.thing == Thing::Full || o.thing == Thing::DebtRelease).map(|o| o.thing)
    }

    /// "remains your obligation": the noun that a state is.
    fn said_to_be(&self, p: &Predicate) -> Option<Thing> {
        (p.voice == Voice::State).then_some(p.object).flatten().map(|o| o.thing)
    }

    fn deciding_complement(&self, p: &Predicate) -> Option<Phrase> {
        p.complements.iter().map(|(_, c)| *c).find(|c| matches!(c.thing, Thing::Debt | Thing::Deficiency | Thing::Liability | Thing::DebtClaim | Thing::Claim))
    }

    /// Agent and theme; an infinitive takes its subject from what governs it.
    fn roles(&self, n: usize, p: &Predicate) -> (Option<Phrase>, Option<Phrase>) {
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
    fn controller(&self, n: usize) -> Option<Phrase> {
        let p = &self.predicates[n];
        if let Some(owner) = self.possessor(p.from) {
            return Some(owner);
        }
        let g = self.predicates[..n].iter().rev().find(|q| q.main < p.from && !self.items[q.main..p.from].iter().any(|i| matches!(i.part, Part::Stop | Part::Semicolon)))?;
        let object = g.object.filter(|o| g.voice == Voice::Active && super::predicate::is_person(o.thing));
        if object.is_some() || g.subject.is_some() {
            return object.or(g.subject);
        }
        let index = self.predicates.iter().position(|q| std::ptr::eq(q, g))?;
        if index < n && matches!(g.shape, Shape::Infinitive | Shape::Gerund) { self.controller(index) } else { None }
    }

    /// "your obligation to repay", "Lender's right to collect".
    fn possessor(&self, from: usize) -> Option<Phrase> {
        let noun = (from.saturating_sub(4)..from).rev().find(|&at| self.items[at].is(&self.v.governor_noun))?;
        let owner = self.items[noun.saturating_sub(4)..noun].iter().rev().take_while(|i| !matches!(i.part, Part::Comma | Part::Verb)).find_map(|i| {
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

    fn mood(&self, n: usize) -> Mood {
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
        if matches!(p.shape, Shape::Participle) && p.subject.is_none() && !self.heads_row(p) { Mood::Described } else { Mood::Said }
    }

    /// What a request or wish is about ("you asked that we forgive …").
    fn asked(&self, n: usize) -> bool {
        let (at, from) = (self.predicates[n].main, self.predicates[n].from);
        let infinitive = self.predicates[n].shape == Shape::Infinitive && from > 0 && self.items[from - 1].is(&self.v.request);
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
            wish && self.items[q.main].is(&self.v.grants) && self.clauses.root(q.clause) == root && self.value(m).sign == Sign::Does
        };
        self.predicates.iter().enumerate().any(grants)
    }

    /// Inside a free relative or a phrase that another predicate takes as its subject or object.
    fn inside_phrase(&self, n: usize) -> bool {
        let p = &self.predicates[n];
        let inside = |phrase: &Phrase| phrase.first < p.from && p.main <= phrase.last;
        let own_gerund = p.shape == Shape::Gerund && p.from > 0 && matches!(self.items[p.from - 1].part, Part::Noun | Part::Word) && !self.items[p.from - 1].is(&self.v.governor_noun);
        let others = self.predicates.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, q)| q);
        own_gerund || others.flat_map(|q| q.subject.iter().chain(&q.object).chain(q.complements.iter().map(|(_, c)| c))).any(inside)
    }

    /// "\"Debt\" means …": a definition says nothing of what is owed.
    fn defines(&self, n: usize) -> bool {
        let at = self.predicates[n].main;
        let means = self.items[..at].iter().rposition(|i| i.is(&self.v.means) || i.is(&self.v.be));
        means.is_some_and(|m| m > 0 && (0..m).rev().find(|&k| !matches!(self.items[k].part, Part::Adverb | Part::Modal)).is_some_and(|k| self.items[k].part == Part::Quote))
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
        p.subject.is_some_and(|s| s.thing == Thing::Lender) && p.voice == Voice::Active && self.items[p.main].is(&self.v.ends_debt)
    }
}

impl Sentence<'_> {
    /// Predicates about a release, waiver or forgiveness that hangs on a later decision or on the borrower's later life,
    /// and units that hold nothing but such a condition (a footnote to the clause): their predicate.
    pub(super) fn hanging(&self) -> Option<usize> {
        let about = |p: &Predicate| [p.subject, p.object].into_iter().flatten().any(|t| is_release(t.thing));
        let decides = |n: usize| self.adjuncts(n).iter().any(|a| matches!(a.class, Class::Decision | Class::LaterLife));
        let depends = |p: &Predicate| self.items[p.main].is(&self.v.depends) && p.nots.is_empty() && p.subject.is_some_and(|s| is_release(s.thing));
        let heard = |n: &usize| !self.is_silent(*n) && !self.clauses.supposed(self.predicates[*n].main);
        let said = (0..self.predicates.len()).filter(heard).find(|&n| {
            let p = &self.predicates[n];
            about(p) && decides(n) || depends(p) && self.sentence_of(n).any(|i| i.is(&self.v.third_party) || i.is(&self.v.later_event) || i.is(&self.v.body))
        });
        said.or_else(|| self.bare_condition())
    }

    /// A unit that is a condition and nothing else.
    fn bare_condition(&self) -> Option<usize> {
        let first = self.predicates.first()?;
        let all_supposed = self.predicates.iter().all(|p| self.clauses.supposed(p.main));
        let clause = self.clauses.all.iter().find(|c| c.role.supposes() && c.from <= 1)?;
        let class = self.class_of(clause.role, clause.from, clause.to);
        (all_supposed && first.shape == Shape::Finite && matches!(class, Class::Decision | Class::LaterLife)).then_some(0)
    }
}

fn is_release(thing: Thing) -> bool {
    matches!(thing, Thing::DebtRelease | Thing::DeficiencyRelease | Thing::Waiver | Thing::Release)
}

impl Statement {
    /// Whether it frees the borrower, as far as its proposition and sign go.
    pub(super) fn frees(&self) -> bool {
        if matches!(self.says, Proposition::Touches | Proposition::Granted | Proposition::Refused | Proposition::Revives) {
            return false;
        }
        let ends = matches!(self.says, Proposition::DebtEnds | Proposition::DeficiencyEnds | Proposition::ClaimEnds | Proposition::LienEnds);
        ends == (self.value.sign == Sign::Does)
    }

    /// Whether a class of adjunct, standing in one of these roles, hangs on it.
    pub(super) fn hangs_on(&self, class: Class) -> Option<&Adjunct> {
        self.adjuncts.iter().find(|a| a.class == class)
    }

    /// Whether only part of the sum is meant.
    pub(super) fn is_partial(&self) -> bool {
        self.limited || self.theme.is_some_and(|t| t.marks.has(Marks::PART)) || self.adjuncts.iter().any(|a| a.role == Role::Exception && a.class == Class::Part)
    }

    /// Whether the words promise less than they could.
    pub(super) fn is_loose(&self) -> bool {
        match self.says {
            Proposition::Pursue | Proposition::Keep => self.value.force == Force::Intends,
            _ => self.value.force != Force::Bound,
        }
    }
}
