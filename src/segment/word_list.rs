//! Closed lists of small words and common verbs, looked up together by their first letter.

use std::sync::LazyLock;

/// What a listed word is. None is two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A verb that makes a sentence of a fragment.
    Verb,
    /// A verb in the present that makes a sentence of a short fragment, unless it opens it.
    Act,
    /// A small word that stands in names and titles in lower case.
    Link,
}

impl Sort {
    /// What a word is, in whatever case; `None` for one that is not listed.
    pub(super) fn of(word: &str) -> Option<Self> {
        let same = ALL.get(initial(word)?)?;
        if same.lengths & length_bit(word) == 0 {
            return None;
        }
        same.words.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, sort)| *sort)
    }
}

/// The words of one first letter.
#[derive(Default)]
struct Initial {
    words: Vec<(&'static str, Sort)>,
    /// A bit for each length that one of them has: most words are ruled out by theirs.
    lengths: u32,
}

static ALL: LazyLock<[Initial; 26]> = LazyLock::new(|| {
    let mut all: [Initial; 26] = Default::default();
    let sorts = [(VERBS, Sort::Verb), (ACTS, Sort::Act), (LINKS, Sort::Link)];
    for (word, sort) in sorts.into_iter().flat_map(|(words, sort)| words.iter().map(move |word| (*word, sort))) {
        if let Some(same) = initial(word).and_then(|n| all.get_mut(n)) {
            same.words.push((word, sort));
            same.lengths |= length_bit(word);
        }
    }
    all
});

/// The bit of a word's length; that of longer words than any list holds is shared.
fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

fn initial(word: &str) -> Option<usize> {
    let first = word.bytes().next().filter(u8::is_ascii_alphabetic)?;
    Some(usize::from(first.to_ascii_lowercase() - b'a'))
}

const VERBS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "will", "shall", "may", "might", "can", "could", "must", "should",
    "would", "has", "have", "had", "does", "do", "did", "not", "cannot", "agrees", "agree", "isn't", "won't", "don't",
    "doesn't", "hereby", "please",
];

const ACTS: &[&str] = &[
    "accepts",
    "act",
    "acts",
    "approves",
    "asks",
    "asserts",
    "begins",
    "belongs",
    "binds",
    "cancels",
    "comes",
    "confirms",
    "consents",
    "conveys",
    "covenants",
    "covers",
    "delivers",
    "discharges",
    "ends",
    "expires",
    "forgives",
    "gets",
    "gives",
    "goes",
    "holds",
    "joins",
    "keeps",
    "knows",
    "lapses",
    "makes",
    "needs",
    "owes",
    "owns",
    "pays",
    "receives",
    "releases",
    "remains",
    "requires",
    "reserves",
    "retains",
    "sends",
    "signs",
    "speaks",
    "stands",
    "stays",
    "surrenders",
    "survives",
    "takes",
    "understands",
    "waives",
    "wants",
    "works",
    "applies",
    "became",
    "becomes",
    "gave",
    "made",
    "took",
    "paid",
    "owe",
    "pay",
    "accept",
    "release",
    "waive",
    "survive",
    "end",
    "seems",
    "says",
    "ok",
];

const LINKS: &[&str] = &[
    "of", "the", "and", "for", "c/o", "at", "in", "to", "by", "on", "dba", "et", "al", "a", "an", "or", "as", "with",
    "from", "attn", "via", "per", "no", "re", "cc", "encl", "de", "del", "la", "van", "von", "der", "den", "up", "ss",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case_and_only_whole() {
        let table = [
            ("is", Some(Sort::Verb)),
            ("IS", Some(Sort::Verb)),
            ("Isn't", Some(Sort::Verb)),
            ("Waives", Some(Sort::Act)),
            ("c/o", Some(Sort::Link)),
            ("i", None),
            ("isle", None),
            ("", None),
        ];
        for (word, sort) in table {
            assert_eq!(Sort::of(word), sort, "{word}");
        }
    }

    #[test]
    fn no_word_is_listed_twice() {
        let mut all: Vec<&str> = [VERBS, ACTS, LINKS].concat();
        all.sort_unstable();
        assert!(all.windows(2).all(|two| two[0] != two[1]), "{all:?}");
    }
}
