//! From the letters of a line to words with boxes.

use crate::document::Picture;
use crate::ocr::word::Word;

use super::ctc::Letter;
use super::ink;
use super::line::Line;
use super::region::real;
use super::turn;

/// How wide letters are, in widths of a figure: narrow ones, wide ones, capitals; all others are 1 wide.
const WIDTHS: [(&str, f32); 3] =
    [("!'(),-./:;I[]fijlrt|’‘", 0.65), ("%@GMOQWmw—", 1.65), ("ABCDEFHJKLNPRSTUVXYZ", 1.35)];
/// Two letters that stand farther apart than their widths ask for, by so many widths of a figure, are of two words: the
/// recogniser says one space or none for the gap between two cells of a table.
const WIDE_GAP: f32 = 1.0;
/// The same for a capital behind a mark that ends a sentence, where it leaves out spaces at times.
const GAP: f32 = 0.3;

/// A word of a line, in pixels of the picture in which the line is upright.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    text: String,
    /// Left, top, right, bottom of its ink.
    ink: [f32; 4],
    /// Mean probability of its letters, 0 to 1.
    sure: f32,
}

/// The words of a line.
pub(super) fn of(line: &Line, letters: &[Letter], picture: &Picture) -> Vec<Cut> {
    let place = |letter: &Letter| (line.left + letter.step * line.length()).min(line.right);
    let words = apart(letters, &place);
    let ends: Vec<(f32, f32)> =
        words.iter().filter_map(|word| Some((place(word.first()?), place(word.last()?)))).collect();
    let mut out = Vec::new();
    for (n, letters) in words.iter().enumerate() {
        // A word's ink lies between the middles of the gaps beside it.
        let before = n.checked_sub(1).and_then(|before| ends.get(before));
        let left = before.map_or(line.left, |(_, right)| f32::midpoint(*right, ends[n].0));
        let right = ends.get(n + 1).map_or(line.right, |(left, _)| f32::midpoint(ends[n].1, *left));
        let sure = letters.iter().map(|letter| letter.sure).sum::<f32>() / real(letters.len());
        let text = letters.iter().map(|letter| letter.said).collect();
        out.push(Cut { text, ink: ink::within(line, (left, right.max(left + 1.0)), picture), sure });
    }
    out
}

/// The letters word by word: parted at spaces, and where letters stand far apart.
fn apart(letters: &[Letter], place: &impl Fn(&Letter) -> f32) -> Vec<Vec<Letter>> {
    let asked = |a: &Letter, b: &Letter| f32::midpoint(width(a.said), width(b.said));
    let pairs = letters.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
    let pairs = pairs.filter(|(a, b)| a.said != ' ' && b.said != ' ');
    let mut figures: Vec<f32> = pairs.map(|(a, b)| (place(b) - place(a)) / asked(a, b)).collect();
    figures.sort_by(f32::total_cmp);
    let figure = figures.get(figures.len() / 2).copied().unwrap_or(f32::MAX);
    let mut words: Vec<Vec<Letter>> = vec![Vec::new()];
    for letter in letters {
        let Some(word) = words.last_mut() else { break };
        let is_far = word.last().is_some_and(|last| {
            let most = if ends_before(word, letter.said) { GAP } else { WIDE_GAP };
            place(letter) - place(last) > (asked(last, letter) + most) * figure
        });
        if letter.said == ' ' {
            words.push(Vec::new());
        } else if is_far {
            words.push(vec![*letter]);
        } else {
            word.push(*letter);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a sentence or clause seems to end with a word's last mark: "again." before "We".
fn ends_before(word: &[Letter], next: char) -> bool {
    let [.., letter, mark] = word else { return false };
    letter.said.is_lowercase() && ".,;:".contains(mark.said) && next.is_uppercase()
}

/// How wide a letter is, in widths of a figure.
fn width(letter: char) -> f32 {
    WIDTHS.iter().find(|(letters, _)| letters.contains(letter)).map_or(1.0, |(_, width)| *width)
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

    /// A picture with black from row 20 to row 29, but for the columns from 140 to 159.
    fn bands() -> Picture {
        let is_ink = |at: usize| (20..30).contains(&(at / 300)) && !(140..160).contains(&(at % 300));
        let grey = (0..300 * 50).map(|at| if is_ink(at) { 0 } else { 255 }).collect();
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
        let words = of(&LINE, &letters("we do not", &[1.0, 0.5, 1.0, 1.0, 1.0, 0.0, 0.25, 0.5, 0.75]), &bands());
        let told: Vec<(&str, f32)> = words.iter().map(|word| (word.text.as_str(), word.sure)).collect();
        assert_eq!(told, [("we", 0.75), ("do", 1.0), ("not", 0.5)]);
        assert!(of(&LINE, &letters("  ", &[1.0, 1.0]), &bands()).is_empty());
        assert!(of(&LINE, &[], &bands()).is_empty());
    }

    #[test]
    fn letters_far_apart_are_of_two_words() {
        // Where each letter stands, in widths of a figure.
        let cases: [(&str, &[f32], &str); 5] = [
            ("none", &[0.0, 1.0, 2.0, 3.0], "none"),
            ("younone", &[0.0, 1.0, 2.0, 7.0, 8.0, 9.0, 10.0], "you none"),
            ("summons", &[0.0, 1.0, 2.3, 3.9, 5.2, 6.2, 7.2], "summons"),
            ("an.We", &[0.0, 1.0, 1.8, 3.4, 4.7], "an. We"),
            ("N.A.No", &[0.0, 1.0, 2.0, 3.0, 4.0, 5.2], "N.A.No"),
        ];
        for (said, places, want) in cases {
            let letter = |(said, place): (char, &f32)| Letter { said, step: *place, sure: 1.0 };
            let letters: Vec<Letter> = said.chars().zip(places).map(letter).collect();
            let words = apart(&letters, &|letter: &Letter| letter.step);
            let told: Vec<String> = words.iter().map(|word| word.iter().map(|letter| letter.said).collect()).collect();
            assert_eq!(told.join(" "), want);
        }
    }

    #[test]
    fn words_stand_where_their_ink_does() {
        let words = of(&LINE, &letters("we do", &[1.0; 5]), &bands());
        let want = [[100.0, 20.0, 140.0, 30.0], [160.0, 20.0, 200.0, 30.0]];
        for (word, want) in words.iter().zip(want) {
            assert!(word.ink.iter().zip(want).all(|(a, b)| (a - b).abs() < 1.01), "{word:?}");
        }
        let word = words[1].on(&bands(), 0, 7);
        let off = word.seen.ink.iter().zip([57.6, 14.4, 72.0, 21.6]).map(|(a, b)| (a - b).abs());
        assert!(off.fold(0.0, f64::max) < 0.8 && word.seen.line == 7, "{word:?}");
    }
}
