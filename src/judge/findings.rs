//! From a judgement to findings: what is raised, how grave it is, and what would change that.

use jiff::civil::Date;

use crate::context;
use crate::context::Context;
use crate::context::backstop;
use crate::context::backstop::Backstop;
use crate::context::backstop::Column;
use crate::context::law::Applies;
use crate::context::law::Bars;
use crate::context::law::Law;
use crate::context::law::look::Paper;
use crate::evidence::Evidence;
use crate::finding;
use crate::finding::Cite;
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::finding::Wording;
use crate::finding::Wordings;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::judge::Endangered;
use crate::judge::Judgement;
use crate::judge::Protected;
use crate::judge::severity::Shape;
use crate::judge::severity::grade;
use crate::judge::status;
use crate::resolve::Whole;

/// A cue by which a reader says that both sides give up Civil Code 1542.
pub const MUTUAL: &str = "mutual";

/// What grading looks at besides the judgement.
#[derive(Clone, Copy)]
pub struct Grounds<'a> {
    /// The document as a whole.
    pub whole: &'a Whole,
    /// Facts of the case.
    pub context: &'a Context,
    /// Statutes.
    pub law: &'a Law,
    /// What is said about each id.
    pub wording: &'a Wordings<'a>,
    /// Hex SHA-256 of the document.
    pub document: &'a str,
    /// The day on which the document is read, where expiry is to be told.
    pub as_of: Option<Date>,
}

/// Something raised, before it is graded.
struct Raised {
    id: FindingId,
    shape: Shape,
    evidence: Vec<Evidence>,
}

/// All findings, gravest first, then in the contract's order.
#[must_use]
pub fn of(judgement: &Judgement, grounds: &Grounds<'_>) -> Vec<Finding> {
    let paper = judgement.paper();
    let rows = backstop::rows(grounds.law, grounds.context, &paper);
    let gaps = judgement.protections.iter().filter_map(|p| gap(p, judgement, grounds.whole));
    let hazards = judgement.hazards.iter().map(|h| danger(h, judgement, &rows));
    let raised = gaps.chain(hazards).chain(lapsed(grounds));
    let mut findings: Vec<Finding> =
        raised.filter_map(|raised| Grader { judgement, grounds, rows: &rows, paper: &paper }.finding(raised)).collect();
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.id));
    findings
}

/// A protection that is not as it should be.
fn gap(protection: &Protected, judgement: &Judgement, whole: &Whole) -> Option<Raised> {
    let shape = match (protection.status, protection.id) {
        (Status::Weak, _) => Shape::Weak,
        (Status::Implied, _) => Shape::Implied,
        (Status::Missing, Protection::DebtRelease)
            if judgement.status(Protection::DeficiencyWaiver) == Some(Status::Present) =>
        {
            Shape::MissingBesideWaiver
        }
        (Status::Missing, Protection::CovenantNotToSue)
            if judgement.status(Protection::DebtRelease) == Some(Status::Missing) =>
        {
            Shape::MissingBesideNoRelease
        }
        (Status::Missing, id) if status::is_in_question(id, whole) => Shape::Missing,
        (Status::Present | Status::NotApplicable | Status::Unread | Status::Missing, _) => return None,
    };
    Some(Raised { id: FindingId::Protection(protection.id), shape, evidence: protection.evidence.clone() })
}

/// A hazard, in the shape that the table grades.
fn danger(hazard: &Endangered, judgement: &Judgement, rows: &[Backstop]) -> Raised {
    let shape = match hazard.id {
        Hazard::SellerContribution if backstop::barred(rows, Bars::Contribution) == Column::S => Shape::Unlawful,
        Hazard::BorrowerReleasesLender if judgement.status(Protection::DebtRelease) == Some(Status::Present) => {
            Shape::WithRelease
        }
        Hazard::CivilCode1542Waiver if is_mutual(hazard) => Shape::Mutual,
        _ => Shape::Found,
    };
    Raised { id: FindingId::Hazard(hazard.id), shape, evidence: hazard.evidence.clone() }
}

fn is_mutual(hazard: &Endangered) -> bool {
    hazard.evidence.iter().all(|words| words.cues.iter().any(|cue| cue == MUTUAL))
}

/// The last day for the closing lies before the day of reading.
fn lapsed(grounds: &Grounds<'_>) -> Option<Raised> {
    let fact = grounds.whole.facts.approval_expires.as_ref()?;
    let is_letter = matches!(grounds.context.kind, Kind::ShortSale | Kind::DeedInLieu);
    let has_passed = context::date(Some(fact))? < grounds.as_of?;
    (is_letter && has_passed).then(|| Raised {
        id: FindingId::ApprovalLapsed,
        shape: Shape::Found,
        evidence: fact.evidence.clone(),
    })
}

/// Grades one thing after the other on the same grounds.
struct Grader<'a> {
    judgement: &'a Judgement,
    grounds: &'a Grounds<'a>,
    rows: &'a [Backstop],
    paper: &'a Paper,
}

impl Grader<'_> {
    fn finding(&self, raised: Raised) -> Option<Finding> {
        let severity = grade(raised.id, raised.shape, backstop::barred(self.rows, Bars::Deficiency))?;
        let wording = match raised.id {
            FindingId::ApprovalLapsed => Wording::approval_lapsed(),
            id => (self.grounds.wording)(id.as_str(), self.grounds.context.kind),
        };
        Some(Finding {
            severity,
            original: None,
            message: self.message(&raised, wording.title.trim_end_matches('.')),
            would_change_if: self.would_change_if(&raised),
            fingerprint: finding::fingerprint(raised.id, &raised.evidence, self.grounds.document),
            id: raised.id,
            why: wording.why,
            ask: wording.ask,
            request: wording.request,
            authority: self.of_this_paper(wording.authority),
            evidence: raised.evidence,
        })
    }

    /// Other states' law says nothing of a property whose state is known, the law of short sales nothing of a deed.
    fn of_this_paper(&self, authority: Vec<Cite>) -> Vec<String> {
        let context = self.grounds.context;
        let here = context.known.state.as_deref();
        authority.into_iter().filter(|cite| cite.speaks(context.kind, here)).map(|cite| cite.words).collect()
    }

    /// One line for people.
    fn message(&self, raised: &Raised, title: &str) -> String {
        match (raised.id, raised.shape) {
            (_, Shape::Missing | Shape::MissingBesideWaiver | Shape::MissingBesideNoRelease) => {
                format!("Missing: {title}")
            }
            (_, Shape::Weak) => format!("Weak: {title}"),
            (_, Shape::Implied) => format!("Only implied: {title}"),
            (_, Shape::Unlawful) => format!("{title}; {} forbids it", self.forbidding()),
            (FindingId::Hazard(Hazard::DeficiencyReservation), _) if self.judgement.contradicts_itself() => {
                format!("{title}; elsewhere the document frees the borrower, so the two passages contradict each other")
            }
            (FindingId::ApprovalLapsed, _) => self.lapse(title),
            _ => title.to_owned(),
        }
    }

    fn lapse(&self, title: &str) -> String {
        let last = self.grounds.whole.facts.approval_expires.as_ref().map_or("", |fact| fact.value.as_str());
        let today = self.grounds.as_of.map(|day| day.to_string()).unwrap_or_default();
        format!("{title}: it was {last}, and the letter is read on {today}")
    }

    fn forbidding(&self) -> &str {
        let forbids = |row: &&Backstop| row.bars == Bars::Contribution && row.applies == Applies::Yes;
        self.rows.iter().find(forbids).map_or("", |row| row.cite.as_str())
    }

    /// Names the unknown facts that would change the severity, and to what.
    fn would_change_if(&self, raised: &Raised) -> Option<String> {
        let (bars, shape) = match raised.id {
            FindingId::Hazard(Hazard::SellerContribution) => (Bars::Contribution, Shape::Unlawful),
            _ => (Bars::Deficiency, raised.shape),
        };
        let now = grade(raised.id, raised.shape, backstop::barred(self.rows, Bars::Deficiency))?;
        let then = grade(raised.id, shape, Column::S).filter(|then| *then != now)?;
        let ways = backstop::ways(self.grounds.law, self.grounds.context, self.paper, bars);
        (!ways.is_empty()).then(|| format!("{}: {then}", ways.join("; or ")))
    }
}
