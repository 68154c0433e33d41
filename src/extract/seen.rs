//! Words that were read from a picture, laid out like the glyphs of a PDF.

use crate::document::Seen;
use crate::document::Source;

use super::pdf;

/// A word as it was read from a picture. Lengths are points from the page's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenWord {
    /// What it says.
    pub text: String,
    /// Left, top, right and bottom of its ink.
    pub ink: [f64; 4],
    /// Which line of the reader's it stands in: words of one line come together, in reading order.
    pub line: usize,
    /// [`Source::Ocr`], or [`Source::Doubtful`].
    pub source: Source,
}

/// How far text runs from upright, in degrees clockwise (0, 90, 180 or 270), by most of the words.
#[must_use]
pub fn turn_of(words: &[SeenWord]) -> u16 {
    pdf::turn_of(words)
}

/// The page that words make: rows by baseline, cells by gaps, indentation and empty lines as on the page.
#[must_use]
pub fn lay_out(words: &[SeenWord]) -> Seen {
    pdf::lay_out(words)
}
