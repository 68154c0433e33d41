//! How groups begin and end, and what their first control words make of them.

use std::mem;

use crate::document::Source;
use crate::extract::flow::draft::Draft;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::pictographs::bullet;

use super::destination;
use super::destination::Destination;
use super::field::Field;
use super::group::End;
use super::group::Form;
use super::group::Group;
use super::group::Look;
use super::group::Place;
use super::reader::Next;
use super::reader::Reader;

/// Deepest nesting; Word's own files have about 20 levels.
const MAX_DEPTH: usize = 1_000;

/// Longest list label, in characters.
const MAX_LABEL: usize = 100;

impl Reader {
    pub(super) fn open(&mut self) {
        let Some(group) = self.group() else { return };
        if self.groups.len() > MAX_DEPTH {
            return self.stop(Fault::Limit(format!("{MAX_DEPTH} groups in each other")));
        }
        self.groups.push(Group { end: End::Plain, ..group });
    }

    pub(super) fn close(&mut self) {
        self.half = None;
        let Some(group) = self.groups.pop() else { return };
        // The lowest group stands around the file, so that what is before it can be read.
        if self.groups.len() <= 1 {
            self.groups.clear();
        }
        match group.end {
            End::Plain => {}
            End::Label => {
                let label = label(&mem::take(&mut self.kept));
                if let (Some(label), Some(around)) = (label, self.group()) {
                    self.enter(around.form.cells());
                    self.draft().drop_label();
                    self.draft().label(&label);
                }
            }
            End::PropertyName => self.property = mem::take(&mut self.kept),
            End::Property => self.word_art(),
            End::Entry => {
                let entry = mem::take(&mut self.kept);
                if let Some(field) = self.fields.last_mut() {
                    field.entry(&entry);
                }
            }
            End::Field => {
                let shows = self.fields.pop().and_then(|field| field.shows());
                if let (Some(shows), Some(around)) = (shows, self.group()) {
                    self.show(&shows, around);
                }
            }
            End::Note => self.draft().end_aside(Source::Footnote),
            End::TextBox => self.draft().end_aside(Source::TextBox),
            End::Header | End::Footer => self.end_furniture(group.end),
        }
    }

    pub(super) fn end_furniture(&mut self, end: End) {
        let Some(draft) = self.drafts.pop() else { return };
        let mut paragraphs = draft.finish();
        let kept = if end == End::Header { &mut self.headers } else { &mut self.footers };
        for paragraph in &mut paragraphs {
            paragraph.mark_all(Source::Furniture);
        }
        if !kept.contains(&paragraphs) {
            kept.push(paragraphs);
        }
    }

    /// A property of a shape: word art holds words, as watermarks do.
    fn word_art(&mut self) {
        let value = mem::take(&mut self.kept);
        if mem::take(&mut self.property) == "gtextUNICODE" && !value.trim().is_empty() {
            self.draft().begin_aside();
            self.draft().put(&value, &[]);
            self.draft().end_aside(Source::TextBox);
        }
    }

    pub(super) fn word(&mut self, name: &str, number: Option<i32>, next: Next) {
        let Some(group) = self.group() else { return };
        let is_unicode = name == "ud" && next == Next::Ignorable;
        match group.place {
            // A brace too few or too many: what follows would go with the table.
            Place::Table | Place::Fonts | Place::Colors if matches!(name, "par" | "cell" | "row" | "page") => {
                self.fault.get_or_insert(Fault::Damaged("a table of the file holds paragraphs".to_owned()));
            }
            // The text in Unicode goes where the text for old programs would have gone.
            Place::Twice if is_unicode => {
                let outer = self.groups.iter().rev().map(|group| group.place).find(|&place| place != Place::Twice);
                self.change(|group| group.place = outer.unwrap_or(Place::Words));
            }
            Place::Skipped | Place::Table | Place::Twice => {}
            place => match destination::named(name) {
                Some(destination) => self.begin(name, destination),
                None if next == Next::Ignorable => self.change(|group| group.place = Place::Skipped),
                None => self.known(name, number, place),
            },
        }
    }

    fn known(&mut self, name: &str, number: Option<i32>, place: Place) {
        match place {
            Place::Fonts => self.fonts.word(name, number),
            Place::Colors => self.colors.word(name, number),
            Place::Form => {
                if let Some(field) = self.fields.last_mut() {
                    field.word(name, number);
                }
            }
            _ => self.set(name, number),
        }
    }

    fn begin(&mut self, name: &str, destination: Destination) {
        self.pictures += usize::from(name == "pict");
        let Destination::Is(place, end) = destination else { return };
        let outer = self.group().map_or(Place::Words, |group| group.place);
        match end {
            End::Field if outer != Place::Words => {
                self.fields.push(Field::default());
                return self.change(|group| group.end = End::Field);
            }
            End::Field => self.fields.push(Field::default()),
            End::Note => {
                self.notes += 1;
                let label = format!("[{}]", self.notes);
                if let Some(group) = self.group() {
                    self.show(&label, group);
                }
                self.draft().begin_aside();
                self.draft().label(&label);
            }
            End::TextBox => self.draft().begin_aside(),
            End::Header | End::Footer => self.drafts.push(Draft::new()),
            End::Label | End::PropertyName | End::Property | End::Entry => self.kept.clear(),
            End::Plain => {}
        }
        let anew = matches!(end, End::Note | End::TextBox | End::Header | End::Footer);
        self.change(|group| {
            (group.place, group.end) = (place, end);
            if anew {
                (group.look, group.form) = (Look::default(), Form::default());
            }
        });
    }
}

/// The label of a list item; a sign alone is a bullet, as Word's "o" is.
fn label(text: &str) -> Option<String> {
    let label: String = text.trim().chars().take(MAX_LABEL).collect();
    let mut chars = label.chars();
    let first = chars.next()?;
    let is_sign = chars.next().is_none() && (!first.is_alphanumeric() || first == 'o');
    Some(if is_sign { bullet(Some(first), None) } else { label })
}
