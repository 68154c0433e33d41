//! Notes to be put on the pages of a document.

use serde::Deserialize;
use serde::Serialize;

use crate::document::Rect;

/// A note over words of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Page, from 1.
    pub page: u32,
    /// Boxes of the words, a line each.
    pub boxes: Vec<Rect>,
    /// What is said of them.
    pub says: String,
    /// Its colour: red, green and blue, 0 to 1.
    pub colour: [f32; 3],
}
