//! A row compiled: a few instructions run by backtracking over the marks of a unit.

use crate::pattern::marks::Marks;
use crate::pattern::notation::Expr;
use crate::pattern::notation::Feature;

/// One instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The next tokens are this.
    One(Feature),
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
    /// Of each set one feature must occur in the unit.
    pub(super) required: Vec<Vec<Feature>>,
    /// Features of which one must stand where a match begins; `None` where a match can begin otherwise.
    opens: Option<Vec<Feature>>,
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
        let mut steps = Vec::new();
        emit(expr, &mut steps);
        let mut opens = expr.opens();
        if let Some(all) = &mut opens {
            all.sort_unstable();
        }
        Self { steps, required: expr.required(), opens }
    }

    /// Whether the unit holds all that the row cannot do without.
    pub(super) fn possible(&self, marks: &Marks) -> bool {
        self.required.iter().all(|set| set.iter().any(|&f| marks.has(f)))
    }

    /// The matches that begin in `from..to` and end by `to`, at most one from each token.
    pub(super) fn matches<'a>(&'a self, marks: &'a Marks, from: usize, to: usize) -> impl Iterator<Item = Match> + 'a {
        (from..to).filter(move |start| self.can_open(marks, *start)).filter_map(move |start| {
            let mut run = Run { steps: &self.steps, marks, to, named: Vec::new(), fuel: FUEL };
            let end = run.go(0, start)?;
            Some(Match { start, end, named: run.named })
        })
    }

    fn can_open(&self, marks: &Marks, at: usize) -> bool {
        let opens = |all: &Vec<Feature>| marks.at(at).iter().any(|(feature, _)| all.binary_search(feature).is_ok());
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
    steps: &'a [Step],
    marks: &'a Marks,
    to: usize,
    named: Vec<(usize, usize)>,
    fuel: u32,
}

impl Run<'_> {
    fn go(&mut self, step: usize, at: usize) -> Option<usize> {
        self.fuel = self.fuel.checked_sub(1)?;
        let Some(&now) = self.steps.get(step) else { return Some(at) };
        match now {
            Step::One(feature) => self.one(feature, step, at),
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

fn emit(expr: &Expr, steps: &mut Vec<Step>) {
    match expr {
        Expr::One(feature) => steps.push(Step::One(*feature)),
        Expr::Then(parts) => parts.iter().for_each(|part| emit(part, steps)),
        Expr::Gap(most) => steps.push(Step::Gap(*most)),
        Expr::Begin => steps.push(Step::Begin),
        Expr::End => steps.push(Step::End),
        Expr::Maybe(inside) => {
            let fork = steps.len();
            steps.push(Step::Jump(0));
            emit(inside, steps);
            steps[fork] = Step::Either(place(fork + 1), place(steps.len()));
        }
        Expr::Either(parts) => emit_either(parts, steps),
    }
}

fn emit_either(parts: &[Expr], steps: &mut Vec<Step>) {
    let mut exits = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let fork = steps.len();
        let last = n + 1 == parts.len();
        if !last {
            steps.push(Step::Jump(0));
        }
        emit(part, steps);
        if !last {
            exits.push(steps.len());
            steps.push(Step::Jump(0));
            steps[fork] = Step::Either(place(fork + 1), place(steps.len()));
        }
    }
    let end = place(steps.len());
    for exit in exits {
        steps[exit] = Step::Jump(end);
    }
}

fn place(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
