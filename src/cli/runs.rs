//! `review` and `scan`: documents in, reviews out, and how the run ended.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::args::{Demands, Review as ReviewArgs, ReviewFormat, Scan};
use super::desk::{Office, reviews};
use super::output::{Output, say, say_trouble, shown};
use super::readers;
use crate::batch;
use crate::batch::Input;
use crate::id::Verdict;
use crate::report::exit::{Outcome, exit};
use crate::report::{json, terminal};
use crate::review::Review;

/// Widest memo, in columns.
const WIDEST: usize = 100;

/// `acquit review`: today is the day unless another is named.
pub(super) fn review(args: &ReviewArgs) -> anyhow::Result<u8> {
    let as_of = args.demands.as_of.or_else(|| Some(jiff::ZonedDateTime::now().date()));
    let office = Office::open(readers::kit(&args.demands.who)?, &args.demands.facts, as_of)?;
    let inputs = found(&args.files, &args.demands)?;
    let many = inputs.len() > 1;
    let width = textwrap::termwidth().clamp(40, WIDEST);
    run(&office, &inputs, &args.demands, |review| match args.format {
        ReviewFormat::Terminal => terminal::memo(review, width) + if many { "\n" } else { "" },
        ReviewFormat::Json if many => json::line(review),
        ReviewFormat::Json => json::pretty(review),
    })
    .map(|ended| ended.code)
}

/// `acquit scan`: a line of JSON a document, a table at the end.
pub(super) fn scan(args: &Scan) -> anyhow::Result<u8> {
    let office = Office::open(readers::kit(&args.demands.who)?, &args.demands.facts, args.demands.as_of)?;
    let inputs = found(&args.paths, &args.demands)?;
    let ended = run(&office, &inputs, &args.demands, json::line)?;
    say(&ended.table());
    Ok(ended.code)
}

/// The documents of a run, to be read within its limits.
pub(super) fn found(paths: &[PathBuf], demands: &Demands) -> anyhow::Result<Vec<Input>> {
    let reading = demands.limits.0.reading;
    Ok(batch::find(paths)?.into_iter().map(|input| input.within(reading)).collect())
}

/// How a run ended.
struct Ended {
    code: u8,
    verdicts: BTreeMap<Verdict, usize>,
}

impl Ended {
    /// Documents by verdict.
    fn table(&self) -> String {
        let count = |v: &Verdict| self.verdicts.get(v).copied().unwrap_or(0);
        let rows = Verdict::ALL.iter().map(|v| format!("{:<16} {:>7}", v.as_str(), count(v)));
        let all: usize = self.verdicts.values().sum();
        rows.chain([format!("{:<16} {all:>7}", "documents")]).collect::<Vec<_>>().join("\n")
    }
}

/// Reviews every input, writes what `tell` makes of it, says what could not be read, and works out the exit code.
fn run(
    office: &Office,
    inputs: &[Input],
    demands: &Demands,
    tell: impl Fn(&Review) -> String,
) -> anyhow::Result<Ended> {
    spare_the_inputs(inputs, "--output", demands.output.as_deref())?;
    let mut output = Output::open(demands.output.as_deref())?;
    let (mut outcomes, mut verdicts) = (Vec::with_capacity(inputs.len()), BTreeMap::new());
    let progress = std::io::stderr().is_terminal() && inputs.len() > 20;
    reviews(office, inputs, demands, |review| {
        output.text(&tell(&review))?;
        complain(&review);
        outcomes.push(Outcome::of(&review));
        *verdicts.entry(review.judgement.verdict).or_default() += 1;
        if progress && outcomes.len() % 100 == 0 {
            say(&format!("{} of {}", outcomes.len(), inputs.len()));
        }
        Ok(())
    })?;
    output.finish()?;
    Ok(Ended { code: exit(demands.gate(), &outcomes) as u8, verdicts })
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

/// Says on standard error what of a document could not be read.
pub(super) fn complain(review: &Review) {
    for trouble in review.troubles.iter().filter(|t| t.what.hides_words()) {
        say_trouble(&review.meta.name, trouble);
    }
}
