//! What is done with each tag and each piece of text.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tokenizer::TagKind;
use html5ever::tokenizer::Token;
use html5ever::tokenizer::TokenSink;
use html5ever::tokenizer::TokenSinkResult;

use crate::document::Source;
use crate::extract::Limits;
use crate::extract::flow::Flow;
use crate::extract::flow::LeftOut;
use crate::extract::flow::draft::Draft;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Shape;
use crate::extract::flow::words::clean;

use super::input::Select;
use super::items::List;
use super::look::Look;
use super::sheet::Sheet;
use super::stack::Stack;

/// Longest style sheet that is kept, in bytes.
const MAX_SHEET: usize = 1 << 20;

/// A page that is being read.
pub(super) struct Page(RefCell<State>);

/// How far the reading is.
pub(super) struct State {
    pub(super) limits: Limits,
    pub(super) stack: Stack,
    pub(super) draft: Draft,
    pub(super) lists: Vec<List>,
    pub(super) sheet: Sheet,
    /// The text of the open style sheet.
    pub(super) css: String,
    pub(super) select: Option<Select>,
    /// What parts the open paragraph from the one above.
    pub(super) above: Shape,
    pub(super) syntax: Syntax,
    pub(super) ending: Ending,
    pub(super) pictures: usize,
    left_out: LeftOut,
    pub(super) faults: Vec<Fault>,
}

/// How tags are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Html,
    /// In XHTML `<script/>` is whole.
    Xml,
}

/// Whether the page says that it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
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
    pub(super) fn new(text: &str, limits: &Limits) -> Self {
        let syntax = if text.trim_start().starts_with("<?xml") { Syntax::Xml } else { Syntax::Html };
        Self(RefCell::new(State {
            limits: *limits,
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

    pub(super) fn words(&mut self, words: &str, look: Look) {
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
}
