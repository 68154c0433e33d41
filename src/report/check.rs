//! Short lines for logs and editors: `path:page:line: severity id: message`.

use std::fmt::Write as _;

use crate::id::Verdict;
use crate::judge::Extent;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::review::Review;

/// One line for each finding, gravest first, and one where the document, or a part of it, could not be read. A
/// finding without words has `-` for page and line. Of a file of several documents, the lines of each, under its name,
/// and what could not be read of the file itself.
#[must_use]
pub fn lines(review: &Review) -> String {
    if review.parts.is_empty() {
        return of_document(review);
    }
    let parts: String = review.parts.iter().map(lines).collect();
    if review.judgement.extent != Extent::Whole && !parts.contains(":-:-: unread: ") {
        return parts + &unread(review);
    }
    parts
}

fn of_document(review: &Review) -> String {
    let path = visible_name(&review.meta.name);
    let mut out = String::new();
    // Writing to a string cannot fail.
    for finding in &review.findings {
        let place = finding.evidence.first().map_or_else(
            || "-:-".to_owned(),
            |e| format!("{}:{}", e.page.map_or_else(|| "-".to_owned(), |page| page.to_string()), e.line),
        );
        let _ = writeln!(out, "{path}:{place}: {} {}: {}", finding.severity, finding.id, visible(&finding.message));
    }
    if review.judgement.extent != Extent::Whole || review.judgement.verdict == Verdict::Unreadable {
        out.push_str(&unread(review));
    }
    out
}

fn unread(review: &Review) -> String {
    format!("{}:-:-: unread: {}\n", visible_name(&review.meta.name), reason(review))
}

/// Why it was not read, in one sentence or several.
fn reason(review: &Review) -> String {
    let hiding = review.troubles.iter().filter(|t| t.what.hides_words()).map(|t| visible(&t.to_string()));
    let reasons: Vec<String> = hiding.collect();
    if reasons.is_empty() {
        "Too little was read to tell what kind of document this is.".to_owned()
    } else {
        reasons.join(" ")
    }
}
