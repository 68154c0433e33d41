//! Terms that the document defines, wherever the definition stands.

use std::sync::LazyLock;

use regex::Regex;

use crate::fuse::Kit;
use crate::read::Definition;
use crate::segment;
use crate::segment::{Form, Standing, Structure, Unit};
use crate::text::Text;

/// `"Deficiency" means …`
static MEANS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#""([A-Z][^"]{1,40})"\s+(?:shall\s+)?(?:means?|includes only|refers?\s+to|is|are)\s+(?:and\s+\w+\s+)?([^"]{3,400})"#).ok()
});

/// `… the unpaid rest (the "Balance")`
static BRACKETED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"([^.;()]{3,160}?)\s*\((?:collectively,?\s+)?(?:the|an?|each,?\s+an?)?\s*"([A-Z][^"]{1,40})"\)"#).ok()
});

/// A term and the words that give it its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The term as written.
    pub(super) term: String,
    /// The words.
    pub(super) words: String,
    place: Place,
}

/// Where the meaning of a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Behind,
    Before,
}

impl Meaning {
    /// A term with its meaning behind it.
    pub(super) fn behind(term: &str, words: &str) -> Self {
        Self { term: term.to_owned(), words: words.to_owned(), place: Place::Behind }
    }

    fn before(term: &str, words: &str) -> Self {
        Self { place: Place::Before, ..Self::behind(term, words) }
    }

    fn define(&self, kit: &Kit) -> Option<Definition> {
        match self.place {
            Place::Behind => kit.define(&self.term, &self.words),
            Place::Before => kit.define_before(&self.term, &self.words),
        }
    }
}

/// The terms of a document, in the order in which they are defined; the first definition of a term stands.
#[must_use]
pub fn of(kit: &Kit, text: &Text, structure: &Structure) -> Vec<Definition> {
    let mut terms: Vec<Definition> = credit_union(kit, text);
    for term in meanings(text, structure).iter().filter_map(|meaning| meaning.define(kit)) {
        if !terms.iter().any(|t| t.term == term.term) {
            terms.push(term);
        }
    }
    terms
}

/// Every term that the document gives a meaning, in the order of the text.
pub(super) fn meanings(text: &Text, structure: &Structure) -> Vec<Meaning> {
    let units = structure.units.iter().enumerate();
    let all = units.flat_map(|(at, unit)| {
        let headed = structure.units.get(at + 1).and_then(|next| headed(text, unit, next));
        in_unit(text, unit).into_iter().chain(headed)
    });
    all.collect()
}

/// Where the letterhead ends, in bytes of the normal text, give or take.
const LETTERHEAD: usize = 600;

/// A credit union that does not write the letter is another lienholder to it.
fn credit_union(kit: &Kit, text: &Text) -> Vec<Definition> {
    let head: String = text.norm.chars().take(LETTERHEAD).collect();
    if head.to_lowercase().contains("credit union") {
        return Vec::new();
    }
    ["credit union", "Credit Union"].into_iter().filter_map(|term| kit.define(term, "the junior lienholder")).collect()
}

fn in_unit(text: &Text, unit: &Unit) -> Vec<Meaning> {
    let words = segment::words(text, unit.span);
    if let Some(row) = row(text, unit) {
        return vec![row];
    }
    // Both shapes are slow to look for and most units hold neither, so the marks in them are looked for first.
    let said = MEANS
        .iter()
        .filter(|_| words.contains("\" "))
        .flat_map(|r| r.captures_iter(&words))
        .filter_map(|c| Some(Meaning::behind(c.get(1)?.as_str(), c.get(2)?.as_str())));
    let bracketed = BRACKETED
        .iter()
        .filter(|_| words.contains("\")"))
        .flat_map(|r| r.captures_iter(&words))
        .filter_map(|c| Some(Meaning::before(c.get(2)?.as_str(), c.get(1)?.as_str())));
    said.chain(bracketed).collect()
}

/// A quoted term as a heading, its meaning below.
fn headed(text: &Text, unit: &Unit, next: &Unit) -> Option<Meaning> {
    let term = text.words(unit.span).trim();
    let quoted = term.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    let glossary = unit.standing == Standing::Definition && term.split_whitespace().count() <= 3;
    let bare = quoted.or_else(|| glossary.then_some(term))?;
    (unit.form == Form::Heading).then(|| Meaning::behind(bare, &segment::words(text, next.span)))
}

/// A glossary's row: a term in quotation marks, or a capitalised one beside words that begin small.
fn row(text: &Text, unit: &Unit) -> Option<Meaning> {
    let label = unit.label.filter(|_| unit.form == Form::Row)?;
    let term = text.words(label).trim();
    let value = text.norm.get(label.end..unit.span.end)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = term.trim_matches('"');
    let quoted = bare.len() < term.len();
    let glossary = quoted
        || unit.standing == Standing::Definition
        || ["the ", "a ", "an ", "all ", "whatever ", "any "].iter().any(|w| value.starts_with(w));
    let capital = bare.starts_with(char::is_uppercase) && bare.split_whitespace().count() <= 3;
    (glossary && capital).then(|| Meaning::behind(bare, value))
}
