//! Bold or not: by the font's name or weight where the font file tells, else by the stems of its letters.

use hashbrown::HashMap;

use hayro_interpret::font::Glyph as Painted;
use hayro_interpret::font::GlyphIdentifier;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::font::OutlineGlyph;
use kurbo::Line;
use kurbo::ParamCurve;
use kurbo::Point;

use crate::extract::pdf::glyph::Weight;

/// Stem width from which a font counts as bold, in thousandths of the type size. Helvetica's stems are 84 wide,
/// Times' up to 102; their bold ones from 118 (Adobe font metrics, `StdVW`).
const BOLD_STEM: f64 = 111.0;
/// Height at which a stem is measured: above the serifs, below the x-height.
const WAIST: f64 = 250.0;
/// Letters whose leftmost stroke at that height is a full stem.
const STEMMED: &[u8] = b"bdhiklmnpqrtuBDEFHIKLPRT";
/// Glyphs remembered at most; enough for the fonts of a page.
const MOST_KNOWN: usize = 4_000;

/// What is known about the fonts of a page, by the glyphs that runs begin with.
#[derive(Debug, Default)]
pub(super) struct Weights {
    known: HashMap<GlyphIdentifier, Weight>,
    /// Letters whose stem was measured.
    measured: HashMap<GlyphIdentifier, Weight>,
}

impl Weights {
    /// The weight of a run. All its glyphs are of one font.
    pub(super) fn of(&mut self, run: &GlyphRun<'_, '_>) -> Weight {
        let Some(Painted::Outline(first)) = run.glyphs().first().map(|glyph| &**glyph) else {
            return Weight::Regular;
        };
        let key = first.identifier();
        if let Some(weight) = self.known.get(&key) {
            return *weight;
        }
        let Some(weight) = by_name(first).or_else(|| self.by_stem(run)) else { return Weight::Regular };
        if self.known.len() < MOST_KNOWN {
            self.known.insert(key, weight);
        }
        weight
    }

    /// Type 1 fonts keep their name to themselves, so the first letter with a stem decides.
    fn by_stem(&mut self, run: &GlyphRun<'_, '_>) -> Option<Weight> {
        let letter = run.glyphs().iter().find_map(|glyph| match &**glyph {
            Painted::Outline(outline) if is_stemmed(outline) => Some(outline),
            _ => None,
        })?;
        let measure = || if stem(letter) > BOLD_STEM { Weight::Bold } else { Weight::Regular };
        if self.measured.len() >= MOST_KNOWN {
            return Some(measure());
        }
        Some(*self.measured.entry(letter.identifier()).or_insert_with(measure))
    }
}

fn by_name(glyph: &OutlineGlyph) -> Option<Weight> {
    let font = glyph.font_data()?;
    let named = font.postscript_name.as_deref().is_some_and(is_bold_name);
    Some(if named || font.weight.is_some_and(|weight| weight >= 600) { Weight::Bold } else { Weight::Regular })
}

fn is_stemmed(glyph: &OutlineGlyph) -> bool {
    u8::try_from(glyph.char_code()).is_ok_and(|code| STEMMED.contains(&code))
}

fn is_bold_name(name: &str) -> bool {
    ["Bold", "bold", "Black", "Heavy", "Demi"].iter().any(|word| name.contains(word))
}

/// Width of a letter's leftmost stem.
fn stem(letter: &OutlineGlyph) -> f64 {
    let line = Line::new(Point::new(-500.0, WAIST), Point::new(3000.0, WAIST));
    let outline = letter.outline();
    let crossings = outline.segments().flat_map(|segment| segment.intersect_line(line));
    let mut xs: Vec<f64> = crossings.map(|crossing| line.eval(crossing.line_t).x).collect();
    xs.sort_by(f64::total_cmp);
    xs.first().zip(xs.iter().find(|x| **x > xs.first().map_or(0.0, |first| first + 1.0))).map_or(0.0, |(a, b)| b - a)
}
