//! Arguments of the commands that print what acquit says of itself.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};
use clap_complete::Shell;

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Schema {
    /// Of which file.
    #[arg(value_enum, value_name = "WHICH", default_value_t = SchemaOf::Review)]
    pub(in crate::cli) of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    /// What review, scan and check write as JSON.
    Review,
    /// What diff writes as JSON.
    Diff,
    /// What review --matter writes as JSON.
    Matter,
    /// A file under patterns/protections or patterns/hazards.
    Patterns,
    /// A file of labels, as check --expect takes it.
    Labels,
    /// A file of settings, acquit.toml.
    Config,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Completions {
    /// Your shell.
    #[arg(value_enum)]
    pub(in crate::cli) shell: Shell,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Man {
    /// Write the pages of all commands into this folder, instead of printing the first one.
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Docs {
    /// Write the pages into this folder, a file each, instead of printing them.
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
}
