//! How the text of an element looks: what attributes and styles say of it.

/// What holds for text, one bit for each of the constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look(u16);

impl Look {
    /// Not part of the page: a script, a title.
    pub(super) const GONE: u16 = 1;
    /// Not shown, and nothing in it is.
    pub(super) const HIDDEN: u16 = 2;
    /// Not shown, but what is in it may be.
    pub(super) const INVISIBLE: u16 = 4;
    /// Too small to read.
    pub(super) const TINY: u16 = 8;
    /// White.
    pub(super) const WHITE: u16 = 16;
    /// On a ground of its own, where white is seen.
    pub(super) const GROUND: u16 = 32;
    /// `del`.
    pub(super) const DELETED: u16 = 64;
    /// Struck through.
    pub(super) const STRUCK: u16 = 128;
    /// `ins`.
    pub(super) const INSERTED: u16 = 256;
    /// White space stands as written.
    pub(super) const AS_WRITTEN: u16 = 512;
    /// The value of a form field.
    pub(super) const FORM: u16 = 1024;
    /// Foreign markup: a drawing, a formula.
    pub(super) const FOREIGN: u16 = 2048;

    /// Whether any of the bits is set.
    pub(super) fn is(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

/// What one element adds to and takes from the look around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Own {
    /// Bits that it sets.
    pub set: u16,
    /// Bits that it clears.
    pub clear: u16,
    /// Whether room is left above or below it.
    pub apart: bool,
}

impl Own {
    /// An element that only sets bits.
    pub(super) const fn sets(set: u16) -> Self {
        Self { set, clear: 0, apart: false }
    }

    /// The look inside an element that stands in text of the look `around`.
    pub(super) fn within(self, around: Look) -> Look {
        Look(around.0 & !self.clear | self.set)
    }

    /// Whether it changes how text is read.
    pub(super) fn changes(self) -> bool {
        self.set | self.clear != 0
    }

    /// Lets what `other` says win.
    pub(super) fn add(&mut self, other: Self) {
        self.set = self.set & !other.clear | other.set;
        self.clear = self.clear & !other.set | other.clear;
        self.apart |= other.apart;
    }

    fn set(&mut self, bit: u16) {
        self.add(Self::sets(bit));
    }

    fn clear(&mut self, bit: u16) {
        self.add(Self { clear: bit, ..Self::default() });
    }
}

/// Words moved further than this, in pixels to the left or up, are off the page.
const OFF_PAGE: f32 = -500.0;

/// Largest type that nobody can read, in points or pixels.
const MIN_SIZE: f32 = 2.0;

/// What a row of CSS declarations says.
pub(super) fn declarations(css: &str) -> Own {
    let mut own = Own::default();
    for declaration in css.split(';') {
        if let Some((property, value)) = declaration.split_once(':') {
            let value = value.trim().to_ascii_lowercase();
            let value = value.strip_suffix("!important").unwrap_or(&value).trim();
            declaration_of(&mut own, &property.trim().to_ascii_lowercase(), value);
        }
    }
    own
}

fn declaration_of(own: &mut Own, property: &str, value: &str) {
    let starts = |words: &[&str]| words.iter().any(|word| value.starts_with(word));
    let is = |test: fn(f32) -> bool| number(value).is_some_and(|(number, _)| test(number));
    match property {
        "display" if value == "none" => own.set(Look::HIDDEN),
        "mso-hide" if value == "all" => own.set(Look::HIDDEN),
        "opacity" if is(|number| number == 0.0) => own.set(Look::HIDDEN),
        "left" | "top" | "text-indent" | "margin-left" if is(|number| number < OFF_PAGE) => own.set(Look::HIDDEN),
        "visibility" if starts(&["hidden", "collapse"]) => own.set(Look::INVISIBLE),
        "visibility" => own.clear(Look::INVISIBLE),
        "font-size" => font_size(own, value),
        "font" => {
            let size = value.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            if let Some(size) = size.and_then(|size| size.split('/').next()) {
                font_size(own, size);
            }
        }
        "color" if !starts(&["inherit", "currentcolor"]) => color(own, value),
        "background" | "background-color" => {
            let paper = starts(&["transparent", "none", "initial", "unset", "inherit"]) || is_white(value);
            if paper || value.is_empty() {
                own.clear(Look::GROUND);
            } else {
                own.set(Look::GROUND);
            }
        }
        "text-decoration" | "text-decoration-line" if value.contains("line-through") => own.set(Look::STRUCK),
        "white-space" if starts(&["pre", "break-spaces"]) => own.set(Look::AS_WRITTEN),
        "white-space" => own.clear(Look::AS_WRITTEN),
        _ if property.starts_with("margin") || property.starts_with("padding") => {
            own.apart |= value.contains(|c: char| ('1'..='9').contains(&c));
        }
        _ => {}
    }
}

fn color(own: &mut Own, value: &str) {
    let last = value.trim_end_matches(')').rsplit([',', '/']).next().unwrap_or_default();
    let is_clear = value.starts_with("rgba") && number(last.trim()).is_some_and(|(number, _)| number == 0.0);
    if value == "transparent" || is_clear {
        own.set(Look::INVISIBLE);
    } else if is_white(value) {
        own.set(Look::WHITE);
    } else {
        own.clear(Look::WHITE);
    }
}

/// Whether a colour is white, as style or attribute write it.
pub(super) fn is_white(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    matches!(plain.as_str(), "white" | "#fff" | "#ffffff" | "ffffff" | "#ffff" | "#ffffffff")
        || plain.starts_with("rgb(255,255,255")
        || plain.starts_with("rgba(255,255,255")
        || plain.starts_with("rgb(100%,100%,100%")
}

fn font_size(own: &mut Own, value: &str) {
    match number(value) {
        Some((0.0, _)) => own.set(Look::TINY),
        Some((size, "px" | "pt")) if size <= MIN_SIZE => own.set(Look::TINY),
        Some((_, "px" | "pt")) => own.clear(Look::TINY),
        None if matches!(value, "small" | "medium" | "large") || value.contains("x-") => own.clear(Look::TINY),
        // A share of the size around: of nothing it is nothing.
        _ => {}
    }
}

/// A number and its unit.
fn number(value: &str) -> Option<(f32, &str)> {
    let end = value.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == '+')).unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    Some((number.parse().ok()?, unit.trim()))
}
