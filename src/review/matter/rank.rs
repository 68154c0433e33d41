//! Which lien a letter speaks of, and who writes it.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;

use crate::context::user::Rank;
use crate::document::Pages;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::reading::Reader;
use crate::review::Review;
use crate::review::matter::Letter;
use crate::review::matter::Look;
use crate::review::matter::Writer;
use crate::span::RawSpan;

/// What tells the rank of a lien.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The user (`lien=first`, `lien=junior`).
    User,
    /// The letter's own words.
    Words,
    /// What it says of the other liens.
    OtherLiens,
    /// Nothing.
    Nothing,
}

const LIEN: &str = r"(?P<rank>first|second|third|junior|subordinate|senior|1st|2nd|3rd)\s+(?:lien|mortgage|deed\s+of\s+trust|trust\s+deed|security\s+deed|position)\b";

/// Words by which a letter calls a lien its own, says what secures its loan, or puts it into its reference line.
static OWN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let own = format!(r"(?i)\b(?:our|my)\s+{LIEN}");
    let line = format!(r"(?im)^[ \t]*(?:re\b|loan\b|account\b|heloc\b|home\s+equity\b|lien\b)[^\n]{{0,90}}?\b{LIEN}");
    let secured = format!(r"(?i)\b(?:secured|evidenced)\s+by\s+(?:a|an|the|that\s+certain|its|our)\s+{LIEN}");
    [own, line, secured].iter().filter_map(|shape| Regex::new(shape).ok()).collect()
});

/// Words that name a holder, who may be this lender or another.
static HELD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b(?:holds|holder\s+of|owns|owner\s+of)\s+(?:a|the)\s+{LIEN}")).ok());

/// Words of a junior about the lender in front of it.
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:the|your)\s+first\s+(?:lender|lien\s?holder|mortgage\s+(?:holder|company|lender))\b").ok()
});

/// Names of mortgage insurers, in a letter's first lines.
static INSURER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:mortgage\s+(?:insurance|guaranty|guarantee)|guaranty\s+(?:insurance|company|corp\w*)|guarantee\s+insurance|mortgage\s+insurer|MI\s+(?:corp\w*|company))\b").ok()
});

/// Bytes before "holds the second mortgage" in which the lender must be named.
const NEAR: usize = 120;

/// The lien that a letter calls its own; nothing where its words name two.
pub(super) fn stated(pages: &Pages, lender: Option<&str>) -> Option<(Rank, Evidence)> {
    let text = &pages.text;
    let mut found: Vec<(Rank, RawSpan)> = Vec::new();
    for shape in OWN.iter() {
        found.extend(shape.captures_iter(text).filter_map(|hit| ranked(&hit)));
    }
    if let Some(shape) = HELD.as_ref() {
        let own = |hit: &regex::Captures<'_>| {
            let start = hit.get(0).map_or(0, |all| all.start());
            let before = text.get(floor(text, start.saturating_sub(NEAR))..start).unwrap_or_default();
            lender.and_then(|name| name.split_whitespace().next()).is_some_and(|name| before.contains(name))
        };
        found.extend(shape.captures_iter(text).filter(own).filter_map(|hit| ranked(&hit)));
    }
    if found.is_empty() {
        let first = BEFORE.as_ref().and_then(|shape| shape.find(text));
        found.extend(first.map(|hit| (Rank::Junior, RawSpan::new(hit.start(), hit.end()))));
    }
    let (rank, span) = *found.first()?;
    let agree = found.iter().all(|(other, _)| *other == rank);
    agree.then(|| (rank, Evidence::at(pages, span, "lien-rank", Reader::Patterns)))
}

fn ranked(hit: &regex::Captures<'_>) -> Option<(Rank, RawSpan)> {
    let rank = match hit.name("rank")?.as_str().to_lowercase().as_str() {
        "first" | "1st" | "senior" => Rank::First,
        _ => Rank::Junior,
    };
    let all = hit.get(0)?;
    Some((rank, RawSpan::new(all.start(), all.end())))
}

/// The border of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Who writes, by the name of the lender and the first line of the letterhead. Who gives up a lien, or says which lien is its
/// own, is a lender, whatever its name.
pub(super) fn writer(review: &Review, pages: &Pages) -> Writer {
    let first = pages.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let lender = review.facts.lender.as_ref().map_or("", |fact| fact.value.as_str());
    let insures = |words: &str| INSURER.as_ref().is_some_and(|shape| shape.is_match(words));
    let lien = review.judgement.status(Protection::LienRelease);
    let holds = matches!(lien, Some(Status::Present | Status::Weak | Status::Unread));
    let ranked = review.context.known.lien.is_some() || stated(pages, Some(lender)).is_some();
    if !holds && !ranked && (insures(lender) || insures(first)) { Writer::Insurer } else { by_kind(review) }
}

const fn by_kind(review: &Review) -> Writer {
    match review.judgement.kind {
        Kind::ShortSale | Kind::DeedInLieu | Kind::Unknown => Writer::Lender,
        Kind::Other => Writer::Other,
    }
}

/// A document with what its pages told.
pub(super) fn letter<'a>(review: &'a Review, looks: &[Look]) -> Letter<'a> {
    let look = looks.iter().find(|look| look.name == review.meta.name);
    let writer = look.map_or_else(|| by_kind(review), |look| look.writer);
    let stated = look.and_then(|look| look.rank.clone());
    let (rank, basis, words) = match (review.context.known.lien, stated) {
        (Some(rank), _) => (Some(rank), Basis::User, Vec::new()),
        (None, Some((rank, words))) => (Some(rank), Basis::Words, vec![words]),
        (None, None) => beside(juniors(review)),
    };
    let text = look.map(|look| look.text.clone()).unwrap_or_default();
    if writer == Writer::Lender {
        return Letter { review, writer, rank, basis, words, text };
    }
    Letter { review, writer, rank: None, basis: Basis::Nothing, words: Vec::new(), text }
}

/// Words by which a letter calls another's lien the first, or a later one.
static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let what = "(?:lien|mortgage|deed|trust|loan|lender|note|holder|position)";
    let first = format!(r"the\s+(?:first|senior)|(?:first|senior|1st)\s+{what}");
    Regex::new(&format!(r"(?i)\b(?:(?P<first>{first})|second|third|junior|subordinate|2nd|3rd)")).ok()
});

/// The rank of a lien by what the letter says of other liens: it is behind the one that it calls the first, and before one
/// that it calls a later. An association's claim, or words for both, tell nothing.
fn beside(words: Vec<Evidence>) -> (Option<Rank>, Basis, Vec<Evidence>) {
    let said = |quote: &str| {
        let hits = OTHERS.iter().flat_map(|shape| shape.captures_iter(quote));
        hits.map(|hit| if hit.name("first").is_some() { Rank::Junior } else { Rank::First }).collect::<Vec<_>>()
    };
    let ranks: Vec<Rank> = words.iter().flat_map(|words| said(&words.quote)).collect();
    match ranks.first() {
        Some(rank) if ranks.iter().all(|other| other == rank) => (Some(*rank), Basis::OtherLiens, words),
        _ => (None, Basis::Nothing, Vec::new()),
    }
}

/// The words by which a letter deals with other liens.
pub(super) fn juniors(review: &Review) -> Vec<Evidence> {
    let judgement = &review.judgement;
    let dealt = judgement.protections.iter().filter(|clause| {
        clause.id == Protection::JuniorLiens && matches!(clause.status, Status::Present | Status::Weak)
    });
    let open = judgement.hazards.iter().filter(|hazard| hazard.id == Hazard::JuniorLienOpen);
    dealt.flat_map(|clause| &clause.evidence).chain(open.flat_map(|hazard| &hazard.evidence)).cloned().collect()
}
