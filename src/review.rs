//! The review of one document: everything of contract section 7, as values.
//!
//! A file of several documents has a review for each of them, and one for the whole ([`parts`]).
//!
//! The seam: the pipeline from [`Pages`] to [`Whole`] ends where [`judge_whole`] begins.

pub mod matter;
mod parts;
pub mod redact;
pub mod regrade;

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;
use sha2::Sha256;

use crate::context::Context;
use crate::context::backstop;
use crate::context::backstop::Backstop;
use crate::context::law::Law;
use crate::context::user::UserFacts;
use crate::document::Document;
use crate::document::Format;
use crate::document::Method;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;
use crate::finding;
use crate::finding::Finding;
use crate::finding::Wordings;
use crate::fuse::Kit;
use crate::id::Kind;
use crate::judge;
use crate::judge::Judgement;
use crate::judge::consistency;
use crate::judge::consistency::Inconsistency;
use crate::judge::findings;
use crate::judge::findings::Grounds;
use crate::reading::Reader;
use crate::resolve;
use crate::resolve::Mentioned;
use crate::resolve::Whole;
use crate::segment;
use crate::segment::Paper;
use crate::segment::Role;
use crate::survey::Facts;
use crate::survey::Language;

pub use self::parts::of_parts;

/// The document as an input: what it is called and which bytes it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The path as given, with forward slashes.
    pub name: String,
    /// Hex SHA-256 of the bytes; `None` where the file could not be read.
    pub sha256: Option<String>,
    /// Number of bytes.
    pub bytes: u64,
    /// Which of the documents in the file this is, from 1; `None` where it is the file.
    pub part: Option<u32>,
}

impl Meta {
    /// Name, digest and size of an input.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self {
            name: document.name.replace(std::path::MAIN_SEPARATOR, "/"),
            sha256: Some(finding::hex(&Sha256::digest(&document.bytes))),
            bytes: u64::try_from(document.bytes.len()).unwrap_or(u64::MAX),
            part: None,
        }
    }

    /// What a document of this file is called, by its pages or, where there are none, by its number.
    fn part(&self, number: usize, pages: &Pages) -> Self {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let first = pages.pages.first().and_then(|page| page.number);
        let last = pages.pages.last().and_then(|page| page.number);
        let place = match first.zip(last) {
            Some((first, last)) if first == last => format!("page={first}"),
            Some((first, last)) => format!("pages={first}-{last}"),
            None => format!("part={number}"),
        };
        Self { name: format!("{}#{place}", self.name), part: Some(number), ..self.clone() }
    }

    /// What tells the document from all others.
    fn identity(&self) -> String {
        let file = self.sha256.as_deref().unwrap_or(&self.name);
        self.part.map_or_else(|| file.to_owned(), |part| format!("{file}#{part}"))
    }
}

/// What did the reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Version of acquit.
    pub version: String,
    /// `sha256:…` of the pattern set.
    pub patterns: String,
    /// `sha256:…` of the model, if one reads.
    pub model: Option<String>,
    /// Which readers read.
    pub readers: Reader,
}

/// What stays the same for every document of a run.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// What does the reading.
    pub tool: &'a Tool,
    /// Statutes.
    pub law: &'a Law,
    /// What is said about each id.
    pub wording: &'a Wordings<'a>,
    /// The day on which documents are read, where expiry is to be told.
    pub as_of: Option<Date>,
}

/// Everything that is said of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// What did the reading.
    pub tool: Tool,
    /// The document as an input.
    pub meta: Meta,
    /// Its format.
    pub format: Format,
    /// How its text came about.
    pub method: Method,
    /// Number of pages; `None` where the format has none.
    pub pages: Option<u32>,
    /// Pages whose text was not read, from 1.
    pub unread: Vec<u32>,
    /// Of a plain text: how many lines end before each page; empty in other formats.
    pub lines_before: Vec<u32>,
    /// Share of characters read with confidence, 0 to 1.
    pub quality: f32,
    /// What went wrong while reading.
    pub troubles: Vec<Trouble>,
    /// Facts of the case.
    pub context: Context,
    /// What the document says of its loan, people, money and dates.
    pub facts: Facts,
    /// Everybody who is bound to the debt by name: borrowers, then guarantors.
    pub obligors: Vec<String>,
    /// What statute adds.
    pub backstop: Vec<Backstop>,
    /// Kind, verdict, protections and hazards.
    pub judgement: Judgement,
    /// What is wrong, gravest first.
    pub findings: Vec<Finding>,
    /// Facts of the document that do not fit together.
    pub inconsistencies: Vec<Inconsistency>,
    /// Reviews of the documents in it; empty for a file that is one document.
    pub parts: Vec<Review>,
    /// What it is in the file or among the files that it came with.
    pub role: Role,
    /// Name of the part whose verdict, facts and findings are the whole's; `None` where there are no parts.
    pub worst: Option<String>,
}

impl Review {
    /// The review of the same bytes under another name. Names of its parts begin with its own.
    #[must_use]
    pub fn called(mut self, name: &str) -> Self {
        let old = std::mem::replace(&mut self.meta.name, name.to_owned());
        let other =
            |word: &str| word.strip_prefix(&old).map_or_else(|| word.to_owned(), |rest| format!("{name}{rest}"));
        self.worst = self.worst.as_deref().map(other);
        self.parts = self
            .parts
            .into_iter()
            .map(|part| {
                let name = other(&part.meta.name);
                part.called(&name)
            })
            .collect();
        self
    }
}

/// Judges a document that has been read and put together.
#[must_use]
pub fn judge_whole(meta: Meta, pages: &Pages, whole: Whole, user: &UserFacts, desk: &Desk<'_>) -> Review {
    let context = Context::of(&whole, user);
    let judgement = judge::judge(&whole, pages, &context);
    let identity = meta.identity();
    let grounds = Grounds {
        whole: &whole,
        context: &context,
        law: desk.law,
        wording: desk.wording,
        document: &identity,
        as_of: desk.as_of,
    };
    Review {
        tool: desk.tool.clone(),
        findings: findings::of(&judgement, &grounds),
        backstop: backstop::rows(desk.law, &context, &judgement.paper()),
        format: pages.format,
        method: pages.method,
        pages: count(pages),
        unread: pages.pages.iter().filter(|page| !page.read).filter_map(|page| page.number).collect(),
        lines_before: lines_before(pages),
        quality: pages.quality,
        troubles: pages.troubles.clone(),
        meta,
        context,
        inconsistencies: consistency::of(&whole.facts),
        facts: whole.facts,
        obligors: whole.obligors,
        judgement,
        parts: Vec::new(),
        role: Role::Letter,
        worst: None,
    }
}

/// Reads, puts together and judges one file: the whole way from pages to a review. Documents that stand one after the
/// other in it are read each for itself.
#[must_use]
pub fn read(kit: &Kit, meta: Meta, pages: &Pages, user: &UserFacts, desk: &Desk<'_>) -> Review {
    let papers = segment::papers(pages);
    if papers.len() < 2 {
        return one(kit, meta, pages, user, desk);
    }
    let part = |(at, paper): (usize, &Paper)| {
        let own = pages.only(paper.bytes);
        Review { role: paper.role, ..one(kit, meta.part(at + 1, &own), &own, user, desk) }
    };
    let parts = papers.iter().enumerate().map(part).collect();
    of_parts(meta, pages, parts, user, desk)
}

/// The same for a file that came with others, in a mail or an archive: by its title it may be no letter, and the words
/// of the mail itself may only say what is attached.
#[must_use]
pub fn read_member(kit: &Kit, meta: Meta, pages: &Pages, user: &UserFacts, desk: &Desk<'_>) -> Review {
    let review = read(kit, meta, pages, user, desk);
    if review.parts.is_empty() { Review { role: segment::role(pages), ..review } } else { review }
}

/// Reads, puts together and judges one document.
fn one(kit: &Kit, meta: Meta, pages: &Pages, user: &UserFacts, desk: &Desk<'_>) -> Review {
    if pages.pages.is_empty() {
        return unread(meta, pages, user, desk);
    }
    let whole = resolve::whole(kit, pages, user.state.as_deref());
    if whole.language == Language::Other && !pages.troubles.iter().any(|t| t.what == What::NotEnglish) {
        let says = "The text is not in English, so nothing can be said of it. Have it translated and run again.";
        let mut told = pages.clone();
        told.troubles.push(Trouble::whole(What::NotEnglish, says));
        return judge_whole(meta, &told, whole, user, desk);
    }
    judge_whole(meta, pages, whole, user, desk)
}

/// The review of a document of which nothing could be read.
#[must_use]
pub fn unread(meta: Meta, pages: &Pages, user: &UserFacts, desk: &Desk<'_>) -> Review {
    let nothing = Whole {
        kind: Kind::Unknown,
        language: Language::TooFew,
        found: Vec::new(),
        facts: Facts::default(),
        obligors: Vec::new(),
        insurer_mentioned: Mentioned::No,
        junior_mentioned: Mentioned::No,
        foreclosure_mentioned: Mentioned::No,
    };
    judge_whole(meta, pages, nothing, user, desk)
}

/// Number of pages; `None` where there is text without page numbers.
fn count(pages: &Pages) -> Option<u32> {
    let has_numbers = pages.pages.iter().all(|page| page.number.is_some());
    has_numbers.then(|| u32::try_from(pages.pages.len()).unwrap_or(u32::MAX))
}

/// How many lines of a plain text end before each of its pages; of no use in a format with pages of its own.
fn lines_before(pages: &Pages) -> Vec<u32> {
    if pages.format != Format::Text {
        return Vec::new();
    }
    let (mut at, mut lines) = (0, 0);
    let mut before = |start: usize| {
        let between = pages.text.as_bytes().get(at..start).unwrap_or_default();
        lines += memchr::memchr_iter(b'\n', between).count();
        at = start;
        u32::try_from(lines).unwrap_or(u32::MAX)
    };
    pages.pages.iter().map(|page| before(page.span.start)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_goes_by_another_name_with_its_parts() {
        let desk_law = Law::compiled_in().unwrap();
        let tool = Tool { version: String::new(), patterns: String::new(), model: None, readers: Reader::Patterns };
        let wording: &Wordings<'_> = &|_, _| crate::finding::Wording::approval_lapsed();
        let desk = Desk { tool: &tool, law: &desk_law, wording, as_of: None };
        let named = |name: &str| {
            let meta = Meta { name: name.to_owned(), sha256: Some("00".to_owned()), bytes: 3, part: None };
            let pages = Pages::unread(Format::Zip, Trouble::whole(What::Damaged, "It is damaged."));
            let part = |end: &str| {
                let meta = Meta { name: format!("{name}{end}"), part: Some(1), ..meta.clone() };
                unread(meta, &pages, &UserFacts::default(), &desk)
            };
            let parts = vec![part("#page=1"), part("/b.pdf")];
            of_parts(meta, &pages, parts, &UserFacts::default(), &desk)
        };
        let (first, second) = (named("in/a.zip"), named("out/in/b.zip"));
        assert!(first.worst.is_some() && first.parts.len() == 2);
        assert_ne!(first, second);
        assert_eq!(first.clone().called("out/in/b.zip"), second);
        assert_eq!(first.clone().called("").called("in/a.zip"), first);
    }

    #[test]
    fn an_input_is_known_by_its_bytes() {
        let meta = Meta::of(&Document { name: "letters/a b.pdf".to_owned(), bytes: b"abc".to_vec() });
        // FIPS 180-2, appendix B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(
            meta,
            Meta { name: "letters/a b.pdf".to_owned(), sha256: Some(abc.to_owned()), bytes: 3, part: None }
        );
    }
}
