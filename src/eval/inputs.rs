//! What the learned reader is trained on: units and sentences as it will see them, with what their author says they do.
//!
//! A label of a letter quotes words; a unit carries the label where the quotation covers it. A unit that a quotation
//! only touches is doubtful: it trains as nothing, not as harmless. So does every unit of a paper of another kind: what
//! its sentences say for themselves ("the debt is fully satisfied" in a payoff letter), its label does not tell.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::document::Pages;
use crate::eval::truth::Truth;
use crate::id::Status;
use crate::model::ModelInput;
use crate::resolve::units::{Counts, inputs};
use crate::resolve::{Read, UnitReading};
use crate::segment::{Form, Standing};
use crate::span::RawSpan;

/// One example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Id of the sentence, or of the letter with `#` and the unit's place in it, from 0.
    pub id: String,
    /// What the model sees.
    #[serde(flatten)]
    pub input: ModelInput,
    /// What its author says it does, sorted.
    pub labels: Vec<String>,
    /// Whether a quotation touches it without covering it, or the paper is of another kind.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// What reader A says it does.
    pub patterns: Vec<String>,
    /// For a unit of a letter: its form, its standing and whether what it says counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<ExamplePlace>,
}

/// Where a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ExamplePlace {
    /// What the unit is by its form.
    pub form: Form,
    /// Where it stands.
    pub standing: Standing,
    /// Whether what it says counts.
    pub counts: Counts,
}

/// The units of a letter, and the quotations that stand nowhere in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aligned {
    /// One a unit, in the order of units.
    pub examples: Vec<Example>,
    /// Id and words of each quotation that was not found.
    pub lost: Vec<(String, String)>,
}

/// Shortest quotation, in bytes, that may stand for every place where its words stand.
const TELLING: usize = 24;

/// Lays the quotations of a label over the units of its letter.
#[must_use]
pub fn aligned(truth: &Truth, pages: &Pages, read: &Read, state: Option<&str>) -> Aligned {
    let mut quoted: Vec<(String, RawSpan)> = Vec::new();
    let mut lost = Vec::new();
    let flat = Flat::of(&pages.text);
    for (label, quote) in quotations(truth) {
        let spans = flat.find(quote);
        if spans.is_empty() {
            lost.push((label.clone(), quote.to_owned()));
        }
        quoted.extend(spans.into_iter().map(|span| (label.clone(), span)));
    }
    let inputs = inputs(&read.text, &read.structure, read.standpoint(state));
    let units = read.structure.units.iter().zip(&read.units).zip(inputs).enumerate();
    let examples = units.map(|(at, ((unit, done), input))| {
        let span = read.text.map.raw(unit.span);
        let (mut labels, mut doubtful) = (BTreeSet::new(), !truth.is_letter());
        for (label, quote) in &quoted {
            match hold(&pages.text, span, *quote) {
                Hold::Covers => drop(labels.insert(label.clone())),
                Hold::Touches => doubtful = true,
                Hold::Apart => {}
            }
        }
        Example {
            id: format!("{}#{at}", truth.id),
            input,
            labels: labels.into_iter().collect(),
            doubtful,
            patterns: labels_of(done),
            place: Some(ExamplePlace { form: unit.form, standing: unit.standing, counts: done.counts }),
        }
    });
    Aligned { examples: examples.collect(), lost }
}

/// Labels of what a unit does, by reader A.
fn labels_of(done: &UnitReading) -> Vec<String> {
    done.readings.iter().map(|r| r.effect.label()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every quotation with the label of a bank line: `debt-release:present`, `deficiency-reservation`.
fn quotations(truth: &Truth) -> Vec<(String, &str)> {
    let clause = |status: Status| if status == Status::Weak { "weak" } else { "present" };
    let clauses =
        truth.protections.iter().filter(|(_, clause)| matches!(clause.status, Status::Weak | Status::Present));
    let clauses = clauses.flat_map(|(id, c)| c.evidence.iter().map(move |e| (format!("{id}:{}", clause(c.status)), e)));
    let hazards = truth.hazards.iter().flat_map(|h| h.evidence.iter().map(move |e| (h.id.to_string(), e)));
    clauses.chain(hazards).map(|(label, words)| (label, words.as_str())).collect()
}

/// How a quotation lies over a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    Covers,
    Touches,
    Apart,
}

/// A quotation covers a unit where half of either lies in the other.
fn hold(text: &str, unit: RawSpan, quote: RawSpan) -> Hold {
    let (start, end) = (unit.start.max(quote.start), unit.end.min(quote.end));
    let visible = |from: usize, to: usize| {
        text.get(from..to).map_or(0, |words| words.chars().filter(|c| c.is_alphanumeric()).count())
    };
    let shared = if start < end { visible(start, end) } else { 0 };
    match shared {
        0 => Hold::Apart,
        n if 2 * n >= visible(unit.start, unit.end) || 2 * n >= visible(quote.start, quote.end) => Hold::Covers,
        _ => Hold::Touches,
    }
}

/// A text with each run of white space as one space, and the way back.
struct Flat {
    words: String,
    /// Byte of the text for each byte of `words`, and its end.
    raw: Vec<usize>,
}

impl Flat {
    fn of(text: &str) -> Self {
        let (mut words, mut raw) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, c) in text.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && words.ends_with(' ') {
                continue;
            }
            words.push(c);
            raw.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
        raw.push(text.len());
        Self { words, raw }
    }

    /// Where a quotation stands: everywhere, if it is long enough to be sure of, else where it stands first.
    fn find(&self, quote: &str) -> Vec<RawSpan> {
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let most = if quote.len() < TELLING { 1 } else { usize::MAX };
        let span = |(at, found): (usize, &str)| {
            let start = *self.raw.get(at)?;
            Some(RawSpan::new(start, *self.raw.get(at + found.len())?))
        };
        if quote.is_empty() {
            return Vec::new();
        }
        self.words.match_indices(&quote).filter_map(span).take(most).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_found_across_lines_and_everywhere() {
        let text = "Dear John,\nwe hereby release the whole\n  debt. Again: we hereby release the whole debt.";
        let flat = Flat::of(text);
        let found: Vec<&str> = flat.find("we hereby release the whole debt").iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["we hereby release the whole\n  debt", "we hereby release the whole debt"]);
        assert_eq!(flat.find("release").len(), 1);
        assert_eq!((flat.find("no such words").len(), flat.find(" ").len()), (0, 0));
    }

    #[test]
    fn half_of_either_covers() {
        let text = "aaaa bbbb cccc dddd";
        let table = [
            ((0, 19), (0, 19), Hold::Covers),
            ((0, 9), (5, 19), Hold::Covers),
            ((0, 4), (5, 19), Hold::Apart),
            ((0, 14), (10, 19), Hold::Covers),
            ((0, 15), (12, 19), Hold::Touches),
        ];
        for ((a, b), (c, d), expected) in table {
            assert_eq!(hold(text, RawSpan::new(a, b), RawSpan::new(c, d)), expected, "{a}..{b} {c}..{d}");
        }
    }
}
