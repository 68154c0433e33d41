//! Options of one list of which none is ticked: the clauses among them are undecided, not silent (contract 8.2).

use std::collections::BTreeMap;

use crate::segment::{Form, Structure, Unit};
use crate::span::NormSpan;

use super::UnitReading;

/// Options of one list stand at most so many paragraphs apart.
const APART: u32 = 6;

/// What the options of one list share: lead-in and heading.
type List = (Option<NormSpan>, Option<NormSpan>);

/// Lets the clauses among options that nobody decided be open.
pub(super) fn leave(structure: &Structure, all: &mut [UnitReading]) {
    let lists = lists(&structure.units);
    for (unit, reading) in structure.units.iter().zip(all).filter(|(unit, _)| unit.form == Form::Unticked) {
        let options = lists.get(&list(unit)).map_or(&[][..], Vec::as_slice);
        // Paragraphs only grow, and a form may have thousands of boxes.
        let from = options.partition_point(|option| option.paragraph.saturating_add(APART) < unit.paragraph);
        let to = options.partition_point(|option| option.paragraph <= unit.paragraph.saturating_add(APART));
        let ticked = |end: usize| end.checked_sub(1).and_then(|at| options.get(at)).map_or(0, |option| option.ticked);
        if to - from > 1 && ticked(to) == ticked(from) {
            reading.leave_open();
        }
    }
}

/// An option of a list.
struct Choice {
    paragraph: u32,
    /// How many up to this one are ticked.
    ticked: usize,
}

fn list(unit: &Unit) -> List {
    (unit.lead_in, unit.heading)
}

/// The options of each list, in order.
fn lists(units: &[Unit]) -> BTreeMap<List, Vec<Choice>> {
    let mut lists: BTreeMap<List, Vec<Choice>> = BTreeMap::new();
    for unit in units.iter().filter(|unit| matches!(unit.form, Form::Ticked | Form::Unticked)) {
        let options = lists.entry(list(unit)).or_default();
        let before = options.last().map_or(0, |option| option.ticked);
        let ticked = before + usize::from(unit.form == Form::Ticked);
        options.push(Choice { paragraph: unit.paragraph, ticked });
    }
    lists
}
