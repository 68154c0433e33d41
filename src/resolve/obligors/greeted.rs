//! To whom a letter is written, where it is one of several.

use std::sync::LazyLock;

use regex::Regex;

use super::{EVERYBODY, TITLES, is_named};

/// To whom a letter is written: "Dear Mrs. Low:".
static DEAR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*(?:Dear|Hello|Hi|Good\s+(?:morning|day))\s+(?P<whom>[^\n:]{2,80})").ok());

/// Words of a salutation by which it greets more than one.
static SEVERAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\band\b|&|\bfamily\b|\bdear\b|\bfolks\b|\beveryone\b|\b(?:sellers|borrowers|homeowners|owners|members|customers|friends|clients|neighbors)\s*$").ok()
});

/// Whether the letter greets one of several borrowers alone.
pub(super) fn is_to_one(text: &str, borrowers: &[String]) -> bool {
    let mut greetings = DEAR.iter().flat_map(|dear| dear.captures_iter(text)).filter_map(|dear| dear.name("whom"));
    // Two salutations, one below the other, greet two.
    let (Some(whom), None) = (greetings.next(), greetings.next()) else { return false };
    let whom = whom.as_str().trim_end_matches([',', ' ', '.']);
    let greets = |name: &str| whom.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    let by_first = borrowers.iter().filter(|name| name.split_whitespace().next().is_some_and(greets)).count();
    let titles = whom.split(|c: char| !c.is_alphanumeric()).filter(|word| TITLES.contains(word)).count();
    let by_title = titles == 1 && borrowers.iter().any(|name| name.split_whitespace().next_back().is_some_and(greets));
    !SEVERAL.as_ref().is_some_and(|several| several.is_match(whom)) && (by_first == 1 || by_first == 0 && by_title)
}

/// Whether a passage frees whom the letter is written to, and nobody else by name or number.
pub(super) fn speaks_to_the_reader(quote: &str, borrowers: &[String]) -> bool {
    let words: Vec<String> = quote.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let is_reader = |word: &str| matches!(word, "you" | "your" | "yourself");
    words.iter().any(|word| is_reader(word))
        && !words.iter().any(|word| EVERYBODY.contains(&word.as_str()) && !is_reader(word))
        && !borrowers.iter().any(|name| is_named(name, quote))
}
