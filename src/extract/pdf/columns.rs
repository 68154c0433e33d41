//! The reading order of rows: two columns of prose are read one after the other, a table row by row.

use crate::extract::pdf::rows::Row;
use crate::extract::pdf::words::Word;

/// Rows that each side of a gutter needs (extraction study, section 10).
const LEAST_ROWS: usize = 4;
/// Characters a row on average that prose has; a column of amounts has fewer.
const PROSE_CHARS: usize = 18;
/// A row is full from this share of its column's width.
const FULL: f64 = 0.8;
/// Full rows that a column of prose has at least; the labels of a table are of any length.
const LEAST_FULL: usize = 3;
/// One row in so many is full at least.
const FULL_IN: usize = 4;
/// A gutter is at least this wide, in type sizes.
const GUTTER: f64 = 0.7;
/// Places tried for a gutter.
const MOST_TRIED: usize = 8;
/// Columns within columns.
const DEEPEST: u8 = 4;

/// Rows that are read one after the other.
#[derive(Debug)]
pub(super) struct Block {
    /// Its rows from top to bottom; never empty.
    pub rows: Vec<Row>,
    /// Where indentation is measured from.
    pub margin: Margin,
}

/// Where a block's indentation is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Margin {
    /// The page's left text margin.
    Page,
    /// The column's own left edge.
    Own,
}

/// A gutter and the rows that it parts.
#[derive(Debug, Clone, Copy)]
struct Gutter {
    x: f64,
    start: usize,
    end: usize,
}

/// How a row stands to a vertical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Both,
    Across,
}

/// The blocks of a page in reading order.
pub(super) fn blocks(rows: Vec<Row>) -> Vec<Block> {
    let mut out = Vec::new();
    order(rows, Margin::Page, DEEPEST, &mut out);
    out
}

fn order(mut rows: Vec<Row>, margin: Margin, depth: u8, out: &mut Vec<Block>) {
    let gutter = if depth == 0 { None } else { gutter(&rows) };
    let Some(gutter) = gutter else {
        if !rows.is_empty() {
            out.push(Block { rows, margin });
        }
        return;
    };
    let below = rows.split_off(gutter.end);
    let inside = rows.split_off(gutter.start);
    order(rows, margin, depth, out);
    let (left, right) = part(inside, gutter.x);
    order(left, Margin::Own, depth - 1, out);
    order(right, Margin::Own, depth - 1, out);
    order(below, margin, depth, out);
}

fn part(rows: Vec<Row>, x: f64) -> (Vec<Row>, Vec<Row>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for mut row in rows {
        let at = row.words.partition_point(|word| word.x0 < x);
        right.extend(Row::new(row.words.split_off(at)));
        left.extend(Row::new(row.words));
    }
    (left, right)
}

/// The gutter that parts most rows, if there is one.
fn gutter(rows: &[Row]) -> Option<Gutter> {
    if rows.len() < LEAST_ROWS {
        return None;
    }
    let em = middle_size(rows);
    let tried = starts(rows, em).into_iter().map(|x| x - 0.35 * em);
    tried.filter_map(|x| longest(rows, x, em)).max_by_key(|gutter| gutter.end - gutter.start)
}

/// Where at least four stretches of text begin, most frequent first: the left edges of columns.
fn starts(rows: &[Row], em: f64) -> Vec<f64> {
    let mut xs: Vec<f64> = Vec::new();
    for row in rows {
        let mut end = f64::MIN;
        for word in &row.words {
            if word.x0 - end > GUTTER * em {
                xs.push(word.x0);
            }
            end = end.max(word.x1);
        }
    }
    xs.sort_by(f64::total_cmp);
    let mut found: Vec<(usize, f64)> = Vec::new();
    let mut at = 0;
    while let Some(&x) = xs.get(at) {
        let count = xs.get(at..).unwrap_or(&[]).iter().take_while(|next| **next - x < 0.5 * em).count();
        if count >= LEAST_ROWS {
            found.push((count, x));
        }
        at += count.max(1);
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    found.into_iter().take(MOST_TRIED).map(|(_, x)| x).collect()
}

/// The longest run of rows that keep clear of `x` and are prose on both sides.
fn longest(rows: &[Row], x: f64, em: f64) -> Option<Gutter> {
    let sides: Vec<Side> = rows.iter().map(|row| side(row, x, em)).collect();
    let mut best: Option<Gutter> = None;
    let mut start = 0;
    while start < rows.len() {
        let length = sides.get(start..).unwrap_or(&[]).iter().take_while(|side| **side != Side::Across).count();
        if let Some(found) = trimmed(rows, &sides, Gutter { x, start, end: start + length })
            && best.is_none_or(|best| found.end - found.start > best.end - best.start)
        {
            best = Some(found);
        }
        start += length + 1;
    }
    best
}

fn side(row: &Row, x: f64, em: f64) -> Side {
    let at = row.words.partition_point(|word| word.x0 < x);
    let end = row.words.get(..at).unwrap_or(&[]).iter().map(|word| word.x1).fold(f64::MIN, f64::max);
    match (at, row.words.get(at)) {
        (0, _) => Side::Right,
        (_, None) if end > x + 0.2 * em => Side::Across,
        (_, None) => Side::Left,
        (_, Some(next)) if next.x0 - end < GUTTER * em => Side::Across,
        _ => Side::Both,
    }
}

/// Cuts rows off both ends that stand apart from the columns, and says whether prose is left.
fn trimmed(rows: &[Row], sides: &[Side], run: Gutter) -> Option<Gutter> {
    let Gutter { x, mut start, mut end } = run;
    while start < end && sides.get(start) == Some(&Side::Left) {
        start += 1;
    }
    let both = |at: &usize| sides.get(*at) != Some(&Side::Left);
    let last_right = (start..end).rev().find(both)?;
    for at in last_right + 1..end {
        if is_apart(rows, at) {
            end = at;
            break;
        }
    }
    let inside = rows.get(start..end)?;
    let left = inside.iter().map(|row| row.words.get(..cut(row, x)).unwrap_or(&[]));
    let right = inside.iter().map(|row| row.words.get(cut(row, x)..).unwrap_or(&[]));
    (is_prose(left) && is_prose(right)).then_some(Gutter { x, start, end })
}

fn cut(row: &Row, x: f64) -> usize {
    row.words.partition_point(|word| word.x0 < x)
}

/// Whether the row stands further below the one above it than lines of one text do.
fn is_apart(rows: &[Row], at: usize) -> bool {
    let pitch = |n: usize| Some(rows.get(n)?.y - rows.get(n.checked_sub(1)?)?.y);
    pitch(at).zip(rows.get(at)).is_some_and(|(gap, row)| gap > 2.2 * row.size)
}

fn is_prose<'a>(rows: impl Iterator<Item = &'a [Word]>) -> bool {
    let (mut chars, mut spans) = (0_usize, Vec::new());
    for words in rows {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        chars += words.iter().map(|word| word.chars + 1).sum::<usize>();
        spans.push((first.x0, last.x1));
    }
    let x0 = spans.iter().map(|span| span.0).fold(f64::MAX, f64::min);
    let x1 = spans.iter().map(|span| span.1).fold(f64::MIN, f64::max);
    let full = spans.iter().filter(|(a, b)| b - a > FULL * (x1 - x0)).count();
    let rows = spans.len();
    rows >= LEAST_ROWS && chars > PROSE_CHARS * rows && full >= LEAST_FULL && full * FULL_IN >= rows
}

/// The type size of the middle row.
pub(super) fn middle_size(rows: &[Row]) -> f64 {
    let mut sizes: Vec<f64> = rows.iter().map(|row| row.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0).max(0.01)
}
