//! TIFF: any number of pages, grey, colour or fax (ITU-T T.4 and T.6).

use std::io::Cursor;

use tiff::decoder;
use tiff::decoder::Decoder;
use tiff::decoder::DecodingResult;
use tiff::decoder::ifd::Value;
use tiff::tags::Tag;

use crate::document::Picture;
use crate::document::Trouble;
use crate::document::What;
use crate::extract::Limits;

use super::damaged;
use super::dpi;
use super::fax;
use super::grey;
use super::within;

type Pages<'a> = Decoder<Cursor<&'a [u8]>>;

/// How many pages there are, at most one more than are read.
pub(super) fn count(bytes: &[u8], limits: &Limits) -> Result<usize, Trouble> {
    let mut pages = open(bytes)?;
    let size = |pages: &mut Pages<'_>| {
        let size = pages.dimensions().map_err(|error| damaged(&error.to_string()))?;
        within(size, limits)
    };
    size(&mut pages)?;
    let mut count = 1;
    while pages.more_images() && count as u64 <= limits.pages {
        pages.next_image().map_err(|error| damaged(&format!("page {}: {error}", count + 1)))?;
        size(&mut pages)?;
        count += 1;
    }
    Ok(count)
}

/// One page, from 1.
pub(super) fn page(bytes: &[u8], number: u32, limits: &Limits) -> Result<Picture, Trouble> {
    let mut pages = open(bytes)?;
    let read = |pages: &mut Pages<'_>| {
        for _ in 1..number {
            pages.next_image().map_err(|error| damaged(&error.to_string()))?;
        }
        picture(bytes, pages, limits)
    };
    read(&mut pages).map_err(|trouble| Trouble { page: Some(number), ..trouble })
}

fn open(bytes: &[u8]) -> Result<Pages<'_>, Trouble> {
    let opened = Decoder::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    Ok(opened.with_limits(decoder::Limits::default()))
}

fn picture(bytes: &[u8], pages: &mut Pages<'_>, limits: &Limits) -> Result<Picture, Trouble> {
    let (width, height) = pages.dimensions().map_err(|error| damaged(&error.to_string()))?;
    within((width, height), limits)?;
    let dpi = dpi(resolution(pages), (width, height));
    let grey = match fax::Coding::of(pages) {
        Some(coding) => fax::decode(bytes, pages, coding, (width, height))?,
        None => decoded(pages, (width, height))?,
    };
    Ok(Picture { width, height, dpi, grey })
}

/// Dots an inch, from the three tags that say so.
fn resolution(pages: &mut Pages<'_>) -> Option<(f64, f64)> {
    const CENTIMETRES: u32 = 3;
    let unit = pages.find_tag_unsigned::<u32>(Tag::ResolutionUnit).ok().flatten().unwrap_or(2);
    let scale = if unit == CENTIMETRES { 2.54 } else { 1.0 };
    let mut of = |tag| match pages.find_tag(tag).ok()?? {
        Value::Rational(dots, per) => Some(scale * f64::from(dots) / f64::from(per)),
        other => other.into_f64().ok().map(|dots| scale * dots),
    };
    Some((of(Tag::XResolution)?, of(Tag::YResolution)?))
}

/// Grey values of a page that the crate decodes (and turns where zero is white): as many channels as there are values
/// to a pixel.
fn decoded(pages: &mut Pages<'_>, (width, height): (u32, u32)) -> Result<Vec<u8>, Trouble> {
    let bits = pages.colortype().map_err(|error| damaged(&error.to_string()))?.bit_depth();
    let values = match pages.read_image().map_err(|error| damaged(&error.to_string()))? {
        DecodingResult::U8(values) => values,
        DecodingResult::U16(values) => values.into_iter().map(|value| value.to_be_bytes()[0]).collect(),
        _ => return Err(Trouble::whole(What::Unsupported, "The TIFF holds no picture of a page; save it as PDF.")),
    };
    let pixels = usize::try_from(u64::from(width) * u64::from(height)).unwrap_or(usize::MAX);
    let channels = values.len() / pixels.max(1);
    let out: Vec<u8> = match channels {
        _ if bits == 1 => fax::spread(&values, width),
        1 | 2 => values.chunks_exact(channels).filter_map(|pixel| pixel.first().copied()).collect(),
        3 | 4 => values.chunks_exact(channels).map(|pixel| grey(pixel[0], pixel[1], pixel[2])).collect(),
        _ => return Err(damaged("its pixels have no known form")),
    };
    if out.len() == pixels { Ok(out) } else { Err(damaged("it ends early")) }
}
