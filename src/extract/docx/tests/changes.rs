use super::lists::STYLES;
use super::*;

/// What it is, the body, its text, the troubles, the unusual stretches.
type Case = (&'static str, &'static str, &'static str, &'static [What], &'static [(Source, &'static str)]);

#[test]
fn tracked_changes_are_told() {
    let table: [Case; 4] = [
        (
            "a deletion",
            "<w:p><w:r><w:t>We do </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:r><w:t>waive.</w:t></w:r></w:p>",
            "We do waive.",
            &[What::TrackedDeletions],
            &[],
        ),
        (
            "an insertion",
            "<w:p><w:r><w:t>We </w:t></w:r><w:ins><w:r><w:t>may </w:t></w:r><w:r><w:t>yet </w:t></w:r></w:ins><w:r><w:t>waive.</w:t></w:r></w:p>",
            "We may yet waive.",
            &[What::TrackedInsertions],
            &[(Source::Inserted, "may yet ")],
        ),
        (
            "a move",
            "<w:p><w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>new</w:t></w:r></w:moveTo></w:p>",
            "new",
            &[What::TrackedDeletions, What::TrackedInsertions],
            &[(Source::Inserted, "new")],
        ),
        (
            "a deleted paragraph mark",
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>We waive </w:t></w:r></w:p><w:p><w:r><w:t>it.</w:t></w:r></w:p>",
            "We waive it.",
            &[],
            &[],
        ),
    ];
    are_told(&table);
}

#[test]
fn text_that_nobody_sees_is_told() {
    let table: [Case; 5] = [
        (
            "hidden text",
            "<w:p><w:r><w:t>Seen. </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>We waive.</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> Seen.</w:t></w:r></w:p>",
            "Seen. We waive. Seen.",
            &[What::HiddenText],
            &[(Source::Hidden, "We waive.")],
        ),
        (
            "text hidden by a style",
            "<w:p><w:pPr><w:pStyle w:val=\"Unseen\"/></w:pPr><w:r><w:t>We waive.</w:t></w:r></w:p><w:p><w:r><w:t>Seen.</w:t></w:r></w:p>",
            "We waive.\n\nSeen.",
            &[What::HiddenText],
            &[(Source::Hidden, "We waive.")],
        ),
        (
            "white and tiny words",
            "<w:p><w:r><w:t>Seen </w:t></w:r><w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>white </w:t></w:r><w:r><w:rPr><w:sz w:val=\"2\"/></w:rPr><w:t>tiny</w:t></w:r></w:p>",
            "Seen white tiny",
            &[What::HiddenText],
            &[(Source::Hidden, "white tiny")],
        ),
        (
            "white words on a dark ground",
            "<w:p><w:r><w:rPr><w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"000080\"/></w:rPr><w:t>Seen. </w:t></w:r><w:r><w:rPr><w:sz w:val=\"20\"/></w:rPr><w:t>Seen.</w:t></w:r></w:p>\
             <w:p><w:pPr><w:shd w:fill=\"000080\"/></w:pPr><w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>Seen.</w:t></w:r></w:p>",
            "Seen. Seen.\n\nSeen.",
            &[],
            &[],
        ),
        (
            "old formats under change tracking",
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Unseen\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Seen.</w:t></w:r></w:p>",
            "Seen.",
            &[],
            &[],
        ),
    ];
    are_told(&table);
}

#[test]
fn struck_words_are_told() {
    const P: &str = "<w:p><w:r><w:t>We </w:t></w:r>";
    let struck = |property: &str| {
        format!("{P}<w:r><w:rPr>{property}</w:rPr><w:t>not </w:t></w:r><w:r><w:t>sue.</w:t></w:r></w:p>")
    };
    let table = [
        ("one line", struck("<w:strike/>"), "not "),
        ("two lines", struck("<w:dstrike w:val=\"true\"/>"), "not "),
        ("by a style", struck("<w:rStyle w:val=\"Gone\"/>"), "not "),
        ("by the style below it", struck("<w:rStyle w:val=\"Goner\"/>"), "not "),
        ("in a cell", format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", struck("<w:strike/>")), "not "),
        ("switched off", struck("<w:strike w:val=\"false\"/>"), ""),
        ("switched off in spite of the style", struck("<w:rStyle w:val=\"Gone\"/><w:strike w:val=\"0\"/>"), ""),
        ("underlined", struck("<w:u w:val=\"single\"/>"), ""),
        ("an old format", struck("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"), ""),
    ];
    for (what, body, words) in table {
        let pages = with(&body, &[("styles", STYLES)]);
        let troubles: &[What] = if words.is_empty() { &[] } else { &[What::StruckText] };
        let marks: &[(Source, &str)] = if words.is_empty() { &[] } else { &[(Source::Struck, words)] };
        assert_eq!((&*pages.text, stretches(&pages)), ("We not sue.", marks.to_vec()), "{what}");
        assert_eq!((&*whats(&pages), pages.has_unread()), (troubles, false), "{what}");
    }
}

#[test]
fn white_words_in_tables_are_told_where_the_paper_is_white() {
    let white =
        |words: &str| format!("<w:p><w:r><w:rPr><w:color w:val=\"FEFEFE\"/></w:rPr><w:t>{words}</w:t></w:r></w:p>");
    let table = |style: &str, cell: &str, words: &str| {
        let seen = "<w:tc><w:p><w:r><w:t>Seen</w:t></w:r></w:p></w:tc>";
        format!(
            "<w:tbl><w:tblPr>{style}</w:tblPr><w:tr>{seen}<w:tc><w:tcPr>{cell}</w:tcPr>{}</w:tc></w:tr></w:tbl>",
            white(words)
        )
    };
    let style = "<w:tblStyle w:val=\"Grid\"/>";
    let long = "Lender releases Borrower from all debt";
    let cases: [(&str, String, &[What]); 7] = [
        ("a plain table", table("", "", "Price"), &[What::HiddenText]),
        ("a dark cell", table("", "<w:shd w:fill=\"000080\"/>", long), &[]),
        ("a white cell", table("", "<w:shd w:fill=\"FFFFFF\"/>", "Price"), &[What::HiddenText]),
        ("a table with a style", table(style, "", "Price"), &[]),
        ("a table with a style and a sentence", table(style, "", long), &[What::Unresolved]),
        (
            "a text box with a sentence",
            format!("<w:p><w:r><w:t>Seen</w:t><w:txbxContent>{}</w:txbxContent></w:r></w:p>", white(long)),
            &[What::Unresolved],
        ),
        (
            "the colour of the paper by the theme",
            white("x").replace("w:val=\"FEFEFE\"", "w:val=\"000000\" w:themeColor=\"background1\""),
            &[What::HiddenText],
        ),
    ];
    for (what, body, troubles) in cases {
        assert_eq!(whats(&with(&body, &[("styles", STYLES)])), troubles, "{what}");
    }
}

fn are_told(table: &[Case]) {
    for &(what, body, text, troubles, marks) in table {
        let pages = with(body, &[("styles", STYLES)]);
        assert_eq!(pages.text, text, "{what}");
        assert_eq!(whats(&pages), troubles, "{what}");
        assert_eq!(stretches(&pages), marks, "{what}");
        assert!(!pages.has_unread(), "{what}");
    }
}
