use std::io::Cursor;
use std::io::Write;
use std::time::Duration;
use std::time::Instant;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const RELATIONS: &str = "word/_rels/document.xml.rels";

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
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
        relations += &format!(r#"<Relationship Id="r{n}" Type="http://x/relationships/{kind}" Target="{name}"/>"#);
        all.push((format!("word/{name}"), (*text).to_owned()));
    }
    all.push((RELATIONS.to_owned(), relations + "</Relationships>"));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    crate::extract::pages(&archive(&all))
}

fn paragraphs(words: &[&str]) -> String {
    words.iter().map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")).collect()
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
    for (what, body, text) in table {
        let pages = with(&body, &[]);
        assert_eq!(pages.text, text, "{what}");
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
            [row(&[&p("Price"), &p("$185,000.00")]), row(&[&p("Net"), "", &p("$170,000.00")])].concat(),
            "Before\n\nPrice\t$185,000.00\nNet\t\t$170,000.00\n\nAfter".to_owned(),
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

const NUMBERING: &str = r#"<w:numbering>
 <w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>
 </w:abstractNum>
 <w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0A8;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>
 </w:abstractNum>
 <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl></w:abstractNum>
 <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
 <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
 <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
 <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"#;

const STYLES: &str = r#"<w:styles>
 <w:docDefaults/>
 <w:style w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
 <w:style w:styleId="Sub"><w:basedOn w:val="Article"/></w:style>
 <w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
 <w:style w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"#;

#[test]
fn list_items_get_the_labels_that_word_shows() {
    let item = |list: u32, level: u32, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>\
             <w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let styled = |style: &str, words: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let body = [
        item(1, 0, "Price"),
        item(1, 1, "cash"),
        item(1, 1, "fees"),
        item(1, 2, "escrow"),
        item(1, 0, "Release"),
        item(1, 1, "debt"),
        item(4, 0, "Anew"),
        item(0, 0, "Taken out"),
        item(2, 0, "Bullet"),
        item(2, 1, "Box"),
        styled("Sub", "By style"),
        styled("Article", "Next"),
        styled("Loop", "A loop"),
    ];
    let pages = with(&body.concat(), &[("numbering", NUMBERING), ("styles", STYLES)]);
    let lines: Vec<&str> = pages.text.split("\n\n").collect();
    let expected = [
        "1. Price",
        "(a) cash",
        "(b) fees",
        "1.2.1 escrow",
        "2. Release",
        "(a) debt",
        "1. Anew",
        "Taken out",
        "• Bullet",
        "☐ Box",
        "Article IV By style",
        "Article V Next",
        "A loop",
    ];
    assert_eq!(lines, expected);
    assert_eq!(pages.troubles, []);
}

#[test]
fn changes_and_hidden_text_are_told() {
    let table: [(&str, &str, &str, &[What], &[(Source, &str)]); 7] = [
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
            "old formats under change tracking",
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Unseen\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Seen.</w:t></w:r></w:p>",
            "Seen.",
            &[],
            &[],
        ),
    ];
    for (what, body, text, troubles, marks) in table {
        let pages = with(body, &[("styles", STYLES)]);
        assert_eq!(pages.text, text, "{what}");
        assert_eq!(whats(&pages), troubles, "{what}");
        assert_eq!(stretches(&pages), marks, "{what}");
        assert!(!pages.has_unread(), "{what}");
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
fn whatever_was_not_read_is_told() {
    let open = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>We reserve all rights.</w:t></w:r></w:p>";
    let dtd =
        "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p/></w:body></w:document>";
    let deep = format!("{}x{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    let part = |text: &str| crate::extract::pages(&archive(&[("word/document.xml", text)]));
    let seen = paragraphs(&["Seen."]);
    let table: [(&str, Pages, What, &str); 10] = [
        ("an entity", with(&paragraphs(&["a&odd;b"]), &[]), What::Unresolved, "ab"),
        ("an endless field", with(&(paragraphs(&["Seen."]) + open), &[]), What::Unresolved, "Seen."),
        (
            "a missing note",
            with("<w:p><w:r><w:t>We waive</w:t><w:footnoteReference w:id=\"9\"/></w:r></w:p>", &[]),
            What::Unresolved,
            "We waive[1]",
        ),
        ("another file inside", with(&format!("{seen}<w:altChunk r:id=\"r9\"/>"), &[]), What::Unresolved, "Seen."),
        ("a document type", part(dtd), What::Damaged, ""),
        ("deep nesting", with(&(paragraphs(&["Seen."]) + &deep), &[]), What::LimitReached, "Seen."),
        ("cut short", part(&format!("<w:document><w:body>{seen}<w:p>")), What::Damaged, "Seen."),
        ("crossed tags", part(&format!("<w:document><w:body>{seen}<w:p></w:r>")), What::Damaged, "Seen."),
        ("a damaged list part", with(&seen, &[("numbering", "<w:numbering><w:num")]), What::Damaged, "Seen."),
        ("a picture of a page", with("<w:p><w:r><w:drawing/></w:r></w:p>", &[]), What::NoText, ""),
    ];
    for (what, pages, trouble, text) in table {
        assert_eq!(pages.format, Format::Docx, "{what}");
        assert!(whats(&pages).contains(&trouble), "{what}: {:?}", pages.troubles);
        assert!(pages.has_unread(), "{what}");
        assert_eq!(pages.text, text, "{what}");
    }
}

#[test]
fn limits_hold_and_are_named() {
    let bomb = document(&paragraphs(&[&"a".repeat(65 << 20)]));
    let members: Vec<String> = (0..10_001).map(|n| format!("x/{n}.xml")).collect();
    let mut many: Vec<(&str, &str)> = members.iter().map(|name| (name.as_str(), "")).collect();
    many.push(("word/document.xml", "<w:document/>"));
    for (what, bytes) in
        [("a part of 65 MB", archive(&[("word/document.xml", &bomb)])), ("10,002 members", archive(&many))]
    {
        let begun = Instant::now();
        let pages = crate::extract::pages(&bytes);
        assert_eq!(whats(&pages)[0], What::LimitReached, "{what}");
        assert!(pages.has_unread(), "{what}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
    }
    let long = with(&paragraphs(&["b".repeat(11 << 20).as_str(), "c".repeat(11 << 20).as_str()]), &[]);
    assert_eq!(whats(&long), [What::LimitReached]);
    assert!(long.has_unread() && long.text.ends_with('b'));
}

#[test]
fn broken_archives_are_damaged_documents() {
    let whole = archive(&[("word/document.xml", &document(&paragraphs(&["Seen."]))), ("../../evil.txt", "x")]);
    assert_eq!(crate::extract::pages(&whole).text, "Seen.");
    let half = &whole[..whole.len() / 2];
    let pages = crate::extract::pages(half);
    assert_eq!((pages.format, whats(&pages)[0]), (Format::Docx, What::Damaged));
    assert!(pages.troubles[0].says.contains("Open it in Word"), "{}", pages.troubles[0]);
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
