//! The files that make a Word document: the body, its styles, the footer with page numbers, and what names them.

use std::io::Cursor;
use std::io::Write as _;

use quick_xml::escape::escape;
use zip::CompressionMethod;
use zip::DateTime;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use crate::report::docx::page::Style;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespace of text documents.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// That of relations in a document.
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// That of relations between files, and of their types.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The archive. All times in it are the first of 1980, so that the same body gives the same bytes.
pub(super) fn of(body: &str, title: &str, foot: &str) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations()),
        ("docProps/core.xml", properties(title)),
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/footer1.xml", footer(foot)),
    ] {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types() -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    let parts = [
        part("/word/document.xml", &format!("{WORD}.document.main+xml")),
        part("/word/styles.xml", &format!("{WORD}.styles+xml")),
        part("/word/settings.xml", &format!("{WORD}.settings+xml")),
        part("/word/footer1.xml", &format!("{WORD}.footer+xml")),
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ];
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{}</Types>",
        parts.concat()
    )
}

fn relation(id: u8, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

fn relations() -> String {
    let all = [
        relation(1, &format!("{R}/officeDocument"), "word/document.xml"),
        relation(2, &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
    ];
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", all.concat())
}

fn document_relations() -> String {
    let all = [
        relation(1, &format!("{R}/styles"), "styles.xml"),
        relation(2, &format!("{R}/settings"), "settings.xml"),
        relation(3, &format!("{R}/footer"), "footer1.xml"),
    ];
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", all.concat())
}

/// Title and language; no author and no day, which would tell runs apart.
fn properties(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>acquit</dc:creator>\
         <dc:language>en-US</dc:language></cp:coreProperties>",
        escape(title)
    )
}

/// A Letter page with margins of 0.75 inch at the sides and 1 inch above and below.
fn document(body: &str) -> String {
    format!(
        "{HEAD}<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>{body}<w:sectPr><w:footerReference \
         w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1440\" \
         w:right=\"1080\" w:bottom=\"1440\" w:left=\"1080\" w:header=\"720\" w:footer=\"600\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

/// As Word has written since 2013: without this it opens the file in an old mode.
fn settings() -> String {
    format!(
        "{HEAD}<w:settings xmlns:w=\"{W}\"><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn footer(foot: &str) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{HEAD}<w:ftr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t>{}</w:t></w:r><w:r>\
         <w:tab/></w:r><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> of \
         </w:t></w:r>{}</w:p></w:ftr>",
        escape(foot),
        field("PAGE"),
        field("NUMPAGES")
    )
}

fn styles() -> String {
    let defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" \
                    w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang \
                    w:val=\"en-US\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault>\
                    <w:pPr><w:spacing w:after=\"100\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
                    </w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name \
                    w:val=\"Normal\"/></w:style>";
    let own: String = Style::ALL.into_iter().map(|style| one(style.id(), look(style))).collect();
    let small = "<w:spacing w:before=\"30\" w:after=\"30\"/>";
    let rest = [
        one("Cell", ("Table cell", small, "")),
        one("Gap", ("Gap", "<w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>", "")),
        one(
            "Footer",
            (
                "footer",
                "<w:tabs><w:tab w:val=\"right\" w:pos=\"10080\"/></w:tabs>",
                "<w:color w:val=\"595959\"/><w:sz w:val=\"17\"/>",
            ),
        ),
    ];
    format!("{HEAD}<w:styles xmlns:w=\"{W}\">{defaults}{own}{}{}</w:styles>", rest.concat(), rows())
}

/// Name, properties of the paragraph, properties of its words.
type Look = (&'static str, &'static str, &'static str);

fn one(id: &str, (name, paragraph, words): Look) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
         <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>"
    )
}

const fn look(style: Style) -> Look {
    match style {
        Style::Title => ("Title", "<w:spacing w:after=\"60\"/>", "<w:color w:val=\"595959\"/><w:sz w:val=\"22\"/>"),
        Style::Document => (
            "heading 1",
            "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/><w:sz w:val=\"32\"/>",
        ),
        Style::Section => (
            "heading 2",
            "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"8A8A8A\"/></w:pBdr>\
             <w:spacing w:before=\"280\" w:after=\"100\"/><w:outlineLvl w:val=\"1\"/>",
            "<w:b/><w:sz w:val=\"25\"/>",
        ),
        Style::Finding => (
            "heading 3",
            "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>",
            "<w:b/><w:sz w:val=\"22\"/>",
        ),
        Style::Verdict => ("Verdict", "<w:keepNext/><w:spacing w:after=\"60\"/>", "<w:sz w:val=\"30\"/>"),
        Style::Text => ("Body Text", "", ""),
        Style::Quote => (
            "Quote",
            "<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"8A8A8A\"/></w:pBdr><w:spacing \
             w:after=\"80\"/><w:ind w:left=\"360\"/>",
            "",
        ),
        Style::Detail => ("Detail", "<w:spacing w:after=\"50\"/><w:ind w:left=\"220\"/>", ""),
        Style::Item => ("List Paragraph", "<w:spacing w:after=\"60\"/><w:ind w:left=\"180\" w:hanging=\"180\"/>", ""),
        Style::Aside => ("Aside", "", "<w:color w:val=\"595959\"/>"),
        Style::Close => ("Close", "<w:spacing w:after=\"0\"/>", ""),
        Style::Numbered => ("Numbered", "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>", ""),
    }
}

/// Tables: thin lines between rows, a grey row of names.
fn rows() -> String {
    let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B0B0B0\"/>");
    format!(
        "<w:style w:type=\"table\" w:styleId=\"Rows\"><w:name w:val=\"Rows\"/><w:tblPr><w:tblBorders>{}</w:tblBorders>\
         <w:tblCellMar><w:left w:w=\"90\" w:type=\"dxa\"/><w:right w:w=\"90\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"ECECEC\"/></w:tcPr>\
         </w:tblStylePr></w:style>",
        ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat()
    )
}
