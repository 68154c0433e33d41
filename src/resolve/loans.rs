//! Two loans of one lender in one letter, of which one is released (contract 8.15).

use std::sync::LazyLock;

use regex::Regex;

use crate::id::{Hazard, Protection};
use crate::reading::{Effect, Strength};
use crate::resolve::Found;

/// The letter settles two loans.
static TWO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:two|both)\s+(?:of\s+(?:the|your)\s+)?(?:loans|notes|mortgages|accounts|debts)\b").ok()
});

/// Words that name one of two.
static ONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(first|second|senior|junior|1st|2nd)\s+(?:mortgage\s+)?(?:loan|note|mortgage|lien|line|debt)\b")
        .ok()
});

/// Makes releases of one of two loans partial ones.
pub(super) fn narrow(text: &str, found: &mut Vec<Found>) {
    if !TWO.as_ref().is_some_and(|r| r.is_match(text)) || !names_one(found) {
        return;
    }
    let mut evidence = Vec::new();
    for one in found.iter_mut() {
        if let Effect::Protects(p @ (Protection::DebtRelease | Protection::DeficiencyWaiver), Strength::Present) =
            one.effect
        {
            evidence.extend(one.evidence.iter().cloned());
            one.effect = Effect::Protects(p, Strength::Weak);
        }
    }
    if !evidence.is_empty() {
        super::add(found, Effect::Endangers(Hazard::PartialRelease), evidence);
    }
}

/// Whether every passage that frees the borrower names one loan, and all of them the same one.
fn names_one(found: &[Found]) -> bool {
    let frees = |f: &&Found| {
        matches!(f.effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, Strength::Present))
    };
    let mut named: Vec<Option<String>> = Vec::new();
    for evidence in found.iter().filter(frees).flat_map(|f| &f.evidence) {
        let names = ONE
            .iter()
            .flat_map(|r| r.captures_iter(&evidence.quote))
            .filter_map(|c| Some(c.get(1)?.as_str().to_lowercase()));
        let mut names: Vec<String> = names.collect();
        names.dedup();
        named.push((names.len() == 1).then(|| names.remove(0)));
    }
    named.dedup();
    matches!(named.as_slice(), [Some(_)])
}
