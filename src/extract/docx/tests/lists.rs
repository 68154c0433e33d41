use super::*;

pub(super) const NUMBERING: &str = r#"<w:numbering>
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

pub(super) const STYLES: &str = r#"<w:styles>
 <w:docDefaults/>
 <w:style w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
 <w:style w:styleId="Sub"><w:basedOn w:val="Article"/></w:style>
 <w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
 <w:style w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>
 <w:style w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>
 <w:style w:styleId="Goner"><w:basedOn w:val="Gone"/></w:style>
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
