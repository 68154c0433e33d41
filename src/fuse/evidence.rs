//! The words that carry what the learned reader alone read.
//!
//! Its scores are of a whole unit. In a long one each clause is taken out in turn, and the clause without which the
//! score falls most carries it (occlusion: Zeiler and Fergus 2014).

use crate::model::{Learned, ModelInput};
use crate::reading::{Effect, Passage};
use crate::span::UnitSpan;

/// Longest unit, in words, that is quoted whole.
const SHORT: usize = 40;
/// Shortest clause, in words, that is taken out alone.
const CLAUSE: usize = 6;
/// Most clauses of a unit in which the one that counts is looked for: each is a run of the network.
const MOST_CLAUSES: usize = 16;
/// Least fall of a probability that tells one clause from the others.
const TELLING: f32 = 0.2;

/// The words that carry an effect: the whole unit, or in a long one its clause.
pub(super) fn carrying(learned: &Learned, passage: &Passage<'_>, effect: Effect) -> UnitSpan {
    let whole = UnitSpan::new(0, passage.words.len());
    let Some(at) = learned.effects().iter().position(|e| *e == effect) else { return whole };
    if passage.words.split_whitespace().count() <= SHORT {
        return whole;
    }
    let score = |words: &str| {
        let scores = learned.scores(&ModelInput::of(&Passage { words, ..*passage }));
        scores.and_then(|scores| scores.get(at).copied())
    };
    let Some(full) = score(passage.words) else { return whole };
    let drop_without = |clause: &UnitSpan| full - score(&without(passage.words, *clause)).unwrap_or(full);
    let clauses = clauses(passage.words);
    if clauses.len() > MOST_CLAUSES {
        return whole;
    }
    let falls = clauses.into_iter().map(|clause| (drop_without(&clause), clause));
    let most = falls.max_by(|(a, _), (b, _)| a.total_cmp(b));
    most.filter(|(fall, _)| *fall >= TELLING).map_or(whole, |(_, clause)| clause)
}

fn without(words: &str, clause: UnitSpan) -> String {
    let (before, after) = (words.get(..clause.start), words.get(clause.end..));
    [before.unwrap_or(words), " ", after.unwrap_or_default()].concat()
}

/// A unit cut at its stops, colons, semicolons and commas; a short stretch goes with the one before it.
fn clauses(words: &str) -> Vec<UnitSpan> {
    let mut all: Vec<UnitSpan> = Vec::new();
    let mut start = 0;
    let ends =
        words.match_indices([',', ';', ':', '.']).map(|(at, _)| at + 1).filter(|at| words[*at..].starts_with(' '));
    for end in ends.chain([words.len()]) {
        let clause = UnitSpan::new(start, end);
        let is_short = words[start..end].split_whitespace().count() < CLAUSE;
        match all.last_mut().filter(|_| is_short) {
            Some(last) => last.end = end,
            None => all.push(clause),
        }
        start = end;
    }
    for clause in &mut all {
        let own = &words[clause.range()];
        clause.start += own.len() - own.trim_start().len();
    }
    all.retain(|clause| !clause.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_cut_at_stops_and_short_ones_joined() {
        let words = "Upon closing, the Bank shall release its lien on the property, but not, however, the debt that the Borrower owes it.";
        let shown: Vec<&str> = clauses(words).iter().map(|c| &words[c.range()]).collect();
        assert_eq!(
            shown,
            [
                "Upon closing,",
                "the Bank shall release its lien on the property, but not, however,",
                "the debt that the Borrower owes it."
            ]
            .to_vec()
        );
        assert_eq!(clauses(""), []);
    }
}
