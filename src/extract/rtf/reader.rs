//! The walk through the tokens: groups, text, paragraphs.

use std::mem;

use crate::document::Source;
use crate::extract::MAX_LINES;
use crate::extract::flow::Flow;
use crate::extract::flow::LeftOut;
use crate::extract::flow::draft::Draft;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Paragraph;
use crate::extract::flow::pictographs::bullet;

use super::codes::Codes;
use super::destination;
use super::destination::Destination;
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

/// Deepest nesting; Word's own files have about 20 levels.
const MAX_DEPTH: usize = 1_000;

/// Longest list label, in characters.
const MAX_LABEL: usize = 100;

/// Reads the file to its end, or to where it cannot be read.
pub(super) fn read(bytes: &[u8]) -> Flow {
    let mut reader = Reader::new();
    let mut tokens = Tokens::new(bytes.trim_ascii_start());
    for token in tokens.by_ref() {
        reader.take(token);
        if reader.draft().paragraphs() > MAX_LINES {
            reader.stop(Fault::Limit(format!("{MAX_LINES} paragraphs")));
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
enum Next {
    #[default]
    Known,
    /// Behind `\*`: who does not know it skips its group.
    Ignorable,
}

pub(super) struct Reader {
    /// Open groups, the outermost first; the lowest stands around the file. Empty: the document has ended.
    groups: Vec<Group>,
    /// The body, and above it a header or footer that is open.
    drafts: Vec<Draft>,
    headers: Vec<Vec<Paragraph>>,
    footers: Vec<Vec<Paragraph>>,
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
    property: String,
    notes: usize,
    pictures: usize,
    pub(super) left_out: LeftOut,
    fault: Option<Fault>,
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

    fn stop(&mut self, fault: Fault) {
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

    fn open(&mut self) {
        let Some(group) = self.group() else { return };
        if self.groups.len() > MAX_DEPTH {
            return self.stop(Fault::Limit(format!("{MAX_DEPTH} groups in each other")));
        }
        self.groups.push(Group { end: End::Plain, ..group });
    }

    fn close(&mut self) {
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

    fn end_furniture(&mut self, end: End) {
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

    fn word(&mut self, name: &str, number: Option<i32>, next: Next) {
        let Some(group) = self.group() else { return };
        let is_unicode = name == "ud" && next == Next::Ignorable;
        match group.place {
            // The text in Unicode goes where the text for old programs would have gone.
            Place::Twice if is_unicode => {
                let outer = self.groups.iter().rev().map(|group| group.place).find(|&place| place != Place::Twice);
                self.change(|group| group.place = outer.unwrap_or(Place::Words));
            }
            Place::Skipped | Place::Twice => {}
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

/// The label of a list item; a sign alone is a bullet, as Word's "o" is.
fn label(text: &str) -> Option<String> {
    let label: String = text.trim().chars().take(MAX_LABEL).collect();
    let mut chars = label.chars();
    let first = chars.next()?;
    let is_sign = chars.next().is_none() && (!first.is_alphanumeric() || first == 'o');
    Some(if is_sign { bullet(Some(first), None) } else { label })
}
