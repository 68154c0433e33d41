//! Statutes as data: `patterns/jurisdictions/*.toml`, one file a state.

pub mod answer;
pub mod look;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::de::Error as _;

use crate::context::law::look::Need;
use crate::context::user;
use crate::context::user::Answer;
use crate::context::user::Rank;
use crate::context::user::Trustor;
use crate::id::Hazard;
use crate::id::Kind;

/// The files that are compiled in: name and text.
pub const FILES: &[(&str, &str)] = &[
    ("arizona.toml", include_str!("../../patterns/jurisdictions/arizona.toml")),
    ("california.toml", include_str!("../../patterns/jurisdictions/california.toml")),
    ("default.toml", include_str!("../../patterns/jurisdictions/default.toml")),
    ("florida.toml", include_str!("../../patterns/jurisdictions/florida.toml")),
    ("illinois.toml", include_str!("../../patterns/jurisdictions/illinois.toml")),
    ("nevada.toml", include_str!("../../patterns/jurisdictions/nevada.toml")),
    ("oregon.toml", include_str!("../../patterns/jurisdictions/oregon.toml")),
    ("texas.toml", include_str!("../../patterns/jurisdictions/texas.toml")),
    ("washington.toml", include_str!("../../patterns/jurisdictions/washington.toml")),
];

/// The `state` of the file that speaks for every state without a file of its own.
const ANY_OTHER: &str = "any other";

/// Whether a statute applies, as far as the facts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// All its conditions hold.
    Yes,
    /// One of its conditions fails.
    No,
    /// A fact is not known.
    Unknown,
}

impl Applies {
    /// The spelling in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// What a statute takes from the lender where it applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bars {
    /// The deficiency itself: nothing is owed or collected.
    Deficiency,
    /// Money asked of the borrower for the consent.
    Contribution,
    /// Neither; it is printed because the reader should know it.
    Nothing,
}

/// How sure we are that the statute says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The statute or a decision was read.
    High,
    /// A reliable account of it was read.
    Medium,
    /// Background knowledge.
    Low,
}

/// One rule of law.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statute {
    /// As a lawyer cites it.
    pub cite: String,
    /// What it does, one or two sentences.
    pub effect: String,
    /// Kinds of document that it reaches; none where it is listed because it does *not* help.
    pub documents: Vec<Kind>,
    /// Sets of conditions on the facts; one set must hold. No set: no condition.
    #[serde(default)]
    pub when: Vec<When>,
    /// What the paper or the deal must also show, which no fact tells; while it is not empty, the answer is never yes.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Hazards of the document before which the statute gives way.
    #[serde(default)]
    pub unless_found: Vec<Hazard>,
    /// What it takes from the lender.
    pub bars: Bars,
    /// Whether the text or a decision was read; law that is not verified never softens a severity.
    pub verified: bool,
    /// How sure we are.
    pub confidence: Confidence,
    /// Day of the last check.
    #[serde(deserialize_with = "day")]
    pub checked: Date,
    /// Where it was read.
    #[serde(default)]
    pub source: String,
}

/// Conditions that must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct When {
    /// At most so many dwelling units.
    pub max_units: Option<u16>,
    /// Who gave the security.
    pub trustor: Option<Trustor>,
    /// Purchase money or not.
    pub purchase_money: Option<Answer>,
    /// Owner-occupied or not.
    pub owner_occupied: Option<Answer>,
    /// Rank of the lien.
    pub lien: Option<Rank>,
    /// Other security besides the property or not.
    pub cross_collateral: Option<Answer>,
    /// The consent is of this day or later.
    #[serde(deserialize_with = "some_day")]
    pub consent_from: Option<Date>,
}

/// One state's rules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Jurisdiction {
    /// Postal code, or "any other".
    pub state: String,
    /// Name in words.
    pub name: String,
    /// Its rules, in the order of printing.
    #[serde(rename = "statute")]
    pub statutes: Vec<Statute>,
}

/// All rules that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    states: Vec<Jurisdiction>,
    any_other: Option<Jurisdiction>,
}

/// A jurisdiction file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {says}")]
pub struct BadLaw {
    /// Name of the file.
    pub file: String,
    /// What is wrong and what to do.
    pub says: String,
}

impl Law {
    /// The rules that are compiled in.
    ///
    /// # Errors
    ///
    /// When a file does not keep its form; a test reads them all, so a released program has none.
    pub fn compiled_in() -> Result<Self, BadLaw> {
        Self::read(FILES.iter().copied())
    }

    /// Reads files given as name and text.
    ///
    /// # Errors
    ///
    /// When one is no TOML, has an unknown key, names no state, or names a state that another file has.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, BadLaw> {
        let mut law = Self { states: Vec::new(), any_other: None };
        for (file, text) in files {
            let bad = |says: String| BadLaw { file: file.to_owned(), says };
            let read: Jurisdiction = toml::from_str(text).map_err(|e| bad(e.to_string()))?;
            if let Some(says) = fault(&read) {
                return Err(bad(says));
            }
            if law.of(&read.state).is_some_and(|known| known.state == read.state) {
                return Err(bad(format!("the state `{}` has a file already: put the rules together", read.state)));
            }
            if read.state == ANY_OTHER { law.any_other = Some(read) } else { law.states.push(read) }
        }
        law.states.sort_by(|a, b| a.state.cmp(&b.state));
        Ok(law)
    }

    /// The rules of a state: its own, else those for any other.
    #[must_use]
    pub fn of(&self, state: &str) -> Option<&Jurisdiction> {
        self.states.iter().find(|j| j.state == state).or(self.any_other.as_ref())
    }

    /// All states with rules of their own, by postal code.
    #[must_use]
    pub fn states(&self) -> &[Jurisdiction] {
        &self.states
    }
}

fn fault(read: &Jurisdiction) -> Option<String> {
    if read.state != ANY_OTHER && user::state(&read.state).as_ref() != Some(&read.state) {
        return Some(format!("`{}` is no postal code: write two capitals, or \"{ANY_OTHER}\"", read.state));
    }
    let unsourced = read.statutes.iter().find(|s| s.verified && s.source.is_empty())?;
    Some(format!("{} is marked verified without a source: name it, or say verified = false", unsourced.cite))
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let day = toml::value::Datetime::deserialize(from)?.to_string();
    day.parse().map_err(|_| D::Error::custom(format!("`{day}` is no day: write it as 2011-07-15")))
}

fn some_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

#[cfg(test)]
mod tests;
