//! Bold or not: by the font's name or weight where the font file tells, else by the strokes of its letters.

use std::collections::HashMap;

use hayro_interpret::font::Glyph as Painted;
use hayro_interpret::font::GlyphIdentifier;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::font::OutlineGlyph;
use kurbo::ParamCurveArclen;
use kurbo::Shape;

use crate::extract::pdf::glyph::Weight;

/// Mean stroke thickness from which a Type 1 font counts as bold, in thousandths of the type size.
const BOLD_STROKE: f64 = 96.0;
/// Letters measured at most; enough for the fonts of a page.
const MOST_LETTERS: usize = 4_000;

/// What is known about the letters of a page's fonts.
#[derive(Debug, Default)]
pub(super) struct Weights {
    strokes: HashMap<GlyphIdentifier, Weight>,
}

impl Weights {
    /// The weight of a run. All its glyphs are of one font.
    pub(super) fn of(&mut self, run: &GlyphRun<'_, '_>) -> Weight {
        let Some(Painted::Outline(first)) = run.glyphs().first().map(|glyph| &**glyph) else {
            return Weight::Regular;
        };
        let Some(font) = first.font_data() else { return self.by_strokes(run) };
        let named = font.postscript_name.as_deref().is_some_and(is_bold_name);
        if named || font.weight.is_some_and(|weight| weight >= 600) { Weight::Bold } else { Weight::Regular }
    }

    /// Type 1 fonts keep their name to themselves, so the strokes of the run's first letter decide.
    fn by_strokes(&mut self, run: &GlyphRun<'_, '_>) -> Weight {
        let letter = run.glyphs().iter().find_map(|glyph| match &**glyph {
            Painted::Outline(outline) if is_letter(outline) => Some(outline),
            _ => None,
        });
        let Some(letter) = letter else { return Weight::Regular };
        let key = letter.identifier();
        if let Some(weight) = self.strokes.get(&key) {
            return *weight;
        }
        let weight = if stroke(letter) > BOLD_STROKE { Weight::Bold } else { Weight::Regular };
        if self.strokes.len() < MOST_LETTERS {
            self.strokes.insert(key, weight);
        }
        weight
    }
}

fn is_letter(glyph: &OutlineGlyph) -> bool {
    u8::try_from(glyph.char_code()).is_ok_and(|code| code.is_ascii_alphabetic())
}

fn is_bold_name(name: &str) -> bool {
    ["Bold", "bold", "Black", "Heavy", "Demi"].iter().any(|word| name.contains(word))
}

/// Mean thickness of a letter's strokes: area over half the length of its outline.
fn stroke(letter: &OutlineGlyph) -> f64 {
    let outline = letter.outline();
    let length: f64 = outline.segments().map(|segment| segment.arclen(1.0)).sum();
    if length > 0.0 { 2.0 * outline.area().abs() / length } else { 0.0 }
}
