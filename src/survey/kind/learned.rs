//! Kind of document by wording: a linear classifier over words and pairs of words, and where they stand.
//!
//! `training/kind.py` fits it on the labelled letters, and `model/kind.toml` is its card. The probability is that of a
//! multinomial logistic regression; the features of a document are of one length together.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use crate::id::Kind;
use crate::lexicon::plain::is_plain;
use crate::survey::weights::table;

/// Weights of each feature for deed in lieu, other and short sale, separated by tabs; the first line holds the bias.
const WEIGHTS: &str = include_str!("../../../model/kind.tsv");

/// Tokens at the start that are features of their own.
const OPENING: usize = 150;

/// A document with fewer known features than this says too little for the classifier.
const FEWEST: usize = 300;

static KNOWN: LazyLock<HashMap<&str, [f32; 3]>> = LazyLock::new(|| table(WEIGHTS));

static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"[a-z][a-z']*|\$|[0-9]+|\?|"|\[x\]|\[ \]"#).ok());

/// What the classifier holds a document for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Guess {
    /// The likeliest kind.
    pub(super) kind: Kind,
    /// Its probability.
    pub(super) probability: f32,
    /// The likelier letter of the two.
    pub(super) letter: Kind,
}

/// The kind of a text; nothing where it holds too few words that the classifier knows.
pub(super) fn guess(text: &str) -> Option<Guess> {
    let features = features(&tokens(text));
    let known: Vec<&[f32; 3]> = features.iter().filter_map(|feature| KNOWN.get(feature.as_str())).collect();
    if known.len() < FEWEST {
        return None;
    }
    let [deed, other, sale] = probabilities(&known);
    let letter = if deed > sale { Kind::DeedInLieu } else { Kind::ShortSale };
    let (kind, probability) = if other > deed.max(sale) { (Kind::Other, other) } else { (letter, deed.max(sale)) };
    Some(Guess { kind, probability, letter })
}

/// Probabilities of deed in lieu, other and short sale.
fn probabilities(known: &[&[f32; 3]]) -> [f32; 3] {
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    let length = (known.len() as f32).sqrt();
    let bias = KNOWN.get("").copied().unwrap_or_default();
    let odds: [f32; 3] = std::array::from_fn(|k| known.iter().map(|w| w[k]).sum::<f32>() / length + bias[k]);
    let most = odds.iter().copied().fold(f32::MIN, f32::max);
    let raised = odds.map(|z| (z - most).exp());
    raised.map(|r| r / raised.iter().sum::<f32>())
}

/// The words of a text in small letters: names are `_`, numbers `0`.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let plain = text.to_lowercase();
    let class = |word: &str| match word.chars().next() {
        Some(c) if c.is_ascii_digit() => "0".to_owned(),
        Some(c) if c.is_ascii_lowercase() && !is_plain(word) => "_".to_owned(),
        // A token holds no space: `training/kind.py` splits at spaces.
        Some('[') if word == "[ ]" => "[_]".to_owned(),
        _ => word.to_owned(),
    };
    TOKEN.iter().flat_map(|token| token.find_iter(&plain)).map(|found| class(found.as_str())).collect()
}

/// Words and pairs of neighbours, and those of the opening once more as such.
fn features(tokens: &[String]) -> BTreeSet<String> {
    let opening = &tokens[..tokens.len().min(OPENING)];
    let pairs = |tokens: &[String]| tokens.windows(2).map(|pair| pair.join(" ")).collect::<Vec<_>>();
    let anywhere = tokens.iter().cloned().chain(pairs(tokens));
    let first = opening.iter().cloned().chain(pairs(opening)).map(|feature| ["^", &feature].concat());
    anywhere.chain(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_reads() {
        assert_eq!(KNOWN.len(), WEIGHTS.lines().count());
        assert!(KNOWN.len() > 3_000 && KNOWN.contains_key(""));
    }

    #[test]
    fn names_and_numbers_are_classes() {
        assert_eq!(tokens("Mr. Okafor owes $2,100. [X] [ ] Yes?").join(" "), "mr _ owes $ 0 0 [x] [_] yes ?");
        let pair = features(&["a".to_owned(), "b".to_owned()]);
        assert_eq!(pair.into_iter().collect::<Vec<_>>(), ["^a", "^a b", "^b", "a", "a b", "b"]);
    }

    #[test]
    fn a_text_of_few_words_is_not_guessed() {
        assert_eq!(guess("Short sale approved."), None);
    }
}
