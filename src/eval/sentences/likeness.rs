//! The labelled sentence that a passage reads most like, for those who ask why.
//!
//! Likeness is the cosine of words and pairs of words, each weighed by how rare it is in the bank (Salton and Buckley 1988).
//! It explains; nothing is decided by it.

use std::collections::HashMap;

use crate::eval::sentences::bank::{BadBank, Sentence, parse_bank};
use crate::eval::sentences::shipped::BANK;

/// Least likeness that is worth telling: below it two sentences share little but small words.
const LIKE: f32 = 0.2;

/// Words of a passage that are compared: a longer one is no sentence.
const LONGEST: usize = 300;

/// A word, or a pair of neighbours: the numbers of its words, where 0 stands for none.
type Gram = (u32, u32);

/// The bank, ready to be asked.
#[derive(Debug)]
pub struct Likeness {
    sentences: Vec<Sentence>,
    /// Number of each word, from 1.
    words: HashMap<String, u32>,
    /// Words and pairs of each sentence, sorted, each once.
    grams: Vec<Vec<Gram>>,
    /// Length of each sentence as a vector.
    lengths: Vec<f32>,
    /// How many sentences hold a word or pair.
    holders: HashMap<Gram, usize>,
}

/// A sentence of the bank, and how like it is, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Like<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Cosine.
    pub likeness: f32,
}

impl Likeness {
    /// The bank compiled into the program.
    ///
    /// # Errors
    /// Names the line that is wrong; a test keeps that from being shipped.
    pub fn built_in() -> Result<Self, BadBank> {
        let banks: Result<Vec<Vec<Sentence>>, BadBank> = BANK.iter().map(|(_, text)| parse_bank(text)).collect();
        Ok(Self::of(banks?.concat()))
    }

    /// A bank of these sentences.
    #[must_use]
    pub fn of(sentences: Vec<Sentence>) -> Self {
        let mut words: HashMap<String, u32> = HashMap::new();
        let number = |word: &str, words: &mut HashMap<String, u32>| {
            let next = u32::try_from(words.len() + 1).unwrap_or(u32::MAX);
            *words.entry(word.to_lowercase()).or_insert(next)
        };
        let grams: Vec<Vec<Gram>> = sentences
            .iter()
            .map(|sentence| grams(split(&sentence.text).map(|word| number(word, &mut words)).collect()))
            .collect();
        let mut holders: HashMap<Gram, usize> = HashMap::new();
        for gram in grams.iter().flatten() {
            *holders.entry(*gram).or_default() += 1;
        }
        let mut bank = Self { sentences, words, grams, lengths: Vec::new(), holders };
        bank.lengths = bank.grams.iter().map(|grams| bank.length(grams)).collect();
        bank
    }

    /// The likest sentence, the first of equals; nothing where none is like it at all.
    #[must_use]
    pub fn nearest(&self, words: &str) -> Option<Like<'_>> {
        // A word that the bank never saw shares its number with no other.
        let unknown = u32::MAX - u32::try_from(words.len()).unwrap_or(0);
        let number = |(at, word): (u32, &str)| self.words.get(&word.to_lowercase()).copied().unwrap_or(unknown + at);
        let asked = grams((0..).zip(split(words).take(LONGEST)).map(number).collect());
        let length = self.length(&asked);
        let weights: Vec<f32> = asked.iter().map(|gram| self.weight(*gram).powi(2)).collect();
        let likes = self.sentences.iter().zip(self.grams.iter().zip(&self.lengths)).map(|(sentence, (own, size))| {
            let shared = asked.iter().zip(&weights).filter(|(gram, _)| own.binary_search(gram).is_ok());
            let dot: f32 = shared.map(|(_, weight)| weight).sum();
            Like { sentence, likeness: dot / (length * size).max(f32::MIN_POSITIVE) }
        });
        let best = likes.reduce(|best, next| if next.likeness > best.likeness { next } else { best })?;
        (best.likeness >= LIKE).then_some(best)
    }

    /// How much a word or pair weighs: one that the bank never saw is as rare as can be.
    fn weight(&self, gram: Gram) -> f32 {
        share(self.sentences.len(), self.holders.get(&gram).copied().unwrap_or(1)).ln() + 1.0
    }

    fn length(&self, grams: &[Gram]) -> f32 {
        grams.iter().map(|gram| self.weight(*gram).powi(2)).sum::<f32>().sqrt()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn share(all: usize, some: usize) -> f32 {
    all as f32 / some.max(1) as f32
}

/// Words; figures are left out.
fn split(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty())
}

/// Words and pairs of neighbours, sorted, each once.
fn grams(words: Vec<u32>) -> Vec<Gram> {
    let pairs: Vec<Gram> = words.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let mut all: Vec<Gram> = words.into_iter().map(|word| (word, 0)).chain(pairs).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_sentence_is_told() {
        let line = |id: &str, text: &str| Sentence {
            id: id.to_owned(),
            text: text.to_owned(),
            context: String::new(),
            effects: std::collections::BTreeSet::new(),
            family: String::new(),
        };
        let bank = Likeness::of(vec![
            line("x-1", "The Lender waives the deficiency."),
            line("x-2", "The Lender reserves the deficiency."),
            line("x-3", "Escrow closes on Friday."),
        ]);
        let nearest = |words| bank.nearest(words).map(|like| like.sentence.id.as_str());
        assert_eq!(nearest("The Bank waives the deficiency of $12,000."), Some("x-1"));
        assert_eq!(nearest("The Lender reserves all rights."), Some("x-2"));
        assert_eq!(nearest("Quite another matter."), None);
        let same = bank.nearest("The Lender waives the deficiency.").unwrap();
        assert!((same.likeness - 1.0).abs() < 1e-5, "{}", same.likeness);
        assert_eq!(nearest(""), None);
    }

    #[test]
    fn the_bank_that_ships_reads() {
        assert!(Likeness::built_in().unwrap().sentences.len() > 17_000);
    }
}
