//! SARIF 2.1.0, as code scanning and its viewers read it; only the fields that are filled.
//!
//! A PDF is a binary artifact, in which lines mean nothing: page and words stand in the message and in a logical location. A
//! plain text has a region of lines. What could not be read is a notification of the tool, not a result.

mod place;
mod rules;

use serde_json::Value;
use serde_json::json;

use crate::finding::FindingId;
use crate::report::accept::Accepted;
use crate::report::checked::Checked;
use crate::report::checked::Document;
use crate::report::checked::Held;
use crate::report::checked::Remark;
use crate::report::exit::Exit;
use crate::report::formats::Closing;
use crate::report::formats::Run;
use crate::report::uri::uri;
use crate::report::visible::inert_json;
use crate::report::visible::visible;
use crate::report::words;
use crate::review::Review;
use crate::severity::Severity;

pub use self::place::line;

/// The schema that the output keeps.
pub const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprint, with its version.
const FINGERPRINT: &str = "acquit/v1";

/// A run as it is written: results go out file by file, what the end needs stays here.
#[derive(Debug)]
pub struct Sarif {
    run: Run,
    artifacts: Vec<Value>,
    notifications: Vec<Value>,
    /// How many results went out.
    results: usize,
}

impl Sarif {
    /// A run without files yet.
    pub(super) fn new(run: &Run) -> Self {
        Self { run: run.clone(), artifacts: Vec::new(), notifications: Vec::new(), results: 0 }
    }

    /// The tool with its rules, and the beginning of the results.
    pub(super) fn begin(&self) -> String {
        let tool = json!({"driver": {
            "name": "acquit",
            "version": self.run.tool.version,
            "semanticVersion": self.run.tool.version,
            "fullName": "acquit: reads short sale approval letters and deed-in-lieu agreements",
            "rules": rules::all(&self.run.rules),
        }});
        inert_json(&format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\n\"results\":["
        ))
    }

    /// The results of a file, one a line.
    pub(super) fn file(&mut self, checked: &Checked<'_>) -> String {
        let file = File { checked, uri: uri(&checked.review.meta.name, &self.run.folder), index: self.artifacts.len() };
        self.artifacts.push(file.artifact());
        let mut results = Vec::new();
        for document in &checked.documents {
            results.extend(document.findings.iter().map(|held| file.result(document, held)));
            self.notifications.extend(file.notifications(document));
        }
        results.extend(checked.remarks.iter().map(|remark| file.remark(remark)));
        let mut out = String::new();
        for result in results {
            out.push_str(if self.results == 0 { "\n" } else { ",\n" });
            out.push_str(&inert_json(&result.to_string()));
            self.results += 1;
        }
        out
    }

    /// Files, how the run went, and the end.
    pub(super) fn end(&self, closing: &Closing) -> String {
        let note = |says: &String| json!({"level": "warning", "message": {"text": said(says)}});
        let notifications: Vec<Value> =
            self.notifications.iter().cloned().chain(closing.notes.iter().map(note)).collect();
        let ended = match closing.exit {
            Exit::Passed => "nothing that the demands of the run forbid",
            Exit::Failed => "a finding, a verdict or a label fails the run",
            Exit::Unread => "a document or a part of it could not be read",
        };
        let invocation = json!({
            // The run came to its end with any findings; it did not do its work where something was not read.
            "executionSuccessful": closing.exit != Exit::Unread,
            "exitCode": closing.exit.code(),
            "exitCodeDescription": ended,
            "toolExecutionNotifications": notifications,
        });
        let tool = &self.run.tool;
        let properties = json!({"patterns": tool.patterns, "model": tool.model, "readers": tool.readers, "notice": words::NO_ADVICE});
        inert_json(&format!(
            "\n],\n\"artifacts\":{},\n\"invocations\":[{invocation}],\n\"columnKind\":\"unicodeCodePoints\",\"properties\":{properties}}}]}}\n",
            Value::from(self.artifacts.clone())
        ))
    }
}

/// A file of the run.
struct File<'a> {
    checked: &'a Checked<'a>,
    uri: String,
    index: usize,
}

impl File<'_> {
    fn artifact(&self) -> Value {
        let meta = &self.checked.review.meta;
        let mut artifact = json!({"location": {"uri": self.uri}, "length": meta.bytes});
        if let Some(sha256) = &meta.sha256 {
            artifact["hashes"] = json!({"sha-256": sha256});
        }
        artifact
    }

    fn result(&self, document: &Document<'_>, held: &Held<'_>) -> Value {
        let finding = held.finding;
        let mut places = finding.evidence.iter().map(|words| self.place(document, Some(words)));
        let first = places.next().unwrap_or_else(|| self.place(document, None));
        let others: Vec<Value> = places.collect();
        let evidence = finding
            .evidence
            .iter()
            .map(|e| json!({"quote": e.quote, "page": e.page, "line": e.line, "start": e.start, "end": e.end}));
        let mut result = json!({
            "ruleId": finding.id.as_str(),
            "ruleIndex": FindingId::all().position(|id| id == finding.id),
            "level": level(finding.severity),
            "message": {"text": said(&self.message(document, held))},
            "locations": [first],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "suppressions": held.accepted().map_or_else(Vec::new, |accepted| vec![suppression(accepted)]),
            "properties": {
                "severity": finding.severity,
                "document": visible_document(document.review),
                "verdict": document.review.judgement.verdict,
                "evidence": evidence.collect::<Vec<Value>>(),
            },
        });
        if !others.is_empty() {
            result["relatedLocations"] = others.into();
        }
        if let Some(change) = &finding.would_change_if {
            result["properties"]["wouldChangeIf"] = visible(change).into();
        }
        result
    }

    /// The finding with its words and their places, and the words to ask for.
    fn message(&self, document: &Document<'_>, held: &Held<'_>) -> String {
        let finding = held.finding;
        let mut says = vec![visible(&finding.message) + "."];
        says.extend(finding.evidence.iter().map(|e| format!("“{}” ({}).", visible(&e.quote), words::place(e))));
        if document.review.meta.name != self.checked.review.meta.name {
            says.push(format!("In {}.", visible_document(document.review)));
        }
        if !finding.ask.is_empty() {
            says.push(format!("Ask for: {}", visible(&finding.ask)));
        }
        says.extend(held.accepted().map(|accepted| format!("It is {}.", visible(&accepted.to_string()))));
        says.join(" ")
    }

    fn remark(&self, remark: &Remark) -> Value {
        let sort = Remark::SORTS.iter().position(|(id, _)| *id == remark.id());
        let (kind, level) = if remark.fails() { ("fail", "error") } else { ("informational", "none") };
        json!({
            "ruleId": remark.id(),
            "ruleIndex": sort.map(|at| FindingId::all().count() + at),
            "kind": kind,
            "level": level,
            "message": {"text": said(&visible(remark.says()))},
            "locations": [{"physicalLocation": {"artifactLocation": self.artifact_location()}}],
            "suppressions": [],
            "properties": {"verdict": self.checked.review.judgement.verdict},
        })
    }

    /// What hid words of a document, each reason for itself; one without a reason where there is none.
    fn notifications(&self, document: &Document<'_>) -> Vec<Value> {
        let Some(reason) = &document.unread else { return Vec::new() };
        let level = if self.checked.must_be_read() { "error" } else { "warning" };
        let one = |id: Value, says: String| {
            json!({
                "descriptor": {"id": id},
                "level": level,
                "message": {"text": said(&format!("{}: {says}", visible_document(document.review)))},
                "locations": [{"physicalLocation": {"artifactLocation": self.artifact_location()}}],
            })
        };
        let hiding = document.review.troubles.iter().filter(|trouble| trouble.what.hides_words());
        let all: Vec<Value> = hiding.map(|trouble| one(json!(trouble.what), visible(&trouble.to_string()))).collect();
        if all.is_empty() { vec![one("kind-unknown".into(), reason.clone())] } else { all }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

fn suppression(accepted: &Accepted) -> Value {
    json!({"kind": "external", "status": "accepted", "justification": visible(&accepted.to_string())})
}

fn visible_document(review: &Review) -> String {
    crate::report::visible::visible_name(&review.meta.name)
}

/// A message in which braces are braces and brackets are brackets: SARIF reads `{0}` as a place to be filled and
/// `[…](…)` as a link (sections 3.11.5 and 3.11.6).
fn said(words: &str) -> String {
    let words = words.replace('{', "{{").replace('}', "}}");
    if words.contains("](") { words.replace('[', "\\[").replace(']', "\\]") } else { words }
}
