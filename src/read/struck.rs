//! Passages of the document that a later passage takes back ("Paragraph 6 is withdrawn.").

use super::Frames;
use super::govern::{Sentence, Sign};
use super::item::{Item, Part};
use super::noun::Thing;
use super::predicate;
use super::statement::Mood;
use super::vocabulary::Vocabulary;
use super::{clause, hush, item};
use crate::lexicon::Lexicon;

impl Frames {
    /// Numbers of the sections that a unit strikes, as written ("6", "B(2)").
    #[must_use]
    pub fn struck(&self, lexicon: &Lexicon, words: &str) -> Vec<String> {
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
        let sentence =
            Sentence { items: &items, clauses: &clauses, predicates: &predicates, v, spoken_of: None, hushed: &hushed };
        let strikes = |n: &usize| {
            items[predicates[*n].main].is(&v.strikes)
                && sentence.mood(*n) == Mood::Said
                && sentence.value(*n).sign == Sign::Does
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
