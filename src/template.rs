//! Letters of one template: near-duplicates, and the paragraphs in which they differ.
//!
//! Names, sums, dates and long numbers are made classes first, as for the learned reader, so that the same form filled in
//! for two borrowers is one letter. Letters are gathered by `MinHash` over runs of four words (Broder, 1997) in sixteen
//! bands: letters that share seven tenths of their runs meet in 98 of 100 cases. Cost is linear in the letters; of each
//! letter its paragraphs are kept, some kilobytes: what is shown as a letter's words are its own.

mod signature;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model;
use crate::segment;
use crate::span::NormSpan;
use crate::text::Text;

use self::signature::{Signature, number_of};

/// Paragraphs of fewer words are address blocks, references and signatures: they are not compared.
const PROSE: usize = 6;
/// Share of runs of words from which two letters are of one template.
const ALIKE: f64 = 0.6;
/// Share of words from which one paragraph stands in another's place.
const IN_PLACE_OF: f64 = 0.3;

/// Letters by the order in which they came.
#[derive(Debug, Default)]
pub struct Shelf {
    letters: Vec<Letter>,
}

/// What is kept of one letter.
#[derive(Debug, Clone)]
pub struct Letter {
    signature: Signature,
    paragraphs: Vec<Paragraph>,
}

/// A paragraph of prose.
#[derive(Debug, Clone)]
struct Paragraph {
    /// What its masked words come to.
    number: u64,
    words: String,
}

/// Letters of one template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The letters that say what most say, or the first of the most typical ones: numbers from 0, in order.
    pub usual: Vec<usize>,
    /// The others, those with the same changes together, in the order of their first letter.
    pub variants: Vec<Variant>,
}

/// Letters that differ from the usual ones in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Numbers of the letters, in order.
    pub letters: Vec<usize>,
    /// What differs, in the order of the usual letter; what it has more comes last.
    pub changes: Vec<Change>,
}

/// One paragraph that differs; at least one side is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What the usual letters say.
    pub usual: Option<String>,
    /// What these letters say.
    pub own: Option<String>,
}

impl Letter {
    /// The paragraphs of a text.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        let mut spans: Vec<(u32, NormSpan)> = Vec::new();
        for unit in segment::units(text) {
            match spans.last_mut() {
                Some((paragraph, span)) if *paragraph == unit.paragraph => span.end = unit.span.end,
                _ => spans.push((unit.paragraph, unit.span)),
            }
        }
        let said = |(_, span): &(u32, NormSpan)| {
            let words = segment::words(text, *span);
            let words: Vec<&str> = words.split_whitespace().collect();
            (words.len() >= PROSE).then(|| words.join(" "))
        };
        let words: Vec<String> = spans.iter().filter_map(said).collect();
        let masked: Vec<String> = words.iter().map(|words| model::masked(words).to_lowercase()).collect();
        let paragraphs = masked.iter().zip(words).map(|(masked, words)| Paragraph { number: number_of(masked), words });
        Self { signature: Signature::of(&masked), paragraphs: paragraphs.collect() }
    }
}

impl Shelf {
    /// Puts a letter behind the others.
    pub fn put(&mut self, letter: Letter) {
        self.letters.push(letter);
    }

    /// The templates of two and more letters, in the order of their first letter.
    #[must_use]
    pub fn templates(&self) -> Vec<Template> {
        let signatures: Vec<&Signature> = self.letters.iter().map(|letter| &letter.signature).collect();
        let groups = signature::groups(&signatures, ALIKE);
        groups.into_iter().filter(|group| group.len() > 1).map(|group| self.template(&group)).collect()
    }

    fn template(&self, group: &[usize]) -> Template {
        let mut holders: BTreeMap<u64, usize> = BTreeMap::new();
        for number in group.iter().flat_map(|&letter| self.numbers(letter)) {
            *holders.entry(number).or_default() += 1;
        }
        // Who has the most of what most have, and the least of what few have.
        let typical = |letter: &usize| -> i64 {
            let held = |number| holders.get(&number).copied().unwrap_or(0);
            let weight = |number| 2 * i64::try_from(held(number)).unwrap_or(i64::MAX);
            let all = i64::try_from(group.len()).unwrap_or(i64::MAX);
            self.numbers(*letter).into_iter().map(|number| weight(number) - all).sum()
        };
        let usual = group.iter().rev().max_by_key(|letter| typical(letter)).copied().unwrap_or_default();
        let usual = self.numbers(usual);
        let mut by_numbers: BTreeMap<BTreeSet<u64>, Vec<usize>> = BTreeMap::new();
        for &letter in group {
            by_numbers.entry(self.numbers(letter)).or_default().push(letter);
        }
        let alike = by_numbers.remove(&usual).unwrap_or_default();
        let mut variants: Vec<Variant> =
            by_numbers.into_values().map(|letters| self.variant(&alike, letters)).collect();
        variants.sort_by(|a, b| a.letters.cmp(&b.letters));
        Template { usual: alike, variants }
    }

    fn variant(&self, usual: &[usize], letters: Vec<usize>) -> Variant {
        let of = |letters: &[usize]| {
            letters.first().map(|&letter| self.letters[letter].paragraphs.as_slice()).unwrap_or_default()
        };
        let (theirs, own) = (of(usual), of(&letters));
        Variant { changes: changes(&only(theirs, own), only(own, theirs)), letters }
    }

    fn numbers(&self, letter: usize) -> BTreeSet<u64> {
        let paragraphs = self.letters.get(letter).map(|letter| letter.paragraphs.as_slice()).unwrap_or_default();
        paragraphs.iter().map(|paragraph| paragraph.number).collect()
    }
}

/// The words of those of a letter's paragraphs that the other letter has not.
fn only<'a>(these: &'a [Paragraph], others: &[Paragraph]) -> Vec<&'a str> {
    let others: BTreeSet<u64> = others.iter().map(|paragraph| paragraph.number).collect();
    let missing = these.iter().filter(|paragraph| !others.contains(&paragraph.number));
    missing.map(|paragraph| paragraph.words.as_str()).collect()
}

/// Each paragraph that the usual letter has more, with what stands in its place.
fn changes(usual: &[&str], mut own: Vec<&str>) -> Vec<Change> {
    let mut changes = Vec::new();
    for words in usual {
        let nearest = own.iter().enumerate().map(|(at, other)| (shared(words, other), at));
        let nearest = nearest.rev().max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(share, _)| *share >= IN_PLACE_OF);
        let instead = nearest.map(|(_, at)| own.remove(at).to_owned());
        changes.push(Change { usual: Some((*words).to_owned()), own: instead });
    }
    changes.extend(own.into_iter().map(|words| Change { usual: None, own: Some(words.to_owned()) }));
    changes
}

/// The share of words that two paragraphs have in common, 0 to 1.
fn shared(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (a, b) = (words(a), words(b));
    let all = a.union(&b).count();
    #[expect(clippy::cast_precision_loss, reason = "words of a paragraph")]
    if all == 0 { 0.0 } else { a.intersection(&b).count() as f64 / all as f64 }
}

#[cfg(test)]
mod tests;
