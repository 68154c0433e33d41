//! Options of one list of which none is ticked: the clauses among them are undecided, not silent (contract 8.2).

use std::collections::BTreeMap;

use crate::id::Hazard;
use crate::reading::Effect;
use crate::segment;
use crate::segment::{Form, Structure, Unit};
use crate::span::NormSpan;
use crate::text::{Text, Twofold};

use super::UnitReading;

/// Options of one list stand at most so many paragraphs apart.
const APART: u32 = 6;

/// What the options of one list share: lead-in, heading, and the row of a form in which they stand.
type List = (Option<NormSpan>, Option<NormSpan>, usize);

/// Lets the clauses among options that nobody decided be open.
pub(super) fn leave(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    answer(text, &structure.units, all);
    let rows = rows(&structure.units);
    let lists = lists(&structure.units, &rows);
    let placed = structure.units.iter().zip(rows).zip(all);
    for ((unit, row), reading) in placed.filter(|((unit, _), _)| unit.form == Form::Unticked) {
        let options = lists.get(&list(unit, row)).map_or(&[][..], Vec::as_slice);
        // Paragraphs only grow, and a form may have thousands of boxes.
        let from = options.partition_point(|option| option.paragraph.saturating_add(APART) < unit.paragraph);
        let to = options.partition_point(|option| option.paragraph <= unit.paragraph.saturating_add(APART));
        let ticked = |end: usize| end.checked_sub(1).and_then(|at| options.get(at)).map_or(0, |option| option.ticked);
        if to - from > 1 && ticked(to) == ticked(from) {
            reading.leave_open();
        }
    }
}

/// A line that asks for a tick and leaves nothing else to be filled in.
static ASKS: Twofold = Twofold::new(|| {
    r"(?i)^[^_\[\]]*\b(?:tick|check|mark|initial)\s+(?:only\s+)?(?:one|a\s+box)\b[^_\[\]]{0,20}$".to_owned()
});

/// "Tick one only" over options of which one is ticked asks nothing any more.
fn answer(text: &Text, units: &[Unit], all: &mut [UnitReading]) {
    let is_box = |unit: &&Unit| matches!(unit.form, Form::Ticked | Form::Unticked);
    let template = Effect::Endangers(Hazard::UnresolvedTemplate);
    for (at, reading) in
        all.iter_mut().enumerate().filter(|(_, reading)| reading.readings.iter().any(|r| r.effect == template))
    {
        let below = units.get(at + 1..).unwrap_or_default().iter().take_while(is_box);
        let asks = units.get(at).is_some_and(|unit| !is_box(&unit) && ASKS.is_in(&segment::words(text, unit.span)));
        if asks && below.into_iter().any(|unit| unit.form == Form::Ticked) {
            reading.readings.retain(|r| r.effect != template);
        }
    }
}

/// An option of a list.
struct Choice {
    paragraph: u32,
    /// How many up to this one are ticked.
    ticked: usize,
}

fn list(unit: &Unit, row: Row) -> List {
    (unit.lead_in.filter(|lead_in| Some(*lead_in) != row.span), unit.heading, row.number)
}

/// A row of a form: how many came before, and its label.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    number: usize,
    span: Option<NormSpan>,
}

/// In which row of a form each unit stands: "LIEN  [X] released  [ ] kept" decides nothing about the row below.
fn rows(units: &[Unit]) -> Vec<Row> {
    let begun = units.iter().scan(Row::default(), |row, unit| {
        if unit.form == Form::Row {
            *row = Row { number: row.number + 1, span: Some(unit.span) };
        }
        Some(*row)
    });
    begun.collect()
}

/// The options of each list, in order.
fn lists(units: &[Unit], rows: &[Row]) -> BTreeMap<List, Vec<Choice>> {
    let mut lists: BTreeMap<List, Vec<Choice>> = BTreeMap::new();
    for (unit, row) in units.iter().zip(rows).filter(|(unit, _)| matches!(unit.form, Form::Ticked | Form::Unticked)) {
        let options = lists.entry(list(unit, *row)).or_default();
        let before = options.last().map_or(0, |option| option.ticked);
        let ticked = before + usize::from(unit.form == Form::Ticked);
        options.push(Choice { paragraph: unit.paragraph, ticked });
    }
    lists
}
