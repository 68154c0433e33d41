//! The facts that a reader of a report checks first, with the words that state them.

use crate::evidence::Evidence;
use crate::review::Review;
use crate::survey::Fact;

/// One fact.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFact<'a> {
    /// What it is.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// The words that state it.
    pub evidence: &'a [Evidence],
}

/// How a value is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Money,
    Words,
}

/// The facts that the document states, dates and money first.
#[must_use]
pub fn of(review: &Review) -> Vec<KeyFact<'_>> {
    let facts = &review.facts;
    let rows: [(&'static str, Option<&Fact<String>>, Sort); 11] = [
        ("Date of the letter", facts.dated.as_ref(), Sort::Words),
        ("Last day for the closing", facts.approval_expires.as_ref(), Sort::Words),
        ("Sale price", facts.sale_price.as_ref(), Sort::Money),
        ("Net proceeds to the lender", facts.net_proceeds.as_ref(), Sort::Money),
        ("Contribution of the borrower", facts.contribution.as_ref(), Sort::Money),
        ("Relocation money to the borrower", facts.relocation.as_ref(), Sort::Money),
        ("Loan number", facts.loan_number.as_ref(), Sort::Words),
        ("Another loan number", facts.other_loan_number.as_ref(), Sort::Words),
        ("Property", facts.property_address.as_ref(), Sort::Words),
        ("Lender", facts.lender.as_ref(), Sort::Words),
        ("Investor", facts.investor.as_ref(), Sort::Words),
    ];
    let stated = rows.into_iter().filter_map(|(name, fact, sort)| {
        let fact = fact?;
        let value = if sort == Sort::Money { format!("${}", fact.value) } else { fact.value.clone() };
        Some(KeyFact { name, value, evidence: &fact.evidence })
    });
    let people = facts.borrowers.as_ref().map(|people| KeyFact {
        name: "Borrowers",
        value: people.value.join(", "),
        evidence: &people.evidence,
    });
    stated.chain(people).collect()
}
