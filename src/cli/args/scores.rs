//! Arguments of `eval`.

use std::path::PathBuf;

use clap::{Args as Arguments, Subcommand, ValueEnum};

use super::WhoReads;

#[derive(Debug, Arguments)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Eval {
    #[command(subcommand)]
    pub(in crate::cli) what: Option<EvalCommand>,
    #[command(flatten)]
    pub(in crate::cli) letters: EvalLetters,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct EvalLetters {
    /// A folder with docs/ and labels/.
    #[arg(default_value = "corpus/letters", value_name = "CORPUS")]
    pub(in crate::cli) corpus: PathBuf,
    /// Scores as a table or as one JSON object.
    #[arg(long, value_enum, default_value_t = ScoreFormat::Text)]
    pub(in crate::cli) format: ScoreFormat,
    /// Judge each document without the patterns that only it supports (needs --readers patterns).
    #[arg(long)]
    pub(in crate::cli) leave_out: bool,
    #[command(flatten)]
    pub(in crate::cli) residue: Residue,
    #[command(flatten)]
    pub(in crate::cli) ablation: Ablation,
    #[command(flatten)]
    pub(in crate::cli) scoring: Scoring,
}

/// What is listed instead of a score.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Residue {
    /// List the passages that must be read by eye, grouped by the concepts in them.
    #[arg(long, conflicts_with = "leave_out")]
    pub(in crate::cli) unread: bool,
}

/// What is left out.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Ablation {
    /// Score without one mechanism of the whole document after the other, to see what each brings.
    #[arg(long, conflicts_with_all = ["leave_out", "unread", "ratchet", "list"])]
    pub(in crate::cli) ablate: bool,
}

/// What is done with a score besides printing it.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Scoring {
    /// List what differs in each document or sentence.
    #[arg(long)]
    pub(in crate::cli) list: bool,
    /// Fail (exit 1) where a figure sank below this file's floors.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) ratchet: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) who: WhoReads,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum EvalCommand {
    /// Read single sentences of a bank.
    Sentences(EvalSentences),
    /// Print what the learned reader sees of labelled sentences and letters, one JSON object a line, for training.
    Inputs(EvalInputs),
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct EvalInputs {
    /// Banks, and folders with docs/ and labels/.
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Print the words of whole letters with their kind instead, for the classifier of kinds.
    #[arg(long)]
    pub(in crate::cli) kinds: bool,
    #[command(flatten)]
    pub(in crate::cli) of_terms: OfTerms,
}

/// Another thing to print of whole letters.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct OfTerms {
    /// Print every sum and day of whole letters with the labelled facts instead, for the reader of terms.
    #[arg(long, conflicts_with = "kinds")]
    pub(in crate::cli) terms: bool,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct EvalSentences {
    /// Banks: one JSON object a line with id, text, context (may be left out), and labels where it is to be scored.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = SentenceFormat::Text)]
    pub(in crate::cli) format: SentenceFormat,
    #[command(flatten)]
    pub(in crate::cli) scoring: Scoring,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ScoreFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SentenceFormat {
    /// Scores against the labels, as tables.
    Text,
    /// Scores against the labels, as one JSON object.
    Json,
    /// What was read in each sentence, one JSON object a line; labels are not needed.
    Ndjson,
}
