//! What a file says of its people: names, loan numbers, the house.

use std::ops::Range;

use regex::Regex;

use crate::lexicon::plain::is_plain;
use crate::review::Review;

/// A name's part at least so many letters long stands for the person by itself.
const LEAST: usize = 2;

/// Parts of names that are nobody's own.
const NOBODYS: [&str; 12] = ["jr", "sr", "ii", "iii", "iv", "llc", "inc", "lp", "llp", "the", "of", "and"];

/// Fewer digits and letters are no number that tells a loan.
const SHORTEST: usize = 4;

/// Titles before a name.
const HONORIFICS: [&str; 9] = ["mr", "mrs", "ms", "miss", "dr", "messrs", "borrower", "seller", "guarantor"];

/// What may stand between the words of a name, a number or an address, in a path too.
const BETWEEN: &str = r"[\s.,;:_+/-]+";

/// Names, numbers and addresses with their marks.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Whole ones, the longer first.
    whole: Vec<(Regex, String)>,
    /// Parts of names in small letters.
    parts: Vec<(String, String)>,
}

impl Known {
    /// Of files and all documents in them.
    pub(super) fn of<'a>(files: impl IntoIterator<Item = &'a Review>) -> Self {
        let (mut people, mut others) = (Vec::new(), Vec::new());
        let mut learn = |review: &Review| {
            let facts = &review.facts;
            let borrowers = facts.borrowers.iter().flat_map(|fact| &fact.value);
            add(&mut people, borrowers.map(|name| (name.clone(), "borrower")));
            add(&mut people, review.obligors.iter().map(|name| (name.clone(), "obligor")));
            let loans = facts.loan_number.iter().chain(&facts.other_loan_number);
            others.extend(loans.map(|fact| (number(&fact.value), "[loan number]".to_owned())));
            others.extend(facts.property_address.iter().flat_map(|fact| address(&fact.value)));
        };
        files.into_iter().for_each(|file| gather(file, &mut learn));
        let mut known = Self::default();
        let mut count = [0, 0];
        for (name, sort) in &people {
            let seat = &mut count[usize::from(*sort != "borrower")];
            *seat += 1;
            let mark = format!("[{sort} {seat}]");
            known.whole.extend(spelled(name).into_iter().map(|regex| (regex, mark.clone())));
            known.learn_parts(name, sort, &mark);
        }
        known.whole.extend(others.into_iter().filter_map(|(regex, mark)| Some((regex?, mark))));
        known.whole.sort_by_key(|(regex, _)| std::cmp::Reverse(regex.as_str().len()));
        known
    }

    /// A surname that two bear stands for neither alone.
    fn learn_parts(&mut self, name: &str, sort: &str, mark: &str) {
        let parts =
            letters(name).into_iter().filter_map(|at| name.get(at)).filter(|part| part.chars().count() >= LEAST);
        for part in parts.map(str::to_lowercase).filter(|part| !NOBODYS.contains(&part.as_str())) {
            match self.parts.iter_mut().find(|(known, _)| *known == part) {
                Some((_, other)) if other.as_str() != mark => *other = format!("[{sort}]"),
                Some(_) => {}
                None => self.parts.push((part, mark.to_owned())),
            }
        }
    }

    /// Words with whole names, numbers and addresses masked.
    pub(super) fn in_words(&self, words: &str) -> String {
        self.whole.iter().fold(words.to_owned(), |words, (regex, mark)| masked(&words, regex, mark))
    }

    /// Words with single parts of names masked where they are written as names; one that is a word of letters, too, only
    /// behind a title.
    pub(super) fn single(&self, words: &str) -> String {
        let mut last = String::new();
        replaced(words, |word| {
            let small = word.to_lowercase();
            let titled = HONORIFICS.contains(&last.as_str());
            last.clone_from(&small);
            let is_name = word.starts_with(char::is_uppercase) && (titled || !is_plain(&small));
            is_name.then(|| self.part(&small)).flatten()
        })
    }

    /// A path's part with everything that is known masked, however it is written.
    pub(super) fn in_path(&self, path: &str) -> String {
        let path = self.in_words(path);
        replaced(&path, |word| {
            let small = word.to_lowercase();
            (!is_plain(&small)).then(|| self.part(&small)).flatten()
        })
    }

    fn part(&self, small: &str) -> Option<String> {
        self.parts.iter().find(|(part, _)| part == small).map(|(_, mark)| mark.clone())
    }
}

/// Every review of a file, the file's own first.
fn gather(review: &Review, take: &mut dyn FnMut(&Review)) {
    take(review);
    review.parts.iter().for_each(|part| gather(part, take));
}

/// Adds names that are not there yet.
fn add(people: &mut Vec<(String, &'static str)>, names: impl Iterator<Item = (String, &'static str)>) {
    for (name, sort) in names {
        if !people.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            people.push((name, sort));
        }
    }
}

/// A name however its letters are set: first and last word with up to three between, and the last word first.
fn spelled(name: &str) -> Vec<Regex> {
    let words: Vec<String> = name.split_whitespace().map(|word| word.trim_matches([',', '.'])).map(broken).collect();
    let [first, .., last] = words.as_slice() else { return Vec::new() };
    let whole = words.join(BETWEEN);
    let short = format!(r"{first}(?:{BETWEEN}(?-i:\p{{Lu}})[\p{{L}}'’.-]{{0,20}}){{0,3}}?{BETWEEN}{last}");
    let turned = format!("{last}{BETWEEN}{first}");
    let all = [whole, short, turned].into_iter().map(|pattern| Regex::new(&format!("(?i){pattern}")));
    all.flatten().collect()
}

/// A word whose letters a line's end may part, with either apostrophe.
fn broken(word: &str) -> String {
    let letter = |c: char| if matches!(c, '\'' | '’') { "['’]".to_owned() } else { regex::escape(&c.to_string()) };
    word.chars().map(letter).collect::<Vec<_>>().join(r"(?:\x{AD}|-\s*\n\s*)?")
}

/// A number whatever stands between its digits and letters.
fn number(value: &str) -> Option<Regex> {
    let signs: Vec<String> =
        value.chars().filter(|c| c.is_alphanumeric() || *c == '*').map(|c| regex::escape(&c.to_string())).collect();
    (signs.len() >= SHORTEST).then(|| Regex::new(&format!("(?i){}", signs.join(r"[\s.,;:_/|-]*"))).ok()).flatten()
}

/// An address as a whole, its street, and what stands behind the street.
fn address(value: &str) -> Vec<(Option<Regex>, String)> {
    let words = |part: &str| {
        let words: Vec<String> =
            part.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).map(broken).collect();
        (words.len() >= 2).then(|| Regex::new(&format!("(?i){}", words.join(r"[\s,._|+-]+"))).ok()).flatten()
    };
    let (street, tail) = value.split_once(", ").unwrap_or((value, ""));
    // A town and its ZIP code, and no state alone.
    let tail = Some(tail).filter(|tail| tail.contains(|c: char| c.is_ascii_digit())).unwrap_or_default();
    [words(value), words(street), words(tail)].into_iter().map(|regex| (regex, "[address]".to_owned())).collect()
}

/// The text with each match masked that is no part of a longer word or number.
pub(super) fn masked(text: &str, regex: &Regex, mark: &str) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    let mut at = 0;
    while let Some(found) = regex.find_at(text, at) {
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = joined(text[..found.start()].chars().next_back()) || joined(text[found.end()..].chars().next());
        if inside || found.is_empty() {
            at = found.start() + text[found.start()..].chars().next().map_or(1, char::len_utf8);
            if at > text.len() {
                break;
            }
            continue;
        }
        out.push_str(&text[from..found.start()]);
        out.push_str(mark);
        // Lines keep their count: places in reports are told by it.
        out.extend(found.as_str().chars().filter(|c| *c == '\n'));
        (from, at) = (found.end(), found.end());
    }
    out.push_str(&text[from..]);
    out
}

/// The text with some of its words replaced. Marks are made of words of letters, so none is replaced twice.
fn replaced(text: &str, mut by: impl FnMut(&str) -> Option<String>) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for at in letters(text) {
        let Some(mark) = by(text.get(at.clone()).unwrap_or_default()) else { continue };
        let gap = text.get(from..at.start).unwrap_or_default();
        // One person's first name and last name are one mark.
        let again =
            out.ends_with(mark.as_str()) && !gap.is_empty() && gap.chars().all(|c| matches!(c, ' ' | '_' | '-' | '.'));
        if !again {
            out.push_str(gap);
            out.push_str(&mark);
        }
        from = at.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Runs of letters.
fn letters(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let inner = matches!(c, '\'' | '’') && runs.last().is_some_and(|run| run.end == at);
        if !c.is_alphabetic() && !inner {
            continue;
        }
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = end,
            None => runs.push(at..end),
        }
    }
    for run in &mut runs {
        let word = text.get(run.clone()).unwrap_or_default();
        let bare = word.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']);
        run.end = run.start + bare.len();
    }
    runs
}
