//! A value named by the words beside it: a table of cues on either side, up to its neighbours, the sentence's ends and a
//! table's cell walls.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::span::NormSpan;
use crate::survey::cues::{Hit, Row, Side, Subject, Table, ending_in};
use crate::survey::sheet::Sheet;

/// How far before a value its label may start, and how far after it may end, in bytes.
const BEFORE: usize = 150;
const AFTER: usize = 60;

/// What words beside a value make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Term {
    SalePrice,
    NetProceeds,
    Contribution,
    Relocation,
    Note,
    JuniorPayment,
    SomethingElse,
    Expiry,
    Dated,
    AnotherDay,
}

impl Term {
    pub(super) const fn is_sum(self) -> bool {
        !self.is_day()
    }

    pub(super) const fn is_day(self) -> bool {
        matches!(self, Self::Expiry | Self::Dated | Self::AnotherDay)
    }
}

pub(super) static TERMS: LazyLock<Table<Term>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Table<Term>, String> {
    Table::of(Subject::Terms)
}

/// What the words beside a value make of it, how loudly, and where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) term: Term,
    pub(super) weight: i32,
    pub(super) label: NormSpan,
    pub(super) row: &'static str,
}

/// The words before and after a value that may name it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    before: NormSpan,
    after: NormSpan,
    /// Whether the value stands in a table or after a label, where the label may be long.
    is_row: bool,
}

/// The stretch beside the `n`th value: up to its neighbours, the sentence's ends and a table's cell walls.
pub(super) fn beside(sheet: &Sheet, values: &[NormSpan], n: usize) -> Beside {
    let none = NormSpan::new(0, 0);
    let this = values.get(n).copied().unwrap_or(none);
    let last = n.checked_sub(1).and_then(|n| values.get(n)).map_or(0, |value| value.end);
    let next = values.get(n + 1).map_or(usize::MAX, |value| value.start);
    let line = sheet.line(this.start);
    let row = sheet.words(NormSpan::new(line.start, this.start));
    let is_row = row.contains('\t') || row.contains("..") || row.trim_end().ends_with(':');
    let mut start = last.max(this.start.saturating_sub(BEFORE)).max(if is_row { line.start } else { 0 });
    while !sheet.laid.is_char_boundary(start) {
        start += 1;
    }
    let mut end = next.min(this.end + AFTER).min(sheet.laid.len());
    while !sheet.laid.is_char_boundary(end) {
        end -= 1;
    }
    let walls = |c: char| c.is_whitespace() || matches!(c, '|' | '[' | ':');
    let before = sheet.words(NormSpan::new(start, this.start));
    let start = start + sentence_start(before.trim_end_matches(walls));
    let after = sheet.words(NormSpan::new(this.end, end));
    let stops: &[&str] = if is_row { &[". ", "|", "\n"] } else { &[". ", ".\n", "|"] };
    let end = this.end + stops.iter().filter_map(|stop| after.find(stop)).min().unwrap_or(after.len());
    Beside { before: NormSpan::new(start, this.start), after: NormSpan::new(this.end, end), is_row }
}

/// Where the last sentence or cell of some words starts.
fn sentence_start(words: &str) -> usize {
    let ends = |at: usize, mark: char| match mark {
        '|' | ';' => true,
        '.' => {
            let before = words.get(..at).unwrap_or("");
            let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
            let mut after = words.get(at + 1..).unwrap_or("").chars();
            let opens = after.next().is_some_and(char::is_whitespace) && after.next().is_some_and(char::is_uppercase);
            opens && (word.len() > 3 || word.ends_with(|c: char| c.is_ascii_digit() || c == ')'))
        }
        _ => false,
    };
    words.char_indices().rev().find(|&(at, mark)| ends(at, mark)).map_or(0, |(at, _)| at + 1)
}

/// The name that the loudest words beside a value give it.
pub(super) fn name(sheet: &Sheet, hits: &[Hit], beside: Beside, fits: fn(Term) -> bool) -> Option<Name> {
    let beside_it = ending_in(hits, beside.before).iter().chain(ending_in(hits, beside.after));
    let near: Vec<_> = beside_it
        .filter_map(|hit| {
            let row = TERMS.rows.get(hit.row)?;
            let place = if row.side == Side::Before { beside.before } else { beside.after };
            (fits(row.speaks_for) && place.holds(&hit.span)).then_some((row, hit.span))
        })
        .collect();
    // "Gross" inside "gross sale price" says nothing of its own.
    let whole = |span: NormSpan| !near.iter().any(|(_, other)| other.holds(&span) && other.len() > span.len());
    let far = |span: NormSpan| {
        let between = if span.end <= beside.before.end {
            NormSpan::new(span.end, beside.before.end)
        } else {
            NormSpan::new(beside.after.start, span.start)
        };
        let letters = sheet.words(between).chars().filter(|c| c.is_alphabetic()).count();
        if beside.is_row { 0 } else { i32::try_from(letters / 2).unwrap_or(i32::MAX) }
    };
    let loudness = |(row, span): &(&Row<Term>, NormSpan)| (row.weight - far(*span), span.end, span.len());
    let (row, label) = near.iter().copied().filter(|(_, span)| whole(*span)).max_by_key(loudness)?;
    Some(Name { term: row.speaks_for, weight: row.weight, label, row: &row.name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        assert_eq!(read().map(|table| table.rows.is_empty()), Ok(false));
    }
}
