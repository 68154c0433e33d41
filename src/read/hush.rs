//! What stands on the page and does not speak: quotations, struck words, options not chosen.

use super::item::{Item, Part};

/// Whether an item is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hush {
    Heard,
    /// Quoted, struck, or an option that was not chosen.
    Silent,
    /// One of several options, none of them chosen.
    Undecided,
}

/// What one mark does to the words after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Box {
    Ticked,
    Empty,
}

/// For each item, whether it is heard.
pub(super) fn hushed(items: &[Item], words: &str) -> Vec<Hush> {
    let mut all = vec![Hush::Heard; items.len()];
    blanks(items, words, &mut all);
    boxes(items, words, &mut all);
    quotations(items, &mut all);
    struck(items, words, &mut all);
    all
}

/// A blank to fill in, or two verbs in brackets, leave the whole unit undecided.
fn blanks(items: &[Item], words: &str, all: &mut [Hush]) {
    let bracketed = items
        .windows(3)
        .filter(|w| w[0].part == Part::Open && w[1].part == Part::Verb && w[2].part == Part::Close)
        .count();
    let blank = words.contains('_') && words.contains("____") && !words.contains("__X__") && !words.contains("__x__");
    if blank || bracketed > 0 {
        all.fill(Hush::Undecided);
    }
}

/// Options after boxes: a ticked one silences the others; with none ticked all are undecided.
fn boxes(items: &[Item], words: &str, all: &mut [Hush]) {
    let marks: Vec<(usize, usize, Box)> = (0..items.len()).filter_map(|at| mark(items, at, words)).collect();
    if marks.is_empty() {
        return;
    }
    let follow = marks[0].0 > 1 && marks.last().is_some_and(|m| items[m.1..].iter().all(|i| i.part == Part::Stop));
    let ticked = marks.iter().any(|m| m.2 == Box::Ticked);
    for (n, (_, after, state)) in marks.iter().enumerate() {
        let next = marks.get(n + 1).map_or(items.len(), |m| m.0);
        let end = (*after..next).find(|&at| items[at].part == Part::Stop).unwrap_or(next);
        let (after, end) =
            if follow { (&n.checked_sub(1).map_or(0, |b| marks[b].1), marks[n].0) } else { (after, end) };
        let hush = match (state, ticked) {
            (Box::Ticked, _) => Hush::Heard,
            (Box::Empty, true) => Hush::Silent,
            (Box::Empty, false) => Hush::Undecided,
        };
        all[*after..end].fill(hush);
    }
}

/// A box that begins at an item: its item, the first item after it, and its state.
fn mark(items: &[Item], at: usize, words: &str) -> Option<(usize, usize, Box)> {
    let word = |n: usize| items.get(n).map_or("", |i: &Item| i.span.of(words));
    match word(at) {
        "\u{2612}" | "\u{2611}" | "\u{2714}" => return Some((at, at + 1, Box::Ticked)),
        "\u{2610}" | "\u{25a1}" => return Some((at, at + 1, Box::Empty)),
        _ => {}
    }
    if items.get(at)?.part != Part::Open {
        return None;
    }
    if items.get(at + 1)?.part == Part::Close {
        return Some((at, at + 2, Box::Empty));
    }
    let tick = matches!(word(at + 1), "X" | "x" | "XX" | "\u{2713}" | "\u{2714}");
    (tick && items.get(at + 2)?.part == Part::Close).then_some((at, at + 3, Box::Ticked))
}

/// Words in quotation marks, where words stand outside them too and the quotation holds more than a term.
fn quotations(items: &[Item], all: &mut [Hush]) {
    let marks: Vec<usize> = (0..items.len()).filter(|&at| items[at].part == Part::Quote).collect();
    for pair in marks.chunks_exact(2) {
        let &[open, close] = pair else { continue };
        let outside = items.len().saturating_sub(close - open + 1);
        let introduced = open > 0 && items[open - 1].part == Part::Colon;
        if close - open > 4 && outside > 2 && !introduced {
            all[open..=close].fill(Hush::Silent);
        }
    }
}

/// Words between double tildes are struck through.
fn struck(items: &[Item], words: &str, all: &mut [Hush]) {
    // A single sign is quicker to look for, and hardly a unit has it.
    let Some(first) = words.find('~').and_then(|_| words.find("~~")) else { return };
    let mut from = first;
    while let Some(len) = words[from + 2..].find("~~") {
        let to = from + 2 + len;
        for (item, hush) in items.iter().zip(all.iter_mut()) {
            if item.span.start >= from && item.span.end <= to + 2 {
                *hush = Hush::Silent;
            }
        }
        match words[to + 2..].find("~~") {
            Some(next) => from = to + 2 + next,
            None => break,
        }
    }
}
