//! One reading per unit and effect, whoever made it.
//!
//! Reader A reads with its frames (deep, for the core clauses) and its rows (plain, for the rest), reader B with what it
//! learned; where both read, `weigh` makes one of it. What comes after does not care who read.

mod doubt;
mod evidence;
mod mechanism;
mod over;
mod weigh;

use crate::id::Hazard;
use crate::lexicon::{Lexicon, LexiconError};
use crate::model::{Learned, ModelInput, Scores};
use crate::pattern::{PatternError, Patterns};
use crate::read::{Definition, FrameError, Frames, Party};
use crate::reading::{Effect, Passage, Reader, Reading, Setting};
use crate::span::UnitSpan;

pub use doubt::Doubt;
pub use mechanism::Mechanism;
pub use weigh::{Decision, Fusion, Weighed};

/// The readers, ready to read.
#[derive(Debug)]
pub struct Kit {
    lexicon: &'static Lexicon,
    frames: Frames,
    patterns: &'static Patterns,
    second: Option<Second>,
    left_out: Option<Mechanism>,
}

/// The learned reader with what joins it to the patterns.
#[derive(Debug)]
struct Second {
    learned: Learned,
    fusion: Fusion,
    /// Both, or the model alone.
    readers: Reader,
}

/// Both readings of a unit and what was made of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// What the patterns read.
    pub patterns: Vec<Reading>,
    /// Probability of each label by the learned reader, where it was asked.
    pub model: Vec<Weighed>,
    /// In how many overlapping pieces the learned reader read it: more than one where it is longer than the window.
    pub parts: usize,
    /// What was decided, where both were asked.
    pub decision: Option<Decision>,
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
        Ok(Self { lexicon, frames: Frames::built_in(lexicon)?, patterns, second: None, left_out: None })
    }

    /// The patterns joined by a learned reader; with [`Reader::Model`] the learned reader alone is heard.
    #[must_use]
    pub fn joined(self, learned: Learned, fusion: Fusion, readers: Reader) -> Self {
        Self { second: Some(Second { learned, fusion, readers }), ..self }
    }

    /// Forgets the words that the learned reader keeps in mind, to be quick where they come again.
    pub fn forget(&self) {
        if let Some(second) = &self.second {
            second.learned.forget();
        }
    }

    /// Leaves a mechanism of the whole document out, or none, to see what it brings.
    pub const fn leave_out(&mut self, mechanism: Option<Mechanism>) {
        self.left_out = mechanism;
    }

    /// Whether a mechanism is at work.
    #[must_use]
    pub fn has(&self, mechanism: Mechanism) -> bool {
        self.left_out != Some(mechanism)
    }

    /// Which readers read.
    #[must_use]
    pub fn readers(&self) -> Reader {
        self.second.as_ref().map_or(Reader::Patterns, |second| second.readers)
    }

    /// Whether the patterns read alone: no learned reader is joined to them.
    #[must_use]
    pub const fn reads_alone(&self) -> bool {
        self.second.is_none()
    }

    /// How both readings are joined, where there are two.
    #[must_use]
    pub fn fusion(&self) -> Option<&Fusion> {
        self.second.as_ref().map(|second| &second.fusion)
    }

    /// Digest of the model that reads, if one does.
    #[must_use]
    pub fn model(&self) -> Option<String> {
        self.second.as_ref().map(|second| second.learned.digest())
    }

    /// Everything that the learned reader's scores depend on, in words; nothing where it does not read.
    #[must_use]
    pub fn model_identity(&self) -> Option<String> {
        self.second.as_ref().map(|second| second.learned.identity())
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

    /// The party that words begin with, if they name one.
    #[must_use]
    pub fn party(&self, words: &str) -> Option<Party> {
        self.frames.party(self.lexicon, words)
    }

    /// A term of the document from the words before it.
    #[must_use]
    pub fn define_before(&self, term: &str, before: &str) -> Option<Definition> {
        self.frames.define_before(self.lexicon, term, before)
    }

    /// Whether words name the debt or what a sale leaves unpaid of it.
    #[must_use]
    pub fn names_debt(&self, words: &str) -> bool {
        self.frames.names_debt(self.lexicon, words)
    }

    /// Whether words name conduct or statements at large, and not fraud or waste alone.
    #[must_use]
    pub fn excepts_widely(&self, words: &str) -> bool {
        self.frames.names_wide_conduct(self.lexicon, words)
    }

    /// Numbers of the sections that a unit strikes.
    #[must_use]
    pub fn struck(&self, words: &str) -> Vec<String> {
        self.frames.struck(self.lexicon, words)
    }

    /// Everything that one unit does, each effect once, sorted by effect.
    #[must_use]
    pub fn read(&self, passage: &Passage, terms: &[Definition]) -> Vec<Reading> {
        let Some(second) = &self.second else { return self.read_patterns(passage, terms) };
        let patterns = match second.readers {
            Reader::Model => Vec::new(),
            Reader::Both | Reader::Patterns => self.read_patterns(passage, terms),
        };
        if !is_for_the_model(passage) {
            return patterns;
        }
        match second.decide(passage, &patterns) {
            Some((decision, _)) => second.readings(passage, &patterns, &decision),
            None => not_read(passage, patterns),
        }
    }

    /// Both readings of a unit, for those who ask why.
    #[must_use]
    pub fn account(&self, passage: &Passage, terms: &[Definition]) -> Account {
        let patterns = self.read_patterns(passage, terms);
        let Some(second) = &self.second else { return Account { patterns, ..Account::default() } };
        let patterns = if second.readers == Reader::Model { Vec::new() } else { patterns };
        let Some((decision, scores)) = second.decide(passage, &patterns).filter(|_| is_for_the_model(passage)) else {
            return Account { patterns, ..Account::default() };
        };
        let effects = second.learned.effects().iter().zip(scores.iter());
        let model = effects.map(|(&effect, &probability)| Weighed { effect, probability }).collect();
        let parts = second.learned.parts(&ModelInput::of(passage));
        Account { patterns, model, parts, decision: Some(decision) }
    }

    /// What the patterns read.
    #[must_use]
    pub fn read_patterns(&self, passage: &Passage, terms: &[Definition]) -> Vec<Reading> {
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

/// What the evidence of the learned reader is called where a row or frame would be named.
const LEARNED: &str = "reader-b";
const UNCLEAR: Effect = Effect::Endangers(Hazard::UnclearLanguage);

/// Whether the learned reader is asked: structure alone settles furniture, and blanked words say nothing.
fn is_for_the_model(passage: &Passage) -> bool {
    passage.setting != Setting::Furniture && !passage.words.trim().is_empty()
}

/// What one reader made of a unit that the other could not read: its readings, and that it must be read by eye.
fn not_read(passage: &Passage, mut patterns: Vec<Reading>) -> Vec<Reading> {
    patterns.retain(|r| r.effect != UNCLEAR);
    patterns.push(Reading {
        effect: UNCLEAR,
        evidence: UnitSpan::new(0, passage.words.len()),
        cues: Vec::new(),
        pattern: Doubt::NotRead.name().to_owned(),
        by: Reader::Patterns,
    });
    patterns.sort_by_key(|r| (r.effect, r.evidence));
    patterns
}

impl Second {
    /// What is made of both readings of a unit, and the learned reader's; nothing where it cannot read it.
    fn decide(&self, passage: &Passage, patterns: &[Reading]) -> Option<(Decision, Scores)> {
        let scores = self.learned.scores(&ModelInput::of(passage))?;
        let read: Vec<Effect> = patterns.iter().map(|reading| reading.effect).collect();
        Some((self.fusion.decide(self.learned.effects(), &scores, &read), scores))
    }

    /// The decision as readings: with the patterns' words where they read the same, else with the learned reader's.
    fn readings(&self, passage: &Passage, patterns: &[Reading], decision: &Decision) -> Vec<Reading> {
        let unclear = decision.unclear.map(|_| UNCLEAR);
        let told = decision.told.iter().map(|weighed| weighed.effect);
        let all = told.chain(unclear).map(|effect| {
            let same = patterns.iter().find(|r| r.effect == effect);
            match same.or_else(|| patterns.iter().find(|r| same_id(r.effect, effect))) {
                Some(reading) => Reading { effect, by: Reader::Both, ..reading.clone() },
                None => Reading {
                    effect,
                    evidence: evidence::carrying(&self.learned, passage, effect),
                    cues: Vec::new(),
                    pattern: LEARNED.to_owned(),
                    by: Reader::Model,
                },
            }
        });
        let doubt = decision.unclear.map(Doubt::name);
        let all = all.map(|reading| match doubt {
            Some(name) if reading.effect == UNCLEAR => Reading { pattern: name.to_owned(), ..reading },
            _ => reading,
        });
        let mut all: Vec<Reading> = all.collect();
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
