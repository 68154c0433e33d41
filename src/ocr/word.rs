//! A word that an engine read, and how sure it is.

use crate::document::Source;
use crate::extract::SeenWord;

/// A word read with less confidence than this is in doubt, out of 100.
const DOUBTFUL: f32 = 50.0;

/// A word and how sure the engine is of it, 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// What it says and where it stands.
    pub seen: SeenWord,
    /// Confidence.
    pub confidence: f32,
}

impl Word {
    /// A word of the engine's line `line`, its ink in points from the page's top left corner.
    pub(super) fn new(text: &str, ink: [f64; 4], line: usize, confidence: f32) -> Self {
        let source = if confidence < DOUBTFUL { Source::Doubtful } else { Source::Ocr };
        Self { seen: SeenWord { text: text.to_owned(), ink, line, source }, confidence }
    }
}
