//! Where the phrases of all tables stand in a text.

use std::fmt;

use daachorse::DoubleArrayAhoCorasick;

use crate::span::NormSpan;

use super::{Hit, Row};

/// Most bytes of a mail address before its `@` that follow a phrase.
const LONGEST_NAME: usize = 64;
/// Most bytes that ` .. ` may stand for.
const GAP: usize = 80;

/// What stands between a part of a phrase and the part before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Nothing: it is the first.
    First,
    /// The ending of a word, and one space.
    Ending,
    /// A few words.
    Gap,
}

/// One part of a phrase: up to ` .. `, or up to the `*` of a word that is not its last.
#[derive(Debug, Clone, Copy)]
struct Part {
    table: usize,
    row: usize,
    join: Join,
    is_last: bool,
    end: End,
    /// Where it is noted that a part was seen after which the phrase goes on; nothing is noted of a last one.
    slot: usize,
}

/// How the last word of a part ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Where the part ends.
    Closed,
    /// Anyhow: the part had a `*`.
    Open,
}

/// The phrases of many tables, looked for in one pass.
#[derive(Default)]
pub(super) struct Finder {
    parts: Vec<Part>,
    /// How many parts are not the last of their phrase.
    slots: usize,
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder").field("parts", &self.parts.len()).finish_non_exhaustive()
    }
}

/// Letters that scanners confuse made one, case and white space made plain; the same number of bytes.
pub(in crate::survey) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(|c| match c {
        'i' | 'I' | '1' | '|' | 'L' => 'l',
        'O' | '0' => 'o',
        'S' | '5' => 's',
        '-' | '\n' | '\t' => ' ',
        c => c.to_ascii_lowercase(),
    }));
    folded
}

impl Finder {
    /// The finder of tables of rows.
    pub(super) fn of<T>(tables: &[Vec<Row<T>>]) -> Result<Self, String> {
        let mut made = Self::default();
        let mut needles = Vec::new();
        for (table, rows) in tables.iter().enumerate() {
            for (row, of) in rows.iter().enumerate() {
                of.words.iter().for_each(|phrase| add_phrase((table, row), phrase, &mut made.parts, &mut needles));
            }
        }
        for part in made.parts.iter_mut().filter(|part| !part.is_last) {
            part.slot = made.slots;
            made.slots += 1;
        }
        let numbered = needles.into_iter().zip(0..);
        made.automaton = Some(DoubleArrayAhoCorasick::with_values(numbered).map_err(|error| error.to_string())?);
        Ok(made)
    }

    /// Hands on every phrase in a folded text, with the number of its table, by where it ends.
    pub(super) fn find(&self, folded: &str, mut hand_on: impl FnMut(usize, Hit)) {
        let Some(automaton) = &self.automaton else { return };
        // For each part of a phrase that was seen and goes on: where the phrase started, and where the part ended.
        let mut seen: Vec<Option<NormSpan>> = vec![None; self.slots];
        for found in automaton.find_overlapping_iter(folded) {
            let index = found.value() as usize;
            let Some(part) = self.parts.get(index).copied() else { continue };
            if !is_whole(folded.as_bytes(), found.start(), found.end(), part.end) {
                continue;
            }
            let mut span = NormSpan::new(found.start(), found.end());
            if part.join != Join::First {
                let before = index.checked_sub(1).and_then(|before| self.parts.get(before));
                let before = before.and_then(|before| seen.get(before.slot)).copied().flatten();
                let Some(before) = before.filter(|b| joins(folded, *b, span, part.join)) else { continue };
                span.start = before.start;
            }
            if part.is_last {
                hand_on(part.table, Hit { row: part.row, span });
            } else if let Some(slot) = seen.get_mut(part.slot) {
                *slot = Some(span);
            }
        }
    }
}

fn add_phrase((table, row): (usize, usize), phrase: &str, parts: &mut Vec<Part>, needles: &mut Vec<String>) {
    let mut join = Join::First;
    for stretch in phrase.split(" .. ") {
        for words in stretch.split_inclusive("* ") {
            let words = words.trim_end_matches(' ');
            let bare = words.trim_end_matches('*');
            let end = if bare.len() < words.len() { End::Open } else { End::Closed };
            parts.push(Part { table, row, join, is_last: false, end, slot: 0 });
            needles.push(fold(bare));
            join = Join::Ending;
        }
        join = Join::Gap;
    }
    if let Some(last) = parts.last_mut() {
        last.is_last = true;
    }
}

fn joins(text: &str, before: NormSpan, after: NormSpan, join: Join) -> bool {
    if after.start <= before.end || after.start - before.end > GAP {
        return false;
    }
    let between = NormSpan::new(before.end, after.start).of(text);
    join == Join::Gap || between.strip_suffix(' ').is_some_and(|ending| ending.bytes().all(|b| b.is_ascii_alphabetic()))
}

fn is_whole(text: &[u8], start: usize, end: usize, form: End) -> bool {
    let is_word = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let opens = !is_word(start.checked_sub(1)) || !is_word(Some(start));
    let closes = form == End::Open || !is_word(Some(end)) || !is_word(end.checked_sub(1));
    let rest = || text.get(end..).unwrap_or(&[]).iter().take(LONGEST_NAME);
    let is_address = || rest().find(|b| !b.is_ascii_alphanumeric()) == Some(&b'@');
    opens && closes && !is_address()
}
