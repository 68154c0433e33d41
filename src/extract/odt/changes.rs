//! Tracked changes: which stretches were inserted.

use std::collections::BTreeSet;

/// What the document says of its changes. Deleted words stand in a list of their own, before the text.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The change whose kind is being read.
    region: String,
    insertions: BTreeSet<String>,
    open: BTreeSet<String>,
}

impl Changes {
    /// A change is described.
    pub(super) fn region(&mut self, id: String) {
        self.region = id;
    }

    /// It is an insertion.
    pub(super) fn insertion(&mut self) {
        self.insertions.insert(self.region.clone());
    }

    /// The words of a change begin.
    pub(super) fn start(&mut self, id: &str) {
        if self.insertions.contains(id) {
            self.open.insert(id.to_owned());
        }
    }

    /// The words of a change end.
    pub(super) fn end(&mut self, id: &str) {
        self.open.remove(id);
    }

    /// Whether the words that come next were inserted.
    pub(super) fn in_insertion(&self) -> bool {
        !self.open.is_empty()
    }
}
