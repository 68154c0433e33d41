//! Options with boxes: several on a line are several options.

use std::ops::Range;

use super::tick::State;
use super::tick::Tick;

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// Its words in the normal text.
    pub words: Range<usize>,
    /// Its box.
    pub state: State,
}

/// The words that stand before the boxes, and the options. `words` are the bytes from `start`.
pub(super) fn options(words: &str, start: usize, ticks: &[Tick]) -> (Range<usize>, Vec<Choice>) {
    let end = start + words.len();
    let at = |n: usize| ticks.get(n).map_or(end, |tick| tick.span.start);
    let label = start..at(0);
    let blank = |range: &Range<usize>| {
        let inside = words.get(range.start - start..range.end - start).unwrap_or("");
        inside.bytes().all(|b| b" \n|".contains(&b))
    };
    let mut out: Vec<Choice> = Vec::with_capacity(ticks.len());
    for (n, tick) in ticks.iter().enumerate() {
        out.push(Choice { words: tick.span.end..at(n + 1), state: tick.state });
    }
    let trailing = ticks.last().is_some_and(|last| blank(&(last.span.end..end)));
    if trailing && !blank(&label) {
        // The box stands behind its option.
        let mut from = start;
        for (choice, tick) in out.iter_mut().zip(ticks) {
            choice.words = from..tick.span.start;
            from = tick.span.end;
        }
        return (start..start, out);
    }
    (label, out)
}
