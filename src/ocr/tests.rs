use std::sync::OnceLock;

use super::*;
use crate::document;
use crate::document::Format;
use crate::extract;
use crate::span::RawSpan;

/// A letter's first words, painted as a picture of dots by hand would be too long: what the settling does is tested with
/// readings made here; `tests/cli/scans.rs` reads real pictures where Tesseract is installed.
fn reading(table: &str, grey: u8) -> Reading {
    let picture = Picture { width: 10, height: 10, dpi: (200, 200), grey: vec![grey; 100] };
    Reading::new(table::words(table, picture.dpi), &picture, By::Tesseract)
}

/// Words of a table, all with this confidence.
fn words(text: &str, confidence: u8) -> String {
    let row = |(n, word): (usize, &str)| {
        let (x, y) = (100 + 60 * (n % 8), 100 + 40 * (n / 8));
        format!("5\t1\t1\t1\t{}\t{n}\t{x}\t{y}\t50\t20\t{confidence}\t{word}", n / 8)
    };
    text.split(' ').enumerate().map(row).collect::<Vec<_>>().join("\n")
}

const LETTER: &str = "The lender waives the deficiency and releases the borrower from all of the debt under the note and it \
                      will not sue for any of it and this is the whole of the agreement of the parties to it and it is \
                      binding on the lender";
const NOISE: &str = "Tbc lcnder vvaivcs dcficiencv rcleascs bonovver fiom ali dcbt undcr notc wiii nct suc fcr anv oi lt \
                     thls ls vvhole agrccmcnt partles blndlng lcndcr Tbc lcnder vvaivcs dcficiencv rcleascs bonovver fiom \
                     ali dcbt undcr notc wiii nct suc fcr anv oi";

fn scan(pages: u32) -> Pages {
    let page = |n| document::Page {
        number: Some(n),
        span: RawSpan::new(0, 0),
        lines: Vec::new(),
        read: false,
        second: document::SecondReader::NotAsked,
    };
    let mut out = Pages::unread(Format::Image, Trouble::on(1, What::NoText, "The page is an image and was not read."));
    out.pages = (1..=pages).map(page).collect();
    out
}

#[test]
fn a_reading_is_graded_by_its_words_and_by_its_ink() {
    let cases = [
        ("a page of prose", words(LETTER, 95), 0, Grade::Good),
        ("prose that the engine doubts", words(LETTER, 40), 0, Grade::Poor),
        ("noise that the engine half believes", words(NOISE, 80), 0, Grade::Poor),
        ("a few sure words", words("EXHIBIT A", 95), 0, Grade::Good),
        ("a few doubtful words", words("EXH1B:T", 30), 0, Grade::Poor),
        ("no words and no ink", String::new(), 255, Grade::Blank),
        ("no words, but ink", String::new(), 0, Grade::Unseen),
    ];
    for (name, table, grey, want) in cases {
        assert_eq!(reading(&table, grey).grade(), want, "{name}");
    }
}

#[test]
fn a_reading_is_clear_where_no_other_engine_need_look() {
    let one_doubtful = words(LETTER, 95) + "\n" + &words("waives", 30);
    let one_speck = words(LETTER, 95) + "\n" + &words("|", 30);
    let cases = [
        ("sure prose", words(LETTER, 95), 0, true),
        ("prose of middling confidence", words(LETTER, 80), 0, false),
        ("a word in doubt", one_doubtful, 0, false),
        ("a speck in doubt", one_speck, 0, true),
        ("poor", words(NOISE, 80), 0, false),
        ("nothing on the page", String::new(), 255, true),
        ("ink and no words", String::new(), 0, false),
    ];
    for (name, table, grey, want) in cases {
        assert_eq!(reading(&table, grey).is_clear(), want, "{name}");
    }
}

#[test]
fn a_page_is_read_or_says_why_not() {
    let none: &[What] = &[];
    let slow = Trouble::whole(What::Timeout, "slow");
    let cases = [
        ("good", Ok(reading(&words(LETTER, 95), 0)), (true, none, Method::Ocr)),
        ("blank", Ok(reading("", 255)), (true, none, Method::Ocr)),
        ("poor", Ok(reading(&words(NOISE, 80), 0)), (false, &[What::PoorScan], Method::Ocr)),
        ("unseen", Ok(reading("", 0)), (false, &[What::NoText, What::PoorScan], Method::None)),
        ("too slow", Err(slow), (false, &[What::NoText, What::Timeout], Method::None)),
    ];
    for (name, read, (is_read, troubles, method)) in cases {
        let (mut pages, mut tally) = (scan(1), Tally::default());
        settle(&mut pages, (0, 1), read, &mut tally);
        tally.close(&mut pages);
        let whats: Vec<What> = pages.troubles.iter().map(|trouble| trouble.what).collect();
        assert_eq!((pages.pages[0].read, whats.as_slice(), pages.method), (is_read, troubles, method), "{name}");
        assert!(pages.troubles.iter().all(|trouble| trouble.page == Some(1)), "{name}");
    }
}

#[test]
fn a_garbled_page_whose_picture_shows_less_is_not_read() {
    let layer = "\u{fffd}".repeat(LETTER.len());
    let half = LETTER.get(..LETTER.len() / 4).unwrap();
    for (name, read, is_read) in [
        ("all of it", reading(&words(LETTER, 95), 0), true),
        ("a blank sheet", reading("", 255), false),
        ("a part of it", reading(&words(half, 95), 0), false),
    ] {
        let mut pages = scan(1);
        pages.text.clone_from(&layer);
        pages.pages[0].span = RawSpan::new(0, layer.len());
        pages.troubles = vec![Trouble::on(1, What::Garbled, "The page's fonts give no readable characters.")];
        let mut tally = Tally::default();
        settle(&mut pages, (0, 1), Ok(read), &mut tally);
        assert_eq!((pages.pages[0].read, pages.troubles.is_empty()), (is_read, is_read), "{name}");
    }
}

#[test]
fn without_an_engine_the_page_says_how_to_get_one() {
    let never = Ocr::new(When::Never);
    let auto = Ocr { when: When::Auto, engines: Engines { tesseract: OnceLock::from(None), models: None } };
    for (ocr, says) in [(auto, INSTALL), (never, "--ocr never")] {
        let Completed { pages, by, .. } = ocr.complete(scan(1), |_| panic!("nobody asks for a picture"));
        let [trouble] = pages.troubles.as_slice() else { panic!("{:?}", pages.troubles) };
        assert!(trouble.says.contains(says) && !pages.pages[0].read && by.is_empty(), "{trouble}");
    }
}

#[test]
fn an_engine_that_fails_is_a_trouble_of_the_page() {
    let pages = extract::pages(b"plain text has no pages to paint");
    let engine = Engine::find("tesseract-that-is-not-there");
    assert_eq!(engine, None);
    assert!(wanted(&pages, When::Always).is_empty());
}
