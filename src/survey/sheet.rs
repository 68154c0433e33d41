//! The text laid out for looking things up: lines and wide gaps kept, and a folded copy for phrases.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Pages;
use crate::evidence::Evidence;
use crate::reading::Reader;
use crate::span::NormSpan;
use crate::text::Text;

use super::Fact;
use super::cues::{Hits, fold};
use super::dates::{Dated, dates};
use super::words;
use super::words::Seen;

/// Lines below the salutation that still belong to the opening.
const BELOW: usize = 4;
/// Lines of an opening at most, and where there is no salutation.
const LONGEST: usize = 40;
const USUAL: usize = 22;
/// So many words in small letters make a line a part of a sentence; titles have fewer.
const SENTENCE: usize = 6;
/// Bytes of a line from which on it may be running text.
const RUNNING: usize = 50;
/// Bytes of a line from which on it is running text, whatever else it is like.
const ENDLESS: usize = 600;

static SALUTATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let one = r"^(?i:dear|hi|hello|to whom|gentlemen|ladies|to the)\b.{0,70}$|^(?:Mrs?\.?|Ms\.?|Miss|Dr\.) [^.]{2,50}[,:]$|^[A-Z][a-z]+(?: [A-Z][a-z.]+)?[,:]$";
    Regex::new(one).ok()
});

/// A document's words, as every part of the survey sees them. Text and layout have the same byte positions.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pages: &'a Pages,
    text: &'a Text,
    /// The normal text with a tab for each wide gap.
    pub(super) laid: String,
    /// The phrases of the survey's tables.
    pub(super) hits: Hits,
    /// The words, for the linear readers.
    pub(super) seen: Vec<Seen>,
    /// The days.
    pub(super) days: Vec<Dated>,
    /// The lines.
    pub(super) lines: Vec<NormSpan>,
    /// How many lines the opening has.
    pub(super) opening_lines: usize,
    date_line: Option<usize>,
    greeting: Option<usize>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(pages: &'a Pages, text: &'a Text) -> Self {
        let laid = lay_out(pages, text);
        let lines = lines(&laid);
        let greeting = greeting(&laid, &lines);
        let opening_lines = greeting.map_or(USUAL, |n| n + 1 + BELOW).min(lines.len());
        let days = dates(&laid);
        let first = days.first().map(|day| day.span.start);
        let date_line = first.map(|at| lines.partition_point(|line| line.start <= at).saturating_sub(1));
        Self {
            pages,
            text,
            hits: Hits::of(&fold(&laid)),
            seen: words::read(&laid),
            days,
            laid,
            lines,
            opening_lines,
            date_line,
            greeting,
        }
    }

    /// Where the opening ends.
    pub(super) fn opening_end(&self) -> usize {
        let last = self.opening_lines.checked_sub(1).and_then(|n| self.lines.get(n));
        last.map_or(0, |line| line.end)
    }

    /// The words of a span, with their layout.
    pub(super) fn words(&self, span: NormSpan) -> &str {
        span.of(&self.laid)
    }

    /// Index of the line that holds a byte.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    /// The line that holds a byte.
    pub(super) fn line(&self, at: usize) -> NormSpan {
        self.lines.get(self.line_at(at)).copied().unwrap_or(NormSpan::new(at, at))
    }

    /// The words from here to the end of their line, which is looked at for as long as a line of a letter is.
    pub(super) fn rest_of_line(&self, from: usize, line: NormSpan) -> &str {
        let end = line.end.min(from + ENDLESS);
        let end = (from..=end).rev().find(|&end| self.laid.is_char_boundary(end)).unwrap_or(from);
        self.words(NormSpan::new(from, end))
    }

    /// Whether a byte stands on a line of the opening that is no running text: letterhead, reference line or title.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let n = self.line_at(at);
        n < self.opening_lines && !self.is_running(n)
    }

    fn is_running(&self, n: usize) -> bool {
        let goes_on = |n: usize| {
            self.lines.get(n).is_some_and(|line| self.words(*line).starts_with(|c: char| c.is_ascii_lowercase()))
        };
        let Some(line) = self.lines.get(n).map(|line| self.words(*line)) else { return false };
        if line.len() > ENDLESS {
            return true;
        }
        let long = line.len() >= RUNNING && !line.contains('\t');
        let small = line.split(' ').filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).count();
        goes_on(n)
            || (small >= SENTENCE && !line.contains(['\t', ':']))
            || (long && (goes_on(n + 1) || line.ends_with(['.', ',', ';']) || line.contains(". ")))
    }

    /// Cells of the `n`th line, parted by wide gaps and bars.
    pub(super) fn cells(&self, n: usize) -> Vec<NormSpan> {
        let Some(line) = self.lines.get(n) else { return Vec::new() };
        let mut at = line.start;
        let mut cells = Vec::new();
        for cell in self.words(*line).split(['\t', '|']) {
            cells.push(NormSpan::new(at, at + cell.len()));
            at += cell.len() + 1;
        }
        cells
    }

    /// The line of the salutation.
    pub(super) fn greeting(&self) -> Option<usize> {
        self.greeting
    }

    /// The first line that holds a date.
    pub(super) fn date_line(&self) -> Option<usize> {
        self.date_line
    }

    /// Quotes a span as evidence.
    pub(super) fn evidence(&self, span: NormSpan, pattern: &str) -> Evidence {
        Evidence::at(self.pages, self.text.map.raw(span), pattern, Reader::Patterns)
    }

    /// A fact with one stretch of words behind it.
    pub(super) fn fact<T>(&self, value: T, span: NormSpan, pattern: &str) -> Fact<T> {
        Fact { value, evidence: vec![self.evidence(span, pattern)] }
    }
}

/// The normal text, where white space that was wide in the document is a tab.
pub(super) fn lay_out(pages: &Pages, text: &Text) -> String {
    let mut laid = text.norm.clone().into_bytes();
    for piece in text.map.pieces().iter().filter(|piece| !piece.verbatim) {
        let raw = piece.raw.of(&pages.text);
        if let Some(byte @ b' ') = laid.get_mut(piece.norm)
            && (raw.len() >= 2 || raw == "\t")
            && raw.chars().all(|c| c.is_whitespace() && c != '\n')
        {
            *byte = b'\t';
        }
    }
    String::from_utf8(laid).unwrap_or_else(|_| text.norm.clone())
}

fn lines(laid: &str) -> Vec<NormSpan> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in laid.split('\n') {
        lines.push(NormSpan::new(at, at + line.len()));
        at += line.len() + 1;
    }
    lines
}

fn greeting(laid: &str, lines: &[NormSpan]) -> Option<usize> {
    let greets = |line: &NormSpan| SALUTATION.as_ref().is_some_and(|salutation| salutation.is_match(line.of(laid)));
    lines.iter().take(LONGEST).skip(3).position(greets).map(|n| n + 3)
}
