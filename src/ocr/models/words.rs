//! From the letters of a line to words with boxes.

use crate::document::Picture;
use crate::ocr::word::Word;

use super::crop::grey;
use super::ctc::Letter;
use super::line::Line;
use super::region::real;
use super::region::whole;
use super::turn;

/// Of the darkest row of a word's ink, a row of its strokes up and down has this share at least.
const STROKE: f32 = 0.15;
/// Rows without ink that a word may have between its parts: an i and its dot.
const GAP: usize = 3;
/// Places across a word at which its ink is measured.
const PLACES: usize = 64;

/// A word of a line, in pixels of the picture in which the line is upright.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    text: String,
    /// Left, top, right, bottom of its ink.
    ink: [f32; 4],
    /// Mean probability of its letters, 0 to 1.
    sure: f32,
}

/// The words of a line, at its spaces.
pub(super) fn of(line: &Line, letters: &[Letter], picture: &Picture) -> Vec<Cut> {
    let place = |letter: &Letter| (line.left + letter.step * line.length()).min(line.right);
    // Half the way from one letter to the next: how far a word reaches beyond the middles of its outer letters.
    let half = match letters {
        [first, .., last] => (place(last) - place(first)).abs() / real(letters.len() - 1) / 2.0,
        _ => line.height() / 4.0,
    };
    let words = letters.split(|letter| letter.said == ' ').filter(|letters| !letters.is_empty());
    words
        .filter_map(|letters| {
            let (left, right) = (place(letters.first()?) - half, place(letters.last()?) + half);
            let sides = (left.max(line.left), right.min(line.right).max(left.max(line.left) + 1.0));
            let (top, bottom) = rows(line, sides, picture);
            let sure = letters.iter().map(|letter| letter.sure).sum::<f32>() / real(letters.len());
            let text = letters.iter().map(|letter| letter.said).collect();
            Some(Cut { text, ink: [sides.0, top, sides.1, bottom], sure })
        })
        .collect()
}

/// Top and bottom of the ink between two sides: from the darkest row up and down to the last that has ink.
fn rows(line: &Line, (left, right): (f32, f32), picture: &Picture) -> (f32, f32) {
    let middle = f32::midpoint(left, right);
    let top = line.top + line.slope * middle;
    let count = whole(line.height().ceil()).max(1);
    let ink = |row: usize| {
        let place = |n: usize| left + (real(n) + 0.5) * (right - left) / real(PLACES);
        let at = |x: f32| 255.0 - grey(picture, x, line.top + line.slope * x + real(row) + 0.5);
        (0..PLACES).map(|n| at(place(n))).sum::<f32>()
    };
    let rows: Vec<f32> = (0..count).map(ink).collect();
    let (first, last) = strokes(&rows);
    (top + real(first), top + real(last + 1))
}

/// The first and the last row of ink around the darkest one.
fn strokes(rows: &[f32]) -> (usize, usize) {
    let paper = rows.iter().copied().fold(f32::MAX, f32::min);
    let darkest = (0..rows.len()).max_by(|a, b| rows[*a].total_cmp(&rows[*b])).unwrap_or(0);
    let least = rows.get(darkest).map_or(0.0, |dark| paper + STROKE * (dark - paper));
    let reach = |way: &mut dyn Iterator<Item = usize>| {
        let mut last = darkest;
        for row in way {
            if rows[row] >= least {
                last = row;
            } else if row.abs_diff(last) > GAP {
                break;
            }
        }
        last
    };
    (reach(&mut (0..darkest).rev()), reach(&mut (darkest + 1..rows.len())))
}

impl Cut {
    /// The word on the page: its picture had been turned back by so many degrees.
    pub(super) fn on(&self, picture: &Picture, turned: u16, line: usize) -> Word {
        let ink = turn::forth(self.ink, picture, turned);
        let (across, down) = (72.0 / f64::from(picture.dpi.0.max(1)), 72.0 / f64::from(picture.dpi.1.max(1)));
        let [x0, y0, x1, y1] = ink.map(f64::from);
        Word::new(&self.text, [x0 * across, y0 * down, x1 * across, y1 * down], line, 100.0 * self.sure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Line = Line { left: 100.0, right: 200.0, slope: 0.0, top: 10.0, bottom: 40.0 };

    /// A picture with a black band from row 20 to row 29.
    fn band() -> Picture {
        let grey = (0..300 * 50).map(|at| if (20..30).contains(&(at / 300)) { 0 } else { 255 }).collect();
        Picture { width: 300, height: 50, dpi: (200, 100), grey }
    }

    /// Letters at equal distances along a line.
    fn letters(said: &str, sure: &[f32]) -> Vec<Letter> {
        let count = said.chars().count();
        let letter = |(n, (said, sure))| Letter { said, step: (real(n) + 0.5) / real(count), sure };
        said.chars().zip(sure.iter().copied()).enumerate().map(letter).collect()
    }

    #[test]
    fn a_line_is_cut_into_words_at_its_spaces() {
        let words = of(&LINE, &letters("we do not", &[1.0, 0.5, 1.0, 1.0, 1.0, 0.0, 0.25, 0.5, 0.75]), &band());
        let told: Vec<(&str, f32)> = words.iter().map(|word| (word.text.as_str(), word.sure)).collect();
        assert_eq!(told, [("we", 0.75), ("do", 1.0), ("not", 0.5)]);
        assert!(of(&LINE, &letters("  ", &[1.0, 1.0]), &band()).is_empty());
        assert!(of(&LINE, &[], &band()).is_empty());
    }

    #[test]
    fn words_have_the_place_of_their_letters_and_the_height_of_their_ink() {
        let words = of(&LINE, &letters("we do", &[1.0; 5]), &band());
        let want = [[100.0, 20.0, 140.0, 30.0], [160.0, 20.0, 200.0, 30.0]];
        for (word, want) in words.iter().zip(want) {
            assert!(word.ink.iter().zip(want).all(|(a, b)| (a - b).abs() < 1.01), "{word:?}");
        }
        let word = words[1].on(&band(), 0, 7);
        let off = word.seen.ink.iter().zip([57.6, 14.4, 72.0, 21.6]).map(|(a, b)| (a - b).abs());
        assert!(off.fold(0.0, f64::max) < 0.8 && word.seen.line == 7, "{word:?}");
    }

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
}
