//! What works against the borrower, and what is missing with the words to ask for.

use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::fuse::Doubt;
use crate::id::{Hazard, Protection};
use crate::report::memo::Block;
use crate::report::memo::Detail;
use crate::report::memo::Passage;
use crate::report::memo::Passages;
use crate::report::memo::Pen;
use crate::report::memo::Told;
use crate::report::visible::visible;
use crate::review::Review;
use crate::severity::Severity;

const UNCLEAR: FindingId = FindingId::Hazard(Hazard::UnclearLanguage);

/// Hazards, gravest first: words, page, why, what to ask for.
pub(super) fn hazards(pen: &mut Pen<'_>, review: &Review) {
    section(pen, "Wording that works against the borrower", review, |finding| {
        !matches!(finding.id, FindingId::Protection(_)) && finding.id != UNCLEAR
    });
}

/// Passages that acquit could not interpret for sure, each with the reason: whether they work against the borrower,
/// nobody knows yet.
pub(super) fn by_eye(pen: &mut Pen<'_>, review: &Review) {
    let Some(finding) = review.findings.iter().find(|finding| finding.id == UNCLEAR) else { return };
    pen.heading("To be read by eye");
    let passage = |words: &Evidence| {
        let why = match Doubt::named(&words.pattern) {
            Some(doubt) => doubt.says(),
            None => &finding.why,
        };
        Passage { why: Some(visible(why)), ..pen.passage(review, words) }
    };
    let words = Passages { quoted: finding.evidence.iter().map(passage).collect(), others: Vec::new() };
    let mut told = told(pen, finding, words);
    told.said.retain(|(label, _)| *label != "Why" || finding.evidence.is_empty());
    told.said.retain(|(label, _)| pen.detail == Detail::Whole || matches!(*label, "Why" | "Ask for" | "Decision"));
    pen.put(Block::Finding(told));
}

/// Protections that are missing or weak. Small gaps stand in the short memo's list of other protections alone.
pub(super) fn gaps(pen: &mut Pen<'_>, review: &Review) {
    let all = pen.detail == Detail::Whole;
    section(pen, "Missing or weak, and the words to ask for", review, |finding| match finding.id {
        FindingId::Protection(id) => all || Protection::CORE.contains(&id) || finding.severity >= Severity::Medium,
        _ => false,
    });
}

/// Facts that do not fit together, each with the words.
pub(super) fn inconsistencies(pen: &mut Pen<'_>, review: &Review) {
    if review.inconsistencies.is_empty() {
        return;
    }
    pen.heading("What does not fit together");
    for inconsistency in &review.inconsistencies {
        let words = pen.passages(review, &inconsistency.evidence);
        pen.put(Block::Remark(visible(&inconsistency.says), words));
    }
}

fn section(pen: &mut Pen<'_>, title: &str, review: &Review, belongs: impl Fn(&&Finding) -> bool) {
    let findings: Vec<&Finding> = review.findings.iter().filter(belongs).collect();
    if findings.is_empty() {
        return;
    }
    pen.heading(title);
    for finding in findings {
        // The words of a core clause stand with the clause.
        let core = matches!(finding.id, FindingId::Protection(id) if Protection::CORE.contains(&id));
        let words = match pen.detail {
            Detail::Short if core => Passages::default(),
            _ => pen.passages(review, &finding.evidence),
        };
        let told = told(pen, finding, words);
        pen.put(Block::Finding(told));
    }
}

fn told(pen: &Pen<'_>, finding: &Finding, words: Passages) -> Told {
    let decision = pen.decisions.get(finding.fingerprint.as_str()).map_or_else(String::new, ToString::to_string);
    let original = finding.original.map_or_else(String::new, |severity| format!("{severity}, by acquit's own table"));
    let said = [
        ("Decision", decision),
        ("Graded otherwise", original),
        ("Why", finding.why.clone()),
        ("Authority", finding.authority.join("; ")),
        ("Ask for", finding.ask.clone()),
        ("Would change if", finding.would_change_if.clone().unwrap_or_default()),
    ];
    Told {
        severity: finding.severity,
        id: finding.id,
        message: visible(&finding.message),
        words,
        said: said
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| (label, visible(&text)))
            .collect(),
    }
}
