//! Questions and answers that the document itself makes a part of its terms count as its terms.

use std::sync::LazyLock;

use regex::Regex;

use crate::resolve::UnitReading;
use crate::resolve::units::{AN_EXPLANATION, Counts};
use crate::segment;
use crate::segment::{Form, Structure, Unit};
use crate::text::Text;

/// "These answers are part of the approval."
static BINDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let what = r"(?:they|these|those|questions|answers|explanations?|pages?|sheets?|section)";
    let is =
        r"(?:are|is|form|forms|make|become)\s+(?:an?\s+)?(?:(?:binding|operative|integral)\s+)?(?:part|terms?)\s+of";
    let paper = r"(?:the|this|our|your)\s+(?:approval|agreement|letter|offer|consent|contract)";
    Regex::new(&format!(r"(?i)\b{what}\s+(?:\w+\s+){{0,4}}?{is}\s+{paper}\b")).ok()
});

/// What is said of this deal and no other: a sum, a day, a number of a loan or case.
static SPECIFIC: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    Regex::new(&format!(r"\$\d|\b{month}\s+\d{{1,2}}\b|\b\d[\d-]{{4,}}\b")).ok()
});

/// How many passages of a section must be of this deal for its heading ("How it works") not to make it an explanation.
const OF_THIS_DEAL: usize = 2;

/// Lets sections count that a heading calls an explanation, where they ask nothing and speak of this deal.
fn of_this_deal(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    let explains = |u: &UnitReading| u.counts == Counts::No(AN_EXPLANATION);
    let mut at = 0;
    while at < all.len() {
        let run = all[at..].iter().take_while(|u| explains(u)).count();
        let units = structure.units.get(at..at + run).unwrap_or(&[]);
        let asks = units.iter().any(|u| u.form == Form::Question);
        let says = |u: &&Unit| SPECIFIC.as_ref().is_some_and(|s| s.is_match(&segment::words(text, u.span)));
        if !asks && units.iter().filter(says).count() >= OF_THIS_DEAL {
            all[at..at + run].iter_mut().for_each(|u| u.counts = Counts::Yes);
        }
        at += run.max(1);
    }
}

/// Lets explanations count from where the document says that they do.
pub(super) fn let_count(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    let says = |span| BINDS.as_ref().is_some_and(|binds| binds.is_match(&segment::words(text, span)));
    let explains = |u: &UnitReading| u.counts == Counts::No(AN_EXPLANATION);
    if !all.iter().any(explains) {
        return;
    }
    of_this_deal(text, structure, all);
    let Some(from) = structure.units.iter().position(|unit| says(unit.span)) else { return };
    for unit in all.iter_mut().skip(from).filter(|u| explains(u)) {
        unit.counts = Counts::Yes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_answers_terms_is_told_from_what_does_not() {
        let table = [
            ("Our answers concern your own loan, and they are part of the approval on sheet 1.", true),
            ("These questions and answers form a part of this letter.", true),
            ("They are for general information and are no part of the approval.", false),
            ("These answers are not part of this agreement.", false),
        ];
        for (words, is) in table {
            assert_eq!(BINDS.as_ref().is_some_and(|binds| binds.is_match(words)), is, "{words}");
        }
    }
}
