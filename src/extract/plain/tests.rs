use std::time::Duration;
use std::time::Instant;

use proptest::prelude::*;

use crate::document::Page;
use crate::extract::Terms;
use crate::span::RawSpan;

use super::*;

fn wide(text: &str, bom: [u8; 2], bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    bom.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
}

#[test]
fn charsets_are_found() {
    let text = "The lender’s release – 100 €.";
    let cp1252 = b"The lender\x92s release \x96 100 \x80.".to_vec();
    let utf32: Vec<u8> =
        [0xFF, 0xFE, 0, 0].into_iter().chain(text.chars().flat_map(|c| u32::from(c).to_le_bytes())).collect();
    let table = [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a byte order mark", ["\u{FEFF}", text].concat().into_bytes()),
        ("Windows-1252", cp1252),
        ("UTF-16 LE", wide(text, [0xFF, 0xFE], u16::to_le_bytes)),
        ("UTF-16 BE", wide(text, [0xFE, 0xFF], u16::to_be_bytes)),
        ("UTF-32 LE", utf32),
    ];
    for (what, bytes) in table {
        let pages = crate::extract::pages(&bytes);
        assert_eq!(pages.text, text, "{what}");
        assert_eq!((pages.format, pages.troubles.len()), (Format::Text, 0), "{what}");
    }
}

#[test]
fn a_stray_byte_does_not_spoil_the_rest() {
    let pages = crate::extract::pages(b"\xE2\x80\x9Cwe\xE2\x80\x9D \xE2\x80\x93 \xE2\x80\x93 \xE2\x80\x93 waive\x92");
    assert_eq!(pages.text, "“we” – – – waive\u{FFFD}");
    assert!(pages.quality < 1.0);
}

#[test]
fn line_ends_and_control_characters_become_plain() {
    let table = [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u{0B}b\u{2028}c\u{85}d", "a\nb\nc\nd"),
        ("tab\tstays", "tab\tstays"),
        (
            "release\u{07} of the long debt, with no more than one control character in fifty",
            "release  of the long debt, with no more than one control character in fifty",
        ),
        (
            "re\u{1F}lease and non\u{1E}recourse: a text of Word's own, copied to a file; a long one too, so that few are control characters",
            "release and non-recourse: a text of Word's own, copied to a file; a long one too, so that few are control characters",
        ),
    ];
    for (raw, text) in table {
        assert_eq!(crate::extract::pages(raw.as_bytes()).text, text, "{raw:?}");
    }
}

#[test]
fn form_feeds_part_pages() {
    type Expected = &'static [(Option<u32>, &'static str)];
    let table: [(&str, Expected); 5] = [
        ("one page\nof two lines\n", &[(None, "one page\nof two lines\n")]),
        ("first\x0Csecond", &[(Some(1), "first"), (Some(2), "second")]),
        ("first\x0Csecond\x0C\n", &[(Some(1), "first"), (Some(2), "second")]),
        ("alone\x0C", &[(Some(1), "alone")]),
        ("first\x0C\x0Cthird", &[(Some(1), "first"), (Some(2), ""), (Some(3), "third")]),
    ];
    for (raw, expected) in table {
        let pages = crate::extract::pages(raw.as_bytes());
        let found: Vec<(Option<u32>, &str)> =
            pages.pages.iter().map(|page| (page.number, page.span.of(&pages.text))).collect();
        assert_eq!(found, expected, "{raw:?}");
        assert!(!pages.has_unread(), "{raw:?}");
    }
}

#[test]
fn what_was_not_read_is_told() {
    let long = "a line of words\n".repeat((21 << 20) / 16);
    let pages = crate::extract::pages(long.as_bytes());
    assert_eq!(pages.troubles[0].what, What::LimitReached);
    assert!(pages.text.len() <= 2 << 20 && pages.text.len() > 1 << 20 && pages.has_unread());
    let pages = crate::extract::pages("é".repeat(11 << 20).as_bytes());
    assert_eq!((pages.text.len(), pages.troubles[0].what, pages.has_unread()), (2 << 20, What::LimitReached, true));
    let feeds = "page\x0C".repeat(2_500);
    let pages = crate::extract::pages(feeds.as_bytes());
    assert_eq!((pages.pages.len(), pages.troubles[0].page), (2_000, Some(2_000)));
    assert!(pages.pages[0].read && !pages.pages[1_999].read);
    let pages = crate::extract::pages(b" \n\t\n");
    assert_eq!(pages.troubles[0].what, What::NoText);
    assert!(pages.has_unread());
}

#[test]
fn a_line_of_fifteen_megabytes_takes_linear_time() {
    let time = |bytes: &[u8]| {
        let begun = Instant::now();
        let limits = Limits { text: u64::MAX, ..Limits::default() };
        let pages = crate::extract::pages_on(bytes, &Terms { limits, ..Terms::default() });
        assert_eq!((pages.pages[0].lines.len(), pages.troubles.len()), (1, 0));
        begun.elapsed()
    };
    // The slow way, too: Windows-1252 with control characters in it.
    let (small, large) = (b"the d\x92bt \x07".repeat(150_000), b"the debt that is owed to us \x07\x92".repeat(500_000));
    let (small, large) =
        (time(&small[..small.len().min(1_000_000)].replace_controls()), time(&large[..15_000_000].replace_controls()));
    assert!(large < small * 40 + Duration::from_secs(5), "{small:?} {large:?}");
}

trait ReplaceControls {
    fn replace_controls(&self) -> Vec<u8>;
}

impl ReplaceControls for [u8] {
    /// All but one in a hundred, so that it stays text.
    fn replace_controls(&self) -> Vec<u8> {
        self.iter().enumerate().map(|(n, &byte)| if byte == 7 && n % 7 != 0 { b' ' } else { byte }).collect()
    }
}

/// Every page, line and stretch lies in the text, on character boundaries and in order.
pub(crate) fn fits(pages: &Pages) -> bool {
    let inside = |span: RawSpan| pages.text.get(span.range()).is_some();
    let ordered = pages.pages.windows(2).all(|two| two[0].span.end < two[1].span.start);
    let lines = |page: &Page| page.lines.iter().all(|line| inside(line.span) && page.span.holds(&line.span));
    ordered
        && pages.pages.iter().all(|page| inside(page.span) && lines(page))
        && pages.stretches.iter().all(|stretch| inside(stretch.span))
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let pages = read_within(&bytes, &Limits::default());
        prop_assert!(fits(&pages));
        let controls = pages.text.chars().filter(|c| c.is_control() && !"\n\t\x0C".contains(*c)).count();
        prop_assert_eq!(controls, 0);
        prop_assert!(fits(&crate::extract::pages(&bytes)));
    }

    #[test]
    fn any_text_is_read_whole(text in "[a-z \\n\\x0C]{0,200}") {
        let pages = crate::extract::pages(text.as_bytes());
        prop_assert!(fits(&pages));
        prop_assert!(text.starts_with(&pages.text));
        prop_assert!(text[pages.text.len()..].trim().is_empty());
    }
}
