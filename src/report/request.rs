//! The letter to the lender that asks for what is missing, and for the hazards to go: a draft for the attorney.
//!
//! It is addressed from the document's facts, with placeholders in brackets where nothing is known. What it asks for are
//! the words of the pattern files alone. Left out are hazards that only inform, and what somebody has decided already.

mod docx;
mod draft;

use textwrap::Options;
use textwrap::WordSeparator;
use textwrap::WordSplitter;

use crate::report::checked::Checked;

use self::draft::Draft;
use self::draft::Line;

pub use self::docx::Requests;

/// Columns of the text.
const WIDTH: usize = 80;

/// The letters on one file as plain text, one for each lender's letter in it.
#[must_use]
pub fn text(checked: &Checked<'_>) -> String {
    let drafts = draft::of(checked);
    let written: Vec<String> = drafts.iter().map(one).collect();
    written.join("\n\n\n")
}

fn one(draft: &Draft) -> String {
    let mut out = String::new();
    let mut before = None;
    for line in &draft.lines {
        if before.is_some_and(|before| line.stands_apart(before)) {
            out.push('\n');
        }
        out.push_str(&shown(line));
        out.push('\n');
        before = Some(line);
    }
    out
}

fn shown(line: &Line) -> String {
    let filled = |first: &str, rest: &str, words: &str| {
        let options =
            Options::new(WIDTH).word_splitter(WordSplitter::NoHyphenation).word_separator(WordSeparator::AsciiSpace);
        textwrap::fill(words, options.initial_indent(first).subsequent_indent(rest))
    };
    match line {
        Line::Note(words) | Line::Text(words) | Line::Address(words) => filled("", "", words),
        Line::Subject(name, value) => filled("", "    ", &format!("{name}: {value}")),
        Line::Request(number, words) => filled(&format!("{:<4}", format!("{number}.")), "    ", words),
        Line::Quote(place, words) => filled("    ", "    ", &format!("Your letter says ({place}): “{words}”")),
        Line::Again(number) => filled("    ", "    ", &format!("Your letter says: the words quoted under {number}.")),
        Line::Ask(words) => filled("    ", "    ", &format!("We ask for: {words}")),
        Line::Basis(words) => filled("    ", "    ", &format!("By statute: {words}")),
    }
}
