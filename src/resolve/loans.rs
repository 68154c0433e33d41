//! Two loans of one lender in one letter, of which one is released (contract 8.15).

use std::borrow::Cow;
use std::collections::BTreeSet;

use regex::Captures;

use crate::evidence::Evidence;
use crate::id::{Hazard, Protection};
use crate::reading::{Effect, Strength};
use crate::resolve::Found;
use crate::text::Twofold;

/// The letter settles two loans.
static TWO: Twofold = Twofold::new(|| {
    let each = r"first\s+account\b[\s\S]*\bsecond\s+account";
    let terms = r"both\s+the\s+(?:\w+\s+){1,3}(?:note|loan|account|line|mortgage)\s+and\s+the\s+(?:\w+\s+){1,3}(?:note|loan|account|line|mortgage)";
    format!(
        r"(?i)\b(?:(?:two|both)\s+(?:of\s+(?:the|your|these|those)\s+)?(?:above\s+)?(?:loans|notes|mortgages|accounts|debts)|{each}|{terms})\b"
    )
});

/// What a letter calls a loan by a term of its own: "the Homeline Account", "the Term Note".
static TERM: Twofold =
    Twofold::new(|| r"\b(?P<term>(?:[A-Z][a-z]+\s+){1,2}(?P<head>Account|Note|Loan|Line|Mortgage))\b".to_owned());

/// Words that name one of two.
static ONE: Twofold = Twofold::new(|| {
    let by_rank =
        r"(first|second|senior|junior|1st|2nd)\s+(?:mortgage\s+)?(?:loan|note|mortgage|lien|line|debt|account)";
    let by_kind = r"the\s+(mortgage|(?:home\s+)?equity\s+(?:line|loan)|line(?:\s+of\s+credit)?|heloc|credit\s+line)";
    // "Loans 0041 and 0097" names both, and so does "under 4410-01 and 4410-02".
    let number = r"(?:[A-Z]{1,4}-)?\d[\dA-Z-]{2,}";
    let by_number = format!(
        r"(?:loan|note|mortgage|account|under|note\s+for|left\s+on|owed\s+on|balance\s+of|balance\s+on)\s+(?:(?:no\.?|number|#)\s*)?({number})(?P<more>\s*(?:,|and|&|or)\s*{number})?"
    );
    let short = r"(?:loan|account|note)\s+(?P<short>0\d)";
    let number_first = format!(r"the\s+(?P<first>{number})\s+(?:loan|note|mortgage|account)");
    let label = r"(?P<label>(?:[A-Z]{1,4}-)\d[\dA-Z-]+):";
    format!(r"(?i)\b(?:(?:{by_rank}|{by_kind}|{by_number}|{short}|{number_first})\b|{label})")
});

/// One and not the other: "the note for 2044-01 alone", "on that one only".
static ALONE: Twofold = Twofold::new(|| {
    let one = r"(?:first|second|senior|junior)\s+(?:mortgage\s+)?(?:loan|note|mortgage|lien|line|debt|account)|(?:loan|note|mortgage|account|under|for)\s+(?:(?:no\.?|number|#)\s*)?\d[\dA-Z-]{2,}|that\s+(?:one|loan|note|account)";
    format!(r"(?i)\b(?:{one})\s+(?:alone|only)\b|\bonly\s+(?:the\s+)?(?:{one})\b")
});

/// Words that mean more than one of them: such a passage does not go on about the loan that stands before it.
static MORE: Twofold =
    Twofold::new(|| r"(?i)\b(?:both|each|either|every|all|(?:loan|note|account|mortgage|debt|line)s)\b".to_owned());

/// A day or a year, which is no loan's number.
static DAY: Twofold = Twofold::new(|| r"^(?:\d{1,2}-\d{1,2}-\d{2,4}|(?:19|20)\d{2})$".to_owned());

/// A line about one loan by its code: "FM-2018: …".
static LABEL: Twofold =
    Twofold::new(|| r"^\s*(?:(?i:loan|account)\s+)?(?P<code>[A-Z]{0,4}-?\d[\dA-Z-]+):\s".to_owned());

/// Makes releases of one of two loans partial ones.
pub(super) fn narrow(text: &str, found: &mut Vec<Found>) {
    // Hardly a letter speaks of two loans, and the shapes in which one does are slow to look for.
    if !may_name_two(text)
        || !(names_one(text, found)
            || has_one_alone(found)
            || has_a_label_for_another(text, found)
            || has_a_term_for_another(text, found))
        || !TWO.is_in(text)
    {
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

/// Whether a word stands in the text without which it does not settle two loans.
fn may_name_two(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    // A long s is an s to the pattern.
    let holds = |word: &str| small.contains(word) || text.contains('\u{17f}');
    holds("two") || holds("both") || holds("first") && holds("second")
}

/// Whether a passage that frees says that it frees of one loan and no more.
fn has_one_alone(found: &[Found]) -> bool {
    found.iter().filter(|f| frees(f)).flat_map(|f| &f.evidence).any(|evidence| ALONE.is_in(&evidence.quote))
}

/// Whether every passage that frees calls one loan by the letter's own term for it, and the letter has such a term for another.
fn has_a_term_for_another(text: &str, found: &[Found]) -> bool {
    let all = found.iter().filter(|f| frees(f)).flat_map(|f| &f.evidence);
    let freed: Vec<BTreeSet<(String, String)>> = all.map(|evidence| terms(&evidence.quote)).collect();
    let (Some(first), true) = (freed.first(), freed.iter().all(|terms| terms.len() == 1)) else { return false };
    let Some((term, head)) = first.first() else { return false };
    let is_another = |other: &(String, String)| other.1 == *head && other.0 != *term;
    freed.iter().all(|terms| terms == first) && terms(text).iter().any(is_another)
}

/// Whether words call two loans by terms that end in the same word: a note and its own mortgage are one loan.
fn names_two_alike(words: &str) -> bool {
    let all = terms(words);
    let heads: BTreeSet<&String> = all.iter().map(|(_, head)| head).collect();
    heads.len() < all.len()
}

/// Terms for loans, each with the word that says what it is.
fn terms(words: &str) -> BTreeSet<(String, String)> {
    let flat = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = TERM.of(words).into_iter().flat_map(|term| term.captures_iter(words));
    let named = found.map(|found| (flat(&found["term"]), found["head"].to_owned()));
    // "The Term Note" at the head of a sentence is the same.
    named.map(|(term, head)| (term.strip_prefix("The ").unwrap_or(&term).to_owned(), head)).collect()
}

/// Whether it frees the borrower of the debt or the deficiency, as far as was read.
fn frees(f: &Found) -> bool {
    matches!(f.effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, Strength::Present))
}

/// Whether every passage that frees the borrower names one loan, and all of them the same one. What names none goes on
/// about the loan that its own paragraph named before it.
fn names_one(text: &str, found: &[Found]) -> bool {
    let mut all: Vec<&Evidence> = found.iter().filter(|f| frees(f)).flat_map(|f| &f.evidence).collect();
    all.sort_by_key(|evidence| (evidence.start, evidence.end));
    let mut said: Vec<Option<String>> = Vec::new();
    let mut last = None;
    for evidence in all {
        let name = match names(&with_label(text, evidence)).as_slice() {
            [] if said.last().is_some_and(|name| name.as_deref().is_some_and(is_told_apart))
                && last.is_some_and(|last| goes_on(text, last, evidence)) =>
            {
                continue;
            }
            [one] if !names_two_alike(&evidence.quote) => Some(one.clone()),
            _ => None,
        };
        last = Some(evidence);
        said.push(name);
    }
    said.dedup();
    matches!(said.as_slice(), [Some(_)])
}

/// Whether a line is about one loan by its label and frees, and another line is about another and frees nobody.
fn has_a_label_for_another(text: &str, found: &[Found]) -> bool {
    let freed: BTreeSet<&str> =
        found.iter().filter(|f| frees(f)).flat_map(|f| &f.evidence).filter_map(|e| label_before(text, e)).collect();
    let labels = text.lines().filter_map(|line| LABEL.of(line)?.captures(line)?.name("code").map(|code| code.as_str()));
    !freed.is_empty() && labels.into_iter().any(|label| !freed.contains(label))
}

/// The label of a loan that stands before a passage on its line.
fn label_before<'a>(text: &'a str, evidence: &Evidence) -> Option<&'a str> {
    let start = text.get(..evidence.start)?.rfind('\n').map_or(0, |feed| feed + 1);
    let line = text.get(start..)?.lines().next()?;
    LABEL.of(line)?.captures(line)?.name("code").map(|code| code.as_str())
}

/// A passage with the label that stands before it on its line: "FM-2018: you are released".
fn with_label<'a>(text: &'a str, evidence: &'a Evidence) -> Cow<'a, str> {
    const LABEL: usize = 24;
    let before = text.get(..evidence.start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let is_label = before.len() <= LABEL && before.trim_end().ends_with(':');
    if is_label { Cow::Owned([before, &evidence.quote].concat()) } else { Cow::Borrowed(evidence.quote.as_str()) }
}

/// Whether a loan is named by its number or rank and not by its kind alone.
fn is_told_apart(name: &str) -> bool {
    const RANKS: [&str; 6] = ["first", "second", "senior", "junior", "1st", "2nd"];
    RANKS.contains(&name) || name.contains(|c: char| c.is_ascii_digit())
}

/// Whether a passage stands in the paragraph of one before it and speaks of no more than that.
fn goes_on(text: &str, before: &Evidence, evidence: &Evidence) -> bool {
    let between = text.get(before.end..evidence.start.max(before.end)).unwrap_or("\n\n");
    !between.lines().skip(1).any(|line| line.trim().is_empty()) && !MORE.is_in(&evidence.quote)
}

/// What a passage calls the loans it speaks of, each once where it stands in a row.
fn names(quote: &str) -> Vec<String> {
    let captured = ONE.of(quote).into_iter().flat_map(|one| one.captures_iter(quote));
    let mut names: Vec<String> = captured.flat_map(|c| names_of(&c)).collect();
    names.dedup();
    names
}

/// What one mention calls them.
fn names_of(captured: &Captures<'_>) -> Vec<String> {
    let one = captured.get(1).or(captured.get(2)).or(captured.get(3));
    let last = captured.name("first").or(captured.name("label")).or(captured.name("short"));
    let all = [one, captured.name("more"), last].into_iter().flatten().map(|name| name.as_str().to_lowercase());
    all.filter(|name| !DAY.is_in(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_no_loan_goes_on_about_the_one_before_it() {
        let first = "account 001 is paid in full";
        let cases = [
            (
                "We hold both of the above loans: account 001 is paid in full. You owe nothing on it.",
                "You owe nothing on it",
                true,
            ),
            (
                "We hold both of the above loans: account 001 is paid in full.\n\nYou owe nothing.",
                "You owe nothing",
                false,
            ),
            (
                "We hold both of the above loans: account 001 is paid in full. You owe nothing on either.",
                "You owe nothing on either",
                false,
            ),
        ];
        for (text, second, is_part) in cases {
            let at = |quote: &str| {
                let mut one = Found::freeing(quote);
                for evidence in &mut one.evidence {
                    evidence.start = text.find(quote).unwrap();
                    evidence.end = evidence.start + quote.len();
                }
                one
            };
            let mut found = vec![at(first), at(second)];
            narrow(text, &mut found);
            let weak = Effect::Protects(Protection::DebtRelease, Strength::Weak);
            assert_eq!(found.iter().any(|f| f.effect == weak), is_part, "{text}");
        }
    }

    #[test]
    fn a_line_that_frees_of_one_loan_leaves_the_other() {
        let quote = "you are released from the note";
        for (other, is_part) in [("collateral sold", true), ("you are released from the note, too", false)] {
            let text = format!("We settle both loans.\n\nFM-2018: {quote}\n\nHL-2021: {other}\n");
            let mut found = vec![Found::freeing(quote)];
            let evidence = &mut found[0].evidence;
            evidence[0].start = text.find(quote).unwrap();
            if !is_part {
                let mut second = evidence[0].clone();
                second.start = text.find(other).unwrap();
                evidence.push(second);
            }
            narrow(&text, &mut found);
            let weak = Effect::Protects(Protection::DebtRelease, Strength::Weak);
            assert_eq!(found.iter().any(|f| f.effect == weak), is_part, "{other}");
        }
    }

    #[test]
    fn a_release_of_one_of_two_loans_is_a_part() {
        let cases = [
            ("We hold both mortgages.", "the note for Loan 0041 is deemed paid in full", true),
            ("We hold both mortgages.", "the notes for Loans 0041 and 0097 are deemed paid in full", false),
            ("We hold both mortgages.", "Loan 0041 and Loan 0097 are forgiven", false),
            ("You carry two loans.", "your indebtedness under 4410-01 counts as paid", true),
            ("You carry two loans.", "your indebtedness under 4410-01 and 4410-02 counts as paid", false),
            ("We hold the mortgage.", "Loan 0041 is forgiven", false),
            ("Your two loans are settled.", "the balance of the second mortgage is forgiven", true),
            ("Your two loans are settled.", "the balance is forgiven", false),
            (
                "You have two accounts, the Mortgage Account and the Homeline Account.",
                "the Homeline Account is settled in full",
                true,
            ),
            (
                "You have two accounts, the Mortgage Account and the Homeline Account.",
                "the Mortgage Account and the Homeline Account are settled",
                false,
            ),
            (
                "We hold both the Term Note and the Credit Line Note.",
                "the obligations evidenced by the Term Note",
                true,
            ),
            ("The bank holds the two loans.", "you are discharged from all that is unpaid on the 2204 loan", true),
            ("The bank holds the two loans.", "you are discharged from the 2204 loan and the 2211 loan", false),
            (
                "You have two loans with us.",
                "The promissory note for 2044-01 alone is satisfied by what we are sent",
                true,
            ),
            (
                "You have two loans with us.",
                "The notes for 2044-01 and 2044-07 are satisfied by what we are sent",
                false,
            ),
            (
                "We hold both loans on your home.",
                "the balance left on 31-9904 is forgiven and you owe it no more",
                true,
            ),
            (
                "We have two loans on the house.",
                "we forgive the unpaid balance of loan 02, release you from it and waive any deficiency on it",
                true,
            ),
            ("We settle both loans.", "FM-2018: you are released from the note", true),
            ("We hold both mortgages.", "all liability on loan 0041 under 15 U.S.C. 1692", true),
            ("We hold both mortgages.", "Loan 0041 is forgiven, and so is the balance owed on 06-01-2021", true),
            ("We hold both keys and the Term Note.", "the obligations evidenced by the Term Note", false),
        ];
        for (text, quote, is_part) in cases {
            let mut found = vec![Found::freeing(quote)];
            narrow(text, &mut found);
            let weak = Effect::Protects(Protection::DebtRelease, Strength::Weak);
            assert_eq!(found.iter().any(|f| f.effect == weak), is_part, "{text} {quote}");
        }
    }
}
