//! A heading such as "How it works" makes a section an explanation, and what an explanation says does not count. The
//! document may say otherwise: by making its answers a part of its terms, or by speaking of this deal and asking nothing.

use crate::segment;
use crate::segment::{Form, Standing, Structure, Unit};
use crate::survey;
use crate::survey::Survey;
use crate::text::Text;
use crate::text::Twofold;

/// "These answers are part of the approval."
static BINDS: Twofold = Twofold::new(|| {
    let what = r"(?:they|these|those|questions|answers|explanations?|pages?|sheets?|section)";
    let is =
        r"(?:are|is|form|forms|make|become)\s+(?:an?\s+)?(?:(?:binding|operative|integral)\s+)?(?:part|terms?)\s+of";
    let paper = r"(?:the|this|our|your)\s+(?:approval|agreement|letter|offer|consent|contract)";
    format!(r"(?i)\b{what}\s+(?:\w+\s+){{0,4}}?{is}\s+{paper}\b")
});

/// How many passages of a section must name this deal for its heading not to make it an explanation.
const OF_THIS_DEAL: usize = 2;
/// Shorter names and numbers may be words and counts.
const TELLING: usize = 4;

/// Gives the standing of the body to explanations that are the document's own terms.
pub(super) fn settle(text: &Text, survey: &Survey, structure: &mut Structure) {
    if !structure.units.iter().any(explains) {
        return;
    }
    let names = names(survey);
    let says = |unit: &Unit| BINDS.is_in(&segment::words(text, unit.span));
    let bound = structure.units.iter().position(says).unwrap_or(structure.units.len());
    let mut at = 0;
    while at < structure.units.len() {
        let run = structure.units[at..].iter().take_while(|unit| explains(unit)).count();
        let section = &mut structure.units[at..at + run];
        let is_deal = is_of_this_deal(text, &names, section);
        for (_, unit) in section.iter_mut().enumerate().filter(|(n, _)| is_deal || at + n >= bound) {
            unit.standing = Standing::Body;
        }
        at += run.max(1);
    }
}

fn explains(unit: &Unit) -> bool {
    unit.standing == Standing::Explainer
}

/// What names this deal and no other: the telling words of the names of those who owe, the number of the loan. Sums, days and telephone
/// numbers stand in brochures too.
fn names(survey: &Survey) -> Vec<String> {
    let last = |name: &String| {
        name.split_whitespace().rev().find(|word| survey::can_call_an_outsider(word)).map(str::to_owned)
    };
    let people = survey.obligors.iter().filter_map(last);
    let number = survey.facts.loan_number.iter().map(|fact| fact.value.clone());
    people.chain(number).filter(|name| name.len() >= TELLING).collect()
}

/// Whether a section asks nothing and names this deal more than once.
fn is_of_this_deal(text: &Text, names: &[String], section: &[Unit]) -> bool {
    let is_named = |unit: &&Unit| {
        let words = segment::words(text, unit.span);
        names.iter().any(|name| words.contains(name.as_str()))
    };
    !section.iter().any(|unit| unit.form == Form::Question) && section.iter().filter(is_named).count() >= OF_THIS_DEAL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::normalise;

    #[test]
    fn what_makes_answers_terms_is_told_from_what_does_not() {
        let table = [
            ("Our answers concern your own loan, and they are part of the approval on sheet 1.", true),
            ("These questions and answers form a part of this letter.", true),
            ("They are for general information and are no part of the approval.", false),
            ("These answers are not part of this agreement.", false),
        ];
        for (words, is) in table {
            assert_eq!(BINDS.is_in(words), is, "{words}");
        }
    }

    /// Whether the last sentence of a letter still stands as an explanation.
    fn explained(section: &str) -> bool {
        let letter = format!(
            "ELM BANK\n\nMay 3, 2021\n\nAda Quillon\n12 Fern Way\nBoise, ID 83702\n\nLoan 40-118822\n\nDear Ms. Quillon:\n\n\
             The Bank agrees to the short sale of your home.\n\nHow a Short Sale Works\n\n{section}\n"
        );
        let pages = extract::pages(letter.as_bytes());
        let text = normalise::text(&pages);
        let mut structure = segment::structure(&text);
        let survey = survey::look(&pages, &text, &structure.units);
        settle(&text, &survey, &mut structure);
        structure.units.last().is_some_and(explains)
    }

    #[test]
    fn a_section_that_names_this_deal_is_no_explanation() {
        assert!(!explained("Ms. Quillon signs the deed on July 18.\n\nAda Quillon is then released from the loan."));
        let brochure = "A homeowner may be paid $3,000; call 800-555-0142.\n\nOn May 1, 2021 the program pays $5,000. The lender then \
                        releases the debt.";
        assert!(explained(brochure));
        assert!(explained(
            "What does Ms. Quillon pay?\n\nAda Quillon pays nothing.\n\nThe debt of Ms. Quillon is released."
        ));
    }
}
