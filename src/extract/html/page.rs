//! What is done with each tag and each piece of text.

use std::cell::RefCell;
use std::mem;

use html5ever::LocalName;
use html5ever::tokenizer::Tag;
use html5ever::tokenizer::TagKind;
use html5ever::tokenizer::Token;
use html5ever::tokenizer::TokenSink;
use html5ever::tokenizer::TokenSinkResult;

use crate::document::Source;
use crate::extract::MAX_LINES;
use crate::extract::flow::Flow;
use crate::extract::flow::LeftOut;
use crate::extract::flow::draft::Draft;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Shape;
use crate::extract::flow::words::clean;

use super::element;
use super::element::Kind;
use super::input::Select;
use super::input::attribute;
use super::input::shown;
use super::items::List;
use super::look::Look;
use super::look::Own;
use super::look::declarations;
use super::look::is_white;
use super::sheet::Sheet;
use super::stack::Stack;

/// Most table cells in each other.
const MAX_CELLS: usize = 100;

/// Longest style sheet that is kept, in bytes.
const MAX_SHEET: usize = 1 << 20;

/// A page that is being read.
pub(super) struct Page(RefCell<State>);

struct State {
    stack: Stack,
    draft: Draft,
    lists: Vec<List>,
    sheet: Sheet,
    /// The text of the open style sheet.
    css: String,
    select: Option<Select>,
    /// What parts the open paragraph from the one above.
    above: Shape,
    syntax: Syntax,
    ending: Ending,
    pictures: usize,
    left_out: LeftOut,
    faults: Vec<Fault>,
}

/// How tags are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Html,
    /// In XHTML `<script/>` is whole.
    Xml,
}

/// Whether the page says that it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    /// It was never said to begin: a piece of a page.
    Open,
    /// `html` or `body` has begun.
    Begun,
    /// `html` or `body` has ended.
    Ended,
    /// The file ends within a tag or a comment.
    Cut,
    /// A limit was passed; nothing more is read.
    Stopped,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        if state.ending == Ending::Stopped {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.begin(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CharacterTokens(text) => state.text(&text),
            Token::NullCharacterToken => state.text(" "),
            Token::ParseError(error) if error.contains("EOF") => state.ending = Ending::Cut,
            Token::ParseError(_) | Token::CommentToken(_) | Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        let state = self.0.borrow();
        state.syntax == Syntax::Xml || state.stack.look().is(Look::FOREIGN)
    }
}

impl Page {
    /// A page of which nothing was read; `text` tells how its tags are written.
    pub(super) fn new(text: &str) -> Self {
        let syntax = if text.trim_start().starts_with("<?xml") { Syntax::Xml } else { Syntax::Html };
        Self(RefCell::new(State {
            stack: Stack::default(),
            draft: Draft::new(),
            lists: Vec::new(),
            sheet: Sheet::default(),
            css: String::new(),
            select: None,
            above: Shape::Text,
            syntax,
            ending: Ending::Open,
            pictures: 0,
            left_out: LeftOut::default(),
            faults: Vec::new(),
        }))
    }

    /// All that was read.
    pub(super) fn finish(self) -> Flow {
        let mut state = self.0.into_inner();
        state.end_select();
        state.end_line(Shape::Line);
        let cut = matches!(state.ending, Ending::Begun | Ending::Cut) || state.stack.look().is(Look::GONE);
        if cut && state.ending != Ending::Stopped {
            state.faults.push(Fault::Damaged("it ends too early".to_owned()));
        }
        let State { draft, left_out, pictures, faults, .. } = state;
        Flow { paragraphs: draft.finish(), left_out, pictures, faults }
    }
}

impl State {
    fn text(&mut self, text: &str) {
        let look = self.stack.look();
        if look.is(Look::GONE) {
            if self.css.len() < MAX_SHEET && self.stack.holds(&LocalName::from("style")) {
                self.css.push_str(text);
            }
            return;
        }
        match &mut self.select {
            Some(select) => select.text(text),
            None => self.words(text, look),
        }
    }

    fn words(&mut self, words: &str, look: Look) {
        if look.is(Look::DELETED | Look::STRUCK) {
            let count = if look.is(Look::DELETED) { &mut self.left_out.deleted } else { &mut self.left_out.struck };
            *count += usize::from(!words.trim().is_empty());
            return;
        }
        // In cells white stands on a ground that a style sheet may give.
        let white = look.is(Look::WHITE) && !look.is(Look::GROUND) && !self.draft.is_inside();
        let hidden = white || look.is(Look::HIDDEN | Look::INVISIBLE | Look::TINY);
        let ways = [
            (hidden, Source::Hidden),
            (look.is(Look::INSERTED), Source::Inserted),
            (look.is(Look::FORM), Source::Form),
        ];
        let sources: Vec<Source> = ways.into_iter().filter_map(|(holds, source)| holds.then_some(source)).collect();
        if !look.is(Look::AS_WRITTEN) {
            return self.draft.fold(words, &sources);
        }
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                self.draft.put("\n", &[]);
            }
            self.draft.put(&clean(line, None), &sources);
        }
    }

    fn begin(&mut self, tag: &Tag) -> TokenSinkResult<()> {
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
            self.stop(format!("{MAX_CELLS} tables in each other"));
        } else if self.draft.paragraphs() > MAX_LINES {
            self.stop(format!("{MAX_LINES} paragraphs"));
        }
    }

    fn stop(&mut self, limit: String) {
        self.faults.push(Fault::Limit(limit));
        self.ending = Ending::Stopped;
    }

    fn end(&mut self, name: &LocalName) {
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
    fn end_line(&mut self, room: Shape) {
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

    fn void(&mut self, tag: &Tag, own: Own) {
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

    fn end_select(&mut self) {
        if let Some(select) = self.select.take() {
            let look = Own::sets(Look::FORM).within(self.stack.look());
            self.words(&select.shown(), look);
        }
    }

    fn picture(&mut self, tag: &Tag, own: Own) {
        self.pictures += usize::from(is_seen(tag, own.within(self.stack.look())));
    }

    /// A page within the page, which is not fetched.
    fn elsewhere(&mut self, tag: &Tag, own: Own) {
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
