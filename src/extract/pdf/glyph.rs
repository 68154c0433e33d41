//! One painted glyph: what it says and where it stands.

use crate::document::Source;

/// What a glyph says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// One character.
    Char(char),
    /// Several characters: a ligature.
    Text(Box<str>),
    /// The font gives no Unicode value.
    Missing,
}

impl Written {
    /// Calls `each` for every character, in order.
    pub(super) fn chars(&self, mut each: impl FnMut(char)) {
        match self {
            Self::Char(c) => each(*c),
            Self::Text(text) => text.chars().for_each(each),
            Self::Missing => each(char::REPLACEMENT_CHARACTER),
        }
    }

    /// Number of characters.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Char(_) | Self::Missing => 1,
            Self::Text(text) => text.chars().count(),
        }
    }
}

/// Whether a glyph is set in bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Not bold, or not known.
    Regular,
    /// Bold.
    Bold,
}

/// Whether white space was painted before a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The glyph follows the one painted before it.
    Glyph,
    /// White space, or the start of a text of its own.
    Space,
}

/// The direction of reading on the page, in whole degrees clockwise from left-to-right: 0 to 359.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn(pub u16);

impl Turn {
    /// Left to right.
    pub(super) const UPRIGHT: Self = Self(0);

    /// Whether a line that runs so is parallel to a side of the page.
    pub(super) const fn is_along_a_side(self) -> bool {
        self.0.is_multiple_of(90)
    }
}

/// One painted glyph. Lengths are points; `x0`, `x1` and `y` are in the frame in which its line runs from left to
/// right (for upright text the page's frame: origin top left, y down).
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it says.
    pub written: Written,
    /// Its origin along the line.
    pub x0: f64,
    /// Where the next glyph starts.
    pub x1: f64,
    /// Its baseline.
    pub y: f64,
    /// Type size.
    pub size: f64,
    /// Direction of its line.
    pub turn: Turn,
    /// What its line's direction differs from `turn`, in radians.
    pub tilt: f64,
    /// How it was read, if in an unusual way.
    pub source: Option<Source>,
    /// Bold or not.
    pub weight: Weight,
    /// What was painted before it.
    pub before: Before,
}
