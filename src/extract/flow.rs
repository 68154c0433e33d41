//! Documents that flow: paragraphs that have no fixed place on a page (DOCX, ODT, RTF, HTML).
//!
//! Their readers hand over paragraphs; here these become the text. Text comes out as a reader sees it after "accept all
//! changes": insertions stay and are marked, deletions go and are reported. Paragraphs stand apart by an empty line; the
//! cells of a table row stand on one line, parted by tabs; a footnote follows its paragraph; headers come first and
//! footers last.

pub(super) mod draft;
pub(super) mod fault;
pub(super) mod formats;
pub(super) mod paragraph;
pub(super) mod pictographs;
pub(super) mod table;
pub(super) mod words;

use crate::document::Format;
use crate::document::Method;
use crate::document::Pages;
use crate::document::Source;
use crate::document::Stretch;
use crate::document::Trouble;
use crate::document::What;
use crate::extract::Limit;
use crate::extract::Limits;
use crate::span::RawSpan;

use self::fault::Fault;
use self::paragraph::Mark;
use self::paragraph::Paragraph;
use self::paragraph::Shape;

/// All that was read of one document.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Paragraphs in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// What was left out.
    pub left_out: LeftOut,
    /// How many pictures.
    pub pictures: usize,
    /// What was wrong.
    pub faults: Vec<Fault>,
}

/// Words that stand in the file and are not part of the text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LeftOut {
    /// Tracked deletions: how many stretches with words.
    pub deleted: usize,
    /// Struck through: how many stretches with words.
    pub struck: usize,
}

/// Lays the paragraphs out as text: one page without a number, or numbered ones where the file itself breaks pages.
pub(super) fn pages(format: Format, flow: &Flow, limits: &Limits) -> Pages {
    let (text, stretches, breach) = lay_out(&flow.paragraphs, limits);
    let mut troubles: Vec<Trouble> = flow.faults.iter().chain(&breach).map(|fault| fault.trouble(format)).collect();
    if troubles.is_empty() {
        troubles.extend(no_text(flow));
    }
    troubles.extend(changes(format, flow));
    troubles.extend(struck(&text, &stretches));
    troubles.dedup();
    let quality = super::quality(&text);
    if matches!(format, Format::Rtf | Format::Html) && 1.0 - quality > super::GARBLED {
        troubles.push(Fault::Garbled.trouble(format));
    }
    let first = memchr::memchr(FORM_FEED, text.as_bytes()).map(|_| 1);
    let mut pages = super::lines::pages(&text, first);
    if troubles.iter().any(|trouble| trouble.what.hides_words()) {
        for page in &mut pages {
            page.read = false;
        }
    }
    Pages { format, method: Method::TextLayer, pages, quality, text, stretches, troubles }
}

const FORM_FEED: u8 = 0x0C;

/// The text, its unusual stretches in order, and the limit that was passed.
fn lay_out(paragraphs: &[Paragraph], limits: &Limits) -> (String, Vec<Stretch>, Option<Fault>) {
    let (mut text, mut stretches) = (String::new(), Vec::new());
    let (mut above, mut lines, mut pages) = (Shape::Page, 0, 1);
    let last = paragraphs.iter().rposition(|paragraph| paragraph.shape != Shape::Page).map_or(0, |last| last + 1);
    for paragraph in paragraphs.iter().take(last) {
        // The paragraph's own line, and the empty one above it.
        lines += 2 + memchr::memchr_iter(b'\n', paragraph.text.as_bytes()).count();
        pages += usize::from(paragraph.shape == Shape::Page && !text.is_empty());
        let counted = [(Limit::Lines, lines), (Limit::Pages, pages), (Limit::Text, text.len() + paragraph.text.len())];
        if let Some((limit, _)) = counted.into_iter().find(|(limit, count)| *count as u64 > limits.of(*limit)) {
            return (text, sorted(stretches), Some(Fault::Beyond(limit.beyond(limits))));
        }
        text.push_str(match (paragraph.shape, above) {
            (Shape::Page, _) if !text.is_empty() => "\x0C",
            (Shape::Page, _) | (_, Shape::Page) => "",
            (Shape::Row, Shape::Row | Shape::FirstRow) | (Shape::Line, Shape::Line | Shape::Text) => "\n",
            _ => "\n\n",
        });
        append(&mut text, &mut stretches, paragraph);
        above = paragraph.shape;
    }
    (text, sorted(stretches), None)
}

fn sorted(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_by_key(|stretch| stretch.span);
    stretches
}

fn append(text: &mut String, stretches: &mut Vec<Stretch>, paragraph: &Paragraph) {
    let at = text.len();
    text.push_str(&paragraph.text);
    let stretch =
        |mark: &Mark| Stretch { span: RawSpan::new(at + mark.range.start, at + mark.range.end), source: mark.source };
    stretches.extend(paragraph.marks.iter().map(stretch));
}

/// What a reader of the plain text must know of tracked changes and hidden text.
fn changes(format: Format, flow: &Flow) -> Vec<Trouble> {
    let mut out = Vec::new();
    if flow.left_out.deleted > 0 {
        let says = "Text deleted under change tracking was left out. Ask for a copy with all changes accepted.";
        out.push(Trouble::whole(What::TrackedDeletions, says));
    }
    if flow.left_out.struck > 0 {
        let says = "Text that is struck through was left out. Ask for a copy without it.";
        out.push(Trouble::whole(What::StruckText, says));
    }
    if holds(flow, Source::Inserted) {
        let says = "Text inserted under change tracking was kept. Ask for a copy with all changes accepted.";
        out.push(Trouble::whole(What::TrackedInsertions, says));
    }
    if holds(flow, Source::Hidden) {
        let next = match format {
            Format::Html => "Look at the page's source and read it by eye.",
            Format::Odt => "Show hidden characters in LibreOffice and read it by eye.",
            _ => "Show hidden text in Word and read it by eye.",
        };
        let says = format!(
            "The document holds hidden text (marked hidden, white or tiny), which a person looking at the page does not \
             see; it was not read. {next}"
        );
        out.push(Trouble::whole(What::HiddenText, says));
    }
    out
}

/// How many words are struck and kept, if any are.
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

/// Whether words were read that way.
fn holds(flow: &Flow, source: Source) -> bool {
    let words = |paragraph: &Paragraph, mark: &Mark| {
        mark.source == source && paragraph.text.get(mark.range.clone()).is_some_and(|words| !words.trim().is_empty())
    };
    flow.paragraphs.iter().any(|paragraph| paragraph.marks.iter().any(|mark| words(paragraph, mark)))
}

/// A document with pictures and fewer letters and digits than this outside headers is taken for pictures of pages.
const FEW: usize = 25;

fn no_text(flow: &Flow) -> Option<Trouble> {
    let is_furniture = |paragraph: &&Paragraph| paragraph.marks.iter().any(|mark| mark.source == Source::Furniture);
    let own = flow.paragraphs.iter().filter(|paragraph| !is_furniture(paragraph));
    let signs = own.flat_map(|paragraph| paragraph.text.chars()).filter(|c| c.is_alphanumeric()).take(FEW).count();
    let says = "The document holds no text: it is blank, or a picture of a page. Save it as PDF and run again, so that \
                OCR can read it; or read it by eye.";
    let few = if flow.pictures > 0 { FEW } else { 1 };
    (signs < few).then(|| Trouble::whole(What::NoText, says))
}
