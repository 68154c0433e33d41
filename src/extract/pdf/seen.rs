//! Words read from a picture as glyphs, so that they are laid out by the rules of painted text.

use crate::document::Seen;
use crate::extract::SeenWord;
use crate::extract::pdf::glyph::Before;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Turn;
use crate::extract::pdf::glyph::Weight;
use crate::extract::pdf::glyph::Written;
use crate::extract::pdf::layout;
use crate::extract::pdf::manuscript::Manuscript;

/// Share of the type size that letters without strokes up or down, with strokes up, and with strokes down take.
const SMALL: f64 = 0.46;
const TALL: f64 = 0.68;
const DEEP: f64 = 0.21;
/// Least width and height of a word's ink, in points.
const LEAST: f64 = 0.5;
/// Letters that reach below the baseline, and marks that do.
const DEEP_LETTERS: &str = "gjpqy,;()[]{}|/Q$@";
/// Letters and marks no taller than an x.
const SMALL_LETTERS: &str = "acemnorsuvwxzgpqy.,:;-~_=";

/// The page that words make: rows by baseline, cells by gaps, indentation and empty lines as on the page.
#[must_use]
pub fn lay_out(words: &[SeenWord]) -> Seen {
    let turn = turn(words);
    let mut framed: Vec<Framed<'_>> = words.iter().filter_map(|word| Framed::new(word, turn)).collect();
    let tilt = tilt(&framed);
    for line in framed.chunk_by_mut(|a, b| a.word.line == b.word.line) {
        align(line, tilt);
    }
    let glyphs: Vec<Glyph> = framed.iter().flat_map(|word| word.glyphs(turn, tilt)).collect();
    let mut manuscript = Manuscript::default();
    manuscript.open_page();
    layout::write(&glyphs, &mut manuscript);
    manuscript.close_page(1);
    let lines = manuscript.pages.pop().map(|page| page.lines).unwrap_or_default();
    Seen { text: manuscript.text, lines, stretches: manuscript.stretches }
}

/// The direction in which most words run: whether their ink is wide or tall, and where the next word of a line stands.
pub(super) fn turn(words: &[SeenWord]) -> Turn {
    let long = words.iter().filter(|word| word.text.chars().count() > 3);
    let (mut wide, mut tall) = (0_usize, 0_usize);
    for word in long {
        let [x0, y0, x1, y1] = word.ink;
        if x1 - x0 >= y1 - y0 { wide += 1 } else { tall += 1 }
    }
    let steps = |axis: usize| {
        let pairs = words.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
        let pairs = pairs.filter(|(a, b)| a.line == b.line);
        pairs.map(|(a, b)| if b.ink[axis] >= a.ink[axis] { 1_i64 } else { -1 }).sum::<i64>()
    };
    match (wide >= tall, steps(usize::from(wide < tall)) >= 0) {
        (true, true) => Turn::UPRIGHT,
        (true, false) => Turn(180),
        (false, true) => Turn(90),
        (false, false) => Turn(270),
    }
}

/// A word in the frame in which its line runs from left to right.
struct Framed<'w> {
    word: &'w SeenWord,
    x0: f64,
    x1: f64,
    /// Baseline.
    y: f64,
    size: f64,
}

impl<'w> Framed<'w> {
    fn new(word: &'w SeenWord, turn: Turn) -> Option<Self> {
        let [left, top, right, bottom] = word.ink;
        let (x0, x1, high, low) = match turn.0 {
            90 => (top, bottom, -right, -left),
            180 => (-right, -left, -bottom, -top),
            270 => (-bottom, -top, left, right),
            _ => (left, right, top, bottom),
        };
        let (deep, tall) = (any_of(&word.text, DEEP_LETTERS), !all_of(&word.text, SMALL_LETTERS));
        let share = if tall { TALL } else { SMALL } + if deep { DEEP } else { 0.0 };
        // A box without width or height holds a word all the same.
        let x1 = x1.max(x0 + LEAST);
        let size = (low - high).max(LEAST) / share;
        let y = low - if deep { DEEP * size } else { 0.0 };
        (!word.text.is_empty() && word.ink.iter().all(|at| at.is_finite())).then_some(Self { word, x0, x1, y, size })
    }

    fn glyphs(&self, turn: Turn, tilt: f64) -> Vec<Glyph> {
        let count = self.word.text.chars().count();
        let step = (self.x1 - self.x0) / f64::from(u32::try_from(count).unwrap_or(u32::MAX).max(1));
        let mut x = self.x0;
        let mut before = Before::Space;
        let glyph = |c: char| {
            let (x0, x1) = (x, x + step);
            let (y, size) = (self.y, self.size);
            let found = Glyph {
                written: Written::Char(c),
                x0,
                x1,
                y,
                size,
                turn,
                tilt,
                source: Some(self.word.source),
                weight: Weight::Regular,
                before,
            };
            (x, before) = (x1, Before::Glyph);
            found
        };
        self.word.text.chars().map(glyph).collect()
    }
}

fn any_of(text: &str, set: &str) -> bool {
    text.chars().any(|c| set.contains(c))
}

fn all_of(text: &str, set: &str) -> bool {
    text.chars().all(|c| set.contains(c))
}

/// How far the page lies askew, in radians: the middle over lines of four words and more.
fn tilt(words: &[Framed<'_>]) -> f64 {
    let slope = |line: &[Framed<'_>]| {
        let (first, last) = line.first().zip(line.last()).filter(|_| line.len() > 3)?;
        let run = last.x0 - first.x0;
        (run > 0.0).then(|| (last.y - first.y) / run)
    };
    let mut slopes: Vec<f64> = words.chunk_by(|a, b| a.word.line == b.word.line).filter_map(slope).collect();
    middle(&mut slopes).unwrap_or(0.0).atan()
}

/// Gives the words of a line one type size and one baseline.
fn align(line: &mut [Framed<'_>], tilt: f64) {
    let slope = tilt.tan();
    let mut sizes: Vec<f64> = line.iter().map(|word| word.size).collect();
    let mut levels: Vec<f64> = line.iter().map(|word| word.y - word.x0 * slope).collect();
    let (Some(size), Some(level)) = (middle(&mut sizes), middle(&mut levels)) else { return };
    for word in line {
        word.size = size;
        if (word.y - word.x0 * slope - level).abs() < 0.5 * size {
            word.y = level + word.x0 * slope;
        }
    }
}

fn middle(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;
    use crate::span::RawSpan;

    /// A page of two lines and a table row, words 60 points wide, as a reader of pictures gives it.
    fn page() -> Vec<SeenWord> {
        let rows = [(100.0, "The lender releases"), (114.0, "the borrower fully"), (150.0, "Price 215,000.00")];
        let mut out = Vec::new();
        for (line, (y, words)) in rows.into_iter().enumerate() {
            let mut x = 72.0;
            for text in words.split(' ') {
                x += if text == "215,000.00" { 200.0 } else { 0.0 };
                out.push(SeenWord { text: text.to_owned(), ink: [x, y, x + 55.0, y + 7.0], line, source: Source::Ocr });
                x += 60.0;
            }
        }
        out
    }

    #[test]
    fn a_page_reads_the_same_however_it_was_fed() {
        // The page is 612 by 792 points; a turned page is that page turned clockwise.
        let turned = |turn: u16, [x0, y0, x1, y1]: [f64; 4]| match turn {
            90 => [792.0 - y1, x0, 792.0 - y0, x1],
            180 => [612.0 - x1, 792.0 - y1, 612.0 - x0, 792.0 - y0],
            270 => [y0, 612.0 - x1, y1, 612.0 - x0],
            _ => [x0, y0, x1, y1],
        };
        for turn in [0, 90, 180, 270] {
            let words: Vec<SeenWord> =
                page().into_iter().map(|word| SeenWord { ink: turned(turn, word.ink), ..word }).collect();
            let seen = lay_out(&words);
            let lines: Vec<&str> = seen.text.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(lines[..2], ["The lender releases", "the borrower fully"], "turned by {turn}");
            assert!(lines[2].starts_with("Price  ") && lines[2].ends_with("  215,000.00"), "{:?}", lines[2]);
            // The box of a word lies over its ink, however the page lies.
            for word in &words {
                let at = seen.text.find(&word.text).unwrap();
                let span = RawSpan::new(at, at + word.text.len());
                let line = seen.lines.iter().find(|line| line.span.overlaps(&span)).unwrap();
                let rect = line.cut(span, &seen.text).unwrap();
                let [x0, y0, x1, y1] = word.ink;
                let [left, top, right, bottom] = [rect.x0, rect.y0, rect.x1, rect.y1].map(f64::from);
                let apart = x0 < left - 4.0 || x1 > right + 4.0 || y0 < top - 4.0 || y1 > bottom + 4.0;
                let wide = right - left > x1 - x0 + 16.0 || bottom - top > y1 - y0 + 16.0;
                assert!(!apart && !wide, "turned by {turn}: {} at {:?} has {rect:?}", word.text, word.ink);
            }
        }
    }

    #[test]
    fn no_word_is_lost_whatever_its_box() {
        let odd = [[126.0, 66.0, 127.0, 83.0], [300.0, 66.0, 300.0, 66.0], [320.0, 700.0, 300.0, 60.0], [0.0; 4]];
        for ink in odd {
            for text in ["3311", "77", "llll", "not"] {
                let mut words = page();
                words.insert(2, SeenWord { text: text.to_owned(), ink, line: 0, source: Source::Ocr });
                words.insert(3, SeenWord { text: text.to_owned(), ink, line: 0, source: Source::Ocr });
                let seen = lay_out(&words);
                let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
                let put: usize = words.iter().map(|word| letters(&word.text)).sum();
                assert_eq!(letters(&seen.text), put, "{text} at {ink:?}: {}", seen.text);
            }
        }
    }

    #[test]
    fn a_doubtful_word_keeps_its_place() {
        let mut words = page();
        words[1].source = Source::Doubtful;
        let seen = lay_out(&words);
        let doubtful = seen.stretches.iter().filter(|one| one.source == Source::Doubtful);
        let doubtful: Vec<&str> = doubtful.map(|one| one.span.of(&seen.text)).collect();
        assert_eq!(doubtful, ["lender"]);
    }
}
