//! Annotations for GitHub Actions: `::error file=…,title=…::message`, one a line.

use std::fmt::Write as _;

use crate::report::checked::Checked;
use crate::report::checked::Document;
use crate::report::checked::Held;
use crate::report::sarif::line;
use crate::report::uri::relative;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::severity::Severity;

/// An annotation for each finding, for what could not be read, and for what is said of the file besides.
#[must_use]
pub fn annotations(checked: &Checked<'_>, folder: &str) -> String {
    let mut out = String::new();
    let file = relative(&checked.review.meta.name, folder);
    for document in &checked.documents {
        for held in &document.findings {
            let at = held.finding.evidence.first().and_then(|words| line(checked, words));
            out.push_str(&command(level(held), &file, at, &title(held), &message(checked, document, held)));
        }
        if let Some(reason) = &document.unread {
            let level = if checked.must_be_read() { "error" } else { "warning" };
            out.push_str(&command(level, &file, None, "unread", &named(checked, document, reason)));
        }
    }
    for remark in &checked.remarks {
        let level = if remark.fails() { "error" } else { "notice" };
        out.push_str(&command(level, &file, None, remark.id(), &visible(remark.says())));
    }
    out
}

/// A warning for each note of the run.
#[must_use]
pub fn notes(notes: &[String]) -> String {
    notes.iter().fold(String::new(), |all, note| all + "::warning::" + &data(&visible(note)) + "\n")
}

fn level(held: &Held<'_>) -> &'static str {
    match held.finding.severity {
        _ if held.accepted().is_some() => "notice",
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "notice",
    }
}

fn title(held: &Held<'_>) -> String {
    format!("{} {}", held.finding.severity, held.finding.id)
}

/// The finding, its place, and the words to ask for.
fn message(checked: &Checked<'_>, document: &Document<'_>, held: &Held<'_>) -> String {
    let place = held.finding.evidence.first().map_or_else(String::new, |e| format!(" ({})", words::place(e)));
    let ask = if held.finding.ask.is_empty() { "" } else { "\nAsk for: " };
    named(checked, document, &format!("{}{place}{ask}{}", held.says(), visible(&held.finding.ask)))
}

/// Behind the document's name, where it is one of several in the file.
fn named(checked: &Checked<'_>, document: &Document<'_>, says: &str) -> String {
    let (own, file) = (&document.review.meta.name, &checked.review.meta.name);
    if own == file { says.to_owned() } else { format!("{}: {says}", visible_name(own)) }
}

fn command(level: &str, file: &str, line: Option<u32>, title: &str, message: &str) -> String {
    let mut out = format!("::{level} file={}", property(&visible_name(file)));
    if let Some(line) = line {
        // Writing to a string cannot fail.
        let _ = write!(out, ",line={line}");
    }
    let _ = writeln!(out, ",title={}::{}", property(title), data(message));
    out
}

/// What may stand behind the last `::`.
fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##", "#\\u{23}")
}

/// What may stand in a property.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}
