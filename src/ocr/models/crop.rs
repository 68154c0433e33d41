//! Lines cut out of a picture, as the recogniser wants them.

use crate::document::Picture;

use super::line::Line;
use super::region::real;
use super::region::whole;

/// Height of a line, in pixels.
pub(super) const HEIGHT: usize = 48;
/// Its least and greatest width; a longer line is squeezed.
const WIDTHS: (usize, usize) = (32, 3200);
/// Least height of a line in the picture.
const LOWEST: f32 = 4.0;
/// Most pixels of the picture, a side, that are averaged to one.
const COARSEST: usize = 4;

/// How wide a line is when it is as high as the recogniser wants it.
pub(super) fn width(line: &Line) -> usize {
    whole(line.length() * real(HEIGHT) / line.height().max(LOWEST)).clamp(WIDTHS.0, WIDTHS.1)
}

/// A line's pixels, from -1 (black) to 1 (white), row by row, `width` in a row.
pub(super) fn cut(picture: &Picture, line: &Line, width: usize) -> Vec<f32> {
    let (across, down) = (line.length() / real(width), line.height() / real(HEIGHT));
    // Where the picture is finer than the cut, a pixel is the mean of several.
    let fine = whole(across.max(down).round()).clamp(1, COARSEST);
    let part = |n: usize| (real(n) + 0.5) / real(fine);
    let mut out = Vec::with_capacity(width * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..width {
            let mut sum = 0.0;
            for (v, u) in (0..fine * fine).map(|n| (n / fine, n % fine)) {
                let at = line.left + (real(x) + part(u)) * across;
                sum += grey(picture, at, line.slope * at + line.top + (real(y) + part(v)) * down);
            }
            out.push(sum / real(fine * fine) / 127.5 - 1.0);
        }
    }
    out
}

/// The grey value at a place, mixed from the four pixels around it; outside, that of the nearest edge.
pub(super) fn grey(picture: &Picture, x: f32, y: f32) -> f32 {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let (x, y) = ((x - 0.5).clamp(0.0, real(width) - 1.0), (y - 0.5).clamp(0.0, real(height) - 1.0));
    let (left, top) = (whole(x), whole(y));
    let (right, low) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let (u, v) = (x - real(left), y - real(top));
    let at = |x: usize, y: usize| f32::from(picture.grey.get(y * width + x).copied().unwrap_or(255));
    (at(left, top) * (1.0 - u) + at(right, top) * u) * (1.0 - v) + (at(left, low) * (1.0 - u) + at(right, low) * u) * v
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White above row 20, black below.
    fn halved() -> Picture {
        let grey = (0..100 * 40).map(|at| if at / 100 < 20 { 255 } else { 0 }).collect();
        Picture { width: 100, height: 40, dpi: (200, 200), grey }
    }

    #[test]
    fn a_line_is_cut_out_at_the_height_wanted() {
        let line = Line { left: 0.0, right: 100.0, slope: 0.0, top: 10.0, bottom: 30.0 };
        assert_eq!(width(&line), 240);
        let cut = cut(&halved(), &line, 240);
        assert_eq!(cut.len(), 240 * HEIGHT);
        assert!(cut[..240 * 20].iter().all(|grey| *grey > 0.99) && cut[240 * 28..].iter().all(|grey| *grey < -0.99));
    }

    #[test]
    fn what_lies_outside_is_as_the_edge() {
        let line = Line { left: 50.0, right: 150.0, slope: 0.0, top: 30.0, bottom: 60.0 };
        assert!(cut(&halved(), &line, width(&line)).iter().all(|grey| *grey < -0.99));
        let none = Line { left: 5.0, right: 5.0, slope: 0.0, top: 5.0, bottom: 5.0 };
        assert_eq!(width(&none), WIDTHS.0);
    }
}
