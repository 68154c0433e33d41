use proptest::prelude::*;

use crate::document::Format;
use crate::document::Method;
use crate::document::Page;
use crate::document::Pages;
use crate::document::SecondReader;
use crate::document::Source;
use crate::document::Stretch;
use crate::span::NormSpan;
use crate::span::RawSpan;
use crate::text::Text;

fn pages(text: &str) -> Pages {
    let (mut pages, mut start) = (Vec::new(), 0);
    for (n, part) in text.split('\x0c').enumerate() {
        let span = RawSpan::new(start, start + part.len());
        pages.push(Page {
            number: u32::try_from(n + 1).ok(),
            span,
            lines: Vec::new(),
            read: true,
            second: SecondReader::NotAsked,
        });
        start += part.len() + 1;
    }
    Pages {
        format: Format::Text,
        method: Method::TextLayer,
        text: text.to_owned(),
        pages,
        stretches: Vec::new(),
        troubles: Vec::new(),
        quality: 1.0,
    }
}

fn read(text: &str) -> Text {
    super::text(&pages(text))
}

#[test]
fn characters_are_made_plain() {
    let table = [
        ("\u{201c}Debt\u{201d} isn\u{2019}t owed", "\"Debt\" isn't owed"),
        ("of\u{fb01}ce, o\u{fb03}cer", "office, officer"),
        ("2010\u{2013}2012", "2010-2012"),
        ("the debt \u{2013} all of it", "the debt - all of it"),
        ("the debt\u{2014}all of it", "the debt - all of it"),
        ("the debt--all of it", "the debt - all of it"),
        ("-----Original Message-----", "-----Original Message-----"),
        ("\u{a0}a\u{a0}\u{2003} b\t c  ", "a b c"),
        ("will\u{200b} not\u{202e}\u{feff}", "will not"),
        ("de\u{ad}ficiency", "deficiency"),
        ("\u{441}ancel the n\u{43e}te", "cancel the note"),
        ("\u{ff37}aived \u{ff11}\u{ff0e}", "Waived 1."),
        ("a\0b", "ab"),
        ("\u{2026} \u{2116} 4", "... No. 4"),
        ("\u{f0a8} no \u{f0fe} yes", "\u{2610} no \u{2611} yes"),
        (
            "caf\u{e9} \u{41c}\u{43e}\u{441}\u{43a}\u{432}\u{430}",
            "caf\u{e9} \u{41c}\u{43e}\u{441}\u{43a}\u{432}\u{430}",
        ),
    ];
    for (raw, plain) in table {
        assert_eq!(read(raw).norm, plain, "{raw:?}");
    }
}

#[test]
fn words_broken_at_a_line_end_are_joined() {
    let table = [
        ("no deficiency. The defi-\nciency is", "no deficiency. The deficiency\nis"),
        ("waive the defi-\n   ciency.", "waive the deficiency."),
        ("a short-\nterm note", "a short-term\nnote"),
        ("a deed-in-\nlieu of", "a deed-in-lieu\nof"),
        ("the co-\nborrower", "the co-borrower"),
        ("Jimenez-\nHart", "Jimenez-Hart"),
        ("pages 2-\n3", "pages 2-\n3"),
        ("a soft\u{ad}\nware house", "a software\nhouse"),
        ("we re-\nlease it and the release", "we release\nit and the release"),
        ("the arm's-\nlength sale", "the arm's-length\nsale"),
    ];
    for (raw, plain) in table {
        assert_eq!(read(raw).norm, plain, "{raw:?}");
    }
}

#[test]
fn a_word_broken_without_end_is_no_word() {
    let text = read(&"ab-\n".repeat(1_000));
    assert!(text.lines.iter().all(|line| line.span.len() < 300), "joining it costs its length each time");
    assert_eq!(read(&text.norm).norm, text.norm);
}

#[test]
fn furniture_is_cut_and_sentences_are_not() {
    let table = [
        ("head\n\nwe will not\n\n  Page 1 of 2\n\x0cpursue you\n\n  Page 2 of 2", "head\n\nwe will not\n\npursue you"),
        ("BANK X\n\nwe will not\n\x0cBANK X\n\npursue you", "BANK X\n\nwe will not\n\npursue you"),
        ("we waive\n- 1 -\n\x0cit all\n- 2 -", "we waive\n\nit all"),
        ("we waive\n1\n\x0cit all\n2", "we waive\n\nit all"),
        ("we waive\nLoan 5501 4  Page 1 of 2\n\x0cit all", "we waive\n\nit all"),
        ("see page 2 of 6", "see page 2 of 6"),
        ("as shown on\npage 2 of 6\nof the statement", "as shown on\npage 2 of 6\nof the statement"),
        ("the sum of\n250\nis due", "the sum of\n250\nis due"),
        ("10/21/2024  15:37   FROM: FUND IV  TO: 1 714 555 0166   P. 01/02\nwe waive", "we waive"),
        ("FEB-27-1O  O9:4l AM  EMPL0YEES C.U.   7O75550177   P.0l\nwe waive", "we waive"),
        ("Call by 9:15 on 3/4/2024, please.\nwe waive", "Call by 9:15 on 3/4/2024, please.\nwe waive"),
        ("we will\n\nHarrow\nPage 2 of 6\nHarrow\n\npursue you", "we will\n\nHarrow\n\nHarrow\n\npursue you"),
        (
            "Bank X\nyou owe the rest\nof your debt.\n\x0cBank X\nyou owe the rest\nof your debt.",
            "Bank X\nyou owe the rest\nof your debt.\nBank X\nyou owe the rest\nof your debt.",
        ),
        (
            "when they have paid us that does not\n____\nLQ-40  Elm, Page 1 of 2\n\x0cELM BANK   Loan 8\nG. Redd   April 21, 2025\n\nrelease you",
            "when they have paid us that does not\n\nrelease you",
        ),
        (
            "when they have paid us the price\n\x0cTHE DEBT REMAINS OWING\nas it was",
            "when they have paid us the price\n\nTHE DEBT REMAINS OWING\nas it was",
        ),
        (
            "when they have paid us the price\nPrice   $5.00\n\x0cNet   $4.00\nis due",
            "when they have paid us the price\nPrice $5.00\nNet $4.00\nis due",
        ),
        ("we will\n\x0cwe will", "we will\n\nwe will"),
        ("we pay\n$5.00\n\x0c$6.00\nof it\n\n$7.00", "we pay\n$5.00\n$6.00\nof it\n\n$7.00"),
        ("By: ______\n\x0cBy: ______", "By: ______\n\nBy: ______"),
    ];
    for (raw, plain) in table {
        let plain = plain.replace("\n\n", "\n");
        assert_eq!(read(raw).norm, plain, "{raw:?}");
    }
}

#[test]
fn a_repeated_header_of_a_word_processor_stays_once() {
    let text = "Harrow Bank\nwe will not\nHarrow Bank\npursue you";
    let mut pages = pages(text);
    let furniture = |start| Stretch { span: RawSpan::new(start, start + 11), source: Source::Furniture };
    pages.stretches = vec![furniture(0), furniture(24)];
    assert_eq!(super::text(&pages).norm, "Harrow Bank\nwe will not\npursue you");
}

/// Words between braces are hidden, those between angle brackets struck.
fn marked(text: &str) -> Pages {
    let (mut plain, mut stretches, mut open) = (String::new(), Vec::new(), 0);
    for c in text.chars() {
        match c {
            '{' | '<' => open = plain.len(),
            '}' | '>' => {
                let source = if c == '}' { Source::Hidden } else { Source::Struck };
                stretches.push(Stretch { span: RawSpan::new(open, plain.len()), source });
            }
            c => plain.push(c),
        }
    }
    Pages { stretches, ..pages(&plain) }
}

#[test]
fn hidden_and_struck_words_are_cut_and_nothing_moves() {
    let table = [
        ("Lender will <not> sue.", "Lender will sue."),
        ("Lender {releases} {the} {debt} keeps it.", "Lender keeps it."),
        ("Lender keeps\n{Lender releases the debt}\nthe lien.", "Lender keeps\nthe lien."),
        ("We release it.\n\n{We keep it.}\n\nYours", "We release it.\nYours"),
        ("{All of this is hidden.}", ""),
        ("re<not>lease", "release"),
        ("<The> lender <may>", "lender"),
        ("Price     <$5.00>   $6.00", "Price $6.00"),
        ("the lend{\u{e9}\u{201c}}er's defi-<x>\nciency", "the lender's deficiency"),
        ("we waive\n{Page 1 of 2}\n\x0cit all", "we waive\nit all"),
    ];
    for (raw, plain) in table {
        let pages = marked(raw);
        let text = super::text(&pages);
        assert_eq!(text.norm, plain, "{raw:?}");
        for at in 0..text.norm.len() {
            let (norm, raw) = (NormSpan::new(at, at + 1), text.map.raw(NormSpan::new(at, at + 1)));
            let unsaid = pages.stretches.iter().any(|stretch| stretch.span.overlaps(&raw));
            assert!(!unsaid || text.words(norm).trim().is_empty(), "{raw:?} of {}", pages.text);
        }
    }
    let gap = |raw: &str| super::text(&marked(raw)).lines[1].gap;
    let row = super::text(&marked("Price     <$5.00>   $6.00")).lines.remove(0);
    assert_eq!((gap("a\n{b}\nc"), gap("a\n\n{b}\nc"), row.cells.len()), (0, 1, 1));
}

#[test]
fn a_span_runs_across_what_was_cut() {
    let raw = "we will not\nPage 2 of 6\npursue you";
    let text = read(raw);
    let span = text.map.raw(NormSpan::new(0, text.norm.len()));
    assert_eq!((text.norm.as_str(), span.of(raw)), ("we will not\npursue you", raw));
}

#[test]
fn columns_of_prose_are_read_one_after_the_other() {
    let raw = "we will release the      the borrower shall\nlien of our bank and     keep the house insured\n\
               cancel the whole note    until closing takes place";
    let left = "we will release the\nlien of our bank and\ncancel the whole note";
    assert_eq!(
        read(raw).norm,
        format!("{left}\nthe borrower shall\nkeep the house insured\nuntil closing takes place")
    );
    let table = "Net to the bank     $1.00\nCost of sale        $2.00\nCash to seller      $0.00";
    assert_eq!(read(table).lines.len(), 3);
}

#[test]
fn lines_know_indents_gaps_and_cells() {
    let text = read("Dear you:\n\n    Price:    $5.00\n");
    let line = text.lines.get(1).unwrap();
    assert_eq!((line.indent, line.gap, line.cells.len()), (4, 1, 1));
    assert_eq!((line.cells[0].column, text.norm.get(line.cells[0].at..)), (14, Some("$5.00")));
}

#[test]
fn a_broken_word_is_not_joined_where_a_page_number_would_be_left() {
    for (raw, normal) in [
        ("the house-\nhold goods", "the household\ngoods"),
        ("the house-\nhold 2 of 6", "the house-\nhold 2 of 6"),
        ("the house\u{ad}\nhold 12", "the house\nhold 12"),
    ] {
        let once = read(raw).norm;
        assert_eq!((once.as_str(), read(&once).norm.as_str()), (normal, normal));
    }
}

/// Pieces that letters are made of, the awkward ones among them.
fn letters() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[a-zA-Z]{1,9}",
        "[ \t\u{a0}]{1,4}",
        Just("\n".to_owned()),
        Just("\n\n   ".to_owned()),
        Just("\n\x0c".to_owned()),
        Just("-\n".to_owned()),
        Just("\u{ad}\n".to_owned()),
        Just("\nPage 2 of 6\n".to_owned()),
        Just("\n- 3 -\n".to_owned()),
        Just("\n12\n".to_owned()),
        "[-\u{2013}\u{2014}\u{2018}\u{201c}.,;:()?\u{fb01}\u{200b}\u{430}\u{43e}\u{44f}\u{2026}\0]{1,3}",
        "[0-9$]{1,4}",
    ];
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn unsaid_words_leave_a_text_like_any_other(raw in letters(), cuts in prop::collection::vec(0_usize..300, 0..9)) {
        let mut pages = pages(&raw);
        let ends = cuts.chunks(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let spans = ends.map(|(a, b)| RawSpan::new(a.min(b), a.max(b)));
        pages.stretches = spans.map(|span| Stretch { span, source: Source::Struck }).collect();
        let text = super::text(&pages);
        prop_assert_eq!(&read(&text.norm).norm, &text.norm);
        let mut last = 0;
        for at in 0..text.norm.len() {
            let span = text.map.raw(NormSpan::new(at, at + 1));
            prop_assert!(!span.is_empty() && span.start >= last && span.end <= raw.len(), "{:?} {:?}", raw, span);
            last = span.start;
        }
    }

    #[test]
    fn normalising_twice_changes_nothing(raw in letters()) {
        let once = read(&raw).norm;
        prop_assert_eq!(&read(&once).norm, &once);
    }

    #[test]
    fn every_byte_comes_from_raw_bytes_in_order(raw in letters()) {
        let text = read(&raw);
        let mut last = 0;
        for at in 0..text.norm.len() {
            let span = text.map.raw(NormSpan::new(at, at + 1));
            prop_assert!(!span.is_empty() && span.end <= raw.len(), "byte {} of {:?} has {:?}", at, text.norm, span);
            prop_assert!(span.start >= last, "byte {} of {:?} goes back to {:?}", at, text.norm, span);
            last = span.start;
        }
    }

    #[test]
    fn lines_cover_the_text(raw in letters()) {
        let text = read(&raw);
        let joined: Vec<&str> = text.lines.iter().map(|line| text.words(line.span)).collect();
        prop_assert_eq!(joined.join("\n"), text.norm.as_str());
        prop_assert!(text.lines.iter().all(|line| !line.span.is_empty()));
    }
}
