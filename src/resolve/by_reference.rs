//! A release of what another passage describes, or for what another passage asks: "the sums described in Section 2(b) are
//! extinguished", "when we have been paid line 9". The passage is looked up; where it is less than the debt, or is the very
//! rest that the release seems to forgive, the release is read by eye.

use crate::fuse::Doubt;
use crate::resolve::UnitReading;
use crate::resolve::meanings::Meaning;
use crate::resolve::sections::Sections;
use crate::segment;
use crate::segment::{Structure, Unit};
use crate::text::Text;
use crate::text::Twofold;

/// A passage or a row of a form by its number.
const NUMBER: &str = r"(?P<number>(?:(?i:sections?|paragraphs?|clauses?|articles?|items?|points?|parts?|lines?))\s+[0-9A-Z]{1,3}(?:[.(][0-9a-z]{1,3}\)?)*)";

/// What is freed, by the passage that describes it.
static DESCRIBED: Twofold = Twofold::new(|| {
    let thing = r"(?:sums?|amounts?|obligations?|debts?|matters?|claims?|liabilit(?:y|ies)|balances?|indebtedness|charges?|everything|what(?:ever)?)";
    let told = r"(?:described|listed|set\s+out|set\s+forth|stated|shown|named|given|defined|itemi[sz]ed|referred\s+to)";
    format!(r"\b(?i:{thing}\s+(?:(?:is|are)\s+)?{told}\s+(?:in|at|on|under|by)\s+(?:the\s+)?){NUMBER}")
});

/// What must be paid for it, by its number.
static PAID: Twofold = Twofold::new(|| {
    let paid = r"(?:paid|pays?|payment\s+of|receipt\s+of|received?|gets?|have|arrives?)";
    format!(
        r"\b(?i:(?:when|once|upon|on|after|if|as\s+soon\s+as)\b[^.;,]{{0,40}}\b{paid}\s+(?:the\s+(?:sum|amount)\s+(?:in|on|of)\s+)?){NUMBER}"
    )
});

/// Words for what the sale leaves unpaid.
static REST: Twofold = Twofold::new(|| {
    r"(?i)\b(?:deficien\w+|shortfall|shortage|(?:remaining|unpaid)\s+(?:balance|rest|part)|rest|remainder|difference|still\s+(?:owed|owing|due)|less\s+line|minus)\b".to_owned()
});

/// References that are looked up in a document at most, since each is looked for in all of it.
const MOST: usize = 40;

/// Leaves such releases to the eye.
pub(super) fn doubt(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    let (mut sections, mut asked) = (Sections::of(structure), 0);
    for (unit, reading) in structure.units.iter().zip(all).filter(|(_, reading)| reading.frees()) {
        let words = segment::words(text, unit.span);
        if asked > MOST {
            return;
        }
        let mut told = |shape: &'static Twofold, of: fn(&str) -> bool| {
            let numbers: Vec<&str> = numbers(shape, &words).take(MOST).collect();
            asked += numbers.len();
            numbers
                .into_iter()
                .filter_map(|number| said(number, (text, structure), &mut sections))
                .any(|said| of(&said))
        };
        if told(&DESCRIBED, is_less) || told(&PAID, |said| REST.is_in(said)) {
            reading.leave_to_the_eye(Doubt::ByDefinition);
        }
    }
}

fn numbers<'w>(shape: &'static Twofold, words: &'w str) -> impl Iterator<Item = &'w str> {
    let found = shape.of(words).into_iter().flat_map(|shape| shape.captures_iter(words));
    found.filter_map(|found| found.name("number")).map(|number| number.as_str())
}

/// Whether what a passage describes is less than the debt.
fn is_less(said: &str) -> bool {
    Meaning { term: "debt".to_owned(), words: said.to_owned() }.is_doubtful()
}

/// What the passage or row of that number says.
fn said(number: &str, (text, structure): (&Text, &Structure), sections: &mut Sections<'_>) -> Option<String> {
    let flat = |unit: &Unit| segment::words(text, unit.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let row = number.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let is_row = |words: &String| {
        let words = words.to_lowercase();
        words.strip_prefix(&row).is_some_and(|rest| rest.starts_with([' ', '.', ':', ')']))
    };
    if row.starts_with("line") {
        return structure.units.iter().map(flat).find(is_row);
    }
    let section = sections.find(number).map(|section| structure.units_of(section));
    let by_section = section.map(|units| units.iter().map(flat).collect::<Vec<_>>().join(" "));
    by_section.or_else(|| structure.units.iter().map(flat).find(is_row))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a document says under the numbers that a sentence names.
    fn named(document: &str, shape: &'static Twofold, words: &str) -> Vec<String> {
        let text = crate::normalise::text(&crate::extract::pages(document.as_bytes()));
        let structure = segment::structure(&text);
        let mut sections = Sections::of(&structure);
        numbers(shape, words).filter_map(|number| said(number, (&text, &structure), &mut sections)).collect()
    }

    #[test]
    fn what_a_release_refers_to_is_looked_up() {
        let account = "Section 2. Account. It is this:\n\n     (a)  everything owed on the note, of whatever kind.\n\n     (b)  so much of item (a) as consists of late charges.\n\nSection 3. Deed. She gives it.";
        let both = ["2(a)", "2(b)"].map(|number| {
            let words = format!("On acceptance, the sums described in Section {number} are extinguished.");
            named(account, &DESCRIBED, &words).iter().any(|said| is_less(said))
        });
        assert_eq!(both, [false, true]);
    }

    #[test]
    fn what_must_be_paid_is_looked_up() {
        let form = "Dear Lucinda,\n\n   line 8   Money the title office sends us ....   $89,702.50\n   line 9   Line 2 less line 8 ....   $31,757.88\n\nWe agree.";
        let both = ["8", "9"].map(|number| {
            let words = format!("When we have been paid line {number}, the loan is over.");
            named(form, &PAID, &words).iter().any(|said| REST.is_in(said))
        });
        assert_eq!(both, [false, true]);
    }
}
