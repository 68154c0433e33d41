//! One reading per unit and effect, whoever made it.
//!
//! Today reader A alone reads: its frames (deep, for the core clauses) and its rows (plain, for the rest). The learned
//! reader joins here; what comes after does not care who read.

use crate::lexicon::{Lexicon, LexiconError};
use crate::pattern::{PatternError, Patterns};
use crate::read::{Definition, FrameError, Frames};
use crate::reading::{Effect, Passage, Reading};
use crate::span::UnitSpan;

/// The readers, ready to read.
#[derive(Debug)]
pub struct Kit {
    lexicon: &'static Lexicon,
    frames: Frames,
    patterns: &'static Patterns,
}

/// The compiled-in patterns are wrong; a test keeps that from being shipped.
#[derive(Debug, Clone, thiserror::Error)]
pub enum KitError {
    /// In a lexicon file.
    #[error("{0}")]
    Lexicon(&'static LexiconError),
    /// In a frame file.
    #[error("{0}")]
    Frame(#[from] FrameError),
    /// In a pattern file.
    #[error("{0}")]
    Pattern(&'static PatternError),
}

impl Kit {
    /// The readers over the patterns compiled into the program.
    ///
    /// # Errors
    /// Names the pattern file that is wrong, and where.
    pub fn built_in() -> Result<Self, KitError> {
        let lexicon = Lexicon::built_in().map_err(KitError::Lexicon)?;
        let patterns = Patterns::built_in().map_err(KitError::Pattern)?;
        Ok(Self { lexicon, frames: Frames::built_in(lexicon)?, patterns })
    }

    /// The rows and the words about each id.
    #[must_use]
    pub const fn patterns(&self) -> &'static Patterns {
        self.patterns
    }

    /// A term of the document from the words that define it.
    #[must_use]
    pub fn define(&self, term: &str, meaning: &str) -> Option<Definition> {
        self.frames.define(self.lexicon, term, meaning)
    }

    /// A term of the document from the words before it.
    #[must_use]
    pub fn define_before(&self, term: &str, before: &str) -> Option<Definition> {
        self.frames.define_before(self.lexicon, term, before)
    }

    /// Numbers of the sections that a unit strikes.
    #[must_use]
    pub fn struck(&self, words: &str) -> Vec<String> {
        self.frames.struck(self.lexicon, words)
    }

    /// Everything that one unit does, each effect once, sorted by effect.
    #[must_use]
    pub fn read(&self, passage: &Passage, terms: &[Definition]) -> Vec<Reading> {
        if passage.words.len() <= LONGEST {
            return self.read_window(passage, terms);
        }
        let mut all: Vec<Reading> = Vec::new();
        for (start, words) in windows(passage.words) {
            for mut reading in self.read_window(&Passage { words, ..*passage }, terms) {
                reading.evidence = UnitSpan::new(reading.evidence.start + start, reading.evidence.end + start);
                if !all.iter().any(|r| r.effect == reading.effect) {
                    all.push(reading);
                }
            }
        }
        all.sort_by_key(|r| (r.effect, r.evidence));
        all
    }

    fn read_window(&self, passage: &Passage, terms: &[Definition]) -> Vec<Reading> {
        let tagged = self.lexicon.tag(passage.words);
        let mut all = self.frames.read(self.lexicon, passage, &tagged, terms);
        for reading in self.patterns.read(&tagged, passage) {
            if !all.iter().any(|r| same_id(r.effect, reading.effect)) {
                all.push(reading);
            }
        }
        all.sort_by_key(|r| (r.effect, r.evidence));
        all
    }
}

/// Longest stretch, in bytes, that is read at one time: a unit that is longer is no sentence.
const LONGEST: usize = 6_000;

/// A long unit in windows that end at a stop, a comma or a space, each with its first byte.
fn windows(words: &str) -> Vec<(usize, &str)> {
    let (mut all, mut start) = (Vec::new(), 0);
    while start < words.len() {
        let mut end = words.len().min(start + LONGEST);
        while !words.is_char_boundary(end) {
            end -= 1;
        }
        if end < words.len() {
            let window = &words[start..end];
            let cut =
                window.rfind(". ").or_else(|| window.rfind(", ")).or_else(|| window.rfind(' ')).filter(|cut| *cut > 0);
            end = cut.map_or(end, |cut| start + cut + 1);
        }
        all.push((start, &words[start..end]));
        start = end;
    }
    all
}

/// Whether both speak of one protection or hazard.
fn same_id(a: Effect, b: Effect) -> bool {
    match (a, b) {
        (Effect::Protects(p, _), Effect::Protects(q, _)) => p == q,
        (a, b) => a == b,
    }
}
