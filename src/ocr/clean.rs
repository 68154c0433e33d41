//! Pictures made ready: square pixels, enough of them, no specks.

use image::GrayImage;
use image::imageops;
use image::imageops::FilterType;

use crate::document::Picture;

/// Darker than this is ink.
const DARK: u8 = 110;
/// How far doubled rows are softened, in pixels.
const SOFT: f32 = 1.0;
/// Fewest dots an inch that letters are read from.
const LEAST_DPI: u32 = 150;
/// Most pixels that a picture is made larger to: a letter page at 600 dots an inch has 34 million.
const MOST: u64 = 50_000_000;

/// The share of dark pixels, 0 to 1.
pub(super) fn ink(picture: &Picture) -> f32 {
    let dark = picture.grey.iter().filter(|grey| **grey < DARK).count();
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = dark as f32 / picture.grey.len().max(1) as f32;
    share
}

/// The picture with as many dots an inch down as across (a fax of standard resolution has half as many), and with
/// enough of them.
pub(super) fn square(picture: &Picture) -> Picture {
    let dpi = picture.dpi.0.max(picture.dpi.1);
    let dpi = if dpi < LEAST_DPI { 2 * dpi } else { dpi };
    let side = |pixels: u32, own: u32| {
        let side = u64::from(pixels) * u64::from(dpi) / u64::from(own.max(1));
        u32::try_from(side).unwrap_or(u32::MAX).max(1)
    };
    let (width, height) = (side(picture.width, picture.dpi.0), side(picture.height, picture.dpi.1));
    // Letters of a larger picture are large enough, and a file may state 1,200 dots across and 90 down.
    if u64::from(width) * u64::from(height) > MOST {
        return picture.clone();
    }
    // A difference of a few in a hundred (204 by 196) is left to the engine.
    let near = |a: u32, b: u32| a.abs_diff(b) * 20 < b;
    if near(width, picture.width) && near(height, picture.height) {
        return picture.clone();
    }
    let Some(image) = GrayImage::from_raw(picture.width, picture.height, picture.grey.clone()) else {
        return picture.clone();
    };
    // The rows of a fax are doubled and softened: read better so than stretched (0.92 of the letters for 0.91).
    let grey = if picture.dpi.0 == picture.dpi.1 {
        imageops::resize(&image, width, height, FilterType::CatmullRom)
    } else {
        imageops::fast_blur(&imageops::resize(&image, width, height, FilterType::Nearest), SOFT)
    };
    let grey = grey.into_raw();
    Picture { width, height, dpi: (dpi, dpi), grey }
}

/// Every pixel as the middle one of the nine around it: takes the error of a heavily speckled page from one character in
/// two to one in twenty (extraction study, section 8). Thin strokes of a clean fax suffer, so it is the second try.
pub(super) fn without_specks(picture: &Picture) -> Picture {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let mut grey = picture.grey.clone();
    for y in 1..height.saturating_sub(1) {
        for x in 1..width.saturating_sub(1) {
            let mut nine = [0; 9];
            for (n, row) in (y - 1..=y + 1).enumerate() {
                let start = row * width + x - 1;
                if let Some(three) = picture.grey.get(start..start + 3) {
                    nine[3 * n..3 * n + 3].copy_from_slice(three);
                }
            }
            let (_, middle, _) = nine.select_nth_unstable(4);
            grey[y * width + x] = *middle;
        }
    }
    Picture { grey, ..*picture }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, dpi: (u32, u32), grey: u8) -> Picture {
        Picture { width, height, dpi, grey: vec![grey; (width * height) as usize] }
    }

    #[test]
    fn pixels_become_square_and_many() {
        let cases = [
            ("a scan stays", (1700, 2200), (200, 200), (1700, 2200), 200),
            ("a fine fax stays", (1728, 2156), (204, 196), (1728, 2156), 204),
            ("a standard fax grows tall", (1728, 1078), (204, 98), (1728, 2244), 204),
            ("a coarse photo doubles", (850, 1100), (100, 100), (1700, 2200), 200),
            ("what would swell stays", (2000, 2500), (1200, 90), (2000, 2500), 1200),
        ];
        for (name, size, dpi, want, dots) in cases {
            let square = square(&picture(size.0, size.1, dpi, 255));
            assert_eq!((square.width, square.height), want, "{name}");
            assert!(square.dpi.0 == dots && square.grey.len() == (want.0 * want.1) as usize, "{name}");
        }
    }

    #[test]
    fn specks_go_and_strokes_stay() {
        let mut page = picture(9, 9, (200, 200), 255);
        page.grey[4 * 9 + 4] = 0;
        assert!(ink(&without_specks(&page)) < 0.001);
        for x in 0..9 {
            for y in 3..6 {
                page.grey[y * 9 + x] = 0;
            }
        }
        assert!(ink(&without_specks(&page)) > 0.3);
    }
}
