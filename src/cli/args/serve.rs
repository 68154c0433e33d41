//! Arguments of `serve`.

use std::num::NonZeroUsize;

use clap::Args as Arguments;

use super::{Masking, WhoReads, threads};
use crate::cli::files::HowRead;
use crate::cli::limits::LimitFlags;
use crate::cli::rules::Rules;

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Serve {
    /// The port to listen on, at 127.0.0.1 alone; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(in crate::cli) port: u16,
    /// Do not open the browser; the address is the first line of standard output.
    #[arg(long)]
    pub(in crate::cli) no_open: bool,
    /// Facts of the case that hold for every letter, for example state=CA,units=2; the page asks for them letter by letter.
    #[arg(long = "fact", value_name = "KEY=VALUE,…")]
    pub(in crate::cli) facts: Vec<String>,
    /// How many letters are read at once (default: one for each processor).
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(in crate::cli) threads: Option<NonZeroUsize>,
    /// The day on which the letters are read, ISO 8601 (default: the day on which each comes).
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<jiff::civil::Date>,
    #[command(flatten)]
    pub(in crate::cli) masking: Masking,
    /// What the file of settings says of the documents.
    #[arg(skip)]
    pub(in crate::cli) rules: Rules,
    #[command(flatten)]
    pub(in crate::cli) how: HowRead,
    #[command(flatten)]
    pub(in crate::cli) who: WhoReads,
    #[command(flatten)]
    pub(in crate::cli) limits: LimitFlags,
}
