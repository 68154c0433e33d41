//! One page painted: its glyphs, and a look at what else there is.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use hayro_interpret::Context;
use hayro_interpret::InterpreterCache;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::InterpreterWarning;
use hayro_interpret::RenderContent;
use hayro_interpret::TransformExt;
use hayro_interpret::interpret_page;
use hayro_syntax::Pdf;
use hayro_syntax::object::Array;
use hayro_syntax::object::Object;
use hayro_syntax::object::Stream;
use hayro_syntax::page::Page;
use kurbo::Rect;
use memchr::memmem;

use crate::extract::pdf::form;
use crate::extract::pdf::form::Conflict;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::ink::Ink;
use crate::extract::pdf::verdict::Content;
use crate::extract::pdf::verdict::Look;
use crate::extract::pdf::verdict::Paint;

/// Paints the pages of one file. Its fonts are read once.
pub(super) struct Painter<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    lost_font: Arc<AtomicBool>,
}

impl<'a> Painter<'a> {
    /// A painter for this file.
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        let lost_font = Arc::new(AtomicBool::new(false));
        let lost = Arc::clone(&lost_font);
        let warning_sink = Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                lost.store(true, Ordering::Relaxed);
            }
        });
        let settings = InterpreterSettings { warning_sink, ..InterpreterSettings::default() };
        Self { pdf, cache: InterpreterCache::new(), settings, lost_font }
    }

    /// Paints one page.
    pub(super) fn page(&self, number: u32, page: &'a Page<'a>) -> (Look, Vec<Glyph>) {
        self.lost_font.store(false, Ordering::Relaxed);
        let painted = catch_unwind(AssertUnwindSafe(|| self.ink(page)));
        let Ok((ink, conflicts)) = painted else {
            return (Look { number, paint: Paint::Crashed, ..Look::default() }, Vec::new());
        };
        let content = content(page);
        // Text operators that paint no glyph, not even a space, are text lost and not a blank page.
        let silent = content == Content::ShowsText && ink.spaces == 0;
        let paint = if is_broken(page) {
            Paint::Broken
        } else if ink.cut {
            Paint::Cut
        } else if self.lost_font.load(Ordering::Relaxed) {
            Paint::LostFont
        } else if ink.is_blank() && !silent {
            Paint::Blank
        } else {
            Paint::Whole
        };
        let Ink { glyphs, paths, image_share, .. } = ink;
        (Look { number, paint, image_share, paths, conflicts, content, ..Look::default() }, glyphs)
    }

    /// The page's own content first, then what annotations add.
    fn ink(&self, page: &'a Page<'a>) -> (Ink, Vec<Conflict>) {
        let (width, height) = page.render_dimensions();
        let mut ink = Ink::new(f64::from(width), f64::from(height));
        self.interpret(page, RenderContent::PAGE, &mut ink);
        if !page.raw().contains_key(b"Annots") {
            return (ink, Vec::new());
        }
        let first = ink.glyphs.len();
        ink.start_anew();
        self.interpret(page, RenderContent::ANNOTATIONS, &mut ink);
        let conflicts = form::fill(page, &mut ink.glyphs, first);
        (ink, conflicts)
    }

    fn interpret(&self, page: &'a Page<'a>, render_content: RenderContent, ink: &mut Ink) {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let settings = InterpreterSettings { render_content, ..self.settings.clone() };
        let mut context = Context::new(transform, bounds, &self.cache, self.pdf.xref(), settings);
        interpret_page(page, &mut context, ink);
    }
}

/// Whether a content stream of the page is missing or cannot be decoded.
fn is_broken(page: &Page<'_>) -> bool {
    let undecoded = |stream: Stream<'_>| stream.decoded_data().is_err();
    match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Null(_)) => false,
        Some(Object::Stream(_)) => page.page_stream().is_none(),
        Some(Object::Array(parts)) => is_gappy(&parts, undecoded),
        Some(_) => true,
        None => page.raw().contains_key(b"Contents"),
    }
}

fn is_gappy(parts: &Array<'_>, undecoded: impl Fn(Stream<'_>) -> bool) -> bool {
    let promised = parts.raw_iter().count();
    let (mut found, mut broken) = (0, false);
    for stream in parts.iter::<Stream<'_>>() {
        found += 1;
        broken |= undecoded(stream);
    }
    broken || found < promised
}

/// A quick look for operators that may show text; forms that the page could use count where they have fonts.
fn content(page: &Page<'_>) -> Content {
    let stream = page.page_stream().unwrap_or(&[]);
    let shows =
        [&b"Tj"[..], b"TJ", b") '", b") \"", b" Do"].iter().any(|operator| memmem::find(stream, operator).is_some());
    let forms = page.resources().x_objects.entries().filter_map(|(_, form)| match form {
        hayro_syntax::object::MaybeRef::Ref(id) => page.xref().get::<Stream<'_>>(id.into()),
        hayro_syntax::object::MaybeRef::NotRef(_) => None,
    });
    let mut fonts = forms.filter_map(|form| form.dict().get::<hayro_syntax::object::Dict<'_>>(b"Resources"));
    if shows || fonts.any(|resources| resources.contains_key(b"Font")) { Content::ShowsText } else { Content::NoText }
}
