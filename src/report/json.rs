//! The JSON of contract section 7. These structs are the promise: the inner types may change, these only grow.

mod accepted;
mod build;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::accepted::Accepted;

use crate::context::law::Applies;
use crate::context::law::Confidence;
use crate::context::user::Answer;
use crate::context::user::Rank;
use crate::context::user::Trustor;
use crate::document;
use crate::document::Format;
use crate::document::Method;
use crate::finding::FindingId;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;
use crate::reading::Reader;
use crate::report::checked::Checked;
use crate::report::visible::inert_json;
use crate::review::Review;
use crate::severity::Severity;

/// The name of this shape of output.
pub const SCHEMA: &str = "acquit/1";

/// One object for each document, with a line feed after the closing brace.
#[must_use]
pub fn pretty(review: &Review) -> String {
    written(serde_json::to_string_pretty(&Object::of(review)))
}

/// One object on one line, with the line feed.
#[must_use]
pub fn line(review: &Review) -> String {
    written(serde_json::to_string(&Object::of(review)))
}

/// The same for one input of a check, with what the user's files accept and which demands it does not meet.
#[must_use]
pub fn checked(checked: &Checked<'_>) -> String {
    written(serde_json::to_string(&Object::of_checked(checked)))
}

/// The same over several lines.
#[must_use]
pub fn checked_pretty(checked: &Checked<'_>) -> String {
    written(serde_json::to_string_pretty(&Object::of_checked(checked)))
}

/// The structs hold no map with other keys than text and no number that JSON cannot hold, so writing cannot fail.
/// What would steer a terminal that prints it stands there as an escape.
fn written(json: serde_json::Result<String>) -> String {
    inert_json(&json.unwrap_or_default()) + "\n"
}

/// What acquit says of one document.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Review")]
pub struct Object<'a> {
    /// `acquit/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// What did the reading.
    pub tool: Tool<'a>,
    /// The document as an input.
    pub document: Document<'a>,
    /// Kind of document.
    pub kind: Kind,
    /// Facts of the case: the user's, then the document's.
    pub context: Case<'a>,
    /// What the document says of its loan, people, money and dates.
    pub facts: Facts<'a>,
    /// What statute adds.
    pub backstop: Vec<Backstop<'a>>,
    /// What the document's own words amount to.
    pub verdict: Verdict,
    /// Whether the verdict would be better if every `unclear-language` passage proved harmless.
    pub undetermined: bool,
    /// Every protection that applies to the kind, in the contract's order.
    pub protections: Vec<Protected<'a>>,
    /// The hazards that were found, in the contract's order.
    pub hazards: Vec<Endangered<'a>>,
    /// What is wrong, gravest first.
    pub findings: Vec<Finding<'a>>,
    /// Facts of the document that do not fit together.
    pub inconsistencies: Vec<Inconsistent<'a>>,
    /// Demands of a check that the document does not meet (`--require`, `--expect`), a sentence each; left out where
    /// there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<&'a str>,
    /// Path of the part whose verdict, facts, clauses and findings stand here: the worst letter. Places and quotations
    /// are those of that part. Left out where the file is one document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst_part: Option<&'a str>,
    /// The documents in the file, each of the same shape; left out where the file is one document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Object<'a>>,
}

/// Facts that do not fit together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Inconsistent<'a> {
    /// What does not fit, as a sentence.
    pub says: &'a str,
    /// The words of the facts.
    pub evidence: Vec<Evidence<'a>>,
}

/// What did the reading.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tool<'a> {
    /// `acquit`.
    #[schemars(extend("const" = "acquit"))]
    pub name: &'static str,
    /// Its version.
    pub version: &'a str,
    /// `sha256:…` of the pattern set.
    pub patterns: &'a str,
    /// `sha256:…` of the model; null where none reads.
    pub model: Option<&'a str>,
    /// Which readers read.
    pub readers: Reader,
}

/// The document as an input.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    /// The path as given, with forward slashes.
    pub path: &'a str,
    /// Hex SHA-256 of the bytes; null where the file could not be read.
    pub sha256: Option<&'a str>,
    /// Number of bytes.
    pub bytes: u64,
    /// Format, told by content.
    pub format: Format,
    /// Number of pages; null where the format has none.
    pub pages: Option<u32>,
    /// How the text came about.
    pub extraction: Extraction<'a>,
}

/// How the text came about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Extraction<'a> {
    /// Where the text came from.
    pub method: Method,
    /// Share of characters read with confidence.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub quality: f32,
    /// What went wrong.
    pub troubles: Vec<Trouble<'a>>,
}

/// Something that went wrong while reading.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Trouble<'a> {
    /// Page from 1; null where it concerns the whole document.
    pub page: Option<u32>,
    /// What, from a closed list.
    pub what: document::What,
    /// A sentence for people.
    pub says: &'a str,
}

/// Facts of the case; null where nobody told.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Case<'a> {
    /// Postal code of the state where the property lies.
    pub state: Option<&'a str>,
    /// Dwelling units.
    pub units: Option<u16>,
    /// Who gave the security.
    pub trustor: Option<Trustor>,
    /// Whether the loan bought the home.
    pub purchase_money: Option<Answer>,
    /// Whether the borrower lives or lived in it.
    pub owner_occupied: Option<Answer>,
    /// Rank of the lien.
    pub lien: Option<Rank>,
    /// Day of the consent, ISO 8601.
    #[schemars(extend("format" = "date"))]
    pub consent_date: Option<String>,
    /// Whether the loan carries mortgage insurance.
    pub mortgage_insurance: Option<Answer>,
    /// Whether the note has other security.
    pub cross_collateral: Option<Answer>,
    /// Keys that nobody told, as `--fact` takes them.
    pub unknown: Vec<&'static str>,
}

/// What the document says of its loan, people, money and dates; null where it does not.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Facts<'a> {
    /// Loan number as written.
    pub loan_number: Option<Text<'a>>,
    /// Borrowers by name.
    pub borrowers: Option<Names<'a>>,
    /// Guarantors by name.
    pub guarantors: Option<Names<'a>>,
    /// Street, city, state, ZIP.
    pub property_address: Option<Text<'a>>,
    /// Who writes.
    pub lender: Option<Text<'a>>,
    /// Who services the loan, where the document calls somebody so.
    pub servicer: Option<Text<'a>>,
    /// For whom, if another.
    pub investor: Option<Text<'a>>,
    /// Contract price, dollars as a decimal string.
    pub sale_price: Option<Text<'a>>,
    /// Least the lender accepts, the same.
    pub net_proceeds: Option<Text<'a>>,
    /// Last day for the closing, ISO 8601.
    pub approval_expires: Option<Text<'a>>,
    /// Cash asked of the borrower, dollars.
    pub contribution: Option<Text<'a>>,
    /// Relocation money paid to the borrower, dollars.
    pub relocation: Option<Text<'a>>,
    /// Sum of a new note that the borrower is to sign, dollars.
    pub note: Option<Text<'a>>,
    /// What goes to junior liens, dollars each.
    pub junior_payments: Option<Names<'a>>,
    /// Postal code of the property's state.
    pub state: Option<Text<'a>>,
    /// Date of the document, ISO 8601.
    pub dated: Option<Text<'a>>,
}

/// A value and the words that state it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Text<'a> {
    /// The value.
    pub value: &'a str,
    /// The words.
    pub evidence: Vec<Evidence<'a>>,
}

/// Names and the words that state them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Names<'a> {
    /// The names.
    pub value: &'a [String],
    /// The words.
    pub evidence: Vec<Evidence<'a>>,
}

/// One rule of law, held against the case.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Backstop<'a> {
    /// As a lawyer cites it.
    pub cite: &'a str,
    /// What it does.
    pub effect: &'a str,
    /// Whether it applies on these facts.
    pub applies: Applies,
    /// Day of the last check, ISO 8601.
    #[schemars(extend("format" = "date"))]
    pub checked: String,
    /// Whether the text or a decision was read.
    pub verified: bool,
    /// How sure we are.
    pub confidence: Confidence,
    /// Facts that would make it apply, in the words of `--fact`.
    pub lacking: &'a [String],
    /// What the paper or the deal must also show.
    pub needs: &'a [String],
}

/// One protection.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Protected<'a> {
    /// Which.
    pub id: Protection,
    /// What became of it.
    pub status: Status,
    /// The words.
    pub evidence: Vec<Evidence<'a>>,
}

/// One hazard.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Endangered<'a> {
    /// Which.
    pub id: Hazard,
    /// The words.
    pub evidence: Vec<Evidence<'a>>,
}

/// One thing wrong with the document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding<'a> {
    /// What it is about.
    pub id: FindingId,
    /// How grave on these facts.
    pub severity: Severity,
    /// How grave acquit says it is, where the user's settings say otherwise; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_severity: Option<Severity>,
    /// One line for people.
    pub message: &'a str,
    /// Why it matters.
    pub why: &'a str,
    /// Statutes and decisions.
    pub authority: &'a [String],
    /// The words to ask the lender for.
    pub ask: &'a str,
    /// Unknown facts that would change the severity, and to what; null where none would.
    pub would_change_if: Option<&'a str>,
    /// The words; none where a clause is missing.
    pub evidence: Vec<Evidence<'a>>,
    /// Hex SHA-256 that stays the same while the finding does.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub fingerprint: &'a str,
    /// Who accepted it, so that it does not fail a check; left out where nobody did. It changes no verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted<'a>>,
}

/// Exact words of the document and where they stand.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Evidence<'a> {
    /// A slice of exactly what `acquit extract` prints.
    pub quote: &'a str,
    /// Page from 1; null where the format has none.
    pub page: Option<u32>,
    /// Line within the page, from 1.
    pub line: u32,
    /// First UTF-8 byte in the extracted text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Left, top, right, bottom in points from the page's top left, rotation applied.
    pub boxes: Vec<[f32; 4]>,
    /// Row or frame that read it.
    pub pattern: &'a str,
    /// Words that turned it.
    pub cues: &'a [String],
    /// Who read it.
    pub by: Reader,
}
