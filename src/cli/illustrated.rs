//! `review` in the formats that show the letter itself: the page for a browser, and the letter with its words marked.

use std::io::IsTerminal as _;

use anyhow::bail;

use super::args::{Review as ReviewArgs, ReviewFormat};
use super::desk::{Keep, Office, reviews_with};
use super::looks;
use super::looks::{Read, Viewer};
use super::output::{Output, detail};
use super::progress::Progress;
use super::redaction::Redaction;
use super::runs::{complain, spare_the_inputs};
use crate::batch::{Input, Order};
use crate::report::exit::{Outcome, exit};
use crate::report::{html, marks, paper};
use crate::review::Review;

/// Reviews every input, writes it with its pages, and gives the exit code.
pub(super) fn run(office: &Office, inputs: &[Input], args: &ReviewArgs) -> anyhow::Result<u8> {
    let demands = &args.demands;
    spare_the_inputs(inputs, "--output", demands.output.as_deref())?;
    if args.format == ReviewFormat::AnnotatedPdf {
        refuse(office, inputs, args)?;
    }
    let files = looks::files(demands)?;
    let mut output = Output::open(demands.output.as_deref())?;
    let mut outcomes = Vec::with_capacity(inputs.len());
    let progress = Progress::beside(demands.output.as_deref(), inputs.len());
    let keep: Option<Keep<Read>> = Some(looks::keep);
    if args.format == ReviewFormat::Html {
        output.bytes(html::begin(&title(inputs)).as_bytes())?;
    }
    reviews_with(office, inputs, (demands, Order::Inputs, keep), |at, (review, read)| {
        let Some(input) = inputs.get(at) else { return Ok(()) };
        let review = office.shown(review);
        let viewer = Viewer::of(&files, office.redaction(), input, read);
        match args.format {
            ReviewFormat::Html => {
                let page = html::file(&review, at + 1, &|document| viewer.looks(document));
                output.bytes(page.as_bytes())?;
            }
            _ => output.bytes(&annotated(&viewer, &review)?)?,
        }
        progress.pause(|| complain(&review));
        outcomes.push(Outcome::of(&review));
        progress.step(&review);
        Ok(())
    })?;
    if args.format == ReviewFormat::Html {
        output.bytes(html::end().as_bytes())?;
    }
    progress.finish();
    output.finish()?;
    Ok(exit(demands.gate(), &outcomes).code())
}

fn title(inputs: &[Input]) -> String {
    match inputs {
        [one] => format!("Review of {}", one.name()),
        more => format!("Review of {} files", more.len()),
    }
}

/// A PDF goes into one file, shows the letter as it is, and is no text for a terminal.
fn refuse(office: &Office, inputs: &[Input], args: &ReviewArgs) -> anyhow::Result<()> {
    if inputs.len() != 1 {
        bail!("--format annotated-pdf is made of one letter; name one, and call acquit once for each");
    }
    if office.redaction() != Redaction::None {
        bail!("--format annotated-pdf shows the letter itself, in which nothing can be masked; leave --redact out");
    }
    if args.demands.output.is_none() && std::io::stdout().is_terminal() {
        bail!("--format annotated-pdf writes a PDF, which no terminal shows; name a file with --output");
    }
    Ok(())
}

/// The letter with notes over its words; where none can be added to it, its pages as pictures or its text, marked.
fn annotated(viewer: &Viewer<'_>, review: &Review) -> anyhow::Result<Vec<u8>> {
    let documents = marks::documents(review);
    let same_file = documents.iter().all(|document| document.meta.sha256 == review.meta.sha256);
    if same_file {
        let notes = documents.iter().flat_map(|document| viewer.notes(document)).collect();
        match viewer.annotated(review, notes) {
            Ok(bytes) => return Ok(bytes),
            Err(trouble) => detail(&trouble.map_or_else(String::new, |trouble| trouble.to_string())),
        }
    }
    let papers: Vec<_> = documents.into_iter().map(|document| (document, viewer.looks(document))).collect();
    match paper::pdf(&papers) {
        Some(bytes) => Ok(bytes),
        None => bail!("the PDF could not be written; use --format html"),
    }
}
