//! PDF files to pages: glyphs painted by `hayro-interpret`, laid out by our own rules.
//!
//! Glyphs become words, words rows, rows lines in reading order; form fields are put at their place; a page about
//! which the reader is in doubt is shown to a second reader.

mod annotate;
mod area;
mod ascii85;
mod bar;
mod columns;
mod eye;
mod field;
mod form;
mod glyph;
mod ink;
mod layout;
mod manuscript;
mod open;
mod paint;
mod painting;
mod pdf_string;
mod rows;
mod ruling;
mod seen;
mod sighted;
mod spelling;
mod spoken;
mod squares;
mod stand;
mod streams;
mod stretch;
mod strike;
mod tone;
mod trace;
mod weight;
mod witness;
mod words;

use hayro_syntax::Pdf;

pub use self::seen::lay_out;

use crate::document::Format;
use crate::document::Method;
use crate::document::Note;
use crate::document::Page;
use crate::document::Pages;
use crate::document::Picture;
use crate::document::SecondReader;
use crate::document::Trouble;
use crate::document::What;
use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::SeenWord;
use crate::extract::Terms;
use crate::extract::pdf::manuscript::Manuscript;
use crate::extract::pdf::paint::Painter;
use crate::extract::pdf::ruling::AGREED;
use crate::extract::pdf::ruling::Look;
use crate::extract::pdf::ruling::Paint;
use crate::extract::pdf::ruling::Ruling;
use crate::extract::score::Score;
use crate::extract::score::agreement;
use crate::extract::score::share;
use crate::extract::shot::Sheet;
use crate::span::RawSpan;

/// Reads a PDF. What cannot be read is a trouble, never silence.
#[must_use]
pub fn read(bytes: &[u8], terms: &Terms) -> Pages {
    match open::open(bytes, &terms.passwords) {
        Ok(pdf) => Reading::of(&pdf, &terms.limits).finish(bytes, open::gaps(bytes, &pdf)),
        Err(trouble) => Pages::unread(Format::Pdf, trouble),
    }
}

/// One page, from 1, as it is painted.
///
/// # Errors
/// Where the file cannot be opened, has no such page, or the page is too large to paint.
pub fn picture(bytes: &[u8], page: u32, terms: &Terms) -> Result<Picture, Trouble> {
    painting::paint(&open::open(bytes, &terms.passwords)?, page)
}

/// One page, from 1, as it is painted with so many dots an inch, in its colours.
///
/// # Errors
/// Where the file cannot be opened, has no such page, or the page is too large to paint.
pub(super) fn sheet(bytes: &[u8], (page, dpi): (u32, f64), terms: &Terms) -> Result<Sheet, Trouble> {
    painting::sheet(&open::open(bytes, &terms.passwords)?, (page, dpi), &terms.limits)
}

/// The file with notes on its pages, behind its own bytes.
///
/// # Errors
/// Where the file cannot be opened or nothing can be added to it.
pub(super) fn annotated(bytes: &[u8], notes: &[Note], terms: &Terms) -> Result<Vec<u8>, Trouble> {
    annotate::annotated(bytes, notes, terms)
}

/// How far the words of a picture run from upright, in degrees clockwise (0, 90, 180 or 270), by most of them.
#[must_use]
pub fn turn_of(words: &[SeenWord]) -> u16 {
    seen::turn(words).0
}

/// The pages as the first reader sees them.
struct Reading {
    manuscript: Manuscript,
    looks: Vec<Look>,
    limit: Option<Trouble>,
}

impl Reading {
    fn of(pdf: &Pdf, limits: &Limits) -> Self {
        let painter = Painter::new(pdf, *limits);
        let mut reading = Self { manuscript: Manuscript::default(), looks: Vec::new(), limit: None };
        for (number, page) in (1..).zip(pdf.pages().iter()) {
            let full = reading.is_full(limits);
            if let Some(limit) = full.or((u64::from(number) > limits.pages).then_some(Limit::Pages)) {
                reading.limit = Some(Trouble { page: Some(number), ..limit.beyond(limits) });
                break;
            }
            let (mut look, glyphs) = painter.page(number, page);
            reading.manuscript.open_page();
            layout::write(&glyphs, &mut reading.manuscript);
            look.score = Score::of(reading.manuscript.open_text());
            layout::write_unseen(&glyphs, &mut reading.manuscript);
            look.tally = reading.manuscript.close_page(number);
            if let Some(limit) = reading.is_full(limits) {
                look.paint = Paint::Beyond(limit);
            }
            look.limits = *limits;
            reading.looks.push(look);
        }
        reading
    }

    /// The limit that the text read so far has passed.
    fn is_full(&self, limits: &Limits) -> Option<Limit> {
        (self.manuscript.text.len() as u64 > limits.text).then_some(Limit::Text)
    }

    fn finish(self, bytes: &[u8], troubles: Vec<Trouble>) -> Pages {
        let asked: Vec<u32> = self.looks.iter().filter(|look| look.wants_witness()).map(|look| look.number).collect();
        let answers = if asked.is_empty() { Vec::new() } else { witness::ask(bytes, &asked) };
        let Manuscript { text, pages, stretches, .. } = self.manuscript;
        let method = if text.trim().is_empty() { Method::None } else { Method::TextLayer };
        let mut out = Pages { format: Format::Pdf, method, text, pages, stretches, troubles, quality: 0.0 };
        let (mut sure, mut all) = (0, 0);
        for (n, look) in self.looks.iter().enumerate() {
            let answer = asked.binary_search(&look.number).ok().map(|n| answers.get(n).and_then(Option::as_deref));
            let second = answer.map_or(SecondReader::NotAsked, |answer| compared(answer, n, &out));
            let answer = answer.flatten();
            let ruling = judge(look, n, answer, &out);
            all += look.tally.chars;
            sure += if ruling.unread { 0 } else { look.tally.chars - look.tally.missing - look.tally.guessed };
            if let Some(page) = out.pages.get_mut(n) {
                page.read = !ruling.unread;
                page.second = second;
            }
            out.troubles.extend(ruling.troubles);
        }
        if all == 0 && out.troubles.is_empty() {
            let says =
                "The PDF holds no words: all its pages are blank. Ask the sender whether this is the right file.";
            out.troubles.push(Trouble::whole(What::NoText, says));
        }
        if let Some(limit) = self.limit {
            let end = RawSpan::new(out.text.len(), out.text.len());
            out.pages.push(Page {
                number: limit.page,
                span: end,
                lines: Vec::new(),
                read: false,
                second: SecondReader::NotAsked,
            });
            out.troubles.push(limit);
        }
        out.quality = if all == 0 { 0.0 } else { single(share(sure, all)) };
        out
    }
}

fn judge(look: &Look, index: usize, witness: Option<&str>, pages: &Pages) -> Ruling {
    Ruling::of(look, words(pages, index), witness)
}

/// What the second reader's answer comes to beside the words of the first.
fn compared(answer: Option<&str>, index: usize, pages: &Pages) -> SecondReader {
    match answer {
        None => SecondReader::Fails,
        Some(text) if agreement(text, words(pages, index)) >= AGREED => SecondReader::Agrees,
        Some(_) => SecondReader::Differs,
    }
}

fn words(pages: &Pages, index: usize) -> &str {
    pages.pages.get(index).map_or("", |page| page.span.of(&pages.text))
}

#[expect(clippy::cast_possible_truncation, reason = "a share of 0 to 1")]
const fn single(share: f64) -> f32 {
    share as f32
}

#[cfg(test)]
mod tests;
