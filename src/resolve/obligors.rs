//! A letter to two borrowers whose releases name one of them: the other stays bound (contract 8.3, 8.6).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::evidence::Evidence;
use crate::id::{Hazard, Protection};
use crate::reading::Effect;
use crate::resolve::Found;
use crate::resolve::meanings::Meaning;

/// Words by which a passage frees whoever is bound, or everybody.
const EVERYBODY: [&str; 19] = [
    "you",
    "your",
    "borrower",
    "borrowers",
    "each",
    "both",
    "neither",
    "nobody",
    "seller",
    "sellers",
    "grantor",
    "grantors",
    "mortgagor",
    "mortgagors",
    "obligors",
    "trustor",
    "trustors",
    "them",
    "parties",
];

/// A word by which the document goes on calling somebody, behind the name: `(called "Member" below)`.
static CALLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\((?<how>[^()"“”]{0,40})["“](?<term>[A-Z][A-Za-z' -]{2,30})["”][^()]{0,20}\)"#).ok()
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

/// Adds the hazard where every passage that frees names some of the borrowers and none frees all. `text` is the
/// document's, which may call one of them by another word.
pub(super) fn compare(text: &str, borrowers: &[String], meanings: &[Meaning], found: &mut Vec<Found>) {
    let evidence = freeing(found);
    let there = found.iter().any(|f| f.effect == PARTIAL);
    if borrowers.len() < 2 || evidence.is_empty() || there {
        return;
    }
    let mut called = called(text, borrowers);
    called.extend(meant(meanings, borrowers));
    let quotes: Vec<String> = evidence.iter().map(|e| by_name(&e.quote, &called)).collect();
    let to_one = is_to_one(text, borrowers) && quotes.iter().all(|quote| speaks_to_the_reader(quote, borrowers));
    if to_one {
        super::add(found, PARTIAL, evidence);
        return;
    }
    if quotes.iter().any(|quote| frees_whoever(quote, borrowers)) {
        return;
    }
    let named: BTreeSet<&String> =
        borrowers.iter().filter(|name| quotes.iter().any(|quote| is_named(name, quote))).collect();
    let one_by_title = named.is_empty() && quotes.iter().all(|quote| titled(quote, borrowers) == 1);
    if one_by_title || !named.is_empty() && named.len() < borrowers.len() {
        super::add(found, PARTIAL, evidence);
    }
}

/// To whom a letter is written: "Dear Mrs. Low:".
static DEAR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*(?:Dear|Hello|Hi|Good\s+(?:morning|day))\s+(?P<whom>[^\n:]{2,80})").ok());

/// Words of a salutation by which it greets more than one.
static SEVERAL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\band\b|&|\bfamily\b|\bdear\b|\bfolks\b|\beveryone\b|s:?\s*$").ok());

/// Whether the letter greets one of several borrowers alone.
fn is_to_one(text: &str, borrowers: &[String]) -> bool {
    let Some(whom) = DEAR.as_ref().and_then(|dear| dear.captures(text)).and_then(|dear| dear.name("whom")) else {
        return false;
    };
    let whom = whom.as_str().trim_end_matches([',', ' ', '.']);
    let greets = |name: &str| whom.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    let by_first = borrowers.iter().filter(|name| name.split_whitespace().next().is_some_and(greets)).count();
    let by_title = TITLES.iter().any(|title| greets(title))
        && borrowers.iter().any(|name| name.split_whitespace().next_back().is_some_and(greets));
    !SEVERAL.as_ref().is_some_and(|several| several.is_match(whom)) && (by_first == 1 || by_first == 0 && by_title)
}

/// Whether a passage frees whom the letter is written to, and nobody else by name or number.
fn speaks_to_the_reader(quote: &str, borrowers: &[String]) -> bool {
    let words: Vec<String> = quote.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let is_reader = |word: &str| matches!(word, "you" | "your" | "yourself");
    words.iter().any(|word| is_reader(word))
        && !words.iter().any(|word| EVERYBODY.contains(&word.as_str()) && !is_reader(word))
        && !borrowers.iter().any(|name| is_named(name, quote))
}

/// Words by which the document goes on calling one of the borrowers, and whom.
fn called<'a>(text: &'a str, borrowers: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let one = |hit: regex::Captures<'a>| {
        let (start, term) = (hit.get(0)?.start(), hit.name("term")?.as_str());
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
fn meant<'a>(meanings: &'a [Meaning], borrowers: &'a [String]) -> Vec<(&'a str, &'a str)> {
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

/// A passage with the names of those whom it calls by other words.
fn by_name(quote: &str, called: &[(&str, &str)]) -> String {
    let flat = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    called.iter().fold(flat, |words, (term, name)| as_a_whole(&words, term, name))
}

/// Words with a term read as a name wherever it stands as a whole.
fn as_a_whole(words: &str, term: &str, name: &str) -> String {
    let is_inside = |c: char| c.is_alphanumeric();
    let (mut out, mut done) = (String::with_capacity(words.len()), 0);
    for (at, _) in words.match_indices(term) {
        let end = at + term.len();
        if !words[..at].ends_with(is_inside) && !words[end..].starts_with(is_inside) {
            out.push_str(&words[done..at]);
            out.push_str(name);
            done = end;
        }
    }
    out + &words[done..]
}

/// Some of the borrowers are freed, and not all.
pub(super) const PARTIAL: Effect = Effect::Endangers(Hazard::PartialObligorRelease);

/// The passages that free somebody of the debt or the deficiency.
pub(super) fn freeing(found: &[Found]) -> Vec<Evidence> {
    let frees =
        |f: &&Found| matches!(f.effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, _));
    found.iter().filter(frees).flat_map(|f| f.evidence.clone()).collect()
}

/// Whether a passage frees without regard to names.
fn frees_whoever(quote: &str, borrowers: &[String]) -> bool {
    let words: Vec<String> =
        quote.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let names_some = borrowers.iter().any(|name| is_named(name, quote)) || titled(quote, borrowers) == 1;
    words.iter().any(|w| EVERYBODY.contains(&w.as_str())) || !names_some
}

/// How many borrowers a passage names by a title and their last name: "Mrs. Dahlberg", "Mr. and Mrs. Dahlberg".
fn titled(quote: &str, borrowers: &[String]) -> usize {
    let words: Vec<&str> = quote.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
    let is_last = |word: &str| borrowers.iter().any(|name| name.split_whitespace().next_back() == Some(word));
    let is_title = |word: &&&str| TITLES.contains(*word);
    let of = |at: usize| {
        let before = words.get(at.saturating_sub(3)..at).unwrap_or_default();
        before.iter().filter(is_title).count()
    };
    words.iter().enumerate().filter(|(_, word)| is_last(word)).map(|(at, _)| of(at)).sum()
}

/// Titles before a last name.
const TITLES: [&str; 5] = ["Mr", "Mrs", "Ms", "Miss", "Dr"];

/// Whether a person's first and last names stand in a passage.
fn is_named(name: &str, quote: &str) -> bool {
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<&str> = name.split_whitespace().filter(|part| part.chars().count() > 2).collect();
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) if first != last => quote.contains(first) && quote.contains(last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn released(quote: &str) -> bool {
        let mut found = vec![Found::freeing(quote)];
        compare("", &["Paulo Abrego".to_owned(), "Linnea Abrego".to_owned()], &[], &mut found);
        found.iter().any(|f| f.effect == PARTIAL)
    }

    #[test]
    fn a_word_that_stands_for_one_of_two_is_one_of_two() {
        let partial = |text: &str, quote: &str| {
            let mut found = vec![Found::freeing(quote)];
            compare(text, &["Paulo Abrego".to_owned(), "Linnea Abrego".to_owned()], &[], &mut found);
            found.iter().any(|f| f.effect == PARTIAL)
        };
        let one = "Customer: Paulo Abrego (called \"Customer\" below)\nCo-maker: Linnea Abrego";
        let both = "Paulo Abrego and Linnea Abrego (together \"Customer\")";
        let quote = "The rest is cancelled as to Customer.";
        assert!(partial(one, quote) && !partial(both, quote));
        assert!(!partial(one, "The rest is cancelled."));
        assert!(!partial(one, "The rest is cancelled as to all Customers."));
        let spouses = "Paulo Abrego (\"Borrower\") and Linnea Abrego (\"Spouse\")";
        assert!(!partial(spouses, "Borrower and Spouse are released from the note."));
        let dear = "Dear Paulo Abrego and Linnea Abrego:\nLinnea Abrego (\"Borrower\") signed alone.";
        assert!(partial(dear, "Borrower is released."));
        assert!(!partial("a loan to Linnea Abrego in the year 2009 (the \"Loan\")", "The Loan is forgiven."));
        let far = format!("Paulo Abrego, {} and Linnea Abrego (together, \"Borrower\")", "a man of Elm, ".repeat(12));
        assert!(!partial(&far, "Borrower is released."));
        assert!(partial("Paulo Abrego (\"Borrower\") and Linnea Abrego (\"Spouse\")", "Borrower is released."));
    }

    #[test]
    fn a_term_that_means_one_of_two_is_one_of_two() {
        let partial = |term: &str, words: &str, quote: &str| {
            let mut found = vec![Found::freeing(quote)];
            let meant = [Meaning { term: term.to_owned(), words: words.to_owned() }];
            compare("", &["Paulo Abrego".to_owned(), "Linnea Abrego".to_owned()], &meant, &mut found);
            found.iter().any(|f| f.effect == PARTIAL)
        };
        let quote = "The debt is extinguished as against the Freed Party.";
        assert!(partial("Freed Party", "Linnea.", quote));
        assert!(partial("you", "Linnea Abrego.", "Once the deed is ours, you owe us nothing on the note."));
        assert!(!partial("Freed Party", "Paulo and Linnea.", quote));
        assert!(!partial("Freed Party", "Linnea, and any other maker of the note.", quote));
        assert!(!partial("Freed Party", "the estate.", quote));
        let son = "Mrs. Abrego and her son alike.";
        assert!(!partial("you", son, "That day you are let out of the note."));
        let mrs = "Mrs. Abrego; her son, a co-signer, joins.";
        assert!(partial("you", mrs, "That day you are let out of the note."));
    }

    #[test]
    fn a_letter_to_one_of_two_frees_one() {
        let partial = |dear: &str, quote: &str| {
            let mut found = vec![Found::freeing(quote)];
            let text = format!("May 5\n\n{dear}\n\nThe sale is approved.");
            compare(&text, &["Paulo Abrego".to_owned(), "Linnea Abrego".to_owned()], &[], &mut found);
            found.iter().any(|f| f.effect == PARTIAL)
        };
        let you = "Once the money is in, you are let off the note for good.";
        assert!(partial("Dear Ms. Abrego,", you) && partial("Dear Linnea:", you));
        assert!(!partial("Dear Mr. and Mrs. Abrego:", you) && !partial("Dear Linnea and Paulo,", you));
        assert!(!partial("Dear Ms. Abrego,", "Once the money is in, both of you are let off."));
        assert!(!partial("Dear Ms. Abrego,", "The debt is extinguished."));
    }

    #[test]
    fn one_of_two_is_told_from_both() {
        assert!(released("Linnea Abrego is released from the debt and the deficiency is waived as to her."));
        assert!(released("Paulo\n Abrego is released from all liability under the note."));
        assert!(released("On that day Mrs. Abrego is released from the note."));
        for both in [
            "On that day Mr. and Mrs. Abrego are released from the note.",
            "Paulo Abrego and Linnea Abrego are released from the debt.",
            "You are released, as Linnea Abrego asked.",
            "The debt is forgiven.",
            "Each of Paulo Abrego and his wife is released.",
        ] {
            assert!(!released(both), "{both}");
        }
    }
}
