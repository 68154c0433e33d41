//! What somebody else promises frees the borrower of somebody else: another lienholder, an insurer, the buyer
//! (contract 8.14).

use std::sync::LazyLock;

use regex::Regex;

use crate::id::Protection;
use crate::reading::Effect;
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::Structure;
use crate::survey::Outsider;
use crate::text::Text;

/// Words by which the lender itself takes part in a promise.
static LENDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let own = r"we|us|our|ours|ourselves|I|my|me|lender|bank|servicer|credit\s+union|holder|noteholder|investor|mortgagee|beneficiary|grantee|undersigned|company|both|neither|all\s+parties";
    Regex::new(&format!(r"(?i)\b(?:{own})\b")).ok()
});

/// What an outsider does in a promise of its own: the verb behind its name.
const PROMISES: &str = r"(?:,[^,]{3,60},)?\s+(?:(?:has|have|had)\s+(?:also\s+)?(?:agreed|consented|promised|accepted|waived|released|forgiven)|agrees?|agreed|promises?|will|shall|would|may|wants?|asks?|waives?|releases?|forgives?|accepts?|takes?|gives?\s+up|cancels?|discharges?)\b";

/// Takes out of each passage the release that an outsider alone promises.
pub(super) fn set_aside(text: &Text, structure: &Structure, outsiders: &[Outsider], all: &mut [UnitReading]) {
    let Some(promise) = promise(outsiders) else { return };
    for (unit, reading) in structure.units.iter().zip(all) {
        let frees = |e: Effect| {
            matches!(
                e,
                Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver | Protection::LienRelease, _)
            )
        };
        if !reading.readings.iter().any(|r| frees(r.effect)) {
            continue;
        }
        let words = segment::words(text, unit.span);
        let lead_ins = structure.lead_ins(unit).into_iter().map(|span| segment::words(text, span));
        if is_anothers(&promise, &words) || lead_ins.into_iter().any(|lead| is_anothers(&promise, &lead)) {
            reading.readings.retain(|r| !frees(r.effect));
        }
    }
}

/// A clause in which an outsider promises.
fn promise(outsiders: &[Outsider]) -> Option<Regex> {
    if outsiders.is_empty() {
        return None;
    }
    let names = outsiders.iter().map(|o| regex::escape(&o.short)).collect::<Vec<_>>().join("|");
    Regex::new(&format!(
        r"(?:^|,\s+|;\s+|\bthat\s+|\band\s+|\bwhich\s+)(?:(?:[Tt]he|M(?:r|s|rs)\.)\s+)?(?:{names})(?:\s+[A-Z][\w&.']*){{0,4}}{PROMISES}"
    ))
    .ok()
}

/// Whether words are an outsider's promise in which the lender has no part.
fn is_anothers(promise: &Regex, words: &str) -> bool {
    promise.is_match(words) && !LENDER.as_ref().is_some_and(|lender| lender.is_match(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Part;

    #[test]
    fn an_outsiders_promise_is_told_from_the_lenders() {
        let of = |short: &str, part| Outsider { short: short.to_owned(), part };
        let outsiders = [of("Corvane", Part::OtherLienholder), of("Department", Part::Insurer)];
        let promise = promise(&outsiders).unwrap();
        let table = [
            ("Corvane has agreed to wipe out whatever is still owing.", true),
            ("When the sale is done, the Department will shut the book on the part that the price does not pay.", true),
            ("We and the Department will each shut the book on the rest.", false),
            ("We forgive the rest once Corvane has released its lien.", false),
            ("Corvane Credit Union, the holder of the second, agrees to forgive its balance.", false),
            ("The debt is forgiven when Corvane is paid.", false),
        ];
        for (words, is) in table {
            assert_eq!(is_anothers(&promise, words), is, "{words}");
        }
    }
}
