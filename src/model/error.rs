//! Why a model cannot be used.

use crate::model::card;

/// A model that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The card is no card.
    #[error("the card is not as model/card.toml is: {0}; take the whole folder of a model that `training/` made")]
    Card(String),
    /// The card is of another version.
    #[error(
        "the card has version {found}, this acquit reads version {}; train the model again, or take an acquit of its time",
        card::VERSION
    )]
    Version {
        /// What the card says.
        found: u32,
    },
    /// The model answers other labels.
    #[error("the model answers other labels than the contract has; the first that differs is `{0}`; train it again")]
    Labels(String),
    /// A file is not the one that the card describes.
    #[error(
        "{file} is not the file that the card describes (its SHA-256 differs): it is cut, or of another model; copy the whole folder again"
    )]
    Digest {
        /// Name of the file.
        file: String,
    },
    /// The runtime does not take the weights.
    #[error("the weights cannot be loaded: {0}; copy the whole folder of the model again")]
    Weights(String),
    /// The vocabulary has no piece for what it cannot spell.
    #[error("the vocabulary has no [UNK]; copy the whole folder of the model again")]
    Vocabulary,
}
