//! Lines that belong together.

use std::ops::Range;

use crate::text::Above;

use super::line::Kind;
use super::line::Line;
use super::shape;

/// Consecutive lines that make one paragraph, item, row, heading or block of matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its lines.
    pub lines: Range<usize>,
}

/// Groups lines.
pub(super) fn blocks(lines: &[Line<'_>]) -> Vec<Block> {
    let (mut out, mut start) = (Vec::new(), 0);
    let width = wrap_width(lines);
    for at in 1..=lines.len() {
        let open = lines.get(start..at).unwrap_or(&[]);
        if lines.get(at).is_none_or(|line| opens(open, line, width)) {
            out.push(Block { lines: start..at });
            start = at;
        }
    }
    out.retain(|block| !block.lines.is_empty());
    out
}

/// Column that most long lines reach: where the text was wrapped.
fn wrap_width(lines: &[Line<'_>]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(Line::width).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(80)
}

/// Whether `line` opens a block of its own below the lines of `open`.
fn opens(open: &[Line<'_>], line: &Line<'_>, width: usize) -> bool {
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return false };
    if line.mark.is_some()
        || super::standing::is_mail_rule(line.words)
        || line.quoted != last.quoted
        || line.kind == Kind::Rule
        || last.kind == Kind::Rule
    {
        return true;
    }
    let goes_on = goes_on(last, line, width);
    if line.source.above == Above::Break {
        return !goes_on;
    }
    if line.source.gap > 0 {
        return !(goes_on
            && line.kind == Kind::Plain
            && shape::starts_small(line.words)
            && line.source.gap <= 1
            && line.source.indent >= first.source.indent);
    }
    match (first.kind, line.kind) {
        (Kind::Row(_, value), Kind::Plain) => !continues_row(first, value, line),
        (Kind::Row(..), Kind::Row(_, value)) => !(value > line.body && shape::starts_small(line.words) && piped(line)),
        (Kind::Boxes, Kind::Plain) => line.source.indent < first.source.indent || stands_alone(last, line),
        (_, Kind::Boxes) => true,
        (Kind::Plain, Kind::Row(..)) => !inside_sentence(last, line, width),
        (Kind::Plain, _) => parts_plain(open, line, width),
        (Kind::Boxes, Kind::Row(..)) => !(shape::starts_small(line.words) && piped(line)),
        _ => true,
    }
}

/// A table with drawn columns.
fn piped(line: &Line<'_>) -> bool {
    line.words.contains('|')
}

fn stands_alone(last: &Line<'_>, line: &Line<'_>) -> bool {
    shape::is_finished(last.words) && line.source.indent <= last.source.indent && !last.ticks.is_empty()
}

/// Whether a sentence may run from `last` into `line`.
fn goes_on(last: &Line<'_>, line: &Line<'_>, width: usize) -> bool {
    if last.kind != Kind::Plain && !matches!(last.kind, Kind::Boxes)
        || line.kind == Kind::Boxes
        || shape::is_parted(last.words)
    {
        return false;
    }
    let (shape, next) = (last.shape, line.shape);
    let caps = shape.is_caps() != next.is_caps() && shape.words > 1 && next.words > 1;
    let short = last.width() * 10 < width * 6 && !shape::starts_small(line.words);
    let matter = shape::is_closing(last.words) || shape::is_salutation(last.words) || shape::is_signature(last.words);
    let small = shape::starts_small(line.words);
    !matter && (small || (!caps && !short && (shape.is_prose() || ends_linked(last.words))))
}

/// Ends in a word that cannot end a sentence.
fn ends_linked(words: &str) -> bool {
    const LINKED: &[&str] =
        &["the", "of", "and", "or", "to", "a", "an", "in", "by", "for", "will", "not", "with", "any", "its"];
    words.rsplit(' ').next().is_some_and(|last| LINKED.contains(&last) || last.ends_with(','))
}

/// Whether a line below a row carries on its value or its label.
fn continues_row(first: &Line<'_>, value: usize, line: &Line<'_>) -> bool {
    let column = first.source.cells.iter().find(|cell| cell.at == value).map(|cell| cell.column);
    let indent = line.source.indent;
    let below = column.is_some_and(|column| indent + 2 >= column && indent > first.source.indent + 2);
    let hanging = indent > first.source.indent && column.is_none();
    let wrapped = column.is_none() && !shape::is_finished(first.words) && first.words.len() > 50;
    below || hanging || wrapped || (shape::starts_small(line.words) && indent >= first.source.indent)
}

/// Whether a line that looks like a row is but a line of a sentence ("…the\nfollowing: a, b and\nc").
fn inside_sentence(last: &Line<'_>, line: &Line<'_>, width: usize) -> bool {
    let Kind::Row(_, value) = line.kind else { return false };
    let colon = line.words.get(..value - line.body).is_some_and(|head| head.trim_end().ends_with(':'));
    let celled = line.source.cells.iter().any(|cell| cell.at == value && cell.white >= 4);
    let full = last.width() * 10 >= width * 8;
    !celled && (colon || !line.words.contains("...")) && full && goes_on(last, line, width)
}

fn parts_plain(open: &[Line<'_>], line: &Line<'_>, width: usize) -> bool {
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return false };
    let (above, own) = (last.shape, line.shape);
    let done = shape::is_parted(last.words);
    if shape::is_salutation(last.words) || shape::is_closing(last.words) || shape::is_closing(line.words) {
        return true;
    }
    if own.is_prose() != above.is_prose() && above.is_caps() != own.is_caps() && above.words > 1 && own.words > 1 {
        return done || above.is_caps() && !goes_on(last, line, width);
    }
    let short = last.width() * 10 < width * 6;
    if short
        && own.is_prose()
        && !above.is_prose()
        && !shape::starts_small(line.words)
        && !ends_linked(last.words)
        && first.mark.is_none()
    {
        return true;
    }
    let (indent, was) = (line.source.indent, last.source.indent);
    if done && indent > was + 1 && open.len() > 1 {
        return true;
    }
    if first.mark.is_some() {
        let text = first.text_column();
        let short = last.width() * 10 < width * 6 && !shape::starts_small(line.words) && indent <= first.source.indent;
        let out = indent < first.source.indent || (indent < text && was >= text && open.len() > 1);
        return out && done || short;
    }
    done && (indent + 1 < was && open.len() > 1 || last.width() * 10 < width * 5 || width > 200)
}
