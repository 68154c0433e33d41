//! Names, sums, dates and numbers made classes, so that a form letter is one letter and not a thousand.
//!
//! The learned reader sees masked words only: which sum it is and who the lender is do not change what a sentence does.
//! What can change it stays: zero, two persons apart, the number of a statute or a tax form, small counts.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::plain::is_plain;

/// Endings of words that are hardly names ("Relinquishment").
const ENDINGS: [&str; 18] = [
    "tion", "sion", "ment", "ness", "ing", "ed", "ity", "ance", "ence", "ship", "able", "ible", "ive", "ly", "ism",
    "ure", "ary", "ory",
];

/// Words by which a run of names is a company and not a person.
const COMPANY: [&str; 29] = [
    "bank",
    "mortgage",
    "servicing",
    "llc",
    "inc",
    "corp",
    "corporation",
    "trust",
    "credit",
    "union",
    "financial",
    "loan",
    "loans",
    "lending",
    "capital",
    "savings",
    "company",
    "association",
    "services",
    "servicer",
    "recovery",
    "insurance",
    "guaranty",
    "title",
    "escrow",
    "holdings",
    "partners",
    "solutions",
    "group",
];

/// Who stands for the persons of a text, in the order they come.
const PERSONS: [&str; 8] =
    ["John Smith", "Mary Jones", "Paul Brown", "Ann Clark", "David Hill", "Susan Green", "Peter White", "Carol King"];

/// Who stands for its companies.
const COMPANIES: [&str; 4] = ["Acme", "Crown", "Delta", "Eagle"];

const MONTH: &str = "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|\
                     Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";

#[expect(clippy::unwrap_used, reason = "a constant; every test of this module compiles it")]
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let date = format!(
        "(?i:{MONTH})\\s+\\d{{1,2}}(?:st|nd|rd|th)?,?\\s+\\d{{4}}\\b|\\d{{1,2}}(?:st|nd|rd|th)?\\s+(?i:{MONTH}),?\\s+\\d{{4}}\\b|\
         \\d{{1,2}}[/-]\\d{{1,2}}[/-]\\d{{2,4}}\\b|\\d{{4}}-\\d{{2}}-\\d{{2}}\\b"
    );
    let sum = "\\$\\s?\\d[\\d,]*(?:\\.\\d+)?";
    let number = "\\d(?:[\\d,.*/-]*\\d)?";
    Regex::new(&format!("(?P<date>{date})|(?P<sum>{sum})|(?P<number>{number})|(?P<word>\\p{{L}}[\\p{{L}}']*)")).unwrap()
});

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Date,
    Sum,
    Number,
    Word,
}

struct Token<'a> {
    class: Class,
    at: Range<usize>,
    words: &'a str,
}

/// Masks the texts of one input; persons and companies keep their stand-ins from one text to the next.
#[derive(Debug, Default)]
pub(super) struct Masker {
    persons: Vec<String>,
    companies: Vec<String>,
}

impl Masker {
    /// A text with names, sums, dates and numbers made classes, and white space made single.
    pub(super) fn mask(&mut self, words: &str) -> String {
        let tokens = tokens(words);
        let (mut out, mut copied, mut at) = (String::with_capacity(words.len()), 0, 0);
        while let Some(token) = tokens.get(at) {
            let (shown, end, next) = match token.class {
                Class::Date => ("June 1, 2020".to_owned(), token.at.end, at + 1),
                Class::Sum => (sum(token.words).to_owned(), token.at.end, at + 1),
                Class::Number => (number(&tokens[..at], token.words), token.at.end, at + 1),
                Class::Word => match self.name(&tokens, words, at) {
                    Some((name, next)) => (name, tokens.get(next - 1).map_or(token.at.end, |t| t.at.end), next),
                    None => (token.words.to_owned(), token.at.end, at + 1),
                },
            };
            out.push_str(&words[copied..token.at.start]);
            out.push_str(&shown);
            (copied, at) = (end, next);
        }
        out.push_str(&words[copied..]);
        plain(&out)
    }

    /// The stand-in of the name that begins with this token, and the token after it.
    fn name(&mut self, tokens: &[Token<'_>], text: &str, at: usize) -> Option<(String, usize)> {
        if !is_name_word(tokens[at].words) {
            return None;
        }
        let mut next = at + 1;
        while let Some(token) = tokens.get(next).filter(|t| t.class == Class::Word) {
            let gap = &text[tokens[next - 1].at.end..token.at.start];
            if !matches!(gap, " " | ". " | "-" | " & ") || !(is_name_word(token.words) || is_initial(token.words)) {
                break;
            }
            next += 1;
        }
        let (last, ending) = genitive(tokens[next - 1].words);
        let last = last.to_lowercase();
        // "Soto's guaranty" is a person's.
        let company = ending.is_empty()
            && (tokens.get(next).is_some_and(|t| is_company(t.words))
                || tokens.get(next + 1).is_some_and(|t| is_company(t.words) && is_title(t.words)));
        let seat = |known: &mut Vec<String>, stand_ins: &[&str]| {
            let place = known.iter().position(|n| *n == last).unwrap_or_else(|| {
                known.push(last.clone());
                known.len() - 1
            });
            stand_ins[place % stand_ins.len()].to_owned()
        };
        let shown = if company { seat(&mut self.companies, &COMPANIES) } else { seat(&mut self.persons, &PERSONS) };
        Some((shown + ending, next))
    }
}

/// Boxes and dashes spelled in plain signs, other signs left out, white space single: what the vocabulary knows.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\u{2611}' | '\u{2612}' | '\u{2713}' | '\u{2714}' | '\u{2717}' | '\u{2718}' | '\u{25a0}' => {
                out.push_str(" [x] ");
            }
            '\u{2610}' | '\u{25a1}' => out.push_str(" [ ] "),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2012}'..='\u{2015}' => out.push_str(" - "),
            c if c.is_ascii() || (c.is_alphabetic() && c < '\u{2000}') => out.push(c),
            _ => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let class = |found: &regex::Captures<'_>| {
        let named = [("date", Class::Date), ("sum", Class::Sum), ("number", Class::Number)];
        named.into_iter().find(|(name, _)| found.name(name).is_some()).map_or(Class::Word, |(_, class)| class)
    };
    TOKEN
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            Some(Token { class: class(&found), at: whole.range(), words: whole.as_str() })
        })
        .collect()
}

fn sum(words: &str) -> &'static str {
    if words.chars().filter(char::is_ascii_digit).all(|c| c == '0') { "$0" } else { "$100" }
}

/// A count of one or two digits, a section and a form keep their number; any other is 1000.
fn number(before: &[Token<'_>], words: &str) -> String {
    let named = before.last().is_some_and(|t| {
        let word = t.words.to_lowercase();
        matches!(word.as_str(), "section" | "sections" | "sec" | "code" | "form" | "chapter" | "rule" | "title")
    });
    let keeps = named || words.len() <= 2 || matches!(words, "1099" | "1542" | "100" | "982");
    if keeps { words.to_owned() } else { "1000".to_owned() }
}

fn is_title(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && !letters.any(char::is_uppercase)
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Whether a word is spelled like a name and is no word of the language of letters.
fn is_name_word(word: &str) -> bool {
    let (word, _) = genitive(word);
    (is_title(word) || is_joined(word)) && !is_known(&word.to_lowercase())
}

/// A word, and the ending of its genitive.
fn genitive(word: &str) -> (&str, &str) {
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word);
    word.split_at(bare.len())
}

/// A name in one word with a second capital: "O'Brien", "Mc Teague" in one.
fn is_joined(word: &str) -> bool {
    let capitals = word.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).collect::<Vec<_>>();
    let ends_small = word.chars().next_back().is_some_and(char::is_lowercase);
    matches!(capitals[..], [0, second] if second <= 4) && ends_small && word.chars().count() >= 4
}

fn is_known(word: &str) -> bool {
    is_plain(word)
        || word.strip_suffix('s').is_some_and(is_plain)
        || word.strip_suffix("es").is_some_and(is_plain)
        || ENDINGS.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

fn is_company(word: &str) -> bool {
    COMPANY.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_for_what_does_not_matter() {
        let table = [
            ("Corvane Mortgage Servicing accepts $241,000.00.", "Acme Mortgage Servicing accepts $100."),
            ("The balance is $0.00 on 1/5/2012.", "The balance is $0 on June 1, 2020."),
            ("by January 5, 2012, within 30 days", "by June 1, 2020, within 30 days"),
            ("Civil Code Section 1542 and Form 1099-C", "Civil Code Section 1542 and Form 1099-C"),
            ("Loan No. 0048-22917", "Loan No. 1000"),
            (
                "Thaddeus Q. Okafor is released; Lorna Voss is not; Mr. Okafor owes nothing.",
                "John Smith is released; Mary Jones is not; Mr. John Smith owes nothing.",
            ),
            (
                "Sean O'Brien and Ada McTeague are released; O'Brien's note and Mr. McTeague's guaranty end.",
                "John Smith and Mary Jones are released; John Smith's note and Mr. Mary Jones's guaranty end.",
            ),
            (
                "Ravel, Soto, Quillon, Brandt and Ostrow owe",
                "John Smith, Mary Jones, Paul Brown, Ann Clark and David Hill owe",
            ),
            ("The Lender\nwaives  the deficiency.", "The Lender waives the deficiency."),
            ("\u{2612} waived \u{2610} reserved \u{2014} \u{201c}all\u{201d}", "[x] waived [ ] reserved - \"all\""),
            ("Relinquishment of Claims", "Relinquishment of Claims"),
            ("", ""),
        ];
        for (words, masked) in table {
            assert_eq!(Masker::default().mask(words), masked, "{words}");
        }
    }
}
