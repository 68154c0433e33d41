//! A line of text in a picture: where it stands, and which comes first.

use super::region::real;

/// Lines whose middles differ by less than this share of their height stand in one row.
const ONE_ROW: f32 = 0.4;
/// Lines taller than this many times their length run up or down the page.
const TALL: f32 = 1.2;

/// A line of text, in pixels: upright sides, top and bottom askew as the page lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// Left side.
    pub left: f32,
    /// Right side.
    pub right: f32,
    /// How far top and bottom sink for each pixel to the right.
    pub slope: f32,
    /// Where the top would cross the picture's left side.
    pub top: f32,
    /// The same for the bottom.
    pub bottom: f32,
}

impl Line {
    /// Length.
    pub(super) fn length(&self) -> f32 {
        self.right - self.left
    }

    /// Height.
    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The same line where a pixel is `across` by `down` of these.
    pub(super) fn scaled(&self, across: f32, down: f32) -> Self {
        Self {
            left: self.left * across,
            right: self.right * across,
            slope: self.slope * down / across,
            top: self.top * down,
            bottom: self.bottom * down,
        }
    }

    /// How far down its middle stands on a page that lies askew by `slope`.
    fn level(&self, slope: f32) -> f32 {
        let middle = f32::midpoint(self.left, self.right);
        f32::midpoint(self.top, self.bottom) + (self.slope - slope) * middle
    }
}

/// Puts lines into the order in which they are read: rows from the top, in a row from the left.
pub(super) fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    let mut slopes: Vec<f32> = lines.iter().filter(|line| line.slope != 0.0).map(|line| line.slope).collect();
    slopes.sort_by(f32::total_cmp);
    let slope = slopes.get(slopes.len() / 2).copied().unwrap_or(0.0);
    lines.sort_by(|a, b| a.level(slope).total_cmp(&b.level(slope)));
    let is_one_row =
        |a: &Line, b: &Line| (b.level(slope) - a.level(slope)).abs() < ONE_ROW * a.height().min(b.height());
    for row in lines.chunk_by_mut(is_one_row) {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    lines
}

/// Whether the text runs across rather than up or down: most lines, by length, are wide.
pub(super) fn are_upright(lines: &[Line]) -> bool {
    let (tall, wide): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.height() > TALL * line.length());
    let sum = |lines: &[&Line], size: fn(&Line) -> f32| lines.iter().map(|line| size(line)).sum::<f32>();
    sum(&wide, Line::length) + real(lines.len()) >= sum(&tall, Line::height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: f32, right: f32, top: f32, slope: f32) -> Line {
        Line { left, right, slope, top, bottom: top + 20.0 }
    }

    #[test]
    fn lines_are_read_in_rows_from_the_left() {
        let cases = [
            ("level", [(300.0, 500.0, 102.0, 0.0), (10.0, 200.0, 140.0, 0.0), (10.0, 200.0, 98.0, 0.0)], [2, 0, 1]),
            // Askew by 0.1: what stands far right of a row hangs lower on the picture than the left of the next row.
            ("askew", [(10.0, 90.0, 130.0, 0.1), (500.0, 600.0, 100.0, 0.1), (10.0, 90.0, 100.0, 0.1)], [2, 1, 0]),
        ];
        for (name, lines, want) in cases {
            let lines = lines.map(|(left, right, top, slope)| line(left, right, top, slope));
            assert_eq!(in_order(lines.to_vec()), want.map(|n: usize| lines[n]), "{name}");
        }
    }

    #[test]
    fn tall_lines_are_no_upright_page() {
        let wide = line(0.0, 400.0, 0.0, 0.0);
        let tall = Line { bottom: 400.0, right: 20.0, ..wide };
        for (lines, want) in [(vec![], true), (vec![wide, wide, tall], true), (vec![wide, tall, tall], false)] {
            assert_eq!(are_upright(&lines), want, "{lines:?}");
        }
    }
}
