//! The memo on one file as blocks: what is told, in which order. The terminal, Markdown and Word write the same blocks.
//!
//! Whatever comes from a document has been made visible here; each format adds its own escapes.

mod clauses;
mod excerpt;
mod facts;
mod findings;
mod law;
mod parts;
mod reading;

use std::collections::BTreeMap;

use crate::evidence::Evidence;
use crate::finding::FindingId;
use crate::id::Verdict;
use crate::report::accept::Accepted;
use crate::report::checked::Checked;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;
use crate::severity::Severity;

pub use self::excerpt::Excerpt;
pub use self::excerpt::Excerpts;

/// How many passages of one thing a short memo quotes; the others it names by place.
const QUOTED: usize = 3;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What an attorney reads on a screen: small gaps by id alone, of many passages the first ones.
    Short,
    /// Everything: each finding with all its words, and the facts of the document.
    Whole,
}

/// A piece of a memo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The name of a file or of a document in it.
    Name(String),
    /// A verdict.
    Verdict(Verdict),
    /// The title of a section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph of lesser weight.
    Aside(String),
    /// Rows of two cells.
    Table(Table),
    /// A core clause.
    Clause(Clause),
    /// A finding.
    Finding(Told),
    /// A remark with the words that it rests on.
    Remark(String, Passages),
    /// An item of a list, with what hangs on it.
    Item(String, Vec<String>),
}

/// Rows of two cells under their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the columns hold.
    pub head: [&'static str; 2],
    /// The rows.
    pub rows: Vec<[String; 2]>,
}

/// A core clause: its name, what became of it, and the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its name.
    pub name: &'static str,
    /// What became of it.
    pub status: &'static str,
    /// The words.
    pub words: Passages,
}

/// A finding as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How grave.
    pub severity: Severity,
    /// What it is about.
    pub id: FindingId,
    /// One line.
    pub message: String,
    /// The words.
    pub words: Passages,
    /// A label and what it stands for, such as the words to ask for.
    pub said: Vec<(&'static str, String)>,
}

/// Words of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passages {
    /// Those that are quoted.
    pub quoted: Vec<Passage>,
    /// Where further ones stand.
    pub others: Vec<String>,
}

/// Words of a document and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words.
    pub words: String,
    /// Page and line.
    pub place: String,
    /// What is said of them alone.
    pub why: Option<String>,
    /// The lines of the page in which they stand, where these are asked for.
    pub excerpt: Vec<Excerpt>,
}

/// What somebody decided on findings, by fingerprint.
type Decisions<'a> = BTreeMap<&'a str, &'a Accepted>;

/// A memo while it is written.
struct Pen<'a> {
    detail: Detail,
    excerpts: Excerpts<'a>,
    decisions: Decisions<'a>,
    blocks: Vec<Block>,
}

/// The memo on one file.
#[must_use]
pub fn blocks(checked: &Checked<'_>, detail: Detail) -> Vec<Block> {
    with_excerpts(checked, detail, Excerpts::default())
}

/// The same with the lines of the page beside each passage.
#[must_use]
pub fn with_excerpts(checked: &Checked<'_>, detail: Detail, excerpts: Excerpts<'_>) -> Vec<Block> {
    let held = checked.documents.iter().flat_map(|document| &document.findings);
    let decisions = held.filter_map(|held| Some((held.finding.fingerprint.as_str(), held.accepted()?))).collect();
    let mut pen = Pen { detail, excerpts, decisions, blocks: Vec::new() };
    let review = checked.review;
    head(&mut pen, review);
    parts::table(&mut pen, review);
    if detail == Detail::Whole {
        facts::table(&mut pen, review);
    }
    clauses::core(&mut pen, review);
    findings::hazards(&mut pen, review);
    findings::by_eye(&mut pen, review);
    findings::gaps(&mut pen, review);
    findings::inconsistencies(&mut pen, review);
    law::backstop(&mut pen, review);
    reading::troubles(&mut pen, review);
    clauses::others(&mut pen, review);
    parts::others(&mut pen, review);
    pen.put(Block::Aside(words::NO_ADVICE.to_owned()));
    pen.blocks
}

impl Pen<'_> {
    fn put(&mut self, block: Block) {
        self.blocks.push(block);
    }

    fn heading(&mut self, title: &str) {
        self.put(Block::Heading(title.to_owned()));
    }

    /// Words of a document: of many passages a short memo quotes the first ones.
    fn passages(&self, review: &Review, evidence: &[Evidence]) -> Passages {
        let quoted = if self.detail == Detail::Short { QUOTED } else { usize::MAX };
        Passages {
            quoted: evidence.iter().take(quoted).map(|words| self.passage(review, words)).collect(),
            others: evidence.iter().skip(quoted).map(words::place).collect(),
        }
    }

    fn passage(&self, review: &Review, words: &Evidence) -> Passage {
        let excerpt = self.excerpts.lines(review, words);
        Passage { words: visible(&words.quote), place: words::place(words), why: None, excerpt }
    }
}

/// The core clauses of one document alone.
#[must_use]
pub fn core(review: &Review) -> Vec<Block> {
    let (excerpts, decisions) = (Excerpts::default(), Decisions::new());
    let mut pen = Pen { detail: Detail::Short, excerpts, decisions, blocks: Vec::new() };
    clauses::core(&mut pen, review);
    pen.blocks
}

/// Name, verdict, and what it means.
fn head(pen: &mut Pen<'_>, review: &Review) {
    let judgement = &review.judgement;
    pen.put(Block::Name(visible_name(&review.meta.name)));
    pen.put(Block::Verdict(judgement.verdict));
    pen.put(Block::Text(words::meaning(judgement).to_owned()));
    let summary = words::summary(judgement);
    if !summary.is_empty() {
        pen.put(Block::Text(summary));
    }
    pen.put(Block::Aside(words::about(review)));
}
