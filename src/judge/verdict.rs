//! The verdict rule (contract sections 4 and 8.22).

use crate::document::Pages;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;
use crate::judge::Endangered;
use crate::judge::Extent;
use crate::judge::Protected;
use crate::judge::Settled;

/// The verdict of the document's own words, and whether unclear passages could better it.
#[must_use]
pub fn of(kind: Kind, pages: &Pages, protections: &[Protected], hazards: &[Endangered]) -> (Verdict, Settled) {
    match (Extent::of(pages), kind) {
        (Extent::Foreign, _) | (_, Kind::Unknown) => (Verdict::Unreadable, Settled::Yes),
        (Extent::Partly, _) => (unread(pages, hazards), Settled::Yes),
        (Extent::Whole, Kind::Other) => (Verdict::NotApplicable, Settled::Yes),
        (Extent::Whole, Kind::ShortSale | Kind::DeedInLieu) => {
            let found: Vec<Hazard> = hazards.iter().map(|hazard| hazard.id).collect();
            let understood: Vec<Hazard> = found.iter().copied().filter(|id| *id != Hazard::UnclearLanguage).collect();
            let verdict = read(protections, &found);
            let better = read(protections, &understood) < verdict;
            (verdict, if better { Settled::No } else { Settled::Yes })
        }
    }
}

/// Of a document that was read in part: only what was read, and is fatal by itself, counts.
fn unread(pages: &Pages, hazards: &[Endangered]) -> Verdict {
    let fatal = |hazard: &Endangered| hazard.id.frees_nobody() && hazard.evidence.iter().any(|e| was_read(e, pages));
    if hazards.iter().any(fatal) { Verdict::NoRelease } else { Verdict::Unreadable }
}

fn was_read(evidence: &Evidence, pages: &Pages) -> bool {
    pages.pages.iter().rev().find(|page| page.span.start <= evidence.start).is_some_and(|page| page.read)
}

/// Of a document that was read to the end.
fn read(protections: &[Protected], hazards: &[Hazard]) -> Verdict {
    let status = |id| protections.iter().find(|p| p.id == id).map_or(Status::Missing, |p| p.status);
    let (release, waiver) = (status(Protection::DebtRelease), status(Protection::DeficiencyWaiver));
    if (release, waiver) == (Status::Missing, Status::Missing) || hazards.iter().any(|h| h.frees_nobody()) {
        Verdict::NoRelease
    } else if release == Status::Present
        // Words of its own that are weak are not made good by the release: they speak last.
        && matches!(waiver, Status::Present | Status::Implied)
        && !hazards.iter().any(|h| h.weakens())
    {
        Verdict::FullRelease
    } else {
        Verdict::PartialRelease
    }
}
