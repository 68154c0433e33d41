//! Lines drawn on a page that may run through words.

use kurbo::Affine;
use kurbo::BezPath;
use kurbo::PathSeg;
use kurbo::Point;
use kurbo::Rect;

use crate::extract::pdf::tone::Tone;

/// Lines remembered of one page, of each kind.
const MOST: usize = 5_000;
/// Thickest line that strikes words and does not cover them, in points.
const THICKEST: f64 = 6.0;
/// Shorter lines are dots, in points.
const SHORTEST: f64 = 3.0;
/// How thick the thinnest line comes out, in points.
const HAIRLINE: f64 = 0.5;
/// Rise over run up to which a line is level.
const LEVEL: f64 = 0.03;
/// Rise over run from which a line is upright and cannot cross out a line of text.
const STEEP: f64 = 8.0;
/// Shorter slanting lines cross nothing out, in points.
const SLASH: f64 = 36.0;

/// A level line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    /// Left end.
    pub x0: f64,
    /// Right end.
    pub x1: f64,
    /// Its middle, points from the page's top.
    pub y: f64,
    /// How thick it is.
    pub thickness: f64,
    /// Its colour.
    pub tone: Tone,
    /// When it was painted.
    pub order: usize,
}

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Bars {
    /// Level ones.
    pub level: Vec<Bar>,
    /// Slanting ones: both ends.
    pub slanting: Vec<(Point, Point)>,
    /// Whether there were more than are remembered.
    pub overflow: bool,
}

/// What a line is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// How thick.
    pub thickness: f64,
    /// Its colour.
    pub tone: Tone,
    /// Where it is not clipped away.
    pub clip: Rect,
    /// When.
    pub order: usize,
}

impl Bars {
    /// Takes in the straight parts of a stroked path.
    pub(super) fn stroke(&mut self, path: &BezPath, transform: Affine, pen: Pen) {
        if pen.thickness > THICKEST {
            return;
        }
        for segment in path.segments() {
            let (from, to) = match segment {
                PathSeg::Line(line) => (line.p0, line.p1),
                PathSeg::Quad(curve) => (curve.p0, curve.p2),
                PathSeg::Cubic(curve) => (curve.p0, curve.p3),
            };
            self.line(transform * from, transform * to, pen);
        }
    }

    /// Takes in a filled area if it is as thin as a line.
    pub(super) fn fill(&mut self, bounds: Rect, pen: Pen) {
        if bounds.height() <= THICKEST && bounds.width() > 2.0 * bounds.height() {
            let y = bounds.center().y;
            let pen = Pen { thickness: bounds.height(), ..pen };
            self.line(Point::new(bounds.x0, y), Point::new(bounds.x1, y), pen);
        }
    }

    fn line(&mut self, from: Point, to: Point, pen: Pen) {
        let (run, rise) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        if rise <= LEVEL * run {
            let (x0, x1) = (from.x.min(to.x).max(pen.clip.x0), from.x.max(to.x).min(pen.clip.x1));
            let y = from.y.midpoint(to.y);
            if x1 - x0 >= SHORTEST && (pen.clip.y0..=pen.clip.y1).contains(&y) {
                let thickness = pen.thickness.max(HAIRLINE);
                self.keep(Bar { x0, x1, y, thickness, tone: pen.tone, order: pen.order });
            }
        } else if rise < STEEP * run && run.hypot(rise) >= SLASH && pen.clip.contains(from.midpoint(to)) {
            if self.slanting.len() < MOST {
                self.slanting.push((from, to));
            } else {
                self.overflow = true;
            }
        }
    }

    fn keep(&mut self, bar: Bar) {
        if self.level.len() < MOST {
            self.level.push(bar);
        } else {
            self.overflow = true;
        }
    }
}
