//! The walk through one part that holds paragraphs: the body, a header, the notes.
//!
//! An event loop with a stack of its own, so that nesting costs no call stack.

use std::borrow::Cow;

use crate::document::Source;
use crate::extract::Limit;

use super::inline::marked;
use super::inline::sign_font;
use super::looks::Looks;
use super::looks::Paper;
use super::looks::is_shaded;
use super::state::End;
use super::state::Field;
use super::state::FormField;
use super::state::Note;
use super::state::Run;
use super::state::State;
use super::state::Table;
use super::state::Target;
use super::styles::InList;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Shape;
use crate::extract::flow::table;
use crate::extract::flow::words::clean;
use crate::extract::xml::Element;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

/// An open element, as far as its end or its children need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Other,
    /// Characters in here are words.
    Text,
    Paragraph,
    /// Properties: of a paragraph, a run, a row.
    Properties,
    Table,
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
        if walk.state.paragraphs as u64 > xml.limits().lines {
            return Err(Fault::Beyond(Limit::Lines.beyond(xml.limits())));
        }
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
                    self.state.elsewhere(&format!("the entity &{name};"));
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
            "sym" => self.state.sign(element),
            "tbl" => self.state.begin_table(),
            "tr" => self.state.rows.push(Vec::new()),
            "tc" => {
                let paper = self.state.papers.last().copied().unwrap_or_default();
                self.state.targets.push(Target { paper, ..Target::default() });
            }
            "txbxContent" => self.state.targets.push(Target { paper: Paper::Unknown, ..Target::default() }),
            "footnoteReference" => self.state.note(Note::Foot, element),
            "endnoteReference" => self.state.note(Note::End, element),
            "ins" | "moveTo" => self.state.inserted += 1,
            "blip" | "imagedata" => self.state.seen.pictures += 1,
            "textpath" => self.state.word_art(element),
            "altChunk" | "subDoc" => self.state.elsewhere("text that is kept in a file inside the file"),
            "relIds" => self.state.elsewhere("a diagram (SmartArt)"),
            "checkBox" | "ddList" | "default" | "checked" | "result" | "listEntry" => self.state.form_property(element),
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
            ("del" | "moveFrom", _) => return Open::Deleted,
            ("Choice" | "instrText" | "delInstrText" | "delText" | "rt" | "pPrChange" | "rPrChange", _) => false,
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
            "rStyle" if !in_paragraph => {
                self.state.run.style = value().map(|style| self.state.styles.looks(&style)).unwrap_or_default();
            }
            "rFonts" if !in_paragraph => self.state.run.font = sign_font(element),
            "vanish" | "strike" | "dstrike" | "color" | "sz" | "shd" | "highlight" | "tblStyle" if !in_paragraph => {
                self.look(element);
            }
            "headerReference" | "footerReference" => {
                self.state.seen.furniture.extend(element.value("id").map(Cow::into_owned));
            }
            name if name.ends_with("Change") => return Open::Skipped,
            "pPr" | "rPr" => return Open::Properties,
            _ => {}
        }
        Open::Other
    }

    /// A property that changes how words look, of a run, a paragraph, a cell or a table.
    fn look(&mut self, element: &Element<'_>) {
        match (self.open.iter().rev().nth(1), element.name()) {
            (Some(Open::Paragraph), _) => self.state.target().ground.take(element),
            (Some(Open::Cell), "shd") if is_shaded(element) => self.state.target().paper = Paper::Shaded,
            (Some(Open::Table), "shd" | "tblStyle") => {
                if let Some(paper) = self.state.papers.last_mut().filter(|paper| **paper == Paper::White) {
                    *paper = Paper::Unknown;
                }
            }
            (_, "tblStyle") => {}
            _ => self.state.run.looks.take(element),
        }
    }

    fn end(&mut self, open: Open) {
        match open {
            Open::Table => {
                self.state.papers.pop();
            }
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
            Open::FormField => self.state.form_field(),
            _ => {}
        }
    }

    /// Some files nest a paragraph in a paragraph; the outer one ends there.
    fn begin_paragraph(&mut self) {
        if self.state.target().end != End::Joining && !self.state.target().open.text.is_empty() {
            self.state.end_paragraph();
        }
        let target = self.state.target();
        (target.end, target.place, target.style, target.ground) =
            (End::Kept, InList::default(), None, Looks::default());
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
}

fn kind(name: &str) -> Open {
    match name {
        "p" => Open::Paragraph,
        "tbl" => Open::Table,
        "tr" => Open::Row,
        "tc" => Open::Cell,
        "txbxContent" => Open::TextBox,
        "ins" | "moveTo" => Open::Insertion,
        _ => Open::Other,
    }
}
