//! An older run beside this one: which verdicts are other ones, and what else of those documents is.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Deserialize;

use crate::id::Verdict;
use crate::report::accept::BadFile;
use crate::report::checked::Remark;
use crate::report::json::SCHEMA;
use crate::report::visible::visible_name;
use crate::review::Review;

/// What an older run said, by path.
#[derive(Debug, Clone, Default)]
pub struct OldRun {
    documents: BTreeMap<String, Old>,
    seen: BTreeSet<String>,
    /// Documents of this run that the older one did not have.
    new: usize,
    better: usize,
    worse: usize,
    /// Documents whose verdict is the same and whose clauses are not.
    otherwise: usize,
}

#[derive(Debug, Clone, Deserialize)]
struct Old {
    schema: String,
    tool: OldTool,
    document: OldDocument,
    verdict: Verdict,
    protections: Vec<OldClause>,
    hazards: Vec<OldHazard>,
}

#[derive(Debug, Clone, Deserialize)]
struct OldTool {
    version: String,
    patterns: String,
    model: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct OldDocument {
    path: String,
    sha256: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct OldClause {
    id: String,
    status: String,
}

#[derive(Debug, Clone, Deserialize)]
struct OldHazard {
    id: String,
}

impl OldRun {
    /// Reads what `acquit scan` or `check --report json=FILE` wrote: one object a line, or one object.
    ///
    /// # Errors
    /// The text holds something else than such objects.
    pub fn parse(json: &str) -> Result<Self, BadFile> {
        const NEXT: &str = "name a file that `scan` or `check --report json=FILE` wrote";
        let mut documents = BTreeMap::new();
        for old in serde_json::Deserializer::from_str(json).into_iter::<Old>() {
            let wrong = |error: serde_json::Error| BadFile {
                line: error.line().max(1),
                says: format!("no result of a run ({error}); {NEXT}"),
            };
            let old = old.map_err(wrong)?;
            if old.schema != SCHEMA {
                let says = format!("the schema is `{}`, not `{SCHEMA}`; {NEXT}", visible_name(&old.schema));
                return Err(BadFile { line: 1, says });
            }
            documents.insert(old.document.path.clone(), old);
        }
        if documents.is_empty() {
            return Err(BadFile { line: 1, says: format!("it holds no document; {NEXT}") });
        }
        Ok(Self { documents, ..Self::default() })
    }

    /// What is to be said where the verdict is another one than before.
    pub fn flip(&mut self, review: &Review) -> Option<Remark> {
        let Some(old) = self.documents.get(&review.meta.name) else {
            self.new += 1;
            return None;
        };
        self.seen.insert(review.meta.name.clone());
        let changes = changes(old, review);
        let verdict = review.judgement.verdict;
        if verdict == old.verdict {
            self.otherwise += usize::from(!changes.is_empty());
            return None;
        }
        if verdict < old.verdict {
            self.better += 1;
        } else {
            self.worse += 1;
        }
        let clauses = if changes.is_empty() { String::new() } else { format!(": {}", changes.join(", ")) };
        let same = old.document.sha256.is_none() || old.document.sha256 == review.meta.sha256;
        let file = if same { "" } else { "; the file itself has changed" };
        Some(Remark::Flipped(format!("the verdict is {verdict}, and was {}{clauses}{file}", old.verdict)))
    }

    /// What is to be said of both runs together, once all documents have been through.
    #[must_use]
    pub fn summary(&self, tool: &crate::review::Tool) -> String {
        let before = self.documents.values().next().map(|old| &old.tool);
        let same = before
            .is_some_and(|old| old.version == tool.version && old.patterns == tool.patterns && old.model == tool.model);
        let tools = if same { "are the same" } else { "are not the same" };
        let gone = self.documents.len() - self.seen.len();
        format!(
            "of {} documents in both runs, {} have another verdict ({} better, {} worse) and {} other clauses with the \
             same verdict; {gone} are in the older run alone, {} in this one alone; version, patterns and model {tools}",
            self.seen.len(),
            self.better + self.worse,
            self.better,
            self.worse,
            self.otherwise,
            self.new,
        )
    }
}

/// Each clause and hazard that is another than before.
fn changes(old: &Old, review: &Review) -> Vec<String> {
    let was = |id: &str| old.protections.iter().find(|p| p.id == id).map_or("not told", |p| p.status.as_str());
    let clauses = review.judgement.protections.iter().filter(|p| p.status.as_str() != was(p.id.as_str()));
    let clauses = clauses.map(|p| format!("{} {} (was {})", p.id, p.status, visible_name(was(p.id.as_str()))));
    let before: BTreeSet<&str> = old.hazards.iter().map(|h| h.id.as_str()).collect();
    let now: BTreeSet<&str> = review.judgement.hazards.iter().map(|h| h.id.as_str()).collect();
    let more = now.difference(&before).map(|id| format!("+{id}"));
    let fewer = before.difference(&now).map(|id| format!("-{}", visible_name(id)));
    clauses.chain(more).chain(fewer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json;
    use crate::report::sample;

    #[test]
    fn a_run_beside_itself_flips_nothing() {
        let all: String = sample::all().iter().map(json::line).collect();
        let mut old = OldRun::parse(&all).unwrap();
        for review in sample::all() {
            assert_eq!(old.flip(&review), None, "{}", review.meta.name);
        }
        let says = old.summary(&sample::lien_only().tool);
        assert!(says.starts_with("of 6 documents in both runs, 0 have another verdict"), "{says}");
        assert!(says.contains("model are the same"), "{says}");
    }

    #[test]
    fn a_flip_names_what_changed() {
        let old = json::pretty(&sample::freed()).replace("deeds/larch.pdf", "lien.pdf");
        let mut old = OldRun::parse(&old).unwrap();
        let flip = old.flip(&sample::lien_only()).unwrap();
        let says = flip.says();
        for part in [
            "the verdict is no-release, and was full-release",
            "debt-release missing (was present)",
            "deficiency-waiver missing (was implied)",
            "+lien-release-only",
        ] {
            assert!(says.contains(part), "{says}");
        }
        assert_eq!(old.flip(&sample::torn()), None);
        let says = old.summary(&crate::review::Tool { patterns: "other".to_owned(), ..sample::torn().tool });
        assert!(says.contains("(0 better, 1 worse)") && says.contains("1 in this one alone"), "{says}");
        assert!(says.contains("model are not the same"), "{says}");
    }

    #[test]
    fn what_is_no_result_is_refused_with_its_line() {
        let good = json::line(&sample::freed());
        for (text, line, says) in [
            (String::new(), 1, "holds no document"),
            ("{}".to_owned(), 1, "schema"),
            (good.replace("acquit/1", "acquit/9"), 1, "acquit/9"),
            (good.clone() + &good.replace("\"full-release\"", "\"safe\""), 2, "safe"),
        ] {
            let error = OldRun::parse(&text).unwrap_err();
            assert!(error.says.contains(says) && error.line == line, "{text}: {error}");
        }
    }
}
