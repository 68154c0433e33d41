//! Two versions of a letter: the verdict before and after, which clauses, hazards and facts are others, and which words
//! were struck or added. These structs are the JSON; text and HTML are written from them.

mod html;
mod text;
mod words;

use schemars::JsonSchema;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;
use crate::judge::Extent;
use crate::report::key_facts;
use crate::report::visible::inert_json;
use crate::review::Review;
use crate::review::redact::Mask;
use crate::severity::Severity;

pub use self::html::html;
pub use self::text::text;
pub use self::words::Change;
pub use self::words::Paragraph;
pub use self::words::Stretch;
pub use self::words::Was;
pub use self::words::paragraphs;

/// The name of this shape of output.
pub const SCHEMA: &str = "acquit-diff/1";

/// What is other in the new version.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Diff {
    /// `acquit-diff/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The version before.
    pub old: Version,
    /// The version after.
    pub new: Version,
    /// Protections whose status is another, in the contract's order.
    pub protections: Vec<ClauseChange>,
    /// Hazards that come, go or weigh otherwise, in the contract's order.
    pub hazards: Vec<HazardChange>,
    /// Facts that are others.
    pub facts: Vec<FactChange>,
    /// The paragraphs in which words were struck or added, in order.
    pub words: Vec<Change>,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Version {
    /// The path as given, with forward slashes.
    pub path: String,
    /// Hex SHA-256 of the bytes; null where the file could not be read.
    pub sha256: Option<String>,
    /// Kind of document.
    pub kind: Kind,
    /// What its own words amount to.
    pub verdict: Verdict,
    /// Whether all of its words were read. What was not read cannot be compared.
    pub whole: bool,
}

/// A protection whose status is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClauseChange {
    /// Which.
    pub id: Protection,
    /// What it was; null where it does not belong to the kind.
    pub old: Option<Status>,
    /// What it is.
    pub new: Option<Status>,
    /// The words before.
    pub old_words: Vec<Quote>,
    /// The words after.
    pub new_words: Vec<Quote>,
}

/// A hazard that is in one version alone, or weighs otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HazardChange {
    /// Which.
    pub id: Hazard,
    /// How grave it was; null where it was not there.
    pub old: Option<Severity>,
    /// How grave it is; null where it is gone.
    pub new: Option<Severity>,
    /// The words: of the new version, or of the old one where it is gone.
    pub words: Vec<Quote>,
}

/// Words of a version and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote {
    /// The exact words.
    pub quote: String,
    /// Page from 1; null where the format has none.
    pub page: Option<u32>,
    /// Line within the page, from 1.
    pub line: u32,
}

/// A fact that is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactChange {
    /// Which, in words.
    pub fact: &'static str,
    /// What was stated; null where nothing was.
    pub old: Option<String>,
    /// What is stated.
    pub new: Option<String>,
}

/// A version with its words.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What is said of it.
    pub review: &'a Review,
    /// Its paragraphs.
    pub paragraphs: &'a [Paragraph],
}

/// What is other in the new version.
#[must_use]
pub fn of(old: Side<'_>, new: Side<'_>) -> Diff {
    Diff {
        schema: SCHEMA,
        old: version(old.review),
        new: version(new.review),
        protections: clauses(old.review, new.review),
        hazards: hazards(old.review, new.review),
        facts: facts(old.review, new.review),
        words: words::changes(old.paragraphs, new.paragraphs),
    }
}

impl Diff {
    /// The same without the people of both versions; its paragraphs have been masked before they were compared.
    #[must_use]
    pub fn masked(mut self, mask: &Mask) -> Self {
        for version in [&mut self.old, &mut self.new] {
            version.path = mask.path(&version.path);
        }
        let clauses = self.protections.iter_mut().flat_map(|clause| [&mut clause.old_words, &mut clause.new_words]);
        let words = clauses.chain(self.hazards.iter_mut().map(|hazard| &mut hazard.words));
        words.flatten().for_each(|words| words.quote = mask.words(&words.quote));
        for value in self.facts.iter_mut().flat_map(|fact| [&mut fact.old, &mut fact.new]) {
            *value = value.as_deref().map(|value| mask.words(value));
        }
        self
    }
}

/// The object, over several lines.
#[must_use]
pub fn json(diff: &Diff) -> String {
    // Text and numbers alone: writing them cannot fail.
    inert_json(&serde_json::to_string_pretty(diff).unwrap_or_default()) + "\n"
}

/// The JSON Schema of [`Diff`], as committed; ends with a line feed.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaGenerator::new(SchemaSettings::draft2020_12().for_serialize()).into_root_schema_for::<Diff>();
    // A schema is plain data: writing it as JSON cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Whether the new verdict is better, worse or the same, in a sentence; of letters on two loans that is no question.
fn course(diff: &Diff) -> &'static str {
    if !diff.old.whole || !diff.new.whole {
        return "Not all words of both versions were read: what was not read is not compared.";
    }
    if are_two(diff) {
        return "The lender and the loan number are others: these are hardly two versions of one letter. For letters on \
                one sale, use review --matter.";
    }
    // Verdicts stand from best to worst.
    match diff.new.verdict.cmp(&diff.old.verdict) {
        std::cmp::Ordering::Less => "The new version is better for the borrower.",
        std::cmp::Ordering::Equal => "The verdict is the same.",
        std::cmp::Ordering::Greater => "The new version is worse for the borrower.",
    }
}

/// Whether lender and loan are others, and not the same in another spelling.
fn are_two(diff: &Diff) -> bool {
    let values = |name: &str| {
        let fact = diff.facts.iter().find(|fact| fact.fact == name)?;
        Some((fact.old.as_deref()?, fact.new.as_deref()?))
    };
    let (Some((elm, oak)), Some((one, other))) = (values("Lender"), values("Loan number")) else { return false };
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
    let (one, other) = (digits(one), digits(other));
    let first = |name: &str| name.split_whitespace().next().unwrap_or("").to_lowercase();
    first(elm) != first(oak) && !one.ends_with(&other) && !other.ends_with(&one)
}

fn version(review: &Review) -> Version {
    Version {
        path: review.meta.name.clone(),
        sha256: review.meta.sha256.clone(),
        kind: review.judgement.kind,
        verdict: review.judgement.verdict,
        whole: review.judgement.extent == Extent::Whole && review.judgement.verdict != Verdict::Unreadable,
    }
}

fn clauses(old: &Review, new: &Review) -> Vec<ClauseChange> {
    let in_it = |review: &Review, id: Protection| {
        let found = review.judgement.protections.iter().find(|clause| clause.id == id);
        found.map_or((None, Vec::new()), |clause| (Some(clause.status), quotes(&clause.evidence)))
    };
    let change = |&id: &Protection| {
        let ((old, old_words), (new, new_words)) = (in_it(old, id), in_it(new, id));
        (old != new).then_some(ClauseChange { id, old, new, old_words, new_words })
    };
    Protection::ALL.iter().filter_map(change).collect()
}

fn hazards(old: &Review, new: &Review) -> Vec<HazardChange> {
    let weight = |review: &Review, id: Hazard| {
        let finding = review.findings.iter().find(|finding| finding.id.as_str() == id.as_str());
        finding.map(|finding| finding.severity)
    };
    let in_it = |review: &Review, id: Hazard| {
        let found = review.judgement.hazards.iter().find(|hazard| hazard.id == id)?;
        Some((weight(review, id).unwrap_or(Severity::Info), quotes(&found.evidence)))
    };
    let change = |&id: &Hazard| {
        let (old, new) = (in_it(old, id), in_it(new, id));
        let (before, after) = (old.as_ref().map(|(weight, _)| *weight), new.as_ref().map(|(weight, _)| *weight));
        let words = new.or(old).map(|(_, words)| words).unwrap_or_default();
        (before != after).then_some(HazardChange { id, old: before, new: after, words })
    };
    Hazard::ALL.iter().filter_map(change).collect()
}

fn facts(old: &Review, new: &Review) -> Vec<FactChange> {
    let (old, new) = (key_facts::of(old), key_facts::of(new));
    let mut names: Vec<&'static str> = new.iter().map(|fact| fact.name).collect();
    names.extend(old.iter().map(|fact| fact.name).filter(|name| !new.iter().any(|fact| fact.name == *name)));
    let value = |facts: &[key_facts::KeyFact<'_>], name| {
        facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone())
    };
    let change = |fact: &'static str| {
        let (old, new) = (value(&old, fact), value(&new, fact));
        (old != new).then_some(FactChange { fact, old, new })
    };
    names.into_iter().filter_map(change).collect()
}

fn quotes(evidence: &[Evidence]) -> Vec<Quote> {
    evidence.iter().map(|e| Quote { quote: e.quote.clone(), page: e.page, line: e.line }).collect()
}
