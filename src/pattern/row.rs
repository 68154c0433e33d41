//! One row with its guards, and how it reads a unit.

use std::cell::OnceCell;

use crate::lexicon::Concept;
use crate::lexicon::Lexicon;
use crate::lexicon::Tagged;
use crate::pattern::file::Polarity;
use crate::pattern::marks::Marks;
use crate::pattern::notation::Vocabulary;
use crate::pattern::program::Match;
use crate::pattern::program::Program;
use crate::reading::Effect;
use crate::reading::Passage;

/// Where a guard looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Anywhere in the unit.
    Unit,
    /// In the clauses that the match stands in.
    Clause,
    /// From the beginning of the clause to the end of the match.
    Before,
    /// From the end of the match to the end of the clause.
    After,
    /// In the heading, the lead-in or the unit before.
    Context,
}

impl Scope {
    /// Cuts the scope off a guard as written.
    pub(super) fn cut(guard: &str) -> (Self, &str) {
        let scopes = [
            ("clause:", Self::Clause),
            ("before:", Self::Before),
            ("after:", Self::After),
            ("context:", Self::Context),
        ];
        scopes
            .into_iter()
            .find_map(|(word, scope)| guard.strip_prefix(word).map(|rest| (scope, rest)))
            .unwrap_or((Self::Unit, guard))
    }
}

/// A row that must not match, or must, somewhere.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    pub(super) scope: Scope,
    pub(super) program: Program,
}

/// A row, ready to run.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// What it says of the unit.
    pub(super) effect: Effect,
    /// Its name: the id and its number in the file.
    pub(super) name: String,
    /// Line of its file, from 1.
    pub(super) line: usize,
    pub(super) polarity: Polarity,
    pub(super) program: Program,
    pub(super) unless: Vec<Guard>,
    pub(super) needs: Vec<Guard>,
    /// Numbers of the default guards that bind it.
    pub(super) guards: Vec<usize>,
}

/// Concepts that turn the sign of what follows.
#[derive(Debug, Clone)]
pub(super) struct Negators(Vec<Concept>);

impl Negators {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let names = ["not", "not-contraction", "flip-adjective", "not-doing"];
        Self(names.iter().filter_map(|name| lexicon.concept(name)).collect())
    }

    /// First tokens of the negators in `from..to`.
    pub(super) fn within(&self, tagged: &Tagged<'_>, from: usize, to: usize) -> Vec<usize> {
        let tags = tagged.tags.iter().filter(|t| from <= t.first && t.first < to && self.0.contains(&t.concept));
        let mut tokens: Vec<usize> = tags.map(|t| t.first).collect();
        tokens.dedup();
        tokens
    }
}

/// A unit under reading: its marks, and those of its context once somebody asks.
pub(super) struct Scene<'a> {
    pub(super) tagged: &'a Tagged<'a>,
    pub(super) marks: Marks,
    passage: &'a Passage<'a>,
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
    context: OnceCell<Vec<Marks>>,
    lead_in_negators: OnceCell<usize>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        tagged: &'a Tagged<'a>,
        passage: &'a Passage<'a>,
        lexicon: &'a Lexicon,
        vocabulary: &'a Vocabulary,
    ) -> Self {
        let marks = Marks::new(tagged, vocabulary);
        let (context, lead_in_negators) = (OnceCell::new(), OnceCell::new());
        Self { tagged, marks, passage, lexicon, vocabulary, context, lead_in_negators }
    }

    fn context(&self) -> &[Marks] {
        self.context.get_or_init(|| {
            [self.passage.heading, self.passage.lead_in, self.passage.before]
                .into_iter()
                .filter(|words| !words.is_empty())
                .map(|words| Marks::new(&self.lexicon.tag(words), self.vocabulary))
                .collect()
        })
    }

    /// Negators in the last clause of the lead-in.
    fn lead_in_negators(&self, negators: &Negators) -> usize {
        *self.lead_in_negators.get_or_init(|| {
            let tagged = self.lexicon.tag(self.passage.lead_in);
            let Some(last) = tagged.tokens.len().checked_sub(1) else { return 0 };
            let from = Marks::new(&tagged, self.vocabulary).clause_start(last);
            negators.within(&tagged, from, tagged.tokens.len()).len()
        })
    }
}

impl Row {
    /// The first match whose sign and guards hold.
    pub(super) fn read(&self, scene: &Scene<'_>, negators: &Negators, defaults: &[Vec<Guard>]) -> Option<Match> {
        if !self.program.possible(&scene.marks) {
            return None;
        }
        self.program.matches(&scene.marks, 0, scene.marks.len()).find(|m| {
            self.sign_fits(scene, negators, m)
                && !self.unless.iter().any(|g| g.holds(scene, m))
                && !self.guards.iter().filter_map(|&n| defaults.get(n)).flatten().any(|g| g.holds(scene, m))
                && self.needs.iter().all(|g| g.holds(scene, m) || g.in_context(scene))
        })
    }

    fn sign_fits(&self, scene: &Scene<'_>, negators: &Negators, found: &Match) -> bool {
        if self.polarity == Polarity::Either {
            return true;
        }
        let from = scene.marks.clause_start(found.start);
        let named = |token: usize| found.named.iter().any(|&(a, b)| a <= token && token < b);
        let here = negators.within(scene.tagged, from, found.end).into_iter().filter(|&t| !named(t)).count();
        let above = if from == 0 { scene.lead_in_negators(negators) } else { 0 };
        ((here + above) % 2 == 1) == (self.polarity == Polarity::Negated)
    }
}

impl Guard {
    fn holds(&self, scene: &Scene<'_>, found: &Match) -> bool {
        let marks = &scene.marks;
        let (start, end) = (marks.clause_start(found.start), marks.clause_end(found.end.saturating_sub(1)));
        let (from, to) = match self.scope {
            Scope::Unit => (0, marks.len()),
            Scope::Clause => (start, end),
            Scope::Before => (start, found.end),
            Scope::After => (found.end, end),
            Scope::Context => return self.in_context(scene),
        };
        self.program.found(marks, from, to)
    }

    fn in_context(&self, scene: &Scene<'_>) -> bool {
        scene.context().iter().any(|marks| self.program.found(marks, 0, marks.len()))
    }
}
