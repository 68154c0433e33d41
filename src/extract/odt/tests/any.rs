use proptest::prelude::*;

use super::super::super::plain::tests::fits;
use super::*;

/// Pieces of documents, to be put together in any order.
const PIECES: [&str; 30] = [
    "<text:p>",
    "</text:p>",
    "<text:span text:style-name=\"T1\">",
    "</text:span>",
    "words ",
    "ä",
    "&odd;",
    "<text:tab/>",
    "<text:s text:c=\"9\"/>",
    "<text:list text:style-name=\"L1\">",
    "</text:list>",
    "<text:list-item>",
    "</text:list-item>",
    "<table:table>",
    "</table:table>",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table-cell>",
    "</table:table-cell>",
    "<text:note>",
    "</text:note>",
    "<text:note-body>",
    "</text:note-body>",
    "<draw:text-box>",
    "</draw:text-box>",
    "<text:deletion>",
    "</text:deletion>",
    "<office:forms>",
    "</office:forms>",
    "<text:h text:outline-level=\"1\">",
];

proptest! {
    #[test]
    fn any_order_of_elements_is_read_or_refused(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let body: String = order.iter().map(|&at| PIECES[at]).collect();
        let pages = with(&body);
        prop_assert!(fits(&pages));
        prop_assert!(pages.has_unread() || pages.text.contains(char::is_alphanumeric));
    }

    #[test]
    fn well_formed_trees_lose_no_word(tree in tree()) {
        let (xml, words) = tree;
        let pages = with(&format!("<text:p>first</text:p>{xml}"));
        prop_assert!(fits(&pages));
        prop_assert_eq!(pages.troubles.len(), 0);
        let mut found: Vec<&str> = pages.text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).skip(1).collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        found.sort_unstable();
        words.sort_unstable();
        prop_assert_eq!(found, words);
    }

    #[test]
    fn damaged_bytes_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = archive(&[("mimetype", MIME), ("content.xml", &content("<text:p>We release you.</text:p>")), ("styles.xml", STYLES)]);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        prop_assert!(fits(&crate::extract::pages(&bytes)));
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(fits(&crate::extract::pages(&bytes)));
    }
}

/// Paragraphs, tables, lists, notes and text boxes in each other, and the words in them.
fn tree() -> impl Strategy<Value = (String, Vec<String>)> {
    let leaf = "[a-z]{1,6}".prop_map(|word| (format!("<text:p>{word}</text:p>"), vec![word]));
    leaf.prop_recursive(4, 40, 4, |inner| {
        (proptest::collection::vec(inner, 1..4), 0..4_usize).prop_map(|(parts, shape)| {
            let (open, close) = [
                ("<table:table-cell>", "</table:table-cell>"),
                ("<text:list-item>", "</text:list-item>"),
                ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
                ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>"),
            ][shape];
            let xml: String = parts.iter().map(|(xml, _)| [open, xml.as_str(), close].concat()).collect();
            let xml = match shape {
                0 => ["<table:table><table:table-row>", &xml, "</table:table-row></table:table>"].concat(),
                1 => ["<text:list>", &xml, "</text:list>"].concat(),
                _ => xml,
            };
            (xml, parts.into_iter().flat_map(|(_, words)| words).collect())
        })
    })
}
