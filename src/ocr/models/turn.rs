//! Pictures turned back upright, and boxes turned forth to where they stand on the page.

use image::GrayImage;
use image::imageops;

use crate::document::Picture;

/// A picture whose text runs `turn` degrees clockwise of upright, turned back so that it runs from left to right.
pub(super) fn back(picture: &Picture, turn: u16) -> Picture {
    let whole = || GrayImage::from_raw(picture.width, picture.height, picture.grey.clone());
    let turned = match turn {
        90 => whole().map(|image| imageops::rotate270(&image)),
        180 => whole().map(|image| imageops::rotate180(&image)),
        270 => whole().map(|image| imageops::rotate90(&image)),
        _ => None,
    };
    let Some(image) = turned else { return picture.clone() };
    let dpi = if turn == 180 { picture.dpi } else { (picture.dpi.1, picture.dpi.0) };
    Picture { width: image.width(), height: image.height(), dpi, grey: image.into_raw() }
}

/// A box (left, top, right, bottom) in the picture that was turned back, as a box in the picture as it is.
pub(super) fn forth([x0, y0, x1, y1]: [f32; 4], picture: &Picture, turn: u16) -> [f32; 4] {
    #[expect(clippy::cast_precision_loss, reason = "pictures have at most some ten thousand pixels a side")]
    let (width, height) = (picture.width as f32, picture.height as f32);
    match turn {
        90 => [width - y1, x0, width - y0, x1],
        180 => [width - x1, height - y1, width - x0, height - y0],
        270 => [y0, height - x1, y1, height - x0],
        _ => [x0, y0, x1, y1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::models::region::real;
    use crate::ocr::models::region::whole;

    #[test]
    fn boxes_find_the_pixels_that_they_had() {
        // One black pixel in a picture of 5 by 3.
        for (x, y) in [(0, 0), (4, 0), (1, 2), (3, 1)] {
            let mut picture = Picture { width: 5, height: 3, dpi: (200, 100), grey: vec![255; 15] };
            picture.grey[y * 5 + x] = 0;
            for turn in [0, 90, 180, 270] {
                let back = back(&picture, turn);
                let at = back.grey.iter().position(|grey| *grey == 0).unwrap();
                let (u, v) = (at % back.width as usize, at / back.width as usize);
                let square = |x: usize, y: usize| [x, y, x + 1, y + 1].map(real);
                let there = forth(square(u, v), &picture, turn).map(whole);
                assert_eq!(there, [x, y, x + 1, y + 1], "{x} {y} by {turn}");
            }
        }
    }

    #[test]
    fn text_that_runs_down_the_page_runs_right_when_turned_back() {
        // Two pixels, the second below the first, as letters of text that runs down.
        let mut picture = Picture { width: 3, height: 4, dpi: (200, 200), grey: vec![255; 12] };
        (picture.grey[1], picture.grey[7]) = (0, 100);
        let back = back(&picture, 90);
        let at = |grey: u8| back.grey.iter().position(|one| *one == grey).unwrap();
        assert_eq!((at(0) / 4, at(100) / 4), (1, 1));
        assert!(at(0) < at(100));
    }
}
