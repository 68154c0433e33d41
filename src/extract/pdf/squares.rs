//! Tick boxes that are drawn as squares beside words, and what is drawn in them.

use kurbo::BezPath;
use kurbo::PathEl;
use kurbo::Point;
use kurbo::Rect;

use crate::extract::pdf::form::middle;
use crate::extract::pdf::form::write_box;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Turn;
use crate::extract::pdf::tone::Sight;
use crate::extract::pdf::tone::Tone;

/// Squares and marks remembered of one page, of each kind.
const MOST: usize = 2_000;
/// Sides of a tick box, in points.
const SIDES: std::ops::RangeInclusive<f64> = 6.0..=14.5;
/// How far right of a box its words begin, in type sizes.
const BESIDE: f64 = 2.5;
/// What is typed into a box that is ticked.
const TICKS: [char; 12] = ['X', 'x', '✓', '✔', '✕', '✖', '✗', '✘', '■', '●', '•', '*'];
/// Fill from this dark ticks a box; paler, it is the ground of the box.
const DARK: f32 = 0.5;

/// What is small and drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Squares {
    frames: Vec<Rect>,
    marks: Vec<Rect>,
    images: Vec<Rect>,
}

impl Squares {
    /// Takes in a stroked path with these bounds on the page.
    pub(super) fn stroke(&mut self, path: &BezPath, bounds: Rect, tone: Tone) {
        if tone.seen_on(Tone::PAPER) != Sight::Seen {
            return;
        }
        let is_square = SIDES.contains(&bounds.width()) && (0.8..1.25).contains(&(bounds.width() / bounds.height()));
        if is_square && is_frame(path) {
            let again = |frame: &Rect| frame.inflate(2.5, 2.5).contains_rect(bounds);
            if self.frames.len() < MOST && !self.frames.iter().any(again) {
                self.frames.push(bounds);
            }
        } else {
            self.mark(bounds);
        }
    }

    /// Takes in a filled area.
    pub(super) fn fill(&mut self, bounds: Rect, tone: Tone) {
        if matches!(tone, Tone::Colour([red, green, blue, alpha]) if alpha > DARK && red.max(green).max(blue) < DARK) {
            self.mark(bounds);
        }
    }

    /// Takes in an image.
    pub(super) fn image(&mut self, bounds: Rect) {
        if bounds.width() < 30.0 && self.images.len() < MOST {
            self.images.push(bounds);
        }
    }

    fn mark(&mut self, bounds: Rect) {
        if bounds.width().max(bounds.height()) < 30.0 && self.marks.len() < MOST {
            self.marks.push(bounds);
        }
    }

    /// Writes a box with its state among the glyphs for each square with words beside it, and says how many squares hold
    /// an image, of which nobody can tell what it shows.
    pub(super) fn write(&self, glyphs: &mut Vec<Glyph>) -> usize {
        let mut unclear = 0;
        for frame in &self.frames {
            let Some((y, size)) = self.words_beside(*frame, glyphs) else { continue };
            let inside = || glyphs.iter().filter(|glyph| frame.inflate(1.0, 1.0).contains(middle(glyph)));
            if inside().any(|glyph| glyph.source.is_some() || !is_tick(glyph)) {
                continue;
            }
            unclear += usize::from(self.images.iter().any(|image| frame.contains(image.center())));
            let drawn = self.marks.iter().any(|mark| marks(*mark, *frame));
            let text = if drawn || inside().next().is_some() { "[X]" } else { "[ ]" };
            glyphs.retain(|glyph| !frame.inflate(1.0, 1.0).contains(middle(glyph)));
            write_box(text, *frame, (y, size), glyphs);
        }
        unclear
    }

    /// Baseline and type size of the words that a square stands in front of; `None` where another square stands between
    /// (the boxes of a form for one letter each).
    fn words_beside(&self, frame: Rect, glyphs: &[Glyph]) -> Option<(f64, f64)> {
        let beside = |glyph: &&Glyph| {
            let level = (glyph.y - 0.35 * glyph.size - frame.center().y).abs() < 0.5 * frame.height();
            glyph.turn == Turn::UPRIGHT && level && glyph.x0 >= frame.x1 - 1.0
        };
        let next = glyphs.iter().filter(beside).min_by(|a, b| a.x0.total_cmp(&b.x0))?;
        let gap = Rect::new(frame.x1, frame.y0, next.x1, frame.y1);
        let parted = |other: &Rect| *other != frame && gap.contains(other.center());
        let near = next.x0 - frame.x1 < BESIDE * next.size && (0.5..2.5).contains(&(frame.height() / next.size));
        (near && !self.frames.iter().any(parted)).then_some((next.y, next.size))
    }
}

/// Whether the path runs along the four sides of a rectangle.
fn is_frame(path: &BezPath) -> bool {
    let around = path.control_box();
    let near = |a: f64, b: f64| (a - b).abs() < 0.02 * around.width();
    let corners = [(around.x0, around.y0), (around.x1, around.y0), (around.x1, around.y1), (around.x0, around.y1)];
    let point = |element: &PathEl| match element {
        PathEl::MoveTo(point) | PathEl::LineTo(point) => Some(Some(*point)),
        PathEl::ClosePath => None,
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => Some(None),
    };
    let points: Option<Vec<Point>> = path.elements().iter().filter_map(point).collect();
    let Some(points) = points.filter(|points| points.len() <= 6) else { return false };
    let corner = |at: &Point| corners.iter().position(|(x, y)| near(at.x, *x) && near(at.y, *y));
    let visited: Option<Vec<usize>> = points.iter().map(corner).collect();
    visited.is_some_and(|visited| {
        let steps = visited.windows(2).all(|pair| pair[0].abs_diff(pair[1]) != 2);
        steps && (0..4).all(|corner| visited.contains(&corner))
    })
}

/// Whether what is drawn lies in the square and takes up a good part of it.
fn marks(mark: Rect, frame: Rect) -> bool {
    let (width, height) = (mark.width() / frame.width(), mark.height() / frame.height());
    frame.contains(mark.center()) && width.max(height) > 0.35 && width.max(height) < 2.0
}

fn is_tick(glyph: &Glyph) -> bool {
    let mut tick = true;
    glyph.written.chars(|c| tick &= TICKS.contains(&c));
    tick
}
