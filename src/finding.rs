//! What a finding is: one thing wrong with the document, how grave, why, and the words to ask for.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de;
use sha2::Digest;
use sha2::Sha256;

use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::UnknownId;
use crate::severity::Severity;

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingId {
    /// A protection that is missing, weak or only implied.
    Protection(Protection),
    /// A hazard that was found.
    Hazard(Hazard),
    /// The closing or expiry date has passed.
    ApprovalLapsed,
}

impl FindingId {
    /// The spelling in files and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Protection(protection) => protection.as_str(),
            Self::Hazard(hazard) => hazard.as_str(),
            Self::ApprovalLapsed => "approval-lapsed",
        }
    }

    /// All, in the contract's order.
    pub fn all() -> impl Iterator<Item = Self> {
        let protections = Protection::ALL.iter().copied().map(Self::Protection);
        protections.chain(Hazard::ALL.iter().copied().map(Self::Hazard)).chain([Self::ApprovalLapsed])
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for FindingId {
    type Err = UnknownId;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownId { what: "protection or hazard", word: word.to_owned() };
        Self::all().find(|id| id.as_str() == word).ok_or_else(unknown)
    }
}

impl Serialize for FindingId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FindingId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for FindingId {
    fn schema_name() -> Cow<'static, str> {
        "FindingId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let ids: Vec<&str> = Self::all().map(Self::as_str).collect();
        schemars::json_schema!({"description": "A protection, a hazard, or approval-lapsed.", "type": "string", "enum": ids})
    }
}

/// What is said about an id, whatever the document. Loaded from `patterns/protections` and `patterns/hazards`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The id in words: what the protection gives, or what the hazard does.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// The words to ask the lender for.
    pub ask: String,
    /// The same as the letter to the lender says it.
    pub request: String,
    /// Statutes and decisions.
    pub authority: Vec<Cite>,
}

/// A statute or decision, and where it is law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// As a lawyer cites it.
    pub words: String,
    /// Postal code of the state whose law it is; none where it holds anywhere.
    pub state: Option<String>,
    /// The one kind of document that it speaks of; none where it holds for any.
    pub kind: Option<Kind>,
}

impl Cite {
    /// Whether it is law for such a document on a property in `state` (where that is known).
    #[must_use]
    pub fn speaks(&self, kind: Kind, state: Option<&str>) -> bool {
        let of_here = self.state.as_deref().is_none_or(|law| state.is_none_or(|here| here == law));
        of_here && self.kind.is_none_or(|only| only == kind)
    }
}

impl Wording {
    /// What is said where the closing date has passed. It is no protection and no hazard, so no pattern file holds it.
    #[must_use]
    pub fn approval_lapsed() -> Self {
        let ask = "Lender extends its approval of [date] to a closing on or before [date]; all its other terms stay as they are.";
        Self {
            title: "The last day for the closing has passed".to_owned(),
            why:
                "The lender's consent holds for a closing by that day. A later closing may have no consent behind it, \
                  and then neither the release nor the statute holds."
                    .to_owned(),
            ask: ask.to_owned(),
            request: ask.to_owned(),
            authority: vec![Cite {
                words: "CCP 580e(a)(1)".to_owned(),
                state: Some("CA".to_owned()),
                kind: Some(Kind::ShortSale),
            }],
        }
    }
}

/// Looks up the wording of a protection or hazard by its spelling, for a kind of document: a deed in lieu has neither a
/// buyer nor proceeds.
pub type Wordings<'a> = dyn Fn(&str, Kind) -> Wording + Sync + 'a;

/// One thing wrong with the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is about.
    pub id: FindingId,
    /// How grave on these facts.
    pub severity: Severity,
    /// How grave acquit says it is, where the user says otherwise.
    pub original: Option<Severity>,
    /// One line for people.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// Statutes and decisions.
    pub authority: Vec<String>,
    /// The words to ask the lender for.
    pub ask: String,
    /// The same as the letter to the lender says it: what speaks to the attorney is said otherwise there.
    pub request: String,
    /// Facts not known that would change the severity, and to what.
    pub would_change_if: Option<String>,
    /// The words of the document; none where a clause is missing.
    pub evidence: Vec<Evidence>,
    /// Hex SHA-256 that stays the same while the finding does.
    pub fingerprint: String,
}

/// Hex SHA-256 of the id and the evidence's words, white space and case made plain; where there are no words, of the
/// id and the document's own digest.
#[must_use]
pub fn fingerprint(id: FindingId, evidence: &[Evidence], document: &str) -> String {
    if !evidence.is_empty() {
        return fingerprint_of_words(id, evidence.iter().map(|words| words.quote.as_str()));
    }
    let mut digest = Sha256::new();
    digest.update(id.as_str());
    digest.update([0]);
    digest.update(document);
    hex(&digest.finalize())
}

/// The fingerprint of a finding that rests on these passages, wherever they stand.
#[must_use]
pub fn fingerprint_of_words<'a>(id: FindingId, passages: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    digest.update(id.as_str());
    for words in passages {
        digest.update([b'\n']);
        digest.update(plain(words));
    }
    hex(&digest.finalize())
}

/// A passage as fingerprints and the user's files compare it: runs of white space as one space, in lower case.
#[must_use]
pub fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Bytes as lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_sees_words_and_nothing_else() {
        let id = FindingId::Hazard(Hazard::DeficiencyReservation);
        let of = |quote: &str, document: &str| fingerprint(id, &[Evidence::said(quote)], document);
        assert_eq!(of("We reserve  all\nrights", "d1"), of("we reserve all rights", "d2"));
        assert_ne!(of("we reserve all rights", "d1"), of("we reserve our rights", "d1"));
        assert_eq!(of("x", "d").len(), 64);
        // What `printf 'deficiency-reservation\nwe may sue' | sha256sum` prints.
        assert_eq!(of("We may sue", "d"), "5d4dfb14a6e1228c40fa33d65a4782f1f377d330ed3b13383dcca4b1253cba35");
    }

    #[test]
    fn a_missing_clause_is_told_apart_by_document() {
        let id = FindingId::Protection(Protection::DebtRelease);
        assert_ne!(fingerprint(id, &[], "d1"), fingerprint(id, &[], "d2"));
        assert_ne!(fingerprint(id, &[], "d1"), fingerprint(FindingId::Protection(Protection::LienRelease), &[], "d1"));
    }

    #[test]
    fn ids_are_the_contracts_and_unique() {
        let all: Vec<&str> = FindingId::all().map(FindingId::as_str).collect();
        let unique: std::collections::BTreeSet<&&str> = all.iter().collect();
        assert_eq!((all.len(), unique.len()), (19 + 26 + 1, all.len()));
    }
}
