//! Reading the units of a document, each in its place.

use std::borrow::Cow;

use crate::fuse::Kit;
use crate::id::Hazard;
use crate::id::Protection;
use crate::read::Definition;
use crate::reading::{Effect, Passage, Reading};
use crate::resolve::definitions;
use crate::segment;
use crate::segment::{Form, Standing, Structure, Unit};
use crate::span::{NormSpan, UnitSpan};
use crate::text::Text;

/// Whether what a unit says counts for the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// Operative, as far as structure tells.
    Yes,
    /// A heading, a question, a recital, a quotation, an exhibit, an explanation, an option not chosen: why not.
    No(&'static str),
}

/// What one unit does, and whether it counts.
#[derive(Debug, Clone)]
pub struct UnitReading {
    /// The unit's words in the normal text.
    pub span: NormSpan,
    /// What it does.
    pub readings: Vec<Reading>,
    /// Whether its core clauses and hazards count.
    pub counts: Counts,
}

impl UnitReading {
    /// The readings that count: all of an operative unit, only plain facts of another.
    pub fn operative(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter().filter(|r| self.counts == Counts::Yes || is_plain(r.effect))
    }

    /// A stretch of the unit as a stretch of the normal text.
    #[must_use]
    pub fn norm(&self, inside: UnitSpan) -> NormSpan {
        NormSpan::new(self.span.start + inside.start, self.span.start + inside.end)
    }
}

/// Facts that a heading, a reference line or a signature block can state.
fn is_plain(effect: Effect) -> bool {
    use Protection::{ApprovalExpiration, Execution, HolderAuthority, NetProceeds};
    matches!(effect, Effect::Protects(Execution | NetProceeds | ApprovalExpiration | HolderAuthority, _))
}

/// Reads every unit.
#[must_use]
pub fn read(kit: &Kit, text: &Text, structure: &Structure) -> Vec<UnitReading> {
    let terms = definitions::of(kit, text, structure);
    structure.units.iter().map(|unit| one(kit, text, structure, unit, &terms)).collect::<Vec<_>>()
}

fn one(kit: &Kit, text: &Text, structure: &Structure, unit: &Unit, terms: &[Definition]) -> UnitReading {
    let words = segment::words(text, unit.span);
    let heading = flat(text, unit.heading);
    let lead_in =
        structure.lead_ins(unit).into_iter().map(|span| segment::words(text, span)).collect::<Vec<_>>().join(" ");
    let before = flat(text, unit.before);
    let passage = Passage { words: &words, heading: &heading, lead_in: &lead_in, before: &before, note: "" };
    UnitReading { span: unit.span, readings: kit.read(&passage, terms), counts: counts(unit) }
}

fn flat(text: &Text, span: Option<NormSpan>) -> Cow<'_, str> {
    span.map_or(Cow::Borrowed(""), |span| segment::words(text, span))
}

/// Whether form and standing let a unit count.
fn counts(unit: &Unit) -> Counts {
    match (unit.form, unit.standing) {
        (Form::Heading, _) => Counts::No("a heading"),
        (Form::Question, _) => Counts::No("a question"),
        (Form::Unticked, _) => Counts::No("an option that is not ticked"),
        (Form::Matter, _) => Counts::No("letterhead, reference lines or a signature block"),
        (_, Standing::Recital) => Counts::No("a recital"),
        (_, Standing::Quotation) => Counts::No("a quotation"),
        (_, Standing::Exhibit) => Counts::No("an exhibit"),
        (_, Standing::Explainer) => Counts::No("an explanation"),
        (_, Standing::Body | Standing::Definition) => Counts::Yes,
    }
}

/// Whether a reading is one of the two that a verdict hangs on, or a hazard that weakens.
#[must_use]
pub fn decides(effect: Effect) -> bool {
    match effect {
        Effect::Protects(p, _) => Protection::CORE.contains(&p),
        Effect::Endangers(h) => h.weakens() && h != Hazard::UnclearLanguage,
    }
}
