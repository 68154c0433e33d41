//! Doubts that another passage settles.

use crate::fuse::Doubt;
use crate::id::Hazard;
use crate::id::Protection;
use crate::reading::{Effect, Reading, Strength};

use super::reading::{UnitReading, frees};

/// How sure one passage is that it frees the borrower does not matter where another says the same for sure. A sure release
/// of the debt covers a doubtful waiver only where nothing in that passage speaks against the borrower: else it may say how
/// far the release goes.
pub(super) fn settle_doubts(all: &mut [UnitReading]) {
    let sure: Vec<Effect> = all
        .iter()
        .filter(|unit| !unit.operative().any(is_unclear))
        .flat_map(|unit| unit.operative().map(|r| r.effect).filter(|e| frees_firmly(*e)))
        .collect();
    let released = sure.contains(&Effect::Protects(Protection::DebtRelease, Strength::Present));
    for unit in all {
        let here: Vec<Effect> = unit.readings.iter().map(|r| r.effect).filter(|e| frees(*e)).collect();
        let plain = |r: &Reading| Doubt::named(&r.pattern) == Some(Doubt::LikelyAndPlain);
        let is_plain = released && unit.readings.iter().any(plain) && here.iter().all(|e| frees_firmly(*e));
        let covered = !here.is_empty() && (is_plain || here.iter().all(|e| sure.contains(e)));
        unit.readings.retain(|r| !(covered && is_unclear(r) && is_doubt_of_good(r)));
    }
}

/// A clean release or waiver.
pub(super) fn frees_firmly(effect: Effect) -> bool {
    matches!(effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, Strength::Present))
}

pub(super) fn is_unclear(reading: &Reading) -> bool {
    reading.effect == Effect::Endangers(Hazard::UnclearLanguage)
}

fn is_doubt_of_good(reading: &Reading) -> bool {
    Doubt::named(&reading.pattern).is_some_and(Doubt::is_of_good)
}
