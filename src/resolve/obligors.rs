//! A letter to two borrowers whose releases name one of them: the other stays bound (contract 8.3, 8.6).

mod addressed;
mod called;
mod greeted;

use std::collections::BTreeSet;

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

/// Adds the hazard where every passage that frees names some of the borrowers and none frees all. `text` is the
/// document's, which may call one of them by another word.
pub(super) fn compare(text: &str, borrowers: &[String], meanings: &[Meaning], found: &mut Vec<Found>) {
    let evidence = freeing(found);
    let there = found.iter().any(|f| f.effect == PARTIAL);
    if borrowers.len() < 2 || evidence.is_empty() || there {
        return;
    }
    let mut called = called::called(text, borrowers);
    called.extend(called::meant(meanings, borrowers));
    let quotes: Vec<String> = evidence.iter().map(|e| called::by_name(&e.quote, &called)).collect();
    let to_one = greeted::is_to_one(text, borrowers)
        && quotes.iter().all(|quote| greeted::speaks_to_the_reader(quote, borrowers));
    if to_one || speaks_to_some(text, borrowers, &evidence) {
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

/// Whether every passage that frees stands in a paragraph that speaks to one of them by name, and some are not spoken to so.
fn speaks_to_some(text: &str, borrowers: &[String], evidence: &[Evidence]) -> bool {
    let addressed = addressed::paragraphs(text, borrowers);
    let whom = |e: &Evidence| {
        let quote = addressed::flat(&e.quote);
        addressed.iter().find(|(_, words)| words.contains(&quote)).map(|(whom, _)| whom)
    };
    let all: Option<BTreeSet<&String>> = evidence.iter().map(whom).collect();
    all.is_some_and(|whom| whom.len() < borrowers.len())
}

/// Some of the borrowers are freed, and not all.
pub(super) const PARTIAL: Effect = Effect::Endangers(Hazard::PartialObligorRelease);

/// The passages that free somebody of the debt or the deficiency.
pub(super) fn freeing(found: &[Found]) -> Vec<Evidence> {
    let frees =
        |f: &&Found| matches!(f.effect, Effect::Protects(Protection::DebtRelease | Protection::DeficiencyWaiver, _));
    let mut all: Vec<Evidence> = found.iter().filter(frees).flat_map(|f| f.evidence.clone()).collect();
    // A sentence that releases and waives is one passage.
    let mut seen = BTreeSet::new();
    all.retain(|evidence| seen.insert((evidence.start, evidence.quote.clone())));
    all
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
const TITLES: [&str; 12] =
    ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Captain", "Sergeant", "Colonel", "Reverend", "Professor", "Judge"];

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
        assert!(partial("you", "Linnea Abrego.", "You are released at closing from the note."));
        // A name that is put in is not read again, however many terms stand in it.
        let many: Vec<Meaning> = (0..40)
            .flat_map(|n| [("Paulo", format!("Paulo Abrego, {n}.")), ("Abrego", format!("Paulo, {n}."))])
            .map(|(term, words)| Meaning { term: term.to_owned(), words })
            .collect();
        let mut found = vec![Found::freeing("Paulo Abrego is released.")];
        compare("", &["Paulo Abrego".to_owned(), "Linnea Abrego".to_owned()], &many, &mut found);
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
        assert!(!partial("Dear Mr. Abrego, Mrs. Abrego:", you) && !partial("Dear Paulo:\nDear Linnea:", you));
        assert!(!partial("Dear Mr. and Mrs. Abrego:", you) && !partial("Dear Linnea and Paulo,", you));
        assert!(!partial("Dear Ms. Abrego,", "Once the money is in, both of you are let off."));
        assert!(!partial("Dear Ms. Abrego,", "The debt is extinguished."));
    }

    #[test]
    fn a_paragraph_to_one_of_two_frees_one() {
        let to = |whom: &str| {
            let quote = "your liability on the note is extinguished.";
            let mut found = vec![Found::freeing(quote)];
            let text = format!("Dear Mrs. Abrego and Mr. Abrego:\n\n  -  {whom}, {quote}\n\nWe wish you well.");
            compare(&text, &["Paulo Abrego".to_owned(), "Linnea Abrego".to_owned()], &[], &mut found);
            found.iter().any(|f| f.effect == PARTIAL)
        };
        assert!(to("Mrs. Abrego") && to("Linnea"));
        assert!(!to("As agreed") && !to("Mr. and Mrs. Abrego"));
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
