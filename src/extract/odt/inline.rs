//! What stands within a paragraph: words and what stands for words.

use std::borrow::Cow;

use crate::document::Source;
use crate::extract::flow::fault::Fault;
use crate::extract::xml::Element;

use super::body::Open;
use super::body::Walk;
use super::controls::FieldMark;
use super::says::Says;

/// Most things that are reported of one part.
const MAX_FAULTS: usize = 10;

impl Walk<'_> {
    pub(super) fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(Open::Deleted) => self.left_out.deleted += usize::from(!text.trim().is_empty()),
            Some(Open::Skipped | Open::Forms) | None => {}
            Some(_) if self.paragraphs > 0 => {
                if let Some(sources) = self.sources(text) {
                    self.draft.fold(text, &sources);
                }
            }
            Some(_) => {}
        }
    }

    pub(super) fn put(&mut self, words: &str) {
        if let Some(sources) = self.sources(words) {
            self.draft.put(words, &sources);
        }
    }

    /// How words that come next are read; `None` leaves them out.
    pub(super) fn sources(&mut self, words: &str) -> Option<Vec<Source>> {
        let says = self.says.last().copied().unwrap_or_default();
        let is = |said: Option<bool>| said == Some(true);
        if is(says.struck) {
            self.left_out.struck += usize::from(!words.trim().is_empty());
            return None;
        }
        // In cells and boxes white stands on a ground that styles may give.
        let white = is(says.white) && !is(says.ground) && !self.draft.is_inside();
        let hidden = white || is(says.hidden) || is(says.tiny);
        let inserted = self.changes.in_insertion();
        Some(hidden.then_some(Source::Hidden).into_iter().chain(inserted.then_some(Source::Inserted)).collect())
    }

    /// Elements that stand for something, or whose content is not seen.
    pub(super) fn mark(&mut self, element: &Element<'_>) -> Open {
        let value = |name: &str| element.value(name);
        match element.full() {
            "draw:image" | "draw:object" | "draw:object-ole" | "draw:plugin" => self.pictures += 1,
            "draw:floating-frame" => self.elsewhere("a frame whose text is kept elsewhere"),
            "draw:control" => {
                let shown = value("control").and_then(|id| self.controls.shown(&id).map(str::to_owned));
                self.put(&shown.unwrap_or_default());
            }
            "field:fieldmark" => {
                self.marks.push(FieldMark::new(element));
                return Open::FieldMark;
            }
            "field:param" => {
                if let Some(mark) = self.marks.last_mut() {
                    mark.parameter(element);
                }
            }
            "office:forms" => return Open::Forms,
            "text:changed-region" => {
                let id = value("id").map(Cow::into_owned).unwrap_or_default();
                self.changes.region(id);
            }
            "text:insertion" => self.changes.insertion(),
            "text:deletion" => return Open::Deleted,
            "text:change-start" => self.changes.start(&value("change-id").unwrap_or_default()),
            "text:change-end" => self.changes.end(&value("change-id").unwrap_or_default()),
            "svg:title"
            | "svg:desc"
            | "table:title"
            | "table:desc"
            | "office:annotation"
            | "office:change-info"
            | "office:scripts"
            | "text:ruby-text"
            | "text:note-citation"
            | "text:number"
            | "text:sequence-decls"
            | "text:variable-decls"
            | "text:user-field-decls"
            | "math:annotation" => return Open::Skipped,
            name if name.starts_with("text:") && name.ends_with("-source") => return Open::Skipped,
            _ => {}
        }
        Open::Other
    }

    pub(super) fn begin_look(&mut self, own: Says) -> Open {
        let around = self.says.last().copied().unwrap_or_default();
        self.says.push(own.or(around));
        Open::Look
    }

    pub(super) fn elsewhere(&mut self, what: &str) {
        let fault = Fault::Unresolved(what.to_owned());
        if self.faults.len() < MAX_FAULTS && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}
