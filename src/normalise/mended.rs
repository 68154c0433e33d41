//! Words that an OCR engine damaged, mended where one known word alone is near enough: "deficiencv", "fullbalance".
//!
//! Only words that were read from a picture, and only into words of English that letters use. A word that turns a
//! sentence (not, never, unless …) is never made out of another: what is damaged there is for the eye. What extraction
//! read stays as it is; the normal text alone says the mended word, and leads back to the damaged one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::document::Pages;
use crate::document::Source;
use crate::span::RawSpan;

/// Words of English that letters use and that are no names, sorted.
static KNOWN: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| include_str!("../../model/words.txt").lines().filter(|line| !line.is_empty()).collect());

/// What an engine takes for what: what it wrote, what stood there.
const ALIKE: [(&str, &str); 40] = [
    ("m", "rn"),
    ("rn", "m"),
    ("1", "l"),
    ("1", "i"),
    ("l", "i"),
    ("i", "l"),
    ("|", "l"),
    ("0", "o"),
    ("e", "c"),
    ("c", "e"),
    ("o", "a"),
    ("a", "o"),
    ("o", "e"),
    ("e", "o"),
    ("b", "h"),
    ("h", "b"),
    ("n", "ii"),
    ("ri", "n"),
    ("n", "ri"),
    ("h", "li"),
    ("d", "cl"),
    ("cl", "d"),
    ("vv", "w"),
    ("f", "t"),
    ("t", "f"),
    ("t", "l"),
    ("l", "t"),
    ("f", "fi"),
    ("v", "u"),
    ("u", "v"),
    ("5", "s"),
    ("8", "b"),
    ("q", "g"),
    ("v", "y"),
    ("y", "v"),
    ("u", "n"),
    ("n", "u"),
    ("n", "r"),
    ("r", "n"),
    ("ii", "n"),
];

/// Words that turn a sentence.
const TURNING: [&str; 20] = [
    "but", "cannot", "except", "if", "may", "neither", "never", "no", "none", "nor", "not", "nothing", "only", "or",
    "shall", "should", "unless", "until", "will", "without",
];

/// Whether a word turns a sentence, so that a letter more or less in it may make the opposite of what was written.
#[must_use]
pub fn is_turning(word: &str) -> bool {
    TURNING.contains(&word.to_ascii_lowercase().as_str())
}

/// Fewest letters of a word that is mended; a name must be longer.
const LEAST: usize = 5;
/// Fewest letters of a capitalised word, which may be a name.
const LEAST_CAPITALISED: usize = 7;
/// Fewest letters of a word in which two letters are mended.
const LEAST_TWICE: usize = 8;
/// Fewest letters of two words that grew together.
const LEAST_GLUED: usize = 6;

/// A damaged word and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mend {
    /// The damaged word, without the marks around it.
    pub span: RawSpan,
    /// What it says: one word, or two that had grown together.
    pub words: Vec<String>,
}

/// All mends of a document, in order.
pub(super) fn mends(pages: &Pages) -> Vec<Mend> {
    let seen = pages.stretches.iter().filter(|one| matches!(one.source, Source::Ocr | Source::Doubtful));
    let mut out: Vec<Mend> = seen.filter_map(|one| mend(&pages.text, one.span)).collect();
    out.sort_by_key(|mend| mend.span);
    out
}

fn mend(text: &str, span: RawSpan) -> Option<Mend> {
    let raw = text.get(span.range())?;
    let is_mark = |c: char| !c.is_ascii_alphanumeric() && c != '|';
    let start = span.start + (raw.len() - raw.trim_start_matches(is_mark).len());
    let core = raw.trim_matches(is_mark);
    if core.len() < LEAST || !core.is_ascii() || core.contains(is_mark) || !core.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    let lower = core.to_ascii_lowercase();
    if KNOWN.contains(lower.as_str()) || lower.bytes().filter(u8::is_ascii_digit).count() * 3 > lower.len() {
        return None;
    }
    let words = glued(&lower).or_else(|| near(core, &lower).map(|word| vec![word]))?;
    let words = words.into_iter().enumerate().map(|(n, word)| like(core, n, word)).collect();
    Some(Mend { span: RawSpan::new(start, start + core.len()), words })
}

/// Two known words that make this one, if there is one way alone.
fn glued(lower: &str) -> Option<Vec<String>> {
    if lower.len() < LEAST_GLUED {
        return None;
    }
    let is_word = |word: &str| (word.len() > 3 || SHORT.contains(&word)) && KNOWN.contains(word);
    let mut ways = (2..=lower.len() - 2).map(|at| lower.split_at(at)).filter(|(a, b)| is_word(a) && is_word(b));
    let (a, b) = ways.next()?;
    ways.next().is_none().then(|| vec![a.to_owned(), b.to_owned()])
}

/// Short words that grow together with others.
const SHORT: [&str; 19] = [
    "and", "any", "are", "as", "at", "be", "by", "for", "in", "is", "it", "no", "not", "of", "on", "or", "the", "to",
    "you",
];

/// The one known word that is nearest, if it may be taken.
fn near(core: &str, lower: &str) -> Option<String> {
    let least = if core.starts_with(|c: char| c.is_ascii_uppercase()) { LEAST_CAPITALISED } else { LEAST };
    if lower.len() < least {
        return None;
    }
    let once: BTreeSet<String> = swaps(lower).collect();
    let found = known(&once);
    if found.is_empty() && lower.len() >= LEAST_TWICE {
        return alone(&known(&once.iter().flat_map(|word| swaps(word)).collect()));
    }
    alone(&found)
}

fn known(words: &BTreeSet<String>) -> Vec<&String> {
    words.iter().filter(|word| KNOWN.contains(word.as_str()) && !TURNING.contains(&word.as_str())).collect()
}

fn alone(words: &[&String]) -> Option<String> {
    let [word] = words else { return None };
    Some((*word).clone())
}

/// Every word that differs in one group of letters that look alike.
fn swaps(word: &str) -> impl Iterator<Item = String> {
    ALIKE.iter().flat_map(move |(wrote, stood)| {
        word.match_indices(wrote).map(move |(at, _)| [&word[..at], stood, &word[at + wrote.len()..]].concat())
    })
}

/// The word in the letters' size of what was read.
fn like(core: &str, number: usize, word: String) -> String {
    let capitals = core.bytes().filter(u8::is_ascii_uppercase).count();
    if capitals > 1 && capitals * 2 > core.len() {
        word.to_ascii_uppercase()
    } else if number == 0 && core.starts_with(|c: char| c.is_ascii_uppercase()) {
        word[..1].to_ascii_uppercase() + &word[1..]
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_mended_or_left() {
        let cases: [(&str, &[&str]); 15] = [
            ("deficiencv", &["deficiency"]),
            ("Borrovver", &["Borrower"]),
            ("rc1eases", &["releases"]),
            ("DEF1CIENCY", &["DEFICIENCY"]),
            ("fullbalance", &["full", "balance"]),
            ("(willnot", &["will", "not"]),
            ("dcficicncy,", &["deficiency"]),
            // Known, too short, a number, a name, or too far from everything.
            ("balance", &[]),
            ("nol", &[]),
            ("nevcr", &[]),
            ("774002", &[]),
            ("Recd", &[]),
            ("Quillfeather", &[]),
            ("xqvjzkw", &[]),
            ("", &[]),
        ];
        for (word, want) in cases {
            let found = mend(word, RawSpan::new(0, word.len())).map(|mend| mend.words).unwrap_or_default();
            assert_eq!(found, want, "{word}");
        }
    }
}
