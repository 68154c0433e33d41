//! The baseline: findings that were there before. It knows a finding by its id and its words, not by path or line, and
//! no longer knows one that has become graver.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde::Serialize;

use crate::finding;
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::report::accept::BadFile;
use crate::report::visible::inert_json;
use crate::severity::Severity;

/// The name of this shape of file.
pub const SCHEMA: &str = "acquit-baseline/1";

/// What a run can do where the file is wrong.
const NEXT: &str = "mend it, or write it anew with --write-baseline";

/// Findings by fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<String, Known>,
    met: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    id: String,
    /// How grave it was.
    severity: Severity,
    fingerprint: String,
    /// Its passages, white space made plain; none of a missing clause.
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    findings: Vec<Known>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// The text is no baseline, names an id that the contract does not have, or holds words that are not those of
    /// their fingerprint.
    pub fn parse(json: &str) -> Result<Self, BadFile> {
        let file: File = serde_json::from_str(json)
            .map_err(|error| BadFile { line: error.line().max(1), says: format!("no baseline ({error}); {NEXT}") })?;
        if file.schema != SCHEMA {
            let says = format!("the schema is `{}`, not `{SCHEMA}`; {NEXT}", file.schema);
            return Err(BadFile { line: 1, says });
        }
        let wrong = |known: &Known, says: String| {
            BadFile::at(json, json.find(&known.fingerprint).unwrap_or(0), format!("{says}; {NEXT}"))
        };
        for known in &file.findings {
            let id = known.id.parse::<FindingId>().map_err(|unknown| wrong(known, unknown.to_string()))?;
            let own = finding::fingerprint_of_words(id, known.words.iter().map(String::as_str));
            if !known.words.is_empty() && own != known.fingerprint {
                return Err(wrong(known, format!("the words of this {id} are not those of its fingerprint")));
            }
        }
        let known = file.findings.into_iter().map(|known| (known.fingerprint.clone(), known)).collect();
        Ok(Self { known, met: BTreeSet::new() })
    }

    /// Whether the finding was there before and no less grave.
    pub fn knows(&mut self, finding: &Finding) -> bool {
        let Some(known) = self.known.get(&finding.fingerprint) else { return false };
        self.met.insert(finding.fingerprint.clone());
        finding.severity <= known.severity
    }

    /// How many of its findings were not met again.
    #[must_use]
    pub fn gone(&self) -> usize {
        self.known.len() - self.met.len()
    }

    /// Takes a finding in; of two with the same words the graver counts.
    pub fn add(&mut self, finding: &Finding) {
        let words = finding.evidence.iter().map(|e| e.quote.split_whitespace().collect::<Vec<_>>().join(" "));
        let known = Known {
            id: finding.id.to_string(),
            severity: finding.severity,
            fingerprint: finding.fingerprint.clone(),
            words: words.collect(),
        };
        let graver = self.known.get(&known.fingerprint).is_none_or(|old| old.severity < known.severity);
        if graver {
            self.known.insert(known.fingerprint.clone(), known);
        }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The file: a finding a line, sorted by id and words, so that a change of it reads well.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut known: Vec<&Known> = self.known.values().collect();
        known.sort_by(|a, b| (&a.id, &a.words, &a.fingerprint).cmp(&(&b.id, &b.words, &b.fingerprint)));
        // Words and grades alone: writing them cannot fail.
        let lines: Vec<String> = known.iter().map(|known| serde_json::to_string(known).unwrap_or_default()).collect();
        let separator = if lines.is_empty() { "" } else { "\n" };
        let list = lines.join(",\n");
        inert_json(&format!("{{\"schema\":\"{SCHEMA}\",\"findings\":[{separator}{list}{separator}]}}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn findings() -> Vec<Finding> {
        sample::contradiction().findings
    }

    #[test]
    fn what_was_written_is_known_again() {
        let mut written = Baseline::default();
        for finding in &findings() {
            written.add(finding);
        }
        let mut read = Baseline::parse(&written.to_json()).unwrap();
        assert_eq!((read.len(), read.gone()), (findings().len(), findings().len()));
        assert!(findings().iter().all(|finding| read.knows(finding)));
        assert_eq!(read.gone(), 0);
        assert_eq!(read.to_json(), written.to_json());
    }

    #[test]
    fn words_and_grade_count_and_place_does_not() {
        let reservation = findings().remove(0);
        let mut baseline = Baseline::default();
        baseline.add(&Finding { severity: Severity::High, ..reservation.clone() });
        assert!(!baseline.knows(&reservation), "it has become critical");
        let elsewhere = |mut finding: Finding| {
            for words in &mut finding.evidence {
                (words.page, words.line, words.start) = (Some(9), 99, 999);
            }
            Finding { severity: Severity::Medium, ..finding }
        };
        assert!(baseline.knows(&elsewhere(reservation.clone())));
        let other = Finding { fingerprint: "0".repeat(64), ..reservation };
        assert!(!baseline.knows(&other));
    }

    #[test]
    fn a_broken_baseline_is_refused_with_its_line() {
        let mut baseline = Baseline::default();
        for finding in &findings() {
            baseline.add(finding);
        }
        let good = baseline.to_json();
        for (from, to, line, says) in [
            ("", "", 0, ""),
            ("acquit-baseline/1", "acquit-baseline/2", 1, "acquit-baseline/2"),
            ("\"seller-contribution\"", "\"moon\"", 0, "`moon`"),
            ("bring $2,000.00", "bring $9,000.00", 0, "seller-contribution are not those of its fingerprint"),
            ("\"severity\":\"medium\"", "\"severity\":\"awful\"", 0, "awful"),
            ("\"findings\":[", "\"finding\":[", 1, "finding"),
        ] {
            let broken = Baseline::parse(&good.replacen(from, to, 1));
            if says.is_empty() {
                assert!(broken.is_ok());
                continue;
            }
            let error = broken.unwrap_err();
            assert!(error.says.contains(says) && error.says.contains(NEXT), "{error}");
            let at = good.find(from).map_or(1, |at| good[..at].matches('\n').count() + 1);
            assert_eq!(error.line, if line == 0 { at } else { line }, "{error}");
        }
        assert!(Baseline::parse("").unwrap_err().says.contains(NEXT));
    }
}
