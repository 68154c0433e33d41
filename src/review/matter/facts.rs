//! Facts of several letters that cannot all be right.

use std::collections::BTreeSet;

use crate::evidence::Evidence;
use crate::finding::FindingId;
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
    /// Whether two keys mean the same.
    same: fn(&str, &str) -> bool,
}

const SHARED: [Shared; 4] = [
    Shared {
        what: What::PropertiesDiffer,
        severity: Severity::High,
        says: "different properties",
        value: property,
        same: str::eq,
    },
    Shared {
        what: What::BorrowersDiffer,
        severity: Severity::High,
        says: "different borrowers",
        value: borrowers,
        same: same_people,
    },
    Shared {
        what: What::PricesDiffer,
        severity: Severity::Medium,
        says: "different sale prices",
        value: price,
        same: str::eq,
    },
    Shared {
        what: What::DatesDiffer,
        severity: Severity::Medium,
        says: "different last days for the closing, of which the first counts",
        value: last_day,
        same: str::eq,
    },
];

/// Each shared fact that the letters state otherwise, and loans that two letters speak of.
pub(super) fn differing(letters: &[Letter<'_>]) -> Vec<Point> {
    let mut points: Vec<Point> = SHARED.iter().filter_map(|shared| one(letters, shared)).collect();
    points.extend(same_loan(letters));
    points.extend(letters.iter().enumerate().filter_map(lapsed));
    points
}

/// A letter whose last day has passed.
fn lapsed((number, letter): (usize, &Letter<'_>)) -> Option<Point> {
    let finding = letter.review.findings.iter().find(|finding| finding.id == FindingId::ApprovalLapsed)?;
    let says = format!("{}: {}.", letter.review.meta.name, finding.message);
    let words = finding.evidence.iter().map(|words| (number, words.clone())).collect();
    Some(Point { what: What::Lapsed, severity: finding.severity, says, words })
}

fn one(letters: &[Letter<'_>], shared: &Shared) -> Option<Point> {
    let judged = letters.iter().enumerate().filter(|(_, letter)| letter.writer != Writer::Other);
    let stated: Vec<(usize, &Letter<'_>, Value<'_>)> =
        judged.filter_map(|(number, letter)| Some((number, letter, (shared.value)(&letter.review.facts)?))).collect();
    let (_, _, (_, first, _)) = stated.first()?;
    if stated.iter().all(|(_, _, (_, key, _))| (shared.same)(first, key)) {
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

/// People, each name in small letters without titles; one in a line, in the order of the alphabet.
fn borrowers(facts: &Facts) -> Option<Value<'_>> {
    let fact = facts.borrowers.as_ref()?;
    let key = |name: &String| {
        let words = name
            .split_whitespace()
            .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
            .filter(|word| !word.is_empty() && !matches!(word.as_str(), "mr" | "mrs" | "ms" | "jr" | "sr"));
        words.collect::<Vec<_>>().join(" ")
    };
    let keys: BTreeSet<String> = fact.value.iter().map(key).filter(|key| !key.is_empty()).collect();
    Some((fact.value.join(" and "), keys.into_iter().collect::<Vec<_>>().join("\n"), &fact.evidence))
}

/// Whether two letters name the same people, each of one being somebody of the other.
fn same_people(one: &str, other: &str) -> bool {
    let known = |name: &str, among: &str| among.lines().any(|other| same_person(name, other));
    one.lines().all(|name| known(name, other)) && other.lines().all(|name| known(name, one))
}

/// People are the same by first and last name, whatever stands between; the longer name may run on into other words, as
/// those of a reference line do.
fn same_person(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let is_first = short.split(' ').next() == long.split(' ').next();
    is_first && short.rsplit(' ').next().is_some_and(|last| long.split(' ').any(|word| word == last))
}
