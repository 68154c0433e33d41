//! The survey as a whole, on invented letters.

use proptest::prelude::*;

use super::*;
use crate::id::Kind;

fn of(words: &str) -> Survey {
    let (pages, text) = sample::text(words);
    look(&pages, &text, &[])
}

const LETTER: &str = "\
ALDER RIVER BANK                         Short Sale Unit
                                         400 Gate Plaza, Suite 2, Reno, Nevada 89501

March 14, 2012

Ms. Dana Holt
Mr. Lee Holt
18 Fern Way
Boise, ID 83702

    Loan number:      0041-778-2093
    Property:         18 Fern Way, Boise, ID 83702
    Buyer:            Kit Moss

Dear Ms. and Mr. Holt:

Alder River Bank, the owner of your loan, approves the sale of your home for less than what is owed.

    Contract sale price                     $141,500.00
    Minimum net to Alder River              $129,866.40
    Commission, not more than                 $8,490.00
    Your contribution at closing              $2,000.00

Closing must take place on or before April 27, 2012. The trustee's sale set for May 8, 2012 is cancelled then.
Pay $3,000.00 to Elm Credit Union, the second lienholder.

Sincerely,

Annette Furlong
Vice President";

#[test]
fn the_letters_own_day_is_not_that_of_its_contract() {
    for other in
        ["Contract dated:   February 2, 2012", "Note dated:       May 16, 2006", "Issued:           May 1, 2011"]
    {
        let dated = of(&LETTER.replace("Buyer:            Kit Moss", other)).facts.dated;
        assert_eq!(dated.map(|fact| fact.value).as_deref(), Some("2012-03-14"), "{other}");
    }
}

#[test]
fn a_net_above_the_price_is_seen() {
    let facts = of(&LETTER.replace("$129,866.40", "$150,000.00")).facts;
    let value = |fact: Option<Fact<String>>| fact.map(|fact| fact.value).unwrap_or_default();
    assert_eq!((value(facts.sale_price), value(facts.net_proceeds)), ("141500.00".to_owned(), "150000.00".to_owned()));
}

#[test]
fn a_sum_without_a_tenfold_is_no_panic() {
    let huge = LETTER.replace("$8,490.00", "$9,999,999,999,999,999,999,999,999,999");
    let facts = of(&huge).facts;
    assert_eq!(facts.net_proceeds.map(|fact| fact.value).as_deref(), Some("129866.40"));
    let zero = LETTER.replace("141,500.00", "0.00").replace("129,866.40", "0.00").replace("8,490.00", "0.00");
    assert!(of(&zero.replace("$2,000.00", "$0.00").replace("$3,000.00", "$0.00")).facts.sale_price.is_none());
}

#[test]
fn a_letter_is_surveyed() {
    let survey = of(LETTER);
    assert_eq!(survey.told.kind, Kind::ShortSale);
    let facts = &survey.facts;
    let table = [
        (&facts.loan_number, "0041-778-2093"),
        (&facts.property_address, "18 Fern Way, Boise, ID 83702"),
        (&facts.state, "ID"),
        (&facts.lender, "Alder River Bank"),
        (&facts.sale_price, "141500.00"),
        (&facts.net_proceeds, "129866.40"),
        (&facts.contribution, "2000.00"),
        (&facts.approval_expires, "2012-04-27"),
        (&facts.dated, "2012-03-14"),
    ];
    for (fact, value) in table {
        assert_eq!(fact.as_ref().map(|fact| fact.value.as_str()), Some(value));
    }
    assert_eq!(survey.obligors, ["Dana Holt", "Lee Holt"]);
    assert_eq!(survey.execution.map(|words| words.quote), Some("Annette Furlong".to_owned()));
    assert_eq!(survey.holder.map(|words| words.quote), Some("owner of your loan".to_owned()));
    assert_eq!(survey.junior.map(|words| words.quote), Some("second lienholder".to_owned()));
    assert!(survey.foreclosure.is_some() && survey.insurer.is_none() && facts.investor.is_none());
}

#[test]
fn borrowers_are_found_where_papers_name_them() {
    let table = [
        (
            "Borrowers:    Samuel Adeyemi and Ngozi Adeyemi\nProperty:  5 Elm Row, Erie, PA 16501",
            "Samuel Adeyemi|Ngozi Adeyemi",
        ),
        (
            "AGREEMENT made between ELM BANK, a Maine bank (\"Bank\"), and ANN LEE, a single woman (\"Grantor\").",
            "Ann Lee",
        ),
        ("May 1, 2012\nAnn Lee\n5 Elm Row\nErie, PA 16501\nDear Ms. Lee:\nWe approve the sale.", "Ann Lee"),
        ("May 1, 2012\nAttorney Pat Doe\n5 Elm Row\nErie, PA 16501\nDear Attorney Doe:\nWe approve the sale.", ""),
        ("Re: Loan 4-1190-7732, Ann and Bo Lee\nDear Agent:\nWe approve the sale.", "Ann Lee|Bo Lee"),
    ];
    for (words, names) in table {
        assert_eq!(of(words).facts.borrowers.map(|fact| fact.value.join("|")).unwrap_or_default(), names, "{words}");
    }
}

#[test]
fn a_line_that_names_the_holder_of_the_loan_names_no_borrower() {
    let survey =
        of("Loan holder: Gray Heron Acquisition LLC\nSales price: $205,000.00\n\nYour debt will be forgiven.\n");
    assert_eq!(survey.facts.borrowers, None);
}

#[test]
fn figures_of_a_counter_offer_are_no_terms() {
    let words = "Dear Agent:\nWe are not able to approve the short sale. We need a price of $200,000.00 and a net to us of \
        $180,000.00. The closing must take place by May 1, 2012.";
    let facts = of(words).facts;
    assert_eq!((facts.sale_price, facts.net_proceeds, facts.approval_expires), (None, None, None));
}

#[test]
fn another_language_and_too_few_words_are_unknown() {
    assert_eq!(of("Page 1").told.kind, Kind::Unknown);
    let german = "Sehr geehrte Damen und Herren, wir teilen Ihnen mit, dass die Bank dem Verkauf des Hauses zustimmt und nach \
        Eingang des Betrages auf die restliche Forderung aus dem Darlehen verzichtet. Die Grundschuld wird nach Zahlung \
        gelöscht. Mit freundlichen Grüßen, Ihre Sparkasse in Musterstadt am See.";
    let told = of(german).told;
    assert_eq!((told.kind, told.language), (Kind::Unknown, Language::Other));
}

proptest! {
    #[test]
    fn any_text_is_surveyed_and_every_quote_stands_in_it(words in "[ -~\u{a0}-\u{17f}\n\t]{0,400}", cut in 0..900_usize) {
        let mixed = format!("{}{words}", LETTER.get(..cut.min(LETTER.len())).unwrap_or(""));
        let survey = of(&mixed);
        prop_assert_eq!(&survey, &of(&mixed));
        let facts = &survey.facts;
        let texts = [&facts.loan_number, &facts.property_address, &facts.state, &facts.lender, &facts.investor, &facts.dated];
        for evidence in texts.into_iter().flatten().flat_map(|fact| &fact.evidence) {
            prop_assert!(!evidence.quote.is_empty() && mixed.contains(&evidence.quote), "{:?}", evidence);
        }
    }
}
