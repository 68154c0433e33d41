//! The device that hayro paints on: it keeps glyphs and remembers that there were images and paths.

use hayro_interpret::BlendMode;
use hayro_interpret::ClipPath;
use hayro_interpret::Device;
use hayro_interpret::DrawMode;
use hayro_interpret::DrawProps;
use hayro_interpret::Image;
use hayro_interpret::ImageDrawProps;
use hayro_interpret::Paint;
use hayro_interpret::SoftMask;
use hayro_interpret::font::Glyph as Painted;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::font::PositionedGlyph;
use kurbo::Affine;
use kurbo::BezPath;
use kurbo::Rect;
use kurbo::Shape;

use crate::document::Source;
use crate::extract::pdf::glyph::Before;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Weight;
use crate::extract::pdf::glyph::Written;
use crate::extract::pdf::spelling::Spelling;
use crate::extract::pdf::spelling::Spelt;
use crate::extract::pdf::stand::Stand;
use crate::extract::pdf::stretch::common_scale;
use crate::extract::pdf::stretch::scale;
use crate::extract::pdf::weight::Weights;

/// Glyphs kept of one page: more than any printed page holds.
const MOST_GLYPHS: usize = 1_000_000;
/// Dark grounds remembered; on a busier page white text counts as seen.
const MOST_GROUNDS: usize = 2_000;
/// Type smaller than this is not seen, in points.
const TINY: f64 = 1.0;

/// What was painted on one page.
#[derive(Debug)]
pub(super) struct Ink {
    /// The glyphs in the order of painting, white space left out.
    pub glyphs: Vec<Glyph>,
    /// Number of spaces painted.
    pub spaces: usize,
    /// Number of fills and strokes that leave a mark on white paper.
    pub paths: usize,
    /// Share of the page under images, 0 to 1 (overlaps count twice, up to 1).
    pub image_share: f64,
    /// Whether glyphs were left out because there were too many.
    pub cut: bool,
    page: Rect,
    before: Before,
    grounds: Vec<Rect>,
    clips: Vec<Rect>,
    weights: Weights,
}

/// What one text-showing operator's glyphs share.
struct Run {
    transform: Affine,
    sight: Sight,
    weight: Weight,
    scale: Option<f64>,
    spelling: Spelling,
}

/// Whether the paint of a run leaves a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    Seen,
    Unseen,
    /// White: seen on a dark ground only.
    White,
}

impl Ink {
    /// An empty page of this width and height in points.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            glyphs: Vec::new(),
            spaces: 0,
            paths: 0,
            image_share: 0.0,
            cut: false,
            page: Rect::new(0.0, 0.0, width, height),
            before: Before::Space,
            grounds: Vec::new(),
            clips: Vec::new(),
            weights: Weights::default(),
        }
    }

    /// Whether nothing at all was painted.
    pub(super) fn is_blank(&self) -> bool {
        self.glyphs.is_empty() && self.paths == 0 && self.image_share <= 0.0
    }

    /// Forgets clips and white space: what follows is painted on its own.
    pub(super) fn start_anew(&mut self) {
        self.clips.clear();
        self.before = Before::Space;
    }

    fn glyph(&mut self, painted: &PositionedGlyph<'_>, run: &mut Run) {
        let Spelt { written, guessed, advance } = run.spelling.of(painted);
        if matches!(&written, Written::Char(c) if c.is_whitespace()) {
            self.before = Before::Space;
            self.spaces += 1;
            return;
        }
        if self.glyphs.len() >= MOST_GLYPHS {
            self.cut = true;
            return;
        }
        let advance = run.scale.map_or(1.0, |common| common / scale(painted).max(0.01)) * advance;
        let at = Stand::new(run.transform * painted.transform(), advance);
        let tiny = at.size < TINY && matches!(&**painted, Painted::Outline(_));
        let source = if tiny || !self.is_seen(&at, run.sight) { Some(Source::Hidden) } else { guessed };
        let glyph = at.glyph(written, source, run.weight, self.before);
        self.before = Before::Glyph;
        self.glyphs.push(glyph);
    }

    fn is_seen(&self, at: &Stand, sight: Sight) -> bool {
        let middle = at.middle();
        let inside = |rect: &Rect| rect.inflate(1.5, 1.5).contains(middle);
        let shown = inside(&self.page) && self.clips.last().is_none_or(inside);
        shown
            && match sight {
                Sight::Seen => true,
                Sight::Unseen => false,
                Sight::White => {
                    self.grounds.len() >= MOST_GROUNDS || self.grounds.iter().any(|ground| ground.contains(middle))
                }
            }
    }

    fn push_clip(&mut self, rect: Rect) {
        let rect = self.clips.last().map_or(rect, |last| last.intersect(rect));
        self.clips.push(rect);
    }

    fn mark(&mut self, bounds: Rect, paint: &Paint<'_>, mode: &DrawMode) {
        if sight_of(paint) != Sight::Seen {
            return;
        }
        self.paths += 1;
        let fills = !matches!(mode, DrawMode::Stroke(_));
        if fills && self.grounds.len() < MOST_GROUNDS && bounds.width() > 4.0 && bounds.height() > 4.0 {
            self.grounds.push(bounds);
        }
    }
}

impl<'a> Device<'a> for Ink {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.mark(props.transform.transform_rect_bbox(path.control_box()), &props.paint, mode);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.mark(props.transform.transform_rect_bbox(*rect), &props.paint, mode);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let sight = if matches!(mode, DrawMode::Invisible) { Sight::Unseen } else { sight_of(&props.paint) };
        let (weight, scale) = (self.weights.of(run), common_scale(run));
        let mut shared = Run { transform: props.transform, sight, weight, scale, spelling: Spelling::default() };
        for glyph in run.glyphs() {
            self.glyph(glyph, &mut shared);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let bounds = props.transform.transform_rect_bbox(size).intersect(self.page);
        self.image_share = (self.image_share + bounds.area() / self.page.area().max(1.0)).min(1.0);
        if self.grounds.len() < MOST_GROUNDS {
            self.grounds.push(bounds);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}
}

fn sight_of(paint: &Paint<'_>) -> Sight {
    let Paint::Color(color) = paint else { return Sight::Seen };
    let [red, green, blue, alpha] = color.to_rgba().components();
    if alpha < 0.02 {
        Sight::Unseen
    } else if red.min(green).min(blue) > 0.96 {
        Sight::White
    } else {
        Sight::Seen
    }
}
