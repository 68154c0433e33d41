//! What stands within a line beside plain words: signs, notes, form fields, word art.

use std::borrow::Cow;

use crate::document::Source;

use super::state::Note;
use super::state::State;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Paragraph;
use crate::extract::flow::pictographs::SignFont;
use crate::extract::flow::pictographs::is_private_sign;
use crate::extract::flow::words::clean;
use crate::extract::xml::Element;

/// Most things that are reported of one part; ten say enough, and a million would fill the memory.
const MAX_FAULTS: usize = 10;

impl State<'_> {
    pub(super) fn sign(&mut self, element: &Element<'_>) {
        let code = element.value("char").and_then(|hex| u32::from_str_radix(&hex, 16).ok()).unwrap_or(0);
        let font = sign_font(element);
        let plain = char::from_u32(code).filter(|&c| !is_private_sign(c) && !c.is_control());
        let sign = font.map_or_else(|| plain.unwrap_or(char::REPLACEMENT_CHARACTER), |font| font.sign(code));
        self.put(sign.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn note(&mut self, kind: Note, element: &Element<'_>) {
        let id = (kind, element.value("id").unwrap_or(Cow::Borrowed("")).into_owned());
        let (next, notes) = (self.numbers.len() + 1, self.notes);
        let number = *self.numbers.entry(id.clone()).or_insert(next);
        let label = format!("[{number}]");
        self.put(&label);
        // A note that is referred to twice is placed once.
        if number != next {
            return;
        }
        let Some(note) = notes.get(&id) else {
            return self.elsewhere(&format!("the note {label}, which is missing"));
        };
        for (n, paragraph) in note.iter().enumerate() {
            let mut paragraph = paragraph.clone();
            if n == 0 {
                paragraph.prepend(&format!("{label} "));
            }
            self.after.push_back(marked(paragraph, Source::Footnote));
        }
    }

    /// Word art, as watermarks are: "DRAFT" across the page.
    pub(super) fn word_art(&mut self, element: &Element<'_>) {
        let words = element.value("string").unwrap_or(Cow::Borrowed(""));
        if !words.trim().is_empty() {
            let paragraph = Paragraph { text: clean(&words, None).into_owned(), ..Paragraph::default() };
            self.after.push_back(marked(paragraph, Source::TextBox));
        }
    }

    pub(super) fn elsewhere(&mut self, what: &str) {
        let fault = Fault::Unresolved(what.to_owned());
        if self.seen.faults.len() < MAX_FAULTS && !self.seen.faults.contains(&fault) {
            self.seen.faults.push(fault);
        }
    }

    pub(super) fn form_property(&mut self, element: &Element<'_>) {
        let Some(form) = &mut self.form else { return };
        let number = || element.val().and_then(|v| v.parse().ok()).unwrap_or(0);
        match element.name() {
            "checkBox" => form.ticked = Some(false),
            // "checked" comes after "default" and wins.
            "default" | "checked" if form.ticked.is_some() => form.ticked = Some(element.is_on()),
            "default" | "result" => form.chosen = number(),
            "listEntry" => form.entries.extend(element.val().map(Cow::into_owned)),
            _ => {}
        }
    }

    pub(super) fn form_field(&mut self) {
        let Some(form) = self.form.take() else { return };
        match (form.ticked, form.entries.get(form.chosen)) {
            (Some(true), _) => self.put("☒"),
            (Some(false), _) => self.put("☐"),
            (None, Some(entry)) => self.put(&clean(entry, None)),
            (None, None) => {}
        }
    }
}

pub(super) fn marked(mut paragraph: Paragraph, source: Source) -> Paragraph {
    paragraph.mark_all(source);
    paragraph
}

pub(super) fn sign_font(element: &Element<'_>) -> Option<SignFont> {
    ["font", "ascii", "hAnsi"].iter().find_map(|name| SignFont::named(&element.value(name)?))
}
