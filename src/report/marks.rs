//! The passages that a report marks on the pages: every stretch of evidence once, with what rests on it.

use std::collections::BTreeMap;

use crate::document::Format;
use crate::document::Method;
use crate::document::Note;
use crate::document::Pages;
use crate::document::Rect;
use crate::document::Shot;
use crate::document::Source;
use crate::document::Trouble;
use crate::evidence::Evidence;
use crate::finding::FindingId;
use crate::id::Hazard;
use crate::id::Status;
use crate::report::checked::Document;
use crate::report::visible::visible;
use crate::review::Review;
use crate::severity::Severity;
use crate::span::RawSpan;

/// First and last byte of a passage in the extracted text.
pub type Key = (usize, usize);

/// What a document looks like, as far as it can be shown.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    /// Its text; `None` where it is not at hand or not to be shown.
    pub pages: Option<Pages>,
    /// Its pages by number, or why one has no picture.
    pub shots: BTreeMap<u32, Result<Shot, Trouble>>,
    /// The surroundings of passages that are read by eye, by passage and page.
    pub crops: BTreeMap<(Key, u32), Shot>,
    /// Why nothing is shown.
    pub withheld: Option<String>,
}

/// What a passage is to the borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It works against the borrower, so gravely.
    Against(Severity),
    /// It was not understood for sure.
    Doubt,
    /// It protects the borrower.
    For,
    /// It states a fact.
    Fact,
}

impl Tone {
    /// Its name in style sheets.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Against(Severity::Critical | Severity::High) => "bad",
            Self::Against(_) | Self::Doubt => "doubt",
            Self::For => "good",
            Self::Fact => "fact",
        }
    }

    /// Its colour on paper: red, green, blue, 0 to 1.
    #[must_use]
    pub const fn colour(self) -> [f32; 3] {
        match self {
            Self::Against(Severity::Critical | Severity::High) => [1.0, 0.72, 0.72],
            Self::Against(_) | Self::Doubt => [1.0, 0.9, 0.5],
            Self::For => [0.72, 0.93, 0.72],
            Self::Fact => [0.75, 0.87, 1.0],
        }
    }
}

/// One passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// From 1, in the order of the document.
    pub number: usize,
    /// Where it stands in the text.
    pub key: Key,
    /// What it is.
    pub tone: Tone,
    /// What rests on it, made visible.
    pub says: Vec<String>,
    /// Its boxes by page.
    pub boxes: BTreeMap<u32, Vec<Rect>>,
}

/// Every passage on which a review of one document rests, in order, with what somebody decided about it.
#[must_use]
pub fn of(document: &Document<'_>, pages: Option<&Pages>) -> Vec<Mark> {
    let review = document.review;
    let mut marks = Marks { pages, found: BTreeMap::new() };
    for held in &document.findings {
        let finding = held.finding;
        let tone = match finding.id {
            FindingId::Hazard(Hazard::UnclearLanguage) | FindingId::Protection(_) => Tone::Doubt,
            FindingId::Hazard(_) | FindingId::ApprovalLapsed => Tone::Against(finding.severity),
        };
        let decided = held.accepted().map_or_else(String::new, |accepted| format!("; {accepted}"));
        let says = format!("{}: {} ({}){decided}", finding.severity, finding.message, finding.id);
        marks.add(&finding.evidence, tone, &says);
    }
    for clause in review.judgement.protections.iter().filter(|clause| clause.status != Status::Implied) {
        let tone = if clause.status == Status::Present { Tone::For } else { Tone::Doubt };
        marks.add(&clause.evidence, tone, &format!("{}: {}", clause.id, clause.status));
    }
    for inconsistency in &review.inconsistencies {
        marks.add(&inconsistency.evidence, Tone::Doubt, &inconsistency.says);
    }
    for fact in super::key_facts::of(review) {
        marks.add(fact.evidence, Tone::Fact, &format!("{}: {}", fact.name, fact.value));
    }
    let numbered = |(at, mark): (usize, Mark)| Mark { number: at + 1, ..mark };
    marks.found.into_values().enumerate().map(numbered).collect()
}

struct Marks<'a> {
    pages: Option<&'a Pages>,
    found: BTreeMap<Key, Mark>,
}

impl Marks<'_> {
    fn add(&mut self, evidence: &[Evidence], tone: Tone, says: &str) {
        for words in evidence {
            let key = (words.start, words.end);
            let boxes = || boxes(words, self.pages);
            let mark = self.found.entry(key).or_insert_with(|| Mark {
                number: 0,
                key,
                tone,
                says: Vec::new(),
                boxes: boxes(),
            });
            let says = visible(says);
            if !mark.says.contains(&says) {
                mark.says.push(says);
            }
        }
    }
}

/// Boxes of a passage by page. Those of the evidence itself do not tell their pages, so the text is asked where it is
/// at hand.
fn boxes(words: &Evidence, pages: Option<&Pages>) -> BTreeMap<u32, Vec<Rect>> {
    let Some(pages) = pages else {
        return words
            .page
            .filter(|_| !words.boxes.is_empty())
            .map(|page| (page, words.boxes.clone()))
            .into_iter()
            .collect();
    };
    let span = RawSpan::new(words.start, words.end);
    let of_page = |page: &crate::document::Page| {
        let lines = page.lines.iter().filter(|line| line.span.overlaps(&span));
        let boxes: Vec<Rect> =
            lines.filter_map(|line| line.cut(printed(span, line.span, &pages.text), &pages.text)).collect();
        Some((page.number?, boxes)).filter(|(_, boxes)| !boxes.is_empty())
    };
    pages.pages.iter().filter_map(of_page).collect()
}

/// What of a passage stands in a line, without the white space around it: an indent is no part of it on the page.
fn printed(span: RawSpan, line: RawSpan, text: &str) -> RawSpan {
    let both = RawSpan::new(span.start.max(line.start), span.end.min(line.end));
    let words = both.of(text);
    let start = both.start + (words.len() - words.trim_start().len());
    RawSpan::new(start, start + words.trim().len())
}

/// The parts of a page that are shown beside passages to be read by eye: those that were read from its picture.
#[must_use]
pub fn crops(review: &Review, pages: &Pages) -> BTreeMap<u32, Vec<(Key, Rect)>> {
    let unclear = |id| id == FindingId::Hazard(Hazard::UnclearLanguage);
    let mut crops: BTreeMap<u32, Vec<(Key, Rect)>> = BTreeMap::new();
    for words in review.findings.iter().filter(|finding| unclear(finding.id)).flat_map(|finding| &finding.evidence) {
        let span = RawSpan::new(words.start, words.end);
        let seen = |source| matches!(source, Source::Ocr | Source::Doubtful);
        let from_picture = pages.stretches.iter().any(|stretch| seen(stretch.source) && stretch.span.overlaps(&span));
        if !from_picture && pages.method != Method::Ocr {
            continue;
        }
        for (page, boxes) in boxes(words, Some(pages)) {
            let all = boxes.into_iter().reduce(|a, b| Rect {
                x0: a.x0.min(b.x0),
                y0: a.y0.min(b.y0),
                x1: a.x1.max(b.x1),
                y1: a.y1.max(b.y1),
            });
            let list = crops.entry(page).or_default();
            list.extend(all.map(|all| ((words.start, words.end), all)));
        }
    }
    crops
}

/// Notes for the pages of a PDF.
#[must_use]
pub fn notes(marks: &[Mark]) -> Vec<Note> {
    let of_mark = |mark: &Mark| {
        let says = format!("{}\n{}", mark.says.join("\n"), super::words::NO_ADVICE);
        let note = |(page, boxes): (&u32, &Vec<Rect>)| Note {
            page: *page,
            boxes: boxes.clone(),
            says: says.clone(),
            colour: mark.tone.colour(),
        };
        mark.boxes.iter().map(note).collect::<Vec<_>>()
    };
    marks.iter().flat_map(of_mark).collect()
}

/// The documents of a review that are no containers, in order.
#[must_use]
pub fn documents(review: &Review) -> Vec<&Review> {
    if review.parts.is_empty() { vec![review] } else { review.parts.iter().flat_map(documents).collect() }
}

/// Whether the format's pages can be shown as pictures.
#[must_use]
pub const fn has_pictures(format: Format) -> bool {
    matches!(format, Format::Pdf | Format::Image)
}

/// The pages of the file on which a document stands: first and last; all where its name does not tell.
#[must_use]
pub fn range(review: &Review) -> (u32, u32) {
    let told = review.meta.part.and_then(|_| review.meta.name.rsplit_once("#page")).and_then(|(_, told)| {
        let (_, numbers) = told.split_once('=')?;
        let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
        Some((first.parse().ok()?, last.parse().ok()?))
    });
    told.unwrap_or((1, u32::MAX))
}
