//! The device that hayro paints on: it keeps glyphs, areas and lines, and remembers that there were images and paths.

use hayro_interpret::BlendMode;
use hayro_interpret::ClipPath;
use hayro_interpret::Device;
use hayro_interpret::DrawMode;
use hayro_interpret::DrawProps;
use hayro_interpret::FillRule;
use hayro_interpret::Image;
use hayro_interpret::ImageDrawProps;
use hayro_interpret::SoftMask;
use hayro_interpret::font::Glyph as Painted;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::font::PositionedGlyph;
use hayro_syntax::object::Dict;
use kurbo::Affine;
use kurbo::BezPath;
use kurbo::Point;
use kurbo::Rect;
use kurbo::Shape;

use crate::extract::pdf::area::Area;
use crate::extract::pdf::area::Areas;
use crate::extract::pdf::area::Matter;
use crate::extract::pdf::area::Outline;
use crate::extract::pdf::bar::Bars;
use crate::extract::pdf::bar::Pen;
use crate::extract::pdf::glyph::Before;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Weight;
use crate::extract::pdf::glyph::Written;
use crate::extract::pdf::spelling::Spelling;
use crate::extract::pdf::spelling::Spelt;
use crate::extract::pdf::spoken::Spoken;
use crate::extract::pdf::squares::Squares;
use crate::extract::pdf::stand::Stand;
use crate::extract::pdf::stretch::common_scale;
use crate::extract::pdf::stretch::scale;
use crate::extract::pdf::tone::Sight;
use crate::extract::pdf::tone::Tone;
use crate::extract::pdf::trace::Mode;
use crate::extract::pdf::trace::Trace;
use crate::extract::pdf::weight::Weights;

/// Glyphs kept of one page: more than any printed page holds.
const MOST_GLYPHS: usize = 1_000_000;
/// Type smaller than this is not seen, in points.
const TINY: f64 = 1.0;

/// What was painted on one page.
#[derive(Debug)]
pub(super) struct Ink {
    /// The glyphs in the order of painting, white space left out.
    pub glyphs: Vec<Glyph>,
    /// How each of them was painted.
    pub traces: Vec<Trace>,
    /// Number of spaces painted.
    pub spaces: usize,
    /// Number of fills and strokes that leave a mark on white paper.
    pub paths: usize,
    /// Share of the page under images, 0 to 1 (overlaps count twice, up to 1).
    pub image_share: f64,
    /// Whether glyphs were left out because there were too many.
    pub cut: bool,
    /// The page in points.
    pub page: Rect,
    /// The areas painted.
    pub areas: Areas,
    /// The lines drawn.
    pub bars: Bars,
    /// The squares drawn, and what is in them.
    pub squares: Squares,
    /// What marked content says of itself.
    pub spoken: Spoken,
    before: Before,
    clips: Vec<Clip>,
    groups: Vec<Group>,
    weights: Weights,
    order: usize,
}

/// What one text-showing operator's glyphs share.
struct Run {
    transform: Affine,
    mode: Mode,
    weight: Weight,
    scale: Option<f64>,
    spelling: Spelling,
}

/// A clip and those around it.
#[derive(Debug)]
struct Clip {
    rect: Rect,
    outline: Option<Outline>,
}

/// Something painted as a whole, and how much of it is left.
#[derive(Debug, Clone, Copy)]
struct Group {
    opacity: f32,
    masked: bool,
}

impl Ink {
    /// An empty page of this width and height in points.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            glyphs: Vec::new(),
            traces: Vec::new(),
            spaces: 0,
            paths: 0,
            image_share: 0.0,
            cut: false,
            page: Rect::new(0.0, 0.0, width, height),
            areas: Areas::default(),
            bars: Bars::default(),
            squares: Squares::default(),
            spoken: Spoken::default(),
            before: Before::Space,
            clips: Vec::new(),
            groups: Vec::new(),
            weights: Weights::default(),
            order: 0,
        }
    }

    /// Whether nothing at all was painted.
    pub(super) fn is_blank(&self) -> bool {
        self.glyphs.is_empty() && self.paths == 0 && self.image_share <= 0.0
    }

    /// Forgets clips and white space: what follows is painted on its own.
    pub(super) fn start_anew(&mut self) {
        self.clips.clear();
        self.groups.clear();
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
        let mode = if tiny || !self.is_on_page(at.middle()) { Mode::Gone } else { run.mode };
        self.glyphs.push(at.glyph(written, guessed, run.weight, self.before));
        let [low, middle, high] = at.column();
        self.traces.push(Trace { low, middle, high, mode, order: self.order });
        self.before = Before::Glyph;
    }

    fn is_on_page(&self, point: Point) -> bool {
        let inside = |rect: &Rect| rect.inflate(1.5, 1.5).contains(point);
        inside(&self.page)
            && self.clips.last().is_none_or(|clip| inside(&clip.rect))
            && self.clips.iter().filter_map(|clip| clip.outline.as_ref()).all(|outline| outline.contains(point))
    }

    fn push_clip(&mut self, rect: Rect, outline: Option<Outline>) {
        let rect = self.clips.last().map_or(rect, |last| last.rect.intersect(rect));
        self.clips.push(Clip { rect, outline });
    }

    /// What is left of the page inside all clips.
    fn clip(&self) -> Rect {
        self.clips.last().map_or(self.page, |clip| clip.rect.intersect(self.page))
    }

    fn tone(&self, props: &DrawProps<'_>) -> Tone {
        let opacity = self.groups.iter().map(|group| group.opacity).product();
        let tone = Tone::of(&props.paint, opacity);
        let masked = props.soft_mask.is_some() || self.groups.iter().any(|group| group.masked);
        if masked && !tone.is_nothing() { Tone::Unknown } else { tone }
    }

    fn mark(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode) {
        self.order += 1;
        let tone = self.tone(props);
        if tone.seen_on(Tone::PAPER) != Sight::Unseen {
            self.paths += 1;
        }
        let (clip, order) = (self.clip(), self.order);
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            let scale = props.transform.determinant().abs().sqrt();
            let pen = Pen { thickness: f64::from(stroke.line_width) * scale, tone, clip, order };
            self.bars.stroke(path, props.transform, pen);
            self.squares.stroke(path, props.transform.transform_rect_bbox(path.control_box()), tone);
        }
        if let DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) = mode {
            let bounds = props.transform.transform_rect_bbox(path.control_box()).intersect(clip);
            self.bars.fill(bounds, Pen { thickness: 0.0, tone, clip, order });
            self.squares.fill(bounds, tone);
            self.area(bounds, (props.transform * path, *rule), (tone, props.blend_mode));
        }
    }

    fn area(&mut self, bounds: Rect, (path, rule): (BezPath, FillRule), (tone, blend): (Tone, BlendMode)) {
        if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
            return;
        }
        let own = Outline::new(path, rule);
        let covers = own.is_some() && tone.is_opaque() && blend == BlendMode::Normal;
        let matter = if covers { Matter::Thick(tone) } else { Matter::Thin(tone) };
        let outlines = self.clips.iter().filter_map(|clip| clip.outline.clone()).chain(own).collect();
        self.areas.push(Area { bounds, outlines, matter, order: self.order });
    }
}

impl<'a> Device<'a> for Ink {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.mark(path, &props, mode);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.mark(&rect.to_path(0.1), &props, mode);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.order += 1;
        let painted = Mode::Painted(self.tone(&props));
        let mode = if matches!(mode, DrawMode::Invisible) { Mode::Invisible } else { painted };
        let (weight, scale) = (self.weights.of(run), common_scale(run));
        let mut shared = Run { transform: props.transform, mode, weight, scale, spelling: Spelling::default() };
        for glyph in run.glyphs() {
            self.glyph(glyph, &mut shared);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.order += 1;
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let full = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let bounds = full.intersect(self.clip());
        self.image_share = (self.image_share + bounds.area() / self.page.area().max(1.0)).min(1.0);
        self.squares.image(bounds);
        self.areas.image(bounds, width * height / full.area().max(0.01));
        let whole = self.groups.iter().all(|group| group.opacity > 0.95 && !group.masked);
        let matter = if whole && is_opaque(&image) { Matter::Picture } else { Matter::Thin(Tone::Unknown) };
        let outlines = self.clips.iter().filter_map(|clip| clip.outline.clone()).collect();
        self.areas.push(Area { bounds, outlines, matter, order: self.order });
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(clip.path.bounding_box(), Outline::new(clip.path.clone(), clip.fill));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect, None);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.groups.push(Group { opacity, masked: mask.is_some() });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.spoken.begin(properties, self.glyphs.len());
    }

    fn end_marked_content(&mut self) {
        self.spoken.end(&self.glyphs);
    }
}

/// Whether nothing below the image shines through it. A stencil paints its own dots only.
fn is_opaque(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else { return false };
    let masked = |dict: &Dict<'_>| [&b"SMask"[..], b"Mask", b"SMaskInData"].iter().any(|key| dict.contains_key(*key));
    !masked(raster.stream().dict())
}
