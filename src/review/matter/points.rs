//! Whose release is absent, and which sums do not fit.

use std::str::FromStr;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::context::user::Rank;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;
use crate::review::Review;
use crate::review::matter::Letter;
use crate::review::matter::Point;
use crate::review::matter::What;
use crate::review::matter::Writer;
use crate::review::matter::rank::juniors;
use crate::severity::Severity;

static DOLLARS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\$\s?(\d[\d,]*(?:\.\d\d)?)").ok());

/// Words that say that a line is about a junior lien.
static JUNIOR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:second|third|junior|subordinate|2nd|3rd)\b").ok());

type Numbered<'a, 'b> = (usize, &'b Letter<'a>);

/// The letters of lenders on liens behind that of `first`: they call their lien a junior one, or give one up without a word
/// on its rank.
fn behind<'a, 'b>(letters: &'b [Letter<'a>], first: usize) -> Vec<Numbered<'a, 'b>> {
    let gives_up = |letter: &Letter<'_>| {
        let status = letter.review.judgement.status(Protection::LienRelease);
        matches!(status, Some(Status::Present | Status::Weak | Status::Unread))
    };
    let junior = |(at, letter): &Numbered<'_, '_>| {
        let is_behind = letter.rank == Some(Rank::Junior) || letter.rank.is_none() && gives_up(letter);
        *at != first && letter.writer == Writer::Lender && is_behind
    };
    letters.iter().enumerate().filter(junior).collect()
}

/// Letters that deal with liens behind their own.
fn seniors<'a, 'b>(letters: &'b [Letter<'a>]) -> Vec<Numbered<'a, 'b>> {
    let senior = |(_, letter): &Numbered<'_, '_>| {
        letter.writer == Writer::Lender && letter.rank != Some(Rank::Junior) && !juniors(letter.review).is_empty()
    };
    letters.iter().enumerate().filter(senior).collect()
}

fn at(number: usize, evidence: &[Evidence]) -> Vec<(usize, Evidence)> {
    evidence.iter().map(|words| (number, words.clone())).collect()
}

fn name<'a>(letter: &Letter<'a>) -> &'a str {
    &letter.review.meta.name
}

/// What is common in the names of lenders, and tells none from another.
const COMMON: [&str; 24] = [
    "the",
    "bank",
    "first",
    "national",
    "federal",
    "mortgage",
    "home",
    "loan",
    "loans",
    "credit",
    "union",
    "trust",
    "savings",
    "company",
    "insurance",
    "guaranty",
    "corporation",
    "united",
    "american",
    "states",
    "services",
    "servicing",
    "lending",
    "financial",
];

/// Whether the text of a letter names the writer of another; nothing where that cannot be told.
fn names(letter: &Letter<'_>, other: &Letter<'_>) -> Option<bool> {
    let writer = other.review.facts.lender.as_ref()?.value.to_lowercase();
    let mut own = writer.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2 && !COMMON.contains(word));
    let first = own.next()?;
    (!letter.text.is_empty()).then(|| letter.text.contains(first))
}

/// Words by which a passage on juniors names their holder.
static HOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b[A-Z][\w&.'-]+(?:\s+[A-Z&][\w&.'-]*)*\s+(?:Bank|Union|Mortgage|Finance|Financial|Lending|Fund|Trust|Company|Capital|Servicing|Savings|LLC|N\.A\.)").ok()
});

/// Words on a third lien.
static THIRD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:third|3rd)\s+(?:lien|mortgage|deed|position|trust)|\b(?:second|2nd)\s+and\s+(?:third|3rd)\b")
        .ok()
});

/// Juniors that a letter names and no letter is of.
fn unmet(letters: &[Letter<'_>], (number, senior): (usize, &Letter<'_>)) -> Option<Point> {
    let (behind, words) = (behind(letters, number), juniors(senior.review));
    if behind.is_empty() {
        return None;
    }
    let said = |shape: &LazyLock<Option<Regex>>| {
        shape.as_ref().is_some_and(|shape| words.iter().any(|words| shape.is_match(&words.quote)))
    };
    let strangers: Vec<&str> = behind
        .iter()
        .filter(|(_, junior)| names(senior, junior) == Some(false))
        .map(|(_, junior)| name(junior))
        .collect();
    let says = if said(&HOLDER) && strangers.len() == behind.len() {
        format!(
            "{} names the holder of another lien, and not who writes {}: that holder's letter is not in this matter.",
            name(senior),
            strangers.join(", ")
        )
    } else if THIRD.as_ref().is_some_and(|shape| shape.is_match(&senior.text)) && behind.len() < 2 {
        format!("{} speaks of a third lien, and one letter alone is of a junior.", name(senior))
    } else {
        return None;
    };
    Some(Point { what: What::JuniorNotReleased, severity: Severity::High, says, words: at(number, &words) })
}

/// A junior speaks, and nobody in front of it.
fn first_absent(letters: &[Letter<'_>]) -> Option<Point> {
    let lenders = || letters.iter().enumerate().filter(|(_, letter)| letter.writer == Writer::Lender);
    if lenders().any(|(_, letter)| letter.rank != Some(Rank::Junior)) {
        return None;
    }
    let (number, junior) = lenders().next()?;
    let says = format!(
        "{} is on a junior lien, and no letter on the first lien is in this matter: nothing here releases that debt.",
        name(junior)
    );
    Some(Point { what: What::SeniorNotReleased, severity: Severity::High, says, words: at(number, &junior.words) })
}

/// Releases that the closing needs and no letter gives.
pub(super) fn absent(letters: &[Letter<'_>]) -> Vec<Point> {
    let mut points: Vec<Point> = first_absent(letters).into_iter().collect();
    points.extend(seniors(letters).into_iter().filter_map(|senior| unmet(letters, senior)));
    for (number, senior) in seniors(letters) {
        if behind(letters, number).is_empty() {
            // Where the letter's own rank is not told, the other lien may be an association's claim or one before it.
            let (other, severity) = match senior.rank {
                Some(_) => ("a junior lien", Severity::High),
                None => ("another lien", Severity::Medium),
            };
            let says = format!(
                "{} speaks of {other}, and no letter of its holder is in this matter: nothing here releases that debt.",
                name(senior)
            );
            let words = at(number, &juniors(senior.review));
            points.push(Point { what: What::JuniorNotReleased, severity, says, words });
        }
    }
    for (number, junior) in letters.iter().enumerate() {
        if junior.writer != Writer::Lender || junior.rank == Some(Rank::First) || !is_behind(letters, number) {
            continue;
        }
        let status = junior.review.judgement.status(Protection::DebtRelease).unwrap_or(Status::Missing);
        if junior.review.judgement.verdict == Verdict::Unreadable {
            let says = format!("{} was not read, so nobody knows whether it releases its debt.", name(junior));
            let (what, severity) = (What::JuniorNotReleased, Severity::High);
            points.push(Point { what, severity, says, words: Vec::new() });
        } else if status != Status::Present {
            let lien = if junior.rank.is_some() { "on a junior lien" } else { "whose lien is not told" };
            let says =
                format!("{}, {lien}, does not release its debt for sure: debt-release is {status}.", name(junior));
            let words = at(number, &clause(junior.review, Protection::DebtRelease));
            points.push(Point { what: What::JuniorNotReleased, severity: Severity::High, says, words });
        }
    }
    points.extend(insurer(letters));
    points
}

/// Whether a letter speaks of a junior lien: by its own account, or because another letter deals with juniors.
fn is_behind(letters: &[Letter<'_>], number: usize) -> bool {
    let own = letters.get(number).is_some_and(|letter| letter.rank == Some(Rank::Junior));
    own || seniors(letters).iter().any(|(at, _)| *at != number)
}

fn clause(review: &Review, id: Protection) -> Vec<Evidence> {
    let found = review.judgement.protections.iter().find(|clause| clause.id == id);
    found.map_or_else(Vec::new, |clause| clause.evidence.clone())
}

/// Whether a letter says that the mortgage insurer gives up its claim: in another's words, or in its own.
pub(super) fn waives(letter: &Letter<'_>) -> bool {
    let gives = |id| letter.review.judgement.status(id) == Some(Status::Present);
    let own = [Protection::DebtRelease, Protection::DeficiencyWaiver].into_iter().any(gives);
    let reserves = letter.review.judgement.has(Hazard::DeficiencyReservation);
    gives(Protection::InsurerBound) || letter.writer == Writer::Insurer && own && !reserves
}

/// A mortgage insurer is named, and nobody has its waiver.
fn insurer(letters: &[Letter<'_>]) -> Option<Point> {
    let named = |letter: &Letter<'_>| {
        let status = letter.review.judgement.status(Protection::InsurerBound);
        let open = matches!(status, Some(Status::Missing | Status::Weak | Status::Unread));
        letter.writer == Writer::Insurer || open && mentions(letter.review)
    };
    let naming: Vec<Numbered<'_, '_>> = letters.iter().enumerate().filter(|(_, letter)| named(letter)).collect();
    // An insurer's waiver is that of the insurer whom the lenders name, on a loan of theirs.
    let is_meant = |letter: &Letter<'_>| {
        let lenders = || letters.iter().filter(|other| other.writer == Writer::Lender);
        let known = lenders().filter(|lender| named(lender)).filter_map(|lender| names(lender, letter));
        letter.writer != Writer::Insurer || known.min() != Some(false) && is_on_a_loan(letter, lenders())
    };
    if naming.is_empty() || letters.iter().any(|letter| waives(letter) && is_meant(letter)) {
        return doubtful(letters);
    }
    let told: Vec<&str> = naming.iter().map(|(_, letter)| name(letter)).collect();
    let says =
        format!("A mortgage insurer is named ({}), and no letter in this matter has its waiver.", told.join(", "));
    let words = naming.iter().flat_map(|(number, letter)| {
        let reserved =
            letter.review.judgement.hazards.iter().filter(|hazard| hazard.id == Hazard::InsurerRightsReserved);
        reserved.flat_map(|hazard| at(*number, &hazard.evidence)).collect::<Vec<_>>()
    });
    Some(Point { what: What::InsurerNotBound, severity: Severity::High, says, words: words.collect() })
}

/// Whether an insurer's letter speaks of a loan of the lenders, as far as both tell numbers.
fn is_on_a_loan<'a, 'b: 'a>(letter: &Letter<'_>, mut lenders: impl Iterator<Item = &'a Letter<'b>>) -> bool {
    let digits = |review: &Review| {
        let number = review.facts.loan_number.as_ref()?;
        Some(number.value.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
    };
    let Some(own) = digits(letter.review) else { return true };
    lenders.any(|lender| digits(lender.review).is_none_or(|number| number == own))
}

/// An insurer's letter that does not give up its claim for sure, though another paper says that it has none.
fn doubtful(letters: &[Letter<'_>]) -> Option<Point> {
    let is_doubtful =
        |(_, letter): &Numbered<'_, '_>| letter.writer == Writer::Insurer && letter.verdict() != Verdict::FullRelease;
    let (number, letter) = letters.iter().enumerate().find(is_doubtful)?;
    let says = format!("{}, of a mortgage insurer, does not give up its claim for sure.", name(letter));
    let hazards = letter.review.judgement.hazards.iter().filter(|hazard| hazard.id.weakens());
    let words = hazards.flat_map(|hazard| at(number, &hazard.evidence)).collect();
    Some(Point { what: What::InsurerNotBound, severity: Severity::High, says, words })
}

/// Whether the letter names an insurer: where it does not, nobody knows of one.
fn mentions(review: &Review) -> bool {
    let known = review.context.known.mortgage_insurance == Some(crate::context::user::Answer::Yes);
    known || review.judgement.has(Hazard::InsurerRightsReserved)
}

/// A junior that wants more than the letter before it allows.
pub(super) fn sums(letters: &[Letter<'_>]) -> Vec<Point> {
    let mut points = Vec::new();
    for (number, senior) in seniors(letters) {
        for (other, junior) in behind(letters, number) {
            let Some(wanted) = junior.review.facts.net_proceeds.as_ref() else { continue };
            let allowed = allowed(senior, junior.review);
            let most = allowed.iter().map(|(sum, _)| *sum).max();
            let Some((most, asked)) = most.zip(Decimal::from_str(&wanted.value).ok()) else { continue };
            if asked <= most {
                continue;
            }
            let says = format!(
                "{} allows ${most} to the junior lien, and {} wants ${asked}: short by ${}.",
                name(senior),
                name(junior),
                asked - most
            );
            let mut words: Vec<(usize, Evidence)> = allowed.into_iter().map(|(_, words)| (number, words)).collect();
            words.extend(at(other, &wanted.evidence));
            points.push(Point { what: What::SumsDiffer, severity: Severity::High, says, words });
        }
    }
    points
}

/// The sums in what a letter says of junior liens: those on lines that name the junior, where there are such lines. A letter
/// whose own rank is not told may speak of an association's claim, so that of its sums none but these count.
fn allowed(senior: &Letter<'_>, junior: &Review) -> Vec<(Decimal, Evidence)> {
    let lender = junior.facts.lender.as_ref().and_then(|fact| fact.value.split_whitespace().next());
    let is_its = |line: &str| {
        lender.is_some_and(|name| line.contains(name)) || JUNIOR.as_ref().is_some_and(|shape| shape.is_match(line))
    };
    let mut all = Vec::new();
    let mut named = Vec::new();
    for words in juniors(senior.review) {
        for line in words.quote.lines() {
            let hits = DOLLARS.iter().flat_map(|shape| shape.captures_iter(line));
            let sums = hits.filter_map(|hit| Decimal::from_str(&hit.get(1)?.as_str().replace(',', "")).ok());
            for sum in sums {
                if is_its(line) { &mut named } else { &mut all }.push((sum, words.clone()));
            }
        }
    }
    if named.is_empty() && senior.rank.is_some() { all } else { named }
}
