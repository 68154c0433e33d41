//! What a reader of file formats hands over: pages of text with places, and what went wrong.

mod note;
mod seen;
mod shot;
mod trouble;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::RawSpan;

pub use self::note::Note;
pub use self::seen::Seen;
pub use self::shot::{Packed, Shot, Shots};
pub use self::trouble::{Trouble, What};

/// One input: bytes and the name they go by. Nobody re-reads the disk after this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// How outputs call it: the path as given.
    pub name: String,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// What a container (a mail, an archive) holds, and what of it could not be taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpacked {
    /// Its members, each a file of its own, in order; a name says where in the container it lay.
    pub members: Vec<Document>,
    /// What went wrong.
    pub troubles: Vec<Trouble>,
}

/// One page as a picture: grey values, row by row from the top, 0 black to 255 white.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Number of rows.
    pub height: u32,
    /// Pixels to an inch, across and down: a fax of standard resolution has half as many down.
    pub dpi: (u32, u32),
    /// `width * height` grey values.
    pub grey: Vec<u8>,
}

/// File format, told by content and never by extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML word-processing document.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// Plain text in any charset.
    Text,
    /// A picture of a page, or of several: TIFF, PNG, JPEG.
    Image,
    /// E-mail as stored, with its attachments: a container.
    Eml,
    /// ZIP archive of files: a container.
    Zip,
    /// Known by its content, but not read by this version.
    Unsupported,
    /// Not told: empty, or like nothing that is known.
    Unknown,
}

impl Format {
    /// Whether such a file is no document itself and holds some.
    #[must_use]
    pub const fn is_container(self) -> bool {
        matches!(self, Self::Eml | Self::Zip)
    }

    /// The word used in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Html => "html",
            Self::Text => "text",
            Self::Image => "image",
            Self::Eml => "eml",
            Self::Zip => "zip",
            Self::Unsupported => "unsupported",
            Self::Unknown => "unknown",
        }
    }
}

/// How the text came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The file holds text as text.
    TextLayer,
    /// Read from page images.
    Ocr,
    /// Some pages as text, some from their images.
    Mixed,
    /// Nothing was read.
    None,
}

/// How a stretch of text was read, where it is not plain digital text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The font gave no Unicode value; the character code was taken.
    Guessed,
    /// Value of a form field.
    Form,
    /// Painted invisible, or marked hidden: not read.
    Hidden,
    /// Struck through: not read.
    Struck,
    /// Inserted under change tracking (kept).
    Inserted,
    /// A running header or footer.
    Furniture,
    /// A footnote or endnote.
    Footnote,
    /// A text box.
    TextBox,
    /// Read from a picture.
    Ocr,
    /// Read from a picture, with little confidence.
    Doubtful,
}

/// A stretch of the text that was read in an unusual way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Where in the extracted text.
    pub span: RawSpan,
    /// How it was read.
    pub source: Source,
}

/// A rectangle on a page: PDF points, origin top left, page rotation applied.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rect {
    /// Left.
    pub x0: f32,
    /// Top.
    pub y0: f32,
    /// Right.
    pub x1: f32,
    /// Bottom.
    pub y1: f32,
}

/// One line of a page as laid out. Its span holds no line feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Where in the extracted text.
    pub span: RawSpan,
    /// Where each character stands, if the format places characters; else `None`.
    pub place: Option<Place>,
}

impl Line {
    /// The box of the part of this line that `span` covers, if it covers any and the format places characters.
    #[must_use]
    pub fn cut(&self, span: RawSpan, text: &str) -> Option<Rect> {
        let place = self.place.as_ref()?;
        let (start, end) = (span.start.max(self.span.start), span.end.min(self.span.end));
        if start >= end {
            return None;
        }
        let before = text.get(self.span.start..start)?.chars().count();
        let inside = text.get(start..end)?.chars().count();
        let (left, right) = (*place.edges.get(before)?, *place.edges.get(before + inside)?);
        Some(place.on_page(left, right))
    }
}

/// Where the characters of a line stand, in the frame in which the line runs from left to right. For upright text that is
/// the page's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// By how many degrees clockwise the line runs from upright: 0, 90, 180 or 270.
    pub turn: u16,
    /// Top of the line, points from the page's top.
    pub top: f32,
    /// Bottom of the line.
    pub bottom: f32,
    /// Left edge of every character, in order, and the right edge of the last (one more than characters).
    pub edges: Vec<f32>,
    /// Type size in points.
    pub size: f32,
    /// Whether most of the line is set in bold.
    pub bold: bool,
}

impl Place {
    /// The part of the line between two edges, on the page.
    fn on_page(&self, left: f32, right: f32) -> Rect {
        let (top, bottom) = (self.top, self.bottom);
        let (x0, y0, x1, y1) = match self.turn {
            90 => (-bottom, left, -top, right),
            180 => (-right, -bottom, -left, -top),
            270 => (top, -right, bottom, -left),
            _ => (left, top, right, bottom),
        };
        Rect { x0, y0, x1, y1 }
    }
}

/// One page. A format without pages has one, without a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// From 1; `None` where the format has no pages.
    pub number: Option<u32>,
    /// Its part of the extracted text, without the form feed that ends it.
    pub span: RawSpan,
    /// Its lines in reading order.
    pub lines: Vec<Line>,
    /// Whether its text was read. An unread page carries a trouble that says why.
    pub read: bool,
    /// What a second reader said of its words.
    pub second: SecondReader,
}

/// What a second reader of the same text layer says of a page. It is asked only where the first is in doubt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondReader {
    /// It was not asked.
    #[default]
    NotAsked,
    /// It finds the same words.
    Agrees,
    /// It finds other words, or more, or fewer.
    Differs,
    /// It could not read the page.
    Fails,
}

/// Everything read from one document. The seam between file formats and reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pages {
    /// The file's format.
    pub format: Format,
    /// How the text came about.
    pub method: Method,
    /// Exactly what `acquit extract` prints: pages in order, a form feed between two pages.
    pub text: String,
    /// The pages, in order; their spans do not overlap.
    pub pages: Vec<Page>,
    /// Stretches read in an unusual way, sorted by span.
    pub stretches: Vec<Stretch>,
    /// What went wrong, in page order.
    pub troubles: Vec<Trouble>,
    /// Share of characters read with confidence, 0 to 1.
    pub quality: f32,
}

impl Pages {
    /// A document of which nothing could be read, and why.
    #[must_use]
    pub fn unread(format: Format, trouble: Trouble) -> Self {
        Self {
            format,
            method: Method::None,
            text: String::new(),
            pages: Vec::new(),
            stretches: Vec::new(),
            troubles: vec![trouble],
            quality: 0.0,
        }
    }

    /// The same with the words outside of these bytes made blank, so that every place keeps its number: one of the
    /// documents of a file. Troubles with the file as a whole are its troubles, too.
    #[must_use]
    pub fn only(&self, bytes: RawSpan) -> Self {
        let is_in = |page: &&Page| page.span.overlaps(&bytes) || bytes.holds(&page.span);
        let pages: Vec<Page> = self.pages.iter().filter(is_in).cloned().collect();
        let has = |number: u32| pages.iter().any(|page| page.number == Some(number));
        let mut text = " ".repeat(bytes.start);
        text.push_str(bytes.of(&self.text));
        Self {
            format: self.format,
            method: self.method,
            stretches: self.stretches.iter().filter(|stretch| bytes.holds(&stretch.span)).copied().collect(),
            troubles: self.troubles.iter().filter(|trouble| trouble.page.is_none_or(has)).cloned().collect(),
            quality: self.quality,
            text,
            pages,
        }
    }

    /// Whether any page, or the whole document, was not read.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        self.pages.is_empty() || self.pages.iter().any(|page| !page.read)
    }
}
