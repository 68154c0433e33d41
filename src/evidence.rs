//! Evidence: exact words of the document and where they stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{Line, Page, Pages, Rect};
use crate::reading::Reader;
use crate::span::RawSpan;

/// Words of the document that bear a status, a hazard or a fact (contract section 7).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// A slice of exactly what `acquit extract` prints.
    pub quote: String,
    /// Page from 1; null where the format has none.
    pub page: Option<u32>,
    /// Line within the page, from 1.
    pub line: u32,
    /// First UTF-8 byte in the extracted text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Boxes in points, origin top left, rotation applied; empty where the format places no characters.
    pub boxes: Vec<Rect>,
    /// Row or frame that read it.
    pub pattern: String,
    /// Words that turned it.
    pub cues: Vec<String>,
    /// Who read it.
    pub by: Reader,
}

impl Evidence {
    /// Words of a first page, for tests.
    #[cfg(test)]
    pub(crate) fn said(quote: &str) -> Self {
        Self {
            quote: quote.to_owned(),
            page: Some(1),
            line: 1,
            start: 0,
            end: quote.len(),
            boxes: Vec::new(),
            pattern: String::new(),
            cues: Vec::new(),
            by: Reader::Patterns,
        }
    }

    /// Quotes a stretch of the extracted text, with page, line and boxes.
    #[must_use]
    pub fn at(pages: &Pages, span: RawSpan, pattern: &str, by: Reader) -> Self {
        let quote = span.of(&pages.text).to_owned();
        let after = pages.pages.partition_point(|p| p.span.start <= span.start);
        let page = after.checked_sub(1).and_then(|n| pages.pages.get(n));
        let line = page.map_or(1, |p| p.lines.partition_point(|l| l.span.start <= span.start).max(1));
        let boxes = pages.pages[after.saturating_sub(1)..]
            .iter()
            .take_while(|p| p.span.start < span.end)
            .flat_map(|p| lines_from(p, span.start).iter().take_while(|l| l.span.start < span.end))
            .filter_map(|l| l.cut(span, &pages.text))
            .collect();
        Self {
            quote,
            page: page.and_then(|p| p.number),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            start: span.start,
            end: span.end,
            boxes,
            pattern: pattern.to_owned(),
            cues: Vec::new(),
            by,
        }
    }

    /// Adds the words that turned the reading.
    #[must_use]
    pub fn with_cues(mut self, cues: &[String]) -> Self {
        self.cues = cues.to_vec();
        self
    }
}

/// The lines of a page from the one that holds a byte.
fn lines_from(page: &Page, at: usize) -> &[Line] {
    let after = page.lines.partition_point(|l| l.span.start <= at);
    &page.lines[after.saturating_sub(1)..]
}
