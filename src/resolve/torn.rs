//! A release in a passage that breaks off in the midst of a phrase: its line goes on in a row of a table that was read apart. What it frees may not stand in it, so that alone it frees nobody for sure.

use crate::fuse::Doubt;
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::{Form, Structure};
use crate::text::Text;

/// Leaves such releases to the eye.
pub(super) fn doubt(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    let next = structure.units.iter().skip(1).map(Some).chain([None]);
    for ((unit, next), reading) in structure.units.iter().zip(next).zip(all).filter(|(_, reading)| reading.frees()) {
        let rest = next.filter(|next| next.form == Form::Row).map(|next| segment::words(text, next.span));
        let rest = rest.unwrap_or_default();
        if breaks_off(&segment::words(text, unit.span), &rest) {
            reading.leave_to_the_eye(Doubt::LikelyGood);
        }
    }
}

/// Whether words end without a mark and go on in small letters.
fn breaks_off(words: &str, rest: &str) -> bool {
    words.trim_end().ends_with(char::is_alphabetic) && rest.trim_start().starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_that_breaks_off_is_told_from_a_whole_one() {
        assert!(breaks_off("everything owed on the note, of whatever ", "kind, without exception: $181,362.47"));
        assert!(!breaks_off("The note is satisfied.", "and we mark it so."));
        assert!(!breaks_off("You are released from the note", "Deed. She gives it."));
        assert!(!breaks_off("You are released from the note", ""));
    }
}
