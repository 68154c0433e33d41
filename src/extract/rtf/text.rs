//! Text of the groups: bytes to characters, and characters to where they belong.

use std::mem;

use crate::document::Source;
use crate::extract::flow::words::clean;

use super::group::Ground;
use super::group::Group;
use super::group::Look;
use super::group::Place;
use super::reader::Reader;
use super::reader::Row;

/// Most table cells in each other.
const MAX_CELLS: usize = 100;

impl Reader {
    /// Decodes the bytes of text that came so far.
    pub(super) fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = mem::take(&mut self.bytes);
        let codes = self.group().map_or(self.codes, |group| group.codes);
        // Some programs write plain UTF-8, which no other code page looks like.
        match std::str::from_utf8(&bytes) {
            Ok(text) if codes.signs().is_none() => self.text(text),
            _ => self.text(&codes.decode(&bytes)),
        }
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Text of the group, whatever it is for.
    pub(super) fn text(&mut self, text: &str) {
        let Some(group) = self.group() else { return };
        if self.half.take().is_some() {
            self.show(char::REPLACEMENT_CHARACTER.encode_utf8(&mut [0; 4]), group);
        }
        match group.place {
            Place::Words => self.show(&clean(text, group.codes.signs()), group),
            Place::Fonts => self.fonts.text(text),
            Place::Colors => self.colors.text(text),
            Place::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruct(text);
                }
            }
            Place::Label | Place::PropertyName | Place::PropertyValue | Place::Entry => {
                self.kept.push_str(&clean(text, group.codes.signs()));
            }
            Place::Skipped | Place::Table | Place::Shape | Place::Form | Place::Twice => {}
        }
    }

    /// Characters that a control word stands for.
    pub(super) fn characters(&mut self, characters: &str) {
        match self.group() {
            Some(group) if group.place == Place::Words => self.show(characters, group),
            _ => self.text(characters),
        }
    }

    /// Words of the document.
    pub(super) fn show(&mut self, words: &str, group: Group) {
        let blank = words.trim().is_empty();
        if group.look.is(Look::DELETED) || group.look.is(Look::STRUCK) {
            let count =
                if group.look.is(Look::DELETED) { &mut self.left_out.deleted } else { &mut self.left_out.struck };
            *count += usize::from(!blank);
            return;
        }
        if !blank {
            self.enter(group.form.cells());
            if let Some(field) = self.fields.last_mut() {
                field.has_result = true;
            }
        }
        // In cells and boxes white stands on a ground that the table may give.
        let white = self.colors.is_white(group.look.color)
            && !group.look.is(Look::GROUND)
            && group.form.ground == Ground::Paper
            && !self.draft().is_inside();
        let hidden = white || group.look.is(Look::HIDDEN) || group.look.is(Look::TINY);
        let mut sources = Vec::new();
        sources.extend(hidden.then_some(Source::Hidden));
        sources.extend(group.look.is(Look::INSERTED).then_some(Source::Inserted));
        self.draft().put(words, &sources);
    }

    /// Opens or closes table cells until that many are open.
    pub(super) fn enter(&mut self, cells: usize) {
        let cells = cells.max(usize::from(self.row == Row::Begun)).min(MAX_CELLS);
        let draft = self.draft();
        while draft.cells() > cells {
            draft.end_cell();
            draft.end_row();
        }
        if draft.cells() == cells && draft.in_row() {
            draft.end_row();
        }
        while draft.cells() < cells {
            draft.begin_cell();
        }
    }
}
