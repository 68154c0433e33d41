//! Control words within text: properties, paragraphs, tables, characters.

use super::codes::Codes;
use super::group::Form;
use super::group::Ground;
use super::group::Look;
use super::group::Place;
use super::reader::Reader;
use super::reader::Row;
use super::word;

/// Largest type that nobody can read, in half points: 2 points.
const MIN_SIZE: i32 = 4;

impl Reader {
    /// Takes in a control word that begins no group of its own.
    pub(super) fn set(&mut self, name: &str, number: Option<i32>) {
        if let Some(characters) = word::characters(name) {
            return self.characters(characters);
        }
        match name {
            "par" | "sect" | "page" | "pagebb" | "cell" | "row" | "nestcell" | "nestrow" => {
                self.structure(name, number);
            }
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.change(|group| group.fallback = size(number)),
            "intbl" => self.change(|group| group.form.in_table = number != Some(0)),
            "itap" => self.change(|group| group.form.tables = size(number)),
            "pard" => self.change(|group| group.form = Form::default()),
            "cbpat" => {
                let is_ground = self.is_ground(number);
                self.change(|group| group.form.ground = if is_ground { Ground::Colored } else { Ground::Paper });
            }
            "f" | "plain" | "deff" | "ansi" | "ansicpg" | "mac" | "pc" | "pca" => self.charset(name, number),
            _ => self.look(name, number),
        }
    }

    fn look(&mut self, name: &str, number: Option<i32>) {
        let bit = match name {
            "v" => Look::HIDDEN,
            "deleted" => Look::DELETED,
            "revised" => Look::INSERTED,
            "strike" | "striked" => Look::STRUCK,
            "fs" => {
                let tiny = number.is_some_and(|half_points| half_points <= MIN_SIZE);
                return self.change(|group| group.look.set(Look::TINY, Some(i32::from(tiny))));
            }
            "highlight" | "cb" | "chcbpat" => {
                let is_ground = self.is_ground(number);
                return self.change(|group| group.look.set(Look::GROUND, Some(i32::from(is_ground))));
            }
            "cf" => return self.change(|group| group.look.color = size(number)),
            _ => return,
        };
        self.change(|group| group.look.set(bit, number));
    }

    /// Whether white is seen on the colour of that number.
    fn is_ground(&self, number: Option<i32>) -> bool {
        let number = size(number);
        number > 0 && !self.colors.is_white(number)
    }

    fn charset(&mut self, name: &str, number: Option<i32>) {
        match name {
            "deff" => self.font = number,
            "ansi" => self.codes = Codes::page(1252),
            "mac" => self.codes = Codes::page(10000),
            "pc" => self.codes = Codes::page(437),
            "pca" => self.codes = Codes::page(850),
            "ansicpg" => self.codes = Codes::page(number.unwrap_or_default()),
            "plain" => self.change(|group| group.look = Look::default()),
            _ => {}
        }
        let font = if name == "f" { number } else { self.font };
        let codes = font.and_then(|font| self.fonts.codes(font)).unwrap_or(self.codes);
        self.change(|group| group.codes = codes);
    }

    /// A character by its number; numbers over 32,767 are written as negative ones.
    fn unicode(&mut self, number: i32) {
        let number = if number < 0 { number + 0x1_0000 } else { number };
        let code = u32::try_from(number).unwrap_or(u32::from(char::REPLACEMENT_CHARACTER));
        let half = self.half.take();
        match code {
            0xD800..0xDC00 => self.half = Some(code),
            0xDC00..0xE000 => {
                let whole = half.map(|high| 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00));
                self.character(whole.unwrap_or(code));
            }
            _ => self.character(code),
        }
        self.skip = self.group().map_or(1, |group| group.fallback);
    }

    fn character(&mut self, code: u32) {
        let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.text(c.encode_utf8(&mut [0; 4]));
    }

    /// Paragraphs, pages and tables.
    fn structure(&mut self, name: &str, number: Option<i32>) {
        let Some(group) = self.group().filter(|group| group.place == Place::Words) else { return };
        let cells = group.form.cells();
        match name {
            // The mark of a deleted paragraph end: the next paragraph goes on in this one.
            "par" if group.look.is(Look::DELETED) => {}
            "par" | "sect" => {
                self.enter(cells);
                self.draft().end_paragraph();
                self.draft().drop_label();
            }
            "page" | "pagebb" if number != Some(0) && self.is_in_body() => self.draft().end_page(),
            "cell" => self.end_cell(1),
            "nestcell" => self.end_cell(cells.max(2)),
            "row" => self.end_row(0),
            "nestrow" => self.end_row(cells.max(2) - 1),
            _ => {}
        }
    }

    /// Ends the cell at that depth. What was read without being told that it stands in a table stands in the cell.
    fn end_cell(&mut self, depth: usize) {
        if self.draft().cells() + 1 == depth {
            self.draft().enclose();
            // Some programs say `\cell` alone, and only `\row` ends what they began.
            self.row = Row::Begun;
        }
        self.enter(depth);
        self.draft().end_cell();
    }

    /// Ends the row that stands in so many cells.
    fn end_row(&mut self, cells: usize) {
        let draft = self.draft();
        while draft.cells() > cells {
            draft.end_cell();
            draft.end_row();
        }
        draft.end_row();
        self.row = Row::None;
    }
}

/// A number of things.
fn size(number: Option<i32>) -> usize {
    number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
}
