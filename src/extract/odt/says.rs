//! What a style says of the looks of text.

use crate::extract::xml::Element;

/// What is said; `None` leaves it to the style or the text around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Says {
    /// Not shown.
    pub hidden: Option<bool>,
    /// White.
    pub white: Option<bool>,
    /// Too small to read.
    pub tiny: Option<bool>,
    /// On a ground of its own, where white is seen.
    pub ground: Option<bool>,
    /// Struck through.
    pub struck: Option<bool>,
}

/// Largest type that nobody can read, in points.
const MIN_SIZE: f32 = 2.0;

impl Says {
    /// Hidden text, and nothing else.
    pub(super) const HIDDEN: Self = Self { hidden: Some(true), white: None, tiny: None, ground: None, struck: None };

    /// This, and what `outer` says where this says nothing.
    pub(super) fn or(self, outer: Self) -> Self {
        Self {
            hidden: self.hidden.or(outer.hidden),
            white: self.white.or(outer.white),
            tiny: self.tiny.or(outer.tiny),
            ground: self.ground.or(outer.ground),
            struck: self.struck.or(outer.struck),
        }
    }

    /// Takes in `style:text-properties` or `style:paragraph-properties`.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let value = |name: &str| element.value(name);
        if let Some(display) = value("display") {
            self.hidden = Some(display == "none");
        }
        if let Some(color) = value("color") {
            self.white = Some(color.eq_ignore_ascii_case("#ffffff"));
        }
        if let Some(ground) = value("background-color") {
            self.ground = Some(!matches!(ground.to_ascii_lowercase().as_str(), "transparent" | "#ffffff"));
        }
        if let Some(size) = value("font-size").and_then(|size| size.strip_suffix("pt")?.parse::<f32>().ok()) {
            self.tiny = Some(size <= MIN_SIZE);
        }
        for name in ["text-line-through-style", "text-line-through-type"] {
            if let Some(line) = value(name) {
                self.struck = Some(line != "none");
            }
        }
    }
}
