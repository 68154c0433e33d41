//! Patterns as data: the rows, examples and words of advice under `patterns/`, loaded, checked and matched.

mod check;
mod file;
mod load;
mod marks;
mod notation;
mod own;
mod program;
mod row;
mod schema;
mod shown;
mod sources;

use std::sync::Arc;
use std::sync::LazyLock;

use crate::id::Kind;
use crate::lexicon::Lexicon;
use crate::lexicon::Tagged;
use crate::pattern::load::Loaded;
use crate::pattern::load::Subject;
use crate::pattern::load::Workshop;
use crate::pattern::notation::Vocabulary;
use crate::pattern::program::Match;
use crate::pattern::row::Guard;
use crate::pattern::row::Negators;
use crate::pattern::row::Row;
use crate::pattern::row::Scene;
use crate::pattern::sources::digest;
use crate::pattern::sources::lexicon;
use crate::reading::Effect;
use crate::reading::Passage;
use crate::reading::Reader;
use crate::reading::Reading;
use crate::reading::Strength;
use crate::span::UnitSpan;

pub use check::Broken;
pub use check::Coverage;
pub use check::check;
pub use check::coverage;
pub use own::Own;
pub use schema::schema;
pub use shown::Shown;
pub use sources::SOURCES;

/// A pattern file is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("patterns/{file}:{line}: {says}")]
pub struct PatternError {
    /// The file, relative to `patterns/`.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// What is wrong.
    pub says: String,
}

/// What a pattern file says to people about its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// One line.
    pub title: String,
    /// Why it matters to the borrower.
    pub why: String,
    /// What to ask the lender for.
    pub ask: String,
    /// Why it matters in a deed in lieu.
    pub deed_why: String,
    /// What to ask for in a deed in lieu.
    pub deed_ask: String,
    /// What the letter to the lender asks for.
    pub request: String,
    /// What the letter to the lender asks for in a deed in lieu.
    pub deed_request: String,
    /// Law and practice behind it.
    pub authority: Vec<Authority>,
}

/// A source of law or practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Where it stands.
    pub cite: String,
    /// What it says, short.
    pub says: String,
    /// Postal code of the state whose law it is; none where it holds anywhere.
    pub state: Option<String>,
    /// The one kind of document that it speaks of; none where it holds for any.
    pub kind: Option<Kind>,
    /// Day on which somebody looked, ISO 8601.
    pub checked: String,
    /// False where the text itself has not been seen.
    pub verified: bool,
}

/// One row that matches a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matching<'a> {
    /// Its name: the id and its number in the file.
    pub pattern: &'a str,
    /// What it says of the unit.
    pub effect: Effect,
    /// From its first word to its last.
    pub words: UnitSpan,
}

/// All pattern files, compiled.
#[derive(Debug)]
pub struct Patterns {
    lexicon: Arc<Lexicon>,
    vocabulary: Vocabulary,
    negators: Negators,
    guards: Vec<Vec<Guard>>,
    rows: Vec<Row>,
    /// For every feature, the rows that need it first of all.
    index: Vec<Vec<u16>>,
    files: Vec<Loaded>,
    digest: String,
}

/// The patterns that are compiled into the program.
static BUILT_IN: LazyLock<Result<Patterns, PatternError>> = LazyLock::new(|| Patterns::compile(SOURCES));

impl Patterns {
    /// The patterns compiled into the program.
    ///
    /// # Errors
    /// Where a file under `patterns` is wrong; a test keeps that from being shipped.
    pub fn built_in() -> Result<&'static Self, &'static PatternError> {
        BUILT_IN.as_ref()
    }

    /// Compiles pattern files, given as (path below `patterns/`, text): `lexicon/…`, `guards.toml`, `protections/…`
    /// and `hazards/…`. Others (`propositions/…`, `jurisdictions/…`, `survey/…`) only count for the digest.
    ///
    /// # Errors
    /// Names the file, the line and what is wrong there.
    pub fn compile(files: &[(&str, &str)]) -> Result<Self, PatternError> {
        Self::of(files, files.len(), Own::Also)
    }

    /// The same, where the files from `first` on are the user's own.
    fn of(files: &[(&str, &str)], first: usize, own: Own) -> Result<Self, PatternError> {
        let lexicon = lexicon(files)?;
        let mut vocabulary = Vocabulary::new(&lexicon);
        let mut shop =
            Workshop { lexicon: &lexicon, vocabulary: &mut vocabulary, names: Vec::new(), guards: Vec::new() };
        for (path, text) in files.iter().filter(|(path, _)| *path == "guards.toml") {
            shop.learn_guards(path, text)?;
        }
        let (mut loaded, mut rows): (Vec<Loaded>, Vec<Row>) = (Vec::new(), Vec::new());
        for (number, (path, text)) in files.iter().enumerate() {
            let Some(subject) = Subject::of_path(path) else { continue };
            let subject = subject.map_err(|says| PatternError { file: (*path).to_owned(), line: 1, says })?;
            let mut file = load::file(path, text, subject)?;
            if own == Own::Instead && number < first {
                // Its words to people still stand; so do the frames, which are no rows.
                file.file.row.clear();
            }
            let before = loaded.iter().filter(|other| other.subject == subject).map(Loaded::rows).sum();
            rows.extend(shop.rows(&file, before)?);
            loaded.push(file);
        }
        let guards = std::mem::take(&mut shop.guards);
        let mut all = Self {
            negators: Negators::of(&lexicon),
            index: Vec::new(),
            digest: digest(files, own),
            files: loaded,
            lexicon,
            vocabulary,
            guards,
            rows,
        };
        all.index = all.index();
        Ok(all)
    }

    /// The lexicon that these patterns were compiled with.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// SHA-256 over all files, `sha256:…`: the same files, the same digest, in whatever order they are given.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Title, reason, words to ask for and authority of a protection or hazard.
    #[must_use]
    pub fn meta(&self, id: &str) -> Option<&Meta> {
        self.files.iter().rfind(|f| f.subject.id() == id).map(|f| &f.meta)
    }

    /// What the rows say of one unit: every id at most once. `tagged` must be the passage's words, tagged with
    /// [`Patterns::lexicon`] or an equal one.
    #[must_use]
    pub fn read(&self, tagged: &Tagged<'_>, passage: &Passage<'_>) -> Vec<Reading> {
        let scene = Scene::new(tagged, passage, &self.lexicon, &self.vocabulary);
        let mut found: Vec<(Effect, &Row, Match)> = Vec::new();
        for row in self.candidates(&scene) {
            if found.iter().any(|(effect, ..)| *effect == row.effect) {
                continue;
            }
            if let Some(at) = row.read(&scene, &self.negators, &self.guards) {
                found.push((row.effect, row, at));
            }
        }
        let weak: Vec<Effect> = found.iter().map(|f| f.0).collect();
        found.retain(|(effect, ..)| !outdone(*effect, &weak));
        found.sort_by_key(|(effect, ..)| *effect);
        found.into_iter().map(|(_, row, at)| self.reading(&scene, row, &at)).collect()
    }

    /// Every row that matches this unit, with the words that it matched: what [`Patterns::read`] chooses from.
    #[must_use]
    pub fn matching(&self, passage: &Passage<'_>) -> Vec<Matching<'_>> {
        let tagged = self.lexicon.tag(passage.words);
        let scene = Scene::new(&tagged, passage, &self.lexicon, &self.vocabulary);
        let found = |row| Row::read(row, &scene, &self.negators, &self.guards).map(|at| (row, at));
        let rows = self.candidates(&scene).into_iter().filter_map(found);
        rows.map(|(row, at)| Matching {
            pattern: &row.name,
            effect: row.effect,
            words: tagged.span(at.start, at.end.saturating_sub(1)),
        })
        .collect()
    }

    /// Rows whose anchor occurs in the unit, in file order.
    fn candidates(&self, scene: &Scene<'_>) -> Vec<&Row> {
        let mut anchored = vec![0u64; self.rows.len().div_ceil(64)];
        for number in scene.marks.features().filter_map(|f| self.index.get(usize::from(f.0))).flatten() {
            if let Some(bits) = anchored.get_mut(usize::from(*number / 64)) {
                *bits |= 1 << (number % 64);
            }
        }
        marks::set_bits(&anchored).filter_map(|n| self.rows.get(usize::from(n))).collect()
    }

    fn reading(&self, scene: &Scene<'_>, row: &Row, at: &Match) -> Reading {
        let from = scene.marks.clause_start(at.start);
        let negators = self.negators.within(scene.tagged, from, at.end);
        Reading {
            effect: row.effect,
            evidence: evidence(scene, at),
            cues: negators.into_iter().map(|t| scene.tagged.word(t).to_owned()).collect(),
            pattern: row.name.clone(),
            by: Reader::Patterns,
        }
    }

    /// Anchors every row at the required set that is rarest in the examples of all files.
    fn index(&self) -> Vec<Vec<u16>> {
        let counts = self.counts();
        let mut index = vec![Vec::new(); self.vocabulary.len()];
        for (number, row) in self.rows.iter().enumerate() {
            let weight = |f: &notation::Feature| counts.get(usize::from(f.0)).copied().unwrap_or(0);
            let rarest = row.program.required.iter().min_by_key(|set| set.iter().map(weight).sum::<usize>());
            for feature in rarest.into_iter().flatten() {
                if let Some(rows) = index.get_mut(usize::from(feature.0)) {
                    rows.push(u16::try_from(number).unwrap_or(u16::MAX));
                }
            }
        }
        index
    }

    /// In how many examples each feature occurs.
    fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.vocabulary.len()];
        for text in self.files.iter().flat_map(Loaded::sentences) {
            for feature in marks::Marks::new(&self.lexicon.tag(text), &self.vocabulary).features() {
                if let Some(count) = counts.get_mut(usize::from(feature.0)) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

/// A clean clause that a weak row of the same unit qualifies.
fn outdone(effect: Effect, all: &[Effect]) -> bool {
    matches!(effect, Effect::Protects(p, Strength::Present) if all.contains(&Effect::Protects(p, Strength::Weak)))
}

/// Longest sentence, in tokens, that is quoted whole.
const WHOLE_SENTENCE: usize = 30;

/// The words around a match that read as a quotation: its sentence, or of a long one its clauses.
fn evidence(scene: &Scene<'_>, at: &Match) -> UnitSpan {
    let (marks, last) = (&scene.marks, at.end.saturating_sub(1));
    let sentence = (marks.sentence_start(at.start), marks.sentence_end(last));
    let clauses = (marks.clause_start(at.start), marks.clause_end(last));
    let (mut from, mut to) = if sentence.1 - sentence.0 <= WHOLE_SENTENCE { sentence } else { clauses };
    while from < at.start && [",", ";", ":", "and", "but", "or"].contains(&scene.tagged.word(from)) {
        from += 1;
    }
    while to > at.end && [",", ";", ":", "and", "or"].contains(&scene.tagged.word(to - 1)) {
        to -= 1;
    }
    scene.tagged.span(from, to.saturating_sub(1))
}
