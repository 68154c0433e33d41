//! Words broken at a line end: joined with or without their hyphen.

use std::borrow::Cow;

use super::fold::is_latin;
use super::lines::RawLine;

/// First parts that keep their hyphen ("short-term", "co-borrower"), lower case.
const KEEPS: &[&str] = &[
    "all", "anti", "attorney", "charge", "close", "co", "cross", "cure", "day", "down", "eighty", "ex", "fair",
    "fifty", "first", "five", "forty", "four", "full", "good", "half", "high", "ill", "in", "long", "low", "lump",
    "mark", "mid", "month", "net", "ninety", "no", "non", "not", "off", "old", "one", "out", "part", "past", "post",
    "pro", "quit", "re-sale", "second", "self", "semi", "seven", "short", "six", "sixty", "so", "tax", "ten", "third",
    "thirty", "three", "time", "twenty", "two", "up", "well", "year", "zero",
];

/// What the document's own words tell about a broken word.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    /// Its whole words in lower case, sorted.
    whole: Vec<Cow<'a, str>>,
}

impl<'a> Words<'a> {
    /// Collects the words of a document, if any of its lines ends in a hyphen.
    pub(super) fn new(raw: &'a str, lines: &[RawLine]) -> Self {
        let broken = |line: &RawLine| line.of(raw).ends_with(['-', '\u{2010}', '\u{ad}']);
        if !lines.iter().any(broken) {
            return Self::default();
        }
        let mut whole = Vec::new();
        let mut above = false;
        for line in lines {
            let skip = usize::from(above);
            above = broken(line);
            let words: Vec<&str> = line.of(raw).split_whitespace().skip(skip).collect();
            let kept = words.len().saturating_sub(usize::from(above));
            whole.extend(words.into_iter().take(kept).map(core));
        }
        whole.sort_unstable();
        whole.dedup();
        Self { whole }
    }

    /// Whether the word, or another form of it, stands in the document.
    fn holds(&self, word: &str) -> bool {
        const ENDS: &[&str] = &["ing", "ies", "ed", "es", "ly", "s", "y"];
        let word = word.to_lowercase();
        let stem = ENDS.iter().find_map(|end| word.strip_suffix(end).filter(|stem| stem.len() > 4)).unwrap_or(&word);
        let from = self.whole.partition_point(|seen| seen.as_ref() < stem);
        let near = self.whole[from..].iter().take_while(|seen| seen.starts_with(stem));
        near.take(200).any(|seen| seen.len() <= stem.len() + 4 && seen.bytes().all(|b| b.is_ascii_alphabetic()))
    }

    fn holds_exactly(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.whole.binary_search_by(|seen| seen.as_ref().cmp(&word)).is_ok()
    }

    /// Whether `head` + "-" at a line end and `tail` on the next line are one word without a hyphen.
    pub(super) fn are_one(&self, head: &str, tail: &str) -> bool {
        let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
        let tail = tail.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let latin = |word: &str| word.chars().all(|c| is_latin(c) || !c.is_alphabetic());
        if !latin(head)
            || !latin(tail)
            || !tail.starts_with(char::is_lowercase)
            || !head.chars().all(char::is_alphabetic)
            || head.is_empty()
        {
            return false;
        }
        if self.holds(&format!("{head}{tail}")) {
            return true;
        }
        let compound = self.holds_exactly(&format!("{head}-{tail}"));
        let known = KEEPS.contains(&head.to_lowercase().as_str());
        !(compound || known || self.holds_exactly(head) && self.holds_exactly(tail))
    }
}

/// A word in lower case, without the marks around it; most are so already.
fn core(word: &str) -> Cow<'_, str> {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_small = core.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { Cow::Borrowed(core) } else { Cow::Owned(core.to_lowercase()) }
}
