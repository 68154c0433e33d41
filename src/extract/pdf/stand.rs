//! Where a glyph stands on the page, and in the frame in which its line runs from left to right.

use kurbo::Affine;
use kurbo::Point;
use kurbo::Vec2;

use crate::document::Source;
use crate::extract::pdf::glyph::Before;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Turn;
use crate::extract::pdf::glyph::Weight;
use crate::extract::pdf::glyph::Written;

/// Text turned by less than this from an axis runs along it, in radians (a scan that lies askew).
const ASKEW: f64 = 0.12;

/// Where a glyph stands on the page.
pub(super) struct Stand {
    origin: Point,
    end: Point,
    /// One em up from the baseline.
    up: Vec2,
    /// Type size in points.
    pub size: f64,
    turn: Turn,
    tilt: f64,
}

impl Stand {
    /// Where a glyph with this transform and advance (in thousandths of the type size) stands.
    pub(super) fn new(transform: Affine, advance: f64) -> Self {
        let origin = transform * Point::ZERO;
        let end = transform * Point::new(advance, 0.0);
        let along = (transform * Point::new(1000.0, 0.0)) - origin;
        let up = (transform * Point::new(0.0, 1000.0)) - origin;
        let (turn, tilt) = direction(along);
        Self { origin, end, up, size: length(up), turn, tilt }
    }

    /// The middle of the glyph's body.
    pub(super) fn middle(&self) -> Point {
        self.origin.midpoint(self.end) + self.up * 0.3
    }

    /// Three points of the glyph's body, one above the other: near its foot, in its middle, near its head.
    pub(super) fn column(&self) -> [Point; 3] {
        let foot = self.origin.midpoint(self.end);
        [foot + self.up * 0.1, self.middle(), foot + self.up * 0.5]
    }

    /// The glyph that stands here.
    pub(super) fn glyph(&self, written: Written, source: Option<Source>, weight: Weight, before: Before) -> Glyph {
        let Self { size, turn, tilt, .. } = *self;
        let (x0, y) = framed(self.origin, turn);
        let (x1, _) = framed(self.end, turn);
        Glyph { written, x0: x0.min(x1), x1: x0.max(x1), y, size, turn, tilt, source, weight, before }
    }
}

/// The length of a vector; most stand upright, and a root is slow to work out.
fn length(vector: Vec2) -> f64 {
    if vector.x == 0.0 { vector.y.abs() } else { vector.hypot() }
}

/// The axis that text in this direction runs along, and how far it is off. Nearly all text runs from left to right.
fn direction(along: Vec2) -> (Turn, f64) {
    if along.y == 0.0 && along.x > 0.0 {
        return (Turn::UPRIGHT, 0.0);
    }
    let angle = along.atan2();
    let axis = (angle / std::f64::consts::FRAC_PI_2).round() * std::f64::consts::FRAC_PI_2;
    if (angle - axis).abs() < ASKEW {
        (Turn(degrees(axis)), angle - axis)
    } else {
        let step = (angle.to_degrees() / 5.0).round() * 5.0;
        (Turn(degrees(step.to_radians())), angle - step.to_radians())
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded and brought into 0..360")]
fn degrees(angle: f64) -> u16 {
    angle.to_degrees().round().rem_euclid(360.0) as u16
}

/// A point of the page in the frame in which text of this turn runs from left to right.
fn framed(point: Point, turn: Turn) -> (f64, f64) {
    match turn.0 {
        0 => (point.x, point.y),
        90 => (point.y, -point.x),
        180 => (-point.x, -point.y),
        270 => (-point.y, point.x),
        degrees => {
            let (sin, cos) = f64::from(degrees).to_radians().sin_cos();
            (point.x * cos + point.y * sin, point.y * cos - point.x * sin)
        }
    }
}
