//! The state of the property where no address of it can be read: every mention of a state speaks for it, some louder.

use std::collections::BTreeMap;

use regex::{Captures, Regex};

use super::Fact;
use super::sheet::Sheet;
use super::states::{STATES, State, by_name, by_statute};
use crate::span::NormSpan;
use crate::text::Twofold;

/// Fewer votes than this tell nothing where another state is named: a lender's letterhead has one, a bare name two.
const LEAST: u32 = 3;
/// Fewer votes than this place no house for the law, even where no other state is named.
const PLACED: u32 = 2;

/// How a state is told that a letterhead alone names. Local lenders leave the state away from the house's address: of 1,657
/// labelled letters 52 name no other, and each house lies there. It is told as a fact and decides no law.
pub const BY_LETTERHEAD: &str = "state of the letterhead alone";
/// Lines of a letterhead.
const HEAD: usize = 4;

/// A state's name, a postal code behind a town, or a state's statutes by their short name.
static MENTION: Twofold = Twofold::new(|| {
    let cases = STATES.iter().flat_map(|state| [state.name.clone(), state.name.to_uppercase()]);
    let names = cases.map(|name| name.replace(' ', r"\s")).collect::<Vec<_>>().join("|");
    let codes = STATES.iter().map(|state| state.code.as_str()).collect::<Vec<_>>().join("|");
    let laws =
        STATES.iter().flat_map(|state| &state.statutes).map(|law| regex::escape(law)).collect::<Vec<_>>().join("|");
    let town = format!(r"[A-Z][A-Za-z]+(?P<comma>,)?[ \t\n](?P<code>{codes})(?P<zip>[ \t]+[0-9]{{5}})?(?-u:\b)");
    format!(r"(?-u:\b)(?:(?P<name>{names})(?-u:\b)|{town}|(?P<law>{laws})(?-u:\b))")
});

/// Words beside a state that make it the place of the house, not of a company.
static PLACE: Twofold = Twofold::new(|| {
    r"(?i)\b(?:county|parish|recorder|register of deeds|registry|land records|clerk|situated?|located|lying|premises|property|house|home|collateral|parcel|seller|owner|borrower|laws? of|state of)\b".to_owned()
});

/// Words before a state that only suppose it: a form letter's branches.
static SUPPOSED: Twofold = Twofold::new(|| {
    r"(?i)\b(?:if|where|when|unless|except|outside|other than|properties|residents|homes|loans)\b[^.;]*$".to_owned()
});

/// Words behind a state that make it the birthplace of a company.
static COMPANY: Twofold = Twofold::new(|| {
    r"^\s+(?i:(?:state[- ])?(?:(?:non-?profit|banking|business|chartered|general|limited|professional|statutory|national|mutual|domestic)\s+)*(?:corporation|company|limited|llc|bank|association|partnership|trust|savings|credit union|chartered))".to_owned()
});

/// The state for which most mentions speak, if it is more than for any other.
pub(super) fn state(sheet: &Sheet) -> Option<Fact<String>> {
    let mut votes: BTreeMap<&'static str, (u32, NormSpan, u32)> = BTreeMap::new();
    for found in MENTION.of(&sheet.laid)?.captures_iter(&sheet.laid) {
        let Some((state, span)) = named(&found) else { continue };
        let weight = weight(sheet, &found, span);
        let entry = votes.entry(state.code.as_str()).or_insert((0, span, weight));
        entry.0 += weight;
        if weight > entry.2 {
            (entry.1, entry.2) = (span, weight);
        }
    }
    let (code, (most, span, _)) = votes.iter().max_by_key(|(_, (total, ..))| *total)?;
    let rivals = votes.values().filter(|(total, ..)| total >= most).count();
    let others = votes.values().filter(|(total, ..)| *total > 0).count() > 1;
    let enough = !others || *most >= LEAST;
    let pattern = if others || *most >= PLACED { "state by mentions" } else { BY_LETTERHEAD };
    (enough && rivals == 1 && *most > 0).then(|| sheet.fact((*code).to_owned(), *span, pattern))
}

fn named(found: &Captures) -> Option<(&'static State, NormSpan)> {
    let span = |name: &str| found.name(name).map(|group| NormSpan::new(group.start(), group.end()));
    if let Some(code) = found.name("code") {
        // "Seller, OR Buyer", "Doe, MD": a code that is a word or a title needs its ZIP code.
        let sure = found.name("zip").is_some() || !WORDS.contains(&code.as_str());
        return Some((by_name(code.as_str())?, span("code")?)).filter(|_| sure);
    }
    match found.name("name") {
        Some(name) => Some((by_name(name.as_str())?, span("name")?)),
        None => Some((by_statute(found.name("law")?.as_str())?, span("law")?)),
    }
}

/// Codes that are words or titles too.
const WORDS: [&str; 14] = ["IN", "OR", "ME", "HI", "OK", "PA", "LA", "MA", "MD", "DE", "ID", "CO", "AL", "VA"];

/// Bytes on either side of a mention that are looked at: more is no line of a letter.
const BESIDE: usize = 120;

/// The words of a line near a mention.
fn beside<'a>(sheet: &'a Sheet, line: NormSpan, span: NormSpan) -> &'a str {
    let to = (span.end..=line.end.min(span.end + BESIDE)).rev().find(|at| sheet.laid.is_char_boundary(*at));
    sheet.words(NormSpan::new(beside_start(sheet, line, span), to.unwrap_or(span.end)))
}

fn beside_start(sheet: &Sheet, line: NormSpan, span: NormSpan) -> usize {
    let from = line.start.max(span.start.saturating_sub(BESIDE))..=span.start;
    from.into_iter().find(|at| sheet.laid.is_char_boundary(*at)).unwrap_or(span.start)
}

/// How loudly a mention speaks.
fn weight(sheet: &Sheet, found: &Captures, span: NormSpan) -> u32 {
    let line = sheet.line(span.start);
    let after = sheet.rest_of_line(span.end, line);
    let goes_on = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    if found.name("name").is_some() && goes_on {
        return 0;
    }
    let before = sheet.words(NormSpan::new(beside_start(sheet, line, span), span.start));
    if SUPPOSED.is_in(before) {
        return 0;
    }
    if COMPANY.is_in(after) {
        return 0;
    }
    let whole = line;
    let line = beside(sheet, whole, span);
    let is_place = is_about(sheet, whole) || PLACE.is_in(line);
    if (sheet.line_at(span.start) < HEAD && !is_place)
        || ["P.O.", "PO Box", "Suite", "Floor"].iter().any(|word| line.contains(word))
    {
        return if is_town_of_the_house(sheet, before) { 3 } else { 1 };
    }
    let base = if found.name("zip").is_some() || found.name("law").is_some() { 3 } else { 2 };
    base + if is_place { 2 } else { 0 }
}

/// Whether a line says what the letter is about.
fn is_about(sheet: &Sheet, line: NormSpan) -> bool {
    let words = sheet.words(line).trim_start();
    let label = words.split(':').next().unwrap_or("");
    label.len() < words.len() && ["subject", "re"].iter().any(|about| label.eq_ignore_ascii_case(about))
}

/// Whether the town before a lender's state is named again behind a street: a local lender's house is there.
fn is_town_of_the_house(sheet: &Sheet, before: &str) -> bool {
    let town = before.trim_end_matches([',', ' ', '\t']).rsplit([' ', '\t', '\n']).next().unwrap_or("");
    let named = || Regex::new(&format!(r"[0-9]+ [A-Z][\w.' ]*,\s{}\b", regex::escape(town))).ok();
    let is_name = town.len() > 3 && town.starts_with(char::is_uppercase);
    is_name && named().is_some_and(|named| named.is_match(&sheet.laid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[test]
    fn mentions_tell_the_state() {
        let head = "ELM BANK\n1 Main Street\nAkron, OH 44301\nLending\n\n";
        let table = [
            ("The house lies in Maricopa County, Arizona.", "AZ"),
            ("Seller: Tamika R. Golightly, 77 Pecos Bluff Dr, Temple TX", "TX"),
            ("We record it under NRS 40.458.", "NV"),
            ("Elm LLC, a Delaware limited liability company, holds the note.", ""),
            ("The Buyer OR Seller may sign.", ""),
            ("NOW, THEREFORE, in county records, IN CONSIDERATION of the house, and Seller, OR Buyer.", ""),
            ("The Bank of New York Mellon holds the house; Virginia Jones is the owner.", ""),
            ("Recorded in Vermont; the lender sits in Maine and Vermont.", "VT"),
            ("If the property is located in California, the Bank releases you.", ""),
            ("For properties in Georgia we sign twice. The county in Georgia records it.", "GA"),
            ("The form is used in Iowa and in Utah.", ""),
            ("Your house at 14 Birch Street, Akron", "OH"),
            ("Subject: RE: offer on 7711 W Ocotillo Trail, Mesa Roja AZ / our ref SAM-2290", "AZ"),
            ("STATE OF TEXAS\nCOUNTY OF TAYLOR", "TX"),
            ("We write for the VA, and our VA desk answers.", ""),
            ("This is governed by the law of the State of New Hampshire.", "NH"),
        ];
        for (words, right) in table {
            let (pages, text) = sample::text(&[head, words].concat());
            let placed = state(&Sheet::new(&pages, &text)).filter(|fact| fact.evidence[0].pattern != BY_LETTERHEAD);
            assert_eq!(placed.map(|fact| fact.value).unwrap_or_default(), right, "{words}");
        }
    }

    #[test]
    fn a_letterhead_alone_is_told_as_one() {
        let told = |words: &str| {
            let (pages, text) = sample::text(&["ELM BANK\nAkron, Ohio\n\nMay 3, 2021\n\n", words].concat());
            state(&Sheet::new(&pages, &text)).map(|fact| (fact.value, fact.evidence[0].pattern == BY_LETTERHEAD))
        };
        assert_eq!(told("Your house at 14 Birch Street may be sold."), Some(("OH".to_owned(), true)));
        assert_eq!(told("Your house lies in Summit County, Ohio."), Some(("OH".to_owned(), false)));
        assert_eq!(told("Iowa has the other one."), None);
    }
}
