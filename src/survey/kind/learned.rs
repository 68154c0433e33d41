//! Kind of document by wording: a linear classifier over words and pairs of words, and where they stand.
//!
//! `training/kind.py` fits it on the labelled letters, and `model/kind.toml` is its card. The probability is that of a
//! multinomial logistic regression; the features of a document are of one length together.

use std::sync::LazyLock;

use crate::id::Kind;
use crate::survey::weights;
use crate::survey::weights::Weights;
use crate::survey::words;
use crate::survey::words::{Mark, Seen, Word};

/// Weights of each feature for deed in lieu, other and short sale, separated by tabs; the first line holds the bias.
const WEIGHTS: &str = include_str!("../../../model/kind.tsv");

/// Tokens at the start that are features of their own.
const OPENING: usize = 150;

/// A document with fewer known features than this says too little for the classifier.
const FEWEST: usize = 300;

static KNOWN: LazyLock<Weights> = LazyLock::new(|| Weights::read(WEIGHTS));

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

/// The kind of a document by its words; nothing where it holds too few words that the classifier knows.
pub(super) fn guess(words: &[Seen]) -> Option<Guess> {
    let known = known(&tokens_of(words).collect::<Vec<_>>());
    if known.len() < FEWEST {
        return None;
    }
    let [deed, other, sale] = probabilities(&known);
    let letter = if deed > sale { Kind::DeedInLieu } else { Kind::ShortSale };
    let (kind, probability) = if other > deed.max(sale) { (Kind::Other, other) } else { (letter, deed.max(sale)) };
    Some(Guess { kind, probability, letter })
}

/// Probabilities of deed in lieu, other and short sale.
fn probabilities(known: &[[f32; 3]]) -> [f32; 3] {
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    let length = (known.len() as f32).sqrt();
    let bias = KNOWN.bias();
    let odds: [f32; 3] = std::array::from_fn(|k| known.iter().map(|w| w[k]).sum::<f32>() / length + bias[k]);
    let most = odds.iter().copied().fold(f32::MIN, f32::max);
    let raised = odds.map(|z| (z - most).exp());
    raised.map(|r| r / raised.iter().sum::<f32>())
}

/// The words of a text in small letters: names are `_`, numbers `0`.
#[must_use]
pub fn tokens(text: &str) -> Vec<&'static str> {
    tokens_of(&words::read(text)).map(Word::spelled).collect()
}

/// The words that the classifier looks at, which are not all marks.
fn tokens_of(words: &[Seen]) -> impl Iterator<Item = Word> {
    use Mark::{Dollar, Name, Number, Question, Quote, Ticked, Unticked};
    let seen = |mark: Mark| matches!(mark, Name | Number | Dollar | Question | Quote | Ticked | Unticked);
    words.iter().filter(move |word| word.mark.is_none_or(seen)).map(|seen| seen.word)
}

/// Weights of the words and pairs of neighbours, and of those of the opening once more as such, each once.
fn known(tokens: &[Word]) -> Vec<[f32; 3]> {
    let mut seen = vec![false; KNOWN.len()];
    let mut see = |words: &[Word]| {
        if let Some(seen) = KNOWN.feature(words).and_then(|row| seen.get_mut(row)) {
            *seen = true;
        }
    };
    let opening = KNOWN.word(weights::OPENING);
    for (n, word) in tokens.iter().copied().enumerate() {
        see(&[word]);
        let first = opening.filter(|_| n < OPENING);
        if let Some(first) = first {
            see(&[first, word]);
        }
        let Some(next) = tokens.get(n + 1).copied() else { continue };
        see(&[word, next]);
        if let Some(first) = first.filter(|_| n + 1 < OPENING) {
            see(&[first, word, next]);
        }
    }
    seen.iter().enumerate().filter(|(_, seen)| **seen).map(|(row, _)| KNOWN.at(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_reads() {
        weights::tests::is_whole(WEIGHTS);
        assert!(KNOWN.len() > 3_000);
    }

    #[test]
    fn names_and_numbers_are_classes() {
        assert_eq!(tokens("Mr. Okafor owes $2,100. [X] [ ] Yes?").join(" "), "mr _ owes $ 0 0 [x] [_] yes ?");
    }

    #[test]
    fn a_feature_counts_once_and_one_of_the_opening_twice() {
        let count = |text: &str| known(&tokens_of(&words::read(text)).collect::<Vec<_>>()).len();
        assert_eq!(count("sale"), 2);
        assert_eq!(count("sale. Sale."), 2);
        assert!(count("short sale") > count("sale short"));
        let later = format!("{}sale", "the ".repeat(OPENING));
        assert_eq!(count(&later), count(&"the ".repeat(OPENING)) + 2, "sale, the sale");
    }

    #[test]
    fn a_text_of_few_words_is_not_guessed() {
        assert_eq!(guess(&words::read("Short sale approved.")), None);
    }
}
