//! Pages packed as pictures for people: small, and fine enough to read.

use std::collections::HashMap;
use std::io::Cursor;

use image::DynamicImage;
use image::GrayImage;
use image::RgbImage;

use crate::document::Packed;
use crate::document::Picture;
use crate::document::Rect;
use crate::document::Shot;
use crate::document::Shots;
use crate::document::Trouble;
use crate::document::What;

/// Dots an inch of a page.
pub(super) const DPI: f64 = 110.0;
/// Dots an inch of a part, which is looked at for its words.
pub(super) const FINE: f64 = 160.0;
/// Points to an inch.
const POINTS: f64 = 72.0;
/// Points around the words of a part.
const MARGIN: f32 = 9.0;
/// A pixel whose colours differ by more than this has a colour.
const COLOURED: u8 = 48;
/// A page with fewer such pixels is grey: the fringes of a scanner.
const SPECKS: usize = 64;
/// Quality of a JPEG, 1 to 100.
const JPEG: u8 = 70;

/// A page in pixels.
pub(super) struct Sheet {
    /// The pixels.
    pub(super) image: DynamicImage,
    /// Pixels to a point, across and down.
    pub(super) per_point: (f32, f32),
}

impl Sheet {
    /// A scanned page, with at most so many dots an inch.
    pub(super) fn of(picture: Picture, dpi: f64) -> Result<Self, Trouble> {
        let per_point = (points(picture.dpi.0), points(picture.dpi.1));
        let (width, height) = (picture.width, picture.height);
        let grey = GrayImage::from_raw(width, height, picture.grey).ok_or_else(|| unpacked(None))?;
        Ok(Self { image: grey.into(), per_point }.coarser(dpi))
    }

    /// The page with at most so many dots an inch; a large sheet with fewer, so that no side has over 3,000.
    fn coarser(self, dpi: f64) -> Self {
        let most = single(dpi / POINTS);
        let (width, height) = (float(self.image.width()), float(self.image.height()));
        let longest = (width / self.per_point.0).max(height / self.per_point.1).max(1.0);
        let scale = most.min(3_000.0 / longest);
        let across = (scale / self.per_point.0).min(1.0);
        let down = (scale / self.per_point.1).min(1.0);
        if across >= 0.999 && down >= 0.999 {
            return self;
        }
        let (wide, high) = (whole(width * across).max(1), whole(height * down).max(1));
        let image = self.image.thumbnail_exact(wide, high);
        let per_point = (self.per_point.0 * float(wide) / width, self.per_point.1 * float(high) / height);
        Self { image, per_point }
    }

    /// The page and parts of it, packed.
    pub(super) fn shots(self, page: u32, crops: &[Rect]) -> Result<Shots, Trouble> {
        let crops = crops.iter().map(|part| self.part(part, page)).collect::<Result<_, _>>()?;
        let page_shot = self.coarser(DPI);
        let all = (0, 0, page_shot.image.width(), page_shot.image.height());
        Ok(Shots { page: page_shot.packed(&page_shot.image, all, page)?, crops })
    }

    fn part(&self, part: &Rect, page: u32) -> Result<Shot, Trouble> {
        let (across, down) = self.per_point;
        let left = whole((part.x0 - MARGIN) * across).min(self.image.width().saturating_sub(1));
        let top = whole((part.y0 - MARGIN) * down).min(self.image.height().saturating_sub(1));
        let right = whole((part.x1 + MARGIN) * across).clamp(left + 1, self.image.width());
        let bottom = whole((part.y1 + MARGIN) * down).clamp(top + 1, self.image.height());
        let (width, height) = (right - left, bottom - top);
        let crop = self.image.crop_imm(left, top, width, height);
        self.packed(&crop, (left, top, width, height), page)
    }

    fn packed(
        &self,
        image: &DynamicImage,
        (left, top, width, height): (u32, u32, u32, u32),
        page: u32,
    ) -> Result<Shot, Trouble> {
        let (across, down) = self.per_point;
        let (x0, y0) = (float(left) / across, float(top) / down);
        let part = Rect { x0, y0, x1: x0 + float(width) / across, y1: y0 + float(height) / down };
        let packed = match image {
            DynamicImage::ImageRgb8(pixels) if is_coloured(pixels) => coloured(pixels),
            _ => grey(&image.to_luma8()).map(|bytes| (Packed::GreyPng, bytes)),
        };
        let (packed, bytes) = packed.ok_or_else(|| unpacked(Some(page)))?;
        Ok(Shot { width, height, part, packed, bytes })
    }
}

fn is_coloured(pixels: &RgbImage) -> bool {
    let spread = |p: &image::Rgb<u8>| p.0.iter().max().zip(p.0.iter().min()).map_or(0, |(most, least)| most - least);
    pixels.pixels().filter(|pixel| spread(pixel) > COLOURED).nth(SPECKS).is_some()
}

/// 16 greys, two pixels a byte.
fn grey(pixels: &GrayImage) -> Option<Vec<u8>> {
    let tone = |value: u8| (u16::from(value) + 8) / 17;
    let row = |row: &[u8]| -> Vec<u8> {
        let pair = |pair: &[u8]| {
            let (first, second) = (pair.first().copied().unwrap_or(255), pair.get(1).copied().unwrap_or(255));
            u8::try_from(tone(first) << 4 | tone(second)).unwrap_or(u8::MAX)
        };
        row.chunks(2).map(pair).collect()
    };
    let width = usize::try_from(pixels.width()).ok()?.max(1);
    let data: Vec<u8> = pixels.as_raw().chunks(width).flat_map(row).collect();
    png(pixels.dimensions(), (png::ColorType::Grayscale, png::BitDepth::Four), None, &data)
}

/// A palette where few colours are seen, or a JPEG.
fn coloured(pixels: &RgbImage) -> Option<(Packed, Vec<u8>)> {
    let mut places: HashMap<[u8; 3], u8> = HashMap::new();
    let mut palette = Vec::new();
    let mut data = Vec::with_capacity(pixels.as_raw().len() / 3);
    for pixel in pixels.pixels() {
        // 16 tones of each colour are told apart.
        let colour = pixel.0.map(|value| u8::try_from((u16::from(value) + 8) / 17 * 17).unwrap_or(u8::MAX));
        let next = u8::try_from(places.len()).ok();
        let place = match (places.get(&colour), next) {
            (Some(place), _) => *place,
            (None, Some(next)) => {
                palette.extend(colour);
                places.insert(colour, next);
                next
            }
            (None, None) => return jpeg(pixels).map(|bytes| (Packed::Jpeg, bytes)),
        };
        data.push(place);
    }
    let kind = (png::ColorType::Indexed, png::BitDepth::Eight);
    png(pixels.dimensions(), kind, Some(palette), &data).map(|bytes| (Packed::PalettePng, bytes))
}

fn jpeg(pixels: &RgbImage) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, JPEG);
    pixels.write_with_encoder(encoder).ok()?;
    Some(bytes.into_inner())
}

fn png(
    (width, height): (u32, u32),
    (colour, depth): (png::ColorType, png::BitDepth),
    palette: Option<Vec<u8>>,
    data: &[u8],
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

fn unpacked(page: Option<u32>) -> Trouble {
    let says = "The picture of the page could not be written; look at the page in the original.";
    Trouble { page, ..Trouble::whole(What::Crash, says) }
}

fn points(dpi: u32) -> f32 {
    float(dpi.max(1)) / single(POINTS)
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a side, far below 2^24")]
const fn float(pixels: u32) -> f32 {
    pixels as f32
}

#[expect(clippy::cast_possible_truncation, reason = "a small factor")]
const fn single(scale: f64) -> f32 {
    scale as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn whole(pixels: f32) -> u32 {
    pixels.round().clamp(0.0, 1e6) as u32
}
