//! Findings as cards, and passages with their way to the page.

use std::collections::BTreeSet;

use super::pages::Picture;
use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::fuse::Doubt;
use crate::id::Hazard;
use crate::report::checked::Document;
use crate::report::checked::Held;
use crate::report::marks::Key;
use crate::report::marks::Looks;
use crate::report::marks::Mark;
use crate::report::marks::has_pictures;
use crate::report::visible::visible;
use crate::report::words;
use crate::severity::Severity;

const UNCLEAR: FindingId = FindingId::Hazard(Hazard::UnclearLanguage);

/// Words of the document, and where they are shown.
pub(super) struct Passage {
    /// Its own anchor; empty where it has been shown before.
    pub(super) anchor: String,
    pub(super) words: String,
    pub(super) place: String,
    /// Number of its mark.
    pub(super) number: usize,
    /// Anchor of its mark on the page; empty where there is none.
    pub(super) target: String,
    /// Why it is to be read by eye.
    pub(super) why: String,
    /// The page around it.
    pub(super) crops: Vec<Picture>,
}

/// One finding.
pub(super) struct Card {
    pub(super) id: &'static str,
    pub(super) severity: Severity,
    pub(super) class: &'static str,
    pub(super) message: String,
    pub(super) why: String,
    pub(super) authority: String,
    pub(super) ask: String,
    pub(super) change: String,
    pub(super) original: String,
    /// What somebody decided about it.
    pub(super) decision: String,
    pub(super) passages: Vec<Passage>,
}

/// What passages are looked up in while a letter is put together.
pub(super) struct Desk<'a> {
    id: &'a str,
    marks: &'a [Mark],
    looks: &'a Looks,
    anchored: BTreeSet<Key>,
}

impl<'a> Desk<'a> {
    pub(super) const fn new(id: &'a str, marks: &'a [Mark], looks: &'a Looks) -> Self {
        Self { id, marks, looks, anchored: BTreeSet::new() }
    }

    /// Passages with their places.
    pub(super) fn passages(&mut self, evidence: &[Evidence]) -> Vec<Passage> {
        evidence.iter().map(|words| self.passage(words)).collect()
    }

    fn passage(&mut self, words: &Evidence) -> Passage {
        let key = (words.start, words.end);
        let mark = self.marks.iter().find(|mark| mark.key == key);
        let number = mark.map_or(0, |mark| mark.number);
        let first = self.anchored.insert(key);
        let shown = mark.is_some_and(|mark| self.is_shown(mark));
        Passage {
            anchor: if first && number > 0 { format!("{}-q{number}", self.id) } else { String::new() },
            words: visible(&words.quote),
            place: words::place(words),
            number,
            target: if shown { format!("{}-m{number}", self.id) } else { self.page_of(words) },
            why: String::new(),
            crops: Vec::new(),
        }
    }

    /// The picture of the page, for words that have no place on it; empty where there is none.
    fn page_of(&self, words: &Evidence) -> String {
        let page = words.page.filter(|page| self.looks.shots.contains_key(page));
        page.map_or_else(String::new, |page| format!("{}-p{page}", self.id))
    }

    /// Whether the passage is marked on a page or in the text of this report.
    fn is_shown(&self, mark: &Mark) -> bool {
        let on_picture = mark.boxes.keys().any(|page| matches!(self.looks.shots.get(page), Some(Ok(_))));
        on_picture || self.looks.pages.as_ref().is_some_and(|pages| !has_pictures(pages.format))
    }

    /// What is seen around a passage.
    fn crops(&self, key: Key) -> Vec<Picture> {
        let around = self.looks.crops.iter().filter(|((of, _), _)| *of == key);
        around
            .map(|((_, page), shot)| Picture::of(shot, format!("Page {page} around these words, as it looks")))
            .collect()
    }
}

/// Wording that works against the borrower, gravest first.
pub(super) fn hazards(document: &Document<'_>, desk: &mut Desk<'_>) -> Vec<Card> {
    let is_hazard = |finding: &Finding| !matches!(finding.id, FindingId::Protection(_)) && finding.id != UNCLEAR;
    document.findings.iter().filter(|held| is_hazard(held.finding)).map(|held| card(held, desk)).collect()
}

/// Passages to be read by eye, each with its reason and, of a scan, the page around it.
pub(super) fn by_eye(document: &Document<'_>, desk: &mut Desk<'_>) -> Vec<Card> {
    let mut cards = Vec::new();
    for held in document.findings.iter().filter(|held| held.finding.id == UNCLEAR) {
        let finding = held.finding;
        let mut card = card(held, desk);
        for (passage, words) in card.passages.iter_mut().zip(&finding.evidence) {
            passage.why = visible(Doubt::named(&words.pattern).map_or(finding.why.as_str(), |doubt| doubt.says()));
            passage.crops = desk.crops((words.start, words.end));
        }
        cards.push(card);
    }
    cards
}

/// Protections that are missing or weak, with the words to ask for.
pub(super) fn gaps(document: &Document<'_>, desk: &mut Desk<'_>) -> Vec<Card> {
    let is_gap = |held: &&Held<'_>| matches!(held.finding.id, FindingId::Protection(_));
    document.findings.iter().filter(is_gap).map(|held| card(held, desk)).collect()
}

/// The class of a severity.
pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "bad",
        Severity::Medium => "doubt",
        Severity::Low | Severity::Info => "fact",
    }
}

fn card(held: &Held<'_>, desk: &mut Desk<'_>) -> Card {
    let finding = held.finding;
    let original = finding.original.map(|severity| format!("acquit's own grade: {severity}"));
    Card {
        id: finding.id.as_str(),
        severity: finding.severity,
        class: class(finding.severity),
        message: visible(&finding.message),
        why: visible(&finding.why),
        authority: visible(&finding.authority.join("; ")),
        ask: visible(&finding.ask),
        change: visible(&words::without_keys(finding.would_change_if.as_deref().unwrap_or_default())),
        original: original.unwrap_or_default(),
        decision: held.accepted().map(|accepted| visible(&accepted.to_string())).unwrap_or_default(),
        passages: desk.passages(&finding.evidence),
    }
}
