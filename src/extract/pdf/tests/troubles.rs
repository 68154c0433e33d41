//! What must be said of pages and files that cannot be read, or not be trusted.

use crate::document::Source;
use crate::document::What;
use crate::extract::pdf::tests::Case;
use crate::extract::pdf::tests::check;
use crate::extract::pdf::tests::read;
use crate::extract::pdf::tests::sample::Sample;
use crate::extract::pdf::tests::sample::shown;

#[test]
fn text_that_nobody_sees() {
    let seen = shown(72.0, 700.0, "The lender keeps its claim.");
    let unseen = |paint: &str, y: f64| format!("{seen} q {paint} {} Q", shown(72.0, y, "All claims are waived."));
    let both = "The lender keeps its claim.\n\nAll claims are waived.";
    let seen_both = "The lender keeps its claim.\nAll claims are waived.";
    let hidden: &[What] = &[What::HiddenText];
    check(vec![
        Case::new("invisible", &Sample::page(&unseen("3 Tr", 688.0)), both).trouble(hidden),
        Case::new("white on white", &Sample::page(&unseen("1 g", 688.0)), both).trouble(hidden),
        Case::new("white on black", &Sample::page(&unseen("0 g 60 680 400 18 re f 1 g", 688.0)), seen_both),
        Case::new("clipped away", &Sample::page(&unseen("0 0 5 5 re W n", 688.0)), both).trouble(hidden),
    ]);
    let pages = read(&Sample::page(&unseen("3 Tr", 688.0)).bytes());
    let spans: Vec<(&str, Source)> = pages.stretches.iter().map(|s| (s.span.of(&pages.text), s.source)).collect();
    assert_eq!(spans[0], ("All", Source::Hidden));
}

#[test]
fn pages_without_text() {
    let picture = "q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q";
    let outlines = "72 700 m 80 710 l 90 700 l h f ".repeat(3);
    let letter = Sample::page(&shown(72.0, 700.0, "The lien is released in full."));
    let read = "The lien is released in full.\u{c}";
    check(vec![
        Case::new("a blank page counts as read", &letter.clone().second(""), read),
        Case::new("white paper painted on it too", &letter.clone().second("1 g 0 0 612 792 re f"), read),
        Case::new("a space is no text", &letter.clone().second(&shown(72.0, 700.0, " ")), read),
        Case::new("nothing but a blank page", &Sample::page(""), "").trouble(&[What::NoText]),
        Case::new("a form that paints nothing", &letter.clone().second("/Fm1 Do").form("Fm1", "", "/Fm1 Do"), read)
            .trouble(&[What::NoText])
            .unread(&[2]),
        Case::new("a text operator that paints nothing", &Sample::page("BT /F1 10 Tf Tj ET"), "")
            .trouble(&[What::NoText])
            .unread(&[1]),
        Case::new("an image", &Sample::page(picture), "").trouble(&[What::NoText]).unread(&[1]),
        Case::new("letters as outlines", &Sample::page(&outlines), "").trouble(&[What::NoText]).unread(&[1]),
        Case::new(
            "an image with a fax line",
            &Sample::page(&format!("{picture} {}", shown(72.0, 780.0, "FROM 5550100 P.2/3"))),
            "FROM 5550100 P.2/3",
        )
        .trouble(&[What::NoText])
        .unread(&[1]),
        Case::new("the second of two pages", &letter.second(picture), read).trouble(&[What::NoText]).unread(&[2]),
    ]);
}

#[test]
fn a_font_without_unicode_is_garbled_and_not_silent() {
    let pages = read(&Sample::page("BT /F2 10 Tf 72 700 Td <000100020003000400050006> Tj ET").bytes());
    assert!(pages.text.contains('\u{fffd}'), "{:?}", pages.text);
    assert!(pages.troubles.iter().any(|trouble| trouble.what == What::Garbled), "{:?}", pages.troubles);
    assert!(pages.has_unread() && pages.quality == 0.0);
}

#[test]
fn words_of_no_language_are_garbled() {
    let line = "Wkh ohqghu zdlyhv wkh ghilflhqfb dqg uhohdvhv wkh eruurzhu iurp wkh qrwh";
    let content: Vec<String> = (0_u16..5).map(|n| shown(72.0, 700.0 - 12.0 * f64::from(n), line)).collect();
    let pages = read(&Sample::page(&content.join(" ")).bytes());
    assert_eq!(pages.troubles.iter().map(|trouble| trouble.what).collect::<Vec<_>>(), [What::Garbled]);
    assert!(!pages.pages[0].read);
}

#[test]
fn files_that_do_not_open() {
    let locked: &[u8] = include_bytes!("../../../../corpus/extract/locked.pdf");
    let whole = Sample::page(&shown(72.0, 700.0, "Paid")).bytes();
    let cases: [(&str, &[u8], What); 4] = [
        ("a user password", locked, What::Encrypted),
        ("no objects at all", b"%PDF-1.7\n%%EOF\n", What::Damaged),
        ("no page tree", b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer <</Root 1 0 R>>\n", What::Damaged),
        ("the first half of the head", whole.get(..40).unwrap(), What::Damaged),
    ];
    for (name, bytes, what) in cases {
        let pages = read(bytes);
        assert_eq!(pages.troubles.iter().map(|trouble| trouble.what).collect::<Vec<_>>(), [what], "{name}");
        assert!(pages.text.is_empty() && pages.has_unread(), "{name}");
    }
}

#[test]
fn an_empty_password_is_no_lock() {
    let pages = read(include_bytes!("../../../../corpus/extract/empty-password.pdf"));
    assert_eq!(pages.text, "Cedar Hollow Bank waives the deficiency.");
    assert!(pages.troubles.is_empty());
}

#[test]
fn a_file_cut_short_says_so() {
    let whole = Sample::page(&shown(72.0, 700.0, "The lien is released.")).second("0 0 m 9 9 l S").bytes();
    let tail = whole.windows(5).rposition(|five| five == b"xref\n").unwrap();
    for end in [tail, tail - 60] {
        let pages = read(&whole[..end]);
        assert!(
            pages.troubles.iter().any(|trouble| trouble.what == What::Damaged),
            "cut at {end}: {:?}",
            pages.troubles
        );
    }
    assert!(!read(&whole).troubles.iter().any(|trouble| trouble.what == What::Damaged));
}

#[test]
fn a_page_whose_content_is_missing_is_damaged() {
    let pages = read(&Sample::page("").entry("/Contents 99 0 R").bytes());
    assert_eq!(pages.troubles.iter().map(|trouble| trouble.what).collect::<Vec<_>>(), [What::Damaged]);
    assert!(!pages.pages[0].read);
}

#[test]
fn pages_beyond_the_limit_are_named() {
    let pages = read(&Sample::page(&shown(72.0, 700.0, "The lien is released.")).copies(2_003));
    assert_eq!(pages.troubles.len(), 1);
    let last = pages.troubles.last().unwrap();
    assert_eq!((last.what, last.page), (What::LimitReached, Some(2_001)));
    assert!(pages.has_unread() && !pages.pages.last().unwrap().read);
}
