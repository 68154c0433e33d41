//! `review`: documents in, reviews out, and how the run ended.

use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};

use super::args::{Demands, Review as ReviewArgs, ReviewFormat};
use super::decisions;
use super::desk::{Keep, Office};
use super::illustrated;
use super::log;
use super::looks;
use super::looks::Read;
use super::matter;
use super::output::{detail, note, say_trouble, shown};
use super::readers;
use super::redaction::Redaction;
use super::round::Round;
use super::teller::Teller;
use crate::batch;
use crate::batch::{Choice, Input};
use crate::report::accept::decisions::Decisions;
use crate::report::exit::exit;
use crate::review::Review;

/// `acquit review`: today is the day unless another is named.
pub(super) fn review(args: &ReviewArgs) -> anyhow::Result<u8> {
    let office = office(&args.demands)?;
    let inputs = found(&args.files, &args.demands)?;
    ensure!(
        !args.quoting.excerpts || args.format == ReviewFormat::Terminal && !args.matter,
        "--excerpts is for the memo on a terminal; leave it out, or leave --format and --matter out"
    );
    ensure!(
        !args.quoting.excerpts || office.redaction() == Redaction::None,
        "--excerpts shows lines of the letter as they stand, in which nobody is masked for sure; leave --redact out"
    );
    let (file, mut decisions) = decisions::read(args.reviews.as_deref(), office.day())?;
    let round = Round { office: &office, inputs: &inputs, demands: &args.demands };
    let code = match args.format {
        _ if args.matter => matter::run(&round, args, &mut decisions),
        ReviewFormat::Html | ReviewFormat::AnnotatedPdf => illustrated::run(&round, args, &mut decisions),
        _ => memos(&round, args, &mut decisions),
    }?;
    // The usual file may hold decisions on other letters, which this run does not meet.
    let told = if args.reviews.is_some() { decisions.remarks() } else { decisions.ended() };
    for (line, says) in told {
        note(&format!("{}:{line}: {says}", shown(&file)));
    }
    Ok(code)
}

/// The office of a run in which today is the day unless another is named.
pub(super) fn office(demands: &Demands) -> anyhow::Result<Office> {
    let as_of = demands.as_of.or_else(|| Some(jiff::ZonedDateTime::now().date()));
    let office = Office::open(readers::kit(&demands.who)?, &demands.facts, as_of)?;
    Ok(office.under(demands).with_cache(&demands.caching))
}

/// In the formats that are made from the review alone.
fn memos(round: &Round<'_>, args: &ReviewArgs, decisions: &mut Decisions) -> anyhow::Result<u8> {
    let mut teller = Teller::of(args, round.inputs.len())?;
    let mut output = round.output()?;
    let keep: Option<Keep<Read>> = args.quoting.excerpts.then_some(looks::keep);
    let outcomes = round.each_decided(decisions, keep, |_, checked, read| teller.tell(checked, &read, &mut output))?;
    teller.finish(&mut output)?;
    output.finish()?;
    Ok(exit(args.demands.gate(), &outcomes).code())
}

/// The documents of a run, to be read within its limits.
pub(super) fn found(paths: &[PathBuf], demands: &Demands) -> anyhow::Result<Vec<Input>> {
    let reading = demands.limits.0.reading;
    let choice = Choice { exclude: demands.exclude.clone() };
    Ok(batch::find(paths, &choice)?.into_iter().map(|input| input.within(reading)).collect())
}

/// The output never takes the place of a letter that is read, nor of a folder.
pub(super) fn spare_the_inputs(inputs: &[Input], flag: &str, output: Option<&Path>) -> anyhow::Result<()> {
    let Some(target) = output.and_then(|file| file.canonicalize().ok()) else { return Ok(()) };
    let is_input = inputs.iter().any(|input| input.path.canonicalize().is_ok_and(|path| path == target));
    if is_input || target.is_dir() {
        bail!("{}: {flag} names a document of this run or a folder; name another file", shown(&target));
    }
    Ok(())
}

/// Says on standard error what of a document could not be read, and notes in the log that it is done.
pub(super) fn complain(review: &Review) {
    log::document(review);
    detail(&format!("{}: {}, {} findings", review.meta.name, review.judgement.verdict, review.findings.len()));
    for trouble in review.troubles.iter().filter(|t| t.what.hides_words()) {
        say_trouble(&review.meta.name, trouble);
    }
}
