//! Word lists kept as data, and where their phrases stand in a text: one pass for all tables.
//!
//! A phrase is plain words. `*` at a word's end stands for any ending, ` .. ` for a few words in between.

mod finder;

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::span::NormSpan;

use self::finder::Finder;

pub(super) use self::finder::fold;

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Kind of document.
    Kind,
    /// The loan's number.
    Loan,
    /// What a document speaks of at all.
    Mentions,
    /// Who is who.
    People,
    /// Where the property is.
    Place,
    /// Signature and holder.
    Standing,
    /// Sums and days.
    Terms,
}

/// The files of the tables, each at its subject's number.
const FILES: [&str; 7] = [
    include_str!("../../patterns/survey/kind.toml"),
    include_str!("../../patterns/survey/loan.toml"),
    include_str!("../../patterns/survey/mentions.toml"),
    include_str!("../../patterns/survey/people.toml"),
    include_str!("../../patterns/survey/place.toml"),
    include_str!("../../patterns/survey/standing.toml"),
    include_str!("../../patterns/survey/terms.toml"),
];

static FINDER: LazyLock<Finder> = LazyLock::new(|| finder().unwrap_or_default());

fn finder() -> Result<Finder, String> {
    let rows =
        FILES.iter().map(|file| Ok(Table::<IgnoredAny>::read(file)?.rows)).collect::<Result<Vec<_>, String>>()?;
    Finder::of(&rows)
}

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

/// Phrases found: which row, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Index of the row.
    pub(super) row: usize,
    /// The words.
    pub(super) span: NormSpan,
}

/// A table of rows.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// The rows, in the file's order.
    pub(super) rows: Vec<Row<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<T: DeserializeOwned> Table<T> {
    /// The table of a subject.
    pub(super) fn of(subject: Subject) -> Result<Self, String> {
        Self::read(FILES.get(subject as usize).copied().unwrap_or_default())
    }

    fn read(toml: &str) -> Result<Self, String> {
        let file: File<T> = toml::from_str(toml).map_err(|error| error.to_string())?;
        Ok(Self { rows: file.row })
    }
}

/// Every phrase of every table in a folded text, by where it ends.
#[derive(Debug, Default)]
pub(super) struct Hits([Vec<Hit>; FILES.len()]);

impl Hits {
    /// Looks for them.
    pub(super) fn of(folded: &str) -> Self {
        let mut all = Self::default();
        FINDER.find(folded, |table, hit| all.0.get_mut(table).into_iter().for_each(|hits| hits.push(hit)));
        all
    }

    /// Those of one table.
    pub(super) fn on(&self, subject: Subject) -> &[Hit] {
        self.0.get(subject as usize).map_or(&[], Vec::as_slice)
    }
}

/// Those of a table that end within a span.
pub(super) fn ending_in(hits: &[Hit], span: NormSpan) -> &[Hit] {
    let from = hits.partition_point(|hit| hit.span.end < span.start);
    let to = hits.partition_point(|hit| hit.span.end <= span.end);
    hits.get(from..to).unwrap_or(&[])
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
        let finder = Finder::of(&[Table::<String>::read(TABLE).unwrap().rows]).unwrap();
        let found = |text: &str| -> Vec<String> {
            let mut found = Vec::new();
            finder.find(&fold(text), |_, hit| found.push(hit.span.of(text).to_owned()));
            found
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

    #[test]
    fn all_tables_are_looked_for_at_once_and_keep_apart() {
        assert!(finder().is_ok());
        let hits = Hits::of(&fold("Loan number 5. The short sale of the property is approved."));
        assert!(!hits.on(Subject::Loan).is_empty() && !hits.on(Subject::Kind).is_empty());
        assert!(hits.on(Subject::Standing).is_empty());
    }
}
