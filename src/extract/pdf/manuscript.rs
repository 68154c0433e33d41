//! The text in the making: characters with their places, lines, pages.

use crate::document::Line;
use crate::document::Page;
use crate::document::Place;
use crate::document::SecondReader;
use crate::document::Source;
use crate::document::Stretch;
use crate::extract::pdf::glyph::Turn;
use crate::span::RawSpan;

/// How many characters were read, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Characters that are no white space.
    pub chars: usize,
    /// Of these, without a Unicode value.
    pub missing: usize,
    /// Of these, taken from the character code.
    pub guessed: usize,
    /// Of these, not to be seen by a person.
    pub hidden: usize,
    /// Of the hidden ones, letters and digits.
    pub hidden_letters: usize,
    /// Words, or parts of words, that are struck.
    pub struck: usize,
}

/// A character and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// The character.
    pub c: char,
    /// Its left edge, in points.
    pub x: f64,
    /// How it was read.
    pub source: Option<Source>,
}

/// How a line stands on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strip {
    /// In which direction it runs.
    pub turn: Turn,
    /// Top, in points from the top of the frame in which it runs from left to right.
    pub top: f64,
    /// Bottom.
    pub bottom: f64,
    /// Right edge of the last character.
    pub right: f64,
    /// Type size.
    pub size: f64,
    /// Whether most of it is bold.
    pub bold: bool,
}

/// The text of all pages so far.
#[derive(Debug, Default)]
pub(super) struct Manuscript {
    /// The text.
    pub text: String,
    /// The finished pages.
    pub pages: Vec<Page>,
    /// Stretches read in an unusual way.
    pub stretches: Vec<Stretch>,
    page_start: usize,
    lines: Vec<Line>,
    tally: Tally,
}

impl Manuscript {
    /// Starts the next page.
    pub(super) fn open_page(&mut self) {
        if !self.pages.is_empty() {
            self.text.push('\u{c}');
        }
        self.page_start = self.text.len();
        self.tally = Tally::default();
    }

    /// Ends the page and says how its characters were read.
    pub(super) fn close_page(&mut self, number: u32) -> Tally {
        let span = RawSpan::new(self.page_start, self.text.len());
        let lines = std::mem::take(&mut self.lines);
        self.pages.push(Page { number: Some(number), span, lines, read: true, second: SecondReader::NotAsked });
        self.tally
    }

    /// The text of the open page so far.
    pub(super) fn open_text(&self) -> &str {
        self.text.get(self.page_start..).unwrap_or("")
    }

    /// Whether the page has a line yet.
    pub(super) fn has_lines(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Whether the last line ends a sentence or opens a list.
    pub(super) fn ends_sentence(&self) -> bool {
        self.text.trim_end().ends_with(['.', ':', ';', '!', '?', ')'])
    }

    /// Adds an empty line.
    pub(super) fn blank_line(&mut self) {
        let start = self.start_line();
        self.lines.push(Line { span: RawSpan::new(start, start), place: None });
    }

    /// Adds a line; `strip` where its text runs along a side of the page, so that its characters have a place there.
    pub(super) fn line(&mut self, marks: &[Mark], strip: Option<Strip>) {
        let start = self.start_line();
        let mut before = None;
        for mark in marks {
            let at = self.text.len();
            let is_struck = mark.source == Some(Source::Struck);
            self.tally.struck += usize::from(is_struck && before != mark.source);
            before = mark.source;
            self.text.push(mark.c);
            self.count(mark);
            if let Some(source) = mark.source {
                self.stretch(RawSpan::new(at, self.text.len()), source);
            }
        }
        let place = strip.map(|strip| place(marks, &strip));
        self.lines.push(Line { span: RawSpan::new(start, self.text.len()), place });
    }

    fn start_line(&mut self) -> usize {
        if self.has_lines() {
            self.text.push('\n');
        }
        self.text.len()
    }

    fn count(&mut self, mark: &Mark) {
        if mark.c == ' ' {
            return;
        }
        self.tally.chars += 1;
        self.tally.missing += usize::from(mark.c == char::REPLACEMENT_CHARACTER);
        self.tally.guessed += usize::from(mark.source == Some(Source::Guessed));
        if mark.source == Some(Source::Hidden) {
            self.tally.hidden += 1;
            self.tally.hidden_letters += usize::from(mark.c.is_alphanumeric());
        }
    }

    fn stretch(&mut self, span: RawSpan, source: Source) {
        match self.stretches.last_mut() {
            Some(last) if last.source == source && last.span.end == span.start => last.span.end = span.end,
            _ => self.stretches.push(Stretch { span, source }),
        }
    }
}

fn place(marks: &[Mark], strip: &Strip) -> Place {
    let mut edges: Vec<f32> = Vec::with_capacity(marks.len() + 1);
    for x in marks.iter().map(|mark| mark.x).chain([strip.right]) {
        let x = narrow(x);
        edges.push(edges.last().map_or(x, |last| last.max(x)));
    }
    let (top, bottom, size) = (narrow(strip.top), narrow(strip.bottom), narrow(strip.size));
    Place { turn: strip.turn.0, top, bottom, edges, size, bold: strip.bold }
}

#[expect(clippy::cast_possible_truncation, reason = "points on a page need no more than single precision")]
const fn narrow(x: f64) -> f32 {
    x as f32
}
