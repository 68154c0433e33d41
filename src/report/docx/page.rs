//! The body of a Word document while it is written: paragraphs and tables, every word escaped.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use zip::result::ZipResult;

use crate::report::docx::package;

/// How a paragraph looks, by the name of its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The title of the whole.
    Title,
    /// A document.
    Document,
    /// A section.
    Section,
    /// A finding.
    Finding,
    /// The verdict.
    Verdict,
    /// Plain text.
    Text,
    /// Words of a document.
    Quote,
    /// What is said of a finding.
    Detail,
    /// An item of a list.
    Item,
    /// What weighs less.
    Aside,
    /// Lines that stand close together, as in an address.
    Close,
    /// A numbered request.
    Numbered,
}

impl Style {
    /// All of them.
    pub(super) const ALL: [Self; 12] = [
        Self::Title,
        Self::Document,
        Self::Section,
        Self::Finding,
        Self::Verdict,
        Self::Text,
        Self::Quote,
        Self::Detail,
        Self::Item,
        Self::Aside,
        Self::Close,
        Self::Numbered,
    ];

    /// The id in the file. Word knows headings by these ids.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Document => "Heading1",
            Self::Section => "Heading2",
            Self::Finding => "Heading3",
            Self::Verdict => "Verdict",
            Self::Text => "BodyText",
            Self::Quote => "Quote",
            Self::Detail => "Detail",
            Self::Item => "ListParagraph",
            Self::Aside => "Aside",
            Self::Close => "Close",
            Self::Numbered => "Numbered",
        }
    }
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Plain words.
    Plain(String),
    /// Bold words.
    Bold(String),
    /// Bold words in a colour, six hex digits.
    Coloured(String, &'static str),
}

impl Run {
    fn xml(&self) -> String {
        let (properties, words) = match self {
            Self::Plain(words) => (String::new(), words),
            Self::Bold(words) => ("<w:rPr><w:b/></w:rPr>".to_owned(), words),
            Self::Coloured(words, colour) => (format!("<w:rPr><w:b/><w:color w:val=\"{colour}\"/></w:rPr>"), words),
        };
        format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words.as_str()))
    }
}

/// A document while it is written.
#[derive(Debug, Clone, Default)]
pub struct Page {
    body: String,
}

/// Twentieths of a point between the margins of a Letter page.
const BREADTH: u32 = 10_080;

impl Page {
    /// Whether nothing was written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// A paragraph of one stretch.
    pub fn text(&mut self, style: Style, words: &str) {
        self.paragraph(style, &[Run::Plain(words.to_owned())]);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, style: Style, runs: &[Run]) {
        self.body.push_str(&paragraph(style, runs));
    }

    /// What follows stands on a new page.
    pub fn turn(&mut self) {
        self.body.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    }

    /// A table under a row of names, which Word repeats on each page. Widths are shares of a hundred; a cell holds
    /// paragraphs.
    pub fn table<const N: usize>(&mut self, columns: [(&str, u32); N], rows: &[[Vec<Vec<Run>>; N]]) {
        let width = |share: u32| BREADTH * share / 100;
        let mut out = String::from(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Rows\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout \
             w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>",
        );
        // Writing to a string cannot fail.
        for (_, share) in columns {
            let _ = write!(out, "<w:gridCol w:w=\"{}\"/>", width(share));
        }
        out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (name, share) in columns {
            out.push_str(&cell(width(share), &[vec![Run::Bold(name.to_owned())]]));
        }
        out.push_str("</w:tr>");
        for row in rows {
            out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (paragraphs, (_, share)) in row.iter().zip(columns) {
                out.push_str(&cell(width(share), paragraphs));
            }
            out.push_str("</w:tr>");
        }
        // Two tables without a paragraph between them would be one.
        self.body.push_str(&(out + "</w:tbl>"));
        self.gap();
    }

    /// A little room.
    pub fn gap(&mut self) {
        self.body.push_str(&styled("Gap", &[]));
    }

    /// The whole file, by its title, with these words beside the page numbers.
    ///
    /// # Errors
    /// The archive cannot be written: it would be larger than such an archive can be.
    pub fn file(&self, title: &str, foot: &str) -> ZipResult<Vec<u8>> {
        package::of(&self.body, title, foot)
    }
}

fn paragraph(style: Style, runs: &[Run]) -> String {
    styled(style.id(), runs)
}

fn styled(style: &str, runs: &[Run]) -> String {
    let runs: String = runs.iter().map(Run::xml).collect();
    ["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/></w:pPr>", &runs, "</w:p>"].concat()
}

/// A cell has at least one paragraph.
fn cell(width: u32, paragraphs: &[Vec<Run>]) -> String {
    let paragraphs = if paragraphs.is_empty() { &[Vec::new()] } else { paragraphs };
    let inside: String = paragraphs.iter().map(|runs| styled("Cell", runs)).collect();
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{inside}</w:tc>")
}
