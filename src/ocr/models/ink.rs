//! Where the ink of a word lies.

use crate::document::Picture;

use super::crop::grey;
use super::line::Line;
use super::region::real;
use super::region::whole;

/// Of the darkest row of a word, a row of its strokes up and down has this share at least; of its columns alike.
const STROKE: f32 = 0.15;
/// Rows without ink that a word may have between its parts: an i and its dot.
const GAP: usize = 3;
/// Places across a word at which a row is measured.
const PLACES: usize = 64;

/// Left, top, right and bottom of the ink of a line between two sides.
pub(super) fn within(line: &Line, (left, right): (f32, f32), picture: &Picture) -> [f32; 4] {
    let dark = |x: f32, row: f32| 255.0 - grey(picture, x, line.top + line.slope * x + row + 0.5);
    let place = |n: usize| left + (real(n) + 0.5) * (right - left) / real(PLACES);
    let count = whole(line.height().ceil()).max(1);
    let rows: Vec<f32> = (0..count).map(|row| (0..PLACES).map(|n| dark(place(n), real(row))).sum()).collect();
    let (first, last) = strokes(&rows);
    let width = whole((right - left).ceil()).max(1);
    let column = |x: usize| (first..=last).map(|row| dark(left + real(x) + 0.5, real(row))).sum();
    let columns: Vec<f32> = (0..width).map(column).collect();
    let (start, end) = outer(&columns);
    let (left, right) = (left + real(start), left + real(end + 1));
    let top = line.top + line.slope * f32::midpoint(left, right);
    [left, top + real(first), right, top + real(last + 1)]
}

/// From where on a row or column is ink.
fn least(ink: &[f32]) -> f32 {
    let (paper, dark) = ink.iter().fold((f32::MAX, f32::MIN), |(a, b), ink| (a.min(*ink), b.max(*ink)));
    paper + STROKE * (dark - paper)
}

/// The first and the last row of ink around the darkest one.
fn strokes(rows: &[f32]) -> (usize, usize) {
    let from = least(rows);
    let darkest = (0..rows.len()).max_by(|a, b| rows[*a].total_cmp(&rows[*b])).unwrap_or(0);
    let reach = |way: &mut dyn Iterator<Item = usize>| {
        let mut end = darkest;
        for row in way {
            if rows[row] >= from {
                end = row;
            } else if row.abs_diff(end) > GAP {
                break;
            }
        }
        end
    };
    (reach(&mut (0..darkest).rev()), reach(&mut (darkest + 1..rows.len())))
}

/// The first and the last column of ink.
fn outer(columns: &[f32]) -> (usize, usize) {
    let from = least(columns);
    let mut ink = (0..columns.len()).filter(|column| columns[*column] >= from);
    let first = ink.next().unwrap_or(0);
    (first, ink.next_back().unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_stop_at_the_gap_between_lines() {
        let cases: [(&str, &[f32], (usize, usize)); 4] = [
            ("one band", &[0.0, 9.0, 9.0, 0.0], (1, 2)),
            ("a dot above", &[9.0, 0.0, 0.0, 9.0, 9.5, 0.0], (0, 4)),
            ("another line below", &[0.0, 9.5, 0.0, 0.0, 0.0, 0.0, 9.0], (1, 1)),
            ("no ink", &[0.0, 0.0], (0, 1)),
        ];
        for (name, rows, want) in cases {
            assert_eq!(strokes(rows), want, "{name}");
        }
    }

    #[test]
    fn columns_reach_from_the_first_ink_to_the_last() {
        let cases: [(&[f32], (usize, usize)); 4] = [
            (&[0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 9.0, 0.0], (1, 6)),
            (&[1.0, 9.0, 1.0], (1, 1)),
            (&[5.0, 5.0], (0, 1)),
            (&[], (0, 0)),
        ];
        for (columns, want) in cases {
            assert_eq!(outer(columns), want, "{columns:?}");
        }
    }

    #[test]
    fn ink_askew_is_followed() {
        // A bar of four rows that sinks by one pixel in ten.
        let is_ink = |at: usize| (20..24).contains(&(at / 200).saturating_sub(at % 200 / 10)) && at % 200 >= 50;
        let grey = (0..200 * 60).map(|at| if is_ink(at) { 0 } else { 255 }).collect();
        let picture = Picture { width: 200, height: 60, dpi: (200, 200), grey };
        let line = Line { left: 0.0, right: 200.0, slope: 0.1, top: 12.0, bottom: 32.0 };
        let [left, top, right, bottom] = within(&line, (40.0, 100.0), &picture);
        assert!((left - 50.0).abs() < 1.5 && (right - 100.0).abs() < 1.5, "{left} {right}");
        assert!((4.0..8.0).contains(&(bottom - top)), "{top} {bottom}");
    }
}
