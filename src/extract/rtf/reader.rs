//! The walk through the tokens: groups, text, paragraphs.

use std::mem;

use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::flow::Flow;
use crate::extract::flow::LeftOut;
use crate::extract::flow::draft::Draft;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Paragraph;

use super::codes::Codes;
use super::field::Field;
use super::fonts::Colors;
use super::fonts::Fonts;
use super::group::End;
use super::group::Form;
use super::group::Group;
use super::group::Look;
use super::group::Place;
use super::token::Token;
use super::token::Tokens;
use super::word;

/// Reads the file to its end, or to where it cannot be read.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Flow {
    let mut reader = Reader::new();
    let mut tokens = Tokens::new(bytes.trim_ascii_start());
    for token in tokens.by_ref() {
        reader.take(token);
        if reader.draft().paragraphs() as u64 > limits.lines {
            reader.stop(Fault::Beyond(Limit::Lines.beyond(limits)));
        }
        if reader.groups.is_empty() {
            break;
        }
    }
    reader.finish(tokens.rest())
}

/// Whether a table row was begun whose cells do not say that they stand in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    None,
    Begun,
}

/// What a control word is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Next {
    #[default]
    Known,
    /// Behind `\*`: who does not know it skips its group.
    Ignorable,
}

pub(super) struct Reader {
    /// Open groups, the outermost first; the lowest stands around the file. Empty: the document has ended.
    pub(super) groups: Vec<Group>,
    /// The body, and above it a header or footer that is open.
    pub(super) drafts: Vec<Draft>,
    pub(super) headers: Vec<Vec<Paragraph>>,
    pub(super) footers: Vec<Vec<Paragraph>>,
    pub(super) fonts: Fonts,
    pub(super) colors: Colors,
    /// How bytes are read where no font says more.
    pub(super) codes: Codes,
    /// `\deff`: the font of text that names none.
    pub(super) font: Option<i32>,
    /// Bytes of text that are still to be decoded.
    pub(super) bytes: Vec<u8>,
    /// The first half of a character that takes two `\u`.
    pub(super) half: Option<u32>,
    /// How many characters are still to be skipped behind `\u`.
    pub(super) skip: usize,
    /// What the next control word is for.
    next: Next,
    pub(super) row: Row,
    pub(super) fields: Vec<Field>,
    /// The text of a label, of a name or value of a property, of an entry.
    pub(super) kept: String,
    pub(super) property: String,
    pub(super) notes: usize,
    pub(super) pictures: usize,
    pub(super) left_out: LeftOut,
    pub(super) fault: Option<Fault>,
}

impl Reader {
    fn new() -> Self {
        let codes = Codes::WESTERN;
        let (look, form) = (Look::default(), Form::default());
        Self {
            groups: vec![Group { place: Place::Words, end: End::Plain, codes, fallback: 1, look, form }],
            drafts: vec![Draft::new()],
            headers: Vec::new(),
            footers: Vec::new(),
            fonts: Fonts::default(),
            colors: Colors::default(),
            codes,
            font: None,
            bytes: Vec::new(),
            half: None,
            skip: 0,
            next: Next::Known,
            row: Row::None,
            fields: Vec::new(),
            kept: String::new(),
            property: String::new(),
            notes: 0,
            pictures: 0,
            left_out: LeftOut::default(),
            fault: None,
        }
    }

    pub(super) fn draft(&mut self) -> &mut Draft {
        if self.drafts.is_empty() {
            self.drafts.push(Draft::new());
        }
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// The innermost open group.
    pub(super) fn group(&self) -> Option<Group> {
        self.groups.last().copied()
    }

    pub(super) fn change(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    pub(super) fn stop(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
        self.groups.clear();
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => {
                let skipped = self.skip.min(text.len());
                self.skip -= skipped;
                self.bytes.extend(text.get(skipped..).unwrap_or_default());
                return;
            }
            Token::Byte(byte) => {
                if self.skip == 0 {
                    self.bytes.push(byte);
                }
                self.skip = self.skip.saturating_sub(1);
                return;
            }
            _ => self.flush(),
        }
        // Old programs show characters instead of `\u`, and nothing but characters.
        self.skip = 0;
        let next = mem::take(&mut self.next);
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word(name, number) => self.word(name, number, next),
            Token::Symbol(b'*') => self.next = Next::Ignorable,
            Token::Symbol(symbol) => {
                if let Some(words) = word::symbol(symbol) {
                    self.text(words);
                }
            }
            Token::Short => self.stop(Fault::Damaged("it ends within a picture".to_owned())),
            Token::Text(_) | Token::Byte(_) => {}
        }
    }

    /// Whether the words that come next are of the body, and no header or footer.
    pub(super) fn is_in_body(&self) -> bool {
        self.drafts.len() == 1
    }

    /// All that was read; `rest` is what stands behind the end of the document.
    fn finish(mut self, rest: &[u8]) -> Flow {
        self.flush();
        if !self.groups.is_empty() {
            self.fault.get_or_insert(Fault::Damaged("it ends before its groups do".to_owned()));
        } else if rest.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
            self.fault.get_or_insert(Fault::Damaged("a brace ends it before the file ends".to_owned()));
        }
        while self.drafts.len() > 1 {
            self.end_furniture(End::Footer);
        }
        let body = self.drafts.pop().map(Draft::finish).unwrap_or_default();
        let paragraphs = self.headers.into_iter().flatten().chain(body).chain(self.footers.into_iter().flatten());
        let (paragraphs, faults) = (paragraphs.collect(), self.fault.into_iter().collect());
        Flow { paragraphs, left_out: self.left_out, pictures: self.pictures, faults }
    }
}
