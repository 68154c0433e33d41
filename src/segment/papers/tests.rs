use crate::document::Format;
use crate::document::Method;
use crate::document::SecondReader;

use super::*;

/// Pages of these texts; one page has no number.
fn pages(texts: &[&str]) -> Pages {
    let (mut text, mut pages) = (String::new(), Vec::new());
    for (at, page) in texts.iter().enumerate() {
        if at > 0 {
            text.push('\x0c');
        }
        let number = (texts.len() > 1).then(|| u32::try_from(at + 1).unwrap());
        let span = RawSpan::new(text.len(), text.len() + page.len());
        pages.push(Page { number, span, lines: Vec::new(), read: true, second: SecondReader::NotAsked });
        text.push_str(page);
    }
    let (stretches, troubles) = (Vec::new(), Vec::new());
    Pages { format: Format::Text, method: Method::TextLayer, text, pages, stretches, troubles, quality: 1.0 }
}

const LETTER: &str = "ELM BANK\nMay 1, 2026\n\nDear Ann Bell:\nWe approve the sale.\nSincerely,\nRuth Amsel\n";
const OPEN: &str = "ELM BANK\nMay 1, 2026\n\nDear Ann Bell:\nWe approve the sale.\n";
const HUD: &str = "SETTLEMENT STATEMENT\nBorrower: Ann Bell\nGross amount due $1\n";

#[test]
fn a_page_opens_another_document_by_two_signs() {
    let second = LETTER.replace("ELM", "OAK");
    let table: [(&str, &[&str], &[usize]); 24] = [
        ("a letter", &[LETTER], &[0]),
        ("a letter of two pages", &[OPEN, "You remain bound.\nSincerely,\nRuth Amsel"], &[0]),
        ("two letters", &[LETTER, &second], &[0, 1]),
        ("two letters that are not closed, each dated", &[OPEN, OPEN], &[0, 1]),
        ("a second salutation alone", &[OPEN, "Dear Ann Bell:\nWe approve."], &[0]),
        ("an open letter and a title", &[OPEN, HUD], &[0]),
        ("a closed letter and a statement", &[LETTER, HUD], &[0, 1]),
        ("a statement of two pages", &[LETTER, HUD, "Totals\n$5"], &[0, 1]),
        ("a statement and an affidavit", &[LETTER, HUD, "ARM'S LENGTH AFFIDAVIT\nWe swear."], &[0, 1, 2]),
        ("a statement before the letter", &[HUD, LETTER], &[0, 1]),
        ("the second page of three", &[LETTER, "Page 2 of 3\nWIRE INSTRUCTIONS\nBank: Elm"], &[0]),
        ("an exhibit", &[LETTER, "EXHIBIT A\nAFFIDAVIT\nWe swear."], &[0]),
        ("an exhibit beside a number", &[LETTER, "Loan 5      EXHIBIT B\nAFFIDAVIT\nWe swear."], &[0]),
        ("a title that runs along", &[HUD, "Settlement Statement / Bell / 2\n/s/ Ann Bell", HUD], &[0]),
        ("a running head with a number", &[LETTER, "Estoppel Affidavit / Bell / 2\n/s/ Ann Bell\nWe accept."], &[0]),
        ("a correction", &[LETTER, "ELM BANK\nMay 9, 2026\nCORRECTION\nDear Ann Bell:\nParagraph 5 goes."], &[0]),
        ("an attachment that is announced", &[&(LETTER.to_owned() + "---- attachment 1 ----"), &second], &[0]),
        ("page 1 anew", &[OPEN, "AFFIDAVIT\nWe swear.\nPage 1 of 2"], &[0, 1]),
        ("a sentence with the word", &[LETTER, "The affidavit must be signed by you.\nThank you."], &[0]),
        ("the cover of a fax", &["F A X   C O V E R\nTo: Elm\nFull release!", &format!("PG 2/2\n{LETTER}")], &[0, 1]),
        ("a cover that reserves", &["FAX COVER\nWe reserve our rights.", &format!("PG 2/2\n{LETTER}")], &[0]),
        ("a page on covers", &["The fax cover was lost.\nThank you.", &format!("PG 2/2\n{LETTER}")], &[0]),
        ("an empty page between", &[LETTER, "\n", &second], &[0, 2]),
        ("nothing", &[""], &[]),
    ];
    for (case, texts, firsts) in table {
        let pages = pages(texts);
        let found = papers(&pages);
        let on = |paper: &Paper| pages.only(paper.bytes).pages[0].span.start;
        let starts: Vec<usize> = found.iter().map(on).collect();
        let right: Vec<usize> = firsts.iter().map(|&at| pages.pages[at].span.start).collect();
        assert_eq!(starts, right, "{case}");
        let covered: usize = found.iter().map(|paper| paper.bytes.len()).sum();
        assert!(found.is_empty() || covered == pages.text.len(), "{case}: the parts are the whole");
    }
}

#[test]
fn letters_without_pages_part_behind_a_closing() {
    let second = "OAK BANK\nJune 2, 2026\n\nDear Ann Bell:\nYou remain bound.\nSincerely,\nKarl Nyberg\n";
    let both = format!("{LETTER}\nEnclosure\n\n{second}");
    let quoted = "Dear Ann Bell:\nWe wrote:\nDear Ann Bell:\nWe approve.\nSincerely,\nRuth Amsel\n";
    for (case, text, second) in [
        ("two letters", both.as_str(), both.find("OAK BANK")),
        ("a letter in a letter", quoted, None),
        ("a postscript", &(LETTER.to_owned() + "\nMay 2, 2026\nP.S. Call us.\n"), None),
    ] {
        let found = papers(&pages(&[text]));
        assert_eq!(found.get(1).map(|paper| paper.bytes.start), second, "{case}");
    }
}

#[test]
fn a_part_keeps_the_places_of_the_file() {
    let pages = pages(&[LETTER, HUD]);
    let part = pages.only(papers(&pages)[1].bytes);
    assert_eq!(part.pages[0].span.of(&part.text), HUD);
    assert_eq!(part.pages[0].number, Some(2));
    assert!(!part.text.contains("Ruth"));
}

#[test]
fn a_title_or_a_note_tells_what_goes_along() {
    let note = "From: a@example.com\nSubject: Approval\n\nPlease find the approval attached.\nAnn";
    let long = format!("From: a@example.com\n\nAttached. {}", "We waive the deficiency. ".repeat(60));
    for (text, role_of) in [
        (HUD, Role::Companion),
        ("ELM TITLE\nWire Transfer Instructions\nBank", Role::Companion),
        (LETTER, Role::Letter),
        (note, Role::Companion),
        (&long, Role::Letter),
        ("From: a@example.com\n\nWe waive the deficiency.", Role::Letter),
    ] {
        assert_eq!(role(&pages(&[text])), role_of, "{text}");
    }
}

#[test]
fn pages_tell_their_numbers() {
    for (line, number) in [
        ("Page 2 of 3", Some(2)),
        ("Settlement and Deed Agreement        page 2", Some(2)),
        ("- 2 of 5 -", Some(2)),
        ("Page 1 of 1", Some(1)),
        ("one of us", None),
        ("2 of 3 installments were paid by the borrower today", None),
    ] {
        assert_eq!(page_number(line), number, "{line}");
    }
}
