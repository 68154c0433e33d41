//! The model that is compiled into the program.
//!
//! Its digests are checked by `tests/model.rs`, not at every start: hashing it takes longer than loading it.

/// Its card.
pub(super) const CARD: &str = include_str!("../../model/card.toml");
/// Its pieces.
pub(super) const VOCABULARY: &str = include_str!("../../model/vocabulary.txt");
/// Its network.
pub(super) const WEIGHTS: &[u8] = include_bytes!("../../model/reader.onnx");
