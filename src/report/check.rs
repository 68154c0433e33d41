//! Short lines for logs and editors: `path:page:line: severity id: message`.

use std::fmt::Write as _;

use crate::id::Verdict;
use crate::judge::Extent;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::review::Review;

/// One line for each finding, gravest first, and one where the document, or a part of it, could not be read. A
/// finding without words has `-` for page and line.
#[must_use]
pub fn lines(review: &Review) -> String {
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
        let _ = writeln!(out, "{path}:-:-: unread: {}", reason(review));
    }
    out
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
