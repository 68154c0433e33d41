//! `acquit scan --group`: letters of one form side by side, so that a clause that was changed stands out.

use super::args::{GroupFormat, Scan};
use super::desk::{Keep, Office, reviews_with};
use super::output::{Output, say};
use super::progress::Progress;
use super::redaction::Redaction;
use super::runs::{complain, spare_the_inputs};
use super::tally::Note;
use crate::batch::{Input, Order};
use crate::normalise;
use crate::report::exit::{Outcome, exit};
use crate::report::groups;
use crate::report::groups::Member;
use crate::template::{Letter, Shelf};

/// Reads all inputs, and shows the forms that two and more of the letters share.
pub(super) fn group(office: &Office, args: &Scan, (inputs, format): (&[Input], GroupFormat)) -> anyhow::Result<u8> {
    // Paragraphs are told as they stand, and of many letters at once nobody can say who is named in them.
    anyhow::ensure!(
        office.redaction() == Redaction::None,
        "--group shows paragraphs of the letters as they stand; leave out --redact, or leave out --group"
    );
    spare_the_inputs(inputs, "--output", args.demands.output.as_deref())?;
    let mut output = Output::open(args.demands.output.as_deref())?;
    let (mut shelf, mut members, mut outcomes) = (Shelf::default(), Vec::new(), Vec::<Outcome>::new());
    let progress = Progress::beside(args.demands.output.as_deref(), inputs.len());
    let keep: Keep<(Member, Letter)> = |review, pages| {
        let member = Member { path: review.meta.name.clone(), verdict: review.judgement.verdict };
        vec![(member, Letter::of(&normalise::text(pages)))]
    };
    reviews_with(office, inputs, (&args.demands, Order::Inputs, Some(keep)), |_, (review, letters)| {
        progress.pause(|| complain(&review));
        outcomes.push(Note::of(&review).outcome());
        for (member, letter) in letters {
            members.push(member);
            shelf.put(letter);
        }
        progress.step(&review);
        Ok(())
    })?;
    progress.finish();
    let templates = shelf.templates();
    output.text(&match format {
        GroupFormat::Text => groups::text(&templates, &members),
        GroupFormat::Ndjson => groups::lines(&templates, &members),
    })?;
    output.finish()?;
    say(&format!("{} documents, {} templates", inputs.len(), templates.len()));
    Ok(exit(args.gate(), &outcomes).code())
}
