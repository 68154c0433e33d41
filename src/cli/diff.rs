//! `acquit diff OLD NEW`: two versions of a letter side by side.

use std::path::{Path, PathBuf};

use anyhow::ensure;

use super::args::{Diff as DiffArgs, DiffFormat};
use super::desk::{Keep, Office, reviews_with};
use super::output::Output;
use super::readers;
use super::redaction::Redaction;
use super::runs::{complain, found, spare_the_inputs};
use super::teller::width;
use crate::batch::{Input, Order};
use crate::report::diff;
use crate::report::diff::{Paragraph, Side};
use crate::report::exit::{Exit, Outcome, Unreadable, exit};
use crate::review::Review;

/// Reads both versions, shows what is other, and ends as a review of the new one would.
pub(super) fn run(args: &DiffArgs) -> anyhow::Result<u8> {
    let demands = &args.demands;
    let as_of = demands.as_of.or_else(|| Some(jiff::ZonedDateTime::now().date()));
    let office = Office::open(readers::kit(&demands.who)?, &demands.facts, as_of)?;
    let office = office.under(demands).with_cache(&demands.caching);
    // Paragraphs are told as they stand, and who is named in them nobody can say for sure.
    ensure!(
        office.redaction() == Redaction::None,
        "diff shows paragraphs of the letters as they stand; leave --redact out"
    );
    let inputs = [one(&args.old, args)?, one(&args.new, args)?];
    spare_the_inputs(&inputs, "--output", demands.output.as_deref())?;
    let mut output = Output::open(demands.output.as_deref())?;
    let mut versions: Vec<(Review, Vec<Paragraph>)> = Vec::new();
    let keep: Keep<Paragraph> = |_, pages| diff::paragraphs(pages);
    reviews_with(&office, &inputs, (demands, Order::Inputs, Some(keep)), |_, (review, paragraphs)| {
        complain(&review);
        versions.push((office.shown(review), paragraphs));
        Ok(())
    })?;
    let [old, new] = versions.as_slice() else { return Ok(Exit::Unread.code()) };
    let [before, after] = [old, new].map(|(review, paragraphs)| Side { review, paragraphs });
    let diff = diff::of(before, after);
    output.text(&match args.format {
        DiffFormat::Text => diff::text(&diff, width(demands.output.as_deref())),
        DiffFormat::Html => diff::html(&diff),
        DiffFormat::Json => diff::json(&diff),
    })?;
    output.finish()?;
    let gate = demands.gate();
    let unread = Outcome::of(&old.0).is_unread() && gate.unreadable == Unreadable::Fails;
    let ended = exit(gate, &[Outcome::of(&new.0)]);
    Ok(if unread { Exit::Unread } else { ended }.code())
}

/// The one file of that name.
fn one(path: &Path, args: &DiffArgs) -> anyhow::Result<Input> {
    let named = PathBuf::from(path);
    let mut found = found(&[named], &args.demands)?;
    ensure!(found.len() == 1, "diff compares two files; name one file as OLD and one as NEW");
    Ok(found.remove(0))
}
