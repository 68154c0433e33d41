//! The parts of a document in reading order: headers, body with notes and text boxes, footers.

use std::collections::BTreeMap;

use crate::document::Source;

use super::body;
use super::lists::Lists;
use super::numbering::Numbering;
use super::relations;
use super::relations::Relation;
use super::state::Note;
use super::state::Notes;
use super::state::Seen;
use super::state::State;
use super::styles::Styles;
use crate::extract::Limits;
use crate::extract::flow::Flow;
use crate::extract::flow::LeftOut;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Paragraph;
use crate::extract::package::Package;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

/// Reads all parts that a reader sees.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Flow, Fault> {
    let mut package = Package::open(bytes, limits)?;
    let main = relations::main(&package)?;
    let mut faults = Vec::new();
    let relations = relations::of(&mut package, &main).unwrap_or_else(|fault| {
        faults.push(fault);
        BTreeMap::new()
    });
    let mut reader = Reader { package, main, relations, faults, seen: Seen::default() };
    let styles = reader.optional("styles", Styles::read);
    let numbering = reader.optional("numbering", Numbering::read);
    let looks = Looks { styles, numbering };
    let notes = reader.notes(&looks);
    let body = reader.body(&looks, &notes);
    let mut paragraphs = reader.furniture("header", &looks);
    paragraphs.extend(body);
    paragraphs.extend(reader.furniture("footer", &looks));
    let Reader { mut faults, seen, .. } = reader;
    faults.extend(seen.faults);
    let left_out = LeftOut { deleted: usize::from(seen.deleted), struck: 0 };
    Ok(Flow { paragraphs, left_out, pictures: seen.pictures, faults })
}

/// What all parts share.
struct Looks {
    styles: Styles,
    numbering: Numbering,
}

struct Reader<'a> {
    package: Package<'a>,
    main: String,
    relations: BTreeMap<String, Relation>,
    faults: Vec<Fault>,
    seen: Seen,
}

impl Reader<'_> {
    /// The text of a part that must be there; what is wrong with it is put down.
    fn text(&mut self, part: &str) -> Option<String> {
        let missing = || Fault::Damaged(format!("the part {part} is missing"));
        let text = self.package.part(part).and_then(|text| text.ok_or_else(missing));
        text.map_err(|fault| self.faults.push(fault)).ok()
    }

    fn of_kind(&self, kind: &str) -> Option<String> {
        self.relations.values().find(|relation| relation.kind == kind).map(|relation| relation.part.clone())
    }

    /// Reads a part that a document may do without.
    fn optional<T: Default>(&mut self, kind: &str, read: impl Fn(&str) -> Result<T, Fault>) -> T {
        let Some(text) = self.of_kind(kind).and_then(|part| self.text(&part)) else { return T::default() };
        read(&text).unwrap_or_else(|fault| {
            self.faults.push(fault);
            T::default()
        })
    }

    fn body(&mut self, looks: &Looks, notes: &Notes) -> Vec<Paragraph> {
        let main = self.main.clone();
        let Some(text) = self.text(&main) else { return Vec::new() };
        self.walk(&mut Xml::within(&main, &text, self.package.limits()), looks, notes)
    }

    /// Walks from where `xml` stands to the end of the element that is open there.
    fn walk(&mut self, xml: &mut Xml<'_>, looks: &Looks, notes: &Notes) -> Vec<Paragraph> {
        let mut state = State::new(Lists::new(&looks.numbering), &looks.styles, notes);
        if let Err(fault) = body::walk(xml, &mut state) {
            self.faults.push(fault);
        }
        let paragraphs = state.finish();
        self.seen.join(state.seen);
        paragraphs
    }

    fn notes(&mut self, looks: &Looks) -> Notes {
        let mut out = Notes::new();
        for (kind, name) in [(Note::Foot, "footnotes"), (Note::End, "endnotes")] {
            let Some(part) = self.of_kind(name) else { continue };
            let Some(text) = self.text(&part) else { continue };
            let mut xml = Xml::within(&part, &text, self.package.limits());
            while let Some(id) = self.next_note(&mut xml) {
                let note = self.walk(&mut xml, looks, &Notes::new());
                out.insert((kind, id), note);
            }
        }
        out
    }

    /// Steps into the next note and gives its id. Separator lines are notes too, but nothing refers to them.
    fn next_note(&mut self, xml: &mut Xml<'_>) -> Option<String> {
        loop {
            match xml.next() {
                Ok(Some(Token::Open(element))) if ["footnote", "endnote"].contains(&element.name()) => {
                    return Some(element.value("id").map_or_else(String::new, std::borrow::Cow::into_owned));
                }
                Ok(Some(_)) => {}
                Ok(None) => return None,
                Err(fault) => {
                    // The walk that stopped on the same fault has put it down.
                    if self.faults.last() != Some(&fault) {
                        self.faults.push(fault);
                    }
                    return None;
                }
            }
        }
    }

    /// The headers or footers that a section uses, each text once.
    fn furniture(&mut self, kind: &str, looks: &Looks) -> Vec<Paragraph> {
        let mut parts: Vec<String> = Vec::new();
        for id in &self.seen.furniture {
            let relation = self.relations.get(id).filter(|relation| relation.kind == kind);
            parts.extend(relation.map(|relation| relation.part.clone()).filter(|part| !parts.contains(part)));
        }
        let mut texts: Vec<Vec<Paragraph>> = Vec::new();
        for part in parts {
            let Some(text) = self.text(&part) else { continue };
            let found = self.walk(&mut Xml::within(&part, &text, self.package.limits()), looks, &Notes::new());
            if !texts.contains(&found) {
                texts.push(found);
            }
        }
        let mut all: Vec<Paragraph> = texts.into_iter().flatten().collect();
        for paragraph in &mut all {
            paragraph.mark_all(Source::Furniture);
        }
        all
    }
}
