//! The detector's map: connected regions of pixels that are probably text, each grown to the line that it marks.
//!
//! The network marks the core of a line, shrunk; the line is found by growing it back (Liao et al., "Real-time scene
//! text detection with differentiable binarization", 2020). The numbers are those that PP-OCR runs its models with.

use super::line::Line;

/// A pixel above this is text.
const TEXT: f32 = 0.3;
/// A region of a lower mean is none.
const SURE: f32 = 0.5;
/// Nor is one of fewer pixels.
const LEAST: usize = 12;
/// How far a region is grown: so many times its area over its outline.
const GROWTH: f32 = 1.5;
/// A region shorter than this says nothing of how the page lies.
const SHORT: f32 = 40.0;
/// The most askew that a line lies.
const STEEPEST: f32 = 0.2;

/// How probable text is, 0 to 1, for each pixel, row by row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Map<'m> {
    /// Pixels in a row.
    pub width: usize,
    /// The probabilities.
    pub values: &'m [f32],
}

/// A number of pixels as a length.
pub(super) fn real(n: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "pictures have at most some ten thousand pixels a side")]
    let real = n as f32;
    real
}

/// A length as whole pixels, 0 for less than one.
pub(super) fn whole(x: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` takes what is below 0 for 0")]
    let whole = x as usize;
    whole
}

/// The lines that a map marks, in its pixels.
pub(super) fn lines(map: Map<'_>) -> Vec<Line> {
    let mut seen = vec![false; map.values.len()];
    let mut out = Vec::new();
    for start in 0..map.values.len() {
        if !seen[start] && map.values[start] > TEXT {
            out.extend(grown(map, &connected(map, start, &mut seen)));
        }
    }
    out
}

/// The pixels of text that hang together with one, by their sides.
fn connected(map: Map<'_>, start: usize, seen: &mut [bool]) -> Vec<usize> {
    let mut region = vec![start];
    seen[start] = true;
    let mut done = 0;
    while let Some(&at) = region.get(done) {
        done += 1;
        let x = at % map.width;
        let beside = [at.checked_sub(1).filter(|_| x > 0), Some(at + 1).filter(|_| x + 1 < map.width)];
        let over = [at.checked_sub(map.width), Some(at + map.width).filter(|below| *below < map.values.len())];
        for next in beside.into_iter().chain(over).flatten() {
            if !seen[next] && map.values[next] > TEXT {
                seen[next] = true;
                region.push(next);
            }
        }
    }
    region
}

/// The line whose core a region is, unless it is too small or too unsure.
fn grown(map: Map<'_>, region: &[usize]) -> Option<Line> {
    let count = real(region.len());
    let sure = region.iter().map(|at| map.values[*at]).sum::<f32>() / count;
    if region.len() < LEAST || sure < SURE {
        return None;
    }
    let points = || region.iter().map(|at| (real(at % map.width), real(at / map.width)));
    let extent = |of: &dyn Fn((f32, f32)) -> f32| {
        points().map(of).fold((f32::MAX, f32::MIN), |(least, most), x| (least.min(x), most.max(x)))
    };
    let (left, right) = extent(&|(x, _)| x);
    let wide = right - left + 1.0;
    let slope = if wide > SHORT { slope(points, count) } else { 0.0 };
    let (top, bottom) = extent(&|(x, y)| y - slope * x);
    let high = bottom - top + 1.0;
    let by = GROWTH * wide * high / (2.0 * (wide + high));
    let most = real(map.width);
    Some(Line {
        left: (left - by).max(0.0),
        right: (right + 1.0 + by).min(most),
        slope,
        top: top - by,
        bottom: bottom + 1.0 + by,
    })
}

/// How askew the points lie: the line of least squares.
fn slope<P: Iterator<Item = (f32, f32)>>(points: impl Fn() -> P, count: f32) -> f32 {
    let (x, y) = points().fold((0.0, 0.0), |(a, b), (x, y)| (a + x / count, b + y / count));
    let (along, across) =
        points().fold((0.0, 0.0), |(along, across), (u, v)| (along + (u - x) * (u - x), across + (u - x) * (v - y)));
    if along > 0.0 { (across / along).clamp(-STEEPEST, STEEPEST) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A map drawn by hand, each letter `wide` pixels and each row one: `#` is text, `+` half sure, `.` none.
    fn drawn(rows: &[&str], wide: usize) -> (usize, Vec<f32>) {
        let value = |c: char| match c {
            '#' => 0.9,
            '+' => 0.4,
            _ => 0.0,
        };
        let row = |row: &&str| row.chars().flat_map(|c| std::iter::repeat_n(value(c), wide)).collect::<Vec<f32>>();
        (rows[0].chars().count() * wide, rows.iter().flat_map(row).collect())
    }

    #[test]
    fn regions_become_lines() {
        let cases: [(&str, &[&str], usize); 6] = [
            ("nothing", &["....", "...."], 0),
            ("one line", &[".....", ".###.", ".###."], 1),
            ("two that touch by a corner alone", &["##...", "##...", "..###", "..###"], 2),
            ("one around a bend", &["##...", "##...", "#####", "..###"], 1),
            ("too small", &["#....", "....."], 0),
            ("too unsure", &["+++++", "+++++"], 0),
        ];
        for (name, rows, want) in cases {
            let (width, values) = drawn(rows, 8);
            assert_eq!(lines(Map { width, values: &values }).len(), want, "{name}");
        }
    }

    #[test]
    fn a_region_is_grown_by_its_area_over_its_outline_and_stays_on_the_picture() {
        // 20 by 4 pixels: 1.5 * 80 / 48 = 2.5 all around.
        let (width, values) = drawn(&[".....", ".##..", ".##..", ".##..", ".##..", "....."], 10);
        let want = Line { left: 7.5, right: 32.5, slope: 0.0, top: -1.5, bottom: 7.5 };
        assert_eq!(lines(Map { width, values: &values }), [want]);
        let (width, values) = drawn(&["##", "##", "##", "##"], 10);
        let [line] = lines(Map { width, values: &values })[..] else { panic!("one line") };
        assert_eq!((line.left, line.right), (0.0, 20.0));
    }

    #[test]
    fn a_line_askew_keeps_its_height() {
        // Down by one pixel in twenty.
        let (width, height) = (200, 20);
        let is_text = |at: usize| (2..6).contains(&(at / width).wrapping_sub(at % width / 20));
        let values: Vec<f32> = (0..width * height).map(|at| if is_text(at) { 0.9 } else { 0.0 }).collect();
        let [line] = lines(Map { width, values: &values })[..] else { panic!("one line") };
        assert!((line.slope - 0.05).abs() < 0.005, "{line:?}");
        assert!((10.0..13.0).contains(&line.height()), "{line:?}");
    }
}
