use proptest::prelude::*;

use super::super::super::plain::tests::fits;
use super::*;

/// Pieces of documents, to be put together in any order.
const PIECES: [&str; 34] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "words ",
    "ä",
    "&amp;",
    "&odd;",
    "<w:tab/>",
    "<w:br/>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:ins>",
    "</w:ins>",
    "<w:del>",
    "</w:del>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:rPr><w:del/></w:rPr>",
    "<w:numPr><w:numId w:val=\"1\"/></w:numPr>",
    "<w:footnoteReference w:id=\"2\"/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>",
];

proptest! {
    #[test]
    fn any_order_of_elements_is_read_or_refused(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let body: String = order.iter().map(|&at| PIECES[at]).collect();
        let notes = "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let pages = with(&body, &[("footnotes", notes), ("numbering", lists::NUMBERING)]);
        prop_assert!(fits(&pages));
        prop_assert!(pages.has_unread() || pages.text.contains(char::is_alphanumeric));
    }

    #[test]
    fn well_formed_trees_lose_no_word(tree in tree()) {
        let (xml, words) = tree;
        let pages = with(&format!("<w:p><w:r><w:t>first</w:t></w:r></w:p>{xml}"), &[]);
        prop_assert!(fits(&pages));
        prop_assert_eq!(pages.troubles.len(), 0);
        let mut found: Vec<&str> = pages.text.split_whitespace().skip(1).collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        found.sort_unstable();
        words.sort_unstable();
        prop_assert_eq!(found, words);
    }

    #[test]
    fn damaged_bytes_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = archive(&[("word/document.xml", &document(&paragraphs(&["We release you."])))]);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        prop_assert!(fits(&crate::extract::pages(&bytes)));
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(fits(&crate::extract::pages(&bytes)));
    }
}

/// Paragraphs, tables and text boxes in each other, and the words in them.
fn tree() -> impl Strategy<Value = (String, Vec<String>)> {
    let leaf = "[a-z]{1,6}".prop_map(|word| (paragraphs(&[&word]), vec![word]));
    leaf.prop_recursive(4, 40, 4, |inner| {
        let many = proptest::collection::vec(inner, 1..4);
        (many, 0..3).prop_map(|(parts, shape)| {
            let wrap = |xml: &str| match shape {
                0 => ["<w:tc>", xml, "</w:tc>"].concat(),
                1 => ["<w:p><w:r><w:pict><w:txbxContent>", xml, "</w:txbxContent></w:pict></w:r></w:p>"].concat(),
                _ => ["<w:sdt><w:sdtContent>", xml, "</w:sdtContent></w:sdt>"].concat(),
            };
            let xml: String = parts.iter().map(|(xml, _)| wrap(xml)).collect();
            let xml = if shape == 0 { ["<w:tbl><w:tr>", &xml, "</w:tr></w:tbl>"].concat() } else { xml };
            (xml, parts.into_iter().flat_map(|(_, words)| words).collect())
        })
    })
}
