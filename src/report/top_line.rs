//! The answer in one line: lien, personal debt, deficiency, each with its page.

use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Protection;
use crate::id::Status;
use crate::judge::Extent;
use crate::judge::Judgement;

/// One of the three answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What is asked.
    pub asked: &'static str,
    /// The answer, with its page.
    pub says: String,
    /// Whether it is the one that the borrower hopes for.
    pub good: Hoped,
}

/// Whether an answer is the hoped one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hoped {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// The three answers; none where the kind has no such clauses.
#[must_use]
pub fn answers(judgement: &Judgement) -> Vec<Answer> {
    let rows = [
        (Protection::LienRelease, "Lien released", ("yes", "no")),
        (Protection::DebtRelease, "Personal debt released", ("yes", "no")),
        (Protection::DeficiencyWaiver, "Deficiency", ("waived", "not waived")),
    ];
    rows.into_iter().filter_map(|(id, asked, words)| answer(judgement, id, (asked, words))).collect()
}

/// The same in one line of text, with what part of the document was read.
#[must_use]
pub fn line(judgement: &Judgement) -> String {
    let all: Vec<String> =
        answers(judgement).iter().map(|answer| format!("{}: {}", answer.asked, answer.says)).collect();
    format!("{}{}", limits(judgement), all.join(" · "))
}

/// What stands before the answers where a part of the document was not read.
#[must_use]
pub fn limits(judgement: &Judgement) -> &'static str {
    let partly = matches!(judgement.extent, Extent::Partly | Extent::Foreign) && !judgement.protections.is_empty();
    if partly { "In the part that was read: " } else { "" }
}

fn answer(judgement: &Judgement, id: Protection, (asked, (yes, no)): (&'static str, (&str, &str))) -> Option<Answer> {
    let clause = judgement.protections.iter().find(|clause| clause.id == id)?;
    let kept = judgement.hazards.iter().find(|hazard| hazard.id == Hazard::DeficiencyReservation);
    let kept = kept.filter(|_| id == Protection::DeficiencyWaiver);
    // A good clause is no clear "yes" where other words of the document take it back.
    let weakened = id != Protection::LienRelease && judgement.hazards.iter().any(|hazard| hazard.id.weakens());
    let mut says = match clause.status {
        Status::Present if weakened && kept.is_none() => format!("{yes}, but other words weaken it"),
        Status::Present => yes.to_owned(),
        Status::Weak => format!("{yes}, in qualified words"),
        Status::Implied => format!("{yes}, by implication"),
        Status::Missing | Status::NotApplicable => no.to_owned(),
        Status::Unread => "not read".to_owned(),
    };
    let implied = clause.status == Status::Implied;
    let mut evidence = if implied { Vec::new() } else { clause.evidence.clone() };
    if let Some(kept) = kept {
        says = match clause.status {
            Status::Present | Status::Weak => format!("{says} and reserved"),
            _ => "reserved".to_owned(),
        };
        evidence.extend(kept.evidence.iter().cloned());
    }
    says.push_str(&pages(&evidence));
    let good = if clause.status == Status::Present && kept.is_none() && !weakened { Hoped::Yes } else { Hoped::No };
    Some(Answer { asked, says, good })
}

/// The first pages on which the words stand: " (p. 1, 2)".
fn pages(evidence: &[Evidence]) -> String {
    let mut pages: Vec<u32> = evidence.iter().filter_map(|words| words.page).collect();
    pages.sort_unstable();
    pages.dedup();
    let all: Vec<String> = pages.iter().take(3).map(u32::to_string).collect();
    if all.is_empty() { String::new() } else { format!(" (p. {})", all.join(", ")) }
}
