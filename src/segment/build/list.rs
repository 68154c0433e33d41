//! Lists that are open: numbers, lead-ins and headings of their items.

use crate::span::NormSpan;

use super::super::Section;
use super::super::Structure;
use super::super::line::Line;
use super::super::mark::Mark;
use super::super::mark::Place;
use super::super::shape;
use super::super::shape::Shape;

/// One open level.
#[derive(Debug, Clone)]
struct Level {
    number: Option<String>,
    lead_in: Option<NormSpan>,
    heading: Option<NormSpan>,
    /// Whether the item's first line is its heading alone: then the paragraphs below belong to it, indented or not.
    heads: bool,
    indent: u16,
    /// Index of the item's first unit.
    first: usize,
}

/// The open levels, the outermost first.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    levels: Vec<Level>,
    /// The list that a small-letter paragraph goes on from.
    tail: Option<NormSpan>,
}

impl Lists {
    /// A new item.
    pub(super) fn item(&mut self, mark: &Mark, indent: u16, opener: Option<NormSpan>, out: &mut Structure) {
        let sibling = self.levels.get(mark.level).and_then(|level| level.lead_in);
        let known = self.levels.len() > mark.level;
        self.close(mark.level, out);
        let lead_in = if mark.place == Place::Next && known { sibling } else { opener };
        let number = Some(mark.number.clone()).filter(|number| !number.is_empty());
        self.levels.push(Level { number, lead_in, heading: None, heads: false, indent, first: out.units.len() });
        self.tail = None;
    }

    /// A paragraph without a mark: it stays in the item it is indented under or whose heading stands above it alone, or
    /// closes the list.
    pub(super) fn paragraph(&mut self, indent: u16, words: &str, out: &mut Structure) {
        let holds = |level: &&Level| level.indent.saturating_add(1) < indent || level.heads && level.indent <= indent;
        let keep = self.levels.iter().take_while(holds).count();
        self.tail = self.levels.get(keep).filter(|_| shape::starts_small(words)).and_then(|level| level.lead_in);
        self.close(keep, out);
    }

    /// Closes the levels from this one down.
    pub(super) fn close(&mut self, level: usize, out: &mut Structure) {
        while self.levels.len() > level {
            let path: Vec<String> = self.levels.iter().filter_map(|level| level.number.clone()).collect();
            let Some(last) = self.levels.pop() else { return };
            if last.number.is_some() {
                let heading = last.heading;
                out.sections.push(Section { path, heading, first: last.first, end: out.units.len() });
            }
        }
    }

    /// The lead-in of the item that this line opens, or of the list that it goes on from.
    pub(super) fn lead_in_of(&self, line: &Line<'_>) -> Option<NormSpan> {
        match line.mark {
            Some(_) => self.levels.last().and_then(|level| level.lead_in),
            None => self.tail,
        }
    }

    /// Number of the innermost numbered item.
    pub(super) fn number(&self) -> Option<String> {
        self.levels.iter().rev().find_map(|level| level.number.clone())
    }

    /// Heading of the innermost item that has one.
    pub(super) fn heading(&self) -> Option<NormSpan> {
        self.levels.iter().rev().find_map(|level| level.heading)
    }

    /// The item at hand is headed by a line of its own.
    pub(super) fn head(&mut self, heading: Option<NormSpan>) {
        if let Some(last) = self.levels.last_mut() {
            (last.heading, last.heads) = (heading, true);
        }
    }

    /// The item at hand has this heading.
    pub(super) fn set_heading(&mut self, heading: Option<NormSpan>) {
        if let Some(last) = self.levels.last_mut() {
            last.heading = heading;
        }
    }
}

/// Whether a lead-in leaves this item unfinished: "Lender will:", "The following are not released:", "that".
pub(super) fn demands(lead: &str, item: &str) -> bool {
    const OPEN: &[&str] = &[
        "will",
        "shall",
        "may",
        "must",
        "not",
        "to",
        "that",
        "does",
        "do",
        "hereby",
        "would",
        "can",
        "is",
        "are",
        "be",
        "by",
        "and",
        "or",
        "lender",
        "borrower",
        "bank",
        "we",
        "you",
        "if",
        "when",
        "for",
        "has",
        "have",
        "of",
        "the",
        "a",
        "from",
        "against",
        "fund",
        "from:",
        "with",
        "waives",
        "releases",
        "covenants",
        "promises",
    ];
    let Some(head) = lead.strip_suffix([':', '-']) else { return !lead.ends_with(['.', '!', '?']) };
    let last = head.trim_end_matches([' ', ',', '-']).rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    let negative = Shape::of(head).words > 0
        && head.split(|c: char| !c.is_alphanumeric()).any(|word| {
            matches!(
                word.to_ascii_lowercase().as_str(),
                "not" | "no" | "never" | "none" | "nothing" | "neither" | "except" | "excluding" | "without"
            )
        });
    let agreeing = matches!(last.as_str(), "agree" | "agrees") && Shape::of(item).verbs == 0;
    OPEN.contains(&last.as_str()) || negative || agreeing
}

/// "The following terms apply."
pub(super) fn announces(words: &str) -> bool {
    words
        .get(words.len().saturating_sub(60)..)
        .is_some_and(|tail| tail.contains("following") || tail.contains("as follows"))
        && !words.ends_with(';')
}
