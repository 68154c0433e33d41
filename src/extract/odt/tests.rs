use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::document::Source;
use crate::document::What;

mod any;
mod changes;
mod limits;

const MIME: &str = "application/vnd.oasis.opendocument.text";

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored =
            if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(stored)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Automatic styles of the text: looks and lists.
const OWN: &str = r##"
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T5" style:family="text"><style:text-properties fo:color="#000000" fo:font-size="12pt" text:display="true"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Unseen"/>
<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:background-color="#000080"/><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="P3" style:family="paragraph" style:master-page-name="First"/>
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
 <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
 <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/>
</text:list-style>
<text:list-style style:name="L2">
 <text:list-level-style-bullet text:level="1" text:bullet-char=""><style:text-properties style:font-name="Symbol"/></text:list-level-style-bullet>
 <text:list-level-style-bullet text:level="2" text:bullet-char="☐"/>
 <text:list-level-style-number text:level="3" loext:num-list-format="Article %3%:" style:num-format="I" text:start-value="4"/>
</text:list-style>"##;

const STYLES: &str = r#"<office:document-styles><office:styles>
<style:style style:name="Unseen" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Loop" style:family="paragraph" style:parent-style-name="Loop"/>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="A" style:num-suffix="."/></text:outline-style>
</office:styles><office:automatic-styles><style:page-layout style:name="pm1"><style:header-style/></style:page-layout></office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard"><style:header><text:p>Acme Bank</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>
<style:master-page style:name="First" style:next-style-name="Rest"><style:header><text:p>Acme Bank</text:p></style:header><style:footer style:display="false"><text:p>off</text:p></style:footer></style:master-page>
<style:master-page style:name="Rest"><style:header><text:p>Loan 5</text:p></style:header></style:master-page>
<style:master-page style:name="Unused"><style:header><text:p>unused</text:p></style:header></style:master-page>
</office:master-styles></office:document-styles>"#;

fn content(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>{OWN}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn with(body: &str) -> Pages {
    crate::extract::pages(&archive(&[("mimetype", MIME), ("content.xml", &content(body))]))
}

fn whats(pages: &Pages) -> Vec<What> {
    pages.troubles.iter().map(|trouble| trouble.what).collect()
}

fn stretches(pages: &Pages) -> Vec<(Source, &str)> {
    pages.stretches.iter().map(|stretch| (stretch.source, stretch.span.of(&pages.text))).collect()
}

#[test]
fn words_come_out_as_they_are_seen() {
    let table = [
        (
            "<text:p>Dear Ms. Doe,</text:p><text:p/><text:p>We <text:span>re</text:span>lease\n   you.</text:p>",
            "Dear Ms. Doe,\n\nWe release you.",
        ),
        (
            "<text:p>a<text:tab/>b<text:line-break/>c<text:s text:c=\"3\"/>d<text:soft-page-break/>\u{AD}e &amp; &#65;</text:p>",
            "a\tb\nc   de & A",
        ),
        (
            "<text:sequence-decls><text:sequence-decl/></text:sequence-decls><text:h text:outline-level=\"1\">Terms</text:h><text:section><text:p>In <text:a>it</text:a><text:date>May 1</text:date></text:p></text:section>",
            "Terms\n\nIn itMay 1",
        ),
        (
            "<text:p>We waive<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Up to $500.</text:p></text:note-body></text:note>.</text:p><text:p>Next</text:p>",
            "We waive[1].\n\n[1] Up to $500.\n\nNext",
        ),
        (
            "<text:p>Beside<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box><svg:title>no</svg:title></draw:frame><draw:custom-shape><text:p>DRAFT</text:p></draw:custom-shape></text:p>",
            "Beside\n\nIn a box\n\nDRAFT",
        ),
        (
            "<office:annotation><dc:creator>no</dc:creator><text:p>no</text:p></office:annotation><text:p>Seen<office:annotation><text:p>no</text:p></office:annotation><text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>no</text:ruby-text></text:ruby></text:p>",
            "Seenbase",
        ),
        (
            "<text:table-of-content><text:table-of-content-source><text:index-title-template>no</text:index-title-template></text:table-of-content-source><text:index-body><text:p>1 Terms</text:p></text:index-body></text:table-of-content>",
            "1 Terms",
        ),
        (
            "<office:forms><form:form><form:checkbox form:id=\"c1\" form:current-state=\"checked\"/><form:checkbox xml:id=\"c2\" form:id=\"c2\"/><form:textarea form:id=\"c3\" form:current-value=\"typed\"><text:p>no</text:p></form:textarea></form:form></office:forms><text:p><draw:control draw:control=\"c1\"/> We waive <draw:control draw:control=\"c2\"/> We reserve <draw:control draw:control=\"c3\"/></text:p>",
            "☒ We waive ☐ We reserve typed",
        ),
        (
            "<text:p><field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\"><field:param field:name=\"Checkbox_Checked\" field:value=\"true\"/></field:fieldmark> We waive <field:fieldmark field:type=\"x.FORMDROPDOWN\"><field:param field:name=\"Dropdown_ListEntry\" field:value=\"a\"/><field:param field:name=\"Dropdown_ListEntry\" field:value=\"b\"/><field:param field:name=\"Dropdown_Selected\" field:value=\"1\"/></field:fieldmark></text:p>",
            "☒ We waive b",
        ),
    ];
    for (body, text) in table {
        let pages = with(body);
        assert_eq!(pages.text, text, "{body}");
        assert_eq!(pages.troubles, [], "{body}");
        assert_eq!(pages.format, Format::Odt);
        assert!(!pages.has_unread(), "{body}");
    }
}

#[test]
fn tables_keep_their_rows() {
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|c| cell(c)).collect::<String>())
    };
    let rows = [row(&["Price", "$185,000.00"]), row(&["", "Net", "$170,000.00"])].concat();
    let body =
        format!("<text:p>Before</text:p><table:table><table:table-column/>{rows}</table:table><text:p>After</text:p>");
    assert_eq!(with(&body).text, "Before\n\nPrice\t$185,000.00\n\tNet\t$170,000.00\n\nAfter");
    let nested = "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table><text:p>c</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(with(nested).text, "a\tb c\t\td");
}

#[test]
fn list_items_get_their_labels() {
    let item = |words: &str| format!("<text:list-item><text:p>{words}</text:p></text:list-item>");
    let list = |name: &str, items: &str| format!("<text:list text:style-name=\"{name}\">{items}</text:list>");
    let inner = |items: &str| format!("<text:list-item><text:list>{items}</text:list></text:list-item>");
    let body = [
        list("L1", &[item("Price"), inner(&[item("cash"), item("fees"), inner(&item("escrow"))].concat()), item("Release")].concat()),
        "<text:p>Between</text:p>".to_owned(),
        format!("<text:list text:style-name=\"L1\" text:continue-numbering=\"true\">{}</text:list>", item("Goes on")),
        list("L1", &["<text:list-header><text:p>No number</text:p></text:list-header>", &item("Anew"), "<text:list-item text:start-value=\"7\"><text:p>Seven</text:p><text:p>and more</text:p></text:list-item>"].concat()),
        list("L2", &[item("Bullet"), inner(&[item("Box"), inner(&item("Pattern"))].concat())].concat()),
        "<text:h text:outline-level=\"1\">Heading</text:h><text:h text:outline-level=\"2\">Plain</text:h><text:p text:style-name=\"Loop\">End</text:p>".to_owned(),
    ];
    let parts = [("mimetype", MIME), ("content.xml", &*content(&body.concat())), ("styles.xml", STYLES)];
    let pages = crate::extract::pages(&archive(&parts));
    let expected = [
        "1. Price",
        "(a) cash",
        "(b) fees",
        "1.b.1 escrow",
        "2. Release",
        "Between",
        "3. Goes on",
        "No number",
        "1. Anew",
        "7. Seven",
        "and more",
        "• Bullet",
        "☐ Box",
        "Article IV: Pattern",
        "A. Heading",
        "Plain",
        "End",
    ];
    let lines: Vec<&str> =
        pages.text.split("\n\n").filter(|line| !["Acme Bank", "Loan 5", "Page 1"].contains(line)).collect();
    assert_eq!(lines, expected);
    assert_eq!(pages.troubles, []);
}

#[test]
fn headers_and_footers_of_the_page_styles_in_use_are_read_once() {
    let read = |body: &str| {
        crate::extract::pages(&archive(&[("mimetype", MIME), ("content.xml", &content(body)), ("styles.xml", STYLES)]))
    };
    let pages = read("<text:p text:style-name=\"P3\">Letter</text:p>");
    assert_eq!(pages.text, "Acme Bank\n\nLoan 5\n\nLetter\n\nPage 1");
    let furniture = |words| (Source::Furniture, words);
    assert_eq!(stretches(&pages), [furniture("Acme Bank"), furniture("Loan 5"), furniture("Page 1")]);
    assert_eq!(pages.troubles, []);
}
