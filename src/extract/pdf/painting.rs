//! A page painted as a picture, for somebody who reads pictures.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use hayro::RenderCache;
use hayro::RenderSettings;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::RasterizerSettings;
use hayro::vello_cpu::RenderContext;
use hayro::vello_cpu::Resources;
use hayro::vello_cpu::TargetInit;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::TransformExt;
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;
use image::RgbImage;
use kurbo::Affine;

use crate::document::Picture;
use crate::document::Trouble;
use crate::document::What;
use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::picture::grey;
use crate::extract::shot::Sheet;

/// Pixels to an inch: what office scanners and fine faxes have, so that a scanned page keeps its own pixels.
const DPI: u32 = 200;
/// Points to an inch.
const POINTS: f64 = 72.0;
/// Largest side of a painted page, in pixels: 60 inches. A larger page is painted smaller.
const LONGEST: f64 = 12_000.0;

/// Paints a page, from 1.
pub(super) fn paint(pdf: &Pdf, number: u32) -> Result<Picture, Trouble> {
    guarded(pdf, number, painted)
}

/// Paints a page, from 1, in colours with so many dots an inch; a page larger than paper is painted coarser.
pub(super) fn sheet(pdf: &Pdf, (number, dpi): (u32, f64), limits: &Limits) -> Result<Sheet, Trouble> {
    const LARGEST: f64 = 3_000.0;
    let (sheet, pixels) = guarded(pdf, number, |page| {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let scale = (dpi / POINTS).min(LARGEST / width.max(height).max(1.0));
        let pixels = pixmap(page, scale);
        let rgb = pixels.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        let (wide, high) = (u32::from(pixels.width()), u32::from(pixels.height()));
        let image = RgbImage::from_raw(wide, high, rgb).unwrap_or_default();
        let per_point = single(scale);
        (Sheet { image: image.into(), per_point: (per_point, per_point) }, u64::from(wide) * u64::from(high))
    })?;
    if pixels > limits.picture { Err(Limit::Picture.beyond(limits)) } else { Ok(sheet) }
}

#[expect(clippy::cast_possible_truncation, reason = "a small factor")]
const fn single(scale: f64) -> f32 {
    scale as f32
}

fn guarded<T>(pdf: &Pdf, number: u32, painted: impl FnOnce(&Page<'_>) -> T) -> Result<T, Trouble> {
    let index = usize::try_from(number).unwrap_or(0).checked_sub(1);
    let Some(page) = index.and_then(|index| pdf.pages().get(index)) else {
        return Err(Trouble::on(number, What::Damaged, "The file has no such page."));
    };
    let crashed = |_| {
        let says = "The page could not be painted, so its picture was not read; read it by eye and report the file.";
        Trouble::on(number, What::Crash, says)
    };
    catch_unwind(AssertUnwindSafe(|| painted(page))).map_err(crashed)
}

fn painted(page: &Page<'_>) -> Picture {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (f64::from(DPI) / POINTS).min(LONGEST / width.max(height).max(1.0));
    let pixels = pixmap(page, scale);
    let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
    let grey = pixels.data().iter().map(|pixel| grey(pixel.r, pixel.g, pixel.b)).collect();
    let dpi = whole(scale * POINTS);
    Picture { width, height, dpi: (dpi, dpi), grey }
}

/// The page at so many pixels a point.
fn pixmap(page: &Page<'_>, scale: f64) -> Pixmap {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let mut context = RenderContext::new(side(width * scale), side(height * scale));
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let (cache, settings) = (RenderCache::new(), RenderSettings::default());
    hayro::render_into(page, &cache, &InterpreterSettings::default(), &settings, &mut context, transform);
    context.flush();
    let mut pixels = Pixmap::new(context.width(), context.height());
    let target_init = TargetInit::Clear(WHITE);
    let settings = RasterizerSettings { target_init, ..RasterizerSettings::default() };
    context.render_with(&mut pixels, &mut Resources::default(), settings);
    pixels
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=65,535")]
fn side(pixels: f64) -> u16 {
    pixels.ceil().clamp(1.0, f64::from(u16::MAX)) as u16
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=10,000")]
fn whole(dpi: f64) -> u32 {
    dpi.round().clamp(1.0, 10_000.0) as u32
}
