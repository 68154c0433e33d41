//! How `review` tells what it found: the format, the width, and a Word document that is whole only at the end.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use anyhow::{Context as _, bail};

use super::args::{Review, ReviewFormat};
use super::looks::Read;
use super::output::Output;
use crate::report::checked::Checked;
use crate::report::docx::Memos;
use crate::report::memo::Excerpts;
use crate::report::request::Requests;
use crate::report::{json, markdown, request, terminal};

/// Widest memo, in columns.
const WIDEST: usize = 100;

/// Narrowest memo.
const NARROWEST: usize = 40;

/// Writes the reviews of a run in one format.
pub(super) enum Teller {
    /// Memos for a terminal, so wide; with an empty line behind each where there are several.
    Terminal(usize, Several),
    /// JSON.
    Json(Several),
    /// Markdown.
    Markdown(Several),
    /// Memos in a Word document.
    Docx(Memos),
    /// A letter to the lender, as text.
    Request(Several),
    /// The same as a Word document.
    RequestDocx(Requests),
}

/// Whether the run is about more than one file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Several {
    Yes,
    No,
}

impl Teller {
    /// As the arguments ask, for so many files.
    pub(super) fn of(args: &Review, files: usize) -> anyhow::Result<Self> {
        let several = if files > 1 { Several::Yes } else { Several::No };
        let output = args.demands.output.as_deref();
        Ok(match args.format {
            ReviewFormat::Terminal => Self::Terminal(width(output), several),
            ReviewFormat::Json => Self::Json(several),
            ReviewFormat::Markdown => Self::Markdown(several),
            ReviewFormat::Html | ReviewFormat::AnnotatedPdf => {
                anyhow::bail!("--format {:?} shows pages, and no memo does: report this", args.format)
            }
            ReviewFormat::Docx if output.is_none() && io::stdout().is_terminal() => {
                bail!("--format docx writes a Word document, which no terminal shows; name a file with --output")
            }
            ReviewFormat::Docx => Self::Docx(Memos::default()),
            ReviewFormat::Request if output.is_some_and(is_word) => Self::RequestDocx(Requests::default()),
            ReviewFormat::Request => Self::Request(several),
        })
    }

    /// Tells one file, with the pages that are at hand.
    pub(super) fn tell(&mut self, checked: &Checked<'_>, read: &[Read], output: &mut Output) -> anyhow::Result<()> {
        let text = match self {
            Self::Terminal(width, several) => {
                terminal::with_excerpts(checked, Excerpts::of(read), *width) + several.between("\n")
            }
            Self::Json(Several::Yes) => json::checked(checked),
            Self::Json(Several::No) => json::checked_pretty(checked),
            Self::Markdown(several) => markdown::memo(checked) + several.between("\n"),
            Self::Request(several) => request::text(checked) + several.between("\n\n"),
            Self::Docx(memos) => {
                memos.add(checked);
                return Ok(());
            }
            Self::RequestDocx(letters) => {
                letters.add(checked);
                return Ok(());
            }
        };
        output.text(&text)
    }

    /// Tells what can be told only of all files together.
    pub(super) fn finish(self, output: &mut Output) -> anyhow::Result<()> {
        let document = match self {
            Self::Docx(memos) => memos.file(),
            Self::RequestDocx(letters) => letters.file(),
            _ => return Ok(()),
        };
        output.bytes(&document.context("the Word document cannot be made; use --format markdown")?)
    }
}

impl Several {
    fn between(self, words: &str) -> &str {
        if self == Self::Yes { words } else { "" }
    }
}

/// Whether the name is that of a Word document.
fn is_word(output: &Path) -> bool {
    output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"))
}

/// As wide as the terminal that shows the memo, or as COLUMNS says of it; always the same in a file or a pipe.
pub(super) fn width(output: Option<&Path>) -> usize {
    if output.is_some() || !io::stdout().is_terminal() {
        return terminal::WIDTH;
    }
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.unwrap_or_else(textwrap::termwidth).clamp(NARROWEST, WIDEST)
}
