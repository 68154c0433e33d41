//! Which sum is the price, which the lender's net, which day the last: a linear reader of the words beside each value.
//!
//! `training/terms.py` fits it on the labelled letters, and `model/terms.toml` is its card. Names beside a value are `_`,
//! numbers `0`, sums `$`, days `@`: who pays whom how much does not tell what a sum is, the words between do.

use std::collections::{BTreeSet, HashMap};
use std::fmt::{self, Write};
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::plain::is_plain;
use crate::span::NormSpan;
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

/// What is kept of a value's features: all of them, to fit the reader, or what its weights make of them.
pub(super) trait Features: Default {
    /// Takes one in; it may come again.
    fn take(&mut self, feature: fmt::Arguments<'_>);
    /// Nothing more comes.
    fn close(&mut self) {}
}

impl Features for BTreeSet<String> {
    fn take(&mut self, feature: fmt::Arguments<'_>) {
        self.insert(feature.to_string());
    }
}

/// The weights of the features that are known, each once, in the order of the table.
#[derive(Debug, Clone, Default)]
pub(super) struct Weighed {
    known: Vec<(&'static str, [f32; 3])>,
    /// The feature that is looked up: one buffer for all.
    spelled: String,
}

impl Features for Weighed {
    fn take(&mut self, feature: fmt::Arguments<'_>) {
        self.spelled.clear();
        let known = self.spelled.write_fmt(feature).ok().and_then(|()| KNOWN.get_key_value(self.spelled.as_str()));
        self.known.extend(known.map(|(name, weights)| (*name, *weights)));
    }

    fn close(&mut self) {
        self.known.sort_unstable_by_key(|(name, _)| *name);
        self.known.dedup_by_key(|(name, _)| *name);
    }
}

impl Weighed {
    /// The probability that a value with these features is what is wanted.
    pub(super) fn probability(&self, wanted: Wanted) -> f32 {
        let column = wanted as usize;
        let bias = KNOWN.get("").map_or(0.0, |weights| weights[column]);
        let odds: f32 = bias + self.known.iter().map(|(_, weights)| weights[column]).sum::<f32>();
        1.0 / (1.0 + (-odds).exp())
    }
}

/// The document as tokens, each with its place.
pub(super) struct Tokens<'a> {
    words: Vec<&'a str>,
    starts: Vec<usize>,
}

impl<'a> Tokens<'a> {
    /// The tokens of a document in which each sum and each day is one; both in the order of the text.
    /// `plain` is its text in small letters.
    pub(super) fn of(plain: &'a str, sums: &[NormSpan], days: &[NormSpan]) -> Self {
        let mut values: Vec<(NormSpan, &str)> =
            sums.iter().map(|s| (*s, "$")).chain(days.iter().map(|s| (*s, "@"))).collect();
        values.sort_by_key(|(span, _)| *span);
        let mut tokens = Self { words: Vec::new(), starts: Vec::new() };
        let mut at = 0;
        for (span, class) in values.into_iter().filter(|(span, _)| !span.is_empty()) {
            if span.start >= at {
                tokens.words_of(plain, NormSpan::new(at, span.start));
                tokens.push(class, span.start);
                at = span.end;
            }
        }
        tokens.words_of(plain, NormSpan::new(at, plain.len()));
        tokens
    }

    fn words_of(&mut self, text: &'a str, span: NormSpan) {
        for found in TOKEN.iter().flat_map(|token| token.find_iter(span.of(text))) {
            self.push(class(found.as_str()), span.start + found.start());
        }
    }

    fn push(&mut self, word: &'a str, at: usize) {
        self.words.push(word);
        self.starts.push(at);
    }

    /// What stands beside the value that starts at a byte.
    pub(super) fn beside(&self, at: usize, features: &mut impl Features) {
        let Ok(n) = self.starts.binary_search(&at) else { return };
        let before = &self.words[n.saturating_sub(BEFORE)..n];
        let after = &self.words[(n + 1).min(self.words.len())..(n + 1 + AFTER).min(self.words.len())];
        for (k, word) in before.iter().rev().enumerate() {
            let near = ["near", "mid", "far"][(k.min(13) + 1) / 5];
            features.take(format_args!("<{near} {word}"));
        }
        for (k, word) in after.iter().enumerate() {
            let near = if k < 3 { "near" } else { "far" };
            features.take(format_args!(">{near} {word}"));
        }
        before.windows(2).for_each(|pair| features.take(format_args!("< {} {}", pair[0], pair[1])));
        after.windows(2).for_each(|pair| features.take(format_args!("> {} {}", pair[0], pair[1])));
        self.sentence(n).for_each(|word| features.take(format_args!("s {word}")));
        self.row(n).for_each(|word| features.take(format_args!("r {word}")));
    }

    /// The words of the value's sentence before it.
    fn sentence(&self, n: usize) -> impl Iterator<Item = &str> {
        self.words[n.saturating_sub(SENTENCE)..n].iter().rev().copied().take_while(|word| *word != ".")
    }

    /// The words before it in a row of a table or behind a label.
    fn row(&self, n: usize) -> impl Iterator<Item = &str> {
        let line = || self.words[..n].iter().rev().copied().take(SENTENCE).take_while(|word| *word != "\u{21b5}");
        let is_row = line().any(|word| matches!(word, "\u{21e5}" | ":" | "|") || word.starts_with(".."));
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
pub(super) fn standing<V: Ord + Copy>(values: &[V], n: usize, features: &mut impl Features) {
    let Some(this) = values.get(n) else { return };
    let sorted: BTreeSet<V> = values.iter().copied().collect();
    let above = sorted.iter().filter(|v| *v > this).count();
    let below = sorted.len() - 1 - above;
    let again = values.iter().filter(|v| *v == this).count();
    let first = values.iter().position(|v| v == this) == Some(n);
    features.take(format_args!("above {}", above.min(6)));
    features.take(format_args!("below {}", below.min(4)));
    features.take(format_args!("times {}", again.min(4)));
    features.take(format_args!("first {}", u8::from(first)));
    features.take(format_args!("place {}", n.min(6)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;
    use crate::survey::sheet::Sheet;

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
        let plain = sheet.laid.to_ascii_lowercase();
        let tokens = Tokens::of(&plain, &[at("$5"), at("$7")], &[]);
        let beside = |at| {
            let mut features = BTreeSet::new();
            tokens.beside(at, &mut features);
            features
        };
        let features = beside(at("$7").start);
        for feature in ["<near price", "<near \u{21e5}", "< price :", "s price", "r fee", ">near for", "> for _"] {
            assert!(features.contains(feature), "{feature}: {features:?}");
        }
        assert!(!features.contains("s fee") && beside(1).is_empty());
        let mut rank = BTreeSet::new();
        standing(&[5, 7, 7], 1, &mut rank);
        assert!(rank.contains("times 2") && rank.contains("above 0"));
    }

    #[test]
    fn a_feature_weighs_once() {
        let probability = |times| {
            let mut weighed = Weighed::default();
            (0..times).for_each(|_| weighed.take(format_args!("times 2")));
            weighed.take(format_args!("nobody knows this"));
            weighed.close();
            weighed.probability(Wanted::Price)
        };
        assert!(probability(0) > 0.0 && probability(0) < 1.0);
        assert!((probability(1) - probability(3)).abs() < f32::EPSILON);
    }
}
