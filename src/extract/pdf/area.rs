//! The areas painted on a page, and what lies over and under a place of it.

use std::rc::Rc;

use hayro_interpret::FillRule;
use kurbo::BezPath;
use kurbo::Point;
use kurbo::Rect;
use kurbo::Shape;

use crate::extract::pdf::tone::Tone;

/// Areas remembered of one page; a letter has a few hundred at most.
const MOST: usize = 5_000;
/// Smaller areas hide no word, in points.
const LEAST: f64 = 4.0;
/// Longest outline that is followed exactly, in its elements; for a longer one its box is taken, and it hides nothing.
const MOST_ELEMENTS: usize = 2_000;
/// Points along each side of the page at which images are looked for.
const SAMPLES: u16 = 24;
/// Least pixels a square point of an image that may be a scan: 50 dots an inch.
const SCAN: f64 = 0.48;

/// An outline and what lies inside it.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    path: Rc<BezPath>,
    rule: FillRule,
}

impl Outline {
    /// The outline of a path in the page's frame; `None` if it is too long to be followed.
    pub(super) fn new(path: BezPath, rule: FillRule) -> Option<Self> {
        (path.elements().len() <= MOST_ELEMENTS).then(|| Self { path: Rc::new(path), rule })
    }

    /// Whether the point lies inside.
    pub(super) fn contains(&self, point: Point) -> bool {
        let winding = self.path.winding(point);
        if self.rule == FillRule::EvenOdd { winding % 2 != 0 } else { winding != 0 }
    }
}

/// What an area is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Matter {
    /// Ink that lets what is below shine through, or an image that does.
    Thin(Tone),
    /// Ink that covers.
    Thick(Tone),
    /// An image that covers.
    Picture,
}

/// An area of the page.
#[derive(Debug, Clone)]
pub(super) struct Area {
    /// The box around it.
    pub bounds: Rect,
    /// Outlines that it lies inside of, all of them.
    pub outlines: Vec<Outline>,
    /// What it is made of.
    pub matter: Matter,
    /// When it was painted.
    pub order: usize,
}

impl Area {
    fn contains(&self, point: Point) -> bool {
        self.bounds.contains(point) && self.outlines.iter().all(|outline| outline.contains(point))
    }

    fn is_thick(&self) -> bool {
        !matches!(self.matter, Matter::Thin(_))
    }
}

/// All areas of a page in the order of painting.
#[derive(Debug, Default)]
pub(super) struct Areas {
    all: Vec<Area>,
    images: Vec<(Rect, f64)>,
    /// Whether there were more than are remembered.
    pub overflow: bool,
}

impl Areas {
    /// Remembers an area, if it is large enough to matter.
    pub(super) fn push(&mut self, area: Area) {
        if area.bounds.width() < LEAST || area.bounds.height() < LEAST {
            return;
        }
        if self.all.len() >= MOST {
            self.overflow = true;
        } else {
            self.all.push(area);
        }
    }

    /// Remembers where an image is seen, and how many pixels it has for a square point.
    pub(super) fn image(&mut self, bounds: Rect, pixels: f64) {
        if self.images.len() < MOST && bounds.area() > 0.0 {
            self.images.push((bounds, pixels));
        }
    }

    /// Whether something painted after `order` covers all of these points.
    pub(super) fn cover(&self, points: &[Point], order: usize) -> bool {
        let later = self.all.get(self.all.partition_point(|area| area.order <= order)..).unwrap_or(&[]);
        later.iter().any(|area| area.is_thick() && points.iter().all(|point| area.contains(*point)))
    }

    /// What is seen at a point just before `order`.
    pub(super) fn ground(&self, point: Point, order: usize) -> Tone {
        let mut above = Vec::new();
        let mut ground = Tone::PAPER;
        let end = self.all.partition_point(|area| area.order < order);
        for area in self.all.get(..end).unwrap_or(&[]).iter().rev().filter(|area| area.contains(point)) {
            match area.matter {
                Matter::Thick(tone) => ground = tone,
                Matter::Picture => ground = Tone::Unknown,
                Matter::Thin(tone) => {
                    above.push(tone);
                    continue;
                }
            }
            break;
        }
        above.iter().rev().fold(ground, |ground, tone| tone.over(ground))
    }

    /// Whether the point lies in an image that is fine enough to be a scan.
    pub(super) fn is_on_scan(&self, point: Point) -> bool {
        self.images.iter().any(|(bounds, pixels)| *pixels >= SCAN && bounds.contains(point))
    }

    /// Share of the page under images that may be scans, 0 to 1; overlaps count once.
    pub(super) fn scan_share(&self, page: Rect) -> f64 {
        if self.images.is_empty() {
            return 0.0;
        }
        let at = |n: u16, length: f64| (f64::from(n) + 0.5) / f64::from(SAMPLES) * length;
        let points =
            (0..SAMPLES).flat_map(|x| (0..SAMPLES).map(move |y| Point::new(at(x, page.width()), at(y, page.height()))));
        let inside = u16::try_from(points.filter(|point| self.is_on_scan(*point)).count()).unwrap_or(0);
        f64::from(inside) / f64::from(SAMPLES * SAMPLES)
    }
}
