//! The walk through one part that holds paragraphs: the body, a header, the notes.
//!
//! An event loop with a stack of its own, so that nesting costs no call stack.

use std::borrow::Cow;

use crate::document::Source;

use super::fault::Fault;
use super::paragraph::Paragraph;
use super::paragraph::Shape;
use super::pictographs::SignFont;
use super::pictographs::is_private_sign;
use super::state::End;
use super::state::Field;
use super::state::FormField;
use super::state::Note;
use super::state::Run;
use super::state::State;
use super::state::Table;
use super::state::Target;
use super::styles::InList;
use super::table;
use super::xml::Element;
use super::xml::Token;
use super::xml::Xml;

/// An open element, as far as its end or its children need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Other,
    /// Characters in here are words.
    Text,
    Paragraph,
    /// Properties: of a paragraph, a run, a row.
    Properties,
    Row,
    Cell,
    TextBox,
    Insertion,
    /// `mc:AlternateContent`; whether one of its branches was taken.
    Alternatives(Branch),
    /// Nothing in here is seen.
    Skipped,
    /// A tracked deletion.
    Deleted,
    FieldBegin,
    FormField,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Branch {
    Wanted,
    Taken,
}

/// What a branch of `mc:AlternateContent` may require, and Word of this decade draws it.
const DRAWN: [&str; 14] =
    ["wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "a14", "cx1", "aink", "am3d"];

/// Walks to the end of the part, or of the element that is open (a note). What was read before a fault stays in `state`.
pub(super) fn walk(xml: &mut Xml<'_>, state: &mut State<'_>) -> Result<(), Fault> {
    let mut walk = Walk { state, open: vec![Open::Other] };
    while !walk.open.is_empty()
        && let Some(token) = xml.next()?
    {
        walk.take(token);
    }
    Ok(())
}

struct Walk<'s, 'a> {
    state: &'s mut State<'a>,
    open: Vec<Open>,
}

impl Walk<'_, '_> {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open(element) => {
                let open = self.unseen().unwrap_or_else(|| self.begin(&element));
                self.open.push(open);
            }
            Token::Close => {
                if let Some(open) = self.open.pop() {
                    self.end(open);
                }
            }
            Token::Text(text) => self.text(&text),
            Token::Unknown(name) => {
                if self.open.contains(&Open::Text) {
                    self.state.seen.faults.push(Fault::Unresolved(format!("the entity &{name};")));
                }
            }
        }
    }

    /// What an element inside something that is not seen inherits.
    fn unseen(&self) -> Option<Open> {
        self.open.last().copied().filter(|open| matches!(open, Open::Skipped | Open::Deleted))
    }

    fn in_properties(&self) -> bool {
        self.open.contains(&Open::Properties)
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(Open::Text) => {
                let words = clean(text, self.state.run.font);
                self.state.put(&words);
            }
            Some(Open::Deleted) => self.state.seen.deleted |= !text.trim().is_empty(),
            _ => {}
        }
    }

    fn begin(&mut self, element: &Element<'_>) -> Open {
        if self.in_properties() {
            return self.property(element);
        }
        match element.name() {
            "p" => self.begin_paragraph(),
            "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" | "tblPrEx" | "sectPr" | "sdtPr" => {
                self.property(element);
                return Open::Properties;
            }
            "r" => self.state.run = Run::default(),
            "t" => return Open::Text,
            "tab" | "ptab" => self.state.put("\t"),
            "br" | "cr" => self.state.put("\n"),
            "noBreakHyphen" => self.state.put("-"),
            "sym" => self.sign(element),
            "tbl" => self.state.table = Table::Begun,
            "tr" => self.state.rows.push(Vec::new()),
            "tc" | "txbxContent" => self.state.targets.push(Target::default()),
            "footnoteReference" => self.note(Note::Foot, element),
            "endnoteReference" => self.note(Note::End, element),
            "ins" | "moveTo" => self.state.inserted += 1,
            "textpath" => self.word_art(element),
            "altChunk" | "subDoc" => self.elsewhere("text that is kept in a file inside the file"),
            "relIds" => self.elsewhere("a diagram (SmartArt)"),
            "checkBox" | "ddList" | "default" | "checked" | "result" | "listEntry" => self.form_property(element),
            _ => return self.branch(element),
        }
        kind(element.name())
    }

    /// Elements that decide what of their content is seen.
    fn branch(&mut self, element: &Element<'_>) -> Open {
        let seen = match (element.name(), self.open.last_mut()) {
            ("AlternateContent", _) => return Open::Alternatives(Branch::Wanted),
            ("Choice", Some(Open::Alternatives(branch @ Branch::Wanted))) => {
                let needs = element.value("Requires").unwrap_or(Cow::Borrowed(""));
                let drawn = needs.split_whitespace().all(|need| DRAWN.contains(&need));
                if drawn {
                    *branch = Branch::Taken;
                }
                drawn
            }
            ("Fallback", Some(Open::Alternatives(branch))) => *branch == Branch::Wanted,
            ("Choice", _) => false,
            ("del" | "moveFrom", _) => return Open::Deleted,
            ("instrText" | "delInstrText" | "delText" | "rt" | "pPrChange" | "rPrChange", _) => false,
            ("fldChar", _) => return self.field(element),
            ("ffData", _) => {
                self.state.form = Some(FormField::default());
                return Open::FormField;
            }
            _ => true,
        };
        if seen { Open::Other } else { Open::Skipped }
    }

    fn property(&mut self, element: &Element<'_>) -> Open {
        let in_paragraph = self.open.iter().rev().take(2).filter(|&&open| open == Open::Properties).count() == 2;
        let value = || element.val().map(Cow::into_owned);
        let number = || element.val().and_then(|v| v.parse::<u32>().ok());
        match element.name() {
            "pStyle" => self.state.target().style = value(),
            "numId" => self.state.target().place.list = number(),
            "ilvl" => self.state.target().place.level = number().and_then(|n| usize::try_from(n).ok()),
            "del" | "moveFrom" if in_paragraph => self.state.target().end = End::Deleted,
            "vanish" if !in_paragraph => self.state.run.hidden = Some(element.is_on()),
            "rStyle" if !in_paragraph => {
                let hides = element.val().is_some_and(|style| self.state.styles.hides(&style));
                self.state.run.hidden = self.state.run.hidden.or(hides.then_some(true));
            }
            "rFonts" if !in_paragraph => self.state.run.font = sign_font(element),
            "headerReference" | "footerReference" => {
                self.state.seen.furniture.extend(element.value("id").map(Cow::into_owned));
            }
            name if name.ends_with("Change") => return Open::Skipped,
            "pPr" | "rPr" => return Open::Properties,
            _ => {}
        }
        Open::Other
    }

    fn end(&mut self, open: Open) {
        match open {
            Open::Paragraph => self.state.end_paragraph(),
            Open::Cell => {
                let cell = self.state.end_target();
                match self.state.rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => self.state.target().done.extend(cell),
                }
            }
            Open::Row => {
                let mut lines = table::row(self.state.rows.pop().unwrap_or_default());
                if std::mem::take(&mut self.state.table) == Table::Begun
                    && let Some(first) = lines.first_mut().filter(|line| line.shape == Shape::Row)
                {
                    first.shape = Shape::FirstRow;
                }
                self.state.target().done.extend(lines);
                self.state.flush_after();
            }
            Open::TextBox => {
                let boxed = self.state.end_target();
                self.state.after.extend(boxed.into_iter().map(|paragraph| marked(paragraph, Source::TextBox)));
            }
            Open::Insertion => self.state.inserted = self.state.inserted.saturating_sub(1),
            Open::FieldBegin => self.state.fields.push(Field::Instruction),
            Open::FormField => self.form_field(),
            _ => {}
        }
    }

    /// Some files nest a paragraph in a paragraph; the outer one ends there.
    fn begin_paragraph(&mut self) {
        if self.state.target().end != End::Joining && !self.state.target().open.text.is_empty() {
            self.state.end_paragraph();
        }
        let target = self.state.target();
        (target.end, target.place, target.style) = (End::Kept, InList::default(), None);
    }

    fn sign(&mut self, element: &Element<'_>) {
        let code = element.value("char").and_then(|hex| u32::from_str_radix(&hex, 16).ok()).unwrap_or(0);
        let font = sign_font(element);
        let plain = char::from_u32(code).filter(|&c| !is_private_sign(c) && !c.is_control());
        let sign = font.map_or_else(|| plain.unwrap_or(char::REPLACEMENT_CHARACTER), |font| font.sign(code));
        self.state.put(sign.encode_utf8(&mut [0; 4]));
    }

    fn note(&mut self, kind: Note, element: &Element<'_>) {
        let id = element.value("id").unwrap_or(Cow::Borrowed("")).into_owned();
        self.state.note_count += 1;
        let label = format!("[{}]", self.state.note_count);
        self.state.put(&label);
        let Some(note) = self.state.notes.get(&(kind, id)) else {
            return self.elsewhere(&format!("the note {label}, which is missing"));
        };
        for (n, paragraph) in note.iter().enumerate() {
            let mut paragraph = paragraph.clone();
            if n == 0 {
                paragraph.prepend(&format!("{label} "));
            }
            self.state.after.push_back(marked(paragraph, Source::Footnote));
        }
    }

    /// Word art, as watermarks are: "DRAFT" across the page.
    fn word_art(&mut self, element: &Element<'_>) {
        let words = element.value("string").unwrap_or(Cow::Borrowed(""));
        if !words.trim().is_empty() {
            let paragraph = Paragraph { text: clean(&words, None).into_owned(), ..Paragraph::default() };
            self.state.after.push_back(marked(paragraph, Source::TextBox));
        }
    }

    fn elsewhere(&mut self, what: &str) {
        self.state.seen.faults.push(Fault::Unresolved(what.to_owned()));
    }

    fn field(&mut self, element: &Element<'_>) -> Open {
        match element.value("fldCharType").as_deref() {
            Some("begin") => return Open::FieldBegin,
            Some("separate") => {
                if let Some(field) = self.state.fields.last_mut() {
                    *field = Field::Result;
                }
            }
            Some("end") => {
                self.state.fields.pop();
                if self.state.fields.is_empty() {
                    self.state.swallowed = 0;
                }
            }
            _ => {}
        }
        Open::Other
    }

    fn form_property(&mut self, element: &Element<'_>) {
        let Some(form) = &mut self.state.form else { return };
        let number = || element.val().and_then(|v| v.parse().ok()).unwrap_or(0);
        match element.name() {
            "checkBox" => form.ticked = Some(false),
            // "checked" comes after "default" and wins.
            "default" | "checked" if form.ticked.is_some() => form.ticked = Some(element.is_on()),
            "default" | "result" => form.chosen = number(),
            "listEntry" => form.entries.extend(element.val().map(Cow::into_owned)),
            _ => {}
        }
    }

    fn form_field(&mut self) {
        let Some(form) = self.state.form.take() else { return };
        match (form.ticked, form.entries.get(form.chosen)) {
            (Some(true), _) => self.state.put("☒"),
            (Some(false), _) => self.state.put("☐"),
            (None, Some(entry)) => self.state.put(&clean(entry, None)),
            (None, None) => {}
        }
    }
}

fn kind(name: &str) -> Open {
    match name {
        "p" => Open::Paragraph,
        "tr" => Open::Row,
        "tc" => Open::Cell,
        "txbxContent" => Open::TextBox,
        "ins" | "moveTo" => Open::Insertion,
        _ => Open::Other,
    }
}

fn marked(mut paragraph: Paragraph, source: Source) -> Paragraph {
    paragraph.mark_all(source);
    paragraph
}

fn sign_font(element: &Element<'_>) -> Option<SignFont> {
    ["font", "ascii", "hAnsi"].iter().find_map(|name| SignFont::named(&element.value(name)?))
}

/// Characters as words: line ends and control characters are blanks, soft hyphens go, sign fonts are spelled out.
fn clean(text: &str, font: Option<SignFont>) -> Cow<'_, str> {
    let special = |c: char| c.is_control() && c != '\t' || c == '\u{AD}' || is_private_sign(c);
    if font.is_none() && !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let one = |c: char| match c {
        '\u{AD}' => None,
        c if c.is_control() => Some(' '),
        c => Some(match font {
            Some(font) if u32::from(c) < 0x100 || is_private_sign(c) => font.sign(u32::from(c)),
            None if is_private_sign(c) => SignFont::Wingdings.sign(u32::from(c)),
            _ => c,
        }),
    };
    Cow::Owned(text.chars().filter_map(one).collect())
}
