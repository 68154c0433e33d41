//! Two engines that read one page: the better reading, in doubt where they differ in a word that turns a sentence.
//!
//! A "not" that a fax smudged leaves a sentence that looks whole and says the opposite. One engine that loses it can be
//! very sure of itself; two that see different things at one place cannot both be right. What is in doubt here is read
//! by eye where it stands in a passage that frees the borrower (`src/resolve/smudged.rs`).

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::normalise;

use super::reading::Reading;
use super::word::Word;

/// Acts that turn a letter as a "not" does.
const ACTS: [&str; 10] =
    ["preserve", "preserves", "reserve", "reserved", "reserves", "reserving", "retain", "retains", "waive", "waives"];

/// A word read with less confidence than this is no witness against another reading, out of 100.
const WITNESS: f32 = 60.0;
/// Two words stand at one place if they share so much of the smaller.
const ONE_PLACE: f64 = 0.4;
/// So many words of a line of the other engine where this one has none are a line left out.
const LINE: usize = 3;
/// Fewest letters of such a word, and least confidence in it, out of 100: specks and scrawls are read as less.
const LETTERS: usize = 3;
const SEEN: f32 = 30.0;

/// The better of two readings of one page, the first where they are equal, with its words in doubt where the other
/// says otherwise. A reading that leaves out a line of the other's is poor, however well the rest is read.
pub(super) fn better(mut first: Reading, mut second: Reading) -> Reading {
    let [first_leaves, second_leaves] =
        [(&first, &second), (&second, &first)].map(|(own, other)| leaves_out(own.words(), other.words()));
    if first_leaves {
        first.has_left_out_a_line();
    }
    if second_leaves {
        second.has_left_out_a_line();
    }
    let (mut best, other) = if second.rank() > first.rank() { (second, first) } else { (first, second) };
    best.doubt(&differing(best.words(), other.words()));
    best
}

/// Whether a line of the other reading has words where this one has none.
fn leaves_out(own: &[Word], other: &[Word]) -> bool {
    let is_word = |word: &Word| {
        let letters = word.seen.text.chars().filter(|c| c.is_alphabetic()).count();
        letters >= LETTERS && word.confidence >= SEEN
    };
    let missed = |word: &&Word| is_word(word) && !own.iter().any(|own| shared(own, word) > 0.0);
    let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
    for word in other.iter().filter(missed) {
        *lines.entry(word.seen.line).or_default() += 1;
    }
    lines.values().any(|words| *words >= LINE)
}

/// The words of one reading, by index, that the other gainsays: a turning word where the other surely read another, and
/// whatever stands where the other surely read a turning word.
fn differing(own: &[Word], other: &[Word]) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let witnesses: Vec<&Word> = other.iter().filter(|word| word.confidence >= WITNESS).collect();
    for (index, word) in own.iter().enumerate() {
        let Some(turning) = turning(word) else { continue };
        let mut there = witnesses.iter().filter(|witness| is_one_place(word, witness)).peekable();
        if there.peek().is_some() && !there.any(|witness| plain(witness) == turning) {
            out.insert(index);
        }
    }
    for witness in &witnesses {
        let Some(turning) = turning(witness) else { continue };
        let here = || own.iter().enumerate().filter(|(_, word)| is_one_place(word, witness));
        if here().next().is_none() {
            out.extend(nearest(own, witness));
        } else if !here().any(|(_, word)| plain(word) == turning) {
            out.extend(here().map(|(index, _)| index));
        }
    }
    out
}

/// A word without the marks around it, in small letters.
fn plain(word: &Word) -> String {
    word.seen.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The word, if it turns a sentence.
fn turning(word: &Word) -> Option<String> {
    let plain = plain(word);
    (normalise::is_turning(&plain) || ACTS.contains(&plain.as_str())).then_some(plain)
}

/// Whether two words cover much of each other.
fn is_one_place(a: &Word, b: &Word) -> bool {
    let area = |word: &Word| (word.seen.ink[2] - word.seen.ink[0]) * (word.seen.ink[3] - word.seen.ink[1]);
    let shared = shared(a, b);
    shared > 0.0 && shared >= ONE_PLACE * area(a).min(area(b))
}

/// The area that two words share.
fn shared(a: &Word, b: &Word) -> f64 {
    let ([ax0, ay0, ax1, ay1], [bx0, by0, bx1, by1]) = (a.seen.ink, b.seen.ink);
    (ax1.min(bx1) - ax0.max(bx0)).max(0.0) * (ay1.min(by1) - ay0.max(by0)).max(0.0)
}

/// The word that stands nearest to a place.
fn nearest(words: &[Word], to: &Word) -> Option<usize> {
    let gap = |word: &Word| {
        let ([ax0, ay0, ax1, ay1], [bx0, by0, bx1, by1]) = (word.seen.ink, to.seen.ink);
        let apart = |a0: f64, a1: f64, b0: f64, b1: f64| (a0 - b1).max(b0 - a1).max(0.0);
        apart(ax0, ax1, bx0, bx1).hypot(apart(ay0, ay1, by0, by1))
    };
    (0..words.len()).min_by(|a, b| gap(&words[*a]).total_cmp(&gap(&words[*b])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Picture;
    use crate::document::Source;
    use crate::ocr::reading::By;
    use crate::ocr::reading::Grade;

    /// Words in columns of a row, each with this confidence; `.` leaves a column empty.
    fn words(text: &str, confidence: f32) -> Vec<Word> {
        let cells = text.split(' ').enumerate().filter(|(_, word)| *word != ".");
        let word = |(n, word): (usize, &str)| {
            let x = 50.0 * f64::from(u8::try_from(n).unwrap());
            Word::new(word, [x, 100.0, x + 40.0, 110.0], 0, confidence)
        };
        cells.map(word).collect()
    }

    fn reading(words: Vec<Word>, by: By) -> Reading {
        let picture = Picture { width: 10, height: 10, dpi: (200, 200), grey: vec![0; 100] };
        Reading::new(words, &picture, by)
    }

    #[test]
    fn a_turning_word_is_in_doubt_where_the_other_surely_read_otherwise() {
        let cases = [
            ("the same", "we will not sue", "we will not sue", 90.0, &[] as &[&str]),
            ("other words that turn nothing", "we will not sue", "ve will not sve", 90.0, &[]),
            ("marks and capitals", "we will not, sue", "we will NOT sue", 90.0, &[]),
            ("another word there", "we will now sue", "we will not sue", 90.0, &["now"]),
            ("another word there, read by the other", "we will not sue", "we will now sue", 90.0, &["not"]),
            ("another word, but unsure", "we will not sue", "we will now sue", 40.0, &[]),
            ("nothing there, in the other", "we will not sue", "we will . sue", 90.0, &[]),
            ("nothing there, in this one", "we will . sue", "we will not sue", 90.0, &["will"]),
            ("an act", "we reserve it", "we release it", 90.0, &["reserve"]),
        ];
        for (name, own, other, confidence, want) in cases {
            let own = words(own, 90.0);
            let doubtful = differing(&own, &words(other, confidence));
            let told: Vec<&str> = doubtful.iter().map(|index| own[*index].seen.text.as_str()).collect();
            assert_eq!(told, want, "{name}");
        }
    }

    #[test]
    fn the_better_graded_reading_wins_and_one_that_leaves_out_a_line_is_poor() {
        let cases = [
            ("the second is surer", ("we wa1ve it", 40.0), ("we waive it", 95.0), (By::Models, Grade::Good)),
            ("the first is surer", ("we waive it", 95.0), ("we wa1ve it", 40.0), (By::Tesseract, Grade::Good)),
            ("both alike", ("we waive it", 95.0), ("we waive it", 95.0), (By::Tesseract, Grade::Good)),
            (
                "the second lacks a line",
                ("we waive it and release you from it", 70.0),
                ("we waive", 99.0),
                (By::Tesseract, Grade::Good),
            ),
            (
                "of a line hardly seen",
                ("we waive it and release you from it", 40.0),
                ("we waive", 99.0),
                (By::Models, Grade::Poor),
            ),
            (
                "the first lacks a line",
                ("we waive", 99.0),
                ("we waive it and release you from it", 70.0),
                (By::Models, Grade::Good),
            ),
            (
                "the second lacks a scrawl",
                ("we waive it . mf rlsx ~", 40.0),
                ("we waive it", 99.0),
                (By::Models, Grade::Good),
            ),
        ];
        for (name, first, second, want) in cases {
            let first = reading(words(first.0, first.1), By::Tesseract);
            let second = reading(words(second.0, second.1), By::Models);
            let best = better(first, second);
            assert_eq!((best.by(), best.grade()), want, "{name}");
        }
    }

    #[test]
    fn doubt_goes_along_with_the_words() {
        let second = reading(words("we will now sue", 95.0), By::Models);
        let best = better(reading(words("vvc will not suc", 64.0), By::Tesseract), second);
        let sources: Vec<Source> = best.words().iter().map(|word| word.seen.source).collect();
        assert_eq!(sources, [Source::Ocr, Source::Ocr, Source::Doubtful, Source::Ocr]);
    }
}
