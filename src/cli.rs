//! The door: arguments in, exit code out. The only floor that speaks to people and reads the clock.

mod args;
mod desk;
mod eval;
mod inspect;
mod output;
mod runs;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use crate::worker;

/// Wrong usage, a bad pattern file, or a failure of the run itself (contract section 6).
const FAILED_RUN: u8 = 2;

/// Reads the command line, runs the command, and tells how it ended.
#[must_use]
pub fn run() -> ExitCode {
    let ended = match Args::parse().command {
        Command::Worker => worker::serve(std::io::stdin(), std::io::stdout()).map(|()| 0).map_err(Into::into),
        Command::Review(args) => runs::review(&args),
        Command::Scan(args) => runs::scan(&args),
        Command::Check(args) => runs::check(&args),
        Command::Explain(args) => inspect::explain(&args),
        Command::Why(args) => inspect::why(&args),
        Command::Extract(args) => inspect::extract(&args),
        Command::Patterns(args) => inspect::patterns(&args),
        Command::Schema => inspect::schema(),
        Command::Eval(args) => eval::run(&args),
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::say(&format!("acquit: {error:#}"));
            ExitCode::from(FAILED_RUN)
        }
    }
}
