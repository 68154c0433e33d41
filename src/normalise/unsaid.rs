//! Words that stand in the file and do not speak: hidden and struck ones. They are masked, byte for byte, before anything
//! else looks at the text, so that every place in it stays what it was.

use std::borrow::Cow;

use crate::document::Pages;
use crate::document::Source;
use crate::span::RawSpan;

use super::fold::is_blank;
use super::lines::columns;

/// What a masked byte becomes: a control character, which no page shows.
const MASK: &str = "\u{1}";

/// Whether a line holds masked words. Where it holds nothing else, it is no empty line: what stands above and below it
/// goes on.
pub(super) fn holds(line: &str) -> bool {
    line.contains(MASK)
}

/// The pages with their unsaid words masked.
pub(super) fn masked(pages: &Pages) -> Cow<'_, Pages> {
    let unsaid = pages.stretches.iter().filter(|stretch| matches!(stretch.source, Source::Hidden | Source::Struck));
    let mut spans: Vec<RawSpan> = unsaid.map(|stretch| stretch.span).filter(|span| fits(&pages.text, *span)).collect();
    if spans.is_empty() {
        return Cow::Borrowed(pages);
    }
    spans.sort_unstable();
    let mut text = String::with_capacity(pages.text.len());
    for span in joined(&pages.text, &spans) {
        text.push_str(pages.text.get(text.len()..span.start).unwrap_or(""));
        for c in span.of(&pages.text).chars() {
            match c {
                '\n' | '\x0c' => text.push(c),
                c => text.extend(std::iter::repeat_n(MASK, c.len_utf8())),
            }
        }
    }
    text.push_str(pages.text.get(text.len()..).unwrap_or(""));
    Cow::Owned(Pages { text, ..pages.clone() })
}

fn fits(text: &str, span: RawSpan) -> bool {
    !span.is_empty() && text.get(span.range()).is_some()
}

/// The spans without overlaps, and the white space that goes with each: all between two of them, and the narrower side
/// of one between words that stay.
fn joined(text: &str, spans: &[RawSpan]) -> Vec<RawSpan> {
    let mut out: Vec<RawSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if text.get(last.end..span.start).is_none_or(is_white) => last.end = last.end.max(span.end),
            _ => out.push(*span),
        }
    }
    for span in &mut out {
        *span = widened(text, *span);
    }
    out
}

fn widened(text: &str, span: RawSpan) -> RawSpan {
    let (before, after) = (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""));
    let left = before.trim_end_matches(is_gap);
    let right = after.trim_start_matches(is_gap);
    let is_inside = !left.ends_with(['\n', '\x0c']) && !left.is_empty() && !right.starts_with(['\n', '\x0c']);
    let (lead, trail) = (&before[left.len()..], &after[..after.len() - right.len()]);
    if !is_inside || right.is_empty() || lead.is_empty() || trail.is_empty() {
        span
    } else if width(lead) <= width(trail) {
        RawSpan::new(left.len(), span.end)
    } else {
        RawSpan::new(span.start, span.end + trail.len())
    }
}

/// White space within a line.
fn is_gap(c: char) -> bool {
    is_blank(c) && !matches!(c, '\n' | '\x0c')
}

fn is_white(between: &str) -> bool {
    between.chars().all(is_gap)
}

fn width(white: &str) -> u16 {
    white.chars().fold(0, |sum, c| sum.saturating_add(columns(c)))
}
