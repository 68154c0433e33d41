//! Words by which a document goes on calling one of its borrowers.

use std::sync::LazyLock;

use regex::Regex;

use crate::resolve::meanings::{Meaning, whole_words};

use super::{is_named, titled};

/// A word by which the document goes on calling somebody, behind the name: `(called "Member" below)`, `is called the "Customer"`.
static CALLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let term = r#"["“](?<term>[A-Z][A-Za-z' -]{2,30})[,.]?["”]"#;
    Regex::new(&format!(r#"(?:\((?<how>[^()"“”]{{0,40}}){term}[^()]{{0,20}}\)|\bis\s+(?:called|termed|named|referred\s+to\s+as)\s+(?:the\s+)?{})"#, term.replace("term>", "also>"))).ok()
});

/// Words by which a document calls a person.
const PERSONS: [&str; 20] = [
    "borrower",
    "co-borrower",
    "coborrower",
    "customer",
    "member",
    "grantor",
    "mortgagor",
    "seller",
    "homeowner",
    "owner",
    "client",
    "obligor",
    "maker",
    "co-maker",
    "trustor",
    "debtor",
    "spouse",
    "husband",
    "wife",
    "released party",
];

/// Bytes before such a word in which the names stand.
const NAMES: usize = 120;

/// Words by which the document goes on calling one of the borrowers, and whom.
pub(super) fn called<'a>(text: &'a str, borrowers: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let one = |hit: regex::Captures<'a>| {
        let (start, term) = (hit.get(0)?.start(), hit.name("term").or(hit.name("also"))?.as_str());
        let how = hit.name("how").map_or("", |how| how.as_str()).to_lowercase();
        let of_several = ["together", "collectively", "jointly", "each", "both"].iter().any(|word| how.contains(word));
        if of_several || !PERSONS.contains(&term.to_lowercase().as_str()) {
            return None;
        }
        let mut from = start.saturating_sub(NAMES);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        // A name of another sentence, line of parties or definition is not what the word stands for.
        let before = text.get(from..start)?;
        let before = before.rsplit([')', ':', ';']).find(|part| part.trim().len() > 4)?;
        let mut named = borrowers.iter().filter(|name| is_named(name, before));
        let (first, others) = (named.next()?, named.next());
        others.is_none().then_some((term, first.as_str()))
    };
    CALLED.iter().flat_map(|shape| shape.captures_iter(text)).filter_map(one).collect()
}

/// Terms that by their meaning are one of the borrowers: `"Obligor" means Cedar`.
pub(super) fn meant<'a>(meanings: &'a [Meaning], borrowers: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let one = |meaning: &'a Meaning| {
        let mut words = meaning.words.split(|c: char| !c.is_alphanumeric() && c != '-');
        let opening = meaning.words.split(';').next().unwrap_or("");
        if words.any(|word| ALL.contains(&word.to_lowercase().as_str())) || by_name_and_more(opening, borrowers) {
            return None;
        }
        let mut named = borrowers.iter().filter(|name| is_called(name, &meaning.words));
        let (first, others) = (named.next(), named.next());
        // "Mrs. Low" is one of the Lows, whichever.
        let by_title = borrowers.first().filter(|_| first.is_none() && titled(&meaning.words, borrowers) == 1);
        others.is_none().then_some((meaning.term.as_str(), first.or(by_title)?.as_str()))
    };
    meanings.iter().filter_map(one).collect()
}

/// Whether words name somebody, "and" somebody whom they do not name: "Mrs. Low and her son".
fn by_name_and_more(words: &str, borrowers: &[String]) -> bool {
    let (first, rest) = words.split_once(" and ").unwrap_or((words, ""));
    let names = |words: &str| titled(words, borrowers) > 0 || borrowers.iter().any(|name| is_called(name, words));
    names(first) && !rest.is_empty() && !names(rest)
}

/// Words by which a meaning takes in more than whom it names.
const ALL: [&str; 8] = ["each", "every", "both", "all", "any", "either", "wife", "husband"];

/// Whether a meaning begins with somebody, by the first of the names.
fn is_called(name: &str, meaning: &str) -> bool {
    let mut words = meaning.split(|c: char| !c.is_alphanumeric() && c != '-').take(OPENING);
    let first = name.split_whitespace().find(|part| part.chars().count() > 2);
    first.is_some_and(|first| words.any(|word| word == first))
}

/// Words of a meaning in which somebody is named.
const OPENING: usize = 12;

/// A passage with the names of those whom it calls by other words: each place is read once, by the longest word.
pub(super) fn by_name(quote: &str, called: &[(&str, &str)]) -> String {
    let flat = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let places = called.iter().flat_map(|(term, name)| whole_words(&flat, term).map(|at| (at, at + term.len(), *name)));
    let mut places: Vec<(usize, usize, &str)> = places.collect();
    places.sort_by_key(|(at, end, _)| (*at, std::cmp::Reverse(*end)));
    let (mut out, mut done) = (String::with_capacity(flat.len()), 0);
    for (at, end, name) in places {
        if at >= done {
            out.push_str(&flat[done..at]);
            out.push_str(name);
            done = end;
        }
    }
    out + &flat[done..]
}
