//! What works against the borrower, and what is missing with the words to ask for.

use crate::finding::Finding;
use crate::finding::FindingId;
use crate::fuse::Doubt;
use crate::id::{Hazard, Protection};
use crate::report::terminal::Sheet;
use crate::report::terminal::shade;
use crate::report::visible::visible;
use crate::review::Review;
use crate::severity::Severity;

/// Hazards, gravest first: words, page, why, what to ask for.
pub(super) fn hazards(sheet: &mut Sheet, review: &Review) {
    section(sheet, "Wording that works against the borrower", review, |finding| {
        !matches!(finding.id, FindingId::Protection(_)) && finding.id != UNCLEAR
    });
}

/// Passages that acquit could not interpret for sure, each with the reason: whether they work against the borrower,
/// nobody knows yet.
pub(super) fn by_eye(sheet: &mut Sheet, review: &Review) {
    let Some(finding) = review.findings.iter().find(|finding| finding.id == UNCLEAR) else { return };
    sheet.title("To be read by eye");
    let severity = finding.severity;
    sheet.marked(shade(severity), severity.as_str(), &format!("{} ({})", visible(&finding.message), finding.id));
    for words in &finding.evidence {
        sheet.quotes(std::slice::from_ref(words));
        let why = match Doubt::named(&words.pattern) {
            Some(doubt) => doubt.says(),
            None => &finding.why,
        };
        sheet.labelled("Why", why);
    }
    sheet.labelled("Ask for", &finding.ask);
}

const UNCLEAR: FindingId = FindingId::Hazard(Hazard::UnclearLanguage);

/// Protections that are missing or weak. Small gaps stand in the list of other protections alone.
pub(super) fn gaps(sheet: &mut Sheet, review: &Review) {
    section(sheet, "Missing or weak, and the words to ask for", review, |finding| match finding.id {
        FindingId::Protection(id) => Protection::CORE.contains(&id) || finding.severity >= Severity::Medium,
        _ => false,
    });
}

/// Facts that do not fit together, each with the words.
pub(super) fn inconsistencies(sheet: &mut Sheet, review: &Review) {
    if review.inconsistencies.is_empty() {
        return;
    }
    sheet.title("What does not fit together");
    for inconsistency in &review.inconsistencies {
        sheet.text(2, &visible(&inconsistency.says));
        sheet.quotes(&inconsistency.evidence);
    }
}

fn section(sheet: &mut Sheet, title: &str, review: &Review, belongs: impl Fn(&&Finding) -> bool) {
    let findings: Vec<&Finding> = review.findings.iter().filter(belongs).collect();
    if findings.is_empty() {
        return;
    }
    sheet.title(title);
    for finding in findings {
        one(sheet, finding);
    }
}

fn one(sheet: &mut Sheet, finding: &Finding) {
    let severity = finding.severity;
    sheet.marked(shade(severity), severity.as_str(), &format!("{} ({})", visible(&finding.message), finding.id));
    if !matches!(finding.id, FindingId::Protection(id) if Protection::CORE.contains(&id)) {
        sheet.quotes(&finding.evidence);
    }
    sheet.labelled("Why", &finding.why);
    sheet.labelled("Authority", &finding.authority.join("; "));
    sheet.labelled("Ask for", &finding.ask);
    sheet.labelled("Would change if", finding.would_change_if.as_deref().unwrap_or(""));
}
