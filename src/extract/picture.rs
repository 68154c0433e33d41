//! Images: scans and photos as TIFF (fax pages among them), PNG and JPEG.
//!
//! An image holds no text, so its pages come unread; [`page`] gives each as a picture to somebody who reads pictures.

mod fax;
mod raster;
mod tagged;

use file_format::FileFormat;

use crate::document::Format;
use crate::document::Method;
use crate::document::Page;
use crate::document::Pages;
use crate::document::Picture;
use crate::document::SecondReader;
use crate::document::Trouble;
use crate::document::What;
use crate::span::RawSpan;

use super::Limit;
use super::Limits;

/// Which reader an image needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// TIFF: any number of pages.
    Tagged,
    /// PNG or JPEG: one page.
    Raster(image::ImageFormat),
}

/// The kind of image that the bytes hold, if it is one that is read.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    match FileFormat::from_bytes(bytes) {
        FileFormat::TagImageFileFormat => Some(Kind::Tagged),
        FileFormat::PortableNetworkGraphics => Some(Kind::Raster(image::ImageFormat::Png)),
        FileFormat::JointPhotographicExpertsGroup => Some(Kind::Raster(image::ImageFormat::Jpeg)),
        _ => None,
    }
}

/// The pages of an image, all unread.
pub(super) fn pages(bytes: &[u8], limits: &Limits) -> Pages {
    let count = match kind(bytes) {
        Some(Kind::Tagged) => tagged::count(bytes, limits),
        Some(Kind::Raster(format)) => raster::check(bytes, format, limits).map(|()| 1),
        None => Err(no_image()),
    };
    match count {
        Ok(count) => blank(count, limits),
        Err(trouble) => Pages::unread(Format::Image, trouble),
    }
}

/// One page, from 1.
pub(super) fn page(bytes: &[u8], number: u32, limits: &Limits) -> Result<Picture, Trouble> {
    match kind(bytes) {
        Some(Kind::Tagged) => tagged::page(bytes, number, limits),
        Some(Kind::Raster(format)) if number == 1 => raster::page(bytes, format, limits),
        _ => Err(no_image()),
    }
}

fn blank(count: usize, limits: &Limits) -> Pages {
    let kept = count.min(usize::try_from(limits.pages).unwrap_or(usize::MAX));
    let number = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    let page = |n: usize| Page {
        number: Some(number(n)),
        span: RawSpan::new(n, n),
        lines: Vec::new(),
        read: false,
        second: SecondReader::NotAsked,
    };
    let says = "The page is an image and was not read.";
    let mut troubles: Vec<Trouble> = (0..kept).map(|n| Trouble::on(number(n), What::NoText, says)).collect();
    if count > kept {
        troubles.push(Limit::Pages.beyond(limits));
    }
    Pages {
        format: Format::Image,
        method: Method::None,
        text: "\u{c}".repeat(kept.saturating_sub(1)),
        pages: (0..kept).map(page).collect(),
        stretches: Vec::new(),
        troubles,
        quality: 0.0,
    }
}

/// The grey of a colour (ITU-R BT.601).
pub(super) fn grey(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}

/// Whether a picture of this size may be decoded.
fn within((width, height): (u32, u32), limits: &Limits) -> Result<(), Trouble> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(damaged("it has no pixels"));
    }
    if pixels <= limits.picture { Ok(()) } else { Err(Limit::Picture.beyond(limits)) }
}

fn damaged(why: &str) -> Trouble {
    let says = format!("The image cannot be decoded ({why}). Ask for it to be scanned or sent again.");
    Trouble::whole(What::Damaged, says)
}

fn no_image() -> Trouble {
    damaged("it is of no known kind")
}

/// Dots an inch that an image of this width and height states, if they can be: many say 72 or 1 and mean nothing by it.
/// Letter paper is assumed then, or a fax machine of standard resolution where rows are as many as it has (ITU-T T.4).
fn dpi(stated: Option<(f64, f64)>, (width, height): (u32, u32)) -> (u32, u32) {
    const LETTER: u32 = 17;
    const FAX: (u32, u32) = (1728, 1200);
    let fits = |dpi: &(f64, f64)| (90.0..=1200.0).contains(&dpi.0) && (90.0..=1200.0).contains(&dpi.1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "90 to 1,200")]
    let whole = |dpi: f64| dpi.round() as u32;
    let guess = (2 * width.min(height) / LETTER).clamp(70, 1200);
    let guess = if width == FAX.0 && height <= FAX.1 { (204, 98) } else { (guess, guess) };
    stated.filter(fits).map_or(guess, |(across, down)| (whole(across), whole(down)))
}

#[cfg(test)]
mod tests;
