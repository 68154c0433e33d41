//! The card of a model: what it was made of, what it answers, how its answers become probabilities.

use serde::Deserialize;

use crate::id::{Hazard, Protection};
use crate::reading::{Effect, Strength};

/// The version of the card that this program reads.
pub(super) const VERSION: u32 = 1;

/// The part of `model/card.toml` that a run needs; the rest is for people.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Card {
    /// Version of this layout.
    pub(super) version: u32,
    /// Files of the model, beside the card.
    pub(super) weights: File,
    /// The pieces, one a line.
    pub(super) vocabulary: File,
    /// How much the model sees at one time.
    pub(super) window: Window,
    /// What the outputs mean, in their order.
    pub(super) labels: Vec<String>,
    /// For each label, what its logit is multiplied with, then what is added (Platt 1999).
    pub(super) slope: Vec<f32>,
    /// See `slope`.
    pub(super) offset: Vec<f32>,
}

/// A file of the model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct File {
    /// Its name in the card's folder.
    pub(super) file: String,
    /// Hex SHA-256 of its bytes.
    pub(super) sha256: String,
}

/// Sizes in pieces of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) struct Window {
    /// Most pieces of context, counted from its end.
    pub(super) context: usize,
    /// Most pieces at one time, borders included.
    pub(super) longest: usize,
    /// Pieces that two neighbouring parts of a long unit share.
    pub(super) overlap: usize,
}

/// Every label that a model of this program answers, in the order of the contract's tables.
pub(super) fn effects() -> Vec<Effect> {
    let protections = Protection::ALL.iter();
    let gives = protections.flat_map(|p| [Strength::Present, Strength::Weak].map(|s| Effect::Protects(*p, s)));
    gives.chain(Hazard::ALL.iter().filter(|h| is_read(**h)).map(|h| Effect::Endangers(*h))).collect()
}

/// Hazards that are judged of the whole document are not read in a unit.
const fn is_read(hazard: Hazard) -> bool {
    !matches!(hazard, Hazard::LienReleaseOnly | Hazard::UnclearLanguage)
}
