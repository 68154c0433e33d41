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
use hayro_syntax::page::Page;
use kurbo::Rect;

use crate::extract::Limits;
use crate::extract::pdf::eye;
use crate::extract::pdf::form;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::ink::Ink;
use crate::extract::pdf::ruling::Content;
use crate::extract::pdf::ruling::Look;
use crate::extract::pdf::ruling::Paint;
use crate::extract::pdf::streams::Soundness;
use crate::extract::pdf::streams::Streams;

/// Paints the pages of one file. Its fonts are read once.
pub(super) struct Painter<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    lost_font: Arc<AtomicBool>,
    streams: Streams,
}

impl<'a> Painter<'a> {
    /// A painter for this file.
    pub(super) fn new(pdf: &'a Pdf, limits: Limits) -> Self {
        let lost_font = Arc::new(AtomicBool::new(false));
        let lost = Arc::clone(&lost_font);
        let warning_sink = Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                lost.store(true, Ordering::Relaxed);
            }
        });
        let settings = InterpreterSettings { warning_sink, ..InterpreterSettings::default() };
        Self { pdf, cache: InterpreterCache::new(), settings, lost_font, streams: Streams::within(limits) }
    }

    /// Paints one page.
    pub(super) fn page(&self, number: u32, page: &'a Page<'a>) -> (Look, Vec<Glyph>) {
        self.lost_font.store(false, Ordering::Relaxed);
        let looked = catch_unwind(AssertUnwindSafe(|| self.streams.look(page)));
        let Ok((soundness, content)) = looked else { return (unpainted(number, Paint::Crashed), Vec::new()) };
        if let Soundness::Beyond(limit) = soundness {
            return (unpainted(number, Paint::Beyond(limit)), Vec::new());
        }
        let Ok((ink, look)) = catch_unwind(AssertUnwindSafe(|| self.ink(page))) else {
            return (unpainted(number, Paint::Crashed), Vec::new());
        };
        // Text operators that paint no glyph, not even a space, are text lost and not a blank page.
        let silent = content == Content::ShowsText && ink.spaces == 0;
        let paint = if soundness == Soundness::Broken {
            Paint::Broken
        } else if ink.cut || ink.areas.overflow || ink.bars.overflow {
            Paint::Cut
        } else if self.lost_font.load(Ordering::Relaxed) {
            Paint::LostFont
        } else if ink.is_blank() && !silent {
            Paint::Blank
        } else {
            Paint::Whole
        };
        let Ink { glyphs, paths, image_share, spoken, .. } = ink;
        (Look { number, paint, image_share, paths, spoken: spoken.conflicts, content, ..look }, glyphs)
    }

    /// The page's own content first, then what annotations add; and what is seen of it all.
    fn ink(&self, page: &'a Page<'a>) -> (Ink, Look) {
        let (width, height) = page.render_dimensions();
        let mut ink = Ink::new(f64::from(width), f64::from(height));
        self.interpret(page, RenderContent::PAGE, &mut ink);
        let first = ink.glyphs.len();
        let annotated = page.raw().contains_key(b"Annots");
        if annotated {
            ink.start_anew();
            self.interpret(page, RenderContent::ANNOTATIONS, &mut ink);
        }
        let mut sights = eye::look_over(page, &mut ink);
        let conflicts = if annotated { form::fill(page, &mut ink.glyphs, first) } else { Vec::new() };
        sights.unclear_boxes = ink.squares.write(&mut ink.glyphs);
        (ink, Look { conflicts, sights, ..Look::default() })
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

fn unpainted(number: u32, paint: Paint) -> Look {
    Look { number, paint, ..Look::default() }
}
