//! Rows: labels and values, alone or several on a line.

use std::ops::Range;

use super::line::Line;
use super::shape;
use super::shape::Shape;

/// A row's parts in the normal text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// All of it.
    pub whole: Range<usize>,
    /// Its label.
    pub label: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
}

/// Cuts a line into rows: two label–value pairs side by side are two rows. The last reaches to `end`.
pub(super) fn rows(line: &Line<'_>, label_end: usize, value: usize, end: usize) -> Vec<Row> {
    let mut out = vec![Row { whole: line.body..end, label: line.body..label_end, value: value..end }];
    for cell in line.source.cells.iter().filter(|cell| cell.at > value && cell.white >= 2) {
        let from = cell.at - line.body;
        let Some(rest) = line.words.get(from..) else { continue };
        let paired = shape::label(rest).filter(|colon| cell.at + colon + 2 <= line.end);
        if let (Some(colon), Some(last)) = (paired, out.last_mut()) {
            (last.whole.end, last.value.end) = (cell.at - 1, cell.at - 1);
            let at = cell.at + colon;
            out.push(Row { whole: cell.at..end, label: cell.at..at, value: at + 2..end });
        }
    }
    out
}

/// Whether a row only names people, places, numbers and dates.
pub(super) fn is_matter(label: &str, value: &str) -> bool {
    let shape = Shape::of(value);
    let telling = shape.small > 0 || shape.verbs > 0 || value.contains('$');
    shape::is_reference_label(label) && !telling && !shape::is_finished(value)
}

/// Whether a value is a sentence of its own rather than a word or sum.
pub(super) fn is_sentence(value: &str) -> bool {
    const OPEN: &[&str] =
        &["will", "shall", "is", "are", "may", "to", "has", "not", "must", "can", "cannot", "does", "was"];
    let shape = Shape::of(value);
    let headless = value.split(' ').next().is_some_and(|first| OPEN.contains(&first));
    !headless
        && shape.words >= 5
        && shape.verbs > 0
        && shape.is_prose()
        && value.starts_with(|c: char| c.is_alphabetic() || c == '"')
}
