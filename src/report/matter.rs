//! The letters of one closing together: blocks for people, an object for programs.

use schemars::JsonSchema;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::context::user::Rank;
use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::id::Verdict;
use crate::report::accept::Accepted;
use crate::report::json::Object;
use crate::report::memo;
use crate::report::memo::Block;
use crate::report::memo::Passage;
use crate::report::memo::Passages;
use crate::report::memo::Table;
use crate::report::visible::inert_json;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::matter::Basis;
use crate::review::matter::Letter;
use crate::review::matter::Matter;
use crate::review::matter::Point;
use crate::review::matter::What;
use crate::review::matter::Writer;
use crate::severity::Severity;

/// The name of this shape of output.
pub const SCHEMA: &str = "acquit-matter/1";

/// What somebody decided on the findings of each letter, in the order of the letters; none where it is empty.
pub type Decided<'a> = Vec<Vec<(&'a Finding, &'a Accepted)>>;

/// The matter for people.
#[must_use]
pub fn blocks(matter: &Matter<'_>, decided: &Decided<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Name(title(matter)),
        Block::Verdict(matter.verdict),
        Block::Text(course(matter)),
        Block::Heading("Letters".to_owned()),
    ];
    let rows = matter.letters.iter().map(row).collect();
    blocks.push(Block::Table(Table { head: ["Verdict", "Letter"], rows }));
    for (title, points) in groups(matter) {
        if !points.is_empty() {
            blocks.push(Block::Heading(title.to_owned()));
        }
        blocks.extend(points.into_iter().map(|point| remark(matter, point)));
    }
    for (number, letter) in matter.letters.iter().enumerate() {
        blocks.push(Block::Name(visible_name(&letter.review.meta.name)));
        blocks.extend(said(letter));
        let is_missing = |block: &Block| matches!(block, Block::Clause(clause) if clause.words.quoted.is_empty());
        let asked = |block: &Block| letter.writer != Writer::Insurer || !is_missing(block);
        blocks.extend(memo::core(letter.review).into_iter().filter(asked));
        blocks.extend(against(letter));
        let decisions = decided.get(number).into_iter().flatten();
        blocks.extend(decisions.map(|(finding, accepted)| decision(finding, accepted)));
    }
    let alone = matter.letters.first().and_then(|letter| words::alone(letter.review.tool.readers));
    blocks.extend(alone.map(|says| Block::Aside(format!("Every letter was {says}."))));
    blocks.push(Block::Aside(format!("Each letter alone: acquit review FILE. {}", words::NO_ADVICE)));
    blocks
}

/// The words of a letter that work against its release.
fn against(letter: &Letter<'_>) -> Vec<Block> {
    let weakens = |finding: &&Finding| matches!(finding.id, FindingId::Hazard(hazard) if hazard.weakens());
    let quoted = |words: &Evidence| Passage {
        words: visible(&words.quote),
        place: words::place(words),
        why: None,
        excerpt: Vec::new(),
    };
    let told = |finding: &Finding| {
        let passages = Passages { quoted: finding.evidence.iter().map(quoted).collect(), others: Vec::new() };
        Block::Remark(format!("{}: {}", finding.severity, visible(&finding.message)), passages)
    };
    let mut told: Vec<Block> = letter.review.findings.iter().filter(weakens).map(told).collect();
    if !told.is_empty() {
        told.insert(0, Block::Heading("Wording that works against the borrower".to_owned()));
    }
    told
}

/// What the page is called.
pub(super) fn title(matter: &Matter<'_>) -> String {
    format!("One closing, {} letters", matter.letters.len())
}

/// What is open, by sort, each under its title.
pub(super) fn groups<'a>(matter: &'a Matter<'_>) -> [(&'static str, Vec<&'a Point>); 2] {
    let absent = |point: &&Point| point.what.is_absence();
    let (absent, others) = matter.points.iter().partition(absent);
    [("Whose release is absent", absent), ("What does not fit together", others)]
}

/// The verdict on a letter and what it means.
fn said(letter: &Letter<'_>) -> Vec<Block> {
    let judgement = &letter.review.judgement;
    if letter.writer == Writer::Insurer {
        return vec![Block::Text(format!("Mortgage insurer: {}.", stands(letter).to_lowercase()))];
    }
    vec![Block::Verdict(judgement.verdict), Block::Text(words::meaning(judgement).to_owned())]
}

/// A finding on which somebody decided.
fn decision(finding: &Finding, accepted: &Accepted) -> Block {
    let says = format!("Decided: {} ({})", visible(&finding.message), finding.id);
    Block::Item(says, vec![visible(&accepted.to_string())])
}

/// What the verdict of the matter rests on.
pub(super) fn course(matter: &Matter<'_>) -> String {
    let worst = matter.letters.iter().filter(|letter| letter.verdict() == matter.verdict);
    let names: Vec<String> = worst.map(|letter| visible_name(&letter.review.meta.name)).collect();
    let rests = match (matter.verdict, names.as_slice()) {
        (Verdict::FullRelease, _) => "Each letter that counts is a full release.".to_owned(),
        (_, []) => "A release is absent, so the closing is worse than each of its letters.".to_owned(),
        (_, names) => format!("A closing is no better than its worst letter: {}.", names.join(", ")),
    };
    match matter.points.len() {
        0 => format!("{rests} Nothing between the letters was found open."),
        1 => format!("{rests} One thing is open between the letters."),
        more => format!("{rests} {more} things are open between the letters."),
    }
}

fn row(letter: &Letter<'_>) -> [String; 2] {
    let mut told = vec![visible_name(&letter.review.meta.name)];
    told.extend(parts(letter));
    [stands(letter).to_owned(), told.join(" · ")]
}

/// What is said of a letter in the list of them: its lien, its lender, its loan, its clauses, and what tells the lien.
pub(super) fn parts(letter: &Letter<'_>) -> Vec<String> {
    let review = letter.review;
    let facts = &review.facts;
    let lender = facts.lender.as_ref().map_or("lender not told".to_owned(), |fact| visible(&fact.value));
    let loan = facts.loan_number.as_ref().map_or("loan not told".to_owned(), |f| format!("loan {}", visible(&f.value)));
    let mut parts = vec![lien(letter).to_owned(), lender, loan];
    let summary = words::summary(&review.judgement);
    if !summary.is_empty() && letter.writer != Writer::Insurer {
        parts.push(summary);
    }
    if let Some(place) = letter.words.first().filter(|_| letter.basis == Basis::Words) {
        parts.push(format!("lien told by “{}” ({})", visible(&place.quote), words::place(place)));
    }
    parts
}

/// The verdict on a letter; of an insurer's what becomes of its claim.
pub(super) fn stands(letter: &Letter<'_>) -> &'static str {
    match (letter.writer, letter.verdict()) {
        (Writer::Insurer, Verdict::FullRelease) => "CLAIM WAIVED",
        (Writer::Insurer, Verdict::NoRelease) => "CLAIM KEPT",
        (Writer::Insurer, Verdict::PartialRelease) => "CLAIM IN DOUBT",
        (_, verdict) => words::verdict(verdict),
    }
}

const fn lien(letter: &Letter<'_>) -> &'static str {
    match (letter.writer, letter.rank, letter.basis) {
        (Writer::Insurer, ..) => "mortgage insurer",
        (Writer::Other, ..) => "not a lender's letter",
        (_, Some(Rank::First), Basis::OtherLiens) => "first lien, since it deals with others behind it",
        (_, Some(Rank::Junior), Basis::OtherLiens) => "junior lien, since it speaks of another as the first",
        (_, Some(Rank::First), _) => "first lien",
        (_, Some(Rank::Junior), _) => "junior lien",
        (_, None, _) => "lien not told",
    }
}

/// Where words stand: the letter with this number, page and line.
pub(super) fn place(matter: &Matter<'_>, number: usize, words: &Evidence) -> String {
    let letter = matter.letters.get(number).map_or("", |letter| letter.review.meta.name.as_str());
    format!("{}, {}", visible_name(letter), words::place(words))
}

fn remark(matter: &Matter<'_>, point: &Point) -> Block {
    let passage = |(number, words): &(usize, Evidence)| Passage {
        words: visible(&words.quote),
        place: place(matter, *number, words),
        why: None,
        excerpt: Vec::new(),
    };
    let quoted = point.words.iter().map(passage).collect();
    Block::Remark(format!("{}: {}", point.severity, visible(&point.says)), Passages { quoted, others: Vec::new() })
}

/// What acquit says of the letters of one closing.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Matter")]
struct Whole<'a> {
    /// `acquit-matter/1`.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// Never better than that of the worst letter.
    verdict: Verdict,
    /// What is open between the letters, gravest first.
    points: Vec<Open<'a>>,
    /// The letters, in the order in which they were named.
    letters: Vec<One<'a>>,
}

/// One thing that is open.
#[derive(Debug, Serialize, JsonSchema)]
struct Open<'a> {
    /// What.
    what: What,
    /// How grave.
    severity: Severity,
    /// A sentence for people.
    says: &'a str,
    /// The words.
    words: Vec<Words<'a>>,
}

/// Words of one of the letters.
#[derive(Debug, Serialize, JsonSchema)]
struct Words<'a> {
    /// Path of the letter.
    path: &'a str,
    /// The exact words.
    quote: &'a str,
    /// Page from 1; null where the format has none.
    page: Option<u32>,
    /// Line within the page, from 1.
    line: u32,
}

/// One letter.
#[derive(Debug, Serialize, JsonSchema)]
struct One<'a> {
    /// Who writes.
    writer: Writer,
    /// What the letter leaves of the debt; of an insurer's letter, what it leaves of the insurer's claim.
    verdict: Verdict,
    /// Rank of the lien that it speaks of; null where nothing tells.
    lien: Option<Rank>,
    /// What tells the rank.
    lien_told_by: Basis,
    /// The words that tell it.
    lien_words: Vec<Words<'a>>,
    /// What is said of it alone.
    review: Object<'a>,
}

/// The object, over several lines.
#[must_use]
pub fn json(matter: &Matter<'_>, decided: &Decided<'_>) -> String {
    let name = |number: usize| matter.letters.get(number).map_or("", |letter| letter.review.meta.name.as_str());
    let points = matter.points.iter().map(|point| Open {
        what: point.what,
        severity: point.severity,
        says: &point.says,
        words: point.words.iter().map(|(number, words)| quote(name(*number), words)).collect(),
    });
    let decided = decided.iter().map(Vec::as_slice).chain(std::iter::repeat(&[] as &[_]));
    let letters = matter.letters.iter().zip(decided).map(|(letter, decided)| One {
        writer: letter.writer,
        verdict: letter.verdict(),
        lien: letter.rank,
        lien_told_by: letter.basis,
        lien_words: letter.words.iter().map(|words| quote(&letter.review.meta.name, words)).collect(),
        review: Object::of_decided(letter.review, decided),
    });
    let whole = Whole { schema: SCHEMA, verdict: matter.verdict, points: points.collect(), letters: letters.collect() };
    // No map with other keys than text, and no number that JSON cannot hold: writing cannot fail.
    inert_json(&serde_json::to_string_pretty(&whole).unwrap_or_default()) + "\n"
}

fn quote<'a>(path: &'a str, words: &'a Evidence) -> Words<'a> {
    Words { path, quote: &words.quote, page: words.page, line: words.line }
}

/// The JSON Schema of the object, as committed; ends with a line feed.
#[must_use]
pub fn schema() -> String {
    let schema =
        SchemaGenerator::new(SchemaSettings::draft2020_12().for_serialize()).into_root_schema_for::<Whole<'_>>();
    // A schema is plain data: writing it as JSON cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// How grave the gravest thing is that is open.
#[must_use]
pub fn gravest(matter: &Matter<'_>) -> Option<Severity> {
    matter.points.iter().map(|point| point.severity).max()
}
