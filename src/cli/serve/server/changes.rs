//! What other facts made of a letter: which grades are not what they were.

use std::collections::BTreeMap;

use crate::finding::FindingId;
use crate::report::marks;
use crate::report::words;
use crate::review::Review;
use crate::severity::Severity;

/// What is graded otherwise, a line each.
pub(super) fn between(before: &Review, after: &Review) -> Vec<String> {
    let mut lines = Vec::new();
    let verdicts = [before, after].map(|review| words::verdict(review.judgement.verdict));
    if verdicts[0] != verdicts[1] {
        lines.push(format!("The verdict: {} → {}", verdicts[0], verdicts[1]));
    }
    let (was, is) = (grades(before), grades(after));
    for (key, (id, grade)) in &is {
        match was.get(key) {
            Some((_, old)) if old == grade => {}
            Some((_, old)) => lines.push(format!("{id}: {old} → {grade}")),
            None => lines.push(format!("{id}: {grade}, which was not found before")),
        }
    }
    let gone = was.iter().filter(|(key, _)| !is.contains_key(*key));
    lines.extend(gone.map(|(_, (id, grade))| format!("{id}: {grade}, which is not found any more")));
    lines.sort();
    lines.dedup();
    lines
}

/// Every finding by what tells it from the others.
fn grades(review: &Review) -> BTreeMap<(String, String), (FindingId, Severity)> {
    let of = |document: &Review| {
        let name = document.meta.name.clone();
        let findings = document.findings.iter();
        findings.map(move |f| ((name.clone(), f.fingerprint.clone()), (f.id, f.severity))).collect::<Vec<_>>()
    };
    marks::documents(review).into_iter().flat_map(of).collect()
}
