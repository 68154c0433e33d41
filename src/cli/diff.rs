//! `acquit diff OLD NEW`: two versions of a letter side by side.

use std::path::{Path, PathBuf};

use anyhow::ensure;

use super::args::{Diff as DiffArgs, DiffFormat};
use super::desk::Keep;
use super::redaction::Redaction;
use super::round::Round;
use super::runs::{found, office};
use super::teller::width;
use crate::batch::Input;
use crate::report::diff;
use crate::report::diff::{Diff, Paragraph, Side};
use crate::report::exit::{Exit, Unreadable, exit};
use crate::review::Review;

/// A version, and its paragraphs.
type Version = (Review, Vec<Paragraph>);

/// Reads both versions, shows what is other, and ends as a review of the new one would.
pub(super) fn run(args: &DiffArgs) -> anyhow::Result<u8> {
    let demands = &args.demands;
    let office = office(demands)?;
    let inputs = [one(&args.old, args)?, one(&args.new, args)?];
    let round = Round { office: &office, inputs: &inputs, demands };
    let mut output = round.output()?;
    let mut versions: Vec<Version> = Vec::new();
    let keep: Keep<Paragraph> = |_, pages| diff::paragraphs(pages);
    let outcomes = round.each(Some(keep), |_, review, paragraphs| {
        versions.push((review.clone(), paragraphs));
        Ok(())
    })?;
    let ([old, new], [before, after]) = (versions.as_mut_slice(), outcomes.as_slice()) else {
        return Ok(Exit::Unread.code());
    };
    let diff = compared(office.redaction(), old, new);
    output.text(&match args.format {
        DiffFormat::Text => diff::text(&diff, width(demands.output.as_deref())),
        DiffFormat::Html => diff::html(&diff),
        DiffFormat::Json => diff::json(&diff),
    })?;
    output.finish()?;
    let gate = demands.gate();
    let unread = before.is_unread() && gate.unreadable == Unreadable::Fails;
    let ended = exit(gate, &[*after]);
    Ok(if unread { Exit::Unread } else { ended }.code())
}

/// What is other: compared as the versions stand, and told without their people where these are to be masked.
fn compared(redaction: Redaction, old: &mut Version, new: &mut Version) -> Diff {
    let mask = redaction.mask([&old.0, &new.0]);
    if let Some(mask) = &mask {
        for paragraph in old.1.iter_mut().chain(&mut new.1) {
            paragraph.masked = Some(mask.words(&paragraph.words));
        }
    }
    let [before, after] = [&*old, &*new].map(|(review, paragraphs)| Side { review, paragraphs });
    let diff = diff::of(before, after);
    match mask {
        Some(mask) => diff.masked(&mask),
        None => diff,
    }
}

/// The one file of that name.
fn one(path: &Path, args: &DiffArgs) -> anyhow::Result<Input> {
    let named = PathBuf::from(path);
    let mut found = found(&[named], &args.demands)?;
    ensure!(found.len() == 1, "diff compares two files; name one file as OLD and one as NEW");
    Ok(found.remove(0))
}
