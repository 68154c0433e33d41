//! The lines of a page of plain text.

use crate::document::Line;
use crate::span::RawSpan;

/// The lines under `page`, empty ones too, so that line `n` of the page is entry `n - 1`. A line feed ends a line; what
/// follows the last one is a line only where it holds a byte.
pub(super) fn of(text: &str, page: RawSpan) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = page.start;
    for at in memchr::memchr_iter(b'\n', page.of(text).as_bytes()) {
        out.push(Line { span: RawSpan::new(start, page.start + at), place: None });
        start = page.start + at + 1;
    }
    if start < page.end {
        out.push(Line { span: RawSpan::new(start, page.end), place: None });
    }
    out
}
