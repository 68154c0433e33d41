//! Passages of the document that a later passage takes back ("Paragraph 6 is withdrawn.").

use std::fmt;

use daachorse::DoubleArrayAhoCorasick;

use super::Frames;
use super::govern::{Force, Sentence, Sign, Value};
use super::item::{Item, Part};
use super::noun::Thing;
use super::predicate;
use super::statement::Mood;
use super::vocabulary::Vocabulary;
use super::{clause, hush, item};
use crate::lexicon::Lexicon;
use crate::text::Twofold;

/// Words for a numbered passage. Hardly a unit that is asked about has one, and looking costs less than tagging.
pub(super) struct PassageWords(Option<DoubleArrayAhoCorasick<u32>>);

impl fmt::Debug for PassageWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PassageWords").finish_non_exhaustive()
    }
}

/// The passage is one of another paper: "Under that addendum paragraph 5 is deleted."
static OF_ANOTHER: Twofold = Twofold::new(|| {
    let paper = r"addendum|contract|purchase\s+agreement|sales?\s+agreement|listing|deed\s+of\s+trust|mortgage|note|escrow\s+instructions";
    format!(r"(?i)\b(?:of|in|to|under|by)\s+(?:the|that|your|their|this)\s+(?:\w+\s+){{0,2}}(?:{paper})\b")
});

impl PassageWords {
    /// Those of a lexicon.
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let forms = lexicon.concept("passage-word").into_iter().flat_map(|concept| lexicon.forms(concept));
        Self(DoubleArrayAhoCorasick::new(forms).ok())
    }

    fn stand_in(&self, words: &str) -> bool {
        self.0.as_ref().is_some_and(|forms| forms.find_iter(words.to_ascii_lowercase()).next().is_some())
    }
}

impl Frames {
    /// Numbers of the sections that a unit strikes, as written ("6", "B(2)").
    #[must_use]
    pub fn struck(&self, lexicon: &Lexicon, words: &str) -> Vec<String> {
        if !self.passage_words.stand_in(words) || OF_ANOTHER.is_in(words) {
            return Vec::new();
        }
        let v = &self.vocabulary;
        let tagged = lexicon.tag(words);
        if !tagged.tags.iter().any(|tag| v.strikes.has(tag.concept)) {
            return Vec::new();
        }
        let items = item::items(&tagged, v);
        if !items.iter().any(|i| i.is(&v.strikes)) || !items.iter().any(|i| i.is(&v.passage_word)) {
            return Vec::new();
        }
        let hushed = hush::hushed(&items, words);
        let clauses = clause::clauses(&items, v);
        let predicates = predicate::predicates(&items, &clauses, v);
        let sentence = Sentence {
            items: &items,
            clauses: &clauses,
            predicates: &predicates,
            v,
            spoken_of: &|| None,
            hushed: &hushed,
        };
        let is_done = |value: Value| value.sign == Sign::Does && value.force == Force::Bound;
        let strikes = |n: &usize| {
            items[predicates[*n].main].is(&v.strikes) && sentence.mood(*n) == Mood::Said && is_done(sentence.value(*n))
        };
        let theme = |n: usize| predicate::theme(&predicates[n]).filter(|t| t.thing == Thing::Passage);
        (0..predicates.len())
            .filter(strikes)
            .filter_map(theme)
            .filter_map(|t| number(&items[..], t.first, v, words))
            .collect()
    }
}

/// The number after a passage word, with its brackets.
fn number(items: &[Item], from: usize, v: &Vocabulary, words: &str) -> Option<String> {
    let head = (from..items.len()).find(|&n| items[n].is(&v.passage_word))?;
    let first = items.get(head + 1).filter(|i| i.part == Part::Number || i.span.len() <= 3)?;
    let last = items[head + 1..]
        .iter()
        .take_while(|i| matches!(i.part, Part::Number | Part::Open | Part::Close) || i.span.len() <= 1)
        .last()
        .unwrap_or(first);
    words.get(first.span.start..last.span.end).map(|n| n.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_struck_by_many_words_and_by_no_denial() {
        let lexicon = Lexicon::built_in().unwrap();
        let frames = Frames::built_in(lexicon).unwrap();
        for words in [
            "Paragraph 5 of the letter is struck out and is to be read as if it had never been there.",
            "Section 5 is hereby stricken.",
            "We strike paragraph 5 of the letter.",
            "Item 5 has been deleted.",
            "Paragraph 5 is withdrawn.",
        ] {
            assert_eq!(frames.struck(lexicon, words), ["5"], "{words}");
        }
        for words in [
            "Paragraph 5 is not struck.",
            "Paragraph 5 stands.",
            "We may strike paragraph 5.",
            "Under that addendum paragraph 5 is deleted.",
            "Paragraph 5 of the purchase contract is struck.",
        ] {
            assert!(frames.struck(lexicon, words).is_empty(), "{words}");
        }
    }
}
