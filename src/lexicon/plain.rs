//! Words of the language of letters, which are nobody's name.

use std::collections::HashSet;
use std::sync::LazyLock;

/// One a line, lower case: gathered by `training/words.py` from the labelled texts.
const WORDS: &str = include_str!("../../model/words.txt");

static PLAIN: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.lines().collect());

/// Whether a word in small letters is one of them.
#[must_use]
pub fn is_plain(word: &str) -> bool {
    PLAIN.contains(word)
}
