//! The shape of a file under `patterns/protections` or `patterns/hazards`, and of `patterns/guards.toml`.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde::de::value::MapAccessDeserializer;
use toml::Spanned;
use toml::value::Datetime;

use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;

/// A file under `patterns/protections` or `patterns/hazards`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(rename = "PatternFile")]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// The protection or hazard; equals the file's name.
    #[schemars(schema_with = "ids")]
    pub(super) id: Spanned<String>,
    /// What it is, in one line.
    pub(super) title: String,
    /// Why it matters to the borrower.
    pub(super) why: String,
    /// The words to ask the lender for; where they speak to the attorney, `request` speaks to the lender.
    pub(super) ask: String,
    /// The same as the letter to the lender says it; `ask` where it is left out.
    #[serde(default)]
    pub(super) request: Option<String>,
    /// What is said instead in a deed in lieu, where there is neither a buyer nor proceeds.
    #[serde(default)]
    pub(super) deed: Deed,
    /// Which part of the program reads it.
    #[serde(default)]
    pub(super) reader: ReadBy,
    /// Law and practice behind it.
    #[serde(default)]
    pub(super) authority: Vec<AuthorityEntry>,
    /// Rows that share their guards.
    #[serde(default)]
    pub(super) row: Vec<RowEntry>,
    /// Sentences that read as filed.
    #[serde(default)]
    pub(super) examples: Examples,
    /// Sentences that are read wrongly today.
    #[serde(default)]
    pub(super) known_gap: Vec<KnownGap>,
}

/// Words for a deed in lieu; what is left out is said as in a short sale.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Deed {
    /// Why it matters.
    #[serde(default)]
    pub(super) why: Option<String>,
    /// The words to ask for.
    #[serde(default)]
    pub(super) ask: Option<String>,
    /// The same as the letter to the lender says it.
    #[serde(default)]
    pub(super) request: Option<String>,
}

/// Which part of reader A reads the id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(rename = "Authority")]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorityEntry {
    /// As a lawyer cites it.
    pub(super) cite: String,
    /// What it says, short.
    pub(super) says: String,
    /// Postal code of the state whose law it is; left out for federal law, practice and general principles.
    #[serde(default)]
    pub(super) state: Option<String>,
    /// `short-sale` or `deed-in-lieu`, where it speaks of that alone.
    #[serde(default)]
    pub(super) kind: Option<Kind>,
    /// The day on which somebody looked.
    #[schemars(with = "String", extend("format" = "date"))]
    pub(super) checked: Datetime,
    /// False where the text itself has not been seen.
    #[serde(default = "yes")]
    pub(super) verified: bool,
}

fn yes() -> bool {
    true
}

/// Rows that share their guards.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(rename = "Row")]
#[serde(deny_unknown_fields)]
pub(super) struct RowEntry {
    /// Words in the notation of `patterns/README.md`; each alone is enough.
    #[schemars(with = "Vec<String>")]
    pub(super) say: Vec<Spanned<String>>,
    /// How firmly they give a protection.
    #[serde(default)]
    pub(super) status: RowStatus,
    /// Which sign of the words around them they accept.
    #[serde(default)]
    pub(super) polarity: Polarity,
    /// None of these may be there, each where its prefix looks.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
    /// All of these must be there.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) needs: Vec<Spanned<String>>,
    /// Names of default guards that do not bind these rows.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) without: Vec<Spanned<String>>,
}

/// How firmly a row gives its protection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RowStatus {
    /// The lender binds itself.
    #[default]
    Present,
    /// In qualified words.
    Weak,
}

/// Which sign of the words around it a row accepts: negators that stand in the row itself do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Examples {
    /// A protection is given.
    #[schemars(with = "Vec<Example>")]
    #[serde(default)]
    pub(super) present: Vec<Spanned<Example>>,
    /// A protection is given in qualified words.
    #[schemars(with = "Vec<Example>")]
    #[serde(default)]
    pub(super) weak: Vec<Spanned<Example>>,
    /// A hazard is there.
    #[schemars(with = "Vec<Example>")]
    #[serde(default)]
    pub(super) found: Vec<Spanned<Example>>,
    /// Near misses: nothing is there.
    #[schemars(with = "Vec<Example>")]
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

/// A sentence with what it is read with.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Sentence")]
#[serde(deny_unknown_fields)]
struct ExampleTable {
    /// The sentence, with `**` around the words that a report must quote.
    text: String,
    /// The heading above it.
    #[serde(default)]
    heading: String,
    /// The words that lead into it as an item of a list.
    #[serde(default)]
    lead_in: String,
    /// The sentence before it.
    #[serde(default)]
    before: String,
}

impl JsonSchema for Example {
    fn schema_name() -> Cow<'static, str> {
        "Example".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<ExampleTable>();
        json_schema!({
            "description": "A sentence with `**` around the words that a report must quote; alone, or with what it is read with.",
            "anyOf": [{"type": "string"}, table],
        })
    }
}

/// The ids that a pattern file may speak of.
fn ids(_: &mut SchemaGenerator) -> Schema {
    let protections = Protection::ALL.iter().map(|id| id.as_str());
    let ids: Vec<&str> = protections.chain(Hazard::ALL.iter().map(|id| id.as_str())).collect();
    json_schema!({"type": "string", "enum": ids})
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownGap {
    /// The sentence.
    #[schemars(with = "Example")]
    pub(super) text: Spanned<Example>,
    /// What it should be read as.
    pub(super) should: Wanted,
    /// Why it is not.
    pub(super) why: String,
}

/// What an example is filed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Wanted {
    /// A protection that is given.
    Present,
    /// A protection in qualified words.
    Weak,
    /// A hazard.
    Found,
    /// Nothing.
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
