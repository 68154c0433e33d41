//! Labels of whole documents, as the files beside the letters hold them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;

/// A label file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the label is not as corpus/README.md describes it: {0}")]
pub struct BadLabel(#[from] serde_json::Error);

/// What a careful reader says of one document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Truth {
    /// Its id; equals the file's stem. The part before the first hyphen names the author.
    pub id: String,
    /// The minimal pair it belongs to; both halves are one letter but for a few words.
    #[serde(default)]
    pub pair: Option<String>,
    /// Who wrote and labelled it.
    pub author: String,
    /// Kind of document.
    pub kind: Kind,
    /// Clauses that are there; a clause that is not named is missing.
    #[serde(default)]
    pub protections: BTreeMap<Protection, Clause>,
    /// Wording that is there and should not be.
    #[serde(default)]
    pub hazards: Vec<Passage>,
    /// What the words amount to.
    pub verdict: Verdict,
    /// Facts the document states, by name.
    #[serde(default)]
    pub facts: BTreeMap<String, serde_json::Value>,
    /// What makes the document hard, in a few words.
    #[serde(default)]
    pub trap: String,
    /// Ids of protections and hazards that a careful attorney could dispute.
    #[serde(default)]
    pub uncertain: Vec<String>,
}

/// The label of one protection.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// What became of it.
    pub status: Status,
    /// Exact words, runs of white space as one space.
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// The label of one hazard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Which hazard.
    pub id: Hazard,
    /// Exact words, runs of white space as one space.
    #[serde(default)]
    pub evidence: Vec<String>,
}

impl Truth {
    /// Reads one label file.
    ///
    /// # Errors
    /// The text is no JSON, lacks a field, or names an id that the contract does not know.
    pub fn parse(json: &str) -> Result<Self, BadLabel> {
        Ok(serde_json::from_str(json)?)
    }

    /// Whether it is one of the two kinds of letter that acquit judges.
    #[must_use]
    pub const fn is_letter(&self) -> bool {
        matches!(self.kind, Kind::ShortSale | Kind::DeedInLieu)
    }

    /// The minimal pair it belongs to: as labelled, or told by an id like "lq-008a".
    #[must_use]
    pub fn pair(&self) -> Option<&str> {
        let told = self.id.strip_suffix(|c: char| c.is_ascii_lowercase());
        self.pair.as_deref().or_else(|| told.filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())))
    }

    /// The label of a protection. One that the file does not name is missing, and so is one that it calls implied: such a
    /// clause stands nowhere in the document.
    #[must_use]
    pub fn status(&self, protection: Protection) -> Status {
        match self.protections.get(&protection).map(|clause| clause.status) {
            Some(Status::Implied) | None => Status::Missing,
            Some(status) => status,
        }
    }

    /// Whether the label of this id may be disputed, so that it is left out of the strict figures.
    #[must_use]
    pub fn doubts(&self, id: &str) -> bool {
        self.uncertain.iter().any(|word| word == id)
    }

    /// Every quoted string, with the id it stands for.
    pub fn quotes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let clauses = self.protections.iter().map(|(id, clause)| (id.as_str(), &clause.evidence));
        let passages = self.hazards.iter().map(|passage| (passage.id.as_str(), &passage.evidence));
        clauses.chain(passages).flat_map(|(id, quotes)| quotes.iter().map(move |quote| (id, quote.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABEL: &str = r#"{"id": "lf-1", "author": "LF", "kind": "short-sale", "verdict": "partial-release",
        "protections": {"debt-release": {"status": "weak", "evidence": ["we may release you"]}},
        "hazards": [{"id": "nonbinding-release", "evidence": ["we may release you"]}],
        "facts": {"state": "CA"}, "trap": "may", "uncertain": ["lien-release"]}"#;

    #[test]
    fn a_label_reads_back() {
        let truth = Truth::parse(LABEL).unwrap();
        assert!(truth.is_letter());
        assert_eq!(truth.status(Protection::DebtRelease), Status::Weak);
        assert_eq!(truth.status(Protection::LienRelease), Status::Missing);
        assert!(truth.doubts("lien-release") && !truth.doubts("debt-release"));
        let quotes: Vec<_> = truth.quotes().collect();
        assert_eq!(quotes, [("debt-release", "we may release you"), ("nonbinding-release", "we may release you")]);
    }

    #[test]
    fn an_id_outside_the_contract_is_refused() {
        let table =
            [("nonbinding-release", "no-such-hazard"), ("debt-release", "no-such-clause"), ("\"weak\"", "\"good\"")];
        for (good, bad) in table {
            assert!(Truth::parse(&LABEL.replacen(good, bad, 1)).is_err(), "{bad} was taken");
        }
    }
}
