//! Small PDFs with invented words, made here by hand, and what must come out of them.

mod sample;

use std::fmt::Write;

use proptest::prelude::*;

use self::sample::Sample;
use self::sample::shown;
use super::read;
use crate::document::Pages;
use crate::document::Source;
use crate::document::What;
use crate::span::RawSpan;

/// One hand-made page and what is read from it.
struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    text: &'static str,
    troubles: &'static [What],
    unread: &'static [u32],
}

impl Case {
    fn new(name: &'static str, sample: &Sample, text: &'static str) -> Self {
        Self { name, bytes: sample.bytes(), text, troubles: &[], unread: &[] }
    }

    fn trouble(self, troubles: &'static [What]) -> Self {
        Self { troubles, ..self }
    }

    fn unread(self, unread: &'static [u32]) -> Self {
        Self { unread, ..self }
    }
}

fn check(cases: Vec<Case>) {
    for Case { name, bytes, text, troubles, unread } in cases {
        let pages = read(&bytes);
        assert_eq!(pages.text, text, "{name}");
        let whats: Vec<What> = pages.troubles.iter().map(|trouble| trouble.what).collect();
        assert_eq!(whats, troubles, "{name}: {:?}", pages.troubles);
        let left: Vec<u32> = pages.pages.iter().filter(|page| !page.read).filter_map(|page| page.number).collect();
        assert_eq!(left, unread, "{name}");
        holds(&pages).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

/// What is true of the pages of any file.
fn holds(pages: &Pages) -> Result<(), String> {
    let mut at = 0;
    for (n, page) in pages.pages.iter().enumerate() {
        if n > 0 && page.read && pages.text.as_bytes().get(page.span.start.wrapping_sub(1)) != Some(&b'\x0c') {
            return Err(format!("no form feed before page {n}"));
        }
        if page.span.start != at || page.span.end > pages.text.len() {
            return Err(format!("page {n} starts at {} and not {at}", page.span.start));
        }
        at = page.span.end + usize::from(n + 1 < pages.pages.len());
        let mut start = page.span.start;
        for line in &page.lines {
            if line.span.start != start || line.span.end > page.span.end {
                return Err(format!("line {:?} does not go on at {start}", line.span));
            }
            start = line.span.end + 1;
            let words = line.span.of(&pages.text);
            let Some(place) = &line.place else { continue };
            if place.edges.len() != words.chars().count() + 1 || !place.edges.is_sorted() || place.top > place.bottom {
                return Err(format!("edges of \"{words}\": {:?}", place.edges));
            }
        }
        if !page.lines.is_empty() && start != page.span.end + 1 {
            return Err(format!("the lines of page {n} end at {start}"));
        }
    }
    if !pages.stretches.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start) {
        return Err("stretches overlap".to_owned());
    }
    if (0.0..=1.0).contains(&pages.quality) { Ok(()) } else { Err(format!("quality {}", pages.quality)) }
}

#[test]
fn text_operators() {
    check(vec![
        Case::new(
            "' and \" show a string on the next line",
            &Sample::page("BT /F1 10 Tf 12 TL 72 700 Td (The bank) Tj (releases) ' 1 0 (its lien.) \" ET"),
            "The bank\nreleases\nits lien.",
        ),
        Case::new(
            "TJ: a wide move parts words, a narrow one does not",
            &Sample::page("BT /F1 10 Tf 72 700 Td [(de) -20 (fi) 30 (ciency) -300 (waived)] TJ ET"),
            "deficiency waived",
        ),
        Case::new(
            "a page-sized form with a matrix and a form inside it",
            &Sample::page("q 1 0 0 1 0 100 cm /Fm1 Do Q").form(
                "Fm1",
                "/Matrix [2 0 0 2 0 0]",
                "BT /F1 5 Tf 36 300 Td (Paid in full) Tj ET",
            ),
            "Paid in full",
        ),
        Case::new(
            "what is painted twice for bold is kept once",
            &Sample::page(&format!("{} {}", shown(72.0, 700.0, "All claims"), shown(72.4, 700.0, "All claims"))),
            "All claims",
        ),
    ]);
}

#[test]
fn lines_look_as_on_the_page() {
    let table = "BT /F1 10 Tf 72 700 Td (Sale price) Tj 300 0 Td ($150,000.00) Tj -300 -12 Td (Commission) Tj \
                 300 0 Td ($9,000.00) Tj -300 -12 Td (Net to the lender, not less than) Tj 300 0 Td ($141,000.00) Tj ET";
    let indented = format!(
        "{} {} {} {}",
        shown(72.0, 700.0, "1. First"),
        shown(92.0, 688.0, "and more"),
        shown(72.0, 676.0, "2. Second"),
        shown(72.0, 640.0, "Apart")
    );
    check(vec![
        Case::new(
            "a cost table is read row by row",
            &Sample::page(table),
            "Sale price                                                  $150,000.00\n\
             Commission                                                  $9,000.00\n\
             Net to the lender, not less than                            $141,000.00",
        ),
        Case::new(
            "indentation is spaces, a gap is empty lines",
            &Sample::page(&indented),
            "1. First\n    and more\n2. Second\n\n\nApart",
        ),
        Case::new(
            "a page turned by its rotation",
            &Sample::page("BT /F1 10 Tf 72 700 Td (The note is) Tj 0 -12 Td (cancelled.) Tj ET").entry("/Rotate 90"),
            "The note is\ncancelled.",
        ),
        Case::new(
            "text painted sideways",
            &Sample::page("BT /F1 10 Tf 0 1 -1 0 100 72 Tm (The note is) Tj 0 -12 Td (cancelled.) Tj ET"),
            "The note is\ncancelled.",
        ),
        Case::new(
            "paint order does not matter",
            &Sample::page(&format!("{} {}", shown(72.0, 600.0, "second"), shown(72.0, 612.0, "first"))),
            "first\nsecond",
        ),
    ]);
}

/// Two columns whose baselines do not match, under a heading across both.
#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "The lender accepts the net",
        "proceeds in full satisfaction",
        "of the note and releases all",
        "borrowers from it, and from all",
        "that they owe under it.",
    ];
    let right = [
        "Nothing in this letter keeps",
        "a claim against the borrower",
        "after the closing. The lien is",
        "released of record at the cost",
        "of the lender.",
    ];
    let mut content = shown(72.0, 720.0, "Approval of a short sale under the terms that follow here, in two columns");
    for (n, (left, right)) in (0_u16..).zip(left.iter().zip(right)) {
        let y = 700.0 - 12.0 * f64::from(n);
        write!(content, " {} {}", shown(72.0, y, left), shown(240.0, y - 5.0, right)).unwrap();
    }
    let pages = read(&Sample::page(&content).bytes());
    let words = pages.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.ends_with(&format!("{} {}", left.join(" "), right.join(" "))), "{}", pages.text);
    assert!(pages.troubles.is_empty() && pages.quality > 0.99);
}

#[test]
fn a_table_with_long_cells_is_read_row_by_row() {
    let rows = [
        ("Borrower", "Wren Halloway and Jo Halloway"),
        ("Property that is to be sold", "14 Alder Lane, Ashby, Ohio 45001"),
        ("Loan number", "5501 22 and all its renewals"),
        ("Closing date at the latest", "March 4, 2027, no extension"),
        ("Fee", "Nothing, and no promissory note"),
    ];
    let content: Vec<String> = (0_u16..)
        .zip(rows)
        .map(|(n, (label, value))| {
            let y = 700.0 - 14.0 * f64::from(n);
            format!("{} {}", shown(72.0, y, label), shown(260.0, y, value))
        })
        .collect();
    let pages = read(&Sample::page(&content.join(" ")).bytes());
    for (label, value) in rows {
        let line = pages.text.lines().find(|line| line.starts_with(label)).unwrap_or("");
        assert!(line.ends_with(value) && line.contains(&format!("{label}  ")), "{}", pages.text);
    }
}

#[test]
fn form_fields() {
    let label = shown(72.0, 700.0, "Deficiency:");
    let value = "/Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Waived in full) /Rect [150 696 350 712]";
    let painted = "BT /F1 10 Tf 2 4 Td (Waived in full) Tj ET";
    let other = "BT /F1 10 Tf 2 4 Td (Reserved by us) Tj ET";
    let tick = |state: &str| {
        format!("/Type /Annot /Subtype /Widget /FT /Btn /T (b) /V /{state} /AS /{state} /Rect [72 696 82 706]")
    };
    let beside = shown(90.0, 698.0, "Lender waives");
    check(vec![
        Case::new(
            "a value without an appearance",
            &Sample::page(&label).annotation(value),
            "Deficiency:   Waived in full",
        ),
        Case::new(
            "a value that is painted is there once",
            &Sample::page(&label).painted_annotation(value, painted),
            "Deficiency:     Waived in full",
        ),
        Case::new(
            "a value that differs from what is painted",
            &Sample::page(&label).painted_annotation(value, other),
            "Deficiency:     Reserved by us",
        )
        .trouble(&[What::Disagreement]),
        Case::new(
            "a field that a person cannot see",
            &Sample::page(&label).annotation(&format!("{value} /F 2")),
            "Deficiency:",
        )
        .trouble(&[]),
        Case::new("a ticked box", &Sample::page(&beside).annotation(&tick("Yes")), "[X] Lender waives"),
        Case::new("an empty box", &Sample::page(&beside).annotation(&tick("Off")), "[ ] Lender waives"),
        Case::new(
            "a choice shows its display text",
            &Sample::page(&label).annotation(
                "/Type /Annot /Subtype /Widget /FT /Ch /T (c) /V (w) /Opt [[(r) (Reserved)] [(w) (Waived)]] \
                 /Rect [150 696 350 712]",
            ),
            "Deficiency:   Waived",
        ),
        Case::new(
            "a typed note",
            &Sample::page(&label)
                .annotation("/Type /Annot /Subtype /FreeText /Contents (none) /Rect [150 696 350 712]"),
            "Deficiency:   none",
        ),
    ]);
    let pages = read(&Sample::page(&label).annotation(value).bytes());
    let form: Vec<&str> = pages.stretches.iter().map(|stretch| stretch.span.of(&pages.text)).collect();
    assert_eq!(form, ["Waived", "in", "full"]);
    assert!(pages.stretches.iter().all(|stretch| stretch.source == Source::Form));
}

#[test]
fn text_that_nobody_sees() {
    let seen = shown(72.0, 700.0, "The lender keeps its claim.");
    let unseen = |paint: &str, y: f64| format!("{seen} q {paint} {} Q", shown(72.0, y, "All claims are waived."));
    let both = "The lender keeps its claim.\nAll claims are waived.";
    let hidden: &[What] = &[What::HiddenText];
    check(vec![
        Case::new("invisible", &Sample::page(&unseen("3 Tr", 688.0)), both).trouble(hidden),
        Case::new("white on white", &Sample::page(&unseen("1 g", 688.0)), both).trouble(hidden),
        Case::new("white on black", &Sample::page(&unseen("0 g 60 680 400 18 re f 1 g", 688.0)), both),
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

/// Every letter moved by three in the alphabet, as a font does that lies about its characters.
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
    let locked: &[u8] = include_bytes!("../../../corpus/extract/locked.pdf");
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
    let pages = read(include_bytes!("../../../corpus/extract/empty-password.pdf"));
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

#[test]
fn boxes_stand_where_the_words_stand() {
    let pages = read(&Sample::page(&shown(72.0, 700.0, "Paid in full")).bytes());
    let line = &pages.pages[0].lines[0];
    let rect = line.cut(RawSpan::new(5, 7), &pages.text).unwrap();
    // Helvetica 10: "Paid " is 22.79 points wide, "in" 7.78; the page is 792 high.
    let want = [94.79, 84.2, 102.57, 94.2];
    for (is, want) in [rect.x0, rect.y0, rect.x1, rect.y1].into_iter().zip(want) {
        assert!((is - want).abs() < 0.1, "{rect:?}");
    }
}

#[test]
fn bold_is_told_by_the_stems_of_type_1_letters() {
    let cases = [("Helvetica", false), ("Helvetica-Bold", true), ("Times-Roman", false), ("Times-Bold", true)];
    for (font, bold) in cases {
        let pages = read(&Sample::page(&shown(72.0, 700.0, "Terms of the Release")).font(font).bytes());
        let place = pages.pages[0].lines[0].place.as_ref().unwrap();
        assert_eq!(place.bold, bold, "{font}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Words anywhere on the page, in any direction and size: the parts of the answer always fit together.
    #[test]
    fn the_parts_fit_together(words in proptest::collection::vec(
        ("[A-Za-z$.,-]{1,12}( [a-z]{1,8})?", 0_u16..600, 0_u16..780, 2_u16..30, 0_u16..4), 0..40,
    )) {
        let mut content = String::new();
        for (word, x, y, size, turn) in words {
            let (a, b) = [(1, 0), (0, 1), (-1, 0), (0, -1)][usize::from(turn)];
            write!(content, "BT /F1 {size} Tf {a} {b} {} {a} {x} {y} Tm ({word}) Tj ET ", -b).unwrap();
        }
        let pages = read(&Sample::page(&content).bytes());
        prop_assert_eq!(holds(&pages), Ok(()));
    }

    /// A file with bytes changed is read or refused, and never panics.
    #[test]
    fn damage_is_data(changes in proptest::collection::vec((0_usize..900, any::<u8>()), 1..20)) {
        let mut bytes = Sample::page(&shown(72.0, 700.0, "The lien is released.")).bytes();
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        prop_assert_eq!(holds(&read(&bytes)), Ok(()));
    }
}
