//! The normal text that is read, and the way back to the words as extracted.

mod twofold;

use crate::span::{NormSpan, RawSpan};

pub use self::twofold::Twofold;

/// One stretch of normal text and the raw bytes it came from.
///
/// Where `verbatim` holds, byte `n` of the stretch is byte `raw.start + n`; else the stretch as a whole stands
/// for the raw bytes as a whole (a ligature, a curly quote, a removed hyphen).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the normal text.
    pub norm: usize,
    /// The raw bytes it stands for.
    pub raw: RawSpan,
    /// Whether bytes map one to one.
    pub verbatim: bool,
}

/// From normal text back to raw text. Pieces are sorted and cover the normal text without a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

impl SourceMap {
    /// Appends the next piece; `piece.norm` must not be smaller than the last one's.
    pub fn push(&mut self, piece: Piece) {
        debug_assert!(self.pieces.last().is_none_or(|last| last.norm <= piece.norm));
        self.pieces.push(piece);
    }

    /// Lets the last piece, a verbatim one, end at this raw byte.
    pub fn extend(&mut self, raw_end: usize) {
        if let Some(last) = self.pieces.last_mut().filter(|last| last.verbatim) {
            last.raw.end = raw_end;
        }
    }

    /// Takes back what stands at or after a byte of the normal text.
    pub fn retract(&mut self, norm: usize) {
        while self.pieces.last().is_some_and(|last| last.norm >= norm) {
            self.pieces.pop();
        }
        if let Some(last) = self.pieces.last_mut().filter(|last| last.verbatim) {
            last.raw.end = last.raw.end.min(last.raw.start + (norm - last.norm));
        }
    }

    /// The raw bytes that a stretch of normal text came from.
    #[must_use]
    pub fn raw(&self, span: NormSpan) -> RawSpan {
        let start = self
            .piece(span.start)
            .map_or(0, |p| if p.verbatim { p.raw.start + (span.start - p.norm) } else { p.raw.start });
        let last = span.end.saturating_sub(1).max(span.start);
        let end =
            self.piece(last).map_or(0, |p| if p.verbatim { p.raw.start + (last - p.norm) + 1 } else { p.raw.end });
        RawSpan::new(start, end.max(start))
    }

    /// The pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|p| p.norm <= at);
        self.pieces.get(after.checked_sub(1)?)
    }
}

/// What stands between a line and the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Above {
    /// Nothing but a line feed, or empty lines.
    #[default]
    Line,
    /// A page break, or lines that were cut out: a sentence may run across, and `gap` says nothing.
    Break,
}

/// A stretch of a line that stands apart: two or more columns of white space lie before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its first byte in the normal text.
    pub at: usize,
    /// Column it starts in, counted from the left margin.
    pub column: u16,
    /// Columns of white space before it, at least 2.
    pub white: u16,
}

/// One line of the normal text.
#[derive(Debug, Clone, PartialEq)]
pub struct NormLine {
    /// Its bytes, without the line feed.
    pub span: NormSpan,
    /// Page it stands on, an index into the pages of the document.
    pub page: usize,
    /// Columns of white space before its first word (characters; points divided by half the type size in a PDF).
    pub indent: u16,
    /// Empty lines (or their height) between the line above and this one.
    pub gap: u16,
    /// Set in bold throughout.
    pub bold: bool,
    /// What stands between it and the line above.
    pub above: Above,
    /// Where the line was wide apart: table cells, two columns, the text after a list mark.
    pub cells: Vec<Cell>,
}

/// The normal text: running headers, footers and fax lines cut out, hyphenated words joined, quotes, dashes,
/// ligatures and white space made plain. Lines stay apart by one line feed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// The text that is read.
    pub norm: String,
    /// The way back.
    pub map: SourceMap,
    /// The lines of `norm`, in order; no empty ones.
    pub lines: Vec<NormLine>,
}

impl Text {
    /// The words of a span.
    #[must_use]
    pub fn words(&self, span: NormSpan) -> &str {
        span.of(&self.norm)
    }
}
