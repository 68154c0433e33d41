//! Words that were read from a picture, laid out like the glyphs of a PDF.

use crate::document::Source;

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
