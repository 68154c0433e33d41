//! Filled in by its owner.

pub mod pdf;
