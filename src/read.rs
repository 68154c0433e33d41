//! Reader A, the patterns: who does what to whom, how firmly, on what condition, except for what.
//!
//! A unit is tagged, its words become items, items are cut into clauses, verb groups become predicates with their
//! phrases, governors and negators give each predicate a sign and a force, frames say what it amounts to, and one
//! truth table says what that does to the borrower.

mod adjunct;
mod clause;
mod defined;
mod effect;
mod frame;
mod govern;
mod hanging;
mod hush;
mod item;
mod lead_in;
mod noun;
mod predicate;
mod slots;
mod standing;
mod statement;
mod struck;
mod vocabulary;

use std::borrow::Cow;

use self::lead_in::Joined;

use crate::id::Hazard;
use crate::lexicon::{Layer, Lexicon, Tag, Tagged};
use crate::reading::{Effect, Passage, Reader, Reading};
use crate::span::UnitSpan;

pub use defined::{Definition, Party, Reach};
pub use frame::FrameError;

/// Reader A with its frames and its view of the lexicon.
#[derive(Debug)]
pub struct Frames {
    vocabulary: vocabulary::Vocabulary,
    rows: Vec<frame::Frame>,
    passage_words: struck::PassageWords,
}

impl Frames {
    /// The frames compiled into the program, over a lexicon.
    ///
    /// # Errors
    /// Names the file and the row that is wrong.
    pub fn built_in(lexicon: &Lexicon) -> Result<Self, FrameError> {
        Self::compile(frame::SOURCES, lexicon)
    }

    /// Compiles frame files given as (name, text).
    ///
    /// # Errors
    /// Names the file and the row that is wrong.
    pub fn compile(files: &[(&str, &str)], lexicon: &Lexicon) -> Result<Self, FrameError> {
        let passage_words = struck::PassageWords::of(lexicon);
        Ok(Self {
            vocabulary: vocabulary::Vocabulary::of(lexicon),
            rows: frame::compile(files, lexicon)?,
            passage_words,
        })
    }

    /// Reads one unit: every effect on the borrower with its witness. A list item is read under its lead-in. `tagged`
    /// are the passage's words, tagged with this lexicon.
    #[must_use]
    pub fn read(&self, lexicon: &Lexicon, passage: &Passage, tagged: &Tagged, terms: &[Definition]) -> Vec<Reading> {
        if self.is_silent(lexicon, passage) {
            return Vec::new();
        }
        let v = &self.vocabulary;
        let Joined { words, place } = self.joined(lexicon, passage, tagged);
        let mut items = match &words {
            Cow::Borrowed(_) => item::items(tagged, v),
            Cow::Owned(joined) => item::items(&lexicon.tag(joined), v),
        };
        defined::mark(&mut items, &words, terms);
        if !items.iter().any(|item| predicate::may_open(item.part) || item.is(&v.part)) {
            // Neither a verb nor a limit: an address, a name, a figure.
            return Vec::new();
        }
        let hushed = hush::hushed(&items, &words);
        let clauses = clause::clauses(&items, v);
        let predicates = predicate::predicates(&items, &clauses, v);
        let asks = items.iter().any(|i| i.is(&v.pronoun));
        let sentence = govern::Sentence {
            items: &items,
            clauses: &clauses,
            predicates: &predicates,
            v,
            spoken_of: &|| if asks { self.spoken_of(lexicon, passage.before) } else { None },
            hushed: &hushed,
        };
        let mut readings: Vec<Reading> = Vec::new();
        let accounts = sentence.accounts(&self.rows);
        for statement in accounts.iter().filter_map(statement::Account::read) {
            let Some(evidence) = evidence(&sentence, statement, place) else { continue };
            let cues: Vec<String> =
                statement.value.cues.iter().map(|&at| items[at].span.of(&words).to_owned()).collect();
            for effect in sentence.effects(statement) {
                keep(&mut readings, reading(effect, evidence, &cues, &statement.frame));
            }
        }
        if let Some(n) = sentence.hanging() {
            let span = whole_sentence(&sentence, n, place);
            let effect = Effect::Endangers(Hazard::ConditionalRelease);
            if let Some(evidence) = span {
                keep(&mut readings, reading(effect, evidence, &[], "release-hangs"));
            }
        }
        if sentence.bare_limit() {
            let span = UnitSpan::new(0, passage.words.len());
            keep(&mut readings, reading(Effect::Endangers(Hazard::PartialRelease), span, &[], "bare-limit"));
        }
        if readings.is_empty() {
            let unread = accounts.iter().position(|account| matches!(account, statement::Account::Unread));
            let unread = unread.and_then(|n| whole_sentence(&sentence, n, place));
            readings.extend(
                unread.map(|e| reading(Effect::Endangers(Hazard::UnclearLanguage), e, &[], "unread-predicate")),
            );
        }
        readings.sort_by_key(|r| (r.effect, r.evidence));
        readings
    }

    /// The outsider that the unit before begins with, if it does: an insurer, another lienholder, a buyer.
    fn spoken_of(&self, lexicon: &Lexicon, before: &str) -> Option<noun::Thing> {
        let v = &self.vocabulary;
        let items = item::items(&lexicon.tag(before), v);
        let first = (0..items.len()).find_map(|at| noun::phrase(&items, at, v))?;
        matches!(first.thing, noun::Thing::Insurer | noun::Thing::OtherLienholder | noun::Thing::Buyer)
            .then_some(first.thing)
    }

    /// Questions, and text under a heading or in a context that promises nothing.
    fn is_silent(&self, lexicon: &Lexicon, passage: &Passage) -> bool {
        let silences = |tag: &Tag| tag.layer == Layer::Core && self.vocabulary.silent_context.has(tag.concept);
        let tells = |text: &str| !text.is_empty() && lexicon.tag(text).tags.iter().any(silences);
        let supposes = passage.before.trim_end().ends_with('?') && passage.words.trim_start().starts_with("Then ");
        supposes || passage.words.trim_end().ends_with('?') || tells(passage.heading) || tells(passage.note)
    }
}

fn reading(effect: Effect, evidence: UnitSpan, cues: &[String], frame: &str) -> Reading {
    Reading { effect, evidence, cues: cues.to_vec(), pattern: frame.to_owned(), by: Reader::Patterns }
}

/// One reading an effect; the first stands.
fn keep(readings: &mut Vec<Reading>, reading: Reading) {
    if !readings.iter().any(|r| r.effect == reading.effect) {
        readings.push(reading);
    }
}

/// The words of the sentence that the statement stands in, as far as they stand in the unit; none where it stands in the
/// lead-in alone.
fn evidence(sentence: &govern::Sentence, statement: &statement::Statement, place: UnitSpan) -> Option<UnitSpan> {
    let main = sentence.items[sentence.predicates[statement.predicate].main].span.start >= place.start;
    let theme = statement.theme.is_some_and(|t| sentence.items[t.head].span.start >= place.start);
    whole_sentence(sentence, statement.predicate, place).filter(|_| main || theme)
}

/// The words of the sentence that a predicate stands in, as far as they stand in the unit itself.
fn whole_sentence(sentence: &govern::Sentence, predicate: usize, place: UnitSpan) -> Option<UnitSpan> {
    let inside = |s: &UnitSpan| s.start >= place.start && s.end <= place.end;
    let whole = sentence.sentence_of(predicate).map(|i| i.span).filter(inside).reduce(|a, b| a.join(&b))?;
    Some(UnitSpan::new(whole.start - place.start, whole.end - place.start))
}

impl Frames {
    /// How a unit was cut and grouped, for people: items, clauses, predicates.
    #[must_use]
    pub fn trace(&self, tagged: &Tagged) -> String {
        use std::fmt::Write;
        let v = &self.vocabulary;
        let items = item::items(tagged, v);
        let clauses = clause::clauses(&items, v);
        let predicates = predicate::predicates(&items, &clauses, v);
        let hushed = hush::hushed(&items, tagged.words);
        let sentence = govern::Sentence {
            items: &items,
            clauses: &clauses,
            predicates: &predicates,
            v,
            spoken_of: &|| None,
            hushed: &hushed,
        };
        let mut out = String::new();
        for (at, item) in items.iter().enumerate() {
            let clause = clauses.of[at];
            let _ =
                write!(out, "{}/{:?}.{}{:?} ", item.span.of(tagged.words), item.part, clause, clauses.all[clause].role);
        }
        let words = |p: Option<noun::Phrase>| {
            p.map_or(String::from("-"), |p| {
                format!(
                    "[{}={:?}{:?}]",
                    tagged.words.get(items[p.first].span.start..items[p.last].span.end).unwrap_or(""),
                    p.thing,
                    p.marks
                )
            })
        };
        for (n, p) in predicates.iter().enumerate() {
            let value = sentence.value(n);
            let _ = write!(
                out,
                "\n  {n} {} {:?} {:?} {:?} {:?} {:?} subject {} object {}",
                items[p.main].span.of(tagged.words),
                p.voice,
                p.shape,
                p.modal,
                value.sign,
                value.force,
                words(p.subject),
                words(p.object)
            );
            for (at, c) in &p.complements {
                let _ = write!(out, " {}:{}", items[*at].span.of(tagged.words), words(Some(*c)));
            }
        }
        for s in sentence.accounts(&self.rows).iter().filter_map(statement::Account::read) {
            let _ = write!(
                out,
                "\n  => {} {:?} {:?} {:?} {:?}",
                s.frame,
                s.says,
                s.value.sign,
                s.mood,
                s.adjuncts.iter().map(|a| (a.role, a.class)).collect::<Vec<_>>()
            );
        }
        out
    }
}
