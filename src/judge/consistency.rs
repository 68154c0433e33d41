//! Facts of one document that do not fit together: a slip of the lender's desk that an attorney asks about.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;
use crate::survey::{Fact, Facts};

/// Two facts that cannot both be right, or of which one may belong to another matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inconsistency {
    /// What does not fit, as a sentence.
    pub says: String,
    /// The words of both facts.
    pub evidence: Vec<Evidence>,
}

/// What of a document's facts does not fit together, in the order of the contract's facts.
#[must_use]
pub fn of(facts: &Facts) -> Vec<Inconsistency> {
    [two_loans(facts), net_above_price(facts), over_before_written(facts)].into_iter().flatten().collect()
}

fn both<A, B>(first: &Fact<A>, second: &Fact<B>, says: String) -> Inconsistency {
    Inconsistency { says, evidence: first.evidence.iter().chain(&second.evidence).cloned().collect() }
}

fn two_loans(facts: &Facts) -> Option<Inconsistency> {
    let (first, second) = (facts.loan_number.as_ref()?, facts.other_loan_number.as_ref()?);
    let says = format!(
        "Two loan numbers are given, {} and {}: make sure which loans the letter settles.",
        first.value, second.value
    );
    Some(both(first, second, says))
}

fn net_above_price(facts: &Facts) -> Option<Inconsistency> {
    let (net, price) = (facts.net_proceeds.as_ref()?, facts.sale_price.as_ref()?);
    let above = Decimal::from_str(&net.value).ok()? > Decimal::from_str(&price.value).ok()?;
    let says =
        format!("The lender's net, ${}, is more than the price of the house, ${}: ask for it.", net.value, price.value);
    above.then(|| both(net, price, says))
}

fn over_before_written(facts: &Facts) -> Option<Inconsistency> {
    let (last, dated) = (facts.approval_expires.as_ref()?, facts.dated.as_ref()?);
    let day = |fact: &Fact<String>| Date::from_str(&fact.value).ok();
    let says = format!(
        "The last day for the closing, {}, lies before the day of the letter, {}: ask for a date that can be met.",
        last.value, dated.value
    );
    (day(last)? < day(dated)?).then(|| both(last, dated, says))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: &str) -> Fact<String> {
        Fact { value: value.to_owned(), evidence: Vec::new() }
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let fits = Facts {
            loan_number: Some(fact("41-7")),
            sale_price: Some(fact("200000.00")),
            net_proceeds: Some(fact("180000.00")),
            approval_expires: Some(fact("2019-06-28")),
            dated: Some(fact("2019-05-01")),
            ..Facts::default()
        };
        assert_eq!(of(&fits), Vec::new());
        let cases = [
            (Facts { net_proceeds: Some(fact("200000.01")), ..fits.clone() }, "more than the price"),
            (Facts { approval_expires: Some(fact("2019-04-30")), ..fits.clone() }, "lies before the day"),
            (Facts { other_loan_number: Some(fact("52-9")), ..fits.clone() }, "41-7 and 52-9"),
        ];
        for (facts, says) in cases {
            let told: Vec<String> = of(&facts).into_iter().map(|i| i.says).collect();
            assert!(matches!(told.as_slice(), [one] if one.contains(says)), "{told:?}");
        }
    }
}
