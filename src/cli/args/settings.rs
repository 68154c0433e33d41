//! Arguments of `config`, and the user's own patterns.

use std::path::PathBuf;

use clap::{Args as Arguments, Subcommand, ValueEnum};

use super::Demands;
use crate::cli::config::Settings;

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Config {
    #[command(subcommand)]
    pub(in crate::cli) what: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigCommand {
    /// Print every setting with its value, and whether a flag, the environment, a line of a file or nobody set it.
    Show(Show),
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Show {
    /// A table, a file of settings that says the same, or one JSON object.
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(in crate::cli) format: ShowFormat,
    #[command(flatten)]
    pub(in crate::cli) demands: Demands,
    /// What was read.
    #[arg(skip)]
    pub(in crate::cli) settings: Option<Box<Settings>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ShowFormat {
    Text,
    Toml,
    Json,
}

/// What is not told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Masking {
    /// Mask people's names, loan numbers, addresses and telephone numbers in everything that is written.
    #[arg(long)]
    pub(in crate::cli) redact: bool,
}

/// Patterns of the user's own.
#[derive(Debug, Clone, Default, Arguments)]
pub(in crate::cli) struct OwnPatterns {
    /// Read with the patterns of this folder, too, which is laid out as `patterns` is.
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) patterns: Option<PathBuf>,
    /// Whether the rows of that folder count beside those of acquit, or instead of them.
    #[arg(long, value_enum, value_name = "USE", default_value_t = PatternsUse::Also)]
    pub(in crate::cli) patterns_use: PatternsUse,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PatternsUse {
    /// Beside them.
    #[default]
    Also,
    /// Instead of them.
    Instead,
}

/// When to print in colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Colours {
    Auto,
    Always,
    Never,
}

impl Colours {
    /// Holds for all that is printed from now on.
    pub(in crate::cli) fn hold(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}
