//! What one unit does, and whether it counts for the document.

use crate::fuse::Doubt;
use crate::id::Hazard;
use crate::id::Protection;
use crate::reading::{Effect, Reading, Strength};
use crate::span::{NormSpan, UnitSpan};

use super::{AN_EXHIBIT, AN_EXPLANATION};

/// Whether what a unit says counts for the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// Operative, as far as structure tells.
    Yes,
    /// A heading, a question, a recital, a quotation, an exhibit, an explanation, an option not chosen: why not.
    No(&'static str),
}

/// What one unit does, and whether it counts.
#[derive(Debug, Clone)]
pub struct UnitReading {
    /// The unit's words in the normal text.
    pub span: NormSpan,
    /// What it does.
    pub readings: Vec<Reading>,
    /// Whether its core clauses and hazards count.
    pub counts: Counts,
}

impl UnitReading {
    /// The readings that count: all of an operative unit, only plain facts of another.
    pub fn operative(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter().filter(|r| self.counts == Counts::Yes || is_plain(r.effect))
    }

    /// Whether it frees the borrower of the debt or of what the sale leaves unpaid, firmly or not.
    pub(in crate::resolve) fn frees(&self) -> bool {
        self.readings.iter().any(|r| frees(r.effect))
    }

    /// What frees the borrower is weak, and why.
    pub(in crate::resolve) fn make_weak(&mut self, hazard: Hazard) {
        let Some(first) = self.readings.iter().find(|r| frees(r.effect)).cloned() else { return };
        for reading in &mut self.readings {
            if let Effect::Protects(p, _) = reading.effect
                && frees(reading.effect)
            {
                reading.effect = Effect::Protects(p, Strength::Weak);
            }
        }
        let why = Effect::Endangers(hazard);
        if !self.readings.iter().any(|r| r.effect == why) {
            self.readings.push(Reading { effect: why, ..first });
            self.readings.sort_by_key(|r| (r.effect, r.evidence));
        }
    }

    /// What frees is read by eye, and why; not where the same words are told to weaken it, since then they were interpreted.
    pub(in crate::resolve) fn leave_to_the_eye(&mut self, why: Doubt) {
        let told =
            |r: &Reading| matches!(r.effect, Effect::Endangers(h) if h.weakens() && h != Hazard::UnclearLanguage);
        if self.readings.iter().any(told) {
            return;
        }
        let Some(first) = self.readings.iter().find(|r| frees(r.effect)).cloned() else { return };
        let effect = Effect::Endangers(Hazard::UnclearLanguage);
        self.readings.push(Reading { effect, pattern: why.name().to_owned(), ..first });
        self.readings.sort_by_key(|r| (r.effect, r.evidence));
    }

    /// Nobody has chosen among the options: what frees is weak, what binds is not said, and the template is unresolved.
    pub(super) fn leave_open(&mut self) {
        let frees = |r: &Reading| matches!(r.effect, Effect::Protects(p, _) if p != Protection::LienRelease && Protection::CORE.contains(&p));
        let Some(first) = self.readings.iter().find(|r| frees(r)).cloned() else { return };
        self.readings.retain(frees);
        for reading in &mut self.readings {
            if let Effect::Protects(p, _) = reading.effect {
                reading.effect = Effect::Protects(p, Strength::Weak);
            }
        }
        self.readings.push(Reading { effect: Effect::Endangers(Hazard::UnresolvedTemplate), ..first });
        self.counts = Counts::Yes;
    }

    /// What binds and stands where it should not count is told as unclear, and nothing else of the unit counts: a heading alone
    /// does not make a lender's words harmless. Among explanations that goes for a reservation.
    pub(super) fn doubt_its_place(&mut self) {
        let why = match self.counts {
            Counts::No(AN_EXPLANATION) => Doubt::InAnExplanation,
            Counts::No(AN_EXHIBIT) => Doubt::InAnExhibit,
            _ => return,
        };
        let binds = |r: &Reading| match r.effect {
            Effect::Endangers(hazard) if why == Doubt::InAnExhibit => {
                hazard.weakens() && ![Hazard::UnclearLanguage, Hazard::LienReleaseOnly].contains(&hazard)
            }
            Effect::Endangers(hazard) => hazard == Hazard::DeficiencyReservation,
            Effect::Protects(..) => false,
        };
        let Some(at) = self.readings.iter().position(binds) else { return };
        let mut doubt = self.readings.swap_remove(at);
        doubt.effect = Effect::Endangers(Hazard::UnclearLanguage);
        why.name().clone_into(&mut doubt.pattern);
        self.readings.retain(|r| is_plain(r.effect));
        self.readings.push(doubt);
        self.counts = Counts::Yes;
    }

    /// A stretch of the unit as a stretch of the normal text.
    #[must_use]
    pub fn norm(&self, inside: UnitSpan) -> NormSpan {
        NormSpan::new(self.span.start + inside.start, self.span.start + inside.end)
    }
}

/// Whether an effect frees the borrower of the debt or of what the sale leaves unpaid.
pub(in crate::resolve) fn frees(effect: Effect) -> bool {
    matches!(effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, _))
}

/// Facts that a heading, a reference line or a signature block can state.
fn is_plain(effect: Effect) -> bool {
    use Protection::{ApprovalExpiration, Execution, HolderAuthority, NetProceeds};
    matches!(effect, Effect::Protects(Execution | NetProceeds | ApprovalExpiration | HolderAuthority, _))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Reader;

    #[test]
    fn what_is_told_to_weaken_is_not_left_to_the_eye_as_well() {
        let reading = |effect| Reading {
            effect,
            evidence: UnitSpan::new(0, 4),
            cues: Vec::new(),
            pattern: "any".to_owned(),
            by: Reader::Both,
        };
        let release = Effect::Protects(Protection::DebtRelease, Strength::Present);
        let doubted = |effects: &[Effect]| {
            let readings = effects.iter().copied().map(reading).collect();
            let mut unit = UnitReading { span: NormSpan::new(0, 4), readings, counts: Counts::Yes };
            unit.leave_to_the_eye(Doubt::OnACondition);
            unit.readings.len() - effects.len()
        };
        assert_eq!(doubted(&[release]), 1);
        assert_eq!(doubted(&[release, Effect::Endangers(Hazard::ConditionalRelease)]), 0);
        assert_eq!(doubted(&[release, Effect::Endangers(Hazard::TaxReporting)]), 1);
    }

    /// What counts of a unit that stands there and does this.
    fn told(place: &'static str, hazard: Hazard) -> Option<Doubt> {
        let reading = Reading {
            effect: Effect::Endangers(hazard),
            evidence: UnitSpan::new(0, 4),
            cues: Vec::new(),
            pattern: "any".to_owned(),
            by: Reader::Both,
        };
        let counts = Counts::No(place);
        let mut unit = UnitReading { span: NormSpan::new(0, 4), readings: vec![reading], counts };
        unit.doubt_its_place();
        let doubts: Vec<Doubt> = unit.operative().filter_map(|r| Doubt::named(&r.pattern)).collect();
        doubts.first().copied()
    }

    #[test]
    fn what_binds_the_borrower_in_the_wrong_place_is_for_the_eye() {
        for (place, hazard, doubt) in [
            (AN_EXPLANATION, Hazard::DeficiencyReservation, Some(Doubt::InAnExplanation)),
            (AN_EXPLANATION, Hazard::GuarantyOrCollateralKept, None),
            (AN_EXHIBIT, Hazard::GuarantyOrCollateralKept, Some(Doubt::InAnExhibit)),
            (AN_EXHIBIT, Hazard::ReleaseRevival, Some(Doubt::InAnExhibit)),
            (AN_EXHIBIT, Hazard::PromissoryNote, Some(Doubt::InAnExhibit)),
            (AN_EXHIBIT, Hazard::DeficiencyReservation, Some(Doubt::InAnExhibit)),
            ("a quotation", Hazard::ReleaseRevival, None),
        ] {
            assert_eq!(told(place, hazard), doubt, "{place} {hazard:?}");
        }
    }
}
