//! A file of several documents: its review is that of its worst letter (contract section 7).

use std::cmp::Reverse;

use crate::context::user::UserFacts;
use crate::document::Method;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;
use crate::id::Kind;
use crate::id::Status;
use crate::id::Verdict;
use crate::judge::Extent;
use crate::judge::Settled;

use super::Desk;
use super::Meta;
use super::Review;
use super::Role;
use super::unread;

/// The review of a file that holds these documents. The pages are the file's own: of a container they carry what could
/// not be taken out of it.
#[must_use]
pub fn of_parts(meta: Meta, pages: &Pages, parts: Vec<Review>, user: &UserFacts, desk: &Desk<'_>) -> Review {
    let parts = set_notes_aside(parts);
    let Some(worst) = worst(&parts) else { return unread(meta, pages, user, desk) };
    let container = pages.format.is_container();
    let mut whole = Review {
        role: Role::File,
        worst: Some(worst.meta.name.clone()),
        lines_before: super::lines_before(pages),
        ..worst.clone()
    };
    if container {
        whole.quality = parts.iter().map(|part| part.quality).fold(1.0, f32::min);
        whole.pages = None;
        whole.unread = Vec::new();
        whole.method = if parts.iter().any(|part| part.method == Method::Ocr) { Method::Ocr } else { whole.method };
    } else {
        whole.quality = pages.quality;
        whole.pages = super::count(pages);
        whole.unread = parts.iter().flat_map(|part| part.unread.iter().copied()).collect();
    }
    whole.format = pages.format;
    whole.troubles.clone_from(&pages.troubles);
    whole.troubles.extend(parts.iter().flat_map(|part| told(&meta, part, pages)));
    if parts.iter().any(|part| part.judgement.extent != Extent::Whole) || hides(&whole.troubles) {
        read_in_part(&mut whole);
    }
    Review { meta, parts, ..whole }
}

/// Beside a letter, what goes along with it is judged by what it takes alone: that it releases nothing is no fault of
/// it. Where no letter is there, nothing is set aside.
fn set_notes_aside(parts: Vec<Review>) -> Vec<Review> {
    let is_letter = |part: &Review| is_judged(part) && matches!(part.role, Role::Letter | Role::File);
    if !parts.iter().any(is_letter) {
        return parts;
    }
    parts.into_iter().map(|part| if is_letter(&part) { part } else { companion(part) }).collect()
}

fn companion(mut review: Review) -> Review {
    let hazards = &review.judgement.hazards;
    let is_note = review.judgement.kind == Kind::Unknown && review.role != Role::File;
    if review.judgement.extent != Extent::Whole || !(is_note || is_judged(&review)) {
        return review;
    }
    if hazards.iter().any(|hazard| hazard.id.frees_nobody()) || is_note && !hazards.is_empty() {
        return review;
    }
    if hazards.iter().any(|hazard| hazard.id.weakens()) {
        review.judgement.verdict = Verdict::PartialRelease;
        return review;
    }
    set_aside(review)
}

fn is_judged(review: &Review) -> bool {
    matches!(review.judgement.kind, Kind::ShortSale | Kind::DeedInLieu)
}

fn set_aside(mut review: Review) -> Review {
    review.context.kind = Kind::Other;
    let judgement = &mut review.judgement;
    (judgement.kind, judgement.verdict, judgement.settled) = (Kind::Other, Verdict::NotApplicable, Settled::Yes);
    judgement.protections.clear();
    judgement.hazards.clear();
    review.findings.clear();
    review.backstop.clear();
    review
}

/// The letter that decides; a paper of another kind only where nothing else is there.
fn worst(parts: &[Review]) -> Option<&Review> {
    parts.iter().min_by_key(|part| {
        let gravest = part.findings.iter().map(|finding| finding.severity).max();
        (badness(part.judgement.verdict), Reverse(gravest))
    })
}

/// From worst to best; what is not to be judged comes last.
const fn badness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NoRelease => 0,
        Verdict::Unreadable => 1,
        Verdict::PartialRelease => 2,
        Verdict::FullRelease => 3,
        Verdict::NotApplicable => 4,
    }
}

/// What hid words of a part, with the part's name. The documents of one text share its troubles, which are told once.
fn told(whole: &Meta, part: &Review, pages: &Pages) -> Vec<Trouble> {
    let name = part.meta.name.strip_prefix(&whole.name).unwrap_or(&part.meta.name);
    let name = name.trim_start_matches(['/', '#']);
    let hiding = part.troubles.iter().filter(|trouble| trouble.what.hides_words() && !pages.troubles.contains(trouble));
    hiding.map(|trouble| Trouble { says: format!("{name}: {}", trouble.says), ..trouble.clone() }).collect()
}

fn hides(troubles: &[Trouble]) -> bool {
    troubles.iter().any(|trouble| trouble.what.hides_words())
}

/// Words of the file were not read: a letter in it that frees nobody stays one, of everything else nothing is said
/// (contract 8.22).
fn read_in_part(whole: &mut Review) {
    let foreign = whole.troubles.iter().any(|trouble| trouble.what == What::NotEnglish);
    let judgement = &mut whole.judgement;
    if judgement.extent == Extent::Whole {
        judgement.extent = if foreign { Extent::Foreign } else { Extent::Partly };
    }
    if judgement.verdict == Verdict::NoRelease {
        return;
    }
    (judgement.verdict, judgement.settled) = (Verdict::Unreadable, Settled::Yes);
    for protected in judgement.protections.iter_mut().filter(|protected| protected.status == Status::Missing) {
        protected.status = Status::Unread;
    }
    let unread: Vec<_> = judgement.protections.iter().filter(|p| p.status == Status::Unread).map(|p| p.id).collect();
    let is_open = |id| matches!(id, crate::finding::FindingId::Protection(id) if unread.contains(&id));
    whole.findings.retain(|finding| !is_open(finding.id));
}
