//! Severities as the user grades them. What acquit says is never hidden: it stays beside the other grade, in the finding
//! and in its message.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::finding::FindingId;
use crate::severity::Severity;

use super::Meta;
use super::Review;

/// What the user says of a document, by id.
pub type Grades<'a> = dyn Fn(&Meta) -> BTreeMap<FindingId, Severity> + 'a;

/// The review with the user's severities; the verdict, and which letter decides for a file, stay as they are.
#[must_use]
pub fn regraded(mut review: Review, grades: &Grades<'_>) -> Review {
    review.parts = review.parts.into_iter().map(|part| regraded(part, grades)).collect();
    // The file's findings are those of the letter that decides, less those of clauses that nobody read.
    let worst = review.parts.iter().find(|part| Some(&part.meta.name) == review.worst.as_ref());
    let grades = grades(worst.map_or(&review.meta, |worst| &worst.meta));
    grade(&mut review.findings, &grades);
    review
}

fn grade(findings: &mut [Finding], grades: &BTreeMap<FindingId, Severity>) {
    for finding in &mut *findings {
        let Some(severity) = grades.get(&finding.id).filter(|severity| **severity != finding.severity) else {
            continue;
        };
        finding.original = Some(finding.severity);
        finding.message =
            format!("{} (graded {severity} by your settings; acquit says {})", finding.message, finding.severity);
        finding.severity = *severity;
    }
    findings.sort_by_key(|finding| (Reverse(finding.severity), finding.id));
}
