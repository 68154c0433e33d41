//! What somebody else promises frees the borrower of somebody else: another lienholder, an insurer, the buyer
//! (contract 1, operative words).

use std::borrow::Cow;
use std::cell::LazyCell as Lazy;

use crate::document::Pages;
use crate::fuse::Doubt;
use crate::id::Protection;
use crate::reading::Effect;
use crate::resolve::Read;
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::{Structure, Unit};
use crate::survey;
use crate::survey::Survey;
use crate::text::Text;
use crate::text::Twofold;

/// Words by which the lender itself takes part in a promise.
static LENDER: Twofold = Twofold::new(|| {
    let own = r"we|us|our|ours|ourselves|I|my|me|lender|bank|servicer|credit\s+union|holder|noteholder|investor|mortgagee|beneficiary|grantee|undersigned|company|both\s+(?:banks|lenders|lienholders|companies)|all\s+parties";
    format!(r"(?i)\b(?:{own})\b")
});

/// What an outsider does in a promise of its own: the verb behind its name.
const PROMISES: &str = r"(?:,[^,]{3,60},)?\s+(?:(?:has|have|had)\s+(?:also\s+)?(?:agreed|consented|promised|accepted|waived|released|forgiven)|agrees?|agreed|promises?|will|shall|would|may|wants?|asks?|waives?|releases?|forgives?|accepts?|takes?|gives?\s+up|cancels?|discharges?)\b(?:\s+(?P<passive>be)\b)?";

/// How a clause begins in which somebody promises: a name, with more of it behind.
static PROMISE: Twofold = Twofold::new(|| {
    let start = r"(?:^|,\s+|;\s+|\bthat\s+|\band\s+|\bwhich\s+)(?:(?:[Tt]he|M(?:r|s|rs)\.)\s+)?";
    format!(r"{start}(?P<full>(?P<name>[A-Z][\w'&-]*)(?:\s+[A-Z][\w&.']*){{0,4}}){PROMISES}")
});

/// The same of those whom the sentence before names.
static THEY: Twofold = Twofold::new(|| {
    let plain = r"\s+(?:release|waive|forgive|cancel|discharge|excuse)";
    format!(r"\b[Tt]hey(?:{PROMISES}|{plain}\b)")
});

/// Whose a promise in the passive is: "is forgiven by Corvane".
static BY: Twofold = Twofold::new(|| {
    let done = r"forgiven|waived|released|cancelled|canceled|discharged|written\s+off|charged\s+off|let\s+go|given\s+up|extinguished|wiped\s+out|excused|remitted";
    format!(
        r"\b(?:{done})\s+by\s+(?:the\s+)?(?P<name>[A-Z][\w'&-]*)(?:[^.;]{{0,60}}?\s+and\s+by\s+(?:the\s+)?(?P<other>[A-Z][\w'&-]*))?"
    )
});

/// A lead-in by which somebody asks for what stands below it: a name or "you", and what it does.
static ASKS: Twofold = Twofold::new(|| {
    let who = r"[Yy]ou|they|he|she|[Tt]he\s+(?:buyers?|sellers?|contract|offer)|[A-Z][\w'&-]*";
    let verb = r"wants?|asks|(?:has|have)\s+asked|asked|(?:is|are)\s+asking|proposes|would\s+like|hopes?";
    format!(r"^(?P<before>[^:;]*?)\b(?P<who>{who})\s+(?:{verb})\b(?P<rest>[^.;:]{{0,80}}):\s*$")
});

/// Words of a lead-in by which what was asked for is granted.
static GRANTS: Twofold =
    Twofold::new(|| r"(?i)\b(?:we|approv\w+|grant\w*|agree\w*|accept\w*|consent\w*|allow\w*)\b".to_owned());

/// The lender where it does nothing: "with our receipt of the net", "once the bank's claim is paid".
static OWNS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:our|my|(?:lender|bank|servicer|credit\s+union|holder|noteholder|investor|mortgagee|beneficiary|grantee|company)['\u{2019}]s)\b".to_owned()
});

/// Takes out of each passage the release that an outsider alone promises. Who the outsiders are is asked only where some
/// passage frees without a word of the lender.
pub(super) fn set_aside(pages: &Pages, read: &mut Read) {
    let Read { text, structure, units, survey, .. } = read;
    let mut doubtful = Vec::new();
    for (at, unit) in structure.units.iter().enumerate() {
        if units.get(at).is_some_and(|u| u.readings.iter().any(|r| frees(r.effect))) {
            let mut names = promisers(text, structure, unit);
            names.extend(they(text, unit, at.checked_sub(1).and_then(|at| structure.units.get(at))));
            doubtful.extend((!names.is_empty()).then_some((at, names)));
            if structure.lead_ins(unit).into_iter().any(|lead| others_ask(&segment::words(text, lead))) {
                units[at].readings.retain(|r| !frees(r.effect));
            }
        }
    }
    strangers(text, structure, units, &insiders(survey));
    if doubtful.is_empty() {
        return;
    }
    let outsiders = survey::outsiders(pages, text, survey);
    for (at, names) in doubtful {
        if names.iter().all(|name| outsiders.contains(name)) {
            units[at].readings.retain(|r| !frees(r.effect));
        }
    }
}

/// Where a letter names its parties: at its head and under its text, in characters.
const HEAD: usize = 600;
const FOOT: usize = 400;

/// A release by somebody whom neither the head nor the foot of the letter names is read by eye: another lienholder's promise
/// is told in the middle of a letter.
fn strangers(text: &Text, structure: &Structure, units: &mut [UnitReading], insiders: &str) {
    let known = Lazy::new(|| {
        let (head, foot) = (text.norm.chars().take(HEAD), text.norm.chars().rev().take(FOOT).collect::<Vec<_>>());
        let parties: String = head.chain(foot.into_iter().rev()).collect();
        parties.to_lowercase() + insiders
    });
    for (unit, reading) in structure.units.iter().zip(units).filter(|(_, reading)| reading.frees()) {
        let words = segment::words(text, unit.span);
        if is_reported(&words) || full_names(&words).iter().any(|name| is_stranger(name, &known)) {
            reading.leave_to_the_eye(Doubt::ByAnother);
        }
    }
}

/// Somebody on another side who says what is said: "the broker's counsel has confirmed to us that you owe nothing".
static REPORTED: Twofold = Twofold::new(|| {
    let who = r"(?:counsel|attorneys?|lawyers?|brokers?|agents?|buyers?|purchasers?|negotiators?|realtors?|title\s+company|closing\s+agent|escrow\s+officer|sellers?)";
    let says = r"(?:confirm(?:s|ed)?|advise[sd]|t(?:ells|old)|inform(?:s|ed)|sa(?:ys|id)|state[sd]|represent(?:s|ed)|underst(?:ands|ood)|believe[sd]|report(?:s|ed)?)";
    format!(r"(?i)\b{who}\s+(?:(?:has|have|had)\s+)?{says}\b[^.;]{{0,25}}\bthat\b")
});

/// Whether what frees is somebody else's report. "Your attorney was told that" is the lender's own.
fn is_reported(words: &str) -> bool {
    REPORTED.is_in(words)
}

/// Names of several words that promise something in words in which the lender has no part.
fn full_names(words: &str) -> Vec<String> {
    if speaks(words) {
        return Vec::new();
    }
    let found = PROMISE.of(words).into_iter().flat_map(|promise| promise.captures_iter(words));
    let found = found.filter(|clause| clause.name("passive").is_none()).filter_map(|clause| clause.name("full"));
    found.map(|name| name.as_str().to_owned()).filter(|name| name.contains(' ')).collect()
}

/// Whether no word of a name is known.
fn is_stranger(name: &str, known: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).collect();
    // A name of short words says nothing of who it is.
    !words.is_empty() && !words.iter().any(|word| known.contains(word))
}

/// Who is no stranger, in one text of small letters.
fn insiders(survey: &Survey) -> String {
    let facts = &survey.facts;
    let bodies = [&facts.lender, &facts.servicer, &facts.investor].into_iter().flatten().map(|fact| &fact.value);
    bodies.chain(&survey.obligors).map(|name| name.to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Whether a lead-in says what somebody other than the lender asks for: "Fulton Homes wants the following:".
fn others_ask(lead_in: &str) -> bool {
    // What stands below is opened by a colon.
    let asks = ASKS.of(lead_in).filter(|_| lead_in.trim_end().ends_with(':')).and_then(|asks| asks.captures(lead_in));
    asks.is_some_and(|asks| {
        let is_lender = speaks(&asks["before"]) || speaks(&asks["who"]);
        !is_lender && !GRANTS.is_in(&asks["rest"])
    })
}

fn frees(effect: Effect) -> bool {
    use Protection::{DebtRelease, DeficiencyWaiver, LienRelease};
    matches!(effect, Effect::Protects(DebtRelease | DeficiencyWaiver | LienRelease, _))
}

/// Whether the lender itself takes part in what words say.
fn speaks(words: &str) -> bool {
    LENDER.is_in(words)
}

/// Those who promise in a unit or its lead-ins, where the lender has no part in the promise: neither in the unit nor in
/// the lead-in that carries the promise.
fn promisers(text: &Text, structure: &Structure, unit: &Unit) -> Vec<String> {
    let words = segment::words(text, unit.span);
    if speaks(&words) {
        return by_others(&words);
    }
    let spans = structure.lead_ins(unit).into_iter().chain([unit.span]);
    spans.flat_map(|span| names(&segment::words(text, span))).collect()
}

/// Those by whom it is forgiven, where the lender is named for what it has and not for what it does.
fn by_others(words: &str) -> Vec<String> {
    if !BY.is_in(words) {
        return Vec::new();
    }
    let without = OWNS.of(words).map_or(Cow::Borrowed(words), |owns| owns.replace_all(words, "its"));
    if speaks(&without) { Vec::new() } else { named_by(&BY, words) }
}

/// Who "they" are that promise something: the name in the sentence before. A lender that writes a letter calls itself "we".
fn they(text: &Text, unit: &Unit, before: Option<&Unit>) -> Option<String> {
    let words = segment::words(text, unit.span);
    if speaks(&words) || !THEY.is_in(&words) {
        return None;
    }
    let before = segment::words(text, before.filter(|before| before.paragraph == unit.paragraph)?.span).into_owned();
    let named = before.split(|c: char| !c.is_alphanumeric() && c != '\'');
    named
        .filter(|word| word.starts_with(char::is_uppercase))
        .find(|word| survey::can_call_an_outsider(word))
        .map(str::to_owned)
}

/// Whether some word can be a name by which an outsider is called; most passages have none, and that is cheap to see.
fn may_name(words: &str) -> bool {
    let mut all = words.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '\'' | '&' | '-'));
    let is_name = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && survey::can_call_an_outsider(word);
    !words.is_ascii() || all.any(is_name)
}

/// The names that promise something in words in which the lender has no part.
fn names(words: &str) -> Vec<String> {
    if !may_name(words) || speaks(words) {
        return Vec::new();
    }
    [&PROMISE, &BY].into_iter().flat_map(|form| named_by(form, words)).collect()
}

/// The names that promise something by one form of a promise.
fn named_by(form: &'static Twofold, words: &str) -> Vec<String> {
    let found = form.of(words).into_iter().flat_map(|form| form.captures_iter(words));
    // "Corvane will be paid" promises nothing.
    let found = found.filter(|clause| clause.name("passive").is_none());
    let names = found.flat_map(|clause| ["name", "other"].map(|name| Some(clause.name(name)?.as_str().to_owned())));
    names.flatten().filter(|name| survey::can_call_an_outsider(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::fuse::Kit;
    use crate::resolve;

    #[test]
    fn who_promises_is_found_where_the_lender_does_not() {
        let table: [(&str, &[&str]); 10] = [
            ("Corvane has agreed to wipe out whatever is still owing.", &["Corvane"]),
            (
                "When the sale is done, the Department will shut the book on the part that the price does not pay.",
                &["Department"],
            ),
            ("We and the Department will each shut the book on the rest.", &[]),
            ("We forgive the rest once Corvane has released its lien.", &[]),
            ("Corvane Credit Union, the holder of the second, agrees to forgive its balance.", &[]),
            ("Corvane will treat the rest as paid, and neither Mr. Low nor Mrs. Low will owe it.", &["Corvane"]),
            ("The debt is forgiven when Corvane is paid.", &[]),
            ("Corvane will be paid $4,000, after which the rest is gone.", &[]),
            ("The shortfall is forgiven by Corvane, so that it never asks for it.", &["Corvane"]),
            ("The shortfall is forgiven by Tallow and by Corvane.", &["Tallow", "Corvane"]),
        ];
        for (words, right) in table {
            assert_eq!(names(words), right, "{words}");
        }
    }

    #[test]
    fn the_lender_s_receipt_is_no_promise_of_its_own() {
        let table: [(&str, &[&str]); 4] = [
            ("Effective with our receipt of the net, the shortfall is forgiven by Corvane.", &["Corvane"]),
            ("Once the bank's money is in, the shortfall is forgiven by Corvane.", &["Corvane"]),
            ("We agree that the shortfall is forgiven by Corvane.", &[]),
            ("The shortfall is forgiven by us.", &[]),
        ];
        for (words, right) in table {
            assert_eq!(by_others(words), right, "{words}");
        }
    }

    #[test]
    fn what_others_ask_for_is_told_from_what_the_lender_asks() {
        for (words, others) in [
            ("The contract says that Fulton Homes wants the following:", true),
            ("You have asked us for the following:", true),
            ("Your request for a short sale is approved on the following terms:", false),
            ("The proposed short sale is approved as follows:", false),
            ("You asked for a short sale, and the Bank agrees to the following:", false),
            ("Elm Bank has asked its investor, which accepts the following:", false),
            ("You asked for these things, and we agree to them:", false),
            ("We ask for the following:", false),
            ("The Bank agrees to the following:", false),
        ] {
            assert_eq!(others_ask(words), others, "{words}");
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
        assert!(!releases("Corvane wrote to us. On that day they have"));
        assert!(releases("Corvane wrote to us. On that day we have"));
    }
}
