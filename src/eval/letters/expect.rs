//! Expected labels: what each letter of a library must be read as, and where a reading differs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use schemars::json_schema;
use serde::Deserialize;
use toml::Spanned;

use crate::eval::letters::LetterCounts;
use crate::eval::letters::Outcome;
use crate::eval::truth::Clause;
use crate::eval::truth::Passage;
use crate::eval::truth::Truth;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;

/// A file of labels that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {says}")]
pub struct BadLabels {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub says: String,
}

/// What one document must be read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Line of the file on which its path stands, from 1.
    pub line: usize,
    /// Path of the document, from the folder of the file of labels.
    pub path: String,
    /// What it must be read as.
    pub truth: Truth,
}

/// Expected labels, as `acquit check --expect` takes them.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Labels")]
#[serde(deny_unknown_fields)]
struct File {
    /// A label for each document.
    document: Vec<Entry>,
}

/// A label as `corpus/README.md` describes it, with a path for an id. A clause may be its status alone, a hazard its id
/// alone.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Label")]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Path of the document, from the folder of this file.
    #[schemars(with = "String")]
    path: Spanned<String>,
    /// Kind of document.
    kind: Kind,
    /// What its words amount to.
    verdict: Verdict,
    /// Clauses that are there; one that is not named is missing.
    #[schemars(schema_with = "clauses")]
    #[serde(default)]
    protections: BTreeMap<Protection, WantedClause>,
    /// Wording that is there and should not be.
    #[serde(default)]
    hazards: Vec<WantedHazard>,
    /// What makes the document hard, in a few words.
    #[serde(default)]
    trap: String,
    /// Ids that a careful attorney could dispute; they are not compared.
    #[serde(default)]
    uncertain: Vec<String>,
}

/// A status, or a status and the words.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a status such as \"present\", or a table with `status` and `evidence`")]
enum WantedClause {
    Status(Status),
    Clause(Clause),
}

/// An id, or an id and the words.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged, expecting = "the id of a hazard, or a table with `id` and `evidence`")]
enum WantedHazard {
    Id(Hazard),
    Passage(Passage),
}

/// Every protection of the contract, and no other.
fn clauses(generator: &mut SchemaGenerator) -> Schema {
    let clause = generator.subschema_for::<WantedClause>();
    let each: BTreeMap<&str, &Schema> = Protection::ALL.iter().map(|id| (id.as_str(), &clause)).collect();
    json_schema!({"type": "object", "properties": each, "additionalProperties": false})
}

/// The JSON Schema of a file of labels, as committed in `docs/schemas/labels.schema.json`; ends with a line feed. It takes
/// the TOML as the JSON of the same tables.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaGenerator::new(SchemaSettings::draft2020_12()).into_root_schema_for::<File>();
    // A schema is plain data: writing it as JSON cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Reads a file of labels.
///
/// # Errors
/// The text is no such file, or names an id, a status or a verdict that the contract does not have.
pub fn labels(toml: &str) -> Result<Vec<Label>, BadLabels> {
    let line = |at: usize| toml.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
    let file: File = toml::from_str(toml).map_err(|error| BadLabels {
        line: error.span().map_or(1, |span| line(span.start)),
        says: error.message().to_owned(),
    })?;
    let label = |entry: Entry| Label {
        line: line(entry.path.span().start),
        path: entry.path.get_ref().clone(),
        truth: entry.truth(),
    };
    Ok(file.document.into_iter().map(label).collect())
}

impl Entry {
    fn truth(self) -> Truth {
        let clause = |(id, wanted)| match wanted {
            WantedClause::Status(status) => (id, Clause { status, evidence: Vec::new() }),
            WantedClause::Clause(clause) => (id, clause),
        };
        let hazard = |wanted| match wanted {
            WantedHazard::Id(id) => Passage { id, evidence: Vec::new() },
            WantedHazard::Passage(passage) => passage,
        };
        Truth {
            id: self.path.into_inner(),
            pair: None,
            author: String::new(),
            kind: self.kind,
            protections: self.protections.into_iter().map(clause).collect(),
            hazards: self.hazards.into_iter().map(hazard).collect(),
            verdict: self.verdict,
            facts: BTreeMap::new(),
            trap: self.trap,
            uncertain: self.uncertain,
        }
    }
}

/// Where a document is read otherwise than labelled, a few words each: kind, verdict, core clauses, hazards (all but
/// `unclear-language`, which the verdict tells), and what further clauses the label names.
#[must_use]
pub fn differences(truth: &Truth, outcome: &Outcome) -> Vec<String> {
    let mut points = LetterCounts::default().add(truth, Some(outcome));
    let further = |id: &Protection| !Protection::CORE.contains(id) && !truth.doubts(id.as_str());
    let named = truth.protections.keys().copied().filter(|id| truth.is_letter() && further(id));
    points.extend(named.filter_map(|id| {
        let (read, label) = (outcome.status(id), truth.status(id));
        (read != label).then(|| format!("{id} {read} (label {label})"))
    }));
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[[document]]
path = "forms/full.txt"
kind = "short-sale"
verdict = "full-release"
hazards = ["tax-reporting", { id = "foreclosure-continues", evidence = ["until the closing"] }]
[document.protections]
debt-release = "present"
deficiency-waiver = "implied"
lien-release = { status = "present", evidence = ["will release its lien"] }
execution = "present"
"#;

    fn read_as_labelled() -> Outcome {
        Outcome {
            kind: Kind::ShortSale,
            verdict: Verdict::FullRelease,
            undetermined: false,
            protections: vec![
                (Protection::DebtRelease, Status::Present),
                (Protection::DeficiencyWaiver, Status::Implied),
                (Protection::LienRelease, Status::Present),
                (Protection::CreditReporting, Status::Missing),
                (Protection::Execution, Status::Present),
            ],
            hazards: vec![Hazard::UnclearLanguage, Hazard::ForeclosureContinues, Hazard::TaxReporting],
        }
    }

    #[test]
    fn what_differs_from_the_label_is_named() {
        let label = labels(FILE).unwrap().remove(0);
        assert_eq!((label.line, label.path.as_str()), (3, "forms/full.txt"));
        let same = read_as_labelled();
        let lien = |status| {
            let mut outcome = read_as_labelled();
            outcome.protections[2].1 = status;
            outcome
        };
        let table: [(Outcome, &[&str]); 6] = [
            (same.clone(), &[]),
            (
                Outcome { verdict: Verdict::PartialRelease, ..same.clone() },
                &["verdict partial-release (label full-release)"],
            ),
            (lien(Status::Weak), &["lien-release weak (label present)"]),
            (
                Outcome { hazards: vec![Hazard::TaxReporting, Hazard::RescissionRight], ..same.clone() },
                &["+rescission-right", "-foreclosure-continues"],
            ),
            (
                Outcome { protections: same.protections[..4].to_vec(), ..same.clone() },
                &["execution missing (label present)"],
            ),
            (
                Outcome { kind: Kind::Other, verdict: Verdict::NotApplicable, ..same },
                &[
                    "FALSE CLEAR: a letter was set aside",
                    "kind other (label short-sale)",
                    "verdict not-applicable (label full-release)",
                ],
            ),
        ];
        for (outcome, points) in table {
            assert_eq!(differences(&label.truth, &outcome), points);
        }
    }

    #[test]
    fn a_wrong_label_is_refused_with_its_line() {
        for (from, to, line, says) in [
            ("\"full-release\"", "\"safe\"", 5, "safe"),
            ("debt-release =", "debt-relief =", 8, "debt-relief"),
            ("\"implied\"", "\"good\"", 9, "a status such as"),
            ("\"tax-reporting\"", "\"moon\"", 6, "the id of a hazard"),
            ("kind = \"short-sale\"\n", "", 2, "kind"),
            ("path =", "file =", 3, "file"),
            ("verdict =", "verdicts =", 5, "verdicts"),
        ] {
            let error = labels(&FILE.replacen(from, to, 1)).unwrap_err();
            assert!(error.says.contains(says), "{to}: {error}");
            assert_eq!(error.line, line, "{to}: {error}");
        }
    }
}
