//! What a document's terms mean, in its own words, wherever and however it says so; and the release by a term whose
//! meaning is less than the whole or hangs on somebody's decision, which is read by eye (contract 8.26).
//!
//! The readers take a term for what its word says: "the Deficiency is forgiven" reads as a waiver though the document calls
//! its own appraisal fees so. Nothing is concluded here but that the meaning must be looked at.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::fuse::Doubt;
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::{Form, Structure, Unit};
use crate::text::Text;
use crate::text::Twofold;

/// A term and the words that say what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The term as written, without an article.
    pub(super) term: String,
    /// What it means, one space between words.
    pub(super) words: String,
}

/// Meanings of a document at most, since each is looked for in each passage that frees: an agreement has some thirty.
const MOST: usize = 500;

/// How a sentence gives a term its meaning: in quotation marks, in "by … we mean", or in "in this letter the …".
static SHAPES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let means =
        r"(?:means?|meant|refers?\s+to|stands?\s+for|signif(?:y|ies)|denotes?|(?:shall|will)\s+(?:mean|be)|is|are)";
    let paper = r"(?:letter|agreement|approval|notice|instrument|settlement|consent)";
    let name = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}";
    [
        format!(r#""(?P<term>[^"]{{2,40}}?)[.,]?"(?P<gap>[^".;]{{0,70}}?)\b{means}\s+(?P<what>[^"]{{3,300}})"#),
        r#""(?P<term>[^"]{2,40}?)[.,]?"(?P<gap>[^".;]{0,40}?)\b(?P<what>(?:(?:does|do|shall|will)\s+not\s+(?:include|take\s+in|cover|reach|extend)|excludes?|leaves?\s+out)\b[^"]{3,300})"#.to_owned(),
        r#"\b[Bb]y\s+"(?P<term>[^"]{2,40}?)[.,]?"[^"]{0,30}\bmean\s+(?P<what>[^"]{3,300})"#.to_owned(),
        format!(
            r"\b(?:[Ii]n|[Tt]hroughout|[Ff]or|[Uu]nder)\s+this\s+{paper}:?,?\s+(?:the\s+)?(?P<term>{name})\s+{means}\s+(?P<what>.{{3,300}})"
        ),
    ]
    .into_iter()
    .filter_map(|shape| Regex::new(&shape).ok())
    .collect()
});

/// Terms that by their word are the debt, or what a sale leaves unpaid of it.
static DEBT: Twofold = Twofold::new(|| {
    r"(?i)\b(?:(?:in)?debt(?:edness)?|deficien\w+|shortfall|shortage|balance|obligations?|liabilit\w+|sums|remainder|residue|rest|gap|difference|notes?|loans?|account)\b".to_owned()
});

/// Words by which a meaning takes in the whole debt, or is of it at all.
static WHOLE: Twofold = Twofold::new(|| {
    r"(?i)\b(?:all|every|everything|whole|whatever|total|any|anything|each|entire|unpaid|owing|ow(?:e|es|ed)|due|payable|remain\w*|balance|principal|amount\s+by\s+which|less|minus|note|loan|mortgage|debt|indebtedness|account)\b".to_owned()
});

/// Words by which a meaning is less than the whole.
static PART: Twofold = Twofold::new(|| {
    r"(?i)\b(?:lesser|smaller|lower)\s+of\b|\bfirst\s+\$|\bup\s+to\s+\$|\b(?:that|the|a|such)\s+(?:part|portion|share|half)\b|\$[\d,.]+\s+of\b|\bno(?:t)?\s+more\s+than\b|\bat\s+most\b|\b(?:excess\s+of|above|over|beyond)\s+\$|\bother\s+than\b|\bexcept\b|\bexclud(?:es?|ing)\b|\bleaves?\s+out\b|\bnot\s+(?:includ|take\s+in|cover|reach|extend)|\b(?:only|alone)\b".to_owned()
});

/// Words by which a day or an event hangs on what somebody decides.
static DECIDED: Twofold =
    Twofold::new(|| r"(?i)\b(?:committee|chooses?|elects?|ratif\w+|discretion|decides?|sees?\s+fit)\b".to_owned());

/// Persons known by what they signed, where that is not the debt.
static SIGNED: Twofold = Twofold::new(|| {
    r"(?i)\b(?:who|that|whoever)\s+(?:has\s+|have\s+|had\s+)?sign(?:s|ed)?\s+(?:the\s+)?(?:\w+\s+)?(?:deed|conveyance|contract|this|below)\b".to_owned()
});

/// Terms that by their word are whoever is freed.
static FREED: Twofold =
    Twofold::new(|| r"(?i)\b(?:obligors?|releas(?:ed|ees?)|freed|discharged|excused|forgiven)\b".to_owned());

/// Somebody else than the first borrower is bound.
static OTHERS: Twofold =
    Twofold::new(|| r"(?i)\bguarant(?:y|or|ors|ied|ee of)\b|\bco-?(?:borrower|maker|signer|obligor)".to_owned());

/// The meanings that a document gives, each once: a term may be narrowed after it was defined.
pub(super) fn of(text: &Text, structure: &Structure) -> Vec<Meaning> {
    let mut seen = BTreeSet::new();
    let all = structure.units.iter().flat_map(|unit| in_unit(text, unit));
    all.filter(|meaning| seen.insert((meaning.term.clone(), meaning.words.clone()))).take(MOST).collect()
}

fn in_unit(text: &Text, unit: &Unit) -> Vec<Meaning> {
    let words = segment::words(text, unit.span);
    let row = row(text, unit);
    let marked = words.contains('"') || words.contains("this ");
    let shaped = SHAPES.iter().filter(|_| marked).flat_map(|shape| shape.captures_iter(&words)).filter_map(|found| {
        let (term, what) = (found.name("term")?, found.name("what")?);
        Some(meaning(term.as_str(), what.as_str()))
    });
    row.into_iter().chain(shaped).filter(|meaning| meaning.term.chars().any(char::is_alphabetic)).collect()
}

/// A row of a glossary: a term in quotation marks, and what it means beside it.
fn row(text: &Text, unit: &Unit) -> Option<Meaning> {
    let label = unit.label.filter(|_| unit.form == Form::Row)?;
    let term = text.words(label).trim();
    let quoted = term.strip_prefix('"')?.split('"').next()?;
    let value = text.norm.get(label.end..unit.span.end)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    Some(meaning(quoted, value))
}

fn meaning(term: &str, what: &str) -> Meaning {
    let flat = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let term = flat(term);
    let bare = ["the ", "The ", "your ", "Your ", "our ", "Our "].iter().find_map(|article| term.strip_prefix(article));
    Meaning { term: bare.unwrap_or(&term).to_owned(), words: flat(what) }
}

impl Meaning {
    /// Whether words use the term: as a whole word, in capitals or not, and not in the quotation marks of its definition.
    pub(super) fn is_used_in(&self, words: &str) -> bool {
        let quoted = |at: &usize| words[..*at].ends_with('"') || words[at + self.term.len()..].starts_with('"');
        whole_words(words, &self.term).any(|at| !quoted(&at))
    }

    /// Whether it is one name and nothing more, of those who are freed.
    fn is_of_one(&self) -> bool {
        let name = self.words.trim_end_matches(['.', ';', ',']);
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        FREED.is_in(&self.term) && name.split(' ').count() <= 3 && name.split(' ').all(capital)
    }

    /// Whether a release by the term may be less than it seems.
    pub(super) fn is_doubtful(&self) -> bool {
        let of_debt = DEBT.is_in(&self.term) && (PART.is_in(&self.words) || !WHOLE.is_in(&self.words));
        of_debt || DECIDED.is_in(&self.words) || SIGNED.is_in(&self.words)
    }
}

/// Where a term stands in words as a whole, in capitals or not: the first byte of each.
pub(super) fn whole_words<'a>(words: &'a str, term: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (haystack, needle) = (words.to_ascii_lowercase(), term.to_ascii_lowercase());
    let found: Vec<usize> = haystack.match_indices(&needle).map(|(at, _)| at).collect();
    found.into_iter().filter(move |at| {
        let is_inside = |c: char| c.is_alphanumeric();
        !words[..*at].ends_with(is_inside) && !words[at + term.len()..].starts_with(is_inside)
    })
}

/// Leaves to the eye each release by a term whose meaning is doubtful.
/// `obligors` are all who are bound by name.
pub(super) fn doubt(
    meanings: &[Meaning],
    (text, structure): (&Text, &Structure),
    obligors: &[String],
    all: &mut [UnitReading],
) {
    let others = obligors.len() > 1 || OTHERS.is_in(&text.norm);
    let is_doubtful = |meaning: &Meaning| meaning.is_doubtful() || others && meaning.is_of_one();
    let doubtful: Vec<&Meaning> = meanings.iter().filter(|meaning| is_doubtful(meaning)).collect();
    if doubtful.is_empty() {
        return;
    }
    for (unit, reading) in structure.units.iter().zip(all).filter(|(_, reading)| reading.frees()) {
        let words = segment::words(text, unit.span);
        if doubtful.iter().any(|meaning| meaning.is_used_in(&words)) {
            reading.leave_to_the_eye(Doubt::ByDefinition);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Option<(String, String)> {
        let found = SHAPES.iter().find_map(|shape| shape.captures(words))?;
        let Meaning { term, words } = meaning(&found["term"], &found["what"]);
        Some((term, words))
    }

    #[test]
    fn meanings_are_found_in_many_shapes() {
        assert_eq!(SHAPES.len(), 4);
        for (words, term, means) in [
            ("\"Obligor\" means Cedar.", "Obligor", "Cedar."),
            ("(1) \"Shortfall\" in this letter is the lesser of two sums.", "Shortfall", "the lesser of two sums."),
            ("When the \"Money\" part says \"you\", it means Carol.", "you", "Carol."),
            ("By \"the Deficiency\" we mean our costs.", "Deficiency", "our costs."),
            ("In this letter the Releasing Side is Mr. Low.", "Releasing Side", "Mr. Low."),
            ("\"The note\" excludes the deferred principal.", "note", "excludes the deferred principal."),
            ("As used here, \"Debt\" stands for the late charges.", "Debt", "the late charges."),
        ] {
            assert_eq!(found(words), Some((term.to_owned(), means.to_owned())), "{words}");
        }
        for plain in ["The envelope marked \"Note\" was returned.", "In this letter we say what the Bank will do."] {
            assert_eq!(found(plain), None, "{plain}");
        }
    }

    #[test]
    fn a_meaning_that_is_less_than_the_whole_is_doubtful() {
        for (term, words, doubtful) in [
            ("Deficiency", "the expense of appraisal that this bank ran up", true),
            ("Obligation", "the obligation to leave the premises subject to the lien", true),
            ("Shortfall", "the lesser of (a) the payoff less the net and (b) $35,000.00", true),
            ("Settled Debt", "$150,000.00 of what is owing under the Note", true),
            ("Closing", "the day on which the credit committee chooses to go on", true),
            ("Freed Person", "every person who signed the Deed", true),
            ("note", "does not take in the $74,300.00 of principal which was set aside", true),
            ("Note", "the interest-bearing balance only", true),
            ("Note", "the note dated May 3, 2006 for $297,000.00", false),
            ("Freed Person", "every person who signed the Note", false),
            ("Settled Debt", "all that is owing under the Note, with every cost", false),
            ("Deficiency", "the amount by which everything owing runs over the net", false),
            ("Shortage", "the payoff on the day of closing less the amount in Part A", false),
            ("Settlement Sum", "$318,250.00", false),
            ("Acceptance Date", "the day on which the Deed is recorded", false),
        ] {
            assert_eq!(meaning(term, words).is_doubtful(), doubtful, "{term}: {words}");
        }
    }

    #[test]
    fn one_name_is_told_from_several() {
        let of_one = |term: &str, words: &str| meaning(term, words).is_of_one();
        assert!(of_one("Obligor", "Cedar.") && of_one("Released Borrower", "Nora Jean Tillery."));
        assert!(!of_one("Obligor", "Cedar and Foy.") && !of_one("Bank", "Palomino.") && !of_one("Obligor", "you."));
    }

    #[test]
    fn a_term_is_used_as_a_whole_word_outside_its_definition() {
        let debt = meaning("the Debt", "x y z");
        assert!(debt.is_used_in("We release you from the Debt."));
        assert!(debt.is_used_in("THE DEBT IS FORGIVEN."));
        assert!(!debt.is_used_in("We release the Debtor.") && !debt.is_used_in("\"Debt\" means the rest."));
    }
}
