//! How paragraphs begin: their looks, their labels, the lists they stand in.

use std::borrow::Cow;

use crate::extract::xml::Element;

use super::body::Walk;
use super::says::Says;
use super::styles::OUTLINE;

/// An open item of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    label: Label,
    /// The number that it asks for.
    start: Option<u32>,
}

/// Whether an item's label was put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Due,
    Done,
}

impl Walk<'_> {
    pub(super) fn begin_paragraph(&mut self, element: &Element<'_>) {
        if self.paragraphs == 0 || self.draft.is_inside() {
            self.draft.end_paragraph();
        }
        let style = element.value("style-name").unwrap_or_default();
        let own = self.styles.says("paragraph", &style);
        // A hidden section hides its paragraphs, whatever their styles say.
        let around = self.says.last().copied().unwrap_or_default();
        let hidden = around.hidden.filter(|&hidden| hidden);
        self.says.push(Says { hidden, ..Says::default() }.or(own));
        self.paragraphs += 1;
        if let Some(label) = self.label(element, &style) {
            self.draft.label(&label);
        }
    }

    pub(super) fn label(&mut self, element: &Element<'_>, style: &str) -> Option<String> {
        let heading = || element.value("outline-level").and_then(|level| level.parse::<usize>().ok());
        if self.lists.is_empty() {
            let is_plain = element.name() != "h" || element.value("is-list-header").as_deref() == Some("true");
            let level = heading().filter(|_| !is_plain)?.checked_sub(1)?;
            return self.counts.label(OUTLINE, self.styles.list(OUTLINE)?, level, None);
        }
        let item = self.items.last_mut().filter(|item| item.label == Label::Due)?;
        item.label = Label::Done;
        let start = item.start;
        let named = self.lists.iter().rev().find(|name| !name.is_empty()).map(String::as_str);
        let name = named.or_else(|| self.styles.list_of(style))?;
        self.counts.label(name, self.styles.list(name)?, self.lists.len() - 1, start)
    }

    pub(super) fn begin_list(&mut self, element: &Element<'_>) {
        let name = element.value("style-name").map(Cow::into_owned).unwrap_or_default();
        let goes_on =
            element.value("continue-numbering").as_deref() == Some("true") || element.value("continue-list").is_some();
        if self.lists.is_empty() && !goes_on {
            self.counts.restart(&name);
        }
        self.lists.push(name);
    }

    pub(super) fn begin_item(&mut self, element: &Element<'_>) {
        let label = if element.name() == "list-item" { Label::Due } else { Label::Done };
        let start = element.value("start-value").and_then(|start| start.parse().ok());
        self.items.push(Item { label, start });
    }

    pub(super) fn begin_note(&mut self) {
        self.notes += 1;
        self.put(&format!("[{}]", self.notes));
    }
}
