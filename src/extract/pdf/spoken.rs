//! What marked content says of itself (`/ActualText`), held against what its glyphs show.
//!
//! A viewer shows the glyphs; copying, searching and reading aloud give the other text.

use hayro_syntax::object::Dict;
use hayro_syntax::object::String as PdfString;

use crate::extract::pdf::form::Conflict;
use crate::extract::pdf::form::differ;
use crate::extract::pdf::form::shown;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::pdf_string::decode;

/// Differences kept of one page at most.
const MOST: usize = 10;
/// Marked content within marked content at most.
const DEEPEST: usize = 1_000;

/// The marked content that is open, and what was found.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Where the two differ.
    pub conflicts: Vec<Conflict>,
    open: Vec<Option<(String, usize)>>,
    too_deep: usize,
}

impl Spoken {
    /// Content begins; `painted` glyphs stand before it.
    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>, painted: usize) {
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        let text = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText")).map(|text| decode(&text));
        self.open.push(text.map(|text| (text, painted)));
    }

    /// The content that began last ends.
    pub(super) fn end(&mut self, glyphs: &[Glyph]) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(Some((held, start))) = self.open.pop() else { return };
        let shown = shown(glyphs.get(start..).unwrap_or(&[]).iter());
        if self.conflicts.len() < MOST && differ(&shown, &held) {
            self.conflicts.push(Conflict { shown, held });
        }
    }
}
