//! How a glyph was painted, and whether a person sees it.

use hashbrown::HashMap;
use kurbo::Point;

use crate::extract::pdf::area::Areas;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::tone::Sight;
use crate::extract::pdf::tone::Tone;

/// A glyph painted again within this share of the type size is the same glyph.
const AGAIN: f64 = 0.12;

/// How a glyph was painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mode {
    /// With a colour.
    Painted(Tone),
    /// By the mode that shows nothing, as OCR lays its words over an image.
    Invisible,
    /// Off the page, clipped away, or too small to be seen.
    Gone,
}

/// Where, when and how a glyph was painted. Points are in the page's frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trace {
    /// Near its foot.
    pub low: Point,
    /// Its middle.
    pub middle: Point,
    /// Near its head.
    pub high: Point,
    /// How.
    pub mode: Mode,
    /// When: a number that grows with every operator that paints.
    pub order: usize,
}

/// What stands between a glyph and the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Veil {
    /// Nothing.
    None,
    /// Perhaps something.
    Doubtful,
    /// It was painted by the mode that shows nothing, and an image stands at its place.
    Layer,
    /// It is not seen.
    Hidden,
}

impl Trace {
    fn veil(&self, areas: &Areas) -> Veil {
        match self.mode {
            Mode::Invisible if areas.is_on_scan(self.middle) => Veil::Layer,
            Mode::Gone | Mode::Invisible => Veil::Hidden,
            Mode::Painted(_) if areas.cover(&[self.low, self.middle, self.high], self.order) => Veil::Hidden,
            Mode::Painted(tone) => match tone.seen_on(areas.ground(self.middle, self.order)) {
                Sight::Seen => Veil::None,
                Sight::Doubtful => Veil::Doubtful,
                Sight::Unseen => Veil::Hidden,
            },
        }
    }
}

/// The veil over each glyph. One that is painted again in a way that is seen (a white letter with a black edge) is seen.
pub(super) fn veils(glyphs: &[Glyph], traces: &[Trace], areas: &Areas) -> Vec<Veil> {
    let mut veils: Vec<Veil> = traces.iter().map(|trace| trace.veil(areas)).collect();
    if veils.iter().all(|veil| *veil == Veil::None) {
        return veils;
    }
    let mut seen: HashMap<(i64, i64), Vec<&Glyph>> = HashMap::new();
    for (glyph, _) in glyphs.iter().zip(&veils).filter(|(_, veil)| **veil == Veil::None) {
        seen.entry((cell(glyph.x0), cell(glyph.y))).or_default().push(glyph);
    }
    let again = |glyph: &Glyph| {
        let near = AGAIN * glyph.size;
        let around = [-1, 0, 1].into_iter().flat_map(|x| [-1, 0, 1].map(|y| (cell(glyph.x0) + x, cell(glyph.y) + y)));
        around.filter_map(|key| seen.get(&key)).flatten().any(|other| {
            other.written == glyph.written
                && other.turn == glyph.turn
                && (other.x0 - glyph.x0).abs() < near
                && (other.y - glyph.y).abs() < near
        })
    };
    for (glyph, veil) in glyphs.iter().zip(&mut veils).filter(|(_, veil)| **veil != Veil::None) {
        if again(glyph) {
            *veil = Veil::None;
        }
    }
    veils
}

/// Squares of four points; the largest type that matters is painted again within one.
#[expect(clippy::cast_possible_truncation, reason = "a float that is too large becomes the largest number")]
fn cell(x: f64) -> i64 {
    ((x / 4.0).floor() as i64).clamp(-1_000_000, 1_000_000)
}
