//! A paragraph in the making.

use std::ops::Range;

use crate::document::Source;

/// What a paragraph is by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::extract) enum Shape {
    /// Running text; an empty line stands above it.
    #[default]
    Text,
    /// Running text; only a line feed parts it from text above.
    Line,
    /// The first row of a table; an empty line stands above it.
    FirstRow,
    /// A further row; only a line feed parts it from the row above.
    Row,
    /// No words: the next paragraph begins a page.
    Page,
}

/// A stretch of a paragraph that was read in an unusual way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Mark {
    /// Bytes of the paragraph's text.
    pub range: Range<usize>,
    /// How it was read.
    pub source: Source,
}

/// Text of one paragraph or table row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::extract) struct Paragraph {
    /// Its words. Line feeds are breaks within the paragraph.
    pub text: String,
    /// Unusual stretches.
    pub marks: Vec<Mark>,
    /// What it is.
    pub shape: Shape,
}

impl Paragraph {
    /// Appends words that were read in the ways `sources`.
    pub(in crate::extract) fn push(&mut self, words: &str, sources: impl Iterator<Item = Source>) {
        let start = self.text.len();
        self.text.push_str(words);
        for source in sources {
            self.mark(start..self.text.len(), source);
        }
    }

    /// Marks the whole.
    pub(in crate::extract) fn mark_all(&mut self, source: Source) {
        self.marks.insert(0, Mark { range: 0..self.text.len(), source });
    }

    fn mark(&mut self, range: Range<usize>, source: Source) {
        match self.marks.iter_mut().rev().find(|mark| mark.source == source) {
            Some(last) if last.range.end == range.start => last.range.end = range.end,
            _ if !range.is_empty() => self.marks.push(Mark { range, source }),
            _ => {}
        }
    }

    /// Puts words before all others.
    pub(in crate::extract) fn prepend(&mut self, words: &str) {
        self.text.insert_str(0, words);
        for mark in &mut self.marks {
            mark.range = mark.range.start + words.len()..mark.range.end + words.len();
        }
    }

    /// Appends another paragraph's words behind `between`.
    pub(in crate::extract) fn join(&mut self, between: &str, other: &Self) {
        self.text.push_str(between);
        let at = self.text.len();
        self.text.push_str(&other.text);
        let moved = |mark: &Mark| Mark { range: at + mark.range.start..at + mark.range.end, source: mark.source };
        self.marks.extend(other.marks.iter().map(moved));
    }

    /// Whether it holds nothing but blanks.
    pub(in crate::extract) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Drops blanks before the first word and after the last.
    pub(in crate::extract) fn trim(&mut self) {
        self.trim_end();
        let start = self.text.len() - self.text.trim_start().len();
        self.text.replace_range(..start, "");
        for mark in &mut self.marks {
            mark.range = mark.range.start.saturating_sub(start)..mark.range.end.saturating_sub(start);
        }
        self.marks.retain(|mark| !mark.range.is_empty());
    }

    /// Drops blanks after the last word. In a table row, those before the first are empty cells.
    pub(in crate::extract) fn trim_end(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        for mark in &mut self.marks {
            mark.range = mark.range.start.min(end)..mark.range.end.min(end);
        }
        self.marks.retain(|mark| !mark.range.is_empty());
    }
}
