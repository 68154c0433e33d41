//! A list item and the lead-in that it stands under, put together as one sentence.

use std::borrow::Cow;

use super::item::{Item, Part};
use super::{Frames, clause, item, predicate};
use crate::lexicon::{Lexicon, Tagged};
use crate::reading::Passage;
use crate::span::UnitSpan;

/// The words that are read, and where the unit stands in them.
pub(super) struct Joined<'a> {
    pub(super) words: Cow<'a, str>,
    pub(super) place: UnitSpan,
}

impl<'a> Joined<'a> {
    fn alone(words: &'a str) -> Self {
        Self { words: words.into(), place: UnitSpan::new(0, words.len()) }
    }

    fn between(before: &str, words: &str, after: &str) -> Self {
        let place = UnitSpan::new(before.len(), before.len() + words.len());
        Self { words: [before, words, after].concat().into(), place }
    }
}

/// What stands for the items of a list in the lead-in above it.
const FOLLOWING: &str = "the following";
/// What stands before it where the items are acts: "we will do all of the following".
const DOING: &[&str] = &[" do all of ", " do each of ", " do "];

impl Frames {
    /// The unit behind its lead-in. A lead-in without a verb is an adjunct; an item that is a sentence of its own needs
    /// none.
    pub(super) fn joined<'a>(&self, lexicon: &Lexicon, passage: &Passage<'a>, tagged: &Tagged) -> Joined<'a> {
        let lead = passage.lead_in.trim_end().trim_end_matches([':', '-', '\u{2013}', '\u{2014}']).trim_end();
        let lead = lead.rsplit(". ").next().unwrap_or(lead);
        if lead.is_empty() || lead.ends_with('.') {
            return Joined::alone(passage.words);
        }
        if let Some(put) = self.put_in_place(lexicon, lead, passage.words, tagged) {
            return put;
        }
        let before = item::items(&lexicon.tag(lead), &self.vocabulary);
        let acts = before.iter().any(|i| matches!(i.part, Part::Modal | Part::Be | Part::Do | Part::Verb));
        if acts && !before.iter().any(|i| i.negates(&self.vocabulary)) && self.is_sentence(tagged) {
            return Joined::alone(passage.words);
        }
        Joined::between(&[lead, if acts { " " } else { ", " }].concat(), passage.words, "")
    }

    /// "None of the following is released:": the item is what "the following" stands for, so it is put in its place,
    /// as a subject where a verb follows and as an object where nothing does.
    fn put_in_place<'a>(&self, lexicon: &Lexicon, lead: &str, words: &str, tagged: &Tagged) -> Option<Joined<'a>> {
        let at = lead.to_ascii_lowercase().rfind(FOLLOWING)?;
        let (before, after) = (lead.get(..at)?, lead.get(at + FOLLOWING.len()..)?.trim_start());
        if self.is_sentence(tagged) {
            return None;
        }
        if after.is_empty() {
            let before = DOING.iter().find_map(|doing| before.strip_suffix(doing)).unwrap_or(before);
            return Some(Joined::between(&[before.trim_end(), " "].concat(), words, ""));
        }
        let opens = |i: &Item| matches!(i.part, Part::Modal | Part::Be | Part::Do | Part::Have | Part::Verb);
        let acts = item::items(&lexicon.tag(after), &self.vocabulary).first().is_some_and(opens);
        acts.then(|| Joined::between(before, item_alone(words), &[" ", after, "."].concat()))
    }

    /// Whether the words have a subject and a finite verb of their own.
    fn is_sentence(&self, tagged: &Tagged) -> bool {
        let v = &self.vocabulary;
        let items = item::items(tagged, v);
        let clauses = clause::clauses(&items, v);
        let first = predicate::predicates(&items, &clauses, v).into_iter().next();
        first.is_some_and(|p| p.shape == predicate::Shape::Finite && p.subject.is_some_and(|s| s.last < p.from))
    }
}

/// A list item without what ties it to the next: "any deficiency; and".
fn item_alone(words: &str) -> &str {
    let words = words.trim_end();
    let words = [" and", " or"].iter().find_map(|tie| words.strip_suffix(tie)).unwrap_or(words);
    words.trim_end_matches(['.', ';', ',', ' '])
}
