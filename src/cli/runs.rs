//! `review` and `scan`: documents in, reviews out, and how the run ended.

use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};

use super::args::{Demands, Review as ReviewArgs, ReviewFormat};
use super::decisions;
use super::desk::{Office, reviews};
use super::illustrated;
use super::log;
use super::matter;
use super::output::{Output, detail, say_trouble, shown};
use super::progress::Progress;
use super::readers;
use super::teller::Teller;
use crate::batch;
use crate::batch::{Choice, Input, Order};
use crate::report::checked::Checked;
use crate::report::exit::{Gate, Outcome, exit};
use crate::review::Review;

/// `acquit review`: today is the day unless another is named.
pub(super) fn review(args: &ReviewArgs) -> anyhow::Result<u8> {
    let as_of = args.demands.as_of.or_else(|| Some(jiff::ZonedDateTime::now().date()));
    let office = Office::open(readers::kit(&args.demands.who)?, &args.demands.facts, as_of)?;
    let office = office.under(&args.demands).with_cache(&args.demands.caching);
    let inputs = found(&args.files, &args.demands)?;
    let is_memo = !args.matter && !matches!(args.format, ReviewFormat::Html | ReviewFormat::AnnotatedPdf);
    // What was decided would be left out without a word.
    ensure!(
        is_memo || args.reviews.is_none(),
        "--reviews goes into the memo (terminal, json, markdown, docx) and the request letter of single letters alone; \
         leave it out, or ask for one of these"
    );
    if args.matter {
        return matter::run(&office, &inputs, args);
    }
    if matches!(args.format, ReviewFormat::Html | ReviewFormat::AnnotatedPdf) {
        return illustrated::run(&office, &inputs, args);
    }
    let (_, mut decisions) = decisions::read(args.reviews.as_deref(), as_of)?;
    let mut teller = Teller::of(args, inputs.len())?;
    let demands = &args.demands;
    spare_the_inputs(&inputs, "--output", demands.output.as_deref())?;
    let mut output = Output::open(demands.output.as_deref())?;
    let mut outcomes = Vec::with_capacity(inputs.len());
    let progress = Progress::beside(demands.output.as_deref(), inputs.len());
    // What is accepted stays in the memo, and the exit code is that of the letter.
    let gate = Gate { require: None, ..demands.gate() };
    reviews(&office, &inputs, (demands, Order::Inputs), |_, review| {
        let checked = Checked::of(&review, gate, |finding| decisions.accept(finding));
        office.redaction().told(&checked, |checked| {
            teller.tell(checked, &mut output)?;
            progress.pause(|| complain(checked.review));
            anyhow::Ok(())
        })?;
        outcomes.push(Outcome::of(&review));
        progress.step(&review);
        Ok(())
    })?;
    teller.finish(&mut output)?;
    progress.finish();
    output.finish()?;
    Ok(exit(demands.gate(), &outcomes).code())
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
