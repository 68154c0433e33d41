//! Counts of single passages.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::eval::sentences::Answer;
use crate::id::Hazard;
use crate::id::Protection;
use crate::reading::Effect;
use crate::reading::Strength;

/// Counts over a set of passages. An unclear one is not right, and is neither a false good nor a miss.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct SentenceCounts {
    /// Labelled passages.
    pub n: u32,
    /// The same labels.
    pub exact: u32,
    /// The same of release, waiver (left out beside a release), lien release and reservation.
    pub core: u32,
    /// The same of those, and the same strength.
    pub core_status: u32,
    /// A release or waiver read better than labelled.
    pub false_good: u32,
    /// Passages that reserve.
    pub reservations: u32,
    /// Reservations that were not seen.
    pub missed_reservation: u32,
    /// Reservations seen where none is.
    pub false_reservation: u32,
    /// Not interpreted.
    pub unclear: u32,
    /// Reservations among those.
    pub unclear_reservations: u32,
    /// Without an answer.
    pub no_output: u32,
}

/// The names of `SentenceCounts`, in its order.
pub(super) const NAMES: [&str; 11] = [
    "n",
    "exact",
    "core",
    "core_status",
    "false_good",
    "reservations",
    "missed_reservation",
    "false_reservation",
    "unclear",
    "unclear_reservations",
    "no_output",
];

impl SentenceCounts {
    pub(super) fn of(label: &BTreeSet<Effect>, answer: Option<&Answer>) -> Self {
        let reserved = u32::from(label.contains(&RESERVATION));
        let one = Self { n: 1, reservations: reserved, ..Self::default() };
        match answer {
            None => Self { no_output: 1, missed_reservation: reserved, ..one },
            Some(Answer::Unclear) => Self { unclear: 1, unclear_reservations: reserved, ..one },
            Some(Answer::Read(read)) => Self {
                exact: u32::from(read == label),
                core: u32::from(core(label).keys().eq(core(read).keys())),
                core_status: u32::from(core(label) == core(read)),
                false_good: u32::from(is_better(goods(read), goods(label))),
                missed_reservation: u32::from(reserved == 1 && !read.contains(&RESERVATION)),
                false_reservation: u32::from(reserved == 0 && read.contains(&RESERVATION)),
                ..one
            },
        }
    }

    /// Its figures in the order of `NAMES`.
    pub(super) const fn numbers(&self) -> [u32; 11] {
        [
            self.n,
            self.exact,
            self.core,
            self.core_status,
            self.false_good,
            self.reservations,
            self.missed_reservation,
            self.false_reservation,
            self.unclear,
            self.unclear_reservations,
            self.no_output,
        ]
    }

    /// How many could have had the figure `name`.
    pub(super) fn base(&self, name: &str) -> u32 {
        if matches!(name, "missed_reservation" | "unclear_reservations") { self.reservations } else { self.n }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.n += other.n;
        self.exact += other.exact;
        self.core += other.core;
        self.core_status += other.core_status;
        self.false_good += other.false_good;
        self.reservations += other.reservations;
        self.missed_reservation += other.missed_reservation;
        self.false_reservation += other.false_reservation;
        self.unclear += other.unclear;
        self.unclear_reservations += other.unclear_reservations;
        self.no_output += other.no_output;
    }
}

pub(super) const RESERVATION: Effect = Effect::Endangers(Hazard::DeficiencyReservation);

/// The strength at which a protection is given, if it is.
fn strength(effects: &BTreeSet<Effect>, id: Protection) -> Option<Strength> {
    [Strength::Present, Strength::Weak].into_iter().find(|&at| effects.contains(&Effect::Protects(id, at)))
}

/// What decides of a passage, with its strength; a waiver beside a release adds nothing.
fn core(effects: &BTreeSet<Effect>) -> BTreeMap<&'static str, Strength> {
    let mut found: BTreeMap<_, _> =
        Protection::CORE.iter().filter_map(|&id| Some((id.as_str(), strength(effects, id)?))).collect();
    if found.contains_key(Protection::DebtRelease.as_str()) {
        found.remove(Protection::DeficiencyWaiver.as_str());
    }
    if effects.contains(&RESERVATION) {
        found.insert(Hazard::DeficiencyReservation.as_str(), Strength::Present);
    }
    found
}

/// Strength of the release, and of the waiver, which a release holds.
fn goods(effects: &BTreeSet<Effect>) -> (Option<Strength>, Option<Strength>) {
    let release = strength(effects, Protection::DebtRelease);
    (release, release.max(strength(effects, Protection::DeficiencyWaiver)))
}

fn is_better(read: (Option<Strength>, Option<Strength>), label: (Option<Strength>, Option<Strength>)) -> bool {
    read.0 > label.0 || read.1 > label.1
}
