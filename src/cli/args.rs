//! Arguments as they are typed.

mod check;
mod diff;
mod papers;
mod review;
mod scan;
mod scores;
mod serve;
mod settings;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args as Arguments, Parser, Subcommand, ValueEnum};

pub(super) use self::check::Check;
pub(super) use self::diff::{Diff, DiffFormat};
pub(super) use self::papers::{Completions, Docs, Man, Schema, SchemaOf};
pub(super) use self::review::{Review, ReviewFormat};
pub(super) use self::scan::{GroupFormat, Lines, Scan, ScanFormat};
pub(super) use self::scores::{Eval, EvalCommand, EvalInputs, EvalLetters, EvalSentences, ScoreFormat, SentenceFormat};
pub(super) use self::serve::Serve;
pub(super) use self::settings::{Colours, Config, ConfigCommand, Masking, OwnPatterns, PatternsUse, Show, ShowFormat};
use super::cache::{CacheCommand, Caching};
use super::files::HowRead;
use super::limits::LimitFlags;
use super::rules::Rules;
use crate::id::Verdict;
use crate::report::exit::{FailOn, Gate, Unreadable};
use crate::severity::Severity;
use crate::worker;

/// Reads lenders' short sale approval letters and deed-in-lieu agreements and says whether they truly free the
/// borrower. What it prints is not legal advice.
#[derive(Debug, Parser)]
#[command(name = "acquit", version, about, max_term_width = 100)]
pub(super) struct Args {
    /// Say more on standard error: the settings that hold, and each document as it is done. With --version: what the
    /// patterns and the model are, and how the reading of files is confined.
    #[arg(long, short = 'v', global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    /// Say on standard error only what went wrong: no progress and no summary.
    #[arg(long, short = 'q', global = true, action = ArgAction::Count, conflicts_with = "verbose")]
    pub(super) quiet: u8,
    /// Put a line for each document into this file, behind those of earlier runs; no words of a document go in.
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) log: Option<PathBuf>,
    /// When to print in colours: on a terminal, unless the environment asks for none; always; or never.
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = Colours::Auto)]
    pub(super) color: Colours,
    /// Read the settings of this file instead of the acquit.toml in or above the working folder.
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no file of settings.
    #[arg(long, global = true)]
    pub(super) no_config: bool,
    /// Which settings hold, and where each comes from.
    #[arg(skip)]
    pub(super) told: Vec<String>,
    /// What the file of settings lets this run pass over.
    #[arg(skip)]
    pub(super) gates: Vec<String>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Review letters before a client signs: a memo for each.
    Review(Review),
    /// Read many letters: one JSON object a line, in the order of the inputs.
    Scan(Scan),
    /// Check letters in CI: reports in the formats of build services, and the exit code.
    Check(Check),
    /// Compare two versions of a letter: verdict, clauses, hazards, facts and words.
    Diff(Diff),
    /// Show letters in the browser of this machine: drop a file, see the report; nothing leaves the machine.
    Serve(Serve),
    /// Say what a protection or hazard is, why it matters, and what to ask for.
    Explain(Explain),
    /// Say why a clause did or did not count in a document, or list the units that were read.
    Why(Why),
    /// Print the text as it was extracted; every quotation is a slice of it.
    Extract(Extract),
    /// List the patterns, or hold them to their promises.
    Patterns(Patterns),
    /// Print a JSON Schema: of the output, of pattern files or of labels.
    Schema(Schema),
    /// Print the completions for a shell.
    Completions(Completions),
    /// Print the manual page, or write those of all commands.
    Man(Man),
    /// Print a page for each protection and hazard, in Markdown.
    Docs(Docs),
    /// Score the program on labelled letters or sentences.
    Eval(Eval),
    /// Say what --cache has kept, or remove it.
    Cache(CacheCommand),
    /// Show the settings that hold in this folder.
    Config(Config),
    /// Read documents for another process (started by acquit itself).
    #[command(hide = true)]
    Worker(Worker),
}

#[derive(Debug, Arguments)]
pub(super) struct Worker {
    /// The limits, in one word.
    #[arg(long, value_parser = limits)]
    pub(super) limits: Option<worker::Limits>,
    /// Say what confines this process, and end.
    #[arg(long)]
    pub(super) report: bool,
}

/// Who reads the words.
#[derive(Debug, Clone, Arguments)]
pub(super) struct WhoReads {
    /// Who reads: the patterns (fast, weaker), the learned reader, or both.
    #[arg(long, value_enum, default_value_t = ReadersChoice::Both)]
    pub(super) readers: ReadersChoice,
    /// Read with this model instead of the one compiled in: the card.toml in its folder.
    #[arg(long, value_name = "FILE")]
    pub(super) model: Option<PathBuf>,
    /// Take the learned reader's scores from this file instead of running a model.
    #[arg(long, value_name = "FILE", hide = true, conflicts_with = "model")]
    pub(super) scores: Option<PathBuf>,
    /// Join the readers by this fusion instead of the one compiled in.
    #[arg(long, value_name = "FILE", hide = true)]
    pub(super) fusion: Option<PathBuf>,
    #[command(flatten)]
    pub(super) own: OwnPatterns,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReadersChoice {
    /// The patterns and the learned reader, their readings joined.
    Both,
    /// The patterns alone.
    Patterns,
    /// The learned reader alone.
    Model,
}

/// What the user knows, and when a run fails.
#[derive(Debug, Arguments)]
pub(super) struct Demands {
    /// Facts of the case, for example state=CA,units=2,trustor=individual,consent-date=2020-05-01.
    #[arg(long = "fact", value_name = "KEY=VALUE,…")]
    pub(super) facts: Vec<String>,
    /// Fail (exit 1) on findings of this severity and above: info, low, medium, high, critical or never.
    #[arg(long, value_name = "SEVERITY", default_value = "high", value_parser = fail_on)]
    pub(super) fail_on: FailOn,
    /// Fail (exit 1) on a verdict below this one: full-release or partial-release.
    #[arg(long, value_name = "VERDICT", value_parser = required)]
    pub(super) require: Option<Verdict>,
    /// Do not fail (exit 3) on documents that could not be read.
    #[arg(long)]
    pub(super) allow_unreadable: bool,
    /// How many documents are read at once (default: one for each processor).
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) threads: Option<NonZeroUsize>,
    /// The day on which the documents are read, ISO 8601: a closing date before it is a finding.
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<jiff::civil::Date>,
    /// Write to this file instead of the terminal: whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// In folders, pass over what matches this pattern, as a line of .gitignore (a file .acquitignore is heeded, too).
    #[arg(long, value_name = "PATTERN")]
    pub(super) exclude: Vec<String>,
    #[command(flatten)]
    pub(super) masking: Masking,
    /// What the file of settings says of the documents.
    #[arg(skip)]
    pub(super) rules: Rules,
    #[command(flatten)]
    pub(super) how: HowRead,
    #[command(flatten)]
    pub(super) who: WhoReads,
    #[command(flatten)]
    pub(super) limits: LimitFlags,
    #[command(flatten)]
    pub(super) caching: Caching,
}

impl Demands {
    /// What the exit code depends on.
    pub(super) fn gate(&self) -> Gate {
        let unreadable = if self.allow_unreadable { Unreadable::Allowed } else { Unreadable::Fails };
        Gate { fail_on: self.fail_on, require: self.require, unreadable }
    }

    /// Threads asked for, or one for each processor.
    pub(super) fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(all).get()
    }
}

#[derive(Debug, Arguments)]
pub(super) struct Explain {
    /// A protection or hazard, for example debt-release.
    pub(super) id: String,
}

#[derive(Debug, Arguments)]
pub(super) struct Why {
    /// The document.
    pub(super) file: PathBuf,
    /// A protection or hazard, for example debt-release.
    #[arg(required_unless_present = "units")]
    pub(super) id: Option<String>,
    /// List every unit that was read, with its form, standing and lead-in.
    #[arg(long)]
    pub(super) units: bool,
    #[command(flatten)]
    pub(super) how: HowRead,
    #[command(flatten)]
    pub(super) limits: LimitFlags,
    #[command(flatten)]
    pub(super) who: WhoReads,
}

#[derive(Debug, Arguments)]
pub(super) struct Extract {
    /// The document.
    pub(super) file: PathBuf,
    /// Print a line for each page instead: how it was read, how well, and what went wrong.
    #[arg(long)]
    pub(super) show_quality: bool,
    #[command(flatten)]
    pub(super) how: HowRead,
    #[command(flatten)]
    pub(super) limits: LimitFlags,
}

#[derive(Debug, Arguments)]
pub(super) struct Patterns {
    #[command(flatten)]
    pub(super) own: OwnPatterns,
    #[command(subcommand)]
    pub(super) what: PatternsCommand,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum PatternsCommand {
    /// One line a protection or hazard: its rows, examples and title.
    List,
    /// Whether every example reads as filed and every row is needed by one.
    Check,
}

fn fail_on(word: &str) -> Result<FailOn, String> {
    if word == "never" {
        return Ok(FailOn::Never);
    }
    word.parse::<Severity>()
        .map(FailOn::At)
        .map_err(|_| format!("`{word}` is no severity: use info, low, medium, high, critical or never"))
}

fn threads(word: &str) -> Result<NonZeroUsize, String> {
    let says = || format!("`{word}` is no number of threads: use 1 or more, or leave --threads out");
    word.parse().map_err(|_| says())
}

fn limits(word: &str) -> Result<worker::Limits, String> {
    worker::Limits::of_word(word).ok_or_else(|| "not as acquit itself writes it".to_owned())
}

fn required(word: &str) -> Result<Verdict, String> {
    match word.parse() {
        Ok(verdict @ (Verdict::FullRelease | Verdict::PartialRelease)) => Ok(verdict),
        _ => Err(format!("`{word}` cannot be required: use full-release or partial-release")),
    }
}
