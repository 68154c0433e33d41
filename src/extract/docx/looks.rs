//! How words look on the page: hidden, struck, pale or tiny, by the run's own word or by its styles.

use crate::extract::xml::Element;

/// Largest type that nobody can read, in half points: 2 points.
const MIN_SIZE: u32 = 4;
/// Least red, green and blue of a colour that is not seen on white paper: 0.9 of all.
const PALE: u32 = 0xE5;

/// What a run, a paragraph or a style says of its looks; `None` leaves it to what it is based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Looks {
    /// Marked hidden.
    pub hidden: Option<bool>,
    /// Struck by one line.
    pub struck: Option<bool>,
    /// Struck by two.
    pub double: Option<bool>,
    /// White, or nearly so.
    pub pale: Option<bool>,
    /// Too small to be read.
    pub tiny: Option<bool>,
    /// On a ground of its own, where white is seen.
    pub shaded: Option<bool>,
}

/// The ground that words stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Paper {
    /// White paper.
    #[default]
    White,
    /// A cell with a ground of its own.
    Shaded,
    /// A table whose style may shade it, or a text box.
    Unknown,
}

impl Looks {
    /// Takes in one property.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let val = element.val();
        let val = val.as_deref().unwrap_or("");
        match element.name() {
            "vanish" => self.hidden = Some(element.is_on()),
            "strike" => self.struck = Some(element.is_on()),
            "dstrike" => self.double = Some(element.is_on()),
            "color" => self.pale = Some(is_pale_ink(element, val)),
            "sz" => self.tiny = Some(val.parse::<u32>().is_ok_and(|half_points| half_points <= MIN_SIZE)),
            "highlight" if val != "none" && val != "white" => self.shaded = Some(true),
            "shd" => self.shaded = self.shaded.max(Some(is_shaded(element))),
            _ => {}
        }
    }

    /// These looks where they say something, else those of `base`.
    pub(super) fn or(self, base: Self) -> Self {
        Self {
            hidden: self.hidden.or(base.hidden),
            struck: self.struck.or(base.struck),
            double: self.double.or(base.double),
            pale: self.pale.or(base.pale),
            tiny: self.tiny.or(base.tiny),
            shaded: self.shaded.or(base.shaded),
        }
    }

    /// The looks of a run with looks of its own, in this character style and this paragraph style. Where both styles
    /// strike, they cancel each other (ECMA-376 17.7.3).
    pub(super) fn of(own: Self, character: Self, paragraph: Self) -> Self {
        let on = |looks: Self| looks.struck.unwrap_or(false);
        let struck = own.struck.unwrap_or(on(character) != on(paragraph));
        Self { struck: Some(struck), ..own.or(character).or(paragraph) }
    }

    /// Whether a line runs through the words.
    pub(super) fn is_struck(self) -> bool {
        self.struck == Some(true) || self.double == Some(true)
    }

    /// Whether the words are white, and nothing of their own makes them seen.
    pub(super) fn is_pale(self) -> bool {
        self.pale == Some(true) && self.shaded != Some(true)
    }
}

/// Whether a cell, a paragraph or a run has a ground of its own.
pub(super) fn is_shaded(element: &Element<'_>) -> bool {
    let fill = element.value("fill");
    let theme = element.value("themeFill").is_some_and(|name| !is_paper(&name));
    theme || fill.as_deref().is_some_and(|fill| fill != "auto" && !is_pale(fill))
}

fn is_pale_ink(element: &Element<'_>, val: &str) -> bool {
    let theme = element.value("themeColor");
    let darkened = element.value("themeShade").is_some();
    theme.map_or_else(|| is_pale(val), |name| is_paper(&name) && !darkened)
}

/// The theme's names for the colour of the paper.
fn is_paper(name: &str) -> bool {
    matches!(name, "background1" | "bg1" | "light1" | "lt1")
}

fn is_pale(hex: &str) -> bool {
    let part = |n: usize| hex.get(n..n + 2).and_then(|two| u32::from_str_radix(two, 16).ok());
    hex.len() == 6 && [0, 2, 4].into_iter().all(|n| part(n).is_some_and(|value| value >= PALE))
}
