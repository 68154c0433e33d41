//! Several letters of one closing: which lien and which debt each speaks of, whose release is absent, and which of their
//! facts contradict each other.
//!
//! The matter's verdict is that of its worst letter, and never a full release while a release is absent.

mod facts;
mod points;
mod rank;

use schemars::JsonSchema;
use serde::Serialize;

use crate::context::user::Rank;
use crate::document::Pages;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Verdict;
use crate::judge::Endangered;
use crate::review::Review;
use crate::review::redact::Mask;
use crate::severity::Severity;

pub use self::rank::Basis;

/// What only the pages tell of a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Name of the document.
    pub name: String,
    /// Which lien it calls its own, and the words.
    pub rank: Option<(Rank, Evidence)>,
    /// Who writes.
    pub writer: Writer,
    /// Its text in small letters: whom it names.
    pub text: String,
}

/// Who writes a letter of a closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Writer {
    /// A lender, or who speaks for one.
    Lender,
    /// A mortgage insurer.
    Insurer,
    /// Somebody else, or the paper is of another kind.
    Other,
}

/// One letter of the matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter<'a> {
    /// What is said of it alone.
    pub review: &'a Review,
    /// Who writes.
    pub writer: Writer,
    /// Rank of the lien that it speaks of; `None` where nothing tells.
    pub rank: Option<Rank>,
    /// What tells the rank.
    pub basis: Basis,
    /// The words that tell it.
    pub words: Vec<Evidence>,
    /// Its text in small letters: whom it names. Empty where the pages are not at hand.
    pub text: String,
}

/// What is open between the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A letter speaks of a junior lien, and none is that of the first.
    SeniorNotReleased,
    /// A junior lien is spoken of, and no letter of its holder releases the debt.
    JuniorNotReleased,
    /// A mortgage insurer is named, and no letter in the matter has its waiver.
    InsurerNotBound,
    /// A junior wants more than the first lien's letter allows it.
    SumsDiffer,
    /// Last days for the closing.
    DatesDiffer,
    /// Sale prices.
    PricesDiffer,
    /// Borrowers.
    BorrowersDiffer,
    /// Properties.
    PropertiesDiffer,
    /// Two letters speak of one loan.
    SameLoan,
    /// The last day for the closing has passed.
    Lapsed,
}

impl What {
    /// Whether a closing with this open is no full release, whatever its letters say.
    #[must_use]
    pub const fn sinks(self) -> bool {
        self.is_absence() || matches!(self, Self::BorrowersDiffer | Self::PropertiesDiffer)
    }

    /// Whether a release is absent.
    #[must_use]
    pub const fn is_absence(self) -> bool {
        matches!(self, Self::SeniorNotReleased | Self::JuniorNotReleased | Self::InsurerNotBound)
    }
}

/// One thing that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What.
    pub what: What,
    /// How grave.
    pub severity: Severity,
    /// A sentence for people.
    pub says: String,
    /// The words, each with the number of its letter, from 0.
    pub words: Vec<(usize, Evidence)>,
}

/// The letters together.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter<'a> {
    /// The letters, in the order in which they were named.
    pub letters: Vec<Letter<'a>>,
    /// What is open between them, gravest first.
    pub points: Vec<Point>,
    /// Never better than that of the worst letter.
    pub verdict: Verdict,
}

/// What the pages of a document tell beside its review.
#[must_use]
pub fn look(review: &Review, pages: &Pages) -> Look {
    let lender = review.facts.lender.as_ref().map(|fact| fact.value.as_str());
    let text = pages.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (rank, writer) = (rank::stated(pages, lender), rank::writer(review, pages));
    Look { name: review.meta.name.clone(), rank, writer, text }
}

/// Puts the letters together. Files that hold several documents count as those.
#[must_use]
pub fn of<'a>(reviews: &'a [Review], looks: &[Look]) -> Matter<'a> {
    let documents: Vec<&Review> = reviews.iter().flat_map(documents).collect();
    let letters: Vec<Letter<'a>> = documents.into_iter().map(|review| rank::letter(review, looks)).collect();
    let mut points = points::absent(&letters);
    points.extend(points::sums(&letters));
    points.extend(facts::differing(&letters));
    points.sort_by(|a, b| b.severity.cmp(&a.severity).then(a.what.cmp(&b.what)));
    let verdict = verdict(&letters, &points);
    Matter { letters, points, verdict }
}

impl Matter<'_> {
    /// Whether a file holds nothing but letters of insurers that give up their claim for sure: nothing in it is open.
    #[must_use]
    pub fn is_settled(&self, file: &Review) -> bool {
        let waived =
            |letter: &&Letter<'_>| letter.writer == Writer::Insurer && letter.verdict() == Verdict::FullRelease;
        documents(file).into_iter().all(|document| {
            let mut found = self.letters.iter().filter(waived);
            found.any(|letter| std::ptr::eq(letter.review, document))
        })
    }

    /// The same, held against each other as the letters stand and told without their people. `files` are those of
    /// [`of`], masked by the same mask.
    #[must_use]
    pub fn masked<'b>(&self, mask: &Mask, files: &'b [Review]) -> Matter<'b> {
        let hide = |mut words: Evidence| {
            mask.evidence(std::slice::from_mut(&mut words));
            words
        };
        let told = files.iter().flat_map(documents).zip(&self.letters).map(|(review, letter)| Letter {
            review,
            writer: letter.writer,
            rank: letter.rank,
            basis: letter.basis,
            words: letter.words.iter().cloned().map(hide).collect(),
            text: String::new(),
        });
        let point = |point: &Point| Point {
            // It may name a letter by its path.
            says: mask.words(&mask.path(&point.says)),
            what: point.what,
            severity: point.severity,
            words: point.words.iter().cloned().map(|(letter, words)| (letter, hide(words))).collect(),
        };
        Matter { letters: told.collect(), points: self.points.iter().map(point).collect(), verdict: self.verdict }
    }
}

/// How bad a verdict is beside others; `None` of a paper that is not judged.
const fn badness(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::FullRelease => Some(0),
        Verdict::PartialRelease => Some(1),
        Verdict::Unreadable => Some(2),
        Verdict::NoRelease => Some(3),
        Verdict::NotApplicable => None,
    }
}

impl Letter<'_> {
    /// What the letter leaves of the borrower's debt. An insurer lends nothing and holds no lien: asked of its letter is
    /// that it gives up its claim, and nothing else.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let judgement = &self.review.judgement;
        if self.writer != Writer::Insurer || judgement.verdict == Verdict::Unreadable {
            return judgement.verdict;
        }
        let keeps = [Hazard::DeficiencyReservation, Hazard::InsurerRightsReserved, Hazard::NotAnApproval];
        let weakens = |hazard: &Endangered| hazard.id.weakens() && hazard.id != Hazard::LienReleaseOnly;
        match points::waives(self) {
            _ if keeps.into_iter().any(|id| judgement.has(id)) => Verdict::NoRelease,
            true if !judgement.hazards.iter().any(weakens) => Verdict::FullRelease,
            _ => Verdict::PartialRelease,
        }
    }
}

fn verdict(letters: &[Letter<'_>], points: &[Point]) -> Verdict {
    let verdicts = letters.iter().map(Letter::verdict);
    let worst = verdicts.filter_map(|verdict| Some((badness(verdict)?, verdict))).max_by_key(|(bad, _)| *bad);
    let worst = worst.map_or(Verdict::NotApplicable, |(_, verdict)| verdict);
    let open = points.iter().any(|point| point.what.sinks());
    if worst == Verdict::FullRelease && open { Verdict::PartialRelease } else { worst }
}

/// The documents that are no containers, in order.
fn documents(review: &Review) -> Vec<&Review> {
    if review.parts.is_empty() { vec![review] } else { review.parts.iter().flat_map(documents).collect() }
}
