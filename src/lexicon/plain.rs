//! Words of the language of letters, which are nobody's name.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// One a line, lower case: gathered by `training/words.py` from the labelled texts.
const WORDS: &str = include_str!("../../model/words.txt");

static ALL: LazyLock<Vec<&str>> = LazyLock::new(|| WORDS.lines().collect());

static NUMBERS: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| ALL.iter().copied().zip(0..).collect());

/// Whether a word in small letters is one of them.
#[must_use]
pub fn is_plain(word: &str) -> bool {
    NUMBERS.contains_key(word)
}

/// The number of a word in small letters, if it is one of them: below [`count`].
#[must_use]
pub fn number(word: &str) -> Option<u16> {
    NUMBERS.get(word).copied()
}

/// The word of a number.
#[must_use]
pub fn word(number: u16) -> Option<&'static str> {
    ALL.get(usize::from(number)).copied()
}

/// How many there are.
#[must_use]
pub fn count() -> u16 {
    u16::try_from(ALL.len()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_number_of_its_own() {
        assert!(usize::from(count()) == NUMBERS.len() && count() > 5_000);
        assert!(ALL.iter().all(|known| number(known).and_then(word) == Some(known)));
        assert!(is_plain("deficiency") && number("okafor").is_none() && word(count()).is_none());
    }
}
