//! The lines of the raw text, without the empty ones.

use crate::document::Pages;
use crate::text::Above;

use super::unsaid;

/// One line of raw text that holds at least one visible character.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawLine {
    /// First byte of its first visible character.
    pub start: usize,
    /// One past its last visible character.
    pub end: usize,
    /// Columns of white space before it.
    pub indent: u16,
    /// Empty lines above it.
    pub gap: u16,
    /// Index of its page.
    pub page: usize,
    /// Count of form feeds before it.
    pub sheet: usize,
    /// Whether it is set in bold.
    pub bold: bool,
    /// What stands above it.
    pub above: Above,
}

impl RawLine {
    pub(super) fn of<'a>(&self, raw: &'a str) -> &'a str {
        raw.get(self.start..self.end).unwrap_or("")
    }
}

/// Columns that a tab reaches at least: what `pdftotext` and typewriters take.
pub(super) const TAB: u16 = 8;

/// All visible lines, in order.
pub(super) fn read(pages: &Pages) -> Vec<RawLine> {
    let raw = pages.text.as_str();
    let (mut out, mut at, mut gap, mut sheet, mut page) = (Vec::new(), 0, 0_u16, 0, 0);
    while at < raw.len() {
        let rest = raw.get(at..).unwrap_or("");
        let length = memchr::memchr2(b'\n', b'\x0c', rest.as_bytes()).unwrap_or(rest.len());
        while pages.pages.get(page + 1).is_some_and(|next| next.span.start <= at) {
            page += 1;
        }
        if let Some(mut line) = visible(raw, at, at + length) {
            (line.gap, line.page, line.sheet, gap) = (gap, page, sheet, 0);
            line.bold = is_bold(pages, page, line.start);
            if out.last().is_some_and(|last: &RawLine| last.sheet != sheet || last.page != page) {
                line.above = Above::Break;
            }
            out.push(line);
        } else if rest.as_bytes().get(length) != Some(&b'\x0c') && !rest.get(..length).is_some_and(unsaid::holds) {
            gap = gap.saturating_add(1);
        }
        sheet += usize::from(rest.as_bytes().get(length) == Some(&b'\x0c'));
        at += length + 1;
    }
    out
}

fn visible(raw: &str, from: usize, to: usize) -> Option<RawLine> {
    let words = raw.get(from..to)?;
    let trimmed = words.trim_matches(super::fold::is_blank);
    let before = words.len() - words.trim_start_matches(super::fold::is_blank).len();
    if trimmed.is_empty() {
        return None;
    }
    let indent = words.get(..before).unwrap_or("").chars().fold(0_u16, |n, c| n.saturating_add(columns(c)));
    let start = from + before;
    let end = start + trimmed.len();
    Some(RawLine { start, end, indent, gap: 0, page: 0, sheet: 0, bold: false, above: Above::Line })
}

/// Columns that a blank character takes.
pub(super) fn columns(c: char) -> u16 {
    match c {
        '\t' => TAB,
        c if super::fold::is_space(c) => 1,
        _ => 0,
    }
}

fn is_bold(pages: &Pages, page: usize, at: usize) -> bool {
    let Some(page) = pages.pages.get(page) else { return false };
    let next = page.lines.partition_point(|line| line.span.end <= at);
    page.lines.get(next).and_then(|line| line.place.as_ref()).is_some_and(|place| place.bold)
}
