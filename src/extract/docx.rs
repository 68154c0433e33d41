//! Word documents (DOCX) to one page without a number.
//!
//! Text comes out as a reader sees it after "accept all changes": insertions stay and are marked, deletions go and are
//! reported. Paragraphs stand apart by an empty line; the cells of a table row stand on one line, parted by tabs; a
//! footnote follows its paragraph; headers come first and footers last. Nothing is unpacked to disk.

mod body;
mod fault;
mod formats;
mod inline;
mod lists;
mod looks;
mod numbering;
mod package;
mod paragraph;
mod parts;
mod pictographs;
mod state;
mod styles;
mod table;
mod xml;

use crate::document::Format;
use crate::document::Method;
use crate::document::Page;
use crate::document::Pages;
use crate::document::Source;
use crate::document::Stretch;
use crate::document::Trouble;
use crate::document::What;
use crate::extract::Limit;
use crate::extract::Limits;
use crate::span::RawSpan;

use self::fault::Fault;
use self::package::Package;
use self::paragraph::Paragraph;
use self::paragraph::Shape;
use self::parts::Document;

/// Whether a ZIP member's name is that of a document's main part: `word/document.xml`, or `word/document2.xml` as
/// Microsoft 365 names it after some edits.
pub(super) fn is_main_part(name: &[u8]) -> bool {
    name.strip_prefix(b"word/document")
        .and_then(|rest| rest.strip_suffix(b".xml"))
        .is_some_and(|number| number.iter().all(u8::is_ascii_digit))
}

/// Reads a ZIP archive that holds a main part, or is too damaged to tell.
pub(super) fn read_within(bytes: &[u8], limits: &Limits) -> Pages {
    match Package::open(bytes, *limits) {
        Ok(package) => write(&parts::read(package), limits),
        Err(fault) => Pages::unread(Format::Docx, fault.trouble()),
    }
}

/// Lays the paragraphs out as the text of one page.
fn write(document: &Document, limits: &Limits) -> Pages {
    let (text, stretches, breach) = lay_out(&document.paragraphs, limits);
    let mut troubles: Vec<Trouble> = document.faults.iter().chain(&breach).map(Fault::trouble).collect();
    if troubles.is_empty() {
        troubles.extend(no_text(document));
    }
    troubles.extend(changes(&document.seen));
    troubles.extend(struck(&text, &stretches));
    troubles.dedup();
    let span = RawSpan::new(0, text.len());
    let lines = super::lines::of(&text, span);
    let read = !troubles.iter().any(|trouble| trouble.what.hides_words());
    Pages {
        format: Format::Docx,
        method: Method::TextLayer,
        pages: vec![Page { number: None, span, lines, read }],
        quality: super::quality(&text),
        text,
        stretches,
        troubles,
    }
}

/// The text, its unusual stretches in order, and the limit that was passed.
fn lay_out(paragraphs: &[Paragraph], limits: &Limits) -> (String, Vec<Stretch>, Option<Fault>) {
    let (mut text, mut stretches, mut breach) = (String::new(), Vec::new(), None);
    let (mut above, mut lines) = (Shape::Text, 0);
    for paragraph in paragraphs {
        // The paragraph's own line, and the empty one above it.
        lines += 2 + memchr::memchr_iter(b'\n', paragraph.text.as_bytes()).count();
        let counted = [(Limit::Lines, lines), (Limit::Text, text.len() + paragraph.text.len())];
        if let Some((limit, _)) = counted.into_iter().find(|(limit, count)| *count as u64 > limits.of(*limit)) {
            breach = Some(Fault::Limit(limit.beyond(limits)));
            break;
        }
        if !text.is_empty() {
            let is_next_row = paragraph.shape == Shape::Row && above != Shape::Text;
            text.push_str(if is_next_row { "\n" } else { "\n\n" });
        }
        append(&mut text, &mut stretches, paragraph);
        above = paragraph.shape;
    }
    stretches.sort_by_key(|stretch| stretch.span);
    (text, stretches, breach)
}

fn append(text: &mut String, stretches: &mut Vec<Stretch>, paragraph: &Paragraph) {
    let at = text.len();
    text.push_str(&paragraph.text);
    let stretch = |mark: &paragraph::Mark| Stretch {
        span: RawSpan::new(at + mark.range.start, at + mark.range.end),
        source: mark.source,
    };
    stretches.extend(paragraph.marks.iter().map(stretch));
}

/// What a reader of the plain text must know of tracked changes and hidden text.
fn changes(seen: &state::Seen) -> Vec<Trouble> {
    let mut out = Vec::new();
    if seen.deleted {
        let says = "Text deleted under change tracking was left out. Ask for a copy with all changes accepted.";
        out.push(Trouble::whole(What::TrackedDeletions, says));
    }
    if seen.sources.contains(&Source::Inserted) {
        let says = "Text inserted under change tracking was kept. Ask for a copy with all changes accepted.";
        out.push(Trouble::whole(What::TrackedInsertions, says));
    }
    if seen.sources.contains(&Source::Hidden) {
        let says = "The document holds hidden text (marked hidden, white or tiny), which a person looking at the page does \
                    not see; it was not read. Show hidden text in Word and read it by eye.";
        out.push(Trouble::whole(What::HiddenText, says));
    }
    out
}

/// How many words are struck, if any are.
fn struck(text: &str, stretches: &[Stretch]) -> Option<Trouble> {
    let struck = stretches.iter().filter(|stretch| stretch.source == Source::Struck);
    let words = match struck.map(|stretch| stretch.span.of(text).split_whitespace().count()).sum::<usize>() {
        0 => return None,
        1 => "1 word is".to_owned(),
        words => format!("{words} words are"),
    };
    let says = format!("{words} struck and not read as a part of the letter; look at the page.");
    Some(Trouble::whole(What::StruckText, says))
}

/// A document with pictures and fewer letters and digits than this outside headers is taken for pictures of pages.
const FEW: usize = 25;

fn no_text(document: &Document) -> Option<Trouble> {
    let is_furniture = |paragraph: &&Paragraph| paragraph.marks.iter().any(|mark| mark.source == Source::Furniture);
    let own = document.paragraphs.iter().filter(|paragraph| !is_furniture(paragraph));
    let signs = own.flat_map(|paragraph| paragraph.text.chars()).filter(|c| c.is_alphanumeric()).take(FEW).count();
    let says = "The document holds no text: it is blank, or a picture of a page. OCR comes in a later version; \
                have the page typed or supply a PDF with a text layer.";
    let few = if document.seen.pictures > 0 { FEW } else { 1 };
    (signs < few).then(|| Trouble::whole(What::NoText, says))
}

#[cfg(test)]
mod tests;
