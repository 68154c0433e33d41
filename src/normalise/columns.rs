//! Two columns of running words side by side: read one after the other, never across (trap T71).
//!
//! Tables, addresses and signature blocks keep their lines: only where both sides of the gutter read like prose is
//! the left column written first and the right one after it. There alone the raw bytes are not in order.

use super::fold::is_unseen;
use super::furniture::is_prose_word;
use super::lines::RawLine;
use super::lines::columns;

/// Columns of white space that make a gutter.
const GUTTER: u16 = 3;

/// A line cut at its gutter.
#[derive(Debug, Clone, Copy)]
struct Cut {
    left_end: usize,
    right_start: usize,
    column: u16,
}

/// The lines, columns of prose put one below the other.
pub(super) fn untangle(raw: &str, lines: Vec<RawLine>) -> Vec<RawLine> {
    let cuts: Vec<Option<Cut>> = lines.iter().map(|line| cut(raw, line)).collect();
    if cuts.iter().flatten().count() < 3 {
        return lines;
    }
    let (mut out, mut at) = (Vec::with_capacity(lines.len()), 0);
    while at < lines.len() {
        let length = run(&lines, &cuts, at);
        let (block, found) = (lines.get(at..at + length).unwrap_or(&[]), cuts.get(at..at + length).unwrap_or(&[]));
        if length >= 3 && is_prose(raw, block, found) {
            part(block, found, &mut out);
        } else {
            out.extend_from_slice(block);
        }
        at += length.max(1);
    }
    out
}

/// The widest gap of a line.
fn cut(raw: &str, line: &RawLine) -> Option<Cut> {
    let words = line.of(raw);
    if !words.contains("   ") && !words.contains('\t') {
        return None;
    }
    let (mut best, mut white, mut column) = (None, 0_u16, line.indent);
    let mut left_end = 0;
    for (at, c) in words.char_indices().filter(|(_, c)| !is_unseen(*c)) {
        let width = columns(c);
        if width > 0 {
            white = white.saturating_add(width);
        } else {
            let widest = best.is_none_or(|(widest, _)| white > widest);
            if white >= GUTTER && widest {
                best = Some((white, Cut { left_end: line.start + left_end, right_start: line.start + at, column }));
            }
            (white, left_end) = (0, at + c.len_utf8());
        }
        column = column.saturating_add(width.max(1));
    }
    best.map(|(_, cut)| cut)
}

/// How many lines from `at` stand close and share one gutter.
fn run(lines: &[RawLine], cuts: &[Option<Cut>], at: usize) -> usize {
    let Some(Some(first)) = cuts.get(at) else { return 1 };
    let fits = |n: usize| {
        let (Some(line), Some(found)) = (lines.get(n), cuts.get(n)) else { return false };
        let close = line.gap == 0 && lines.get(n - 1).is_some_and(|above| above.page == line.page);
        close && found.is_some_and(|cut| cut.column.abs_diff(first.column) <= 1)
    };
    1 + (at + 1..lines.len()).take_while(|&n| fits(n)).count()
}

/// Whether both sides read like running words: enough words in small letters, and lines that go on from the one above. The
/// cells of a table begin with a capital or a figure.
fn is_prose(raw: &str, lines: &[RawLine], cuts: &[Option<Cut>]) -> bool {
    let count = |from: usize, to: usize| {
        raw.get(from..to).unwrap_or("").split_whitespace().filter(|w| is_prose_word(w)).count()
    };
    let goes_on = |from: usize, to: usize| {
        usize::from(raw.get(from..to).unwrap_or("").trim_start().starts_with(|c: char| c.is_lowercase()))
    };
    let (mut words, mut running) = ([0; 2], [0; 2]);
    for (line, cut) in lines.iter().zip(cuts.iter().flatten()) {
        for (side, (from, to)) in [(line.start, cut.left_end), (cut.right_start, line.end)].into_iter().enumerate() {
            words[side] += count(from, to);
            running[side] += goes_on(from, to);
        }
    }
    words.iter().all(|n| *n >= 2 * lines.len()) && running.iter().all(|n| 3 * n >= lines.len())
}

fn part(lines: &[RawLine], cuts: &[Option<Cut>], out: &mut Vec<RawLine>) {
    let pairs = || lines.iter().zip(cuts.iter().flatten());
    out.extend(pairs().map(|(line, cut)| RawLine { end: cut.left_end, ..*line }));
    for (n, (line, cut)) in pairs().enumerate() {
        let gap = if n == 0 { 2 } else { 0 };
        out.push(RawLine { start: cut.right_start, indent: cut.column, gap, above: crate::text::Above::Line, ..*line });
    }
}
