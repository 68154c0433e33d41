//! PNG and JPEG.

use std::io::Cursor;

use image::DynamicImage;
use image::ImageDecoder;
use image::ImageFormat;
use image::ImageReader;
use image::Limits;
use image::metadata::Orientation;

use crate::document::Picture;
use crate::document::Trouble;
use crate::extract;

use super::damaged;
use super::dpi;
use super::within;

/// Bytes of a pixel at most: four channels of 16 bits.
const WIDEST: u64 = 8;

/// Whether the image is within the limits, as far as its header says.
pub(super) fn check(bytes: &[u8], format: ImageFormat, most: &extract::Limits) -> Result<(), Trouble> {
    open(bytes, format, most).map(drop)
}

/// The image, upright as its camera says.
pub(super) fn page(bytes: &[u8], format: ImageFormat, most: &extract::Limits) -> Result<Picture, Trouble> {
    let mut decoder = open(bytes, format, most)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| damaged(&error.to_string()))?;
    image.apply_orientation(orientation);
    Ok(on_white(&image))
}

fn open(bytes: &[u8], format: ImageFormat, most: &extract::Limits) -> Result<impl ImageDecoder, Trouble> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(most.picture.saturating_mul(WIDEST));
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| damaged(&error.to_string()))?;
    within(decoder.dimensions(), most)?;
    Ok(decoder)
}

/// Grey values; what is transparent shows the paper.
fn on_white(image: &DynamicImage) -> Picture {
    let (width, height) = (image.width(), image.height());
    let grey = if image.color().has_alpha() {
        let over = |pixel: &image::LumaA<u8>| {
            let [grey, alpha] = pixel.0.map(u32::from);
            u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image.to_luma_alpha8().pixels().map(over).collect()
    } else {
        image.to_luma8().into_raw()
    };
    Picture { width, height, dpi: dpi(None, (width, height)), grey }
}
