use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::document::Source;
use crate::document::What;

use super::*;

mod any;
mod changes;
mod limits;
mod lists;

const RELATIONS: &str = "word/_rels/document.xml.rels";

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // Not packed: what repeats would be over the limit on the ratio.
        zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>")
}

/// A document of this body and these other parts: kind of relationship and content.
fn with(body: &str, parts: &[(&str, &str)]) -> Pages {
    let mut relations = String::from("<Relationships>");
    let mut all = vec![("word/document.xml".to_owned(), document(body))];
    for (n, (kind, text)) in parts.iter().enumerate() {
        let name = format!("{kind}{n}.xml");
        relations += &[r#"<Relationship Id="r"#, &n.to_string(), r#"" Type="http://x/relationships/"#, kind].concat();
        relations += &[r#"" Target=""#, &name, r#""/>"#].concat();
        all.push((format!("word/{name}"), (*text).to_owned()));
    }
    all.push((RELATIONS.to_owned(), relations + "</Relationships>"));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    crate::extract::pages(&archive(&all))
}

fn paragraphs(words: &[&str]) -> String {
    words.iter().flat_map(|words| ["<w:p><w:r><w:t>", words, "</w:t></w:r></w:p>"]).collect()
}

fn whats(pages: &Pages) -> Vec<What> {
    pages.troubles.iter().map(|trouble| trouble.what).collect()
}

/// The words of every unusual stretch.
fn stretches(pages: &Pages) -> Vec<(Source, &str)> {
    pages.stretches.iter().map(|stretch| (stretch.source, stretch.span.of(&pages.text))).collect()
}

#[test]
fn words_come_out_as_they_are_seen() {
    let table = [
        ("two paragraphs", paragraphs(&["Dear Ms. Doe,", "We release you."]), "Dear Ms. Doe,\n\nWe release you."),
        ("empty paragraphs", paragraphs(&["A", "", " ", "B"]), "A\n\nB"),
        ("a word in two runs", "<w:p><w:r><w:t>defi</w:t></w:r><w:r><w:t>ciency</w:t></w:r></w:p>".into(), "deficiency"),
        (
            "tab, break, page break, hyphens",
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type=\"page\"/><w:t>non</w:t>\
             <w:noBreakHyphen/><w:t>re</w:t><w:softHyphen/><w:t>course</w:t></w:r></w:p>"
                .into(),
            "a\tb\nc\nnon-recourse",
        ),
        (
            "tab stops are no tabs",
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".into(),
            "a",
        ),
        (
            "entities",
            paragraphs(&["Doe &amp; Roe &lt;&#65;&#x42;&gt; &quot;q&quot; &apos;s"]),
            "Doe & Roe <AB> \"q\" 's",
        ),
        ("control characters", paragraphs(&["a&#12;b&#7;c\u{AD}d"]), "a b cd"),
        (
            "hyperlink, content control, smart tag",
            "<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:alias w:val=\"no\"/></w:sdtPr>\
             <w:sdtContent><w:r><w:t>b</w:t></w:r></w:sdtContent></w:sdt><w:smartTag><w:r><w:t>c</w:t></w:r></w:smartTag></w:p>"
                .into(),
            "abc",
        ),
    ];
    are_read(&table);
}

#[test]
fn fields_boxes_and_signs_come_out_as_they_are_seen() {
    let table = [
        (
            "a field's result",
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>MERGEFIELD no</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Doe</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"no\"><w:r><w:t>, Roe</w:t></w:r></w:fldSimple></w:p>"
                .into(),
            "Doe, Roe",
        ),
        (
            "a field in a field's instruction",
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/>\
             <w:t>unseen</w:t><w:fldChar w:fldCharType=\"end\"/><w:fldChar w:fldCharType=\"separate\"/><w:t>seen</w:t>\
             <w:fldChar w:fldCharType=\"end\"/><w:t>.</w:t></w:r></w:p>"
                .into(),
            "seen.",
        ),
        (
            "signs of symbol fonts",
            "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/>\
             <w:sym w:font=\"Symbol\" w:char=\"F0B7\"/></w:r><w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>ý</w:t></w:r><w:r><w:t> waived</w:t></w:r></w:p>"
                .into(),
            "☑☐•☒ waived",
        ),
        ("boxes of a content control", paragraphs(&["☒ waived", "☐ reserved"]), "☒ waived\n\n☐ reserved"),
        (
            "legacy form fields",
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar>\
             <w:instrText>FORMCHECKBOX</w:instrText><w:fldChar w:fldCharType=\"end\"/><w:t> yes </w:t>\
             <w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/></w:checkBox></w:ffData></w:fldChar>\
             <w:fldChar w:fldCharType=\"end\"/><w:t> no </w:t><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>\
             <w:listEntry w:val=\"reserves\"/><w:listEntry w:val=\"waives\"/></w:ddList></w:ffData></w:fldChar><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
                .into(),
            "☒ yes ☐ no waives",
        ),
    ];
    are_read(&table);
}

/// Each body gives its text, whole and without a trouble.
fn are_read(table: &[(&str, String, &str)]) {
    for (what, body, text) in table {
        let pages = with(body, &[]);
        assert_eq!(pages.text, *text, "{what}");
        assert_eq!(pages.troubles, [], "{what}");
        assert!(!pages.has_unread(), "{what}");
    }
}

fn cell(content: &str) -> String {
    format!("<w:tc><w:tcPr/>{content}</w:tc>")
}

#[test]
fn tables_keep_their_rows() {
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(c)).collect::<String>());
    let p = |words: &str| paragraphs(&[words]);
    let long = "A sentence that is long enough to be running text, and not a label or a sum of money.";
    let table = [
        (
            "rows of short cells",
            [row(&[&p("Price"), &p("$185,000.00")]), row(&["", &p("Net"), "", &p("$170,000.00"), ""])].concat(),
            "Before\n\nPrice\t$185,000.00\n\tNet\t\t$170,000.00\n\nAfter".to_owned(),
        ),
        (
            "a short cell of two paragraphs",
            row(&[&paragraphs(&["First", "lien"]), &p("$1")]),
            "Before\n\nFirst lien\t$1\n\nAfter".to_owned(),
        ),
        (
            "a frame around paragraphs",
            row(&[&paragraphs(&["One.", "Two."])]),
            "Before\n\nOne.\n\nTwo.\n\nAfter".to_owned(),
        ),
        (
            "two columns of running text",
            row(&[&p("Release"), &paragraphs(&[long, "Second."])]),
            format!("Before\n\nRelease\n\n{long}\n\nSecond.\n\nAfter"),
        ),
        (
            "a table in a cell",
            row(&[&format!("<w:tbl>{}</w:tbl>{}", row(&[&p("a"), &p("b")]), p("c")), &p("d")]),
            "Before\n\na\tb c\td\n\nAfter".to_owned(),
        ),
    ];
    for (what, rows, text) in table {
        let pages = with(&format!("{}<w:tbl><w:tblPr/>{rows}</w:tbl>{}", p("Before"), p("After")), &[]);
        assert_eq!(pages.text, text, "{what}");
    }
}

#[test]
fn headers_notes_and_boxes_stand_where_a_reader_looks_for_them() {
    let header = format!("<w:hdr>{}</w:hdr>", paragraphs(&["Acme Bank"]));
    let footer = format!("<w:ftr>{}</w:ftr>", paragraphs(&["Page 1"]));
    let notes = "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t>Up to $500.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let ends = "<w:endnotes><w:endnote w:id=\"2\"><w:p><w:r><w:t>See law.</w:t></w:r></w:p></w:endnote></w:endnotes>";
    let boxed = paragraphs(&["In a box"]);
    let body = format!(
        "<w:p><w:r><w:t>We waive</w:t><w:footnoteReference w:id=\"2\"/><w:t>.</w:t></w:r>\
         <w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>{boxed}</w:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{boxed}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:p><w:r><w:t>Second</w:t><w:endnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:sectPr><w:headerReference r:id=\"r0\"/><w:headerReference r:id=\"r1\"/><w:footerReference r:id=\"r2\"/></w:sectPr>"
    );
    let parts =
        [("header", &*header), ("header", &*header), ("footer", &*footer), ("footnotes", notes), ("endnotes", ends)];
    let pages =
        with(&body, &[&parts[..], &[("header", "<w:hdr><w:p><w:r><w:t>unused</w:t></w:r></w:p></w:hdr>")]].concat());
    assert_eq!(
        pages.text,
        "Acme Bank\n\nWe waive[1].\n\n[1] Up to $500.\n\nIn a box\n\nSecond[2]\n\n[2] See law.\n\nPage 1"
    );
    let marks = [
        (Source::Furniture, "Acme Bank"),
        (Source::Footnote, "[1] Up to $500."),
        (Source::TextBox, "In a box"),
        (Source::Footnote, "[2] See law."),
        (Source::Furniture, "Page 1"),
    ];
    assert_eq!(stretches(&pages), marks);
    assert_eq!(pages.troubles, []);
}

#[test]
fn a_drawing_that_word_may_not_know_is_read_from_its_fallback() {
    let body = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"odd\"><w:t>unseen</w:t></mc:Choice>\
        <mc:Fallback><w:t>seen</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assert_eq!(with(body, &[]).text, "seen");
    let watermark =
        "<w:hdr><w:p><w:r><w:pict><v:shape><v:textpath string=\"DRAFT\"/></v:shape></w:pict></w:r></w:p></w:hdr>";
    let body = format!("{}<w:sectPr><w:headerReference r:id=\"r0\"/></w:sectPr>", paragraphs(&["Letter"]));
    assert_eq!(with(&body, &[("header", watermark)]).text, "DRAFT\n\nLetter");
}

#[test]
fn wide_charsets_and_other_names_of_the_main_part_are_read() {
    let text = document(&paragraphs(&["Release"]));
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document2.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(&wide).unwrap();
    assert_eq!(crate::extract::pages(&zip.finish().unwrap().into_inner()).text, "Release");
}

#[test]
fn lines_and_spans_fit_the_text() {
    let pages = with(&(paragraphs(&["Ä", "b"]) + "<w:p><w:r><w:t>c</w:t><w:br/><w:t>d</w:t></w:r></w:p>"), &[]);
    let lines: Vec<&str> = pages.pages[0].lines.iter().map(|line| line.span.of(&pages.text)).collect();
    assert_eq!(lines, pages.text.split('\n').collect::<Vec<_>>());
    assert_eq!(pages.pages[0].number, None);
    assert_eq!(pages.pages[0].span.len(), pages.text.len());
}
