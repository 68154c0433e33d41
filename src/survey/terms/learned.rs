//! Which sum is the price, which the lender's net, which day the last: a linear reader of the words beside each value.
//!
//! `training/terms.py` fits it on the labelled letters, and `model/terms.toml` is its card. Names beside a value are `_`,
//! numbers `0`, sums `$`, days `@`: who pays whom how much does not tell what a sum is, the words between do.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::span::NormSpan;
use crate::survey::weights::Weights;
use crate::survey::words::{Mark, Seen, Word};

/// Weights of each feature for price, net and last day, separated by tabs; the first line holds the bias.
const WEIGHTS: &str = include_str!("../../../model/terms.tsv");

/// Tokens before and after a value that are looked at, and of its sentence before it.
const BEFORE: usize = 14;
const AFTER: usize = 8;
const SENTENCE: usize = 40;

static KNOWN: LazyLock<Weights> = LazyLock::new(|| Weights::read(WEIGHTS));

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
    /// What kind of neighbour a feature tells of.
    type Mark: Copy;
    /// A kind of neighbour by its name.
    fn mark(name: &'static str) -> Self::Mark;
    /// Takes one in, of one word or two of the document; it may come again.
    fn take(&mut self, mark: Self::Mark, words: &[Word]);
    /// Takes words of the survey's own in.
    fn take_words(&mut self, name: &'static str, words: &str);
    /// Nothing more comes.
    fn close(&mut self) {}

    /// Takes a number in.
    fn take_number(&mut self, name: &'static str, number: usize) {
        self.take_words(name, &number.to_string());
    }
}

impl Features for BTreeSet<String> {
    type Mark = &'static str;

    fn mark(name: &'static str) -> Self::Mark {
        name
    }

    fn take(&mut self, mark: Self::Mark, words: &[Word]) {
        let spelled: Vec<&str> = std::iter::once(mark).chain(words.iter().map(|word| word.spelled())).collect();
        self.insert(spelled.join(" "));
    }

    fn take_words(&mut self, name: &'static str, words: &str) {
        self.insert([name, words].join(" "));
    }
}

/// The rows of the features that the table knows, each once, in the order of the table.
#[derive(Debug, Clone, Default)]
pub(super) struct Weighed {
    rows: Vec<usize>,
}

impl Features for Weighed {
    type Mark = Option<Word>;

    fn mark(name: &'static str) -> Self::Mark {
        KNOWN.word(name)
    }

    fn take(&mut self, mark: Self::Mark, words: &[Word]) {
        let row = mark.and_then(|mark| match *words {
            [one] => KNOWN.feature(&[mark, one]),
            [one, two] => KNOWN.feature(&[mark, one, two]),
            _ => None,
        });
        self.rows.extend(row);
    }

    fn take_words(&mut self, name: &'static str, words: &str) {
        self.rows.extend(KNOWN.spelled(&[name, " ", words].concat()));
    }

    fn close(&mut self) {
        self.rows.sort_unstable();
        self.rows.dedup();
    }
}

impl Weighed {
    /// The probability that a value with these features is what is wanted.
    pub(super) fn probability(&self, wanted: Wanted) -> f32 {
        let column = wanted as usize;
        let odds: f32 = KNOWN.bias()[column] + self.rows.iter().map(|row| KNOWN.at(*row)[column]).sum::<f32>();
        1.0 / (1.0 + (-odds).exp())
    }
}

/// The document as tokens, each with its place.
pub(super) struct Tokens {
    words: Vec<Word>,
    starts: Vec<usize>,
}

impl Tokens {
    /// The tokens of a document in which each sum and each day is one; both in the order of the text.
    pub(super) fn of(seen: &[Seen], sums: &[NormSpan], days: &[NormSpan]) -> Self {
        let sums = sums.iter().map(|span| (*span, Mark::Sum));
        let mut values: Vec<(NormSpan, Mark)> = sums.chain(days.iter().map(|span| (*span, Mark::Day))).collect();
        values.sort_by_key(|(span, _)| *span);
        let mut tokens = Self { words: Vec::new(), starts: Vec::new() };
        let mut at = 0;
        for (span, mark) in values.into_iter().filter(|(span, _)| !span.is_empty()) {
            if span.start >= at {
                tokens.read(seen, NormSpan::new(at, span.start));
                tokens.push(Word::mark(mark), span.start);
                at = span.end;
            }
        }
        tokens.read(seen, NormSpan::new(at, usize::MAX));
        tokens
    }

    /// Takes in the words of a stretch. Of the marks, those that tell tables and sentences count.
    fn read(&mut self, seen: &[Seen], span: NormSpan) {
        use Mark::{Dollar, Question, Quote, Ticked, Unticked};
        let from = seen.partition_point(|seen| seen.at < span.start);
        for seen in seen[from..].iter().take_while(|seen| seen.at < span.end) {
            match seen.mark {
                Some(Dollar | Question | Quote | Unticked) => {}
                Some(Ticked) => self.push(Word::mark(Mark::Name), seen.at + 1),
                _ => self.push(seen.word, seen.at),
            }
        }
    }

    fn push(&mut self, word: Word, at: usize) {
        self.words.push(word);
        self.starts.push(at);
    }

    /// What stands beside the value that starts at a byte.
    pub(super) fn beside<F: Features>(&self, at: usize, features: &mut F) {
        let Ok(n) = self.starts.binary_search(&at) else { return };
        let before = &self.words[n.saturating_sub(BEFORE)..n];
        let after = &self.words[(n + 1).min(self.words.len())..(n + 1 + AFTER).min(self.words.len())];
        let distances = ["<near", "<mid", "<far"].map(F::mark);
        for (k, word) in before.iter().rev().enumerate() {
            features.take(distances[(k.min(13) + 1) / 5], &[*word]);
        }
        let distances = [">near", ">far"].map(F::mark);
        for (k, word) in after.iter().enumerate() {
            features.take(distances[usize::from(k >= 3)], &[*word]);
        }
        let [left, right, sentence, row] = ["<", ">", "s", "r"].map(F::mark);
        before.windows(2).for_each(|pair| features.take(left, pair));
        after.windows(2).for_each(|pair| features.take(right, pair));
        self.sentence(n).for_each(|word| features.take(sentence, &[word]));
        self.row(n).for_each(|word| features.take(row, &[word]));
    }

    /// The words of the value's sentence before it.
    fn sentence(&self, n: usize) -> impl Iterator<Item = Word> {
        let stop = Word::mark(Mark::Stop);
        self.words[n.saturating_sub(SENTENCE)..n].iter().rev().copied().take_while(move |word| *word != stop)
    }

    /// The words before it in a row of a table or behind a label.
    fn row(&self, n: usize) -> impl Iterator<Item = Word> {
        let line = &self.words[n.saturating_sub(SENTENCE)..n];
        let line_end = Word::mark(Mark::LineEnd);
        let line = &line[line.iter().rposition(|word| *word == line_end).map_or(0, |wall| wall + 1)..];
        let walls = [Mark::Wall, Mark::Colon, Mark::Bar, Mark::Dots].map(Word::mark);
        let is_row = line.iter().any(|word| walls.contains(word));
        line.iter().copied().filter(move |_| is_row)
    }
}

/// How values stand among each other.
pub(super) struct Ranks<V> {
    /// Each value once, with how often it is there and where first.
    all: BTreeMap<V, (usize, usize)>,
    /// Each value once, in order.
    sorted: Vec<V>,
}

impl<V: Ord + Copy> Ranks<V> {
    /// Of these values.
    pub(super) fn of(values: &[V]) -> Self {
        let mut all: BTreeMap<V, (usize, usize)> = BTreeMap::new();
        for (n, value) in values.iter().enumerate() {
            all.entry(*value).or_insert((0, n)).0 += 1;
        }
        let sorted = all.keys().copied().collect();
        Self { all, sorted }
    }

    /// How the `n`th value, this one, stands.
    pub(super) fn standing<F: Features>(&self, n: usize, value: V, features: &mut F) {
        let Some(&(times, first)) = self.all.get(&value) else { return };
        let below = self.sorted.partition_point(|other| *other < value);
        let above = self.sorted.len() - 1 - below;
        features.take_number("above", above.min(6));
        features.take_number("below", below.min(4));
        features.take_number("times", times.min(4));
        features.take_number("first", usize::from(first == n));
        features.take_number("place", n.min(6));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;
    use crate::survey::sheet::Sheet;
    use crate::survey::weights;

    #[test]
    fn every_weight_reads() {
        weights::tests::is_whole(WEIGHTS);
    }

    #[test]
    fn words_beside_a_value_are_its_features() {
        let (pages, text) = sample::text("Fee: $5. Price:   $7 for Corvane");
        let sheet = Sheet::new(&pages, &text);
        let at = |value: &str| sheet.laid.find(value).map(|at| NormSpan::new(at, at + 2)).unwrap();
        let tokens = Tokens::of(&sheet.seen, &[at("$5"), at("$7")], &[]);
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
        Ranks::of(&[5, 7, 7]).standing(1, 7, &mut rank);
        assert!(rank.contains("times 2") && rank.contains("above 0"));
    }

    #[test]
    fn a_feature_weighs_once() {
        let probability = |times| {
            let mut weighed = Weighed::default();
            (0..times).for_each(|_| weighed.take_number("times", 2));
            weighed.take_words("nobody", "knows this");
            weighed.close();
            weighed.probability(Wanted::Price)
        };
        assert!(probability(0) > 0.0 && probability(0) < 1.0);
        assert!((probability(1) - probability(3)).abs() < f32::EPSILON);
    }
}
