//! Sections by the numbers that passages name them by.

use std::collections::BTreeMap;

use crate::segment::{Section, Structure};

/// The sections of a document. A number is looked up once, however often it is named.
pub(super) struct Sections<'a> {
    structure: &'a Structure,
    known: BTreeMap<String, Option<&'a Section>>,
}

impl<'a> Sections<'a> {
    /// Those of a document.
    pub(super) fn of(structure: &'a Structure) -> Self {
        Self { structure, known: BTreeMap::new() }
    }

    /// The section of a number, if there is one.
    pub(super) fn find(&mut self, number: &str) -> Option<&'a Section> {
        if let Some(known) = self.known.get(number) {
            return *known;
        }
        let found = self.structure.section(number);
        self.known.insert(number.to_owned(), found);
        found
    }
}
