//! Scoring: what the program says of labelled letters and sentences, against their labels.
//!
//! Everything here is arithmetic over values: nothing opens a file. `letters` scores whole documents, `sentences`
//! scores the sentence banks, `ratchet` keeps figures from sinking.

pub mod inputs;
pub mod letters;
pub mod ratchet;
pub mod sentences;
pub mod share;
pub mod truth;
