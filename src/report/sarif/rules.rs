//! The rules: each id that can be a finding, with why it matters, what to ask for and the authority.

use serde_json::Value;
use serde_json::json;

use crate::finding::FindingId;
use crate::finding::Wording;
use crate::report::checked::Remark;
use crate::report::words;

use super::said;

/// All rules, in the order of [`FindingId::all`], then what a check says besides findings.
pub(super) fn all(wordings: &[(FindingId, Wording)]) -> Vec<Value> {
    let findings = wordings.iter().map(|(id, wording)| rule(*id, wording));
    let remarks = Remark::SORTS.iter().map(|(id, says)| {
        json!({"id": id, "name": name(id), "shortDescription": {"text": says}, "fullDescription": {"text": says},
            "help": {"text": format!("{says} {}", words::NO_ADVICE)}})
    });
    findings.chain(remarks).collect()
}

fn rule(id: FindingId, wording: &Wording) -> Value {
    let authority: Vec<&str> = wording.authority.iter().map(|cite| cite.words.as_str()).collect();
    let mut help =
        vec![("Why", wording.why.clone()), ("Ask for", wording.ask.clone()), ("Authority", authority.join("; "))];
    help.retain(|(_, says)| !says.is_empty());
    let plain: Vec<String> = help.iter().map(|(about, says)| format!("{about}: {says}")).collect();
    let marked: Vec<String> = help.iter().map(|(about, says)| format!("**{about}.** {says}")).collect();
    json!({
        "id": id.as_str(),
        "name": name(id.as_str()),
        "shortDescription": {"text": said(&wording.title)},
        "fullDescription": {"text": said(&wording.why)},
        "help": {
            "text": said(&format!("{}\n\n{}", plain.join("\n\n"), words::NO_ADVICE)),
            "markdown": said(&format!("{}\n\n{}", marked.join("\n\n"), words::NO_ADVICE)),
        },
        "properties": {"sort": sort(id)},
    })
}

const fn sort(id: FindingId) -> &'static str {
    match id {
        FindingId::Protection(_) => "protection",
        FindingId::Hazard(_) => "hazard",
        FindingId::ApprovalLapsed => "date",
    }
}

/// An id in the spelling that SARIF asks of names: `debt-release` is `DebtRelease`.
fn name(id: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    id.split('-').map(capital).collect()
}
