//! The door: arguments in, exit code out. The only floor that speaks to people and reads the clock.

mod ablation;
mod args;
mod cache;
mod check;
mod config;
mod decisions;
mod desk;
mod diff;
mod eval;
mod files;
mod grouping;
mod illustrated;
mod inputs;
mod inspect;
mod limits;
mod log;
mod looks;
mod matter;
mod output;
mod papers;
mod progress;
mod quality;
mod readers;
mod recall;
mod redaction;
mod round;
mod rules;
mod runs;
mod scan;
mod serve;
mod stream;
mod tally;
mod teller;
mod version;
mod warehouse;
mod watch;
mod why;

use std::process::ExitCode;

use self::args::{Command, ConfigCommand};
use self::config::Refusal;
use self::output::Loudness;
use crate::report::visible::visible_name;

/// Wrong usage, a bad pattern file, or a failure of the run itself (contract section 6).
const FAILED_RUN: u8 = 2;

/// Reads the command line, runs the command, and tells how it ended.
#[must_use]
pub fn run() -> ExitCode {
    let args = match config::arguments() {
        Ok(args) => args,
        Err(Refusal::Words(asked)) if version::is_verbose(&asked) => return end(version::verbose()),
        Err(Refusal::Words(refusal)) => return refused(&refusal),
        Err(Refusal::Setting(wrong)) => return end(Err(wrong)),
    };
    output::set(Loudness::of(&args));
    args.color.hold();
    if let Some(Err(wrong)) = args.log.as_deref().map(log::open) {
        return end(Err(wrong));
    }
    config::tell(&args);
    end(run_command(args.command))
}

fn run_command(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Worker(args) => version::worker(&args),
        Command::Review(args) => runs::review(&args),
        Command::Scan(args) => scan::scan(&args),
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Explain(args) => inspect::explain(&args),
        Command::Why(args) => inspect::why(&args),
        Command::Extract(args) => inspect::extract(&args),
        Command::Patterns(args) => inspect::patterns(&args),
        Command::Schema(args) => papers::schema(&args),
        Command::Completions(args) => papers::completions(&args),
        Command::Man(args) => papers::man(&args),
        Command::Docs(args) => papers::docs(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Cache(args) => cache::run(&args),
        Command::Config(args) => match args.what {
            ConfigCommand::Show(args) => config::show(&args),
        },
    }
}

fn end(ended: anyhow::Result<u8>) -> ExitCode {
    // What went wrong may quote a file of the user's, so the log has the code alone.
    log::line(&format!("end exit code {}", ended.as_ref().copied().unwrap_or(FAILED_RUN)));
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::say(&format!("acquit: {error:#}"));
            ExitCode::from(FAILED_RUN)
        }
    }
}

/// Help that was asked for, or what is wrong with the command line: in colours, unless a word of it could use them to
/// steer the terminal.
fn refused(refusal: &clap::Error) -> ExitCode {
    let hostile = |word: std::ffi::OsString| visible_name(&word.to_string_lossy()) != word.to_string_lossy();
    if refusal.use_stderr() && std::env::args_os().skip(1).any(hostile) {
        output::say(refusal.render().to_string().trim_end());
    } else {
        // Nobody can be told where even this fails.
        let _nobody_listens = refusal.print();
    }
    if refusal.use_stderr() { ExitCode::from(FAILED_RUN) } else { ExitCode::SUCCESS }
}
