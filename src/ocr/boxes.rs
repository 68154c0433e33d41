//! Tick boxes on a scanned form, found in the picture itself: an engine takes an empty box for an "O" or passes it over.
//!
//! A box is four straight sides of one length about words' height. What is in it tells whether it is ticked; where that
//! is neither nothing nor a mark, it is in doubt, and with it the clause behind it.

use crate::document::Picture;
use crate::document::Source;
use crate::extract::SeenWord;

use super::word::Word;

/// Darker than this is ink; thin sides of a box are grey in a scan.
const DARK: u8 = 160;
/// Darker than this is a pencil's mark.
const PALE: u8 = 205;
/// Shortest and longest side, in points.
const SIDES: std::ops::RangeInclusive<f64> = 6.0..=15.0;
/// How many pixels two sides may be out of line: a page laid askew.
const SLACK: usize = 2;
/// Share of a side that is dark.
const WHOLE: f64 = 0.9;
/// Share of the inside up to which a box is empty (specks), and from which it is ticked.
const EMPTY: f64 = 0.02;
const TICKED: f64 = 0.08;
/// How far right of a box its words begin, in sides of the box.
const BESIDE: f64 = 2.5;
/// Boxes of one page.
const MOST: usize = 500;
/// What is said of the confidence in a box, out of 100.
const SURE: f32 = 95.0;
const UNSURE: f32 = 10.0;
/// Points to an inch.
const POINTS: f64 = 72.0;

/// One tick box, in pixels: from its upper left corner, the sides included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TickBox {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    /// Share of dark pixels inside, and of pixels that are at least a pencil's.
    inside: [f64; 2],
}

/// A dark run along a row.
#[derive(Debug, Clone, Copy)]
struct Run {
    y: usize,
    start: usize,
    end: usize,
}

/// The boxes of a picture, from above.
pub(super) fn find(picture: &Picture) -> Vec<TickBox> {
    let page = Page { picture, width: picture.width as usize };
    let runs = page.runs();
    let mut out: Vec<TickBox> = Vec::new();
    for (at, top) in runs.iter().enumerate() {
        let below = runs.get(at + 1..).unwrap_or_default();
        let Some(found) = page.closed(*top, below) else { continue };
        if out.len() < MOST && !out.iter().any(|other| other.overlaps(&found)) {
            out.push(found);
        }
    }
    out
}

/// The picture with these boxes wiped out, so that an engine reads the words beside them and nothing of them.
pub(super) fn without(picture: &Picture, boxes: &[TickBox]) -> Picture {
    let mut out = picture.clone();
    let width = picture.width as usize;
    for one in boxes {
        for y in one.top.saturating_sub(SLACK)..=one.bottom + SLACK {
            let row = y * width;
            let (from, to) = (row + one.left.saturating_sub(SLACK), row + (one.right + SLACK + 1).min(width));
            if let Some(pixels) = out.grey.get_mut(from..to) {
                pixels.fill(u8::MAX);
            }
        }
    }
    out
}

/// Those boxes that stand before words, and are not the cells of a form for one letter each.
pub(super) fn before_words(boxes: &[TickBox], words: &[Word], dpi: (u32, u32)) -> Vec<TickBox> {
    boxes.iter().filter(|one| one.neighbour(words, boxes, dpi).is_some()).copied().collect()
}

/// Puts a word for each box before the word that it stands before.
pub(super) fn put(boxes: &[TickBox], words: &mut Vec<Word>, dpi: (u32, u32)) {
    for one in boxes {
        if let Some(at) = one.neighbour(words, boxes, dpi)
            && let Some(line) = words.get(at).map(|word| word.seen.line)
        {
            words.insert(at, one.word(line, dpi));
        }
    }
}

impl TickBox {
    fn overlaps(&self, other: &Self) -> bool {
        self.left <= other.right && other.left <= self.right && self.top <= other.bottom && other.top <= self.bottom
    }

    /// Left, top, right and bottom in points.
    fn ink(&self, dpi: (u32, u32)) -> [f64; 4] {
        let point = |at: usize, dpi: u32| POINTS * pixels(at) / f64::from(dpi.max(1));
        [point(self.left, dpi.0), point(self.top, dpi.1), point(self.right + 1, dpi.0), point(self.bottom + 1, dpi.1)]
    }

    /// The word that it stands before, by its place among `words`.
    fn neighbour(&self, words: &[Word], boxes: &[Self], dpi: (u32, u32)) -> Option<usize> {
        let [left, top, right, bottom] = self.ink(dpi);
        let side = bottom - top;
        let beside = |(_, word): &(usize, &Word)| {
            let [x0, y0, x1, y1] = word.seen.ink;
            let level = (f64::midpoint(y0, y1) - f64::midpoint(top, bottom)).abs() < 0.6 * side;
            level && x1 > right && x0 > right - 0.3 * side && x0 < right + BESIDE * side
        };
        let (at, next) =
            words.iter().enumerate().filter(beside).min_by(|(_, a), (_, b)| a.seen.ink[0].total_cmp(&b.seen.ink[0]))?;
        let is_cell = |other: &Self| {
            let [x0, y0, x1, y1] = other.ink(dpi);
            let between = x0 >= right && x1 <= next.seen.ink[2];
            let joined = (x1 - left).abs().min((right - x0).abs()) < side;
            *other != *self && y0 < bottom && y1 > top && (between || joined)
        };
        (!boxes.iter().any(is_cell)).then_some(at)
    }

    fn word(&self, line: usize, dpi: (u32, u32)) -> Word {
        let [dark, pale] = self.inside;
        let is_empty = pale <= EMPTY;
        let text = if is_empty { "[ ]" } else { "[X]" };
        let (source, confidence) =
            if is_empty || dark >= TICKED { (Source::Ocr, SURE) } else { (Source::Doubtful, UNSURE) };
        Word { seen: SeenWord { text: text.to_owned(), ink: self.ink(dpi), line, source }, confidence }
    }
}

/// A picture as rows of ink.
struct Page<'a> {
    picture: &'a Picture,
    width: usize,
}

impl Page<'_> {
    fn is_darker(&self, x: usize, y: usize, than: u8) -> bool {
        x < self.width && self.picture.grey.get(y * self.width + x).is_some_and(|grey| *grey < than)
    }

    /// Shortest and longest side along one direction, in pixels.
    fn sides(dpi: u32) -> std::ops::RangeInclusive<f64> {
        let pixels = |points: f64| points * f64::from(dpi) / POINTS;
        pixels(*SIDES.start())..=pixels(*SIDES.end())
    }

    /// Dark runs as long as a side of a box, from above and from the left.
    fn runs(&self) -> Vec<Run> {
        let sides = Self::sides(self.picture.dpi.0);
        let mut out = Vec::new();
        for (y, row) in self.picture.grey.chunks_exact(self.width.max(1)).enumerate() {
            let mut start = 0;
            for part in row.chunk_by(|a, b| (*a < DARK) == (*b < DARK)) {
                let end = start + part.len();
                if part.first().is_some_and(|grey| *grey < DARK) && sides.contains(&pixels(part.len())) {
                    out.push(Run { y, start, end });
                }
                start = end;
            }
        }
        out
    }

    /// The box whose upper side is `top`, if one of the runs below closes it.
    fn closed(&self, top: Run, below: &[Run]) -> Option<TickBox> {
        let (width, sides) = (pixels(top.end - top.start), Self::sides(self.picture.dpi.1));
        let skew = f64::from(self.picture.dpi.1) / f64::from(self.picture.dpi.0.max(1));
        let height = |run: &Run| pixels(run.y - top.y + 1);
        let is_side = |run: &&Run| {
            let aligned = run.start.abs_diff(top.start) <= SLACK && run.end.abs_diff(top.end) <= SLACK + 1;
            aligned && sides.contains(&height(run)) && (0.8..1.25).contains(&(height(run) / (width * skew)))
        };
        // A side is some pixels thick: the last of the runs that close the box is the outer edge of the lower one.
        let near = below.iter().take_while(|run| height(run) <= *sides.end());
        let bottom = near.filter(is_side).filter(|run| self.has_uprights(top, **run)).last()?;
        let (left, right) = (top.start.min(bottom.start), top.end.max(bottom.end) - 1);
        let inside = self.inside([left, top.y, right, bottom.y]);
        Some(TickBox { left, top: top.y, right, bottom: bottom.y, inside })
    }

    /// Whether dark sides run from the upper run to the lower one at both ends.
    fn has_uprights(&self, top: Run, bottom: Run) -> bool {
        let rows = top.y..=bottom.y;
        let count = pixels(bottom.y - top.y + 1);
        [(top.start, bottom.start), (top.end - 1, bottom.end - 1)].iter().all(|(a, b)| {
            let (from, to) = (a.min(b).saturating_sub(SLACK), a.max(b) + SLACK);
            let dark = rows.clone().filter(|y| (from..=to).any(|x| self.is_darker(x, *y, DARK))).count();
            pixels(dark) >= WHOLE * count
        })
    }

    /// Shares of dark and of pale pixels well inside the sides.
    fn inside(&self, [left, top, right, bottom]: [usize; 4]) -> [f64; 2] {
        let inset = (right - left) / 5;
        let (across, down) = (left + inset..right.saturating_sub(inset), top + inset..bottom.saturating_sub(inset));
        let all = across.len() * down.len();
        [DARK, PALE].map(|least| {
            let dark = |y| across.clone().filter(|x| self.is_darker(*x, y, least)).count();
            pixels(down.clone().map(dark).sum()) / pixels(all.max(1))
        })
    }
}

fn pixels(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
