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

/// The letters of lenders on liens behind that of `first`.
fn behind<'a, 'b>(letters: &'b [Letter<'a>], first: usize) -> Vec<Numbered<'a, 'b>> {
    let junior = |(at, letter): &Numbered<'_, '_>| {
        *at != first && letter.writer == Writer::Lender && letter.rank != Some(Rank::First)
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

/// Releases that the closing needs and no letter gives.
pub(super) fn absent(letters: &[Letter<'_>]) -> Vec<Point> {
    let mut points = Vec::new();
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
        if status != Status::Present {
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
    if naming.is_empty() || letters.iter().any(waives) {
        return None;
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
