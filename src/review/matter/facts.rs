//! Facts of several letters that cannot all be right.

use std::collections::BTreeSet;

use crate::evidence::Evidence;
use crate::review::matter::Letter;
use crate::review::matter::Point;
use crate::review::matter::What;
use crate::review::matter::Writer;
use crate::severity::Severity;
use crate::survey::Facts;

/// A value as it is told, as it is compared, and its words.
type Value<'a> = (String, String, &'a [Evidence]);

/// A fact that all letters of a closing share.
struct Shared {
    what: What,
    severity: Severity,
    /// "different prices".
    says: &'static str,
    value: fn(&Facts) -> Option<Value<'_>>,
}

const SHARED: [Shared; 4] = [
    Shared { what: What::PropertiesDiffer, severity: Severity::High, says: "different properties", value: property },
    Shared { what: What::BorrowersDiffer, severity: Severity::Medium, says: "different borrowers", value: borrowers },
    Shared { what: What::PricesDiffer, severity: Severity::Medium, says: "different sale prices", value: price },
    Shared {
        what: What::DatesDiffer,
        severity: Severity::Medium,
        says: "different last days for the closing, of which the first counts",
        value: last_day,
    },
];

/// Each shared fact that the letters state otherwise, and loans that two letters speak of.
pub(super) fn differing(letters: &[Letter<'_>]) -> Vec<Point> {
    let mut points: Vec<Point> = SHARED.iter().filter_map(|shared| one(letters, shared)).collect();
    points.extend(same_loan(letters));
    points
}

fn one(letters: &[Letter<'_>], shared: &Shared) -> Option<Point> {
    let judged = letters.iter().enumerate().filter(|(_, letter)| letter.writer != Writer::Other);
    let stated: Vec<(usize, &Letter<'_>, Value<'_>)> =
        judged.filter_map(|(number, letter)| Some((number, letter, (shared.value)(&letter.review.facts)?))).collect();
    let keys: BTreeSet<&str> = stated.iter().map(|(_, _, (_, key, _))| key.as_str()).collect();
    if keys.len() < 2 {
        return None;
    }
    let told: Vec<String> =
        stated.iter().map(|(_, letter, (value, ..))| format!("{value} ({})", letter.review.meta.name)).collect();
    let words = stated.iter().flat_map(|(number, _, (_, _, words))| words.iter().map(|words| (*number, words.clone())));
    let says = format!("The letters give {}: {}.", shared.says, told.join(", "));
    Some(Point { what: shared.what, severity: shared.severity, says, words: words.collect() })
}

/// Two letters on one loan are versions of one letter, or one of them is misread.
fn same_loan(letters: &[Letter<'_>]) -> Vec<Point> {
    let loan = |letter: &Letter<'_>| {
        let digits = |value: &str| value.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let own = letter.writer == Writer::Lender;
        letter.review.facts.loan_number.as_ref().filter(|_| own).map(|fact| digits(&fact.value))
    };
    let mut points = Vec::new();
    for (later, letter) in letters.iter().enumerate() {
        let Some(number) = loan(letter) else { continue };
        let earlier = letters.iter().take(later).position(|other| loan(other).is_some_and(|other| other == number));
        let Some((earlier, first)) = earlier.and_then(|at| Some((at, letters.get(at)?))) else { continue };
        let says = format!(
            "{} and {} speak of the same loan: make sure which of them holds.",
            first.review.meta.name, letter.review.meta.name
        );
        let words = [(earlier, first), (later, letter)].into_iter().flat_map(|(number, letter)| {
            let evidence = letter.review.facts.loan_number.iter().flat_map(|fact| &fact.evidence);
            evidence.map(|words| (number, words.clone())).collect::<Vec<_>>()
        });
        points.push(Point { what: What::SameLoan, severity: Severity::Medium, says, words: words.collect() });
    }
    points
}

fn price(facts: &Facts) -> Option<Value<'_>> {
    let fact = facts.sale_price.as_ref()?;
    Some((format!("${}", fact.value), fact.value.clone(), &fact.evidence))
}

fn last_day(facts: &Facts) -> Option<Value<'_>> {
    let fact = facts.approval_expires.as_ref()?;
    Some((fact.value.clone(), fact.value.clone(), &fact.evidence))
}

/// Houses are told apart by number and ZIP: streets are written in many ways.
fn property(facts: &Facts) -> Option<Value<'_>> {
    let fact = facts.property_address.as_ref()?;
    let words: Vec<&str> = fact.value.split([' ', ',', '\n']).filter(|word| !word.is_empty()).collect();
    let number = words.iter().find(|word| word.bytes().next().is_some_and(|first| first.is_ascii_digit()))?;
    Some((fact.value.clone(), number.to_lowercase(), &fact.evidence))
}

/// People are the same by first and last name, whatever stands between.
fn borrowers(facts: &Facts) -> Option<Value<'_>> {
    let fact = facts.borrowers.as_ref()?;
    let key = |name: &String| {
        let words: Vec<String> = name
            .split_whitespace()
            .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
            .filter(|word| !word.is_empty() && !matches!(word.as_str(), "mr" | "mrs" | "ms" | "jr" | "sr"))
            .collect();
        Some(format!("{} {}", words.first()?, words.last()?))
    };
    let keys: BTreeSet<String> = fact.value.iter().filter_map(key).collect();
    Some((fact.value.join(" and "), keys.into_iter().collect::<Vec<_>>().join(", "), &fact.evidence))
}
