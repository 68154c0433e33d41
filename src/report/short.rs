//! Short lines for logs and editors: `path:page:line: severity id: message “words”`.

use std::fmt::Write as _;

use crate::report::checked::Checked;
use crate::report::checked::Document;
use crate::report::checked::Held;
use crate::report::visible::visible_line;
use crate::report::visible::visible_name;

/// One line for each finding, gravest first, and one where the document, or a part of it, could not be read. A
/// finding without words has `-` for page and line. Of a file of several documents, the lines of each, under its name,
/// and what could not be read of the file itself; last what is said of the file besides findings.
#[must_use]
pub fn lines(checked: &Checked<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    for document in &checked.documents {
        for held in &document.findings {
            let _ = writeln!(out, "{}", finding(document, held));
        }
        if let Some(reason) = &document.unread {
            let _ = writeln!(out, "{}", visible_line(&format!("{}:-:-: unread: {reason}", document.review.meta.name)));
        }
    }
    for remark in &checked.remarks {
        let says = format!("{}:-:-: {}: {}", checked.review.meta.name, remark.id(), remark.says());
        let _ = writeln!(out, "{}", visible_line(&says));
    }
    out
}

/// The line of one finding, without its end.
#[must_use]
pub fn finding(document: &Document<'_>, held: &Held<'_>) -> String {
    let path = visible_name(&document.review.meta.name);
    let place = held.finding.evidence.first().map_or_else(
        || "-:-".to_owned(),
        |e| format!("{}:{}", e.page.map_or_else(|| "-".to_owned(), |page| page.to_string()), e.line),
    );
    visible_line(&format!("{path}:{place}: {} {}: {}", held.finding.severity, held.finding.id, held.says()))
}
