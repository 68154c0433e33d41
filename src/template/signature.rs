//! Which letters share most of their runs of words, without comparing each with each.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words of a run.
const RUN: usize = 4;
/// Numbers kept of a letter.
const HASHES: usize = 64;
/// Numbers of a band: letters that are alike in one band are compared.
const ROWS: usize = 4;

/// The least number of all runs of a letter, under each of 64 orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature(Vec<u32>);

impl Signature {
    /// Of masked paragraphs. A letter without a run of words is like no other.
    pub(super) fn of(paragraphs: &[String]) -> Self {
        let mut least = vec![u32::MAX; HASHES];
        let words: Vec<&str> = paragraphs.iter().flat_map(|paragraph| paragraph.split(' ')).collect();
        for run in words.windows(RUN) {
            let number = number_of(&run);
            for (least, order) in least.iter_mut().zip(0..) {
                *least = (*least).min(under(number, order));
            }
        }
        Self(if words.len() < RUN { Vec::new() } else { least })
    }

    /// About the share of runs that two letters have in common, 0 to 1.
    fn shared(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        #[expect(clippy::cast_precision_loss, reason = "64 at most")]
        if self.0.is_empty() { 0.0 } else { same as f64 / self.0.len() as f64 }
    }
}

/// A number for words: the same within a run of the program.
pub(super) fn number_of(words: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The place of a number in one of many orders (the mixing function of `SplitMix64`; Steele, Lea and Flood, 2014).
fn under(number: u64, order: u64) -> u32 {
    let mut mixed = number.wrapping_add(order.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX)
}

/// Groups of letters, each with the numbers of its letters in order; two letters are of one group if they share at least
/// `alike` of their runs, or both share so much with a third. The groups come in the order of their first letter.
pub(super) fn groups(signatures: &[&Signature], alike: f64) -> Vec<Vec<usize>> {
    let mut seats: Vec<usize> = (0..signatures.len()).collect();
    let mut met: BTreeMap<(usize, &[u32]), Vec<usize>> = BTreeMap::new();
    for (letter, signature) in signatures.iter().enumerate() {
        for (band, rows) in signature.0.chunks(ROWS).enumerate() {
            // The letters of one band that are not alike are few: a handful of forms begins in the same words.
            let others = met.entry((band, rows)).or_default();
            match others.iter().find(|other| signatures[**other].shared(signature) >= alike) {
                Some(&other) => join(&mut seats, other, letter),
                None => others.push(letter),
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for letter in 0..seats.len() {
        groups.entry(first(&mut seats, letter)).or_default().push(letter);
    }
    groups.into_values().collect()
}

/// The first letter of a letter's group.
fn first(seats: &mut [usize], letter: usize) -> usize {
    let mut at = letter;
    while seats[at] != at {
        seats[at] = seats[seats[at]];
        at = seats[at];
    }
    at
}

fn join(seats: &mut [usize], a: usize, b: usize) {
    let (a, b) = (first(seats, a), first(seats, b));
    seats[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What two letters share, counted run by run.
    fn counted(a: &str, b: &str) -> f64 {
        use std::collections::BTreeSet;
        let runs = |text: &str| -> BTreeSet<Vec<String>> {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            words.windows(RUN).map(<[String]>::to_vec).collect()
        };
        let (a, b) = (runs(a), runs(b));
        f64::from(u16::try_from(a.intersection(&b).count()).unwrap())
            / f64::from(u16::try_from(a.union(&b).count()).unwrap())
    }

    #[test]
    fn the_share_is_about_what_counting_gives() {
        let words: Vec<String> = (0..400).map(|n| format!("w{}", n * 7 % 389)).collect();
        let letter = words.join(" ");
        for changed in [0, 5, 20, 60] {
            let other: Vec<String> = words
                .iter()
                .enumerate()
                .map(|(n, w)| if n % 400 < changed * 4 && n % 4 == 0 { "x".into() } else { w.clone() })
                .collect();
            let other = other.join(" ");
            let of = |words: &String| Signature::of(std::slice::from_ref(words));
            let shared = of(&letter).shared(&of(&other));
            assert!(
                (shared - counted(&letter, &other)).abs() < 0.2,
                "{changed}: {shared} {}",
                counted(&letter, &other)
            );
        }
        let nothing = Signature::of(&["one two".to_owned()]);
        assert!(nothing.shared(&nothing) < 0.1, "letters without a run are not alike");
    }

    #[test]
    fn a_third_letter_joins_two() {
        let words = |from: usize, to: usize| (from..to).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let letters = [words(0, 400), words(900, 1_300), words(60, 460), words(120, 520)];
        let signatures: Vec<Signature> = letters.iter().map(|l| Signature::of(std::slice::from_ref(l))).collect();
        let all: Vec<&Signature> = signatures.iter().collect();
        assert_eq!(groups(&all, 0.6), [vec![0, 2, 3], vec![1]]);
        assert_eq!(groups(&[], 0.6), Vec::<Vec<usize>>::new());
    }
}
