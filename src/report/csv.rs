//! A row a document for a spreadsheet: verdict, facts, the status of every protection, hazards, what was not read.
//!
//! Quoted as RFC 4180 says. A cell that a spreadsheet would run as a formula begins with an apostrophe.

use csv::Terminator;
use csv::WriterBuilder;

use crate::document::Method;
use crate::id::Protection;
use crate::judge::Settled;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::review::Review;
use crate::survey::Fact;

/// Columns before those of the protections.
const FIRST: [&str; 12] = [
    "path",
    "kind",
    "verdict",
    "undetermined",
    "gravest",
    "lender",
    "loan_number",
    "state",
    "sale_price",
    "net_proceeds",
    "approval_expires",
    "borrowers",
];

/// Columns behind those of the protections.
const LAST: [&str; 10] = [
    "hazards",
    "worst_part",
    "method",
    "quality",
    "unread_pages",
    "troubles",
    "sha256",
    "patterns",
    "model",
    "readers",
];

/// What a spreadsheet takes for the beginning of a formula, a full-width form among them.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The names of the columns.
pub fn columns() -> impl Iterator<Item = &'static str> {
    let protections = Protection::ALL.iter().map(|protection| protection.as_str());
    FIRST.into_iter().chain(protections).chain(LAST)
}

/// The names of the columns, as one line.
#[must_use]
pub fn header() -> String {
    line(columns().map(str::to_owned))
}

/// One document, as one line. A file of several documents is one row: that of its worst letter.
#[must_use]
pub fn row(review: &Review) -> String {
    line(cells(review).into_iter())
}

/// The cells of a document, one for each column; what is not known is empty.
#[must_use]
pub fn cells(review: &Review) -> Vec<String> {
    let text = |fact: &Option<Fact<String>>| fact.as_ref().map_or_else(String::new, |fact| fact.value.clone());
    let facts = &review.facts;
    let first = [
        visible_name(&review.meta.name),
        review.judgement.kind.to_string(),
        review.judgement.verdict.to_string(),
        (review.judgement.settled == Settled::No).to_string(),
        gravest(review),
        text(&facts.lender),
        text(&facts.loan_number),
        text(&facts.state),
        text(&facts.sale_price),
        text(&facts.net_proceeds),
        text(&facts.approval_expires),
        facts.borrowers.as_ref().map_or_else(String::new, |names| names.value.join("; ")),
    ];
    let status = |protection: &Protection| {
        let found = review.judgement.protections.iter().find(|found| found.id == *protection);
        found.map_or_else(String::new, |found| found.status.to_string())
    };
    let hazards: Vec<&str> = review.judgement.hazards.iter().map(|hazard| hazard.id.as_str()).collect();
    let troubles: Vec<String> = review.troubles.iter().map(ToString::to_string).collect();
    let unread: Vec<String> = review.unread.iter().map(ToString::to_string).collect();
    let last = [
        hazards.join(" "),
        review.worst.clone().unwrap_or_default(),
        method(review.method).to_owned(),
        format!("{:.3}", review.quality),
        unread.join(" "),
        troubles.join(" "),
        review.meta.sha256.clone().unwrap_or_default(),
        review.tool.patterns.clone(),
        review.tool.model.clone().unwrap_or_default(),
        review.tool.readers.as_str().to_owned(),
    ];
    first.into_iter().chain(Protection::ALL.iter().map(status)).chain(last).collect()
}

/// The gravest severity, and acquit's own where the user's settings make it another.
fn gravest(review: &Review) -> String {
    let Some(gravest) = review.findings.iter().map(|finding| finding.severity).max() else { return String::new() };
    let original = review.findings.iter().map(|finding| finding.original.unwrap_or(finding.severity)).max();
    original
        .filter(|original| *original != gravest)
        .map_or_else(|| gravest.to_string(), |original| format!("{gravest} (acquit: {original})"))
}

fn method(method: Method) -> &'static str {
    match method {
        Method::TextLayer => "text-layer",
        Method::Ocr => "ocr",
        Method::Mixed => "mixed",
        Method::None => "none",
    }
}

/// Cells as one line, with its line feed.
fn line(cells: impl Iterator<Item = String>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing to memory cannot fail, and what was text before is text.
    let written = writer.write_record(cells.map(|cell| inert(&cell)));
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell that no spreadsheet runs and no terminal obeys.
fn inert(cell: &str) -> String {
    let shown = visible(cell);
    let first = shown.trim_start_matches([' ', '\u{a0}']).chars().next();
    if first.is_some_and(|first| FORMULA.contains(&first)) { format!("'{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, want) in [
            ("=1+1", "'=1+1"),
            ("  @SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
            ("＝1", "'＝1"),
            ("Loan 2-3", "Loan 2-3"),
            ("", ""),
        ] {
            assert_eq!(inert(cell), want, "{cell}");
        }
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let cells = |text: String| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            reader.records().map(|row| row.map(|row| row.len())).collect::<Result<Vec<_>, _>>().unwrap()
        };
        for review in [sample::contradiction(), sample::freed(), sample::torn(), sample::locked()] {
            assert_eq!(cells(row(&review)), cells(header()), "{}", review.meta.name);
        }
        assert_eq!(cells(header()), [FIRST.len() + Protection::ALL.len() + LAST.len()]);
    }
}
