//! A payoff of the full balance, which is no short sale (contract 1): the sum that is asked is all that is owed.

use super::Facts;
use super::money::spell;
use super::money::sums;
use super::sheet::Sheet;
use crate::span::NormSpan;
use crate::text::Twofold;

/// Bytes before and after a sum in which its words are looked for.
const BESIDE: usize = 160;

/// Words before a sum that make it the whole of what is owed: "the loan comes to", "total due:".
static OWED: Twofold = Twofold::new(|| {
    let debt = r"(?:loan|note|debt|indebtedness|account|total|balance|payoff|amount\s+(?:due|owed|owing))";
    let comes = r"(?:comes?\s+to|came\s+to|totals?|amounts?\s+to|stands?\s+at|stood\s+at|owed|due|owing|unpaid)";
    format!(r"(?i)\b{debt}\b[^.$]{{0,60}}\b{comes}\b\s*(?:is|was|of)?\s*:?\s*$")
});

/// Words behind a sum that say the same: "That is the entire balance of the loan".
static WHOLE: Twofold = Twofold::new(|| {
    r"(?i)\b(?:that|this|which|it)\s+is\s+(?:the\s+)?(?:entire|full|whole|total|complete)\s+(?:unpaid\s+)?(?:balance|debt|amount\s+(?:due|owed|owing)|payoff|sum\s+(?:due|owed|owing)|indebtedness)\b|\bnothing\s+else\s+is\s+(?:owed|owing|due)\b|\b(?:that|this|which|it)\s+is\s+(?:all|everything|every\s+\w+|the\s+whole)\b(?:\s+of)?(?:\s+what|\s+that|\s+which)?\s+(?:he|she|you|they|is|the\s+\w+|[A-Z]\w+)\s+(?:still\s+)?(?:owes?|owed|owing|due)\b|\b(?:that|this|which)\s+is\s+all\s+(?:of\s+)?(?:the\s+)?(?:principal|interest|charges|debt)\b[^.;]{0,60}\b(?:owing|owed|due|unpaid)\b".to_owned()
});

/// Words of a letter by which less than the whole is taken: with one of them, no sum tells a payoff.
static LESS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:short\s+(?:sale|payoff|pay)|shorts|shortage|shortfall|deficien\w+|deed\s+in\s+lieu|forgiv\w+|waive\w*|less\s+than|discount\w*|compromis\w+|settle(?:d|s|ment\s+(?:of|amount))?|remaining|rest\s+of\s+(?:what|it|that|your|his|her|their|the\s+(?:debt|loan|balance|note|money|sum|amount))|difference|write\s+off|loss|hardship|cancel\w*)\b".to_owned()
});

/// A row of a statement with its sum, for what a debt is made of.
static ITEM: Twofold = Twofold::new(|| {
    r"(?im)^[^\n]{0,20}\b(?:(?:unpaid\s+)?principal|interest)\b[^\n]{0,60}?(?:\t|  )[\t $]*[\d,]+\.\d{2}[\t ]*$"
        .to_owned()
});

/// What every day more costs.
static PER_DAY: Twofold = Twofold::new(|| {
    r"(?i)\bper\s+diem\b|\b(?:each|every)\s+(?:further\s+|additional\s+)?day\b|\bdaily\b|\ba\s+day\b".to_owned()
});

/// Less is refused.
static REFUSES_LESS: Twofold = Twofold::new(|| {
    let thing = r"(?:payment|wire|remittance|sum|amount|check|tender|payoff|funds?)s?";
    let back = r"(?:returned|sent\s+back|refused|rejected|not\s+(?:be\s+)?(?:applied|accepted|posted|taken))";
    format!(
        r"(?i)\b(?:{thing}\s+(?:short|less|lower|smaller)|(?:short|partial|insufficient|lesser|smaller)\s+{thing})\b[^.;]{{0,70}}\b{back}\b"
    )
});

/// Whether it is a statement of all that is owed: what the debt is made of, what each day more adds, and that less is refused.
fn is_statement(laid: &str) -> bool {
    let items = ITEM.of(laid).map_or(0, |item| item.find_iter(laid).count());
    items > 1 && PER_DAY.is_in(laid) && REFUSES_LESS.is_in(laid)
}

/// Whether the sum that the document asks for is all that is owed, and nothing in it speaks of taking less.
pub(super) fn is_whole(sheet: &Sheet, facts: &Facts) -> bool {
    if is_statement(&sheet.laid) {
        return true;
    }
    // What is asked may be read as the price: where all is owed, nobody tells the two apart.
    let asked: Vec<&str> =
        [&facts.net_proceeds, &facts.sale_price].into_iter().flatten().map(|sum| sum.value.as_str()).collect();
    !LESS.is_in(&sheet.laid) && asked.into_iter().any(|asked| is_all_that_is_owed(sheet, asked))
}

fn is_all_that_is_owed(sheet: &Sheet, asked: &str) -> bool {
    let same: Vec<NormSpan> =
        sums(&sheet.laid).into_iter().filter(|sum| spell(sum.value) == asked).map(|sum| sum.span).collect();
    let owed = same.iter().filter(|span| OWED.is_in(before(sheet, **span))).count();
    let told = same.iter().any(|span| WHOLE.is_in(after(sheet, *span)));
    told || owed > 0 && same.len() > owed
}

fn before<'a>(sheet: &'a Sheet, span: NormSpan) -> &'a str {
    let from = (span.start.saturating_sub(BESIDE)..=span.start).find(|&at| sheet.laid.is_char_boundary(at));
    sheet.words(NormSpan::new(from.unwrap_or(span.start), span.start))
}

fn after<'a>(sheet: &'a Sheet, span: NormSpan) -> &'a str {
    let last = sheet.laid.len().min(span.end + BESIDE);
    let to = (span.end..=last).rev().find(|&at| sheet.laid.is_char_boundary(at));
    sheet.words(NormSpan::new(span.end, to.unwrap_or(span.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Fact;
    use crate::survey::sample;

    #[test]
    fn every_pattern_is_one() {
        for pattern in [&OWED, &WHOLE, &LESS, &ITEM, &PER_DAY, &REFUSES_LESS] {
            assert!(pattern.of("").is_some() && pattern.of("\u{e9}").is_some());
        }
    }

    #[test]
    fn a_statement_that_refuses_less_is_a_payoff() {
        let items =
            "   Unpaid principal      $84,213.90\n   Interest to April 30     580.62\n   Each day after      9.52\n";
        assert!(is_statement(&[items, "A payment short of the total will be sent back."].concat()));
        assert!(is_statement(&[items, "A short wire is not applied and is returned."].concat()));
        assert!(!is_statement(&[items, "We will accept $70,000.00 from the sale."].concat()));
        assert!(!is_statement("A wire short of the minimum net will be returned."));
    }

    #[test]
    fn a_payoff_of_all_that_is_owed_is_told_from_a_short_one() {
        let table = [
            ("With interest the loan comes to $187,204.55. For the sale we will take $187,204.55.", true),
            ("With interest the loan comes to $243,910.02. For the sale we will take $187,204.55.", false),
            ("Send us $187,204.55. That is the entire balance of the loan.", true),
            ("Send us $187,204.55, principal and interest to the 29th, and nothing else is owed.", true),
            ("Send me $187,204.55. That is every bit of what he owes, with interest.", true),
            ("\"Payoff\" means $187,204.55, which is all of the principal and interest owing on the loan.", true),
            ("Send us $187,204.55. That is $31,640.00 less than the entire balance of the loan.", false),
            ("The loan comes to $187,204.55. We will take $187,204.55 as a short payoff.", false),
            ("The sale brings us $187,204.55, and $187,204.55 is what we take.", false),
        ];
        for (words, right) in table {
            let (pages, text) = sample::text(words);
            let sheet = Sheet::new(&pages, &text);
            let net = Some(Fact { value: "187204.55".to_owned(), evidence: Vec::new() });
            let facts = Facts { net_proceeds: net, ..Facts::default() };
            assert_eq!(is_whole(&sheet, &facts), right, "{words}");
        }
    }
}
