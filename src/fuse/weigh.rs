//! Two readings of one unit made one: a small logistic model a sort of label, and rules that no fit may break.
//!
//! `training/fuse.py` fits the weights on predictions for authors that the model had not seen, and prints them into
//! `model/fusion.toml` with the reason for each threshold.

use serde::Deserialize;

use super::doubt::Doubt;
use crate::id::{Hazard, Protection};
use crate::reading::{Effect, Strength};

/// How one sort of label is weighed: the sum of these, as log-odds.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    /// Where neither reader says anything.
    bias: f32,
    /// Times the log-odds of the learned reader.
    model: f32,
    /// Added where the patterns read this label.
    patterns: f32,
    /// Added where the patterns read the same protection with the other strength.
    other: f32,
    /// Added where the patterns could not read the unit.
    unread: f32,
}

/// The weights of every sort of label.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sorts {
    release: Weights,
    waiver: Weights,
    lien: Weights,
    reservation: Weights,
    weakening: Weights,
    hazard: Weights,
    protection: Weights,
}

/// Probabilities at which a reading counts; each stands with its reason in `model/fusion.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thresholds {
    /// A reservation is read from here on.
    reservation: f32,
    /// Another hazard that weakens is read from here on.
    weakening: f32,
    /// That the document is no approval is read from here on.
    refusal: f32,
    /// A release or waiver that both readers read is sure from here on.
    sure_agreed: f32,
    /// A release or waiver that the learned reader alone reads is sure from here on.
    sure_alone: f32,
    /// The same where next to nothing in the passage speaks against the borrower.
    sure_plain: f32,
    /// A release or waiver that is not read, but more likely than this, is unclear.
    maybe_good: f32,
    /// A reservation that is not read, but more likely than this, is unclear.
    maybe_reservation: f32,
    /// The same where the patterns read one: they are seldom wrong for nothing.
    maybe_reservation_read: f32,
    /// Another hazard that the patterns read is told as unclear from here on, where it does not count.
    maybe_weakening_read: f32,
    /// A hazard that weakens beside a release or waiver, not read, but more likely than this, is unclear.
    maybe_weakening: f32,
    /// All hazards that weaken or reserve together, where none is read: from here on one of them may be there.
    maybe_against: f32,
    /// The same where the patterns read one.
    maybe_against_read: f32,
    /// A passage in which all that weakens or reserves is together less likely than this is plain.
    plain: f32,
    /// From here on a release or waiver overrules a reservation that the patterns read in the same passage ...
    overruling: f32,
    /// ... provided that the reservation is less likely than this.
    overruled: f32,
}

impl Thresholds {
    /// Whether what the patterns read and the fusion does not is likely enough to be told.
    fn veto(&self, fused: &[Weighed], effect: Effect) -> bool {
        let least = if effect == RESERVATION { self.maybe_reservation_read } else { self.maybe_weakening_read };
        fused.iter().any(|w| w.effect == effect && w.probability >= least)
    }
}

/// The fitted fusion.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fusion {
    sorts: Sorts,
    thresholds: Thresholds,
}

/// One effect with its fused probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// What the unit does.
    pub effect: Effect,
    /// Fused probability, 0 to 1.
    pub probability: f32,
}

/// What was decided of one unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decision {
    /// What the unit most likely does, each effect once.
    pub told: Vec<Weighed>,
    /// Why it must be read by eye, if it must.
    pub unclear: Option<Doubt>,
}

/// The fusion that was fitted for the model compiled into the program.
const SHIPPED: &str = include_str!("../../model/fusion.toml");

impl Fusion {
    /// The fusion compiled into the program.
    ///
    /// # Errors
    /// Says what is wrong with it; a test keeps that from being shipped.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        Self::parse(SHIPPED)
    }

    /// Reads the weights.
    ///
    /// # Errors
    /// Says what is wrong with the text, and where.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let fusion: Self = toml::from_str(toml)?;
        if fusion.is_sane() {
            return Ok(fusion);
        }
        Err(serde::de::Error::custom("a weight is no number, or a threshold is not between 0 and 1"))
    }

    fn is_sane(&self) -> bool {
        let (s, t) = (&self.sorts, &self.thresholds);
        let sorts = [s.release, s.waiver, s.lien, s.reservation, s.weakening, s.hazard, s.protection];
        let finite = |w: &Weights| [w.bias, w.model, w.patterns, w.other, w.unread].iter().all(|x| x.is_finite());
        let reading = [t.reservation, t.weakening, t.refusal, t.sure_agreed, t.sure_alone, t.sure_plain, t.maybe_good];
        let doubts = [t.maybe_reservation, t.maybe_reservation_read, t.maybe_weakening, t.maybe_weakening_read];
        let rest = [t.overruling, t.overruled, t.maybe_against, t.maybe_against_read, t.plain];
        let all = reading.iter().chain(&doubts).chain(&rest);
        sorts.iter().all(finite) && { all }.all(|p| (0.0..=1.0).contains(p))
    }

    /// Weighs both readings. `effects` and `scores` are the learned reader's, in one order; `read` is what the patterns
    /// read, `unclear-language` included.
    #[must_use]
    pub fn decide(&self, effects: &[Effect], scores: &[f32], read: &[Effect]) -> Decision {
        let fused: Vec<Weighed> = effects
            .iter()
            .zip(scores)
            .map(|(&effect, &score)| Weighed { effect, probability: self.probability(effect, score, read) })
            .collect();
        let told: Vec<Weighed> =
            fused.iter().filter(|w| w.probability >= self.least(w.effect) && !outdone(**w, &fused)).copied().collect();
        let unclear = self.unclear(&fused, &told, read);
        Decision { told, unclear }
    }

    fn probability(&self, effect: Effect, score: f32, read: &[Effect]) -> f32 {
        let weights = self.weights(effect);
        let score = score.clamp(1e-5, 1.0 - 1e-5);
        let same_id =
            |e: &&Effect| matches!((**e, effect), (Effect::Protects(p, s), Effect::Protects(q, t)) if p == q && s != t);
        let mut odds = weights.model.mul_add((score / (1.0 - score)).ln(), weights.bias);
        odds += if read.contains(&effect) { weights.patterns } else { 0.0 };
        odds += if read.iter().any(|e| same_id(&e)) { weights.other } else { 0.0 };
        odds += if read.contains(&UNCLEAR) { weights.unread } else { 0.0 };
        1.0 / (1.0 + (-odds).exp())
    }

    /// From which probability on an effect is read.
    fn least(&self, effect: Effect) -> f32 {
        match effect {
            RESERVATION => self.thresholds.reservation,
            Effect::Endangers(Hazard::NotAnApproval) => self.thresholds.refusal,
            e if is_weakening(e) => self.thresholds.weakening,
            _ => 0.5,
        }
    }

    fn weights(&self, effect: Effect) -> &Weights {
        let sorts = &self.sorts;
        match effect {
            Effect::Protects(Protection::DebtRelease, _) => &sorts.release,
            Effect::Protects(Protection::DeficiencyWaiver, _) => &sorts.waiver,
            Effect::Protects(Protection::LienRelease, _) => &sorts.lien,
            Effect::Protects(..) => &sorts.protection,
            Effect::Endangers(Hazard::DeficiencyReservation) => &sorts.reservation,
            Effect::Endangers(h) if h.weakens() => &sorts.weakening,
            Effect::Endangers(_) => &sorts.hazard,
        }
    }

    /// Why the unit must be read by eye. What binds the borrower and is read needs no eye: it counts as it is.
    fn unclear(&self, fused: &[Weighed], told: &[Weighed], read: &[Effect]) -> Option<Doubt> {
        let at = &self.thresholds;
        let says = |e: Effect| told.iter().any(|w| w.effect == e);
        if says(RESERVATION) {
            return None;
        }
        let of = |which: fn(Effect) -> bool| fused.iter().filter(move |w| which(w.effect));
        let most = |which: fn(Effect) -> bool| of(which).map(|w| w.probability).fold(0.0, f32::max);
        let good = told.iter().find(|w| is_good(w.effect));
        let agreed = read.iter().any(|e| is_good(*e)) && !read.contains(&RESERVATION) && !read.contains(&UNCLEAR);
        let vetoed = read.iter().any(|e| is_against(*e) && !says(*e) && at.veto(fused, *e));
        let weakens = of(is_weakening).any(|w| !says(w.effect) && w.probability >= at.maybe_weakening);
        let least = if read.contains(&RESERVATION) { at.maybe_reservation_read } else { at.maybe_reservation };
        if most(|e| e == RESERVATION) >= least {
            return Some(Doubt::MaybeReservation);
        }
        let clean = |w: &&Weighed| !is_good(w.effect) || (is_present(w.effect) && w.probability >= at.overruling);
        let overrules = most(|e| e == RESERVATION) < at.overruled && told.iter().all(|w| clean(&w));
        let somehow = somehow_against(fused, told);
        let alone = if somehow < at.plain && !told.iter().any(|w| is_against(w.effect)) {
            at.sure_plain
        } else {
            at.sure_alone
        };
        let sure = if agreed { at.sure_agreed } else { alone };
        let vetoed = vetoed || (read.iter().any(|e| is_against(*e)) && somehow >= at.maybe_against_read);
        match good {
            Some(_) if read.contains(&RESERVATION) && !overrules => Some(Doubt::Contradiction),
            _ if vetoed => Some(Doubt::Vetoed),
            Some(_) if weakens => Some(Doubt::MaybeWeakening),
            _ if somehow >= at.maybe_against => Some(Doubt::MaybeWeakening),
            // Last, since a sure release elsewhere settles these two, and must not settle the others.
            Some(good) if good.probability < sure && somehow < at.plain => Some(Doubt::LikelyAndPlain),
            Some(good) if good.probability < sure => Some(Doubt::LikelyGood),
            None if most(is_good) >= at.maybe_good => Some(Doubt::MaybeGood),
            _ => None,
        }
    }
}

const UNCLEAR: Effect = Effect::Endangers(Hazard::UnclearLanguage);
const RESERVATION: Effect = Effect::Endangers(Hazard::DeficiencyReservation);

/// The clauses that free the borrower.
fn is_good(effect: Effect) -> bool {
    matches!(effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, _))
}

fn is_weakening(effect: Effect) -> bool {
    matches!(effect, Effect::Endangers(h) if h.weakens()) && effect != RESERVATION
}

fn is_present(effect: Effect) -> bool {
    matches!(effect, Effect::Protects(_, Strength::Present))
}

fn is_against(effect: Effect) -> bool {
    (is_weakening(effect) || effect == RESERVATION) && effect != UNCLEAR
}

/// Probability that some hazard which weakens or reserves is there, where none is told: a passage that one cannot name may
/// be any of several.
fn somehow_against(fused: &[Weighed], told: &[Weighed]) -> f32 {
    if told.iter().any(|w| is_against(w.effect)) {
        return 0.0;
    }
    let none: f32 = fused.iter().filter(|w| is_against(w.effect)).map(|w| 1.0 - w.probability).product();
    1.0 - none
}

/// Whether the same protection is likelier with the other strength; where both are as likely, it is weak.
fn outdone(one: Weighed, all: &[Weighed]) -> bool {
    let Effect::Protects(protection, strength) = one.effect else { return false };
    all.iter().any(|other| match other.effect {
        Effect::Protects(p, Strength::Weak) if p == protection && strength == Strength::Present => {
            other.probability >= one.probability
        }
        Effect::Protects(p, Strength::Present) if p == protection && strength == Strength::Weak => {
            other.probability > one.probability
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests;
