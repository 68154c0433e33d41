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

/// A fact that is a list: what it is, its values, and the sign before each.
type Listed<'a> = (&'static str, Option<&'a Fact<Vec<String>>>, &'static str);

/// The facts that the document states, dates and money first.
#[must_use]
pub fn of(review: &Review) -> Vec<KeyFact<'_>> {
    let facts = &review.facts;
    let rows: [(&'static str, Option<&Fact<String>>, Sort); 13] = [
        ("Date of the letter", facts.dated.as_ref(), Sort::Words),
        ("Last day for the closing", facts.approval_expires.as_ref(), Sort::Words),
        ("Sale price", facts.sale_price.as_ref(), Sort::Money),
        ("Net proceeds to the lender", facts.net_proceeds.as_ref(), Sort::Money),
        ("Contribution of the borrower", facts.contribution.as_ref(), Sort::Money),
        ("Relocation money to the borrower", facts.relocation.as_ref(), Sort::Money),
        ("Note that the borrower is to sign", facts.note.as_ref(), Sort::Money),
        ("Loan number", facts.loan_number.as_ref(), Sort::Words),
        ("Another loan number", facts.other_loan_number.as_ref(), Sort::Words),
        ("Property", facts.property_address.as_ref(), Sort::Words),
        ("Lender", facts.lender.as_ref(), Sort::Words),
        ("Servicer", facts.servicer.as_ref(), Sort::Words),
        ("Investor", facts.investor.as_ref(), Sort::Words),
    ];
    let stated = rows.into_iter().filter_map(|(name, fact, sort)| {
        let fact = fact?;
        let value = if sort == Sort::Money { format!("${}", fact.value) } else { fact.value.clone() };
        Some(KeyFact { name, value, evidence: &fact.evidence })
    });
    let lists: [Listed<'_>; 3] = [
        ("Paid to junior liens", facts.junior_payments.as_ref(), "$"),
        ("Borrowers", facts.borrowers.as_ref(), ""),
        ("Guarantors", facts.guarantors.as_ref(), ""),
    ];
    let listed = lists.into_iter().filter_map(|(name, fact, sign)| {
        let fact = fact?;
        let value = fact.value.iter().map(|value| [sign, value].concat()).collect::<Vec<_>>().join(", ");
        Some(KeyFact { name, value, evidence: &fact.evidence })
    });
    stated.chain(listed).collect()
}
