//! A row compiled: a few instructions run by backtracking over the marks of a unit.

use crate::pattern::marks::Marks;
use crate::pattern::notation::Expr;
use crate::pattern::notation::Feature;

/// One instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The next tokens are this.
    One(Feature),
    /// The next tokens are one of these: a choice by its number.
    Any(u16),
    /// Go on there, or else here.
    Either(u16, u16),
    /// Go on there.
    Jump(u16),
    /// Pass over up to so many tokens.
    Gap(u8),
    /// Only at the beginning of the unit.
    Begin,
    /// Only at the end of a sentence.
    End,
}

/// A row, ready to run.
#[derive(Debug, Clone)]
pub(super) struct Program {
    steps: Vec<Step>,
    choices: Vec<Choice>,
    /// Of each set one feature must occur in the unit.
    pub(super) required: Vec<Vec<Feature>>,
    /// Features of which one must stand where a match begins; `None` where a match can begin otherwise.
    opens: Option<FeatureSet>,
}

/// Features, a bit each: it is asked of them at every token of every unit.
#[derive(Debug, Clone)]
struct FeatureSet(Vec<u64>);

impl FeatureSet {
    fn of(features: &[Feature]) -> Self {
        let mut bits = Vec::new();
        for Feature(number) in features {
            let word = usize::from(number / 64);
            if bits.len() <= word {
                bits.resize(word + 1, 0);
            }
            bits[word] |= 1 << (number % 64);
        }
        Self(bits)
    }

    fn holds(&self, Feature(number): Feature) -> bool {
        self.0.get(usize::from(number / 64)).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }
}

/// Where a row matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Tokens that the row names itself, as (first, one past the last).
    pub(super) named: Vec<(usize, usize)>,
}

impl Program {
    pub(super) fn new(expr: &Expr) -> Self {
        let mut made = Self {
            steps: Vec::new(),
            choices: Vec::new(),
            required: expr.required(),
            opens: expr.opens().as_deref().map(FeatureSet::of),
        };
        made.emit(expr);
        made
    }

    /// Whether the unit holds all that the row cannot do without.
    pub(super) fn possible(&self, marks: &Marks) -> bool {
        self.required.iter().all(|set| set.iter().any(|&f| marks.has(f)))
    }

    /// The matches that begin in `from..to` and end by `to`, at most one from each token.
    pub(super) fn matches<'a>(&'a self, marks: &'a Marks, from: usize, to: usize) -> impl Iterator<Item = Match> + 'a {
        let mut run = Run { program: self, marks, to, named: Vec::new(), fuel: FUEL };
        (from..to).filter(move |start| self.can_open(marks, *start)).filter_map(move |start| {
            run.fuel = FUEL;
            run.named.clear();
            let end = run.go(0, start)?;
            Some(Match { start, end, named: std::mem::take(&mut run.named) })
        })
    }

    fn can_open(&self, marks: &Marks, at: usize) -> bool {
        let opens = |all: &FeatureSet| marks.at(at).iter().any(|(feature, _)| all.holds(*feature));
        self.opens.as_ref().is_none_or(opens)
    }

    /// Whether it matches anywhere in `from..to`.
    pub(super) fn found(&self, marks: &Marks, from: usize, to: usize) -> bool {
        self.possible(marks) && self.matches(marks, from, to).next().is_some()
    }
}

/// Steps that one row may take from one token; far more than any shipped row needs.
const FUEL: u32 = 1_500;

struct Run<'a> {
    program: &'a Program,
    marks: &'a Marks,
    to: usize,
    named: Vec<(usize, usize)>,
    fuel: u32,
}

impl Run<'_> {
    fn go(&mut self, step: usize, at: usize) -> Option<usize> {
        self.fuel = self.fuel.checked_sub(1)?;
        let Some(&now) = self.program.steps.get(step) else { return Some(at) };
        match now {
            Step::One(feature) => self.one(feature, step, at),
            Step::Any(choice) => self.any(self.program.choices.get(usize::from(choice))?, step, at),
            Step::Either(a, b) => self.go(a.into(), at).or_else(|| self.go(b.into(), at)),
            Step::Jump(there) => self.go(there.into(), at),
            Step::Gap(most) => self.gap(most, step, at),
            Step::Begin => {
                if at == 0 {
                    self.go(step + 1, at)
                } else {
                    None
                }
            }
            Step::End => {
                if at >= self.marks.len() || self.marks.stops(at) {
                    self.go(step + 1, at)
                } else {
                    None
                }
            }
        }
    }

    fn one(&mut self, feature: Feature, step: usize, at: usize) -> Option<usize> {
        let marks = self.marks;
        for &(_, end) in marks.at(at).iter().filter(|(f, _)| *f == feature) {
            let end = usize::from(end);
            if end > self.to {
                continue;
            }
            self.named.push((at, end));
            if let Some(done) = self.go(step + 1, end) {
                return Some(done);
            }
            self.named.pop();
        }
        None
    }

    /// One of several, in their order. Each costs as much fuel as if it were tried by a fork, a step and a jump of its own:
    /// how far a row reaches does not depend on how it is run.
    fn any(&mut self, choice: &Choice, step: usize, at: usize) -> Option<usize> {
        let (marks, last) = (self.marks, choice.features.len().saturating_sub(1));
        let here = marks.at(at);
        if !here.iter().any(|(feature, _)| choice.set.holds(*feature)) {
            // The first fork is paid.
            self.fuel = self.fuel.saturating_sub(u32::try_from(2 * last).unwrap_or(u32::MAX));
            return None;
        }
        for (n, feature) in choice.features.iter().enumerate() {
            let cost = if n == 0 || n == last { 1 } else { 2 };
            let left = self.fuel.checked_sub(cost);
            self.fuel = left.unwrap_or(0);
            left?;
            for &(_, end) in here.iter().filter(|(f, _)| f == feature) {
                let end = usize::from(end);
                if end > self.to {
                    continue;
                }
                self.named.push((at, end));
                let jumped = if n == last { Some(self.fuel) } else { self.fuel.checked_sub(1) };
                if let Some(fuel) = jumped {
                    self.fuel = fuel;
                    if let Some(done) = self.go(step + 1, end) {
                        return Some(done);
                    }
                }
                self.named.pop();
            }
        }
        None
    }

    fn gap(&mut self, most: u8, step: usize, at: usize) -> Option<usize> {
        for here in at..=at + usize::from(most) {
            if here > self.to {
                return None;
            }
            if let Some(done) = self.go(step + 1, here) {
                return Some(done);
            }
            if self.marks.stops(here) {
                return None;
            }
        }
        None
    }
}

/// Features of which any may stand at a place.
#[derive(Debug, Clone)]
struct Choice {
    /// In the order in which they are tried.
    features: Vec<Feature>,
    set: FeatureSet,
}

impl Choice {
    /// The choice that alternatives are, if each is one feature.
    fn of(parts: &[Expr]) -> Option<Self> {
        let one = |part: &Expr| if let Expr::One(feature) = part { Some(*feature) } else { None };
        let features: Vec<Feature> =
            parts.iter().map(one).collect::<Option<_>>().filter(|all: &Vec<_>| all.len() > 1)?;
        Some(Self { set: FeatureSet::of(&features), features })
    }
}

impl Program {
    fn emit(&mut self, expr: &Expr) {
        match expr {
            Expr::One(feature) => self.steps.push(Step::One(*feature)),
            Expr::Then(parts) => parts.iter().for_each(|part| self.emit(part)),
            Expr::Gap(most) => self.steps.push(Step::Gap(*most)),
            Expr::Begin => self.steps.push(Step::Begin),
            Expr::End => self.steps.push(Step::End),
            Expr::Maybe(inside) => {
                let fork = self.steps.len();
                self.steps.push(Step::Jump(0));
                self.emit(inside);
                self.steps[fork] = Step::Either(place(fork + 1), place(self.steps.len()));
            }
            Expr::Either(parts) => match Choice::of(parts) {
                Some(choice) => {
                    self.steps.push(Step::Any(place(self.choices.len())));
                    self.choices.push(choice);
                }
                None => self.emit_either(parts),
            },
        }
    }

    fn emit_either(&mut self, parts: &[Expr]) {
        let mut exits = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let fork = self.steps.len();
            let last = n + 1 == parts.len();
            if !last {
                self.steps.push(Step::Jump(0));
            }
            self.emit(part);
            if !last {
                exits.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[fork] = Step::Either(place(fork + 1), place(self.steps.len()));
            }
        }
        let end = place(self.steps.len());
        for exit in exits {
            self.steps[exit] = Step::Jump(end);
        }
    }
}

fn place(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
