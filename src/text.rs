//! The normal text that is read, and the way back to the words as extracted.

use crate::span::{NormSpan, RawSpan};

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
