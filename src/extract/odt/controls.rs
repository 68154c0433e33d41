//! Form fields: what they show.

use std::collections::BTreeMap;

use crate::extract::xml::Element;

/// The controls of the document's forms, by their ids. In the text stands only where they are shown.
#[derive(Debug, Default)]
pub(super) struct Controls {
    shown: BTreeMap<String, String>,
}

impl Controls {
    /// Takes in an element of a form.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let value = |name: &str| element.value(name);
        let Some(id) = value("id") else { return };
        let shown = match element.name() {
            "checkbox" if value("current-state").or_else(|| value("state")).as_deref() == Some("checked") => {
                TICKED.into()
            }
            "radio" if value("current-selected").or_else(|| value("selected")).as_deref() == Some("true") => {
                TICKED.into()
            }
            "checkbox" | "radio" => UNTICKED.into(),
            "password" | "hidden" | "button" | "image" => return,
            _ => value("current-value").or_else(|| value("value")).unwrap_or_default().into_owned(),
        };
        self.shown.insert(id.into_owned(), shown);
    }

    /// What the control shows.
    pub(super) fn shown(&self, id: &str) -> Option<&str> {
        self.shown.get(id).map(String::as_str)
    }
}

/// A form field as Word's are taken over: a mark in the text with parameters.
#[derive(Debug, Default)]
pub(super) struct FieldMark {
    kind: String,
    ticked: bool,
    entries: Vec<String>,
    chosen: usize,
}

impl FieldMark {
    /// A mark without parameters.
    pub(super) fn new(element: &Element<'_>) -> Self {
        let kind = element.value("type").unwrap_or_default();
        Self { kind: kind.rsplit('.').next().unwrap_or_default().to_owned(), ..Self::default() }
    }

    /// Takes in a parameter.
    pub(super) fn parameter(&mut self, element: &Element<'_>) {
        let value = element.value("value").unwrap_or_default();
        match element.value("name").as_deref() {
            Some("Checkbox_Checked") => self.ticked = value == "true",
            Some("Dropdown_ListEntry") => self.entries.push(value.into_owned()),
            Some("Dropdown_Selected") => self.chosen = value.parse().unwrap_or(0),
            _ => {}
        }
    }

    /// What it shows.
    pub(super) fn shown(&self) -> Option<&str> {
        match self.kind.as_str() {
            "FORMCHECKBOX" => Some(if self.ticked { TICKED } else { UNTICKED }),
            "FORMDROPDOWN" => self.entries.get(self.chosen).map(String::as_str),
            _ => None,
        }
    }
}

const TICKED: &str = "☒";
const UNTICKED: &str = "☐";
