//! `--version --verbose`, and the hidden command that reads documents for another process.

use std::process::Command;

use anyhow::{Context, bail};
use clap::error::ErrorKind;

use super::args::{OwnPatterns, ReadersChoice, WhoReads, Worker};
use super::output::Output;
use super::readers;
use crate::ocr;
use crate::ocr::Ocr;
use crate::worker;
use crate::worker::confine;
use crate::worker::{Cost, Limits, Program};

/// Whether the version was asked for, and more than its number.
pub(super) fn is_verbose(refusal: &clap::Error) -> bool {
    refusal.kind() == ErrorKind::DisplayVersion && std::env::args_os().any(|word| word == "--verbose")
}

/// `acquit --version --verbose`: the version, what reads, and how the reading of files is confined on this machine.
pub(super) fn verbose() -> anyhow::Result<u8> {
    let own = OwnPatterns::default();
    let who = WhoReads { readers: ReadersChoice::Both, model: None, scores: None, fusion: None, own };
    let kit = readers::kit(&who)?;
    let limits = Limits::default();
    let [wall, page, most] = [Cost::Wall, Cost::Page, Cost::Most].map(|cost| cost.shown(limits.of(cost)));
    let time = format!("time, {wall} and {page} a page, {most} at most");
    let text = format!(
        "acquit {}\npatterns {}\nmodel    {}\nocr      {}\nocr 2    {}\n\nFiles are read in processes of their own, each confined:\n  {time:<40} in force\n{}",
        env!("CARGO_PKG_VERSION"),
        kit.patterns().digest(),
        kit.model().unwrap_or_default(),
        Ocr::new(ocr::When::Auto).version().unwrap_or("none found: apt-get install tesseract-ocr tesseract-ocr-osd"),
        ocr::SECOND,
        child_report(&limits)?,
    );
    print(&text)
}

/// What a child says of itself.
fn child_report(limits: &Limits) -> anyhow::Result<String> {
    let program = Program::this(limits).context("no worker process can be started: run acquit by its full path")?;
    let ended = Command::new(program.path).args(program.arguments).arg("--report").output();
    let ended = ended.context("no worker process can be started: run acquit by its full path")?;
    if !ended.status.success() {
        bail!("the worker process ended with {} instead of a report: report this", ended.status);
    }
    Ok(String::from_utf8_lossy(&ended.stdout).into_owned())
}

/// `acquit worker`.
pub(super) fn worker(args: &Worker) -> anyhow::Result<u8> {
    let limits = args.limits.unwrap_or_default();
    if args.report {
        return print(&confine::report(&limits));
    }
    worker::serve(std::io::stdin(), std::io::stdout(), &limits)?;
    Ok(0)
}

fn print(text: &str) -> anyhow::Result<u8> {
    let mut output = Output::open(None)?;
    output.text(text)?;
    output.finish()?;
    Ok(0)
}
