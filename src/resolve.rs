//! The document as a whole: readings of its units, put together.

pub mod branches;
mod by_reference;
mod conditions;
mod definitions;
mod elsewhere;
mod empty_annexes;
mod excepted;
mod explanations;
mod keeps_nothing;
mod lapsed;
mod limits;
mod loans;
mod meanings;
mod narrowed;
mod obligors;
mod outsiders;
mod points_back;
mod referred;
pub mod roles;
mod sections;
mod signers;
mod smudged;
mod take_back;
mod torn;
pub use definitions::of as definitions_of;
pub mod units;

use std::collections::BTreeMap;

use crate::document::Pages;
use crate::evidence::Evidence;
use crate::fuse::{Kit, Mechanism};
use crate::id::{Hazard, Kind, Protection};
use crate::normalise;
use crate::reading::{Effect, Reader, Strength};
use crate::segment;
use crate::segment::Structure;
use crate::survey;
use crate::survey::{Fact, Facts, Language, Survey};
use crate::text::Text;

use meanings::Meaning;
use roles::Roles;
pub use units::UnitReading;

/// One effect that holds for the document, with all its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What the words do.
    pub effect: Effect,
    /// The words, at least one stretch.
    pub evidence: Vec<Evidence>,
}

#[cfg(test)]
impl Found {
    /// A passage by which the debt is released.
    fn freeing(quote: &str) -> Self {
        let effect = Effect::Protects(crate::id::Protection::DebtRelease, crate::reading::Strength::Present);
        Self { effect, evidence: vec![Evidence::said(quote)] }
    }
}

/// What the judge needs of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// Kind of document.
    pub kind: Kind,
    /// What it is written in.
    pub language: Language,
    /// Effects in force, after definitions, supersession and the like; sorted by effect, each effect once.
    pub found: Vec<Found>,
    /// What the document says of its loan, people and dates.
    pub facts: Facts,
    /// Everybody who is bound to the debt by name: borrowers, then guarantors.
    pub obligors: Vec<String>,
    /// Whether a mortgage insurer is mentioned at all.
    pub insurer_mentioned: Mentioned,
    /// Whether another lien on the property is mentioned.
    pub junior_mentioned: Mentioned,
    /// Whether foreclosure proceedings are mentioned.
    pub foreclosure_mentioned: Mentioned,
}

/// Whether the document speaks of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mentioned {
    /// It does.
    Yes,
    /// It does not.
    No,
}

impl Mentioned {
    /// Yes where words were found.
    fn of(words: Option<&Evidence>) -> Self {
        words.map_or(Self::No, |_| Self::Yes)
    }
}

/// A document on its way from pages to the whole.
#[derive(Debug, Clone)]
pub struct Read {
    /// The normal text.
    pub text: Text,
    /// Its structure.
    pub structure: Structure,
    /// What every unit does, in the order of units.
    pub units: Vec<UnitReading>,
    /// What the document is and says of its loan, people and dates.
    pub survey: Survey,
    /// Roles that it gives its parties.
    pub roles: Roles,
    /// What its terms mean, in its own words.
    meanings: Vec<Meaning>,
}

impl Read {
    /// From where its units are read; `state` is the postal code of the property's state, where it is known.
    #[must_use]
    pub const fn standpoint<'a>(&'a self, state: Option<&'a str>) -> units::Standpoint<'a> {
        units::Standpoint { roles: &self.roles, state }
    }
}

/// Reads every unit of a document. `state` is the postal code of the property's state where somebody knows it better
/// than the document says it: it chooses between the document's own branches (contract 8.24).
#[must_use]
pub fn read(kit: &Kit, pages: &Pages, state: Option<&str>) -> Read {
    let text = normalise::text(pages);
    let mut structure = segment::structure(&text);
    let survey = survey::look(pages, &text, &structure.units);
    if kit.has(Mechanism::Explanations) {
        explanations::settle(&text, &survey, &mut structure);
    }
    let state = state.or_else(|| survey.state_by_address());
    let roles = if kit.has(Mechanism::Definitions) {
        Roles::of(kit, &text, &structure, &survey.facts)
    } else {
        Roles::default()
    };
    let mut units = units::read(kit, &text, &structure, units::Standpoint { roles: &roles, state });
    smudged::doubt(pages, &text, &mut units);
    let meanings = meanings::of(&text, &structure);
    let both = kit.readers() != Reader::Patterns;
    if both && kit.has(Mechanism::Definitions) {
        by_reference::doubt(&text, &structure, &mut units);
        meanings::doubt(&meanings, (&text, &structure), &survey.obligors, &mut units);
    }
    if both && kit.has(Mechanism::TakingBack) {
        referred::doubt(&text, &structure, &mut units);
        limits::doubt((&text, &structure), &survey.obligors, &mut units);
        conditions::doubt(&text, &structure, &mut units);
        torn::doubt(&text, &structure, &mut units);
    }
    let mut read = Read { text, structure, units, survey, roles, meanings };
    if kit.has(Mechanism::Outsiders) {
        outsiders::set_aside(pages, &mut read);
    }
    read
}

/// The document as a whole: every effect that holds, with all its evidence. `state` as for [`read`].
#[must_use]
pub fn whole(kit: &Kit, pages: &Pages, state: Option<&str>) -> Whole {
    let mut read = read(kit, pages, state);
    let mut found = found(kit, pages, &read);
    let kind = kind(&read.survey, &found);
    if kind == Kind::ShortSale && read.survey.facts.approval_expires.is_none() {
        read.survey.facts.approval_expires = expiry(&found);
    }
    if kit.readers() != Reader::Patterns && kit.has(Mechanism::TakingBack) {
        lapsed::doubt(pages, &read, &mut found);
    }
    let survey = read.survey;
    survey_into(&mut found, &survey);
    let insurer_mentioned = insurer_mentioned(&survey, &found);
    Whole {
        kind,
        language: survey.told.language,
        found,
        insurer_mentioned,
        junior_mentioned: Mentioned::of(survey.junior.as_ref()),
        foreclosure_mentioned: Mentioned::of(survey.foreclosure.as_ref()),
        facts: survey.facts,
        obligors: survey.obligors,
    }
}

/// An insurer is mentioned by a word for one, or by what a passage leaves it or takes from it.
fn insurer_mentioned(survey: &Survey, found: &[Found]) -> Mentioned {
    let is_of_insurer = |f: &Found| match f.effect {
        Effect::Protects(p, _) => p == Protection::InsurerBound,
        Effect::Endangers(h) => h == Hazard::InsurerRightsReserved,
    };
    if found.iter().any(is_of_insurer) { Mentioned::Yes } else { Mentioned::of(survey.insurer.as_ref()) }
}

/// The kind of document: where hardly a word tells it, what the words do tells it (contract 8.23: a doubtful paper is read
/// as the likelier letter).
fn kind(survey: &Survey, found: &[Found]) -> Kind {
    let does = |of: fn(Effect) -> bool| {
        found.iter().any(|f| of(f.effect) && f.evidence.iter().any(|e| e.by != Reader::Patterns))
    };
    let Some(likelier) = survey.told.likelier.filter(|_| does(units::decides)) else { return survey.told.kind };
    let deed =
        |e: Effect| matches!(e, Effect::Protects(Protection::DeedAcceptance | Protection::VoluntaryConveyance, _));
    if does(deed) { Kind::DeedInLieu } else { likelier }
}

/// The last day of an approval that no label names: the latest day in the words that limit the approval.
fn expiry(found: &[Found]) -> Option<Fact<String>> {
    let limit = Effect::Protects(Protection::ApprovalExpiration, Strength::Present);
    let words = found.iter().filter(|f| f.effect == limit).flat_map(|f| &f.evidence);
    let dated = words.filter_map(|evidence| Some((survey::latest_day(&evidence.quote)?, evidence)));
    let (day, evidence) = dated.max_by_key(|(day, _)| *day)?;
    Some(Fact { value: day.to_string(), evidence: vec![evidence.clone()] })
}

/// Protections that stand in the form of a document and not in a sentence: who signed, who holds the note, what the
/// lender nets, until when. Words that a reader found go first.
fn survey_into(found: &mut Vec<Found>, survey: &Survey) {
    let facts = &survey.facts;
    let accepted = facts.net_proceeds.as_ref().or(facts.sale_price.as_ref());
    let formal = [
        (Protection::Execution, survey.execution.as_ref()),
        (Protection::HolderAuthority, survey.holder.as_ref()),
        (Protection::NetProceeds, accepted.and_then(|fact| fact.evidence.first())),
        (Protection::ApprovalExpiration, facts.approval_expires.as_ref().and_then(|fact| fact.evidence.first())),
    ];
    for (protection, evidence) in formal {
        let is_read = found.iter().any(|f| matches!(f.effect, Effect::Protects(p, _) if p == protection));
        if let (Some(evidence), false) = (evidence, is_read) {
            add(found, Effect::Protects(protection, Strength::Present), vec![evidence.clone()]);
        }
    }
}

/// Effects of all units, each once, with the evidence of all.
fn found(kit: &Kit, pages: &Pages, read: &Read) -> Vec<Found> {
    let mut all: BTreeMap<Effect, Vec<Evidence>> = BTreeMap::new();
    for unit in &read.units {
        for reading in unit.operative() {
            let span = read.text.map.raw(unit.norm(reading.evidence));
            let evidence = Evidence::at(pages, span, &reading.pattern, reading.by).with_cues(&reading.cues);
            all.entry(reading.effect).or_default().push(evidence);
        }
    }
    let mut found: Vec<Found> = all.into_iter().map(|(effect, evidence)| Found { effect, evidence }).collect();
    if kit.has(Mechanism::Loans) {
        loans::narrow(&pages.text, &mut found);
    }
    if kit.has(Mechanism::Obligors) {
        let borrowers = read.survey.facts.borrowers.as_ref().map(|fact| fact.value.as_slice());
        obligors::compare(&pages.text, borrowers.unwrap_or_default(), &read.meanings, &mut found);
        signers::compare(&pages.text, borrowers.unwrap_or_default(), &mut found);
    }
    found
}

/// Adds evidence for an effect, in its place in the order of effects.
fn add(found: &mut Vec<Found>, effect: Effect, evidence: Vec<Evidence>) {
    match found.iter_mut().find(|f| f.effect == effect) {
        Some(there) => there.evidence.extend(evidence),
        None => found.push(Found { effect, evidence }),
    }
    found.sort_by_key(|f| f.effect);
}
