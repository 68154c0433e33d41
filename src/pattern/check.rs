//! What every pattern file promises: its examples read as filed, none is idle, near misses stay silent.

use crate::pattern::Patterns;
use crate::pattern::file::Example;
use crate::pattern::file::ReadBy;
use crate::pattern::file::Wanted;
use crate::pattern::load::Loaded;
use crate::pattern::load::Subject;
use crate::pattern::load::line_of;
use crate::reading::Effect;
use crate::reading::Passage;
use crate::reading::Reading;
use crate::reading::Strength;
use toml::Spanned;

/// Near misses that every file must have.
const NEAR_MISSES: usize = 3;

/// A promise that a pattern file does not keep.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("patterns/{file}:{line}: {says}")]
pub struct Broken {
    /// The file, relative to `patterns/`.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// What is wrong, and what to do about it.
    pub says: String,
}

/// How well the rows of one file and its examples need each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The id.
    pub id: &'static str,
    /// Rows in the file.
    pub rows: usize,
    /// Rows that some example needs.
    pub needed: usize,
    /// Examples that must be found.
    pub examples: usize,
    /// Near misses.
    pub silent: usize,
    /// Known gaps.
    pub gaps: usize,
}

/// A sentence of a file: without stars, with the stretches that were starred.
struct Trial<'a> {
    line: usize,
    words: String,
    starred: Vec<(usize, usize)>,
    example: &'a Example,
    wanted: Wanted,
}

impl Trial<'_> {
    fn passage(&self) -> Passage<'_> {
        let Example { heading, lead_in, before, .. } = self.example;
        Passage { words: &self.words, heading, lead_in, before, note: before, ..Passage::default() }
    }
}

impl Loaded {
    /// All sentences of the file, without their stars taken off.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &str> {
        let e = &self.file.examples;
        let all = [&e.present, &e.weak, &e.found, &e.silent];
        all.into_iter().flatten().map(|s| s.get_ref().text.as_str())
    }

    fn trials(&self) -> Vec<Trial<'_>> {
        let e = &self.file.examples;
        let filed = [
            (&e.present, Wanted::Present),
            (&e.weak, Wanted::Weak),
            (&e.found, Wanted::Found),
            (&e.silent, Wanted::Silent),
        ];
        filed.into_iter().flat_map(|(list, wanted)| list.iter().map(move |s| self.trial(s, wanted))).collect()
    }

    fn trial<'a>(&'a self, example: &'a Spanned<Example>, wanted: Wanted) -> Trial<'a> {
        let (words, starred) = unstar(&example.get_ref().text);
        let line = line_of(&self.text, example.span().start);
        Trial { line, words, starred, example: example.get_ref(), wanted }
    }

    fn broken(&self, line: usize, says: String) -> Broken {
        Broken { file: self.path.clone(), line, says }
    }
}

/// Takes the stars off and says where they stood.
fn unstar(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut words, mut starred) = (String::with_capacity(text.len()), Vec::new());
    for (n, part) in text.split("**").enumerate() {
        if n % 2 == 1 {
            starred.push((words.len(), words.len() + part.len()));
        }
        words.push_str(part);
    }
    (words, starred)
}

/// Walks every pattern file and reads its examples with `read`, the whole of reader A.
#[must_use]
pub fn check(patterns: &Patterns, read: &dyn Fn(&Passage<'_>) -> Vec<Reading>) -> Vec<Broken> {
    patterns.files.iter().flat_map(|file| one(patterns, file, read)).collect()
}

fn one(patterns: &Patterns, file: &Loaded, read: &dyn Fn(&Passage<'_>) -> Vec<Reading>) -> Vec<Broken> {
    let mut broken = shape(file);
    if file.file.reader == ReadBy::Document {
        return broken;
    }
    let trials = file.trials();
    broken.extend(trials.iter().filter_map(|t| misread(file, t, read).map(|says| file.broken(t.line, says))));
    for gap in &file.file.known_gap {
        let trial = file.trial(&gap.text, gap.should);
        if gap.why.trim().is_empty() {
            broken.push(file.broken(trial.line, "the known gap does not say why".to_owned()));
        }
        if misread(file, &trial, read).is_none() {
            let says = format!("this known gap reads right now: move it up to the examples ({:?})", gap.should);
            broken.push(file.broken(trial.line, says));
        }
    }
    if file.file.reader == ReadBy::Rows {
        let idle = idle_rows(patterns, file);
        broken.extend(idle.into_iter().map(|(line, name)| {
            file.broken(line, format!("row {name}: no example of this file needs it; add one, or drop the row"))
        }));
    }
    broken
}

/// What can be said without reading.
fn shape(file: &Loaded) -> Vec<Broken> {
    let e = &file.file.examples;
    let mut says = Vec::new();
    for (what, text) in [("title", &file.meta.title), ("why", &file.meta.why), ("ask", &file.meta.ask)] {
        if text.trim().is_empty() {
            says.push(format!("`{what}` is empty"));
        }
    }
    if [&file.meta.request, &file.meta.deed_request].iter().any(|text| text.trim().is_empty()) {
        says.push("`request` is empty; leave it out where `ask` speaks to the lender".to_owned());
    }
    if matches!(file.subject, Subject::Protection(_)) && !e.found.is_empty() {
        says.push("a protection has present and weak examples, no found ones".to_owned());
    }
    if matches!(file.subject, Subject::Hazard(_)) && !(e.present.is_empty() && e.weak.is_empty()) {
        says.push("a hazard has found examples, no present or weak ones".to_owned());
    }
    if file.file.reader != ReadBy::Document {
        if e.present.is_empty() && e.found.is_empty() {
            says.push("no example shows it".to_owned());
        }
        if e.silent.len() < NEAR_MISSES {
            says.push(format!("{} near misses (silent examples): {NEAR_MISSES} are needed", e.silent.len()));
        }
    }
    says.into_iter().map(|s| file.broken(1, s)).collect()
}

/// What a sentence reads as, for the id of its file; `None` where that is as filed.
fn misread(file: &Loaded, trial: &Trial<'_>, read: &dyn Fn(&Passage<'_>) -> Vec<Reading>) -> Option<String> {
    let readings = read(&trial.passage());
    let mine = readings.iter().find(|r| matches(file.subject, r.effect).is_some());
    let got = mine.and_then(|r| matches(file.subject, r.effect)).unwrap_or(Wanted::Silent);
    let by = mine.map_or("", |r| r.pattern.as_str());
    if got != trial.wanted {
        return Some(format!("reads {got:?} {by}, filed as {:?}: {}", trial.wanted, trial.words));
    }
    let touched = |&(a, b): &(usize, usize)| mine.is_none_or(|r| r.evidence.start < b && a < r.evidence.end);
    let missed = trial.starred.iter().find(|s| !touched(s))?;
    let quote = mine.map_or("", |r| r.evidence.of(&trial.words));
    let stars = trial.words.get(missed.0..missed.1).unwrap_or("");
    Some(format!("{by} quotes `{quote}`, which does not touch `{stars}`"))
}

/// The reading of an effect for the subject of a file, if it is about that.
fn matches(subject: Subject, effect: Effect) -> Option<Wanted> {
    match (subject, effect) {
        (Subject::Protection(p), Effect::Protects(q, Strength::Present)) if p == q => Some(Wanted::Present),
        (Subject::Protection(p), Effect::Protects(q, Strength::Weak)) if p == q => Some(Wanted::Weak),
        (Subject::Hazard(h), Effect::Endangers(g)) if h == g => Some(Wanted::Found),
        _ => None,
    }
}

/// Rows without which every example of the file would still be found: line and name.
fn idle_rows(patterns: &Patterns, file: &Loaded) -> Vec<(usize, String)> {
    let needed = needed_rows(patterns, file);
    let mine = patterns.rows.iter().filter(|r| matches(file.subject, r.effect).is_some());
    mine.filter(|r| !needed.contains(&r.name)).map(|r| (r.line, r.name.clone())).collect()
}

/// Names of rows that alone find some example.
fn needed_rows(patterns: &Patterns, file: &Loaded) -> Vec<String> {
    let mut needed = Vec::new();
    for trial in file.trials().iter().filter(|t| t.wanted != Wanted::Silent) {
        let firing = patterns.matching(&trial.passage());
        let mut mine = firing.iter().filter(|m| matches(file.subject, m.effect) == Some(trial.wanted));
        if let (Some(only), None) = (mine.next(), mine.next()) {
            needed.push(only.pattern.to_owned());
        }
    }
    needed
}

/// The two-way law in figures, file by file.
#[must_use]
pub fn coverage(patterns: &Patterns) -> Vec<Coverage> {
    patterns
        .files
        .iter()
        .map(|file| {
            let rows = patterns.rows.iter().filter(|r| matches(file.subject, r.effect).is_some()).count();
            let e = &file.file.examples;
            Coverage {
                id: file.subject.id(),
                rows,
                needed: rows - idle_rows(patterns, file).len(),
                examples: e.present.len() + e.weak.len() + e.found.len(),
                silent: e.silent.len(),
                gaps: file.file.known_gap.len(),
            }
        })
        .collect()
}
