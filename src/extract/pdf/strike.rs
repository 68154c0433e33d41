//! Struck words: by an annotation that says so, or by a line drawn through them.

use std::ops::Range;

use hayro_interpret::TransformExt;
use hayro_syntax::object::Array;
use hayro_syntax::object::Dict;
use hayro_syntax::object::Name;
use hayro_syntax::object::Rect as PdfRect;
use hayro_syntax::page::Page;
use kurbo::Point;
use kurbo::Rect;

use crate::extract::pdf::area::Areas;
use crate::extract::pdf::bar::Bar;
use crate::extract::pdf::bar::Bars;
use crate::extract::pdf::field::is_shown;
use crate::extract::pdf::form::middle;
use crate::extract::pdf::glyph::Before;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Turn;
use crate::extract::pdf::tone::Sight;

/// Annotations looked at on one page at most.
const MOST: usize = 5_000;
/// Where above the baseline a line strikes a glyph, in type sizes: the middle third of small letters and of capitals.
const BAND: Range<f64> = 0.16..0.48;
/// How thick a line that strikes is, in type sizes. A rule of a table is far thinner than the letters of a watermark.
const THICK: Range<f64> = 0.02..0.3;
/// Share of a word that a line runs through where it strikes the word, in tenths.
const MOST_OF: usize = 6;
/// Share of a line that runs through words where it is there to strike them; a rule runs on.
const OVER_WORDS: f64 = 0.6;
/// A gap that parts two words, in type sizes.
const GAP: f64 = 0.25;
/// How near a slanting line passes the middle of a glyph that it crosses, in type sizes.
const NEAR: f64 = 0.3;
/// Slanting lines looked at; a drawing has more, and is looked at by eye anyway.
const MOST_SLANTING: usize = 500;
/// Glyphs that a slanting line crosses where it crosses something out.
const LEAST_CROSSED: usize = 4;

/// What was struck on a page.
#[derive(Debug, Default)]
pub(super) struct Struck {
    /// Whether each glyph is.
    pub glyphs: Vec<bool>,
    /// Glyphs that a line runs through of which nobody can tell whether it strikes them.
    pub doubtful: usize,
}

/// Which of the glyphs that are `seen` are struck on this page.
pub(super) fn struck(page: &Page<'_>, glyphs: &[Glyph], seen: &[bool], (bars, areas): (&Bars, &Areas)) -> Struck {
    let mut out = Struck { glyphs: vec![false; glyphs.len()], doubtful: 0 };
    let quads = strike_outs(page);
    if !quads.is_empty() {
        for (glyph, struck) in glyphs.iter().zip(&mut out.glyphs) {
            *struck = quads.iter().any(|quad| quad.contains(middle(glyph)));
        }
    }
    if !bars.level.is_empty() {
        Lines::new(bars, glyphs, seen, areas).strike(&mut out);
    }
    out.doubtful += slanting(bars, glyphs, seen);
    out
}

/// What the strike-out annotations of a page cover, in the page's frame.
fn strike_outs(page: &Page<'_>) -> Vec<Rect> {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let transform = page.initial_transform(true).to_kurbo();
    let strikes = |dict: &Dict<'_>| {
        dict.get::<Name<'_>>(b"Subtype").is_some_and(|kind| kind.as_ref() == b"StrikeOut") && is_shown(dict)
    };
    let found = annotations.iter::<Dict<'_>>().take(MOST).filter(strikes).flat_map(|dict| quads(&dict));
    found.take(MOST).map(|quad| transform.transform_rect_bbox(quad)).collect()
}

/// The quadrilaterals of an annotation, as the boxes around them; its own box where it has none.
fn quads(annotation: &Dict<'_>) -> Vec<Rect> {
    let numbers: Vec<f64> = annotation
        .get::<Array<'_>>(b"QuadPoints")
        .map_or_else(Vec::new, |points| points.iter::<f32>().take(8 * MOST).map(f64::from).collect());
    if numbers.len() < 8 {
        let own = annotation.get::<PdfRect>(b"Rect");
        return own.map(|rect| Rect::new(rect.x0, rect.y0, rect.x1, rect.y1)).into_iter().collect();
    }
    let corner = |pair: &[f64]| Point::new(pair.first().copied().unwrap_or(0.0), pair.last().copied().unwrap_or(0.0));
    let quad = |eight: &[f64]| {
        let points: Vec<Point> = eight.chunks_exact(2).map(corner).collect();
        let first = points.first().copied().unwrap_or(Point::ZERO);
        points.iter().fold(Rect::from_points(first, first), |rect, point| rect.union_pt(*point))
    };
    numbers.chunks_exact(8).map(quad).collect()
}

/// The level lines of a page and the glyphs that they run through.
struct Lines<'p> {
    glyphs: &'p [Glyph],
    seen: &'p [bool],
    /// For each glyph, the lines through it.
    through: Vec<Vec<usize>>,
    /// For each line, whether words take up most of it.
    over_words: Vec<bool>,
}

impl<'p> Lines<'p> {
    fn new(bars: &Bars, glyphs: &'p [Glyph], seen: &'p [bool], areas: &Areas) -> Self {
        let mut level: Vec<Bar> = bars.level.clone();
        level.sort_by(|a, b| a.y.total_cmp(&b.y));
        let mut reach: Vec<Option<(f64, f64)>> = vec![None; level.len()];
        let mut through = vec![Vec::new(); glyphs.len()];
        for ((glyph, through), _) in glyphs.iter().zip(&mut through).zip(seen).filter(|(_, seen)| **seen) {
            if glyph.turn != Turn::UPRIGHT {
                continue;
            }
            let (top, bottom) = (glyph.y - BAND.end * glyph.size, glyph.y - BAND.start * glyph.size);
            let from = level.partition_point(|bar| bar.y < top);
            let near = level.iter().enumerate().skip(from).take_while(|(_, bar)| bar.y <= bottom);
            for (at, _) in near.filter(|(_, bar)| strikes(bar, glyph, areas)).take(4) {
                through.push(at);
                if let Some(reach) = reach.get_mut(at) {
                    let (x0, x1) = reach.unwrap_or((glyph.x0, glyph.x1));
                    *reach = Some((x0.min(glyph.x0), x1.max(glyph.x1)));
                }
            }
        }
        let length = |bar: &Bar, (x0, x1): (f64, f64)| (x1.min(bar.x1) - x0.max(bar.x0)) / (bar.x1 - bar.x0).max(0.01);
        let over = |(bar, reach): (&Bar, &Option<(f64, f64)>)| reach.is_some_and(|r| length(bar, r) >= OVER_WORDS);
        let over_words = level.iter().zip(&reach).map(over).collect();
        Self { glyphs, seen, through, over_words }
    }

    fn strike(&self, out: &mut Struck) {
        let mut start = 0;
        while start < self.glyphs.len() {
            let more = (start + 1..self.glyphs.len()).take_while(|at| self.goes_on(*at)).count();
            self.word(start..start + 1 + more, out);
            start += 1 + more;
        }
    }

    fn goes_on(&self, at: usize) -> bool {
        let (Some(glyph), Some(last)) = (self.glyphs.get(at), self.glyphs.get(at - 1)) else { return false };
        let gap = (glyph.x0 - last.x1).abs() < GAP * glyph.size && (glyph.y - last.y).abs() < GAP * glyph.size;
        glyph.before == Before::Glyph && gap && glyph.turn == last.turn && self.seen.get(at) == self.seen.get(at - 1)
    }

    fn word(&self, word: Range<usize>, out: &mut Struck) {
        let lines = |at: usize| self.through.get(at).map_or(&[][..], Vec::as_slice);
        let sure = |at: usize| lines(at).iter().any(|line| self.over_words.get(*line) == Some(&true));
        let crossed = word.clone().filter(|at| !lines(*at).is_empty() && out.glyphs.get(*at) == Some(&false)).count();
        let struck = word.clone().filter(|at| sure(*at)).count();
        if 10 * struck >= MOST_OF * word.len() {
            for at in word {
                let letter = self.glyphs.get(at).is_some_and(is_letter);
                if let Some(mark) = out.glyphs.get_mut(at).filter(|_| letter || sure(at)) {
                    *mark = true;
                }
            }
        } else if crossed > 1 {
            out.doubtful += crossed;
        }
    }
}

/// Whether the line runs through the glyph, and is seen there.
fn strikes(bar: &Bar, glyph: &Glyph, areas: &Areas) -> bool {
    let x = glyph.x0.midpoint(glyph.x1);
    let point = Point::new(x, bar.y);
    (bar.x0 - 0.5..=bar.x1 + 0.5).contains(&x)
        && THICK.contains(&(bar.thickness / glyph.size.max(0.01)))
        && !areas.cover(&[point], bar.order)
        && bar.tone.seen_on(areas.ground(point, bar.order)) != Sight::Unseen
}

/// Whether a glyph is a part of a word and no sign between words.
pub(super) fn is_letter(glyph: &Glyph) -> bool {
    let mut letter = false;
    glyph.written.chars(|c| letter |= c.is_alphanumeric());
    letter
}

/// Glyphs that slanting lines run through, as where a passage is crossed out by hand.
fn slanting(bars: &Bars, glyphs: &[Glyph], seen: &[bool]) -> usize {
    let seen = || glyphs.iter().zip(seen).filter(|(_, seen)| **seen).map(|(glyph, _)| glyph);
    let crossed = |(from, to): &(Point, Point)| {
        let (along, length) = (*to - *from, (*to - *from).hypot().max(0.01));
        let crosses = |glyph: &&Glyph| {
            let away = middle(glyph) - *from;
            let (share, distance) = (away.dot(along) / (length * length), along.cross(away).abs() / length);
            (0.0..=1.0).contains(&share) && distance < NEAR * glyph.size && is_letter(glyph)
        };
        seen().filter(crosses).count()
    };
    bars.slanting.iter().take(MOST_SLANTING).map(crossed).filter(|count| *count >= LEAST_CROSSED).sum()
}
