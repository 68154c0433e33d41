//! Statements: what each predicate says, and what that does to the borrower.

use super::adjunct::{Adjunct, Class};
use super::clause::Role;
use super::frame::{Frame, Proposition, Slots};
use super::govern::{Force, Sentence, Sign, Value};
use super::item::Part;
use super::noun::{Marks, Phrase, Thing};
use super::predicate::{Shape, Voice};
use super::vocabulary::Concepts;

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
    /// The person that it is done to or that owes, if the words name one.
    pub(super) whom: Option<Thing>,
    /// Whether its sentence limits it in time.
    pub(super) limited: bool,
}

/// What became of a predicate.
pub(super) enum Account {
    Read(Box<Statement>),
    Harmless,
    /// It should be read, and no frame fits.
    Unread,
}

impl Account {
    /// The statement, where a frame fits.
    pub(super) fn read(&self) -> Option<&Statement> {
        match self {
            Self::Read(statement) => Some(statement),
            Self::Harmless | Self::Unread => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Said,
    Supposed,
    /// In a relative clause: described, not said.
    Described,
}

impl Sentence<'_> {
    /// What became of every predicate, in order.
    pub(super) fn accounts(&self, frames: &[Frame]) -> Vec<Account> {
        (0..self.predicates.len()).map(|n| self.account(n, frames)).collect()
    }

    /// What became of predicate `n`: read, harmless, or not read by any frame.
    fn account(&self, n: usize, frames: &[Frame]) -> Account {
        let p = &self.predicates[n];
        let roles @ (agent, theme) = self.roles(n, p);
        let value = self.value(n);
        let Some(frame) = self.frame(n, frames, (roles, value.sign)) else {
            return if self.should_be_read(n, agent, theme) { Account::Unread } else { Account::Harmless };
        };
        if frame.says == Proposition::Harmless || self.is_set_aside(n, frame.says, agent, theme) {
            return Account::Harmless;
        }
        let insurer = agent.is_some_and(|a| a.thing == Thing::Insurer);
        let Some(mut says) = self.said_by(n, frame.says) else { return Account::Harmless };
        if insurer {
            says = Proposition::InsurerPursues;
        }
        let told_of = if theme.is_some_and(|t| t.thing == Thing::Borrower) {
            Self::deciding_complement(p).or(theme)
        } else {
            theme
        };
        Account::Read(Box::new(Statement {
            predicate: n,
            frame: frame.id.clone(),
            says,
            value,
            theme: told_of,
            whom: theme.filter(|t| super::predicate::is_person(t.thing)).map(|t| t.thing),
            mood: self.mood(n),
            adjuncts: self.adjuncts(n),
            limited: self.sentence_of(n).any(|i| i.is(&self.v.limited_time)),
        }))
    }

    /// The first row that fits a predicate.
    fn frame<'f>(
        &self,
        n: usize,
        frames: &'f [Frame],
        ((agent, theme), sign): ((Option<Phrase>, Option<Phrase>), Sign),
    ) -> Option<&'f Frame> {
        let p = &self.predicates[n];
        let sources: Vec<Thing> =
            p.complements.iter().filter(|(at, _)| self.hangs_as_source(*at)).map(|(_, c)| c.thing).collect();
        let complements: Vec<Thing> = p
            .complements
            .iter()
            .map(|(_, c)| c.thing)
            .chain(self.object_beside_person(p))
            .chain(Self::said_to_be(p))
            .collect();
        let group = self.items[p.from..p.main].iter().fold(Concepts::default(), |all, i| all.and(&i.concepts));
        let slots = Slots {
            act: &self.items[self.meant(n)].concepts,
            voice: self.predicates[self.meant_by(n)].voice.into(),
            agent: agent.map(|a| a.thing),
            theme: theme.map(|t| t.thing),
            sources: &sources,
            being: Self::said_to_be(p),
            complements: &complements,
            sign,
            group: &group,
        };
        frames.iter().find(|f| f.fits(&slots))
    }

    /// Whether a frame fits words that say nothing of this lender and this debt.
    fn is_set_aside(&self, n: usize, says: Proposition, agent: Option<Phrase>, theme: Option<Phrase>) -> bool {
        let p = &self.predicates[n];
        let another = [agent, theme].into_iter().flatten().any(|t| t.marks.has(Marks::ANOTHERS));
        let insurer = agent.is_some_and(|a| a.thing == Thing::Insurer);
        let outsider = insurer && !matches!(says, Proposition::Pursue | Proposition::Keep)
            || agent.is_some_and(|a| matches!(a.thing, Thing::Buyer | Thing::OtherLienholder));
        let by_law = agent.is_some_and(|a| self.items[a.first..=a.last].iter().any(|i| i.is(&self.v.law)));
        let wish = matches!(says, Proposition::Granted | Proposition::Refused);
        another
            || by_law
            || outsider
            || self.reporter(n)
            || self.is_silent(n)
            || self.is_other_duty(p, theme)
            || self.leaves_to_infinitive(says, theme)
            || wish && !self.sentence_of(n).any(|i| i.is(&self.v.deciding_words))
    }

    /// Whether a predicate that no frame fits puts the debt, the deficiency or a release of them in play.
    fn should_be_read(&self, n: usize, agent: Option<Phrase>, theme: Option<Phrase>) -> bool {
        let p = &self.predicates[n];
        let decisive = |t: Thing| {
            matches!(
                t,
                Thing::Deficiency
                    | Thing::DebtClaim
                    | Thing::Liability
                    | Thing::DebtRelease
                    | Thing::DeficiencyRelease
                    | Thing::Debt
            )
        };
        let about =
            agent.iter().chain(theme.iter()).chain(p.complements.iter().map(|(_, c)| c)).any(|t| decisive(t.thing));
        let foreign = agent.is_some_and(|a| matches!(a.thing, Thing::Insurer | Thing::Buyer | Thing::OtherLienholder));
        let told = self.items[p.main].is(&self.v.due) && self.is_plain(n);
        let wide = agent.iter().chain(theme.iter()).any(|t| {
            matches!(t.thing, Thing::Deficiency | Thing::DebtClaim | Thing::DebtRelease | Thing::DeficiencyRelease)
        });
        // "What the sale does not pay is yours to make good."
        let denied = agent.iter().chain(theme.iter()).any(|t| {
            self.items[t.first].is(&self.v.what) && self.items[t.first..=t.last].iter().any(|i| i.negates(self.v))
        });
        !told
            && !self.is_definition()
            && (self.items[p.main].is(&self.v.decisive_act) || wide && (!p.nots.is_empty() || denied))
            && about
            && !foreign
            && self.mood(n) == Mood::Said
            && !self.is_silent(n)
            && !self.reporter(n)
    }

    /// Whether a condition of the sentence is about conduct or a later event.
    fn hangs_on_conduct(&self, n: usize) -> bool {
        self.adjuncts(n)
            .iter()
            .any(|a| matches!(a.class, Class::WideConduct | Class::NarrowConduct | Class::Undoing | Class::Decision))
    }

    /// "is owing": told of today; "remains owing", "will be due", "is unaffected" is said of afterwards.
    fn is_plain(&self, n: usize) -> bool {
        let p = &self.predicates[n];
        !self.items[p.main].is(&self.v.untouched)
            && p.modal == super::predicate::Modal::Plain
            && !self.items[p.from..p.main].iter().any(|i| i.is(&self.v.act_owe) || i.is(&self.v.still))
    }

    /// The items of the sentence that a predicate stands in.
    pub(super) fn sentence_of(&self, n: usize) -> impl Iterator<Item = &super::item::Item> {
        let root = self.clauses.root(self.predicates[n].clause);
        self.items
            .iter()
            .enumerate()
            .filter(move |(i, _)| self.clauses.root(self.clauses.of[*i]) == root)
            .map(|(_, i)| i)
    }

    /// Paying is owing only where somebody must; asking for payment is collecting.
    fn said_by(&self, n: usize, says: Proposition) -> Option<Proposition> {
        let p = &self.predicates[n];
        let told = p.voice == Voice::State && self.items[p.main].is(&self.v.due) && self.is_plain(n);
        if says == Proposition::OwesDebt && told && self.value(n).sign == Sign::Does && !self.hangs_on_conduct(n) {
            return None;
        }
        if says == Proposition::DebtEnds && self.sentence_of(n).any(|i| i.is(&self.v.of_record)) {
            return Some(Proposition::LienEnds);
        }
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
        (item.is(&self.v.demand) || asked || item.is(&self.v.flip) && item.part == Part::Verb || item.is(&self.v.keep))
            .then_some(says)
    }
}

impl Statement {
    /// Whether it frees the borrower, as far as its proposition and sign go.
    pub(super) fn frees(&self) -> bool {
        if matches!(
            self.says,
            Proposition::Touches
                | Proposition::Granted
                | Proposition::Refused
                | Proposition::LeftOut
                | Proposition::Revives
        ) {
            return false;
        }
        let ends = matches!(
            self.says,
            Proposition::DebtEnds | Proposition::DeficiencyEnds | Proposition::ClaimEnds | Proposition::LienEnds
        );
        ends == (self.value.sign == Sign::Does)
    }

    /// Whether a class of adjunct, standing in one of these roles, hangs on it.
    pub(super) fn hangs_on(&self, class: Class) -> Option<&Adjunct> {
        self.adjuncts.iter().find(|a| a.class == class)
    }

    /// Whether only part of the sum is meant.
    pub(super) fn is_partial(&self) -> bool {
        self.limited
            || self.theme.is_some_and(|t| t.marks.has(Marks::PART))
            || self.adjuncts.iter().any(|a| a.role == Role::Exception && a.class == Class::Part)
    }

    /// Whether the words promise less than they could.
    pub(super) fn is_loose(&self) -> bool {
        match self.says {
            Proposition::Pursue | Proposition::Keep => self.value.force == Force::Intends,
            _ => self.value.force != Force::Bound,
        }
    }
}
