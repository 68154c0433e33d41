//! Closed lists of small words and common verbs, looked up by their first letter.

use std::sync::LazyLock;

/// Words in lower case, by first letter.
pub(super) struct WordList([Vec<&'static str>; 26]);

impl WordList {
    fn of(words: &[&'static str]) -> Self {
        let mut all: [Vec<&'static str>; 26] = Default::default();
        for word in words {
            if let Some(same) = initial(word).and_then(|n| all.get_mut(n)) {
                same.push(word);
            }
        }
        Self(all)
    }

    /// Whether the word is listed, in whatever case.
    pub(super) fn has(&self, word: &str) -> bool {
        let same = initial(word).and_then(|n| self.0.get(n));
        same.is_some_and(|same| same.iter().any(|known| known.eq_ignore_ascii_case(word)))
    }
}

fn initial(word: &str) -> Option<usize> {
    let first = word.bytes().next().filter(u8::is_ascii_alphabetic)?;
    Some(usize::from(first.to_ascii_lowercase() - b'a'))
}

/// Verbs that make a sentence of a fragment, lower case.
pub(super) static VERBS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::of(&[
        "is", "are", "was", "were", "be", "been", "will", "shall", "may", "might", "can", "could", "must", "should",
        "would", "has", "have", "had", "does", "do", "did", "not", "cannot", "agrees", "agree", "isn't", "won't",
        "don't", "doesn't", "hereby", "please",
    ])
});

/// Verbs in the present that make a sentence of a short fragment, unless they open it; lower case.
pub(super) static ACTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::of(&[
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
        "agree",
        "release",
        "waive",
        "survive",
        "end",
        "seems",
        "says",
        "ok",
    ])
});

/// Small words that stand in names and titles in lower case.
pub(super) static LINKS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::of(&[
        "of", "the", "and", "for", "c/o", "at", "in", "to", "by", "on", "dba", "et", "al", "a", "an", "or", "as",
        "with", "from", "attn", "via", "per", "no", "re", "cc", "encl", "de", "del", "la", "van", "von", "der", "den",
        "up", "ss",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case_and_only_whole() {
        for (word, listed) in [("is", true), ("IS", true), ("Isn't", true), ("i", false), ("isle", false), ("", false)]
        {
            assert_eq!(VERBS.has(word), listed, "{word}");
        }
    }
}
