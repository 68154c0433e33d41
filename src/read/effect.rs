//! The truth table: what a statement does to the borrower, in the contract's words.

use super::adjunct::Class;
use super::clause::Role;
use super::frame::Proposition;
use super::govern::{Force, Sentence, Sign};
use super::hush::Hush;
use super::item::Part;
use super::noun::{Marks, Thing};
use super::statement::{Mood, Statement};
use crate::id::{Hazard, Protection};
use crate::reading::{Effect, Strength};

impl Sentence<'_> {
    /// The effects of one statement.
    pub(super) fn effects(&self, statement: &Statement) -> Vec<Effect> {
        if statement.value.force == Force::Supposed || statement.mood == Mood::Described {
            return Vec::new();
        }
        if statement.says == Proposition::Refused && statement.value.sign == Sign::DoesNot {
            return Vec::new();
        }
        if matches!(statement.says, Proposition::Touches | Proposition::Granted) && statement.value.sign == Sign::Does {
            let waiver = statement.says == Proposition::Granted && self.asks_for_waiver(statement);
            let granted = Statement { says: Proposition::ClaimEnds, ..statement.clone() };
            return if waiver { self.good(&granted) } else { Vec::new() };
        }
        if statement.says == Proposition::LeftOut {
            return if (statement.value.sign == Sign::Does) == statement.frame.starts_with("release-does-not-reach") {
                Vec::new()
            } else {
                self.left_out(statement)
            };
        }
        if statement.says == Proposition::InsurerPursues {
            let pursues = statement.value.sign == Sign::Does && statement.mood == Mood::Said;
            return if pursues { vec![Effect::Endangers(Hazard::InsurerRightsReserved)] } else { Vec::new() };
        }
        if statement.says == Proposition::Revives {
            return Self::revival(statement);
        }
        if statement.says == Proposition::Reaches {
            return self.reach(statement);
        }
        if statement.frees() { self.good(statement) } else { self.bad(statement) }
    }

    /// "Your request for a waiver of the deficiency": what is asked for stands between the request and its verb.
    fn asks_for_waiver(&self, s: &Statement) -> bool {
        let asked = s.theme.and_then(|t| self.items.get(t.head..self.predicates[s.predicate].from));
        asked.is_some_and(|words| {
            let names = |concept| words.iter().any(|i| i.is(concept));
            names(&self.v.waiver_noun) && names(&self.v.deficiency) && !words.iter().any(|i| i.negates(self.v))
        })
    }

    /// What a release does not reach, by what is left out of it.
    fn reach(&self, s: &Statement) -> Vec<Effect> {
        if s.mood != Mood::Said {
            return Vec::new();
        }
        if s.adjuncts.iter().any(|a| a.role == Role::Exception && a.class == Class::Ordinary)
            && self.root_has(s, |i, v| i.is(&v.guarantor))
        {
            return self.left_out(s);
        }
        let hazard = if self.root_has(s, |i, v| i.is(&v.wide_conduct)) {
            Hazard::OverbroadCarveOut
        } else if self.root_has(s, |i, v| i.is(&v.narrow_conduct)) {
            Hazard::FraudWasteCarveOut
        } else if self.root_has(s, |i, v| i.is(&v.revival_event)) {
            Hazard::ReleaseRevival
        } else {
            return Vec::new();
        };
        vec![Effect::Endangers(hazard)]
    }

    /// Somebody who is named stays bound (contract 8.6, 8.35).
    fn left_out(&self, s: &Statement) -> Vec<Effect> {
        if s.mood != Mood::Said || s.adjuncts.iter().any(|a| a.role == Role::Until) {
            return Vec::new();
        }
        let mut effects = vec![Effect::Endangers(Hazard::PartialObligorRelease)];
        if self.root_has(s, |i, v| i.is(&v.guarantor) || i.is(&v.guaranty)) {
            effects.push(Effect::Endangers(Hazard::GuarantyOrCollateralKept));
        }
        effects
    }

    /// What undoes a release: by class of what brings it about.
    fn revival(s: &Statement) -> Vec<Effect> {
        if s.value.sign == Sign::DoesNot || s.mood != Mood::Said {
            return Vec::new();
        }
        let class = s.adjuncts.iter().map(|a| a.class).find(|c| *c != Class::Ordinary);
        let hazard = match class {
            Some(Class::WideConduct) => Hazard::OverbroadCarveOut,
            Some(Class::NarrowConduct) => Hazard::FraudWasteCarveOut,
            Some(Class::Decision) => Hazard::RescissionRight,
            Some(Class::NoClosing) => return Vec::new(),
            None if s.adjuncts.is_empty() || s.theme.is_some_and(|t| t.thing == Thing::Passage) => return Vec::new(),
            Some(_) | None => Hazard::ReleaseRevival,
        };
        vec![Effect::Endangers(hazard)]
    }

    fn good(&self, s: &Statement) -> Vec<Effect> {
        if s.mood != Mood::Said || s.hangs_on(Class::NoClosing).is_some_and(|a| a.role == Role::Condition) {
            return Vec::new();
        }
        let protections = protections(s);
        if protections == [Protection::LienRelease] {
            let strength = if self.is_discretionary(s) || matches!(s.value.force, Force::May | Force::Intends) {
                Strength::Weak
            } else {
                Strength::Present
            };
            let mut effects = vec![Effect::Protects(Protection::LienRelease, strength)];
            if s.hangs_on(Class::Swallows).is_some() || self.is_restricted(s) {
                effects.push(Effect::Endangers(Hazard::DeficiencyReservation));
            }
            return effects;
        }
        if s.hangs_on(Class::Swallows).is_some() {
            return vec![Effect::Endangers(Hazard::DeficiencyReservation)];
        }
        let hazards = self.qualifiers(s);
        let strength = if hazards.is_empty() { Strength::Present } else { Strength::Weak };
        let mut effects: Vec<Effect> = protections.into_iter().map(|p| Effect::Protects(p, strength)).collect();
        effects.extend(hazards.into_iter().map(Effect::Endangers));
        self.beside(s, strength, &mut effects);
        effects
    }

    /// What qualifies the clause itself, so that it is weak.
    fn qualifiers(&self, s: &Statement) -> Vec<Hazard> {
        let mut hazards = Vec::new();
        if self.hushed[self.predicates[s.predicate].main] == Hush::Undecided {
            hazards.push(Hazard::UnresolvedTemplate);
        }
        if s.is_loose()
            || self.root_has(s, |i, v| i.is(&v.tentative))
            || self.is_discretionary(s)
            || self.holds_for_now(s)
        {
            hazards.push(Hazard::NonbindingRelease);
        }
        if s.hangs_on(Class::Decision).is_some() || s.hangs_on(Class::LaterLife).is_some() {
            hazards.push(Hazard::ConditionalRelease);
        }
        if s.is_partial() {
            hazards.push(Hazard::PartialRelease);
        }
        if s.hangs_on(Class::WideConduct).is_some() {
            hazards.push(Hazard::OverbroadCarveOut);
        }
        if s.hangs_on(Class::Undoing).is_some() {
            hazards.push(Hazard::ReleaseRevival);
        }
        hazards
    }

    /// What a clean clause says besides.
    fn beside(&self, s: &Statement, strength: Strength, effects: &mut Vec<Effect>) {
        if s.adjuncts.iter().any(|a| a.class == Class::NarrowConduct) {
            effects.push(Effect::Endangers(Hazard::FraudWasteCarveOut));
        }
        if matches!(s.says, Proposition::ClaimEnds | Proposition::Pursue) && self.root_has(s, |i, v| i.is(&v.suit)) {
            effects.push(Effect::Protects(Protection::CovenantNotToSue, strength));
        }
        let left_out = s.adjuncts.iter().any(|a| {
            a.role == Role::Exception
                && self.items[a.from..a.to]
                    .iter()
                    .any(|i| i.is(&self.v.guarantor) || i.part == Part::Name && !i.is(&self.v.lender))
        });
        let alone = s.whom == Some(Thing::Named) && self.is_restricted(s);
        if left_out || alone {
            effects.push(Effect::Endangers(Hazard::PartialObligorRelease));
        }
        if s.theme.is_some_and(|t| t.marks.has(Marks::WITH_LIEN)) {
            effects.push(Effect::Protects(Protection::LienRelease, Strength::Present));
        }
    }

    fn bad(&self, s: &Statement) -> Vec<Effect> {
        if s.says == Proposition::LienEnds || self.hushed[self.predicates[s.predicate].main] == Hush::Undecided {
            return Vec::new();
        }
        if s.whom.is_some_and(|w| matches!(w, Thing::Guarantor | Thing::Named))
            && matches!(
                s.says,
                Proposition::DebtEnds
                    | Proposition::DeficiencyEnds
                    | Proposition::OwesDebt
                    | Proposition::OwesDeficiency
            )
        {
            return self.left_out(s);
        }
        if s.mood == Mood::Supposed {
            return if self.lays_down(s) { vec![Effect::Endangers(Hazard::DeficiencyReservation)] } else { Vec::new() };
        }
        if let Some(hazard) = self.carve_out(s) {
            return vec![Effect::Endangers(hazard)];
        }
        for adjunct in s.adjuncts.iter().filter(|a| matches!(a.role, Role::Condition | Role::Exception | Role::Time)) {
            let hazard = match adjunct.class {
                Class::NarrowConduct => Hazard::FraudWasteCarveOut,
                Class::WideConduct => Hazard::OverbroadCarveOut,
                Class::Decision if self.root_has(s, |i, v| i.is(&v.wide_conduct)) => Hazard::OverbroadCarveOut,
                Class::Undoing => Hazard::ReleaseRevival,
                Class::NoClosing => return Vec::new(),
                _ => continue,
            };
            return vec![Effect::Endangers(hazard)];
        }
        if let Some(until) =
            s.adjuncts.iter().find(|a| matches!(a.role, Role::Until | Role::Unless) && a.class == Class::Ordinary)
        {
            return self.until_paid(s, until.from, until.to);
        }
        if self.root_has(s, |i, v| i.is(&v.prior)) {
            return Vec::new();
        }
        vec![Effect::Endangers(Hazard::DeficiencyReservation)]
    }

    /// What is kept for fraud or waste, or for conduct at large, is a carve-out and no reservation (contract 8.21).
    fn carve_out(&self, s: &Statement) -> Option<Hazard> {
        let kept =
            matches!(s.says, Proposition::Keep | Proposition::Pursue | Proposition::ClaimEnds | Proposition::Touches);
        let narrow = kept && self.root_has(s, |i, v| i.is(&v.narrow_conduct));
        narrow.then(|| {
            if self.root_has(s, |i, v| i.is(&v.wide_conduct)) {
                Hazard::OverbroadCarveOut
            } else {
                Hazard::FraudWasteCarveOut
            }
        })
    }

    /// "not released until the proceeds arrive" is a release then; "until the balance is paid" a reservation.
    fn until_paid(&self, s: &Statement, from: usize, to: usize) -> Vec<Effect> {
        let inside = &self.items[from..to];
        let pronoun = inside.iter().any(|i| i.is(&self.v.pronoun));
        let whole = pronoun || inside.iter().any(|i| i.is(&self.v.deficiency) || i.is(&self.v.debt));
        let paid = inside.iter().any(|i| i.is(&self.v.gone) || i.is(&self.v.act_owe) || i.is(&self.v.full));
        if whole && paid {
            return vec![Effect::Endangers(Hazard::DeficiencyReservation)];
        }
        let ends = matches!(s.says, Proposition::DebtEnds | Proposition::DeficiencyEnds | Proposition::ClaimEnds);
        if ends && s.value.sign == Sign::DoesNot {
            return protections_of(s.says).into_iter().map(|p| Effect::Protects(p, Strength::Present)).collect();
        }
        Vec::new()
    }

    /// "provided that you remain liable": a condition that itself lays the duty down.
    fn lays_down(&self, s: &Statement) -> bool {
        let at = self.predicates[s.predicate].main;
        let clause = self.clauses.of[at];
        let here = self.clauses.all[clause];
        here.role == Role::Condition && self.items.get(here.from).is_some_and(|i| i.is(&self.v.lays_down))
    }

    /// "only the lien", "our lien alone".
    fn is_restricted(&self, s: &Statement) -> bool {
        let Some(theme) = s.theme else { return false };
        let from = theme.first.saturating_sub(2);
        self.items[from..=theme.last.min(self.items.len() - 1)].iter().any(|i| i.is(&self.v.restricting))
            || self.items.get(theme.last + 1).is_some_and(|i| i.is(&self.v.restricting))
    }

    fn is_discretionary(&self, s: &Statement) -> bool {
        self.root_has(s, |i, v| i.is(&v.discretion))
    }

    fn holds_for_now(&self, s: &Statement) -> bool {
        let denies = s.value.sign == Sign::DoesNot || s.value.force == Force::Intends;
        denies && self.root_has(s, |i, v| i.is(&v.for_now))
    }

    fn root_has(
        &self,
        s: &Statement,
        test: impl Fn(&super::item::Item, &super::vocabulary::Vocabulary) -> bool,
    ) -> bool {
        self.sentence_of(s.predicate).any(|i| i.part != Part::Stop && test(i, self.v))
    }
}

fn protections(s: &Statement) -> Vec<Protection> {
    let mut all = protections_of(s.says);
    if s.says == Proposition::LienEnds && s.theme.is_some_and(|t| t.marks.has(Marks::WITH_DEBT)) {
        all.push(Protection::DebtRelease);
    }
    all
}

fn protections_of(says: Proposition) -> Vec<Protection> {
    match says {
        Proposition::DebtEnds | Proposition::OwesDebt => vec![Protection::DebtRelease],
        Proposition::DeficiencyEnds | Proposition::OwesDeficiency => {
            vec![Protection::DebtRelease, Protection::DeficiencyWaiver]
        }
        Proposition::ClaimEnds | Proposition::Pursue | Proposition::Keep => vec![Protection::DeficiencyWaiver],
        Proposition::LienEnds => vec![Protection::LienRelease],
        Proposition::Touches
        | Proposition::Granted
        | Proposition::Refused
        | Proposition::LeftOut
        | Proposition::Reaches
        | Proposition::InsurerPursues
        | Proposition::Revives
        | Proposition::Harmless => Vec::new(),
    }
}
