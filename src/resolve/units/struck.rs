//! Sections that another passage strikes.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::fuse::Kit;
use crate::resolve::sections::Sections;
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;

use super::reading::{Counts, UnitReading};

/// Sections that another passage takes back count no more.
pub(super) fn strike(kit: &Kit, text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    // Whole sections that are struck already, by their units.
    let (mut sections, mut gone) = (Sections::of(structure), BTreeSet::new());
    for (at, unit) in structure.units.iter().enumerate() {
        if all.get(at).is_none_or(|u| u.counts != Counts::Yes) {
            continue;
        }
        for number in kit.struck(&segment::words(text, unit.span)) {
            let Some(section) = sections.find(&number) else { continue };
            let stands_anew =
                (at + 1..=section.first).contains(&section.first) && is_replaced(text, structure, at..section.first);
            if stands_anew || (section.first..section.end).contains(&at) || !gone.insert((section.first, section.end)) {
                continue;
            }
            for struck in all.get_mut(section.first..section.end).into_iter().flatten() {
                struck.counts = Counts::No("struck by a later passage");
            }
        }
    }
}

/// Words behind which the new text of a struck passage follows.
const ANEW: [&str; 6] = ["in its place", "in place of", "now reads", "to read", "shall read", "is replaced"];

/// Whether the passage that stands behind these units is put in place of the one that they strike.
fn is_replaced(text: &Text, structure: &Structure, units: Range<usize>) -> bool {
    const BETWEEN: usize = 2;
    let near = units.len() <= BETWEEN;
    let said = structure
        .units
        .get(units)
        .unwrap_or_default()
        .iter()
        .map(|unit| segment::words(text, unit.span).to_lowercase());
    near && said.into_iter().any(|words| ANEW.iter().any(|anew| words.contains(anew)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::id::Protection;
    use crate::reading::{Effect, Strength};
    use crate::resolve;

    #[test]
    fn the_new_text_of_a_struck_paragraph_stands() {
        let released = |said: &str| {
            let letter = format!(
                "ELM BANK\n\nMay 3, 2021\n\nDear Ms. Quillon:\n\nElm Bank approves the short sale of your home.\n\n\
                 Paragraph 7 of our letter is struck out. {said}\n\n     7.  Once we are paid you are released from the Note.\n\n\
                 Nothing else is touched.\n"
            );
            let whole = resolve::whole(&Kit::built_in().unwrap(), &extract::pages(letter.as_bytes()), None);
            let there = Effect::Protects(Protection::DebtRelease, Strength::Present);
            whole.found.iter().any(|found| found.effect == there)
        };
        assert!(released("This is put in its place."));
        assert!(!released("It read so."));
        assert!(!released("The terms are otherwise as follows."));
    }
}
