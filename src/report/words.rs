//! Plain words that every format for people shares. A verdict is never called safe, clean or approved.

use crate::document::Method;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;
use crate::judge::Extent;
use crate::judge::Judgement;
use crate::judge::Settled;
use crate::reading::Reader;
use crate::review::Review;

/// The last line of every report.
pub const NO_ADVICE: &str = "This is not legal advice. acquit reads words; an attorney reads the deal.";

/// The kind of document.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ShortSale => "Short sale letter",
        Kind::DeedInLieu => "Deed in lieu of foreclosure",
        Kind::Other => "Another kind of document",
        Kind::Unknown => "Kind of document not told",
    }
}

/// The verdict in capitals.
#[must_use]
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::FullRelease => "FULL RELEASE",
        Verdict::PartialRelease => "PARTIAL RELEASE",
        Verdict::NoRelease => "NO RELEASE",
        Verdict::NotApplicable => "NOT APPLICABLE",
        Verdict::Unreadable => "UNREADABLE",
    }
}

/// What the verdict means for the borrower, and what made it.
#[must_use]
pub fn meaning(judgement: &Judgement) -> &'static str {
    match judgement.verdict {
        Verdict::FullRelease => {
            "The document's own words end the borrower's debt, and no wording was found that takes this back."
        }
        Verdict::PartialRelease => partial(judgement),
        Verdict::NoRelease => none(judgement),
        Verdict::NotApplicable => "This is not a lender's short sale letter or a deed in lieu, so it was not judged.",
        Verdict::Unreadable => unreadable(judgement.extent),
    }
}

const fn unreadable(extent: Extent) -> &'static str {
    match extent {
        Extent::Whole => {
            "All of it was read, but there is too little of it to say what it is. Nothing was guessed: read it by eye, \
             and look for pages that are missing."
        }
        Extent::Partly => {
            "Too much of the document could not be read to say what it does. Nothing was guessed: read it by eye, or \
             get a better copy."
        }
        Extent::Foreign => {
            "It is not in English, and only English is read. Nothing was guessed: read it by eye, or have it translated."
        }
    }
}

fn partial(judgement: &Judgement) -> &'static str {
    let (release, waiver) = core(judgement);
    if judgement.settled == Settled::No {
        "The release is there, but some passages about the debt could not be understood. Read them by eye: if they \
         prove harmless, nothing else was found that takes the release back."
    } else if release == Status::Missing {
        "The document deals with the deficiency, but it does not end the debt itself."
    } else if release == Status::Weak || waiver == Status::Weak {
        "The words of release are qualified: they may not bind the lender, or not for all of the debt."
    } else if waiver == Status::Missing {
        "The document speaks of the debt, but it does not clearly give up the deficiency."
    } else {
        "The release is there, but other wording in the document weakens it."
    }
}

fn none(judgement: &Judgement) -> &'static str {
    if judgement.has(Hazard::NotAnApproval) {
        "This paper does not approve the deal, so it frees nobody."
    } else if judgement.contradicts_itself() {
        "The document contradicts itself: one passage frees the borrower and another keeps the borrower bound. Count \
         on the worse one until the lender has struck it."
    } else if judgement.has(Hazard::DeficiencyReservation) {
        "The lender keeps the right to collect what the deal leaves unpaid."
    } else if judgement.has(Hazard::LienReleaseOnly) {
        "Only the lien goes. Nothing in the document ends the debt or gives up the deficiency."
    } else {
        "Nothing in the document ends the debt or gives up the deficiency."
    }
}

fn core(judgement: &Judgement) -> (Status, Status) {
    let status = |id| judgement.status(id).unwrap_or(Status::Missing);
    (status(Protection::DebtRelease), status(Protection::DeficiencyWaiver))
}

/// Debt, deficiency and lien on one line, as far as the document was read; empty where the kind has no such clauses.
#[must_use]
pub fn summary(judgement: &Judgement) -> String {
    let part = |id| {
        let (noun, done) = match id {
            Protection::DebtRelease => ("debt", "released"),
            Protection::DeficiencyWaiver => ("deficiency", "waived"),
            _ => ("lien", "released"),
        };
        let reserved = id == Protection::DeficiencyWaiver && judgement.has(Hazard::DeficiencyReservation);
        let status = match judgement.status(id)? {
            Status::Present if reserved => format!("{done} and reserved"),
            _ if reserved => "reserved".to_owned(),
            Status::Present => done.to_owned(),
            Status::Weak => format!("{done} in qualified words"),
            Status::Implied => format!("{done} by implication"),
            Status::Missing | Status::NotApplicable => format!("not {done}"),
            Status::Unread => "not read".to_owned(),
        };
        Some(format!("{noun}: {status}"))
    };
    let parts = Protection::CORE.into_iter().filter_map(part).collect::<Vec<_>>().join(" · ");
    match judgement.extent {
        Extent::Partly | Extent::Foreign if !parts.is_empty() => format!("in the part that was read: {parts}"),
        _ => parts,
    }
}

/// A core clause by name.
#[must_use]
pub const fn clause(id: Protection) -> &'static str {
    match id {
        Protection::DebtRelease => "Release of the debt",
        Protection::DeficiencyWaiver => "Waiver of the deficiency",
        Protection::LienRelease => "Release of the lien",
        other => other.as_str(),
    }
}

/// Where the words stand.
#[must_use]
pub fn place(evidence: &Evidence) -> String {
    match evidence.page {
        Some(page) => format!("page {page}, line {}", evidence.line),
        None => format!("line {}", evidence.line),
    }
}

/// Kind, state, pages and how they were read, on one line.
#[must_use]
pub fn about(review: &Review) -> String {
    let pages = match review.pages {
        Some(1) => "1 page".to_owned(),
        Some(n) => format!("{n} pages"),
        None => review.format.as_str().to_owned(),
    };
    let method = match review.method {
        Method::TextLayer => "text layer",
        Method::Ocr => "read by OCR",
        Method::Mixed => "text layer, some pages read by OCR",
        Method::None => "nothing read",
    };
    let state = review.context.known.state.as_deref().unwrap_or("state not known");
    let told = [kind(review.judgement.kind), state, &pages, method].into_iter().chain(alone(review.tool.readers));
    told.collect::<Vec<_>>().join(" · ")
}

/// Facts as `--fact` takes them, and as people say them.
const FACTS: [(&str, &str); 14] = [
    ("units=1-4", "one to four units"),
    ("units=5+", "five units or more"),
    ("trustor=individual", "an individual as borrower"),
    ("trustor=entity", "a company as borrower"),
    ("cross-collateral=no", "no other security"),
    ("cross-collateral=yes", "other security beside the home"),
    ("purchase-money=yes", "a loan that bought the home"),
    ("purchase-money=no", "a loan that did not buy the home"),
    ("owner-occupied=yes", "an owner who lives in the home"),
    ("owner-occupied=no", "an owner who does not live in the home"),
    ("lien=first", "a first lien"),
    ("lien=junior", "a junior lien"),
    ("mortgage-insurance=yes", "mortgage insurance"),
    ("mortgage-insurance=no", "no mortgage insurance"),
];

/// Words in which facts stand as `--fact` takes them, for a reader who knows no flags.
#[must_use]
pub fn without_keys(words: &str) -> String {
    FACTS.iter().fold(words.to_owned(), |words, (key, says)| words.replace(key, says))
}

/// Who read, where it was one reader alone.
#[must_use]
pub const fn alone(readers: Reader) -> Option<&'static str> {
    match readers {
        Reader::Both => None,
        Reader::Patterns => Some("read by the patterns alone, which are weaker"),
        Reader::Model => Some("read by the learned reader alone, which is weaker"),
    }
}
