//! What the document says of its loan, people, money and dates.

use crate::evidence::Evidence;
use crate::report::memo::Block;
use crate::report::memo::Pen;
use crate::report::memo::Table;
use crate::report::visible::visible;
use crate::report::words;
use crate::review::Review;
use crate::survey::Fact;
use crate::survey::Facts;

/// Every fact that the document states, with its place.
pub(super) fn table(pen: &mut Pen<'_>, review: &Review) {
    let rows: Vec<[String; 2]> = stated(&review.facts)
        .into_iter()
        .map(|(name, value, evidence)| {
            let place = evidence.first().map_or_else(String::new, |words| format!(" ({})", words::place(words)));
            [name.to_owned(), format!("{}{place}", visible(&value))]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    pen.heading("Key facts");
    pen.put(Block::Table(Table { head: ["Fact", "As the document states it"], rows }));
}

/// A fact by name, its value for people, and its words.
pub(crate) type Stated<'a> = (&'static str, String, &'a [Evidence]);

/// The facts that are stated, in the contract's order.
pub(crate) fn stated(facts: &Facts) -> Vec<Stated<'_>> {
    let text = |name, fact: &'_ Option<Fact<String>>| -> Option<(&'static str, String)> {
        fact.as_ref().map(|fact| (name, fact.value.clone()))
    };
    let money = |name, fact: &'_ Option<Fact<String>>| -> Option<(&'static str, String)> {
        fact.as_ref().map(|fact| (name, words::dollars(&fact.value)))
    };
    let names = facts.borrowers.as_ref();
    let rows = [
        (text("Loan number", &facts.loan_number), words_of(facts.loan_number.as_ref())),
        (text("Another loan number", &facts.other_loan_number), words_of(facts.other_loan_number.as_ref())),
        (names.map(|fact| ("Borrowers", fact.value.join("; "))), words_of(names)),
        (text("Property", &facts.property_address), words_of(facts.property_address.as_ref())),
        (text("Lender", &facts.lender), words_of(facts.lender.as_ref())),
        (text("Investor", &facts.investor), words_of(facts.investor.as_ref())),
        (text("Date of the document", &facts.dated), words_of(facts.dated.as_ref())),
        (text("Last day for the closing", &facts.approval_expires), words_of(facts.approval_expires.as_ref())),
        (money("Sale price", &facts.sale_price), words_of(facts.sale_price.as_ref())),
        (money("Net to the lender", &facts.net_proceeds), words_of(facts.net_proceeds.as_ref())),
        (money("Cash asked of the borrower", &facts.contribution), words_of(facts.contribution.as_ref())),
        (money("Relocation money", &facts.relocation), words_of(facts.relocation.as_ref())),
    ];
    rows.into_iter().filter_map(|(stated, evidence)| stated.map(|(name, value)| (name, value, evidence))).collect()
}

fn words_of<T>(fact: Option<&Fact<T>>) -> &[Evidence] {
    fact.map_or(&[], |fact| &fact.evidence)
}
