//! The walk through one part that holds paragraphs: the text, a header.
//!
//! An event loop with a stack of its own, so that nesting costs no call stack.

use crate::document::Source;
use crate::extract::Limit;
use crate::extract::flow::LeftOut;
use crate::extract::flow::draft::Draft;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Paragraph;
use crate::extract::xml::Element;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

use super::changes::Changes;
use super::controls::Controls;
use super::controls::FieldMark;
use super::lists::Counts;
use super::paragraph::Item;
use super::says::Says;
use super::styles::Styles;

/// An open element, as far as its end or its children need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Other,
    Paragraph,
    /// Text of a look of its own.
    Look,
    List,
    Item,
    Row,
    Cell,
    Note,
    NoteBody,
    /// A text box, or a shape that holds words.
    Shape,
    FieldMark,
    /// Definitions of forms.
    Forms,
    /// Nothing in here is seen.
    Skipped,
    /// Deleted under change tracking.
    Deleted,
}

/// Most blanks that one element may stand for.
const MAX_BLANKS: usize = 100;

/// Shapes whose paragraphs stand in a box.
const SHAPES: [&str; 13] = [
    "text-box",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "polygon",
    "polyline",
    "path",
    "line",
    "connector",
    "measure",
    "caption",
    "regular-polygon",
];

/// Walks a part, or the element that is open in it.
pub(super) struct Walk<'s> {
    pub(super) styles: &'s Styles,
    pub(super) draft: Draft,
    pub(super) open: Vec<Open>,
    /// The look of the text, the innermost last.
    pub(super) says: Vec<Says>,
    /// The names of the open lists.
    pub(super) lists: Vec<String>,
    pub(super) items: Vec<Item>,
    pub(super) counts: Counts,
    pub(super) changes: Changes,
    pub(super) controls: Controls,
    pub(super) marks: Vec<FieldMark>,
    pub(super) notes: usize,
    /// How many paragraphs are open in each other.
    pub(super) paragraphs: usize,
    /// What was left out.
    pub left_out: LeftOut,
    /// How many pictures.
    pub pictures: usize,
    /// What was wrong.
    pub faults: Vec<Fault>,
}

impl<'s> Walk<'s> {
    /// Begins with nothing read.
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            draft: Draft::new(),
            open: Vec::new(),
            says: Vec::new(),
            lists: Vec::new(),
            items: Vec::new(),
            counts: Counts::default(),
            changes: Changes::default(),
            controls: Controls::default(),
            marks: Vec::new(),
            notes: 0,
            paragraphs: 0,
            left_out: LeftOut::default(),
            pictures: 0,
            faults: Vec::new(),
        }
    }

    /// Walks to the end of the element that is open, and hands over its paragraphs. What was read before a fault stays.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Vec<Paragraph> {
        self.open = vec![Open::Other];
        while !self.open.is_empty() {
            match xml.next() {
                Ok(Some(token)) => self.take(token),
                Ok(None) => break,
                Err(fault) => {
                    self.faults.push(fault);
                    break;
                }
            }
            if self.draft.paragraphs() as u64 > xml.limits().lines {
                self.faults.push(Fault::Beyond(Limit::Lines.beyond(xml.limits())));
                break;
            }
        }
        std::mem::replace(&mut self.draft, Draft::new()).finish()
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open(element) => {
                let open = self.unseen(&element).unwrap_or_else(|| self.begin(&element));
                self.open.push(open);
            }
            Token::Close => {
                if let Some(open) = self.open.pop() {
                    self.end(open);
                }
            }
            Token::Text(text) => self.text(&text),
            Token::Unknown(name) => {
                if self.paragraphs > 0 {
                    self.elsewhere(&format!("the entity &{name};"));
                }
            }
        }
    }

    /// What an element inside something that is not seen becomes.
    fn unseen(&mut self, element: &Element<'_>) -> Option<Open> {
        match self.open.last()? {
            Open::Skipped => Some(Open::Skipped),
            Open::Deleted if element.name() == "change-info" => Some(Open::Skipped),
            Open::Deleted => Some(Open::Deleted),
            Open::Forms => {
                self.controls.take(element);
                Some(Open::Forms)
            }
            _ => None,
        }
    }

    fn begin(&mut self, element: &Element<'_>) -> Open {
        let value = |name: &str| element.value(name);
        match element.name() {
            "p" | "h" => self.begin_paragraph(element),
            "span" => {
                let own = value("style-name").map(|name| self.styles.says("text", &name)).unwrap_or_default();
                return self.begin_look(own);
            }
            "section" if is_unseen(element) => return self.begin_look(Says::HIDDEN),
            "hidden-text" if value("is-hidden").as_deref() != Some("false") => return self.begin_look(Says::HIDDEN),
            "hidden-paragraph" if value("is-hidden").as_deref() == Some("true") => self.draft.mark(Source::Hidden),
            "s" => {
                let count = value("c").and_then(|count| count.parse().ok()).unwrap_or(1).min(MAX_BLANKS);
                self.put(&" ".repeat(count));
            }
            "tab" => self.put("\t"),
            "line-break" => self.put("\n"),
            "list" => self.begin_list(element),
            "list-item" | "list-header" => self.begin_item(element),
            "table" => self.draft.begin_table(),
            "table-row" => self.draft.begin_row(),
            "table-cell" => self.draft.begin_cell(),
            "covered-table-cell" => self.draft.skip_cell(),
            "note" => self.begin_note(),
            "note-body" => {
                self.draft.begin_aside();
                self.draft.label(&format!("[{}]", self.notes));
            }
            name if SHAPES.contains(&name) => self.draft.begin_aside(),
            _ => return self.mark(element),
        }
        kind(element.name())
    }

    fn end(&mut self, open: Open) {
        match open {
            Open::Paragraph => {
                self.says.pop();
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.draft.end_paragraph();
                self.draft.drop_label();
            }
            Open::Look => {
                self.says.pop();
            }
            Open::List => {
                self.lists.pop();
            }
            Open::Item => {
                self.items.pop();
            }
            Open::Row => self.draft.end_row(),
            Open::Cell => self.draft.end_cell(),
            Open::NoteBody => self.draft.end_aside(Source::Footnote),
            Open::Shape => self.draft.end_aside(Source::TextBox),
            Open::FieldMark => {
                let mark = self.marks.pop().unwrap_or_default();
                self.put(mark.shown().unwrap_or_default());
            }
            Open::Other | Open::Note | Open::Forms | Open::Skipped | Open::Deleted => {}
        }
    }
}

/// Whether a section is hidden.
fn is_unseen(element: &Element<'_>) -> bool {
    match element.value("display").as_deref() {
        Some("none") => true,
        Some("condition") => element.value("is-hidden").as_deref() == Some("true"),
        _ => false,
    }
}

fn kind(name: &str) -> Open {
    match name {
        "p" | "h" => Open::Paragraph,
        "list" => Open::List,
        "list-item" | "list-header" => Open::Item,
        "table-row" => Open::Row,
        "table-cell" => Open::Cell,
        "note" => Open::Note,
        "note-body" => Open::NoteBody,
        name if SHAPES.contains(&name) => Open::Shape,
        _ => Open::Other,
    }
}
