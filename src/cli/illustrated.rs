//! `review` in the formats that show the letter itself: the page for a browser, and the letter with its words marked.

use std::io::IsTerminal as _;

use anyhow::bail;

use super::args::{Review as ReviewArgs, ReviewFormat};
use super::desk::Keep;
use super::looks;
use super::looks::{Read, Viewer};
use super::output::detail;
use super::redaction::Redaction;
use super::round::Round;
use crate::batch::Input;
use crate::report::accept::decisions::Decisions;
use crate::report::checked::Checked;
use crate::report::exit::exit;
use crate::report::{html, paper};

/// Reviews every input, writes it with its pages, and gives the exit code.
pub(super) fn run(round: &Round<'_>, args: &ReviewArgs, decisions: &mut Decisions) -> anyhow::Result<u8> {
    let is_page = args.format == ReviewFormat::Html;
    if !is_page {
        refuse(round, args)?;
    }
    let mut output = round.output()?;
    let files = looks::files(round.demands)?;
    if is_page {
        output.bytes(html::begin(&title(round.inputs)).as_bytes())?;
    }
    let keep: Option<Keep<Read>> = Some(looks::keep);
    let outcomes = round.each_decided(decisions, keep, |at, checked, read| {
        let Some(input) = round.inputs.get(at) else { return Ok(()) };
        let viewer = Viewer::of(&files, round.office.redaction(), input, read);
        if is_page {
            let page = html::checked(checked, at + 1, &|document| viewer.looks(document));
            return output.bytes(page.as_bytes());
        }
        output.bytes(&annotated(&viewer, checked)?)
    })?;
    if is_page {
        output.bytes(html::end().as_bytes())?;
    }
    output.finish()?;
    Ok(exit(args.demands.gate(), &outcomes).code())
}

fn title(inputs: &[Input]) -> String {
    match inputs {
        [one] => format!("Review of {}", one.name()),
        more => format!("Review of {} files", more.len()),
    }
}

/// A PDF goes into one file, shows the letter as it is, and is no text for a terminal.
fn refuse(round: &Round<'_>, args: &ReviewArgs) -> anyhow::Result<()> {
    if round.inputs.len() != 1 {
        bail!("--format annotated-pdf is made of one letter; name one, and call acquit once for each");
    }
    if round.office.redaction() != Redaction::None {
        bail!("--format annotated-pdf shows the letter itself, in which nothing can be masked; leave --redact out");
    }
    if args.demands.output.is_none() && std::io::stdout().is_terminal() {
        bail!("--format annotated-pdf writes a PDF, which no terminal shows; name a file with --output");
    }
    Ok(())
}

/// The letter with notes over its words; where none can be added to it, its pages as pictures or its text, marked.
pub(super) fn annotated(viewer: &Viewer<'_>, checked: &Checked<'_>) -> anyhow::Result<Vec<u8>> {
    let review = checked.review;
    let same_file = checked.letters().all(|document| document.review.meta.sha256 == review.meta.sha256);
    if same_file {
        let notes = checked.letters().flat_map(|document| viewer.notes(document)).collect();
        match viewer.annotated(review, notes) {
            Ok(bytes) => return Ok(bytes),
            Err(trouble) => detail(&trouble.map_or_else(String::new, |trouble| trouble.to_string())),
        }
    }
    let papers: Vec<_> = checked.letters().map(|document| (document, viewer.looks(document.review))).collect();
    match paper::pdf(&papers) {
        Some(bytes) => Ok(bytes),
        None => bail!("the PDF could not be written; use --format html"),
    }
}
