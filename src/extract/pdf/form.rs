//! Form fields put at their place among the glyphs of a page.

use hayro_interpret::TransformExt;
use hayro_syntax::object::Array;
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;
use kurbo::Point;
use kurbo::Rect;

use crate::document::Source;
use crate::extract::pdf::field::Field;
use crate::extract::pdf::field::Value;
use crate::extract::pdf::field::field;
use crate::extract::pdf::glyph::Before;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Turn;
use crate::extract::pdf::glyph::Weight;
use crate::extract::pdf::glyph::Written;

/// Fields read on one page at most.
const MOST_FIELDS: usize = 5_000;
/// Type size of a value that has no appearance, at most, in points.
const LARGEST: f64 = 11.0;

/// A field whose appearance shows other words than the field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// What is painted.
    pub shown: String,
    /// What the field holds.
    pub held: String,
}

/// Marks what the appearances of fields painted (`glyphs` from `first` on), adds what they did not paint, and puts
/// "[X]" or "[ ]" for boxes.
pub(super) fn fill(page: &Page<'_>, glyphs: &mut Vec<Glyph>, first: usize) -> Vec<Conflict> {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let transform = page.initial_transform(true).to_kurbo();
    let looks = glyphs.split_off(first);
    let mut filling = Filling { printed: glyphs, looks, added: Vec::new(), conflicts: Vec::new() };
    for Field { rect, value } in annotations.iter::<Dict<'_>>().take(MOST_FIELDS).filter_map(|dict| field(&dict)) {
        let rect = transform.transform_rect_bbox(Rect::new(rect.x0, rect.y0, rect.x1, rect.y1));
        match value {
            Value::Text(held) => filling.words(held, rect),
            Value::Ticked => filling.tick_box("[X]", rect),
            Value::Unticked => filling.tick_box("[ ]", rect),
        }
    }
    let Filling { mut looks, mut added, conflicts, .. } = filling;
    glyphs.append(&mut looks);
    glyphs.append(&mut added);
    conflicts
}

/// The glyphs of a page whose fields are being filled.
struct Filling<'g> {
    /// What the page itself paints.
    printed: &'g [Glyph],
    /// What the appearances of its annotations paint.
    looks: Vec<Glyph>,
    /// What is added for values without an appearance.
    added: Vec<Glyph>,
    conflicts: Vec<Conflict>,
}

impl Filling<'_> {
    fn words(&mut self, held: String, rect: Rect) {
        let shown = self.mark(rect);
        if shown.is_empty() {
            self.write(&held, rect);
        } else if differ(&shown, &held) {
            self.conflicts.push(Conflict { shown, held });
        }
    }

    /// Marks the glyphs inside the rectangle as a field's, and says what they are.
    fn mark(&mut self, rect: Rect) -> String {
        for glyph in self.looks.iter_mut().filter(|glyph| rect.contains(middle(glyph))) {
            glyph.source = glyph.source.or(Some(Source::Form));
        }
        shown(self.looks.iter().filter(|glyph| rect.contains(middle(glyph))))
    }

    fn tick_box(&mut self, text: &str, rect: Rect) {
        self.looks.retain(|glyph| !rect.contains(middle(glyph)));
        let size = rect.height().min(LARGEST);
        let y = self.baseline(rect, size);
        write_box(text, rect, (y, size), &mut self.added);
    }

    /// Writes a value that no appearance paints.
    fn write(&mut self, text: &str, rect: Rect) {
        let size = (0.75 * rect.height()).clamp(2.0, LARGEST);
        let columns = (rect.width() / (0.5 * size)).clamp(1.0, 1000.0);
        let tall = rect.height() > 2.2 * size;
        if tall || text.trim_end().contains(['\r', '\n']) {
            self.write_lines(text, rect, columns);
            return;
        }
        let wide = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
        let advance = 0.5 * size * (columns / wide.max(1.0)).min(1.0);
        let start = Start { x: rect.x0 + 1.0, y: self.baseline(rect, size), size, advance };
        start.line(text, &mut self.added);
    }

    fn write_lines(&mut self, text: &str, rect: Rect, columns: f64) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = textwrap::wrap(&text, floor(columns));
        let count = f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX)).max(1.0);
        let pitch = (rect.height() / count).min(1.15 * LARGEST);
        let mut y = rect.y0 + 0.85 * pitch;
        for line in &lines {
            let start = Start { x: rect.x0 + 1.0, y, size: pitch / 1.15, advance: rect.width() / columns };
            start.line(line, &mut self.added);
            y += pitch;
        }
    }

    /// The baseline of a value: that of the text printed beside it, if there is some, so that the two make one line.
    fn baseline(&self, rect: Rect, size: f64) -> f64 {
        let own = rect.center().y + 0.35 * size;
        let upright = self.printed.iter().filter(|glyph| glyph.turn == Turn::UPRIGHT).map(|glyph| glyph.y);
        let near = upright.filter(|y| (y - own).abs() < 0.6 * size && *y > rect.y0);
        near.min_by(|a, b| (a - own).abs().total_cmp(&(b - own).abs())).unwrap_or(own)
    }
}

/// Writes a tick box at its place, on this baseline and in this type size.
pub(super) fn write_box(text: &str, rect: Rect, (y, size): (f64, f64), added: &mut Vec<Glyph>) {
    Start { x: rect.x0, y, size, advance: rect.width() / 3.0 }.line(text, added);
}

/// What glyphs say in the order of painting.
pub(super) fn shown<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> String {
    let mut shown = String::new();
    for glyph in glyphs {
        if glyph.before == Before::Space && !shown.is_empty() {
            shown.push(' ');
        }
        glyph.written.chars(|c| shown.push(c));
    }
    shown
}

/// The middle of a glyph's body on the page.
pub(super) fn middle(glyph: &Glyph) -> Point {
    let (x, y) = (glyph.x0.midpoint(glyph.x1), glyph.y - 0.3 * glyph.size);
    let (sin, cos) = f64::from(glyph.turn.0).to_radians().sin_cos();
    Point::new(x * cos - y * sin, x * sin + y * cos)
}

/// Whether two texts of several words have different letters and digits, neither being a part of the other. (A number
/// or a date may be shown in another format than it is kept.)
pub(super) fn differ(shown: &str, held: &str) -> bool {
    let (a, b) = (letters_and_digits(shown), letters_and_digits(held));
    has_words(shown) && has_words(held) && !a.contains(&b) && !b.contains(&a)
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn has_words(text: &str) -> bool {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 1
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=1000 by the caller")]
fn floor(columns: f64) -> usize {
    columns as usize
}

/// Where a line of a value starts and how its characters stand.
struct Start {
    x: f64,
    y: f64,
    size: f64,
    advance: f64,
}

impl Start {
    fn line(&self, text: &str, added: &mut Vec<Glyph>) {
        let Self { mut x, y, size, advance } = *self;
        let mut before = Before::Space;
        // The space inside "[ ]" belongs to the box and parts nothing.
        let is_box = text == "[ ]";
        for c in text.chars() {
            if (c.is_whitespace() && !is_box) || c.is_control() {
                before = Before::Space;
            } else {
                added.push(Glyph {
                    written: Written::Char(c),
                    x0: x,
                    x1: x + advance,
                    y,
                    size,
                    turn: Turn::UPRIGHT,
                    tilt: 0.0,
                    source: Some(Source::Form),
                    weight: Weight::Regular,
                    before,
                });
                before = Before::Glyph;
            }
            x += advance;
        }
    }
}
