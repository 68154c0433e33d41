//! Words that OCR read with little confidence, in a passage that frees the borrower: the passage is read by eye.
//!
//! A "not" that a fax smudged leaves a sentence that says the opposite and looks whole; no reader of words can see that.
//! So does a tick box that the scan does not show plainly: its clause may be one that nobody chose.

use crate::document::{Pages, Source};
use crate::fuse::Doubt;
use crate::id::Hazard;
use crate::reading::{Effect, Reading};
use crate::span::RawSpan;
use crate::text::Text;

use super::UnitReading;
use super::units::frees;

/// What an engine takes an empty or ticked box for.
const TAKEN_FOR: [&str; 20] = [
    "O", "0", "D", "Q", "[]", "C]", "L]", "LJ", "[J", "CJ", "CI", "LI", "L_]", "[_]", "[X", "X]", "KX", "&]", "®]",
    "|X|",
];

/// Adds a doubt to every unit that frees by words of which one is in doubt.
pub(super) fn doubt(pages: &Pages, text: &Text, units: &mut [UnitReading]) {
    let doubtful: Vec<_> = pages.stretches.iter().filter(|one| one.source == Source::Doubtful).collect();
    let seen: Vec<_> = pages.stretches.iter().filter(|one| one.source == Source::Ocr).collect();
    if doubtful.is_empty() && seen.is_empty() {
        return;
    }
    for unit in units {
        let whole = text.map.raw(unit.span);
        let boxed = seen.iter().any(|one| meets(one.span, whole)) && begins_with_a_box(&pages.text, whole);
        let is_doubtful = |reading: &&Reading| {
            let span = text.map.raw(unit.norm(reading.evidence));
            let at_box = |one: RawSpan| one.of(&pages.text).starts_with('[') && meets(one, whole);
            boxed || doubtful.iter().any(|one| meets(one.span, span) || at_box(one.span))
        };
        let Some(first) = unit.readings.iter().filter(|r| frees(r.effect)).find(is_doubtful).cloned() else { continue };
        let effect = Effect::Endangers(Hazard::UnclearLanguage);
        unit.readings.push(Reading { effect, pattern: Doubt::Smudged.name().to_owned(), ..first });
        unit.readings.sort_by_key(|r| (r.effect, r.evidence));
    }
}

fn meets(a: RawSpan, b: RawSpan) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether the line on which a unit begins starts with what a box is taken for.
fn begins_with_a_box(raw: &str, unit: RawSpan) -> bool {
    let line = raw.get(..unit.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let first = raw.get(line..unit.end).and_then(|words| words.split_whitespace().next());
    first.is_some_and(|word| TAKEN_FOR.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_known_by_what_it_is_taken_for() {
        let cases = [
            ("O Lender waives the deficiency.", 2, true),
            ("Choose one:\n[J Lender waives the deficiency.", 15, true),
            ("O Yes. Lender waives it.\nLender waives the deficiency.", 25, false),
            ("Lender waives the deficiency.", 0, false),
            ("(a) Lender waives the deficiency.", 4, false),
        ];
        for (raw, start, want) in cases {
            assert_eq!(begins_with_a_box(raw, RawSpan::new(start, raw.len())), want, "{raw}");
        }
    }
}
