//! The documents of a file: a table of all, then the other letters in short.

use crate::id::Verdict;
use crate::report::memo::Block;
use crate::report::memo::Detail;
use crate::report::memo::Pen;
use crate::report::memo::Table;
use crate::report::memo::clauses;
use crate::report::memo::findings;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;

/// Each document of the file on a line with its verdict and kind, those in containers below them.
pub(super) fn table(pen: &mut Pen<'_>, review: &Review) {
    let Some(worst) = review.worst.as_deref() else { return };
    pen.heading("Documents in this file");
    let row = |part: &Review| {
        let verdict = words::verdict(part.judgement.verdict);
        let kind = words::kind(part.judgement.kind);
        [verdict.to_owned(), format!("{} · {kind}", own_name(review, part))]
    };
    let rows = documents(review).into_iter().map(row).collect();
    pen.put(Block::Table(Table { head: ["Verdict", "Document"], rows }));
    let worst = deciding(review).unwrap_or(worst);
    let worst = visible_name(worst.strip_prefix(&review.meta.name).unwrap_or(worst).trim_start_matches(['/', '#']));
    pen.put(Block::Text(format!("What follows is said of {worst}, which decides for the file.")));
}

/// The core clauses and hazards of the letters that do not decide, and in a whole memo what is missing in them.
pub(super) fn others(pen: &mut Pen<'_>, review: &Review) {
    let Some(decides) = deciding(review) else { return };
    for part in documents(review) {
        let told = pen.detail == Detail::Whole || part.judgement.verdict != Verdict::NotApplicable;
        if !told || decides == part.meta.name {
            continue;
        }
        pen.put(Block::Name(own_name(review, part)));
        pen.put(Block::Verdict(part.judgement.verdict));
        pen.put(Block::Text(words::meaning(&part.judgement).to_owned()));
        clauses::core(pen, part);
        findings::hazards(pen, part);
        findings::by_eye(pen, part);
        if pen.detail == Detail::Whole {
            findings::gaps(pen, part);
        }
    }
}

/// The documents that are no containers, in order.
fn documents(review: &Review) -> Vec<&Review> {
    if review.parts.is_empty() { vec![review] } else { review.parts.iter().flat_map(documents).collect() }
}

/// Name of the document that decides, through all containers.
fn deciding(review: &Review) -> Option<&str> {
    let worst = review.worst.as_deref()?;
    let part = review.parts.iter().find(|part| part.meta.name == worst)?;
    deciding(part).or(Some(worst))
}

/// The name below that of the file.
fn own_name(file: &Review, part: &Review) -> String {
    let name = part.meta.name.strip_prefix(&file.meta.name).unwrap_or(&part.meta.name);
    visible_name(name.trim_start_matches(['/', '#']))
}
