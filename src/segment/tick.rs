//! Boxes: ticked and not ticked.

use crate::span::NormSpan;

/// One box and whether it is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tick {
    /// Its bytes.
    pub span: NormSpan,
    /// Ticked or not.
    pub state: State,
}

/// State of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Ticked, crossed or marked.
    On,
    /// Empty.
    Off,
}

/// Which doubtful signs count as boxes in this document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// Round brackets are boxes: an empty pair stands somewhere.
    round: Option<()>,
    /// Underscores are boxes: some of them hold a cross.
    blank: Option<()>,
}

impl Habits {
    pub(super) fn of(norm: &str) -> Self {
        let round = memchr::memmem::find(norm.as_bytes(), b"( )").map(|_| ());
        let blank =
            memchr::memmem::find_iter(norm.as_bytes(), b"_X").chain(memchr::memmem::find_iter(norm.as_bytes(), b"_x"));
        let blank =
            blank.map(|at| norm.get(at + 2..at + 3).unwrap_or("_")).any(|next| matches!(next, "_" | " ")).then_some(());
        Self { round, blank }
    }
}

/// Whether the words hold a box drawn as a sign of its own.
pub(super) fn holds_box(words: &str) -> bool {
    words.contains(['\u{2610}', '\u{2611}', '\u{2612}', '\u{25a1}', '\u{2713}', '\u{2714}'])
}

/// The boxes of a line that starts at `start` in the normal text.
pub(super) fn ticks(words: &str, start: usize, habits: Habits) -> Vec<Tick> {
    let (mut out, bytes, mut at) = (Vec::new(), words.as_bytes(), 0);
    while let Some(next) = bytes[at..].iter().position(|b| matches!(b, b'[' | b'(' | b'_' | 0xe2)) {
        at += next;
        let rest = words.get(at..).unwrap_or("");
        let found = match bytes[at] {
            b'[' | b'(' => bracket(rest, habits),
            b'_' => blank(words, at, habits),
            0xe2 => sign(rest),
            _ => None,
        };
        if let Some((length, state)) = found {
            out.push(Tick { span: NormSpan::new(start + at, start + at + length), state });
            at += length;
        } else {
            at += if bytes[at] == b'_' { rest.bytes().take_while(|b| *b == b'_').count() } else { 1 };
        }
    }
    out
}

fn bracket(rest: &str, habits: Habits) -> Option<(usize, State)> {
    let close = if rest.starts_with('[') { ']' } else { ')' };
    if close == ')' && habits.round.is_none() {
        return None;
    }
    let length = rest.bytes().take(8).position(|b| b == close as u8)? + 1;
    let inside = rest.get(1..length - 1)?.trim_matches([' ', '_']);
    match inside {
        "" if close == ']' || length > 2 => Some((length, State::Off)),
        "X" | "x" | "XX" | "\u{2713}" | "\u{2714}" | "\u{2717}" | "\u{2718}" | "\u{2611}" | "*" | "\u{221a}" => {
            Some((length, State::On))
        }
        _ => None,
    }
}

fn sign(rest: &str) -> Option<(usize, State)> {
    let state = match rest.chars().next()? {
        '\u{2610}' | '\u{25a1}' | '\u{25fb}' | '\u{25a2}' | '\u{2751}' | '\u{2752}' => State::Off,
        '\u{2611}' | '\u{2612}' | '\u{2713}' | '\u{2714}' | '\u{2717}' | '\u{2718}' | '\u{25a0}' => State::On,
        _ => return None,
    };
    Some((3, state))
}

/// "__X__", or an empty "____" at a line start where the document crosses others.
fn blank(words: &str, at: usize, habits: Habits) -> Option<(usize, State)> {
    habits.blank?;
    let rest = words.get(at..)?;
    let lead = rest.bytes().take_while(|b| *b == b'_').count();
    let after = rest.get(lead..)?;
    if lead <= 8 && after.starts_with(['X', 'x', '\u{2713}']) {
        let cross = after.chars().next().map_or(1, char::len_utf8);
        let tail = after.get(cross..)?.bytes().take_while(|b| *b == b'_').count();
        let end = after.get(cross + tail..)?;
        return (end.is_empty() || end.starts_with(' ')).then_some((lead + cross + tail, State::On));
    }
    let opens = words.get(..at)?.trim_end().is_empty() && after.starts_with(' ') && (2..=8).contains(&lead);
    (opens && super::shape::Shape::of(after).is_prose()).then_some((lead, State::Off))
}
