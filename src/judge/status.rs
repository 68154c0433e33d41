//! Statuses of protections, and the hazards as the document has them.

use crate::context::Context;
use crate::context::user::Answer;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::judge::Endangered;
use crate::judge::Extent;
use crate::judge::Protected;
use crate::reading::Effect;
use crate::reading::Strength;
use crate::resolve::Mentioned;
use crate::resolve::Whole;

/// Every protection that applies to the kind, with its status, in the contract's order.
#[must_use]
pub fn protections(whole: &Whole, context: &Context, extent: Extent) -> Vec<Protected> {
    let listed = Protection::ALL.iter().copied().filter(|id| id.applies_to(context.kind));
    listed.map(|id| stated(id, whole).unwrap_or_else(|| silent(id, whole, context, extent))).collect()
}

/// The protection by its own words. Clean words count before qualified ones: a passage apart that undercuts a clean
/// clause is a hazard of its own (contract section 2).
fn stated(id: Protection, whole: &Whole) -> Option<Protected> {
    let by = |strength| evidence(whole, Effect::Protects(id, strength));
    let (status, evidence) = match (by(Strength::Present), by(Strength::Weak)) {
        (Some(evidence), _) => (Status::Present, evidence),
        (None, Some(evidence)) => (Status::Weak, evidence),
        (None, None) => return None,
    };
    Some(Protected { id, status, evidence: evidence.to_vec() })
}

/// The protection where no words give it.
fn silent(id: Protection, whole: &Whole, context: &Context, extent: Extent) -> Protected {
    let released = evidence(whole, Effect::Protects(Protection::DebtRelease, Strength::Present));
    if let (Protection::DeficiencyWaiver, Some(evidence)) = (id, released) {
        return Protected { id, status: Status::Implied, evidence: evidence.to_vec() };
    }
    let status = match extent {
        Extent::Partly | Extent::Foreign => Status::Unread,
        Extent::Whole if is_idle(id, whole, context) => Status::NotApplicable,
        Extent::Whole => Status::Missing,
    };
    Protected { id, status, evidence: Vec::new() }
}

/// Whether the protection has nothing to act on: one obligor is named, or no mortgage insurer is there.
fn is_idle(id: Protection, whole: &Whole, context: &Context) -> bool {
    match id {
        Protection::AllObligors => whole.obligors.len() == 1,
        // A mention in the document stands in the context as "yes" unless the user says otherwise.
        Protection::InsurerBound => context.known.mortgage_insurance != Some(Answer::Yes),
        _ => false,
    }
}

/// The hazards as read, in the contract's order; none in a document of another kind. `lien-release-only` follows
/// from the statuses, so nobody reads it.
#[must_use]
pub fn hazards(whole: &Whole, kind: Kind) -> Vec<Endangered> {
    let read = |id: &Hazard| kind != Kind::Other && *id != Hazard::LienReleaseOnly;
    let of = |id| Some(Endangered { id, evidence: evidence(whole, Effect::Endangers(id))?.to_vec() });
    Hazard::ALL.iter().copied().filter(read).filter_map(of).collect()
}

/// The lien goes and neither the debt nor the deficiency is dealt with; never while something is unread.
#[must_use]
pub fn lien_release_only(protections: &[Protected]) -> Option<Endangered> {
    let is_missing = |id| protections.iter().any(|p| p.id == id && p.status == Status::Missing);
    let lien = protections.iter().find(|p| p.id == Protection::LienRelease)?;
    let only = matches!(lien.status, Status::Present | Status::Weak)
        && is_missing(Protection::DebtRelease)
        && is_missing(Protection::DeficiencyWaiver);
    only.then(|| Endangered { id: Hazard::LienReleaseOnly, evidence: lien.evidence.clone() })
}

/// Whether the document speaks of what the protection deals with. Where it does not, its absence is no finding.
#[must_use]
pub fn is_in_question(id: Protection, whole: &Whole) -> bool {
    match id {
        Protection::JuniorLiens => whole.junior_mentioned == Mentioned::Yes,
        Protection::ForeclosureDismissal => whole.foreclosure_mentioned == Mentioned::Yes,
        _ => true,
    }
}

fn evidence(whole: &Whole, effect: Effect) -> Option<&[Evidence]> {
    whole.found.iter().find(|found| found.effect == effect).map(|found| found.evidence.as_slice())
}
