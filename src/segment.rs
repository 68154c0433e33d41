//! Structure of the text: sections, blocks and the units that are read.
//!
//! Every visible byte of the normal text belongs to one unit or to one mark (list marks, numbers, boxes, quotation
//! signs, leader dots). Boxes that share a tail with running words ("Lender \[X\] does \[ \] does not reserve …") stay
//! one sentence with the boxes among its words.

mod block;
mod build;
mod heading;
mod line;
mod mark;
mod options;
mod papers;
mod row;
mod sentence;
mod shape;
mod standing;
mod tick;
mod word_list;

use std::borrow::Cow;

use crate::span::NormSpan;
use crate::text::Text;

pub use self::papers::Paper;
pub use self::papers::Role;
pub use self::papers::papers;
pub use self::papers::role;

/// What a unit is by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A sentence of running text.
    Sentence,
    /// A list item that needs its lead-in to be read.
    ListItem,
    /// A label and its value ("Deficiency: waived"), or a table row.
    Row,
    /// An option with a box: ticked.
    Ticked,
    /// An option with a box: not ticked.
    Unticked,
    /// A heading: never operative.
    Heading,
    /// A question: never operative, its answer may be.
    Question,
    /// Address, letterhead, reference line, wire table, signature: page furniture that belongs to the letter.
    Matter,
}

/// Where a unit stands, as structure alone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The letter's own operative text, as far as structure tells.
    Body,
    /// In a recital ("WHEREAS", "Background").
    Recital,
    /// In a quotation, or in an earlier mail quoted below.
    Quotation,
    /// In an exhibit or attachment, or another party's paper.
    Exhibit,
    /// In frequently asked questions, or a programme's brochure text.
    Explainer,
    /// In a definitions section.
    Definition,
}

/// What is read: a sentence, list item, row or box, with what it needs from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its words in the normal text (line feeds inside stand for spaces).
    pub span: NormSpan,
    /// What it is.
    pub form: Form,
    /// Where it stands.
    pub standing: Standing,
    /// The heading above it.
    pub heading: Option<NormSpan>,
    /// The words that open its list, ending in a colon or an unfinished clause; for a box, the words that its options
    /// complete. Where the lead-in is itself an item, [`Structure::lead_ins`] gives the whole chain.
    pub lead_in: Option<NormSpan>,
    /// The unit before it in the same section.
    pub before: Option<NormSpan>,
    /// Number of the section it stands in as written ("4.1", "(c)", "IV"), without brackets or the last full stop.
    pub number: Option<String>,
    /// Paragraph count from 0; units of one paragraph share it.
    pub paragraph: u32,
    /// For a row: its label, without colon and leader dots.
    pub label: Option<NormSpan>,
}

/// A numbered part of the document: "4.1", "(c)", "Section IX".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Numbers from the outermost to its own, as written, without brackets or the last full stop.
    pub path: Vec<String>,
    /// Its heading.
    pub heading: Option<NormSpan>,
    /// Index of its first unit.
    pub first: usize,
    /// One past the index of its last unit, the units of its subsections included.
    pub end: usize,
}

/// What opens a part of the file that may be a paper of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// The start of the document.
    Document,
    /// A salutation after a page break.
    Salutation,
    /// A heading "Exhibit A", "Attachment".
    Exhibit,
    /// An earlier mail quoted below.
    Mail,
}

/// A part of the file: the letter, a second letter, an exhibit, an earlier mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Index of its first unit.
    pub first: usize,
    /// What opened it.
    pub opener: Opener,
}

/// The structure of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structure {
    /// The units, in order; their spans do not overlap.
    pub units: Vec<Unit>,
    /// List marks, numbers, boxes, quotation signs and leader dots between units.
    pub marks: Vec<NormSpan>,
    /// Numbered sections, in order of their start.
    pub sections: Vec<Section>,
    /// Parts of the file, in order of their start.
    pub parts: Vec<Part>,
}

impl Structure {
    /// The units of the section that a reference names: "9", "4.1", "2(c)", "II", "Section 9".
    #[must_use]
    pub fn section(&self, reference: &str) -> Option<&Section> {
        let numbers = reference.rsplit(' ').next().unwrap_or(reference);
        let asked: Vec<&str> =
            numbers.split(['(', ')', '[', ']']).map(|n| n.trim_end_matches('.')).filter(|n| !n.is_empty()).collect();
        let same = |path: &[String]| path.iter().map(String::as_str).eq(asked.iter().copied());
        let ends =
            |path: &[String]| path.len() >= asked.len() && same(path.get(path.len() - asked.len()..).unwrap_or(&[]));
        let found = self.sections.iter().find(|section| same(&section.path));
        found.or_else(|| self.sections.iter().find(|section| !asked.is_empty() && ends(&section.path)))
    }

    /// The units of a section.
    #[must_use]
    pub fn units_of(&self, section: &Section) -> &[Unit] {
        self.units.get(section.first..section.end).unwrap_or(&[])
    }

    /// The lead-ins of a unit, the outermost first: a nested item's list may open inside an item with its own lead-in.
    #[must_use]
    pub fn lead_ins(&self, unit: &Unit) -> Vec<NormSpan> {
        let (mut chain, mut next) = (Vec::new(), unit.lead_in);
        while let Some(span) = next.filter(|span| chain.last().is_none_or(|last: &NormSpan| span.start < last.start)) {
            chain.push(span);
            let at = self.units.partition_point(|u| u.span.start < span.start);
            next = self.units.get(at).filter(|u| u.span == span).and_then(|u| u.lead_in);
        }
        chain.reverse();
        chain
    }
}

/// The structure of a text.
#[must_use]
pub fn structure(text: &Text) -> Structure {
    build::structure(text)
}

/// The units of a text.
#[must_use]
pub fn units(text: &Text) -> Vec<Unit> {
    structure(text).units
}

/// A stretch of the normal text on one line, as a reader sees it: line feeds, quotation signs and table rules at the
/// line start made spaces. The byte count stays, so byte `n` is byte `span.start + n` of the normal text.
#[must_use]
pub fn words(text: &Text, span: NormSpan) -> Cow<'_, str> {
    let words = text.words(span);
    if !words.contains('\n') {
        return Cow::Borrowed(words);
    }
    let mut lines = words.split('\n');
    let mut flat = String::with_capacity(words.len());
    flat.push_str(lines.next().unwrap_or_default());
    for line in lines {
        let rest = line.trim_start_matches(['>', '|', ' ']);
        flat.extend(std::iter::repeat_n(' ', 1 + line.len() - rest.len()));
        flat.push_str(rest);
    }
    Cow::Owned(flat)
}

#[cfg(test)]
mod tests;
