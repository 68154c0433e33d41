//! What must come out of pages that can be read.

use std::fmt::Write;

use crate::document::Source;
use crate::document::What;
use crate::extract::pdf::tests::Case;
use crate::extract::pdf::tests::check;
use crate::extract::pdf::tests::read;
use crate::extract::pdf::tests::sample::Sample;
use crate::extract::pdf::tests::sample::shown;
use crate::span::RawSpan;

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
        .trouble(&[What::HiddenText]),
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

/// Every letter moved by three in the alphabet, as a font does that lies about its characters.
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
