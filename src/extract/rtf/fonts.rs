//! The tables at the head of the file: fonts and colours.

use std::collections::BTreeMap;
use std::mem;

use crate::extract::flow::pictographs::SignFont;

use super::codes::Codes;

/// The fonts by their numbers.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    all: BTreeMap<i32, Codes>,
    /// The font whose entry is being read, and its name so far.
    number: i32,
    name: String,
}

impl Fonts {
    /// How a font reads bytes, if it says so.
    pub(super) fn codes(&self, number: i32) -> Option<Codes> {
        self.all.get(&number).copied()
    }

    /// Takes in a control word of the table.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        match (name, number) {
            ("f", Some(number)) => {
                self.number = number;
                self.name.clear();
            }
            ("fcharset", Some(charset)) => {
                if let Some(codes) = Codes::charset(charset) {
                    self.all.insert(self.number, codes);
                }
            }
            ("cpg", Some(page)) => {
                self.all.insert(self.number, Codes::page(page));
            }
            _ => {}
        }
    }

    /// Takes in characters of a name; a semicolon ends it.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c != ';' {
                self.name.push(c);
            } else if let Some(font) = SignFont::named(mem::take(&mut self.name).trim()) {
                self.all.insert(self.number, Codes::Signs(font));
            }
        }
    }
}

/// The colours in order, as far as they matter.
#[derive(Debug, Default)]
pub(super) struct Colors {
    /// Whether each is white.
    white: Vec<bool>,
    /// Parts of the colour that is being read, as far as they were 255.
    full: u8,
}

impl Colors {
    /// Whether the colour of that number is white.
    pub(super) fn is_white(&self, number: usize) -> bool {
        self.white.get(number).copied().unwrap_or(false)
    }

    /// Takes in a control word of the table.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        if matches!(name, "red" | "green" | "blue") && number == Some(255) {
            self.full = self.full.saturating_add(1);
        }
    }

    /// Takes in text of the table: each semicolon ends a colour.
    pub(super) fn text(&mut self, text: &str) {
        for _ in text.matches(';') {
            self.white.push(self.full == 3);
            self.full = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_of_more_than_three_parts_is_not_white() {
        for parts in [3, 4, 259] {
            let mut colors = Colors::default();
            (0..parts).for_each(|_| colors.word("red", Some(255)));
            colors.text(";");
            assert_eq!(colors.is_white(0), parts == 3, "{parts} parts");
        }
    }
}
