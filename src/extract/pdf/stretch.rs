//! The horizontal scale of a run whose font is not in the file.
//!
//! hayro then paints with another font and stretches every glyph to the width that the file promises, so a glyph's own
//! transform no longer tells where the next one starts.

use hayro_interpret::font::Glyph as Painted;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::font::PositionedGlyph;

/// Scales that differ by more are not one scale.
const SAME: f64 = 0.002;

/// The scale that all glyphs of the run share, if their transforms differ in it; `None` where these can be trusted.
pub(super) fn common_scale(run: &GlyphRun<'_, '_>) -> Option<f64> {
    let glyphs = run.glyphs();
    let first = scale(glyphs.first()?);
    if glyphs.iter().any(|glyph| (scale(glyph) - first).abs() > SAME) {
        return Some(measured(glyphs).unwrap_or(1.0));
    }
    let lone = glyphs.len() == 1 && (first - 1.0).abs() > SAME && is_replaced(glyphs.first()?);
    lone.then_some(1.0)
}

/// A glyph's horizontal scale over its vertical one.
pub(super) fn scale(glyph: &PositionedGlyph<'_>) -> f64 {
    let [a, b, c, d, ..] = glyph.transform().as_coeffs();
    // Most glyphs stand upright, and a root is slow to work out.
    let along = if b == 0.0 { a.abs() } else { a.hypot(b) };
    let up = if c == 0.0 { d.abs() } else { c.hypot(d) };
    if up > 0.0 { along / up } else { 1.0 }
}

/// The middle of what the distances of the glyphs say. A move between two of them spoils only its own.
fn measured(glyphs: &[PositionedGlyph<'_>]) -> Option<f64> {
    let mut found: Vec<f64> = glyphs.windows(2).filter_map(|pair| ratio(pair.first()?, pair.last()?)).collect();
    found.sort_by(f64::total_cmp);
    found.get(found.len() / 2).copied().filter(|scale| (0.2..5.0).contains(scale))
}

fn ratio(glyph: &PositionedGlyph<'_>, next: &PositionedGlyph<'_>) -> Option<f64> {
    let Painted::Outline(outline) = &**glyph else { return None };
    let [_, _, c, d, x0, y0] = glyph.transform().as_coeffs();
    let [.., x1, y1] = next.transform().as_coeffs();
    let promised = f64::from(outline.advance_width()?) * c.hypot(d);
    (promised > 0.0).then(|| (x1 - x0).hypot(y1 - y0) / promised)
}

/// Whether the font may be one that stands in for another: it keeps its file to itself.
fn is_replaced(glyph: &PositionedGlyph<'_>) -> bool {
    matches!(&**glyph, Painted::Outline(outline) if outline.font_data().is_none())
}
