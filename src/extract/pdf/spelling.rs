//! What the glyphs of a run say, and how far each moves on.

use hayro_interpret::font::Glyph as Painted;
use hayro_interpret::hayro_cmap::BfString;

use crate::document::Source;
use crate::extract::pdf::glyph::Written;

/// Codes remembered of a run; a longer alphabet is rare, and looking through it would cost more than asking the font.
const MOST: u8 = 64;

/// One glyph's text.
#[derive(Debug, Clone)]
pub(super) struct Spelt {
    /// What it says.
    pub written: Written,
    /// That the text was guessed, if it was.
    pub guessed: Option<Source>,
    /// Its width, in thousandths of the type size.
    pub advance: f64,
}

/// What is known of the codes of one run. All glyphs of a run are of one font, so a code says the same throughout;
/// asking the font is slow (it hashes the glyph's name).
#[derive(Debug)]
pub(super) struct Spelling {
    known: Vec<(u32, Spelt)>,
    /// For each code of one byte, its place among the known ones, from 1; 0 where it is not known.
    places: [u8; 256],
}

impl Default for Spelling {
    fn default() -> Self {
        Self { known: Vec::new(), places: [0; 256] }
    }
}

impl Spelling {
    /// The text of a glyph of this run.
    pub(super) fn of(&mut self, painted: &Painted<'_>) -> Spelt {
        let code = painted.char_code();
        if let Some(known) = self.remembered(code) {
            return known.clone();
        }
        let (written, guessed) = written(painted);
        let spelt = Spelt { written, guessed, advance: advance(painted) };
        self.remember(code, &spelt);
        spelt
    }

    fn remembered(&self, code: u32) -> Option<&Spelt> {
        match self.places.get(code as usize) {
            Some(place) => self.known.get(usize::from(*place).checked_sub(1)?).map(|(_, spelt)| spelt),
            None => self.known.iter().find(|(known, _)| *known == code).map(|(_, spelt)| spelt),
        }
    }

    fn remember(&mut self, code: u32, spelt: &Spelt) {
        let Some(place) = u8::try_from(self.known.len() + 1).ok().filter(|place| *place <= MOST) else { return };
        self.known.push((code, spelt.clone()));
        if let Some(slot) = self.places.get_mut(code as usize) {
            *slot = place;
        }
    }
}

fn advance(painted: &Painted<'_>) -> f64 {
    let width = match painted {
        Painted::Outline(glyph) => glyph.advance_width(),
        Painted::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(width.unwrap_or(500.0))
}

/// What a glyph says; a Type 3 glyph without a Unicode value is guessed from its code.
fn written(painted: &Painted<'_>) -> (Written, Option<Source>) {
    match painted.as_unicode() {
        Some(BfString::Char(c)) => (one(c), None),
        Some(BfString::String(text)) => (several(&text), None),
        None => match (painted, u8::try_from(painted.char_code())) {
            (Painted::Type3(_), Ok(code @ 33..=126)) => (Written::Char(char::from(code)), Some(Source::Guessed)),
            (_, Ok(b' ')) => (Written::Char(' '), None),
            _ => (Written::Missing, None),
        },
    }
}

fn several(text: &str) -> Written {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Written::Missing,
        (Some(c), None) => one(c),
        _ if text.trim().is_empty() => Written::Char(' '),
        _ => Written::Text(text.chars().filter(|c| !c.is_control()).collect()),
    }
}

/// Ligatures are taken apart; a painted soft hyphen is a hyphen (word processors map both to one glyph); what no
/// text uses is unknown.
fn one(c: char) -> Written {
    match c {
        '\u{ad}' => Written::Char('-'),
        '\u{fb00}' => Written::Text("ff".into()),
        '\u{fb01}' => Written::Text("fi".into()),
        '\u{fb02}' => Written::Text("fl".into()),
        '\u{fb03}' => Written::Text("ffi".into()),
        '\u{fb04}' => Written::Text("ffl".into()),
        '\t' | '\n' | '\r' | '\u{a0}' => Written::Char(' '),
        c if c.is_control() => Written::Missing,
        '\u{e000}'..='\u{efff}' | '\u{f100}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' => Written::Missing,
        c => Written::Char(c),
    }
}
