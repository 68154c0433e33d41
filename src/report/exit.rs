//! The exit code of a run (contract section 6), from what became of its documents.

use serde::Deserialize;
use serde::Serialize;

use crate::id::Verdict;
use crate::judge::Extent;
use crate::review::Review;
use crate::severity::Severity;

/// From which severity on a finding fails the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// At this one and above.
    At(Severity),
    /// Findings never fail it.
    Never,
}

/// What becomes of a run in which something could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It ends with 3.
    Fails,
    /// It is passed over.
    Allowed,
    /// It ends with 3 where more than so many of a million documents could not be read.
    UpTo(u32),
}

/// The user's demands on a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// `--fail-on`.
    pub fail_on: FailOn,
    /// `--require`: `full-release` or `partial-release`.
    pub require: Option<Verdict>,
    /// `--allow-unreadable`.
    pub unreadable: Unreadable,
}

impl Default for Gate {
    fn default() -> Self {
        Self { fail_on: FailOn::At(Severity::High), require: None, unreadable: Unreadable::Fails }
    }
}

impl Gate {
    /// Whether a finding of this severity fails the run.
    #[must_use]
    pub fn forbids(self, severity: Severity) -> bool {
        match self.fail_on {
            FailOn::At(least) => severity >= least,
            FailOn::Never => false,
        }
    }

    /// Whether the verdict is below what is required. Verdicts stand from best to worst, so a document of another kind
    /// is below; what could not be read comes here only where the user allows it, and is passed over.
    #[must_use]
    pub fn is_below(self, outcome: Outcome) -> bool {
        let below = |required| outcome.release > required && outcome.release != Verdict::Unreadable;
        self.require.is_some_and(below)
    }
}

/// What became of one file, as far as the exit code asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its verdict.
    pub verdict: Verdict,
    /// The worst verdict of the letters in it that were read; its own where there are none.
    pub release: Verdict,
    /// Severity of the gravest finding in it.
    pub worst: Option<Severity>,
    /// How much of it was read.
    pub extent: Extent,
}

impl Outcome {
    /// What became of a reviewed file. Findings of all its documents count, not those of the worst alone.
    #[must_use]
    pub fn of(review: &Review) -> Self {
        Self {
            verdict: review.judgement.verdict,
            release: release(review).unwrap_or(review.judgement.verdict),
            worst: gravest(review),
            extent: review.judgement.extent,
        }
    }

    /// Whether the document, or a part of it, could not be read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.verdict == Verdict::Unreadable || self.extent != Extent::Whole
    }
}

fn gravest(review: &Review) -> Option<Severity> {
    let own = review.findings.iter().map(|finding| finding.severity).max();
    own.max(review.parts.iter().filter_map(gravest).max())
}

fn release(review: &Review) -> Option<Verdict> {
    let judged = |verdict: &Verdict| !matches!(verdict, Verdict::NotApplicable | Verdict::Unreadable);
    let own = Some(review.judgement.verdict).filter(judged);
    own.max(review.parts.iter().filter_map(release).max())
}

/// How a run ended, from best to worst. Code 2 (wrong usage, I/O) is the command line's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing that the gate forbids.
    #[default]
    Passed = 0,
    /// A finding or a verdict that the gate forbids.
    Failed = 1,
    /// Something could not be read.
    Unread = 3,
}

impl Exit {
    /// The process's exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// How the run ends. What could not be read wins over findings, unless it is allowed.
#[must_use]
pub fn exit(gate: Gate, outcomes: &[Outcome]) -> Exit {
    let unread = outcomes.iter().filter(|outcome| outcome.is_unread()).count() as u64;
    let too_many = match gate.unreadable {
        Unreadable::Fails => unread > 0,
        Unreadable::Allowed => false,
        Unreadable::UpTo(share) => unread * 1_000_000 > u64::from(share) * outcomes.len() as u64,
    };
    if too_many {
        Exit::Unread
    } else if outcomes.iter().any(|outcome| fails(gate, *outcome)) {
        Exit::Failed
    } else {
        Exit::Passed
    }
}

fn fails(gate: Gate, outcome: Outcome) -> bool {
    outcome.worst.is_some_and(|worst| gate.forbids(worst)) || gate.is_below(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Verdict::FullRelease;
    use crate::id::Verdict::NoRelease;
    use crate::id::Verdict::NotApplicable;
    use crate::id::Verdict::PartialRelease;
    use crate::id::Verdict::Unreadable as Unread;
    use crate::severity::Severity::Critical;
    use crate::severity::Severity::High;
    use crate::severity::Severity::Low;
    use crate::severity::Severity::Medium;

    const fn doc(verdict: Verdict, worst: Option<Severity>) -> Outcome {
        let extent = if matches!(verdict, Unread) { Extent::Partly } else { Extent::Whole };
        Outcome { verdict, release: verdict, worst, extent }
    }

    #[test]
    fn codes() {
        let (full, waiver_only) = (doc(FullRelease, Some(Low)), doc(PartialRelease, Some(Medium)));
        let (grave, other, torn) = (doc(NoRelease, Some(Critical)), doc(NotApplicable, None), doc(Unread, None));
        let scrap = Outcome { extent: Extent::Partly, ..grave };
        let beside_a_picture = Outcome { release: PartialRelease, ..torn };
        let gate = Gate::default();
        let require = |verdict| Gate { require: Some(verdict), ..gate };
        let fail_on = |fail_on| Gate { fail_on, ..gate };
        let allow = Gate { unreadable: Unreadable::Allowed, ..gate };
        let up_to = |share| Gate { unreadable: Unreadable::UpTo(share), ..gate };
        let table: &[(&str, Gate, &[Outcome], u8)] = &[
            ("no document", gate, &[], 0),
            ("nothing grave", gate, &[full, waiver_only, other], 0),
            ("something critical", gate, &[full, grave], 1),
            ("exactly at the threshold", gate, &[doc(PartialRelease, Some(High))], 1),
            ("just below it", gate, &[doc(PartialRelease, Some(Medium))], 0),
            ("a lower threshold", fail_on(FailOn::At(Medium)), &[waiver_only], 1),
            ("never", fail_on(FailOn::Never), &[grave], 0),
            ("full required, waiver only", require(FullRelease), &[full, waiver_only], 1),
            ("full required and given", require(FullRelease), &[full], 0),
            ("partial required, waiver only", require(PartialRelease), &[waiver_only], 0),
            ("partial required, none given", Gate { fail_on: FailOn::Never, ..require(PartialRelease) }, &[grave], 1),
            ("a required release is not in a paper of another kind", require(PartialRelease), &[other], 1),
            ("unread", gate, &[torn], 3),
            ("unread wins over findings", gate, &[grave, torn], 3),
            ("unread wins over never", fail_on(FailOn::Never), &[torn], 3),
            ("no release, and a page unread", gate, &[scrap], 3),
            ("as many as the budget holds", up_to(500_000), &[full, torn], 0),
            ("more than the budget holds", up_to(499_999), &[full, torn], 3),
            ("allowed", allow, &[full, torn], 0),
            ("allowed, but there are findings", allow, &[grave, torn], 1),
            ("allowed, a page unread and findings", allow, &[scrap], 1),
            ("allowed and required", Gate { require: Some(FullRelease), ..allow }, &[full, torn], 0),
            (
                "allowed and required, a lesser letter beside what was not read",
                Gate { require: Some(FullRelease), ..allow },
                &[beside_a_picture],
                1,
            ),
        ];
        for (name, gate, outcomes, code) in table {
            assert_eq!(exit(*gate, outcomes).code(), *code, "{name}");
        }
    }
}
