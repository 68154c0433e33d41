//! Words inside a release that say how far it goes: as to what, to what extent, how long. Where they go as far as the debt
//! and its debtors go, they limit nothing; else the release is read by eye.
//!
//! The openers of such words are a closed class, and what may follow them in a full release is, too: the debt, or those who
//! owe it. So anything else that follows is a limit, known or not.

use std::sync::LazyLock;

use regex::Regex;

use crate::fuse::Doubt;
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;
use crate::text::Twofold;

/// Words between which an opener and its complement may stand.
const ARTICLES: &str = r"(?:(?:the|any|all|both|each|every|either|such|said|this|that|these|those|your|their|his|her|our|its|whole|entire|full|of|or|and|remaining|unpaid|outstanding|personal|foregoing|above|original|same)\s+)*";

/// The debt, its debtors, and the deal that ends it.
const WHOLE: &str = r"(?:\$|you|both|each|all|either|every\w*|any\w*|him|her|them|whom|it|us|me|which|that|who\w*|persons?|people|part(?:y|ies)|borrowers?|co-borrowers?|sellers?|owners?|grantors?|mortgagors?|trustors?|obligors?|makers?|co-makers?|debtors?|customers?|members?|signers?|guarantors?|couple|household|family|husband|wife|spouses?|two|one|notes?|loans?|accounts?|debts?|(?:in)?debtedness|obligations?|liabilit(?:y|ies)|deficienc(?:y|ies)|balances?|shortfall|shortage|difference|remainder|rest|residue|sums?|amounts?|principal|interest|mortgages?|claims?|money)\b";

/// `as to …`, `with respect to …`.
static AS_TO: Twofold = Twofold::new(|| {
    r"(?i:\b(?:as\s+(?:to|regards|concerns|respects)|with\s+(?:respect|regard)\s+to|in\s+(?:respect\s+of|regard\s+to)|for\s+(?:the\s+)?purposes?\s+of))\s+(?P<what>\S+(?:\s+\S+){0,9})".to_owned()
});

static IS_WHOLE: Twofold = Twofold::new(|| format!("(?i)^{ARTICLES}{WHOLE}"));

/// A person by a title, or a term of a document's own for the debt or its debtors.
static IS_NAMED: Twofold =
    Twofold::new(|| format!(r"^(?i:{ARTICLES})(?:(?:M(?:rs?|s|essrs|iss)|Dr)\b|(?:[A-Z]\w+\s+){{1,2}}(?i:{WHOLE}))"));

/// A word with a capital.
static CAPITAL: Twofold = Twofold::new(|| format!(r"^(?i:{ARTICLES})(?P<word>[A-Z][\w'-]+)"));

/// What is beside the debt, in capitals or not.
static BESIDE: Twofold = Twofold::new(|| {
    format!(
        r"(?i)^{ARTICLES}(?:late|fees?|charges?|costs?|foreclosure|collateral|inspections?|escrow|taxes|insurance|lien|security|reporting)\b"
    )
});

/// How far, how much, how long.
static HOW_FAR: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i)\bto\s+the\s+extent\s+(?:of\b|provided|permitted|allowed|set|stated|described|covered|insured)",
        r"(?i)\b(?:up\s+to|no\s+more\s+than|not\s+more\s+than|not\s+(?:to\s+)?exceed(?:ing)?|limited\s+to|the\s+first|a\s+maximum\s+of)\s+(?:the\s+sum\s+of\s+)?\$",
        r"(?i)\b(?:so|as)\s+long\s+as\b|\bfor\s+(?:a\s+period\s+of|the\s+time\s+being|now\b|the\s+present\b|(?:one|two|three|four|five|six|seven|ten|twelve|\d+)\s+(?:hundred\s+)?(?:\w+\s+)?(?:days|months|years))|\bduring\s+(?:the\s+)?(?:\w+\s+){0,4}(?:days|months|years|term|period)\b",
        r"(?i)\bonly\s+(?:if|when|to\s+the\s+extent|so\s+far|as\s+(?:to|against)|insofar|while|until|for\s+(?:the\s+)?(?:purposes?|benefit))\b",
    ]
    .into_iter()
    .filter_map(|shape| Regex::new(shape).ok())
    .collect()
});

/// Leaves to the eye each release with such words in it.
pub(super) fn doubt((text, structure): (&Text, &Structure), obligors: &[String], all: &mut [UnitReading]) {
    for (unit, reading) in structure.units.iter().zip(all).filter(|(_, reading)| reading.frees()) {
        if is_limited(&segment::words(text, unit.span), obligors) {
            reading.leave_to_the_eye(Doubt::OnTheRelease);
        }
    }
}

/// Whether words say how far they go, and it is less than the whole debt of those who owe it.
fn is_limited(words: &str, obligors: &[String]) -> bool {
    let complements = AS_TO
        .of(words)
        .into_iter()
        .flat_map(|opener| opener.captures_iter(words))
        .filter_map(|found| found.name("what"));
    let part = |what: regex::Match<'_>| BESIDE.is_in(what.as_str()) || !is_whole(what.as_str(), obligors);
    HOW_FAR.iter().any(|shape| shape.is_match(words)) || complements.into_iter().any(part)
}

/// Whether it is the debt, somebody who owes it, or a term for either.
fn is_whole(what: &str, obligors: &[String]) -> bool {
    IS_WHOLE.is_in(what) || IS_NAMED.is_in(what) || starts_with_a_name(what, obligors)
}

/// Whether it begins with a word of an obligor's name, in capitals or as "the Smiths".
fn starts_with_a_name(what: &str, obligors: &[String]) -> bool {
    let Some(word) = CAPITAL.of(what).and_then(|shape| shape.captures(what)).and_then(|found| found.name("word"))
    else {
        return false;
    };
    let bare = |word: &str| word.to_lowercase().trim_end_matches("'s").trim_end_matches('s').to_owned();
    obligors.iter().flat_map(|name| name.split_whitespace()).any(|part| bare(part) == bare(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_limit_a_release_are_told_from_words_that_do_not() {
        assert_eq!(HOW_FAR.len(), 4);
        let obligors = ["Zebulon Osei".to_owned(), "Ann Hill".to_owned()];
        for words in [
            "The debt is satisfied as to collateral recovery.",
            "The account is settled for purposes of credit reporting.",
            "You are released with respect to foreclosure costs.",
            "The debt is satisfied as to Late Charges and Inspection Fees.",
            "We waive the deficiency to the extent of $85,000.00.",
            "The debt is satisfied as to Corporate Advances.",
            "The debt is satisfied as to the secured portion of it.",
            "We forgive up to $25,000 of what is still owed.",
            "The note is discharged so long as the insurer pays.",
            "We will not pursue you for twelve months.",
            "You are released only if the audit is clean.",
        ] {
            assert!(is_limited(words, &obligors), "{words}");
        }
        for words in [
            "The debt is satisfied as to both of you.",
            "As to Zebulon Osei, the balance is forgiven.",
            "As to the Hills, the balance is forgiven.",
            "As to Mr. Low, the balance is forgiven.",
            "We waive every claim with respect to the Released Obligations.",
            "We waive every claim with respect to the Unpaid Balance.",
            "With respect to the unpaid balance of your loan, we waive every claim.",
            "To the extent the net leaves that amount unpaid, the Bank waives it.",
            "We will look to the home only.",
            "You are released from the note, excepting only fraud.",
        ] {
            assert!(!is_limited(words, &obligors), "{words}");
        }
    }
}
