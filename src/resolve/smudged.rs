//! Words that OCR read with little confidence, in a passage that frees the borrower: the passage is read by eye.
//!
//! A "not" that a fax smudged leaves a sentence that says the opposite and looks whole; no reader of words can see that.

use crate::document::{Pages, Source};
use crate::fuse::Doubt;
use crate::id::Hazard;
use crate::reading::{Effect, Reading};
use crate::text::Text;

use super::UnitReading;
use super::units::frees;

/// Adds a doubt to every unit that frees by words of which one is in doubt.
pub(super) fn doubt(pages: &Pages, text: &Text, units: &mut [UnitReading]) {
    let doubtful: Vec<_> = pages.stretches.iter().filter(|one| one.source == Source::Doubtful).collect();
    if doubtful.is_empty() {
        return;
    }
    for unit in units {
        let span = |reading: &Reading| text.map.raw(unit.norm(reading.evidence));
        let is_doubtful = |reading: &&Reading| {
            let span = span(reading);
            doubtful.iter().any(|one| one.span.start < span.end && span.start < one.span.end)
        };
        let Some(first) = unit.readings.iter().filter(|r| frees(r.effect)).find(is_doubtful).cloned() else { continue };
        let effect = Effect::Endangers(Hazard::UnclearLanguage);
        unit.readings.push(Reading { effect, pattern: Doubt::Smudged.name().to_owned(), ..first });
        unit.readings.sort_by_key(|r| (r.effect, r.evidence));
    }
}
