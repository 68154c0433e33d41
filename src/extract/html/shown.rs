//! What elements show that hold no text: line breaks, form fields, pictures.

use html5ever::tokenizer::Tag;

use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Shape;

use super::input::attribute;
use super::input::shown;
use super::look::Look;
use super::look::Own;
use super::page::State;

impl State {
    pub(super) fn void(&mut self, tag: &Tag, own: Own) {
        match &*tag.name {
            "br" => self.draft.put("\n", &[]),
            "hr" => self.end_line(Shape::Text),
            "img" | "embed" => self.picture(tag, own),
            "frame" => self.elsewhere(tag, own),
            "input" => {
                if let Some(shown) = shown(tag) {
                    let look = Own::sets(own.set | Look::FORM).within(self.stack.look());
                    self.words(&shown, look);
                }
            }
            _ => {}
        }
    }

    pub(super) fn end_select(&mut self) {
        if let Some(select) = self.select.take() {
            let look = Own::sets(Look::FORM).within(self.stack.look());
            self.words(&select.shown(), look);
        }
    }

    pub(super) fn picture(&mut self, tag: &Tag, own: Own) {
        self.pictures += usize::from(is_seen(tag, own.within(self.stack.look())));
    }

    /// A page within the page, which is not fetched.
    pub(super) fn elsewhere(&mut self, tag: &Tag, own: Own) {
        let fault = Fault::Unresolved("a frame whose text is kept elsewhere".to_owned());
        let filled = attribute(tag, "src").is_some_and(|from| !from.is_empty() && from != "about:blank");
        let look = Own { set: own.set & !Look::GONE, ..own }.within(Look::default());
        if (filled || attribute(tag, "srcdoc").is_some()) && is_seen(tag, look) && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}

/// Whether a picture or frame is shown and is larger than the dots that count readers.
fn is_seen(tag: &Tag, look: Look) -> bool {
    let dot = |side: &str| attribute(tag, side).is_some_and(|size| matches!(size.trim(), "0" | "1" | "2"));
    !look.is(Look::GONE | Look::HIDDEN | Look::INVISIBLE) && !dot("width") && !dot("height")
}
