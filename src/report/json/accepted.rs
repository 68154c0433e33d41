//! What a check adds to the objects: who accepted a finding, and which demands are not met.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::Finding;
use crate::report::accept;
use crate::report::accept::By;
use crate::report::checked::Checked;
use crate::report::checked::Remark;
use crate::report::json::Object;
use crate::review::Review;

/// Who accepted a finding, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Accepted<'a> {
    /// Where it is accepted, and as what.
    pub by: By,
    /// The reason in the review file; null of a baseline, which has none.
    pub reason: Option<&'a str>,
    /// Last day on which it is accepted, ISO 8601; null where it does not end.
    #[schemars(extend("format" = "date"))]
    pub until: Option<String>,
}

impl<'a> Object<'a> {
    /// The output for an input of a check.
    pub(super) fn of_checked(checked: &'a Checked<'_>) -> Self {
        let mut object = Self::of(checked.review);
        let all = checked.documents.iter().flat_map(|document| &document.findings);
        let accepted: BTreeMap<&str, &accept::Accepted> =
            all.filter_map(|held| Some((held.finding.fingerprint.as_str(), held.accepted()?))).collect();
        object.accept(&accepted);
        object.unmet = checked.remarks.iter().filter(|remark| remark.fails()).map(Remark::says).collect();
        object
    }

    /// The output for one document with what was decided on its findings.
    pub(in crate::report) fn of_decided(review: &'a Review, decided: &[(&'a Finding, &'a accept::Accepted)]) -> Self {
        let mut object = Self::of(review);
        object.accept(&decided.iter().map(|(finding, one)| (finding.fingerprint.as_str(), *one)).collect());
        object
    }

    fn accept(&mut self, accepted: &BTreeMap<&str, &'a accept::Accepted>) {
        for finding in &mut self.findings {
            finding.accepted = accepted.get(finding.fingerprint).map(|one| Accepted {
                by: one.by,
                reason: one.reason.as_deref(),
                until: one.until.map(|day| day.to_string()),
            });
        }
        for part in &mut self.parts {
            part.accept(accepted);
        }
    }
}
