//! Word lists kept as data, and where their phrases stand in a text: one pass for all of a table.
//!
//! A phrase is plain words. `*` at a word's end stands for any ending, ` .. ` for a few words in between.

use aho_corasick::AhoCorasick;
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

/// One part of a phrase, between two ` .. `.
#[derive(Debug, Clone, Copy)]
struct Part {
    row: usize,
    /// First part of its phrase, an index into the parts.
    first: usize,
    /// Place in the phrase, from 0.
    nth: usize,
    is_last: bool,
    open_end: bool,
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
#[derive(Debug)]
pub(super) struct Table<T> {
    /// The rows, in the file's order.
    pub(super) rows: Vec<Row<T>>,
    parts: Vec<Part>,
    finder: Option<AhoCorasick>,
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
        table.finder = Some(AhoCorasick::new(&needles).map_err(|error| error.to_string())?);
        Ok(table)
    }
}

fn add_phrase(row: usize, phrase: &str, parts: &mut Vec<Part>, needles: &mut Vec<String>) {
    let first = parts.len();
    let count = phrase.split(" .. ").count();
    for (nth, words) in phrase.split(" .. ").enumerate() {
        let bare = words.trim_end_matches('*');
        let (is_last, open_end) = (nth + 1 == count, bare.len() < words.len());
        parts.push(Part { row, first, nth, is_last, open_end });
        needles.push(fold(bare));
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
            let index = found.pattern().as_usize();
            let Some(part) = self.parts.get(index).copied() else { continue };
            if !is_whole(folded.as_bytes(), found.start(), found.end(), part.open_end) {
                continue;
            }
            let mut span = NormSpan::new(found.start(), found.end());
            if part.nth > 0 {
                let before = seen.get(part.first + part.nth - 1).copied().flatten();
                let Some(before) = before.filter(|b| b.end < span.start && span.start - b.end <= GAP) else { continue };
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

fn is_whole(text: &[u8], start: usize, end: usize, open_end: bool) -> bool {
    let is_word = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let opens = !is_word(start.checked_sub(1)) || !is_word(Some(start));
    let closes = open_end || !is_word(Some(end)) || !is_word(end.checked_sub(1));
    opens && closes
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
        [[row]]
        name = "sale"
        for = "x"
        weight = 1
        words = ["short sale", "approv* .. sale of", "deed in lieu"]
    "#;

    #[test]
    fn phrases_are_found_whole_over_gaps_and_scanners_slips() {
        let table = Table::<String>::read(TABLE).unwrap();
        let found = |text: &str| -> Vec<String> {
            table.hits(&fold(text)).iter().map(|hit| hit.span.of(text).to_owned()).collect()
        };
        assert_eq!(found("Your SHORT\nSALE"), ["SHORT\nSALE"]);
        assert_eq!(found("We approved yesterday the sale of it"), ["approved yesterday the sale of"].map(|s| &s[..]));
        assert_eq!(found("DEED lN LlEU, Deed-in-Lieu"), ["DEED lN LlEU", "Deed-in-Lieu"]);
        assert!(found("short sales resort saleroom").is_empty());
    }

    #[test]
    fn a_key_that_is_not_known_is_refused() {
        let said = Table::<String>::read(&format!("{TABLE}\nwieght = 2")).unwrap_err();
        assert!(said.contains("wieght"), "{said}");
    }
}
