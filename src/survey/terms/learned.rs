//! Which sum is the price, which the lender's net, which day the last: a linear reader of the words beside each value.
//!
//! `training/terms.py` fits it on the labelled letters, and `model/terms.toml` is its card. Names beside a value are `_`,
//! numbers `0`, sums `$`, days `@`: who pays whom how much does not tell what a sum is, the words between do.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::plain::is_plain;
use crate::span::NormSpan;
use crate::survey::sheet::Sheet;
use crate::survey::weights::table;

/// Weights of each feature for price, net and last day, separated by tabs; the first line holds the bias.
const WEIGHTS: &str = include_str!("../../../model/terms.tsv");

/// Tokens before and after a value that are looked at, and of its sentence before it.
const BEFORE: usize = 14;
const AFTER: usize = 8;
const SENTENCE: usize = 40;

static KNOWN: LazyLock<HashMap<&str, [f32; 3]>> = LazyLock::new(|| table(WEIGHTS));

static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[a-z][a-z']*|[0-9]+|[%:;|()]|\.+|\n|\t").ok());

/// What a value can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The contract's price.
    Price,
    /// The least that the lender takes.
    Net,
    /// The last day for the closing.
    LastDay,
}

/// The document as tokens, each with its place.
pub(super) struct Tokens {
    words: Vec<String>,
    starts: Vec<usize>,
}

impl Tokens {
    /// The tokens of a document in which each sum and each day is one; both in the order of the text.
    pub(super) fn of(sheet: &Sheet, sums: &[NormSpan], days: &[NormSpan]) -> Self {
        let mut values: Vec<(NormSpan, &str)> =
            sums.iter().map(|s| (*s, "$")).chain(days.iter().map(|s| (*s, "@"))).collect();
        values.sort_by_key(|(span, _)| *span);
        let mut tokens = Self { words: Vec::new(), starts: Vec::new() };
        let plain = sheet.laid.to_ascii_lowercase();
        let mut at = 0;
        for (span, class) in values.into_iter().filter(|(span, _)| !span.is_empty()) {
            if span.start >= at {
                tokens.words_of(&plain, NormSpan::new(at, span.start));
                tokens.push(class, span.start);
                at = span.end;
            }
        }
        tokens.words_of(&plain, NormSpan::new(at, plain.len()));
        tokens
    }

    fn words_of(&mut self, text: &str, span: NormSpan) {
        for found in TOKEN.iter().flat_map(|token| token.find_iter(span.of(text))) {
            self.push(class(found.as_str()), span.start + found.start());
        }
    }

    fn push(&mut self, word: &str, at: usize) {
        self.words.push(word.to_owned());
        self.starts.push(at);
    }

    /// What stands beside the value that starts at a byte.
    pub(super) fn features(&self, at: usize) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let Ok(n) = self.starts.binary_search(&at) else { return found };
        let before = &self.words[n.saturating_sub(BEFORE)..n];
        let after = &self.words[(n + 1).min(self.words.len())..(n + 1 + AFTER).min(self.words.len())];
        for (k, word) in before.iter().rev().enumerate() {
            found.insert(format!("<{} {word}", ["near", "mid", "far"][(k.min(13) + 1) / 5]));
        }
        for (k, word) in after.iter().enumerate() {
            found.insert(format!(">{} {word}", if k < 3 { "near" } else { "far" }));
        }
        found.extend(before.windows(2).map(|pair| format!("< {} {}", pair[0], pair[1])));
        found.extend(after.windows(2).map(|pair| format!("> {} {}", pair[0], pair[1])));
        found.extend(self.sentence(n).map(|word| format!("s {word}")));
        found.extend(self.row(n).map(|word| format!("r {word}")));
        found
    }

    /// The words of the value's sentence before it.
    fn sentence(&self, n: usize) -> impl Iterator<Item = &String> {
        self.words[n.saturating_sub(SENTENCE)..n].iter().rev().take_while(|word| *word != ".")
    }

    /// The words before it in a row of a table or behind a label.
    fn row(&self, n: usize) -> impl Iterator<Item = &String> {
        let line = || self.words[..n].iter().rev().take(SENTENCE).take_while(|word| *word != "\u{21b5}");
        let is_row = line().any(|word| matches!(word.as_str(), "\u{21e5}" | ":" | "|") || word.starts_with(".."));
        line().filter(move |_| is_row)
    }
}

/// A token's class: names are `_`, numbers `0`.
fn class(word: &str) -> &str {
    match word.as_bytes().first() {
        Some(b'0'..=b'9') => "0",
        Some(b'a'..=b'z') if !is_plain(word) => "_",
        Some(b'.') if word.len() > 1 => "..",
        // A table of lines and tabs holds neither.
        Some(b'\n') => "\u{21b5}",
        Some(b'\t') => "\u{21e5}",
        _ => word,
    }
}

/// How a value stands among the others of its class: by size or date, and how often it is named.
pub(super) fn standing<V: Ord + Copy>(values: &[V], n: usize) -> BTreeSet<String> {
    let Some(this) = values.get(n) else { return BTreeSet::new() };
    let sorted: BTreeSet<V> = values.iter().copied().collect();
    let above = sorted.iter().filter(|v| *v > this).count();
    let below = sorted.len() - 1 - above;
    let again = values.iter().filter(|v| *v == this).count();
    let first = values.iter().position(|v| v == this) == Some(n);
    BTreeSet::from([
        format!("above {}", above.min(6)),
        format!("below {}", below.min(4)),
        format!("times {}", again.min(4)),
        format!("first {}", u8::from(first)),
        format!("place {}", n.min(6)),
    ])
}

/// The probability that a value with these features is what is wanted.
pub(super) fn probability(features: &BTreeSet<String>, wanted: Wanted) -> f32 {
    let column = wanted as usize;
    let weight = |feature: &str| KNOWN.get(feature).map_or(0.0, |weights| weights[column]);
    let odds: f32 = weight("") + features.iter().map(|feature| weight(feature)).sum::<f32>();
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[test]
    fn every_weight_reads() {
        assert_eq!(KNOWN.len(), WEIGHTS.lines().count());
        assert!(KNOWN.contains_key(""));
    }

    #[test]
    fn words_beside_a_value_are_its_features() {
        let (pages, text) = sample::text("Fee: $5. Price:   $7 for Corvane");
        let sheet = Sheet::new(&pages, &text);
        let at = |value: &str| sheet.laid.find(value).map(|at| NormSpan::new(at, at + 2)).unwrap();
        let tokens = Tokens::of(&sheet, &[at("$5"), at("$7")], &[]);
        let features = tokens.features(at("$7").start);
        for feature in ["<near price", "<near \u{21e5}", "< price :", "s price", "r fee", ">near for", "> for _"] {
            assert!(features.contains(feature), "{feature}: {features:?}");
        }
        assert!(!features.contains("s fee") && tokens.features(1).is_empty());
        assert!(standing(&[5, 7, 7], 1).contains("times 2") && standing(&[5, 7, 7], 1).contains("above 0"));
    }
}
