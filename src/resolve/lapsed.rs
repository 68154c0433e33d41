//! A letter whose own last day lies before the day it was written, and that says so in the past tense: "these terms were open
//! until April 30". It may be no approval any more (contract 3, `not-an-approval`), and is read by eye.

use std::str::FromStr;

use jiff::civil::Date;

use super::{Found, Read};
use crate::document::Pages;
use crate::evidence::Evidence;
use crate::fuse::Doubt;
use crate::id::Hazard;
use crate::reading::{Effect, Reader};
use crate::segment;
use crate::survey::{Fact, Facts};
use crate::text::Twofold;

/// What is over.
static OVER: Twofold = Twofold::new(|| {
    r"(?i)\b(?:(?:was|were)\s+open|went\s+with|closed|expired|lapsed|ended|ran\s+out|passed|withdrawn|came\s+and\s+went|no\s+longer)\b"
        .to_owned()
});

/// What can be over beside a day.
static DEAL: Twofold = Twofold::new(|| {
    r"(?i)\b(?:those|these|the|our)\s+(?:terms|approval|consent|offer|commitment|permission)\b".to_owned()
});

/// Leaves to the eye what says that the last day was before the letter's own.
pub(super) fn doubt(pages: &Pages, read: &Read, found: &mut Vec<Found>) {
    let facts = &read.survey.facts;
    let Some(last) = facts.approval_expires.as_ref().filter(|last| is_over(last, facts)) else { return };
    let over = read.structure.units.iter().filter_map(|unit| {
        let raw = read.text.map.raw(unit.span);
        let words = segment::words(&read.text, unit.span);
        let is_of_it = last.evidence.iter().any(|evidence| (raw.start..raw.end).contains(&evidence.start));
        let is_over = OVER.is_in(&words) && (is_of_it || DEAL.is_in(&words));
        is_over.then(|| Evidence::at(pages, raw, Doubt::OnTheRelease.name(), Reader::Patterns))
    });
    let over: Vec<Evidence> = over.collect();
    if !over.is_empty() {
        super::add(found, Effect::Endangers(Hazard::UnclearLanguage), over);
    }
}

/// Whether the last day lies before the day of the letter.
fn is_over(last: &Fact<String>, facts: &Facts) -> bool {
    let day = |fact: &Fact<String>| Date::from_str(&fact.value).ok();
    facts.dated.as_ref().and_then(day).zip(day(last)).is_some_and(|(dated, last)| last < dated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_before_the_letter_s_own_is_over() {
        let fact = |value: &str| Some(Fact { value: value.to_owned(), evidence: Vec::new() });
        let is_over = |last: &str, dated: Option<&str>| {
            let facts = Facts { approval_expires: fact(last), dated: dated.and_then(fact), ..Facts::default() };
            facts.approval_expires.as_ref().is_some_and(|last| super::is_over(last, &facts))
        };
        assert!(is_over("2016-04-30", Some("2016-05-12")));
        assert!(!is_over("2016-06-30", Some("2016-05-12")) && !is_over("2016-05-12", Some("2016-05-12")));
        assert!(!is_over("2016-04-30", None));
    }

    #[test]
    fn what_is_over_is_told_in_the_past() {
        assert!(OVER.is_in("These terms were open until April 30, 2016, and closed with that day."));
        assert!(!OVER.is_in("These terms are open until April 30, 2016, and close with that day."));
    }
}
