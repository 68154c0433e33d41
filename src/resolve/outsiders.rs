//! What somebody else promises frees the borrower of somebody else: another lienholder, an insurer, the buyer
//! (contract 1, operative words).

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Pages;
use crate::id::Protection;
use crate::reading::Effect;
use crate::resolve::Read;
use crate::segment;
use crate::segment::{Structure, Unit};
use crate::survey;
use crate::text::Text;

/// Words by which the lender itself takes part in a promise.
static LENDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let own = r"we|us|our|ours|ourselves|I|my|me|lender|bank|servicer|credit\s+union|holder|noteholder|investor|mortgagee|beneficiary|grantee|undersigned|company|both|neither|all\s+parties";
    Regex::new(&format!(r"(?i)\b(?:{own})\b")).ok()
});

/// What an outsider does in a promise of its own: the verb behind its name.
const PROMISES: &str = r"(?:,[^,]{3,60},)?\s+(?:(?:has|have|had)\s+(?:also\s+)?(?:agreed|consented|promised|accepted|waived|released|forgiven)|agrees?|agreed|promises?|will|shall|would|may|wants?|asks?|waives?|releases?|forgives?|accepts?|takes?|gives?\s+up|cancels?|discharges?)\b";

/// How a clause begins in which somebody promises: a name, with more of it behind.
static PROMISE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let start = r"(?:^|,\s+|;\s+|\bthat\s+|\band\s+|\bwhich\s+)(?:(?:[Tt]he|M(?:r|s|rs)\.)\s+)?";
    Regex::new(&format!(r"{start}(?P<name>[A-Z][\w'&-]*)(?:\s+[A-Z][\w&.']*){{0,4}}{PROMISES}")).ok()
});

/// Takes out of each passage the release that an outsider alone promises. Who the outsiders are is asked only where some
/// passage frees without a word of the lender.
pub(super) fn set_aside(pages: &Pages, read: &mut Read) {
    let Read { text, structure, units, survey } = read;
    let mut doubtful = Vec::new();
    for (at, unit) in structure.units.iter().enumerate() {
        if units.get(at).is_some_and(|u| u.readings.iter().any(|r| frees(r.effect))) {
            let names = promisers(text, structure, unit);
            doubtful.extend((!names.is_empty()).then_some((at, names)));
        }
    }
    if doubtful.is_empty() {
        return;
    }
    let outsiders = survey::outsiders(pages, text, survey);
    for (at, names) in doubtful {
        if names.iter().any(|name| outsiders.contains(name)) {
            units[at].readings.retain(|r| !frees(r.effect));
        }
    }
}

fn frees(effect: Effect) -> bool {
    use Protection::{DebtRelease, DeficiencyWaiver, LienRelease};
    matches!(effect, Effect::Protects(DebtRelease | DeficiencyWaiver | LienRelease, _))
}

/// Those who promise in a unit or its lead-ins, where the lender has no part in the promise.
fn promisers(text: &Text, structure: &Structure, unit: &Unit) -> Vec<String> {
    let spans = structure.lead_ins(unit).into_iter().chain([unit.span]);
    spans.flat_map(|span| names(&segment::words(text, span))).collect()
}

/// The names that promise something in words in which the lender has no part.
fn names(words: &str) -> Vec<String> {
    if LENDER.as_ref().is_some_and(|lender| lender.is_match(words)) {
        return Vec::new();
    }
    let found = PROMISE.iter().flat_map(|promise| promise.captures_iter(words));
    found.filter_map(|clause| Some(clause.name("name")?.as_str().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::fuse::Kit;
    use crate::resolve;

    #[test]
    fn who_promises_is_found_where_the_lender_does_not() {
        let table: [(&str, &[&str]); 6] = [
            ("Corvane has agreed to wipe out whatever is still owing.", &["Corvane"]),
            (
                "When the sale is done, the Department will shut the book on the part that the price does not pay.",
                &["Department"],
            ),
            ("We and the Department will each shut the book on the rest.", &[]),
            ("We forgive the rest once Corvane has released its lien.", &[]),
            ("Corvane Credit Union, the holder of the second, agrees to forgive its balance.", &[]),
            ("The debt is forgiven when Corvane is paid.", &[]),
        ];
        for (words, right) in table {
            assert_eq!(names(words), right, "{words}");
        }
    }

    /// The core of a letter in which somebody ends the debt.
    fn releases(who: &str) -> bool {
        let letter = format!(
            "PELL LAKE MORTGAGE\nPO Box 3305\nMadison, Wisconsin 53701\n\nSeptember 5, 2023\n\nTeresa Quillon\n63 Birchwood \
             Court\n\nDear Ms. Quillon:\n\nWe approve the short sale of your home.\n\nCorvane Credit Union (second loan)      \
             $4,000.00\n\n{who} agreed to forgive the remaining balance of your loan.\n"
        );
        let whole = resolve::whole(&Kit::built_in().unwrap(), &extract::pages(letter.as_bytes()), None);
        whole.found.iter().any(|f| matches!(f.effect, Effect::Protects(Protection::DebtRelease, _)))
    }

    #[test]
    fn a_letter_is_not_freed_by_the_second_lienholder() {
        assert!(releases("We have"));
        assert!(!releases("Corvane has"));
    }
}
