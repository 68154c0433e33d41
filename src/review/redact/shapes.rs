//! What has the shape of a mail address, a telephone number, a number of a loan or a person, or a street.

use std::sync::LazyLock;

use regex::Captures;
use regex::Regex;

/// Words that end the name of a street, as written; in capitals they end one too.
const STREETS: [&str; 43] = [
    "Street",
    "St",
    "Avenue",
    "Ave",
    "Road",
    "Rd",
    "Lane",
    "Ln",
    "Drive",
    "Dr",
    "Court",
    "Ct",
    "Boulevard",
    "Blvd",
    "Way",
    "Place",
    "Pl",
    "Circle",
    "Cir",
    "Terrace",
    "Ter",
    "Trail",
    "Trl",
    "Parkway",
    "Pkwy",
    "Highway",
    "Hwy",
    "Loop",
    "Square",
    "Sq",
    "Row",
    "Run",
    "Path",
    "Pike",
    "Alley",
    "Crescent",
    "Plaza",
    "Point",
    "Ridge",
    "Spur",
    "Walk",
    "Bend",
    "Turnpike",
];

static MAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}._%+'-]+\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+").ok());

static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let area = r"(?:\+?1[-.\s]?)?(?:\([0-9]{3}\)[-.\s]?|[0-9]{3}[-.\s])";
    Regex::new(&format!(r"{area}[0-9]{{3}}[-.\s][0-9]{{4}}|[0-9]{{3}}[-.][0-9]{{4}}")).ok()
});

static PERSON_NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:[0-9]{3}|[xX*]{3})-(?:[0-9]{2}|[xX*]{2})-[0-9]{4}").ok());

/// A number behind the word for what it numbers.
static LABELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let label =
        r"\b(?:loans?|accounts?|accts?|mortgage|case|file|reference|ref|reservation|policy|ending(?:\s+in)?)\b\.?";
    let link = r"(?:\s*(?:numbers?|nos?\b|nums?\b|id\b|ending(?:\s+in)?|[.:#(]))*\s*";
    Regex::new(&format!(r"(?i)(?<label>{label}{link})(?<number>(?-i:[A-Z]{{2,4}} )?[A-Z]{{0,4}}[0-9*][0-9A-Z*]*(?:[-/][0-9A-Z*]+| [0-9][0-9-]*)*)")).ok()
});

/// A long number without a label: of a loan, an account, a document.
static LONG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[0-9]{7,}|[0-9]{2,}(?:-[0-9]{2,}){0,3}-[0-9]{4,}(?:-[0-9]+)*|[0-9]{4,}(?:-[0-9]{3,})+").ok()
});

static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let house = r"(?:[NSEW][0-9]{2,5}|[0-9]{1,6}(?:[-–][0-9]{1,5})?[A-Za-z]?)";
    let word = r"(?:[A-Z][\p{L}.'’-]*|[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH))";
    let ends: Vec<String> = STREETS.iter().flat_map(|end| [(*end).to_owned(), end.to_uppercase()]).collect();
    let unit = r"(?:,?\s+(?:(?:Unit|UNIT|Apt|APT|Suite|SUITE|Ste|STE|No)\b\.?|#)\s*[A-Za-z0-9-]+)?";
    let post = r"P\.?\s?O\.?\s+(?:Box|BOX)\s+[0-9]+";
    Regex::new(&format!(r"{house}\s+(?:{word}\s+){{1,4}}(?:{})\b\.?{unit}|{post}", ends.join("|"))).ok()
});

/// Mail addresses masked; they go first, since they are made of names.
pub(super) fn mails(words: &str) -> String {
    each(words, MAIL.as_ref(), |_| Some("[e-mail]".to_owned()))
}

/// Streets, telephone numbers and long numbers masked.
pub(super) fn mask(words: &str) -> String {
    let words = each(words, STREET.as_ref(), |found| alone(found).then(|| "[address]".to_owned()));
    let words = each(&words, LABELLED.as_ref(), labelled);
    let words = each(&words, PERSON_NUMBER.as_ref(), |found| alone(found).then(|| "[number]".to_owned()));
    let words = each(&words, PHONE.as_ref(), |found| alone(found).then(|| "[telephone]".to_owned()));
    each(&words, LONG.as_ref(), |found| (alone(found) && !is_day(found.word)).then(|| "[number]".to_owned()))
}

/// A match, and the signs before and behind it.
struct Found<'a> {
    word: &'a str,
    before: Option<char>,
    behind: Option<char>,
    groups: Captures<'a>,
}

/// No part of a longer number or word, and no sum of money.
fn alone(found: &Found<'_>) -> bool {
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '$' | '-' | '/');
    !found.before.is_some_and(joined) && !found.behind.is_some_and(char::is_alphanumeric)
}

/// A day, or two years.
fn is_day(word: &str) -> bool {
    let lengths: Vec<usize> = word.split('-').map(str::len).collect();
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    matches!(lengths[..], [4, 2, 2] | [1 | 2, 1 | 2, 4]) || lengths.len() == 2 && word.split('-').all(is_year)
}

/// The label stays. A number has three digits, and is no sum and no year.
fn labelled(found: &Found<'_>) -> Option<String> {
    let (label, number) = (found.groups.name("label")?.as_str(), found.groups.name("number")?.as_str());
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_sum = digits <= 3 && found.behind == Some(',');
    let counts =
        digits >= 3 && !is_sum && !is_year && !is_day(number) && !found.behind.is_some_and(char::is_alphanumeric);
    counts.then(|| format!("{label}[loan number]"))
}

fn each(words: &str, regex: Option<&Regex>, by: impl Fn(&Found<'_>) -> Option<String>) -> String {
    let Some(regex) = regex else { return words.to_owned() };
    let (mut out, mut from) = (String::with_capacity(words.len()), 0);
    for groups in regex.captures_iter(words) {
        let Some(whole) = groups.get(0) else { continue };
        let found = Found {
            word: whole.as_str(),
            before: words[..whole.start()].chars().next_back(),
            behind: words[whole.end()..].chars().next(),
            groups,
        };
        let Some(mark) = by(&found) else { continue };
        out.push_str(&words[from..whole.start()]);
        out.push_str(&mark);
        out.extend(whole.as_str().chars().filter(|c| *c == '\n'));
        from = whole.end();
    }
    out.push_str(&words[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_from_other_numbers() {
        for (words, shown) in [
            ("call (702) 555-0142 or 702.555.0142", "call [telephone] or [telephone]"),
            ("Phone 555-0142.", "Phone [telephone]."),
            ("write to o'neil.p@bank.example.com now", "write to [e-mail] now"),
            ("SSN 123-45-6789", "SSN [number]"),
            ("Loan No. 0048-22917 of May 1, 2019", "Loan No. [loan number] of May 1, 2019"),
            ("Loan #: QF2-66107-RO", "Loan #: [loan number]"),
            ("account ending in 4471", "account ending in [loan number]"),
            ("(Home Equity Line ending 2207)", "(Home Equity Line ending [loan number])"),
            ("the loan of 2006 in the amount of $200,000", "the loan of 2006 in the amount of $200,000"),
            ("Case 491-0000000-703", "Case [loan number]"),
            ("wire to 00318842771", "wire to [number]"),
            ("12 Alder Lane, Redding, California 96001", "[address], Redding, California 96001"),
            ("W5590 County Road, unit", "[address], unit"),
            ("188 NORTH FERN ST. APT 4", "[address]"),
            ("P.O. Box 61", "[address]"),
            ("within 30 days of the closing, in any way", "within 30 days of the closing, in any way"),
            (
                "on 2019-06-28, section 580e, Form 1099-C, $1,234,567.00",
                "on 2019-06-28, section 580e, Form 1099-C, $1,234,567.00",
            ),
            ("$240000.00 by March 31, 2027", "$240000.00 by March 31, 2027"),
        ] {
            assert_eq!(mask(&mails(words)), shown, "{words}");
        }
    }
}
