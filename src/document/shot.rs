//! Pages as people look at them.

use serde::Deserialize;
use serde::Serialize;

use crate::document::Rect;

/// A page, or a part of one, as a picture that a viewer shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shot {
    /// Pixels in a row.
    pub width: u32,
    /// Number of rows.
    pub height: u32,
    /// What of the page it shows, in points.
    pub part: Rect,
    /// How its bytes are packed.
    pub packed: Packed,
    /// The picture's file.
    pub bytes: Vec<u8>,
}

/// How a picture is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Packed {
    /// PNG of 16 greys.
    GreyPng,
    /// PNG with a palette.
    PalettePng,
    /// JPEG in colours.
    Jpeg,
}

/// A page and parts of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shots {
    /// The whole page.
    pub page: Shot,
    /// The parts that were asked for, in that order and finer.
    pub crops: Vec<Shot>,
}

impl Packed {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::GreyPng | Self::PalettePng => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}
