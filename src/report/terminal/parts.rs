//! The documents of a file: a table of all, then the other letters in short.

use crate::id::Verdict;
use crate::report::terminal::BOLD;
use crate::report::terminal::Sheet;
use crate::report::terminal::clauses;
use crate::report::terminal::colour;
use crate::report::terminal::findings;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;

/// Columns that a verdict takes.
const VERDICT: usize = 17;

/// Each document of the file on a line with its verdict and kind, those in containers below them.
pub(super) fn table(sheet: &mut Sheet, review: &Review) {
    let Some(worst) = review.worst.as_deref() else { return };
    sheet.title("Documents in this file");
    for part in documents(review) {
        let verdict = words::verdict(part.judgement.verdict);
        let kind = words::kind(part.judgement.kind);
        sheet.hung(2, VERDICT, &format!("{verdict:VERDICT$}{} · {kind}", own_name(review, part)));
    }
    let worst = deciding(review).unwrap_or(worst);
    let worst = visible_name(worst.strip_prefix(&review.meta.name).unwrap_or(worst).trim_start_matches(['/', '#']));
    sheet.gap();
    sheet.text(0, &format!("What follows is said of {worst}, which decides for the file."));
}

/// The core clauses and hazards of the letters that do not decide.
pub(super) fn others(sheet: &mut Sheet, review: &Review) {
    let Some(decides) = deciding(review) else { return };
    for part in documents(review) {
        let told = part.judgement.verdict != Verdict::NotApplicable && decides != part.meta.name;
        if !told {
            continue;
        }
        sheet.gap();
        sheet.styled(0, BOLD, &own_name(review, part));
        sheet.styled(0, colour(part.judgement.verdict), words::verdict(part.judgement.verdict));
        sheet.text(0, words::meaning(&part.judgement));
        clauses::core(sheet, part);
        findings::hazards(sheet, part);
        findings::by_eye(sheet, part);
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
