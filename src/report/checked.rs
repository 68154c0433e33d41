//! One input held against the demands of a check: what every format of a check is made from.

use std::fmt::Write as _;

use crate::finding::Finding;
use crate::id::Kind;
use crate::id::Verdict;
use crate::judge::Extent;
use crate::report::accept::Accepted;
use crate::report::exit::Exit;
use crate::report::exit::Gate;
use crate::report::exit::Outcome;
use crate::report::exit::Unreadable;
use crate::report::exit::exit;
use crate::report::visible::visible;
use crate::review::Review;

/// One input, its documents, and what became of each finding.
#[derive(Debug, Clone)]
pub struct Checked<'a> {
    /// The file.
    pub review: &'a Review,
    /// The demands.
    pub gate: Gate,
    /// The documents in it, in order; last the file itself, where words of it were not read and no document says so.
    pub documents: Vec<Document<'a>>,
    /// What is said of the file besides findings.
    pub remarks: Vec<Remark>,
}

/// One document.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Its review.
    pub review: &'a Review,
    /// Its findings, gravest first.
    pub findings: Vec<Held<'a>>,
    /// Why words of it were not read, where some were not.
    pub unread: Option<String>,
}

/// A finding and what became of it.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It fails the run.
    Fails,
    /// It is below `--fail-on`.
    Passes,
    /// Somebody accepted it.
    Accepted(Accepted),
}

/// Something said of a file that is no finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The verdict is below `--require`. Nothing accepts it.
    Below(String),
    /// The document is not what its label says (`--expect`). Nothing accepts it.
    Differs(String),
    /// The verdict is another than in the run before (`--compare`).
    Flipped(String),
}

impl Remark {
    /// The id of each sort, and what it means.
    pub const SORTS: [(&'static str, &'static str); 3] = [
        ("verdict-required", "The verdict is below the one that --require asks for."),
        ("label-differs", "The document is not what its label in the file of --expect says."),
        ("verdict-flipped", "The verdict is another than in the run that --compare names."),
    ];

    /// The id in outputs.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Below(_) => Self::SORTS[0].0,
            Self::Differs(_) => Self::SORTS[1].0,
            Self::Flipped(_) => Self::SORTS[2].0,
        }
    }

    /// The sentence.
    #[must_use]
    pub fn says(&self) -> &str {
        match self {
            Self::Below(says) | Self::Differs(says) | Self::Flipped(says) => says,
        }
    }

    /// Whether it fails the run.
    #[must_use]
    pub const fn fails(&self) -> bool {
        !matches!(self, Self::Flipped(_))
    }
}

/// How one input ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Words of it were not read, and that fails the run.
    Unread,
    /// A finding or a remark fails the run.
    Failed,
    /// It was not read, and the user allows that.
    Allowed,
    /// It is a paper of another kind, which is not judged.
    SetAside,
    /// Nothing that the gate forbids.
    Passed,
}

impl<'a> Checked<'a> {
    /// Holds a file against the gate; `accept` says who accepts a finding.
    pub fn of(review: &'a Review, gate: Gate, mut accept: impl FnMut(&Finding) -> Option<Accepted>) -> Self {
        let mut documents = Vec::new();
        gather(review, &mut |document: &'a Review| {
            let findings = document.findings.iter().map(|finding| {
                let fate = match accept(finding) {
                    Some(accepted) => Fate::Accepted(accepted),
                    None if gate.forbids(finding.severity) => Fate::Fails,
                    None => Fate::Passes,
                };
                Held { finding, fate }
            });
            documents.push(Document { review: document, findings: findings.collect(), unread: unread(document) });
        });
        let untold = !documents.iter().any(|document| document.unread.is_some());
        if let Some(unread) = unread(review).filter(|_| untold) {
            documents.push(Document { review, findings: Vec::new(), unread: Some(unread) });
        }
        let mut checked = Self { review, gate, documents, remarks: Vec::new() };
        if let Some(required) = gate.require.filter(|_| gate.is_below(checked.outcome())) {
            let verdict = checked.outcome().release;
            let says = format!("the verdict is {verdict}, and --require asks for {required}");
            checked.remarks.push(Remark::Below(says));
        }
        checked
    }

    /// The documents that are no containers, in order.
    pub fn letters(&self) -> impl Iterator<Item = &Document<'a>> {
        self.documents.iter().filter(|document| document.review.parts.is_empty())
    }

    /// What became of it, as far as the exit code asks; what is accepted does not count.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let held = self.documents.iter().flat_map(|document| &document.findings);
        let counting = held.filter(|held| held.accepted().is_none());
        Outcome { worst: counting.map(|held| held.finding.severity).max(), ..Outcome::of(self.review) }
    }

    /// How a run over it alone would end.
    #[must_use]
    pub fn exit(&self) -> Exit {
        let remarked = if self.remarks.iter().any(Remark::fails) { Exit::Failed } else { Exit::Passed };
        exit(self.gate, &[self.outcome()]).max(remarked)
    }

    /// How it ended.
    #[must_use]
    pub fn ending(&self) -> Ending {
        match self.exit() {
            Exit::Unread => Ending::Unread,
            Exit::Failed => Ending::Failed,
            Exit::Passed if self.outcome().is_unread() => Ending::Allowed,
            Exit::Passed if self.review.judgement.verdict == Verdict::NotApplicable => Ending::SetAside,
            Exit::Passed => Ending::Passed,
        }
    }

    /// Whether unread words fail the run.
    #[must_use]
    pub fn must_be_read(&self) -> bool {
        self.gate.unreadable == Unreadable::Fails
    }

    /// Verdict and kind, for people.
    #[must_use]
    pub fn verdict(&self) -> String {
        let judgement = &self.review.judgement;
        let kind = if judgement.kind == Kind::Unknown { "kind not told" } else { judgement.kind.as_str() };
        format!("verdict {} ({kind})", judgement.verdict)
    }
}

/// The documents of a file, those in containers within it too.
fn gather<'a>(review: &'a Review, take: &mut dyn FnMut(&'a Review)) {
    if review.parts.is_empty() {
        take(review);
    }
    for part in &review.parts {
        gather(part, take);
    }
}

/// Why words were not read, in one sentence or several; none where all were.
fn unread(review: &Review) -> Option<String> {
    if review.judgement.extent == Extent::Whole && review.judgement.verdict != Verdict::Unreadable {
        return None;
    }
    let hiding = review.troubles.iter().filter(|t| t.what.hides_words()).map(|t| visible(&t.to_string()));
    let reasons: Vec<String> = hiding.collect();
    if reasons.is_empty() {
        return Some("Too little was read to tell what kind of document this is.".to_owned());
    }
    Some(reasons.join(" "))
}

impl Document<'_> {
    /// The findings on which somebody decided.
    #[must_use]
    pub fn decided(&self) -> Vec<(&Finding, &Accepted)> {
        self.findings.iter().filter_map(|held| Some((held.finding, held.accepted()?))).collect()
    }
}

impl Held<'_> {
    /// Who accepted it.
    #[must_use]
    pub const fn accepted(&self) -> Option<&Accepted> {
        match &self.fate {
            Fate::Accepted(accepted) => Some(accepted),
            Fate::Fails | Fate::Passes => None,
        }
    }

    /// The message, the words in quotation marks, and who accepted it.
    #[must_use]
    pub fn says(&self) -> String {
        let mut says = visible(&self.finding.message);
        for words in &self.finding.evidence {
            // Writing to a string cannot fail.
            let _ = write!(says, " “{}”", visible(&words.quote));
        }
        if let Some(accepted) = self.accepted() {
            let _ = write!(says, "; {}", visible(&accepted.to_string()));
        }
        says
    }
}
