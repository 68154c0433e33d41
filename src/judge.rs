//! Judging: the status of every protection, the hazards, the verdict; then how grave each finding is.

pub mod consistency;
pub mod findings;
pub mod severity;
pub mod status;
pub mod verdict;

use serde::Deserialize;
use serde::Serialize;

use crate::context::Context;
use crate::context::law::look::Paper;
use crate::context::law::look::Waiver;
use crate::document::Pages;
use crate::document::What;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;
use crate::resolve::Whole;

/// How much of the document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// All of it.
    Whole,
    /// At least one page, or some words, were not.
    Partly,
    /// It is not in English, so reading it means nothing.
    Foreign,
}

impl Extent {
    /// How much of these pages was read.
    #[must_use]
    pub fn of(pages: &Pages) -> Self {
        if pages.troubles.iter().any(|trouble| trouble.what == What::NotEnglish) {
            Self::Foreign
        } else if pages.has_unread() || pages.troubles.iter().any(|trouble| trouble.what.hides_words()) {
            Self::Partly
        } else {
            Self::Whole
        }
    }
}

/// One protection and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Protected {
    /// Which.
    pub id: Protection,
    /// What became of it.
    pub status: Status,
    /// The words, where the status rests on words.
    pub evidence: Vec<Evidence>,
}

/// One hazard that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Endangered {
    /// Which.
    pub id: Hazard,
    /// The words, at least one stretch.
    pub evidence: Vec<Evidence>,
}

/// Whether better words could still be behind what was not understood (contract section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settled {
    /// The verdict stands whatever the unclear passages mean.
    Yes,
    /// The verdict would be better if every unclear passage proved harmless.
    No,
}

/// What the document's own words amount to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// Kind of document.
    pub kind: Kind,
    /// How much of it was read.
    pub extent: Extent,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether unclear passages could better it.
    pub settled: Settled,
    /// Every protection that applies to the kind, in the contract's order.
    pub protections: Vec<Protected>,
    /// The hazards that were found, in the contract's order.
    pub hazards: Vec<Endangered>,
}

impl Judgement {
    /// Status of a protection; `None` where the kind has none of it.
    #[must_use]
    pub fn status(&self, id: Protection) -> Option<Status> {
        self.protections.iter().find(|p| p.id == id).map(|p| p.status)
    }

    /// Whether the hazard was found.
    #[must_use]
    pub fn has(&self, id: Hazard) -> bool {
        self.hazards.iter().any(|h| h.id == id)
    }

    /// The paper as far as a statute can turn on it.
    #[must_use]
    pub fn paper(&self) -> Paper {
        let waiver =
            self.protections.iter().find(|p| p.id == Protection::DeficiencyWaiver && p.status == Status::Present);
        let waiver = waiver.map_or(Waiver::None, |waives| {
            let sum = waives.evidence.iter().any(|e| e.quote.contains('$'));
            if sum { Waiver::OfASum } else { Waiver::Bare }
        });
        Paper { hazards: self.hazards.iter().map(|hazard| hazard.id).collect(), waiver }
    }

    /// Whether the document both frees the borrower and keeps the borrower bound.
    #[must_use]
    pub fn contradicts_itself(&self) -> bool {
        let frees = |id| matches!(self.status(id), Some(Status::Present | Status::Weak));
        self.has(Hazard::DeficiencyReservation)
            && (frees(Protection::DebtRelease) || frees(Protection::DeficiencyWaiver))
    }
}

/// Judges a document by its own words; statute changes nothing here.
#[must_use]
pub fn judge(whole: &Whole, pages: &Pages, context: &Context) -> Judgement {
    let extent = Extent::of(pages);
    let protections = status::protections(whole, context, extent);
    let mut hazards = status::hazards(whole, context.kind);
    hazards.extend(status::lien_release_only(&protections));
    hazards.sort_by_key(|hazard| hazard.id);
    let (verdict, settled) = verdict::of(context.kind, pages, &protections, &hazards);
    Judgement { kind: context.kind, extent, verdict, settled, protections, hazards }
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
