//! Who is who, kind of document, and plain facts: what later stages look up.

mod cues;
mod dates;
mod kind;
mod language;
mod loan;
mod mentions;
mod money;
mod place;
#[cfg(test)]
mod sample;
mod sheet;
mod terms;

use crate::document::Pages;
use crate::evidence::Evidence;
use crate::segment::Unit;
use crate::text::Text;

use self::mentions::Mentions;
use self::sheet::Sheet;

pub use self::kind::Told;
pub use self::language::Language;

/// A value that the document states, and the words that state it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// The words, at least one stretch.
    pub evidence: Vec<Evidence>,
}

/// What the document says of its loan, people, money and dates (contract section 7, `facts`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Loan or account number as written.
    pub loan_number: Option<Fact<String>>,
    /// Borrowers and other obligors by name.
    pub borrowers: Option<Fact<Vec<String>>>,
    /// Street, city, state, ZIP.
    pub property_address: Option<Fact<String>>,
    /// Two-letter state of the property.
    pub state: Option<Fact<String>>,
    /// Who writes.
    pub lender: Option<Fact<String>>,
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
}

/// What the survey saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// Kind of document, and why.
    pub told: Told,
    /// Plain facts.
    pub facts: Facts,
}

/// Looks a document over.
#[must_use]
pub fn look(pages: &Pages, text: &Text, _units: &[Unit]) -> Survey {
    let sheet = Sheet::new(pages, text);
    let told = kind::tell(&sheet);
    let mut facts = Facts::default();
    let mentions = Mentions::of(&sheet);
    let deal = terms::Deal::of(told.kind, &mentions);
    facts.loan_number = loan::number(&sheet);
    place::read_into(&mut facts, &sheet);
    terms::read_into(&mut facts, &sheet, deal);
    Survey { told, facts }
}
