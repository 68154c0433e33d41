//! Finds the lines of a page.

use crate::document::Picture;

use super::line;
use super::line::Line;
use super::net::Net;
use super::region;
use super::region::Map;
use super::region::real;
use super::region::whole;

/// The longer side of the picture that the network sees, in pixels: 87 dots an inch of a US letter, of which it finds
/// the lines at half the time of 1,280 (extraction study, section 8).
const SIDE: f32 = 960.0;
/// Its sides are multiples of this.
const STEP: usize = 32;
/// Mean and spread of each colour in the pictures that the network learned from (those of `ImageNet`, as PP-OCR has them).
const COLOURS: [(f32, f32); 3] = [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)];

/// The network that says where text is.
#[derive(Debug)]
pub(super) struct Detector(Net);

impl Detector {
    /// Loads the network and tries it.
    pub(super) fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let detector = Self(Net::load(bytes)?);
        detector.map((STEP, STEP), &vec![1.0; STEP * STEP])?;
        Ok(detector)
    }

    /// The lines of a picture, in reading order.
    pub(super) fn lines(&self, picture: &Picture) -> Result<Vec<Line>, String> {
        let (width, height) = (picture.width as usize, picture.height as usize);
        if width == 0 || height == 0 {
            return Ok(Vec::new());
        }
        let scale = (SIDE / real(width.max(height))).min(1.0);
        let side = |pixels: usize| whole((real(pixels) * scale / real(STEP)).round()).max(1) * STEP;
        let (across, down) = (side(width), side(height));
        let values = self.map((across, down), &shrunk(picture, (across, down)))?;
        let found = region::lines(Map { width: across, values: &values });
        let (x, y) = (real(width) / real(across), real(height) / real(down));
        Ok(line::in_order(found.iter().map(|line| line.scaled(x, y)).collect()))
    }

    /// How probable text is at each pixel.
    fn map(&self, (width, height): (usize, usize), grey: &[f32]) -> Result<Vec<f32>, String> {
        let pixels = COLOURS.iter().flat_map(|(mean, spread)| grey.iter().map(move |grey| (grey - mean) / spread));
        let answer = self.0.run([1, COLOURS.len(), height, width], pixels.collect())?;
        if answer.shape == [1, 1, height, width] {
            Ok(answer.values)
        } else {
            Err("it answers with no map of the picture".to_owned())
        }
    }
}

/// The picture at another size, 0 black to 1 white: each pixel the mean of those that it stands for.
fn shrunk(picture: &Picture, (across, down): (usize, usize)) -> Vec<f32> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let part = |n: usize, of: usize, all: usize| {
        let start = n * all / of;
        start..((n + 1) * all / of).max(start + 1)
    };
    let mut out = Vec::with_capacity(across * down);
    for rows in (0..down).map(|y| part(y, down, height)) {
        for columns in (0..across).map(|x| part(x, across, width)) {
            let area = real(rows.len() * columns.len());
            let row = |y: usize| picture.grey.get(y * width + columns.start..y * width + columns.end).unwrap_or(&[]);
            let sum: f32 = rows.clone().flat_map(row).map(|grey| f32::from(*grey)).sum();
            out.push(sum / area / 255.0);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_shrunk_and_stretched_by_its_pixels() {
        let picture = Picture { width: 4, height: 2, dpi: (200, 200), grey: vec![0, 0, 255, 255, 0, 0, 0, 0] };
        let cases: [((usize, usize), &[f32]); 3] =
            [((2, 1), &[0.0, 0.5]), ((4, 2), &[0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]), ((1, 1), &[0.25])];
        for (size, want) in cases {
            assert_eq!(shrunk(&picture, size), want, "{size:?}");
        }
        assert_eq!(shrunk(&picture, (8, 4)).len(), 32);
    }
}
