//! From glyphs to lines of text that look as on the page: indentation as leading spaces, gaps as empty lines.

use std::collections::BTreeMap;

use crate::document::Source;
use crate::extract::pdf::columns::Block;
use crate::extract::pdf::columns::Margin;
use crate::extract::pdf::columns::blocks;
use crate::extract::pdf::columns::middle_size;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Turn;
use crate::extract::pdf::glyph::Weight;
use crate::extract::pdf::manuscript::Manuscript;
use crate::extract::pdf::manuscript::Mark;
use crate::extract::pdf::manuscript::Strip;
use crate::extract::pdf::rows::Row;
use crate::extract::pdf::rows::rows;
use crate::extract::pdf::words::Word;
use crate::extract::pdf::words::Words;

/// Columns of indentation at most.
const MOST_INDENT: u16 = 60;
/// Columns between two cells at most.
const MOST_GAP: u16 = 60;
/// A gap at least this wide parts two cells, in type sizes.
const CELL_GAP: f64 = 0.9;
/// And at least this wide in gaps between the words of its line: more than two of them.
const CELL_GAPS: f64 = 2.2;
/// Empty lines kept in a row at most.
const MOST_BLANK: u16 = 3;
/// Lines further apart than this many normal pitches have an empty line between them.
const LOOSE: f64 = 1.3;

/// Writes the lines of one page that a person sees: the text of its main direction first, then what runs in other
/// directions. What is not seen takes no part in it, so that it moves no line, column or word of what is.
pub(super) fn write(glyphs: &[Glyph], out: &mut Manuscript) {
    let seen: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.source != Some(Source::Hidden)).collect();
    lines(&seen, out);
}

/// Writes what nobody sees, below all else.
pub(super) fn write_unseen(glyphs: &[Glyph], out: &mut Manuscript) {
    let unseen: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.source == Some(Source::Hidden)).collect();
    lines(&unseen, out);
}

fn lines(glyphs: &[&Glyph], out: &mut Manuscript) {
    let mut counts: BTreeMap<Turn, usize> = BTreeMap::new();
    for glyph in glyphs {
        *counts.entry(glyph.turn).or_default() += 1;
    }
    let mut turns: Vec<(Turn, usize)> = counts.into_iter().collect();
    turns.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (turn, _) in turns {
        direction(glyphs, turn, out);
    }
}

fn direction(glyphs: &[&Glyph], turn: Turn, out: &mut Manuscript) {
    let words = Words::new(glyphs, turn);
    let rows = rows(&words);
    let em = middle_size(&rows);
    let sheet = Sheet { words: &words, turn, em, margin: margin(&rows), pitch: pitch(&rows, em) };
    for block in blocks(rows) {
        sheet.block(&block, out);
    }
}

/// The left edge that indentation is measured from. A mark far out in the margin, alone, does not count.
fn margin(rows: &[Row]) -> f64 {
    let mut xs: Vec<f64> = rows.iter().map(Row::x0).collect();
    xs.sort_by(f64::total_cmp);
    xs.get(xs.len() / 50).copied().unwrap_or(0.0)
}

/// The distance of two baselines in running text.
fn pitch(rows: &[Row], em: f64) -> f64 {
    let mut found: Vec<f64> = rows
        .windows(2)
        .filter_map(|pair| pair.first().zip(pair.last()))
        .map(|(a, b)| b.y - a.y)
        .filter(|pitch| *pitch > 0.7 * em && *pitch < 3.0 * em)
        .collect();
    found.sort_by(f64::total_cmp);
    found.get(found.len() * 2 / 5).copied().unwrap_or(1.2 * em)
}

/// What the lines of one direction of a page share.
struct Sheet<'w, 'g> {
    words: &'w Words<'g>,
    turn: Turn,
    em: f64,
    margin: f64,
    pitch: f64,
}

impl Sheet<'_, '_> {
    fn block(&self, block: &Block, out: &mut Manuscript) {
        let own = block.rows.iter().map(Row::x0).fold(f64::MAX, f64::min);
        let margin = if block.margin == Margin::Own { own } else { self.margin };
        let mut above: Option<&Row> = None;
        for row in &block.rows {
            let blanks = match above {
                Some(above) => self.blanks(above, row),
                None => u16::from(out.has_lines() && (block.margin == Margin::Page || out.ends_sentence())),
            };
            for _ in 0..blanks {
                out.blank_line();
            }
            self.row(row, margin, out);
            above = Some(row);
        }
    }

    fn blanks(&self, above: &Row, row: &Row) -> u16 {
        let usual = self.pitch.max(1.05 * above.size.min(row.size));
        let share = (row.y - above.y) / usual;
        if share < LOOSE { 0 } else { (whole(share).max(2) - 1).min(MOST_BLANK) }
    }

    fn row(&self, row: &Row, margin: f64, out: &mut Manuscript) {
        let mut marks = Vec::with_capacity(row.chars() + 8);
        let indent = whole((row.x0() - margin) / (0.5 * self.em)).min(MOST_INDENT);
        spaces(&mut marks, indent, row.x0() - f64::from(indent) * 0.5 * self.em, row.x0());
        let cell = cell_gap(row);
        let mut last: Option<&Word> = None;
        for word in &row.words {
            if let Some(last) = last {
                let gap = (word.x0 - last.x1) / row.size.max(0.01);
                let count = if gap >= cell { self.columns(word.x0 - margin, marks.len()) } else { 1 };
                spaces(&mut marks, count, last.x1, word.x0);
            }
            self.word(word, &mut marks);
            last = Some(word);
        }
        out.line(&marks, self.turn.is_along_a_side().then(|| self.strip(row)));
    }

    /// Columns that bring a cell to its place, so that the cells of a table stand one below the other.
    fn columns(&self, x: f64, written: usize) -> u16 {
        let written = u16::try_from(written).unwrap_or(u16::MAX);
        whole(2.0 * x / self.em).saturating_sub(written).clamp(2, MOST_GAP)
    }

    fn word(&self, word: &Word, marks: &mut Vec<Mark>) {
        let glyphs = self.words.of(word);
        for (n, glyph) in glyphs.iter().enumerate() {
            let end = glyphs.get(n + 1).map_or(glyph.x1, |next| next.x0.max(glyph.x0));
            let step = (end - glyph.x0) / f64::from(u16::try_from(glyph.written.len()).unwrap_or(1).max(1));
            let mut x = glyph.x0;
            glyph.written.chars(|c| {
                marks.push(Mark { c, x, source: glyph.source });
                x += step;
            });
        }
    }

    fn strip(&self, row: &Row) -> Strip {
        let (mut top, mut bottom, mut size) = (f64::MAX, f64::MIN, 0.0);
        let (mut bold, mut count) = (0_usize, 0_u32);
        for glyph in row.words.iter().flat_map(|word| self.words.of(word)) {
            top = top.min(glyph.y - 0.78 * glyph.size);
            bottom = bottom.max(glyph.y + 0.22 * glyph.size);
            size += glyph.size;
            count += 1;
            bold += usize::from(glyph.weight == Weight::Bold);
        }
        let size = size / f64::from(count.max(1));
        Strip { turn: self.turn, top, bottom, right: row.x1(), size, bold: 2 * bold > count as usize }
    }
}

/// The gap from which two words are two cells, in type sizes. Justified text has wide gaps all along the line, and a
/// typewriter's two blanks between sentences are no cells.
fn cell_gap(row: &Row) -> f64 {
    let gaps = row.words.windows(2).filter_map(|pair| Some(pair.last()?.x0 - pair.first()?.x1));
    let mut gaps: Vec<f64> = gaps.map(|gap| gap / row.size.max(0.01)).collect();
    if gaps.len() < 4 {
        return CELL_GAP;
    }
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).map_or(CELL_GAP, |middle| CELL_GAP.max(CELL_GAPS * middle))
}

/// Spaces that share the room between two places.
fn spaces(marks: &mut Vec<Mark>, count: u16, from: f64, to: f64) {
    let step = (to - from) / f64::from(count.max(1));
    marks.extend((0..count).map(|n| Mark { c: ' ', x: from + step * f64::from(n), source: None::<Source> }));
}

/// Rounded to a whole number from 0 to 1,000.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
fn whole(x: f64) -> u16 {
    x.round().clamp(0.0, 1000.0) as u16
}
