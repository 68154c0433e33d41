//! Who is who, kind of document, and plain facts: what later stages look up.

mod addressees;
mod company;
mod cues;
mod dates;
mod kind;
mod language;
mod loan;
mod mentions;
mod money;
mod names;
mod outsiders;
mod payoff;
mod people;
mod place;
#[cfg(test)]
mod sample;
mod sheet;
mod standing;
pub mod states;
mod terms;
mod weights;
mod whereabouts;
mod words;

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

use crate::document::Pages;
use crate::evidence::Evidence;
use crate::id::Kind;
use crate::segment::Unit;
use crate::text::Text;

use self::mentions::Mentions;
use self::mentions::Topic;
use self::sheet::Sheet;
use self::standing::Standing;
use self::terms::Deal;

pub use self::kind::{Told, tokens};
pub use self::language::{Language, speaks_of_a_debt_abroad};
pub use self::terms::Candidate;
pub use self::whereabouts::BY_LETTERHEAD;

/// A value that the document states, and the words that state it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// The words, at least one stretch.
    pub evidence: Vec<Evidence>,
}

/// What the document says of its loan, people, money and dates (contract section 7, `facts`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Loan or account number as written.
    pub loan_number: Option<Fact<String>>,
    /// Another number with the same label, if the document gives one.
    pub other_loan_number: Option<Fact<String>>,
    /// Borrowers by name.
    pub borrowers: Option<Fact<Vec<String>>>,
    /// Guarantors by name.
    pub guarantors: Option<Fact<Vec<String>>>,
    /// Street, city, state, ZIP.
    pub property_address: Option<Fact<String>>,
    /// Two-letter state of the property.
    pub state: Option<Fact<String>>,
    /// Who writes.
    pub lender: Option<Fact<String>>,
    /// Who services the loan, where the document calls somebody so.
    pub servicer: Option<Fact<String>>,
    /// For whom, if another.
    pub investor: Option<Fact<String>>,
    /// Contract price, dollars as a decimal string with two places.
    pub sale_price: Option<Fact<String>>,
    /// Least the lender accepts, the same.
    pub net_proceeds: Option<Fact<String>>,
    /// Last day for the closing, ISO 8601.
    pub approval_expires: Option<Fact<String>>,
    /// Date of the document, ISO 8601.
    pub dated: Option<Fact<String>>,
    /// Cash asked of the borrower, dollars.
    pub contribution: Option<Fact<String>>,
    /// Relocation money paid to the borrower, dollars.
    pub relocation: Option<Fact<String>>,
    /// Sum of a new note that the borrower is to sign, dollars.
    pub note: Option<Fact<String>>,
    /// What goes to junior liens, dollars each.
    pub junior_payments: Option<Fact<Vec<String>>>,
}

/// What the survey saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// Kind of document, and why.
    pub told: Told,
    /// Plain facts.
    pub facts: Facts,
    /// Everybody who is bound to the debt by name: borrowers, then guarantors.
    pub obligors: Vec<String>,
    /// Guarantors by name.
    pub guarantors: Vec<String>,
    /// First words on an insurer or guarantor of the loan.
    pub insurer: Option<Evidence>,
    /// First words on another lien.
    pub junior: Option<Evidence>,
    /// First words on foreclosure proceedings.
    pub foreclosure: Option<Evidence>,
    /// The officer's signature, or words that none is needed (contract 8.25).
    pub execution: Option<Evidence>,
    /// Words on who holds the note, or that the lender writes on its own loan (contract 8.25).
    pub holder: Option<Evidence>,
}

impl Survey {
    /// The state of the property, where an address names it. A state that is only mentioned chooses no branch: "if the
    /// property is in California" mentions one.
    #[must_use]
    pub fn state_by_address(&self) -> Option<&str> {
        let by_address = self.facts.state.as_ref().filter(|_| self.facts.property_address.is_some());
        by_address.map(|fact| fact.value.as_str())
    }
}

/// Looks a document over.
#[must_use]
pub fn look(pages: &Pages, text: &Text, _units: &[Unit]) -> Survey {
    let sheet = Sheet::new(pages, text);
    let mut told = kind::tell(&sheet);
    let mentions = Mentions::of(&sheet);
    let standing = Standing::of(&sheet);
    let (loan_number, other_loan_number) = loan::numbers(&sheet);
    let mut facts = Facts { loan_number, other_loan_number, ..Facts::default() };
    place::read_into(&mut facts, &sheet);
    people::read_into(&mut facts, &sheet);
    terms::read_into(&mut facts, &sheet, Deal::of(told.kind, &mentions));
    if [Some(told.kind), told.likelier].contains(&Some(Kind::ShortSale)) && payoff::is_whole(&sheet, &facts) {
        told.set_aside("the sum that is asked is all that is owed");
    }
    let guarantors: Vec<String> = facts.guarantors.iter().flat_map(|fact| &fact.value).cloned().collect();
    let borrowers = facts.borrowers.iter().flat_map(|fact| &fact.value);
    let mut obligors: Vec<String> = borrowers.chain(&guarantors).cloned().collect();
    obligors.dedup();
    let own = own_name(&facts);
    let words = |topic| mentions.first(topic).map(|hit| sheet.evidence(hit.span, "mention"));
    Survey {
        told,
        facts,
        obligors,
        guarantors,
        insurer: words(Topic::Insurer),
        junior: words(Topic::Junior),
        foreclosure: words(Topic::Foreclosure),
        execution: standing.execution(),
        holder: standing.holder().or(own),
    }
}

/// Who else has a part in the deal and does not write, each by the word by which the document goes on calling it.
#[must_use]
pub fn outsiders(pages: &Pages, text: &Text, survey: &Survey) -> Vec<String> {
    outsiders::of(&sheet::lay_out(pages, text), &insiders(&survey.facts, &survey.obligors))
}

/// Whether a word can be one by which a document goes on calling an outsider: no common word is.
#[must_use]
pub fn can_call_an_outsider(word: &str) -> bool {
    outsiders::can_call(word)
}

/// Whether words are a person's name by their shape: two to six capitalised words, none of them a company's.
#[must_use]
pub fn is_person(name: &str) -> bool {
    names::is_person(name)
}

/// Every sum and day of a document, as the linear reader of terms sees them.
#[must_use]
pub fn candidates(pages: &Pages, text: &Text) -> Vec<Candidate> {
    terms::candidates(&Sheet::new(pages, text))
}

/// The latest day that words name.
#[must_use]
pub fn latest_day(words: &str) -> Option<Date> {
    dates::dates(words).into_iter().map(|dated| dated.date).max()
}

/// Everybody who is no outsider by name, in small letters: who writes, who owns the loan, who owes.
fn insiders(facts: &Facts, obligors: &[String]) -> Vec<String> {
    let bodies =
        [&facts.lender, &facts.servicer, &facts.investor].into_iter().flatten().map(|fact| fact.value.to_lowercase());
    bodies.chain(obligors.iter().map(|name| name.to_lowercase())).collect()
}

/// The lender's own name, where it writes for nobody else: it then writes on its own loan (contract 8.25).
fn own_name(facts: &Facts) -> Option<Evidence> {
    let lender = facts.lender.as_ref().filter(|_| facts.investor.is_none())?;
    let is_servicer = lender.value.to_lowercase().contains("servic");
    lender.evidence.first().filter(|_| !is_servicer).cloned()
}

#[cfg(test)]
mod tests;
