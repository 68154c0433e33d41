//! Structure of the text: sections, blocks and the units that are read.

use crate::span::NormSpan;

/// What a unit is by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A sentence of running text.
    Sentence,
    /// A list item that needs its lead-in to be read.
    ListItem,
    /// A label and its value ("Deficiency: waived"), or a table row.
    Row,
    /// An option with a box: ticked.
    Ticked,
    /// An option with a box: not ticked.
    Unticked,
    /// A heading: never operative.
    Heading,
    /// A question: never operative, its answer may be.
    Question,
    /// Address, letterhead, reference line, wire table, signature: page furniture that belongs to the letter.
    Matter,
}

/// Where a unit stands, as structure alone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The letter's own operative text, as far as structure tells.
    Body,
    /// In a recital ("WHEREAS", "Background").
    Recital,
    /// In a quotation, or in an earlier mail quoted below.
    Quotation,
    /// In an exhibit or attachment, or another party's paper.
    Exhibit,
    /// In frequently asked questions, or a programme's brochure text.
    Explainer,
    /// In a definitions section.
    Definition,
}

/// What is read: a sentence, list item, row or box, with what it needs from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its words in the normal text (line feeds inside stand for spaces).
    pub span: NormSpan,
    /// What it is.
    pub form: Form,
    /// Where it stands.
    pub standing: Standing,
    /// The heading above it.
    pub heading: Option<NormSpan>,
    /// The words that open its list, ending in a colon or an unfinished clause.
    pub lead_in: Option<NormSpan>,
    /// The unit before it in the same section.
    pub before: Option<NormSpan>,
    /// Number of the section it stands in as written ("4.1", "(c)", "IV"), without brackets or the last full stop.
    pub number: Option<String>,
    /// Paragraph count from 0; units of one paragraph share it.
    pub paragraph: u32,
}
