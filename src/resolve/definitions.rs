//! Terms that the document defines, wherever the definition stands.

use crate::fuse::Kit;
use crate::read::Definition;
use crate::segment;
use crate::segment::{Form, Standing, Structure, Unit};
use crate::text::Text;
use crate::text::Twofold;

/// `"Deficiency" means …`: the meaning follows.
static MEANS: Twofold = Twofold::new(|| {
    r#""([A-Z][^"]{1,40})"\s+(?:shall\s+)?(?:means?|includes only|refers?\s+to|is|are)\s+(?:and\s+\w+\s+)?"#.to_owned()
});

/// `… the unpaid rest (the "Balance")`: the meaning stands before.
static BRACKETED: Twofold = Twofold::new(|| {
    r#"\((?:(?:collectively|together|jointly|hereinafter|in\s+all),?\s+)?(?:the|an?|each,?\s+an?)?\s*"([A-Z][^"]{1,40})"\)"#.to_owned()
});

/// Bytes of a meaning at least, and at most behind its term and before it.
const SHORTEST: usize = 3;
const BEHIND: usize = 400;
const BEFORE: usize = 160;

/// Terms of a document at most, since each is looked for in each unit: an agreement has some thirty.
const MOST: usize = 500;

/// The terms of a document, in the order in which they are defined; the first definition of a term stands.
#[must_use]
pub fn of(kit: &Kit, text: &Text, structure: &Structure) -> Vec<Definition> {
    let mut terms: Vec<Definition> = credit_union(kit, text);
    for (at, unit) in structure.units.iter().enumerate() {
        let headed = structure.units.get(at + 1).and_then(|next| headed(kit, text, unit, next));
        for term in in_unit(kit, text, unit).into_iter().chain(headed) {
            if terms.len() < MOST && !terms.iter().any(|t| t.term == term.term) {
                terms.push(term);
            }
        }
    }
    terms
}

/// Where the letterhead ends, in characters of the normal text, give or take.
const LETTERHEAD: usize = 600;

/// A credit union that does not write the letter is another lienholder to it.
fn credit_union(kit: &Kit, text: &Text) -> Vec<Definition> {
    let head: String = text.norm.chars().take(LETTERHEAD).collect();
    if head.to_lowercase().contains("credit union") {
        return Vec::new();
    }
    ["credit union", "Credit Union"].into_iter().filter_map(|term| kit.define(term, "the junior lienholder")).collect()
}

fn in_unit(kit: &Kit, text: &Text, unit: &Unit) -> Vec<Definition> {
    let words = segment::words(text, unit.span);
    if let Some(row) = row(kit, text, unit) {
        return vec![row];
    }
    // Most units hold neither shape, so the marks in them are looked for first.
    let said = MEANS
        .of(&words)
        .into_iter()
        .filter(|_| words.contains("\" "))
        .flat_map(|r| r.captures_iter(&words))
        .filter_map(|c| kit.define(bare(c.get(1)?.as_str()), behind(words.get(c.get(0)?.end()..)?)?));
    let bracketed = BRACKETED
        .of(&words)
        .into_iter()
        .filter(|_| words.contains("\")"))
        .flat_map(|r| r.captures_iter(&words))
        .filter_map(|c| kit.define_before(c.get(1)?.as_str(), before(words.get(..c.get(0)?.start())?)?));
    said.chain(bracketed).collect()
}

/// The meaning behind a term: up to the next quotation.
fn behind(rest: &str) -> Option<&str> {
    let quoted = rest.find('"').unwrap_or(rest.len());
    let end = (0..=quoted.min(BEHIND)).rev().find(|&end| rest.is_char_boundary(end))?;
    rest.get(..end).filter(|meaning| meaning.len() >= SHORTEST)
}

/// The meaning before a term: back to the clause's beginning.
fn before(words: &str) -> Option<&str> {
    let words = words.trim_end();
    let clause = words.rfind(['.', ';', '(', ')']).map_or(0, |mark| mark + 1);
    let start = (clause.max(words.len().saturating_sub(BEFORE))..words.len()).find(|&at| words.is_char_boundary(at))?;
    words.get(start..).filter(|meaning| meaning.len() >= SHORTEST)
}

/// A term without its article: `"The shortfall" means` speaks of "the shortfall" wherever it stands.
fn bare(term: &str) -> &str {
    ["The ", "Your ", "Our "].iter().find_map(|article| term.strip_prefix(article)).unwrap_or(term)
}

/// A quoted term as a heading, its meaning below.
fn headed(kit: &Kit, text: &Text, unit: &Unit, next: &Unit) -> Option<Definition> {
    let term = text.words(unit.span).trim();
    let quoted = term.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    let glossary = unit.standing == Standing::Definition && term.split_whitespace().count() <= 3;
    let bare = quoted.or_else(|| glossary.then_some(term))?;
    (unit.form == Form::Heading && !bare.is_empty())
        .then(|| kit.define(bare, &segment::words(text, next.span)))
        .flatten()
}

/// A glossary's row: a term in quotation marks, or a capitalised one beside words that begin small.
fn row(kit: &Kit, text: &Text, unit: &Unit) -> Option<Definition> {
    let label = unit.label.filter(|_| unit.form == Form::Row)?;
    let term = text.words(label).trim();
    let value = text.norm.get(label.end..unit.span.end)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = term.trim_matches('"');
    let quoted = bare.len() < term.len();
    let glossary = quoted
        || unit.standing == Standing::Definition
        || ["the ", "a ", "an ", "all ", "whatever ", "any "].iter().any(|w| value.starts_with(w));
    let capital = bare.starts_with(char::is_uppercase) && bare.split_whitespace().count() <= 3;
    (glossary && capital).then(|| kit.define(bare, value)).flatten()
}
