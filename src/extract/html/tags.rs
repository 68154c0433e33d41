//! What the beginning and the end of an element do to the text.

use std::mem;

use html5ever::LocalName;
use html5ever::tokenizer::Tag;
use html5ever::tokenizer::TokenSinkResult;

use crate::extract::Limit;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Shape;

use super::element;
use super::element::Kind;
use super::input::Select;
use super::input::attribute;
use super::items::List;
use super::look::Look;
use super::look::Own;
use super::look::declarations;
use super::look::is_white;
use super::page::Ending;
use super::page::State;
use super::page::Syntax;

/// Most table cells in each other.
const MAX_CELLS: usize = 100;

impl State {
    pub(super) fn begin(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        match name {
            "html" | "body" | "head" => {
                self.ending = self.ending.max(if name == "head" { Ending::Open } else { Ending::Begun });
                return TokenSinkResult::Continue;
            }
            "select" => self.select = Some(Select::default()),
            "option" => {
                if let Some(select) = &mut self.select {
                    select.option(tag);
                }
            }
            _ => {}
        }
        let fault = Fault::Damaged("a quotation mark is missing, and a tag goes on over text".to_owned());
        if swallows(tag) && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
        let own = self.own(tag);
        if element::is_void(name) {
            self.void(tag, own);
            return TokenSinkResult::Continue;
        }
        let kind = self.kind(name);
        if matches!(kind, Kind::Rows | Kind::Row | Kind::Cell) && !self.stack.in_table() {
            return TokenSinkResult::Continue;
        }
        self.open(tag, kind, own);
        if tag.self_closing && (self.syntax == Syntax::Xml || self.stack.look().is(Look::FOREIGN)) {
            self.end(&tag.name);
            return TokenSinkResult::Continue;
        }
        match element::raw(name) {
            Some(raw) => TokenSinkResult::RawData(raw),
            None if name == "plaintext" => TokenSinkResult::Plaintext,
            None => TokenSinkResult::Continue,
        }
    }

    fn kind(&self, name: &str) -> Kind {
        // A title in a drawing is none of the page, and so on: names of foreign markup say nothing here.
        if self.stack.look().is(Look::FOREIGN) { Kind::Inline } else { element::kind(name) }
    }

    /// What the element's name, attributes and styles say of its text.
    fn own(&self, tag: &Tag) -> Own {
        let mut own = element::own(&tag.name);
        own.add(self.sheet.of(&tag.name, attribute(tag, "class"), attribute(tag, "id")));
        for attribute in &tag.attrs {
            match &*attribute.name.local {
                "hidden" => own.add(Own::sets(Look::HIDDEN)),
                "style" => own.add(declarations(&attribute.value)),
                "bgcolor" | "background" if !is_white(&attribute.value) => own.add(Own::sets(Look::GROUND)),
                "color" if &*tag.name == "font" => own.add(declarations(&["color:", &attribute.value].concat())),
                _ => {}
            }
        }
        if &*tag.name == "dialog" && attribute(tag, "open").is_none() {
            own.add(Own::sets(Look::HIDDEN));
        }
        own
    }

    fn open(&mut self, tag: &Tag, kind: Kind, own: Own) {
        for ended in self.stack.make_room(&tag.name, kind) {
            self.close(ended.kind, ended.own);
        }
        match kind {
            Kind::Inline | Kind::Formatting | Kind::Rows => {}
            Kind::Table => {
                self.end_line(Shape::Text);
                self.draft.begin_table();
            }
            Kind::Row => self.draft.begin_row(),
            Kind::Cell => self.draft.begin_cell(),
            Kind::Block | Kind::Apart | Kind::List | Kind::Item => self.end_line(room(kind, own, self.lists.len())),
        }
        if kind == Kind::List {
            let style = style_of_list(attribute(tag, "style"));
            self.lists.push(List::new(&tag.name, attribute(tag, "type"), attribute(tag, "start"), style.as_deref()));
        }
        if kind == Kind::Item {
            let bullet = || Some("•".to_owned());
            let label = self.lists.last_mut().map_or_else(bullet, |list| list.label(attribute(tag, "value")));
            if let Some(label) = label {
                self.draft.label(&label);
            }
        }
        self.stack.push(tag.name.clone(), kind, own);
        match &*tag.name {
            "q" => self.words("“", self.stack.look()),
            "svg" | "object" | "canvas" => self.picture(tag, own),
            "iframe" => self.elsewhere(tag, own),
            _ => {}
        }
        if self.draft.cells() > MAX_CELLS {
            self.stop(Fault::Limit(format!("{MAX_CELLS} tables in each other")));
        } else if self.draft.paragraphs() as u64 > self.limits.lines {
            self.stop(Fault::Beyond(Limit::Lines.beyond(&self.limits)));
        }
    }

    fn stop(&mut self, fault: Fault) {
        self.faults.push(fault);
        self.ending = Ending::Stopped;
    }

    pub(super) fn end(&mut self, name: &LocalName) {
        match &**name {
            "html" | "body" => return self.ending = self.ending.max(Ending::Ended),
            // An end tag without a beginning still breaks the line.
            "br" => return self.draft.put("\n", &[]),
            "p" if !self.stack.holds(name) => return self.end_line(Shape::Text),
            "select" => self.end_select(),
            "style" => {
                let css = mem::take(&mut self.css);
                self.sheet.read(&css);
            }
            "q" if self.stack.holds(name) => self.words("”", self.stack.look()),
            _ => {}
        }
        let kind = self.kind(name);
        for ended in self.stack.end(name, kind) {
            self.close(ended.kind, ended.own);
        }
    }

    /// What the end of an element does to the text.
    fn close(&mut self, kind: Kind, own: Own) {
        match kind {
            Kind::Inline | Kind::Formatting | Kind::Rows => {}
            Kind::Cell => {
                self.end_line(Shape::Line);
                self.draft.end_cell();
                self.above = Shape::Text;
            }
            Kind::Row => self.draft.end_row(),
            Kind::Table => {
                self.draft.end_row();
                self.above = Shape::Text;
            }
            Kind::Item => {
                self.end_line(Shape::Line);
                self.draft.drop_label();
            }
            Kind::List => {
                self.lists.pop();
                self.end_line(room(kind, own, self.lists.len()));
            }
            Kind::Block | Kind::Apart => self.end_line(room(kind, own, self.lists.len())),
        }
    }

    /// Ends the open line; `room` is what is left between it and the next one. An empty line leaves room, too.
    pub(super) fn end_line(&mut self, room: Shape) {
        let lines = self.draft.paragraphs();
        self.draft.shape(self.above);
        let was_empty = self.draft.is_empty();
        self.draft.end_paragraph();
        let is_blank = !was_empty && self.draft.paragraphs() == lines;
        if self.draft.paragraphs() > lines {
            self.above = Shape::Line;
        }
        if room == Shape::Text || is_blank {
            self.above = Shape::Text;
        }
    }
}

/// Attributes that hold no markup.
const PLAIN: [&str; 16] = [
    "align", "bgcolor", "border", "class", "color", "dir", "face", "height", "href", "id", "lang", "name", "size",
    "style", "valign", "width",
];

/// Whether an end tag went with the value of an attribute.
fn swallows(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| PLAIN.contains(&&*attribute.name.local) && attribute.value.contains("</"))
}

/// Room above and below a block, as browsers leave it.
fn room(kind: Kind, own: Own, lists: usize) -> Shape {
    let apart = own.apart || kind == Kind::Apart || kind == Kind::List && lists == 0;
    if apart { Shape::Text } else { Shape::Line }
}

fn style_of_list(style: Option<&str>) -> Option<String> {
    let declarations = style?.split(';').filter_map(|declaration| declaration.split_once(':'));
    let is_list = |name: &str| matches!(name.trim(), "list-style" | "list-style-type");
    declarations.filter(|(name, _)| is_list(name)).map(|(_, value)| value.trim().to_owned()).next_back()
}
