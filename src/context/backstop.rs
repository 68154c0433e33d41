//! What statute adds to the paper: printed beside a finding, never instead of it.

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

use crate::context::Context;
use crate::context::law::Applies;
use crate::context::law::Bars;
use crate::context::law::Confidence;
use crate::context::law::Jurisdiction;
use crate::context::law::Law;
use crate::context::law::Statute;
use crate::context::law::look::Paper;

/// Columns of the severity table (contract section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A verified statute bars the deficiency on these facts.
    S,
    /// None does, or it is not known.
    N,
}

/// One rule of law, held against the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backstop {
    /// As a lawyer cites it.
    pub cite: String,
    /// What it does.
    pub effect: String,
    /// Whether it applies.
    pub applies: Applies,
    /// Where it is unknown: facts that would make it apply, as the user would write them.
    pub lacking: Vec<String>,
    /// What the paper or the deal must also show, which no fact tells; with what the paper shows of it.
    pub needs: Vec<String>,
    /// What it takes from the lender.
    pub bars: Bars,
    /// Day of the last check.
    pub checked: Date,
    /// Whether the text or a decision was read.
    pub verified: bool,
    /// How sure we are.
    pub confidence: Confidence,
}

/// The rules of the case's state, in the order of its file; none where the state is not known.
#[must_use]
pub fn rows(law: &Law, context: &Context, paper: &Paper) -> Vec<Backstop> {
    let state = context.known.state.as_deref().and_then(|state| law.of(state));
    state.map_or_else(Vec::new, |state| rows_of(state, context, paper))
}

fn rows_of(state: &Jurisdiction, context: &Context, paper: &Paper) -> Vec<Backstop> {
    let row = |statute: &Statute| {
        let answered = statute.answer(context.kind, &context.known, paper);
        Backstop {
            cite: statute.cite.clone(),
            effect: statute.effect.clone(),
            applies: answered.applies,
            lacking: answered.lacking,
            needs: statute.needs.iter().map(|need| need.told(paper)).collect(),
            bars: statute.bars,
            checked: statute.checked,
            verified: statute.verified,
            confidence: statute.confidence,
        }
    };
    state.statutes.iter().map(row).collect()
}

/// Whether a verified rule among these bars what is asked.
#[must_use]
pub fn barred(rows: &[Backstop], what: Bars) -> Column {
    let stands = rows.iter().any(|row| row.verified && row.bars == what && row.applies == Applies::Yes);
    if stands { Column::S } else { Column::N }
}

/// Facts not known that would bring in a verified rule which bars what is asked: one set of facts for each way,
/// the way with the fewest facts for each state.
#[must_use]
pub fn ways(law: &Law, context: &Context, paper: &Paper, what: Bars) -> Vec<String> {
    let way = |state: &Jurisdiction| {
        let rows = rows_of(state, context, paper);
        let open = rows.into_iter().filter(|row| row.verified && row.bars == what && row.needs.is_empty());
        open.filter(|row| row.applies != Applies::No).map(|row| row.lacking).min_by_key(Vec::len)
    };
    let joined = |facts: Vec<String>| Some(facts.join(", ")).filter(|facts| !facts.is_empty());
    match context.known.state.as_deref() {
        Some(state) => law.of(state).and_then(way).and_then(joined).into_iter().collect(),
        None => law.states().iter().filter_map(|s| way(s).map(|facts| in_state(&s.state, &facts))).collect(),
    }
}

fn in_state(state: &str, facts: &[String]) -> String {
    let first = format!("state={state}");
    std::iter::once(&first).chain(facts).map(String::as_str).collect::<Vec<_>>().join(", ")
}
