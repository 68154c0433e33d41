//! The pages and lines of plain text.

use crate::document::Line;
use crate::document::Page;
use crate::document::SecondReader;
use crate::span::RawSpan;

/// The pages between form feeds, all of them read; `first` is the number of the first one, if they are numbered.
pub(super) fn pages(text: &str, first: Option<u32>) -> Vec<Page> {
    let (mut out, mut start, mut number) = (Vec::new(), 0, first);
    for end in memchr::memchr_iter(b'\x0C', text.as_bytes()).chain([text.len()]) {
        let span = RawSpan::new(start, end);
        out.push(Page { number, span, lines: of(text, span), read: true, second: SecondReader::NotAsked });
        start = end + 1;
        number = number.map(|n| n + 1);
    }
    out
}

/// The lines under `page`, empty ones too, so that line `n` of the page is entry `n - 1`. A line feed ends a line; what
/// follows the last one is a line only where it holds a byte.
fn of(text: &str, page: RawSpan) -> Vec<Line> {
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
