//! `acquit review --matter`: the letters of one closing together.

use anyhow::{Context as _, ensure};

use super::args::{Review as ReviewArgs, ReviewFormat};
use super::desk::Keep;
use super::looks;
use super::looks::{Read, Viewer};
use super::output::Output;
use super::redaction::masked;
use super::round::{Round, decided};
use super::teller::{Teller, width};
use crate::finding::FindingId;
use crate::id::{Hazard, Verdict};
use crate::report::accept::decisions::Decisions;
use crate::report::checked::Checked;
use crate::report::docx::Memos;
use crate::report::exit::{Outcome, exit};
use crate::report::matter::Decided;
use crate::report::{html, markdown, matter, terminal};
use crate::review::Review;
use crate::review::matter as closing;
use crate::review::matter::{Look, Matter};
use crate::review::redact::Mask;

/// An insurer gives up no lien.
const LIEN_ONLY: FindingId = FindingId::Hazard(Hazard::LienReleaseOnly);

/// Reads the letters, says what is open between them, and gives the exit code: that of the worst letter or of what is
/// open, whichever is worse.
pub(super) fn run(round: &Round<'_>, args: &ReviewArgs, decisions: &mut Decisions) -> anyhow::Result<u8> {
    let told = matches!(
        args.format,
        ReviewFormat::Terminal | ReviewFormat::Json | ReviewFormat::Markdown | ReviewFormat::Docx | ReviewFormat::Html
    );
    ensure!(
        told,
        "--matter goes with --format terminal, json, markdown, docx or html; leave --matter out for the others"
    );
    ensure!(round.inputs.len() > 1, "--matter takes the letters of one closing; name all of them, two at least");
    if args.format != ReviewFormat::Html {
        Teller::of(args, round.inputs.len())?;
    }
    let mut output = round.output()?;
    let (mut reviews, mut looks, mut read) = (Vec::new(), Vec::new(), Vec::new());
    let keep: Keep<(Look, Read)> = |review, pages| {
        let read = looks::keep(review, pages);
        read.into_iter().map(|read| (closing::look(review, pages), read)).collect()
    };
    let mut outcomes = round.each(Some(keep), |_, review, more| {
        reviews.push(review.clone());
        let (its_looks, its_pages): (Vec<Look>, Vec<Read>) = more.into_iter().unzip();
        looks.extend(its_looks);
        // The pages are shown by one format alone.
        read.push(if args.format == ReviewFormat::Html { its_pages } else { Vec::new() });
        Ok(())
    })?;
    let matter = closing::of(&reviews, &looks);
    for (outcome, review) in outcomes.iter_mut().zip(&reviews).filter(|(_, review)| matter.is_settled(review)) {
        let verdict = Verdict::FullRelease;
        // Clauses that a lender's letter would have to give are not asked of it; what it asks of the borrower counts.
        let hazards = review.findings.iter().filter(|finding| matches!(finding.id, FindingId::Hazard(_)));
        let worst = hazards.filter(|finding| finding.id != LIEN_ONLY).map(|finding| finding.severity).max();
        *outcome = Outcome { verdict, release: verdict, worst, extent: review.judgement.extent };
    }
    let checked: Vec<Checked<'_>> = reviews.iter().map(|review| decided(review, round.demands, decisions)).collect();
    match round.office.redaction().mask(&reviews) {
        None if args.format == ReviewFormat::Html => page(round, (&matter, &checked), read, &mut output)?,
        None => tell((&matter, &checked), args, &mut output)?,
        Some(mask) => hidden(round, (&matter, &checked), (&mask, args), &mut output)?,
    }
    output.finish()?;
    let worst = matter::gravest(&matter);
    outcomes.extend(outcomes.first().copied().map(|one| Outcome {
        verdict: matter.verdict,
        release: matter.verdict,
        worst,
        extent: one.extent,
    }));
    Ok(exit(args.demands.gate(), &outcomes).code())
}

/// The letters, and what somebody decided on each.
type Told<'a> = (&'a Matter<'a>, &'a [Checked<'a>]);

/// Tells it without its people: held against each other as the letters stand, masked afterwards.
fn hidden(
    round: &Round<'_>,
    (matter, checked): Told<'_>,
    (mask, args): (&Mask, &ReviewArgs),
    output: &mut Output,
) -> anyhow::Result<()> {
    let reviews: Vec<Review> = checked.iter().map(|one| mask.review(one.review)).collect();
    let checked: Vec<Checked<'_>> =
        checked.iter().zip(&reviews).map(|(one, review)| masked(one, mask, review)).collect();
    let matter = matter.masked(mask, &reviews);
    if args.format == ReviewFormat::Html {
        return page(round, (&matter, &checked), Vec::new(), output);
    }
    tell((&matter, &checked), args, output)
}

/// The closing as a page for a browser, with each letter behind it as its own report has it.
fn page(
    round: &Round<'_>,
    (matter, checked): Told<'_>,
    read: Vec<Vec<Read>>,
    output: &mut Output,
) -> anyhow::Result<()> {
    let files = looks::files(round.demands)?;
    output.text(&html::begin("Review of one closing"))?;
    output.text(&html::closing(matter, checked))?;
    let mut read = read.into_iter();
    for (at, (checked, input)) in checked.iter().zip(round.inputs).enumerate() {
        let viewer = Viewer::of(&files, round.office.redaction(), input, read.next().unwrap_or_default());
        output.text(&html::checked(checked, at + 1, &|document| viewer.looks(document)))?;
    }
    output.text(&html::end())
}

fn tell((matter, checked): Told<'_>, args: &ReviewArgs, output: &mut Output) -> anyhow::Result<()> {
    let decided: Decided<'_> = checked.iter().flat_map(Checked::letters).map(|letter| letter.decided()).collect();
    let blocks = matter::blocks(matter, &decided);
    match args.format {
        ReviewFormat::Json => output.text(&matter::json(matter, &decided)),
        ReviewFormat::Markdown => output.text(&markdown::blocks(&blocks)),
        ReviewFormat::Docx => {
            let mut memos = Memos::default();
            memos.blocks(&blocks);
            output.bytes(&memos.file().context("the Word document cannot be made; use --format markdown")?)
        }
        _ => output.text(&terminal::blocks(&blocks, width(args.demands.output.as_deref()))),
    }
}
