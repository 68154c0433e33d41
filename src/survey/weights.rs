//! Weights of a linear reader, as `model/*.tsv` holds them.
//!
//! A feature is up to three words: what kind of neighbour it is, and the neighbour. Words are looked up once and go by
//! their numbers after that, so that asking for a feature spells nothing.

use hashbrown::HashMap;

use super::words::Word;

/// Words of a feature.
const MOST: usize = 3;

/// What comes before the features of a document's opening.
pub(super) const OPENING: &str = "^";

/// A table of features and their weights.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Words that are neither plain nor marks.
    own: HashMap<&'static str, Word>,
    rows: HashMap<[Word; MOST], usize>,
    sieve: Sieve,
    values: Vec<[f32; 3]>,
}

/// A bit for each feature, which some share: most that are asked about are in no table, and this tells nearly all of them
/// from a few kilobytes, where the table itself would be fetched from afar.
#[derive(Debug)]
struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Self {
        Self(vec![0; Self::WORDS])
    }
}

impl Sieve {
    /// 8 kB: of the places, an eighth is taken.
    const WORDS: usize = 1_024;

    fn place([a, b, c]: [Word; MOST]) -> (usize, u64) {
        let key = u64::from(a.0) | u64::from(b.0) << 16 | u64::from(c.0) << 32;
        // Fibonacci hashing (Knuth, volume 3, 6.4): the upper bits depend on all words.
        let [high, low, ..] = key.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        let place = usize::from(u16::from_be_bytes([high, low]));
        (place / 64, 1 << (place % 64))
    }

    fn take(&mut self, key: [Word; MOST]) {
        let (word, bit) = Self::place(key);
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    fn may_hold(&self, key: [Word; MOST]) -> bool {
        let (word, bit) = Self::place(key);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

impl Weights {
    /// Reads a feature and its three weights a line, separated by tabs; the first line holds the bias, under an empty name.
    pub(super) fn read(lines: &'static str) -> Self {
        let rows = HashMap::with_capacity(memchr::memchr_iter(b'\n', lines.as_bytes()).count() + 1);
        let mut table = Self { rows, ..Self::default() };
        for (feature, weights) in lines.lines().filter_map(row) {
            let named = words_of(feature).map(|word| table.number(word));
            table.rows.insert(named, table.values.len());
            table.sieve.take(named);
            table.values.push(weights);
        }
        table
    }

    fn number(&mut self, word: &'static str) -> Word {
        if word.is_empty() {
            return Word::default();
        }
        let next = Word(Word::free().saturating_add(u16::try_from(self.own.len()).unwrap_or(u16::MAX)));
        Word::of(word).unwrap_or_else(|| *self.own.entry(word).or_insert(next))
    }

    /// A word's number; nothing for a word that no feature holds.
    pub(super) fn word(&self, word: &str) -> Option<Word> {
        self.own.get(word).copied().or_else(|| Word::of(word))
    }

    /// The row of a feature of up to three words.
    pub(super) fn feature(&self, words: &[Word]) -> Option<usize> {
        let mut key = [Word::default(); MOST];
        key.get_mut(..words.len())?.copy_from_slice(words);
        self.row(key)
    }

    /// The row of a feature as it is spelled.
    pub(super) fn spelled(&self, feature: &str) -> Option<usize> {
        let words = words_of(feature).map(|word| if word.is_empty() { Some(Word::default()) } else { self.word(word) });
        self.row([words[0]?, words[1]?, words[2]?])
    }

    fn row(&self, key: [Word; MOST]) -> Option<usize> {
        if self.sieve.may_hold(key) { self.rows.get(&key).copied() } else { None }
    }

    /// The weights of a row.
    pub(super) fn at(&self, row: usize) -> [f32; 3] {
        self.values.get(row).copied().unwrap_or_default()
    }

    /// The bias.
    pub(super) fn bias(&self) -> [f32; 3] {
        self.at(0)
    }

    /// How many rows there are, the bias among them.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }
}

/// A feature's words: `^a b` is of the opening, and the third may be several.
fn words_of(feature: &str) -> [&str; MOST] {
    let (mark, rest) = feature.strip_prefix(OPENING).map_or(("", feature), |rest| (OPENING, rest));
    let mut words = [mark].into_iter().filter(|mark| !mark.is_empty()).chain(rest.splitn(MOST, ' '));
    std::array::from_fn(|_| words.next().unwrap_or(""))
}

fn row(line: &str) -> Option<(&str, [f32; 3])> {
    let mut cells = line.split('\t');
    let feature = cells.next()?;
    let mut weight = || cells.next()?.parse().ok();
    Some((feature, [weight()?, weight()?, weight()?]))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Every line is a feature of its own, the bias the first, all in the order in which they are summed.
    pub(in crate::survey) fn is_whole(lines: &'static str) {
        let table = Weights::read(lines);
        assert_eq!((table.rows.len(), table.len()), (lines.lines().count(), lines.lines().count()));
        let features: Vec<&str> = lines.lines().filter_map(row).map(|(feature, _)| feature).collect();
        assert!(features.first() == Some(&"") && features.is_sorted());
    }

    #[test]
    fn features_are_found_by_their_words() {
        let table = Weights::read("\t1\t1\t1\n^a\t2\t2\t2\n^a b\t3\t3\t3\na\t4\t4\t4\na b c d\t5\t5\t5\n");
        let find = |words: &[&str]| -> Option<f32> {
            let words: Option<Vec<Word>> = words.iter().map(|word| table.word(word)).collect();
            table.feature(&words?).map(|row| table.at(row)[0])
        };
        assert_eq!(find(&["^", "a"]), Some(2.0));
        assert_eq!(find(&["^", "a", "b"]), Some(3.0));
        assert_eq!(find(&["a"]), Some(4.0));
        assert_eq!(find(&["a", "b", "c d"]), Some(5.0));
        assert_eq!((find(&["a", "b"]), find(&["c"])), (None, None));
    }
}
