//! Arguments of `diff`.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

use super::Demands;

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Diff {
    /// The version before.
    pub(in crate::cli) old: PathBuf,
    /// The version after; the exit code is that of a review of it.
    pub(in crate::cli) new: PathBuf,
    /// For the terminal, a page for a browser, or JSON.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(in crate::cli) format: DiffFormat,
    #[command(flatten)]
    pub(in crate::cli) demands: Demands,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    Text,
    Html,
    Json,
}
