//! Word lists kept as data, and where their phrases stand in a text: one pass for all of a table.
//!
//! A phrase is plain words. `*` at a word's end stands for any ending, ` .. ` for a few words in between.

use std::fmt;

use daachorse::DoubleArrayAhoCorasick;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::span::NormSpan;

/// Most bytes that ` .. ` may stand for.
const GAP: usize = 80;

/// Which part of a document a row looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    /// Letterhead, reference lines, title and the first lines below the salutation.
    Opening,
    /// The same without running text: letterhead, reference lines and title.
    Title,
    /// The whole text.
    #[default]
    Anywhere,
}

/// On which side of a value its label stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Side {
    /// The words stand before the value.
    #[default]
    Before,
    /// The words stand after the value.
    After,
}

/// One row of a table: phrases that speak for one thing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row<T> {
    /// Name of the row, shown as the reason.
    pub(super) name: String,
    /// What its words speak for.
    #[serde(rename = "for")]
    pub(super) speaks_for: T,
    /// How loudly.
    pub(super) weight: i32,
    /// Where it looks.
    #[serde(default, rename = "where")]
    pub(super) place: Place,
    /// On which side of a value.
    #[serde(default)]
    pub(super) side: Side,
    /// Its phrases.
    pub(super) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<T> {
    row: Vec<Row<T>>,
}

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
    row: usize,
    join: Join,
    is_last: bool,
    end: End,
}

/// How the last word of a part ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Where the part ends.
    Closed,
    /// Anyhow: the part had a `*`.
    Open,
}

/// Phrases found: which row, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Index of the row.
    pub(super) row: usize,
    /// The words.
    pub(super) span: NormSpan,
}

/// A table of rows, ready to look for their phrases.
pub(super) struct Table<T> {
    /// The rows, in the file's order.
    pub(super) rows: Vec<Row<T>>,
    parts: Vec<Part>,
    finder: Option<DoubleArrayAhoCorasick<u32>>,
}

impl<T: fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), parts: Vec::new(), finder: None }
    }
}

/// Letters that scanners confuse made one, case and white space made plain; the same number of bytes.
pub(super) fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'i' | 'I' | '1' | '|' | 'L' => 'l',
            'O' | '0' => 'o',
            'S' | '5' => 's',
            '-' | '\n' | '\t' => ' ',
            c => c.to_ascii_lowercase(),
        })
        .collect()
}

impl<T: DeserializeOwned> Table<T> {
    /// Reads a table from its file.
    pub(super) fn read(toml: &str) -> Result<Self, String> {
        let file: File<T> = toml::from_str(toml).map_err(|error| error.to_string())?;
        let mut table = Self { rows: file.row, ..Self::default() };
        let mut needles = Vec::new();
        for (row, of) in table.rows.iter().enumerate() {
            for phrase in &of.words {
                add_phrase(row, phrase, &mut table.parts, &mut needles);
            }
        }
        let numbered = needles.into_iter().zip(0..);
        table.finder = Some(DoubleArrayAhoCorasick::with_values(numbered).map_err(|error| error.to_string())?);
        Ok(table)
    }
}

fn add_phrase(row: usize, phrase: &str, parts: &mut Vec<Part>, needles: &mut Vec<String>) {
    let mut join = Join::First;
    for stretch in phrase.split(" .. ") {
        for words in stretch.split_inclusive("* ") {
            let words = words.trim_end_matches(' ');
            let bare = words.trim_end_matches('*');
            let end = if bare.len() < words.len() { End::Open } else { End::Closed };
            parts.push(Part { row, join, is_last: false, end });
            needles.push(fold(bare));
            join = Join::Ending;
        }
        join = Join::Gap;
    }
    if let Some(last) = parts.last_mut() {
        last.is_last = true;
    }
}

impl<T> Table<T> {
    /// Every phrase in a folded text, by where it ends.
    pub(super) fn hits(&self, folded: &str) -> Vec<Hit> {
        let Some(finder) = &self.finder else { return Vec::new() };
        // For each part of a phrase that was seen: where the phrase started, and where the part ended.
        let mut seen: Vec<Option<NormSpan>> = vec![None; self.parts.len()];
        let mut hits = Vec::new();
        for found in finder.find_overlapping_iter(folded) {
            let index = found.value() as usize;
            let Some(part) = self.parts.get(index).copied() else { continue };
            if !is_whole(folded.as_bytes(), found.start(), found.end(), part.end) {
                continue;
            }
            let mut span = NormSpan::new(found.start(), found.end());
            if part.join != Join::First {
                let before = index.checked_sub(1).and_then(|before| seen.get(before)).copied().flatten();
                let Some(before) = before.filter(|b| joins(folded, *b, span, part.join)) else { continue };
                span.start = before.start;
            }
            if let Some(slot) = seen.get_mut(index) {
                *slot = Some(span);
            }
            if part.is_last {
                hits.push(Hit { row: part.row, span });
            }
        }
        hits
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
    let is_address = text.get(end..).unwrap_or(&[]).iter().find(|b| !b.is_ascii_alphanumeric()) == Some(&b'@');
    opens && closes && !is_address
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
        [[row]]
        name = "sale"
        for = "x"
        weight = 1
        words = ["short sale", "approv* .. sale of", "deed in lieu", "send* us"]
    "#;

    #[test]
    fn phrases_are_found_whole_over_gaps_and_scanners_slips() {
        let table = Table::<String>::read(TABLE).unwrap();
        let found = |text: &str| -> Vec<String> {
            table.hits(&fold(text)).iter().map(|hit| hit.span.of(text).to_owned()).collect()
        };
        assert_eq!(found("Your SHORT\nSALE"), ["SHORT\nSALE"]);
        assert_eq!(found("We approved yesterday the sale of it"), ["approved yesterday the sale of"]);
        assert_eq!(found("DEED lN LlEU, Deed-in-Lieu"), ["DEED lN LlEU", "Deed-in-Lieu"]);
        assert_eq!(found("he sends us, sending all of us"), ["sends us"]);
        assert!(found("short sales resort saleroom").is_empty());
    }

    #[test]
    fn a_key_that_is_not_known_is_refused() {
        let said = Table::<String>::read(&format!("{TABLE}\nwieght = 2")).unwrap_err();
        assert!(said.contains("wieght"), "{said}");
    }
}
