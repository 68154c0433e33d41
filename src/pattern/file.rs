//! The shape of a file under `patterns/protections` or `patterns/hazards`, and of `patterns/guards.toml`.

use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde::de::value::MapAccessDeserializer;
use toml::Spanned;
use toml::value::Datetime;

use crate::id::Kind;

/// One pattern file as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) ask: String,
    /// What is said instead in a deed in lieu, where there is neither a buyer nor proceeds.
    #[serde(default)]
    pub(super) deed: Deed,
    #[serde(default)]
    pub(super) reader: ReadBy,
    #[serde(default)]
    pub(super) authority: Vec<AuthorityEntry>,
    #[serde(default)]
    pub(super) row: Vec<RowEntry>,
    #[serde(default)]
    pub(super) examples: Examples,
    #[serde(default)]
    pub(super) known_gap: Vec<KnownGap>,
}

/// Words for a deed in lieu; what is left out is said as in a short sale.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deed {
    #[serde(default)]
    pub(super) why: Option<String>,
    #[serde(default)]
    pub(super) ask: Option<String>,
}

/// Which part of reader A reads the id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ReadBy {
    /// The rows of this file.
    #[default]
    Rows,
    /// The frames under `patterns/propositions`.
    Frames,
    /// Decided on the document as a whole; its examples are not read one by one.
    Document,
}

/// A source of law or practice as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorityEntry {
    pub(super) cite: String,
    pub(super) says: String,
    /// Postal code of the state whose law it is; left out for federal law, practice and general principles.
    #[serde(default)]
    pub(super) state: Option<String>,
    /// `short-sale` or `deed-in-lieu`, where it speaks of that alone.
    #[serde(default)]
    pub(super) kind: Option<Kind>,
    pub(super) checked: Datetime,
    #[serde(default = "yes")]
    pub(super) verified: bool,
}

fn yes() -> bool {
    true
}

/// Rows that share their guards.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowEntry {
    pub(super) say: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) status: RowStatus,
    #[serde(default)]
    pub(super) polarity: Polarity,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) needs: Vec<Spanned<String>>,
    /// Names of default guards that do not bind these rows.
    #[serde(default)]
    pub(super) without: Vec<Spanned<String>>,
}

/// How firmly a row gives its protection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RowStatus {
    #[default]
    Present,
    Weak,
}

/// Which sign of the words around it a row accepts: negators that stand in the row itself do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Polarity {
    /// No negator before it in the clause, or two.
    #[default]
    Plain,
    /// One negator.
    Negated,
    /// Both.
    Either,
}

/// Sentences that read as filed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Examples {
    #[serde(default)]
    pub(super) present: Vec<Spanned<Example>>,
    #[serde(default)]
    pub(super) weak: Vec<Spanned<Example>>,
    #[serde(default)]
    pub(super) found: Vec<Spanned<Example>>,
    #[serde(default)]
    pub(super) silent: Vec<Spanned<Example>>,
}

/// A sentence with `**` around the words that the evidence must touch, and its context.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) heading: String,
    pub(super) lead_in: String,
    pub(super) before: String,
}

/// The table form of an example.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleTable {
    text: String,
    #[serde(default)]
    heading: String,
    #[serde(default)]
    lead_in: String,
    #[serde(default)]
    before: String,
}

impl<'de> Deserialize<'de> for Example {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Example;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sentence, or a table with text and heading, lead_in or before")
            }
            fn visit_str<E>(self, text: &str) -> Result<Example, E> {
                Ok(Example { text: text.to_owned(), ..Example::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Example, A::Error> {
                let ExampleTable { text, heading, lead_in, before } =
                    ExampleTable::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Example { text, heading, lead_in, before })
            }
        }
        from.deserialize_any(Either)
    }
}

/// A sentence that is read wrongly today.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownGap {
    pub(super) text: Spanned<Example>,
    pub(super) should: Wanted,
    pub(super) why: String,
}

/// What an example is filed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Wanted {
    Present,
    Weak,
    Found,
    Silent,
}

/// `patterns/guards.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guards {
    pub(super) guard: Vec<GuardEntry>,
}

/// A named list of rows that must not match; every row has it unless it opts out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuardEntry {
    pub(super) name: String,
    pub(super) why: String,
    pub(super) rows: Vec<Spanned<String>>,
}
