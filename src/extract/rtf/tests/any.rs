use proptest::prelude::*;

use super::super::super::plain::tests::fits;
use super::*;

/// Pieces of documents, to be put together in any order.
const PIECES: [&str; 34] = [
    "{",
    "}",
    "words ",
    "\\par ",
    "\\page ",
    "\\'e4",
    "\\'8",
    "\\u8217?",
    "\\u55357?",
    "\\uc0 ",
    "\\uc3 ",
    "\\tab ",
    "\\intbl ",
    "\\itap2 ",
    "\\pard ",
    "\\cell ",
    "\\nestcell ",
    "\\row ",
    "\\nestrow ",
    "\\trowd ",
    "{\\footnote ",
    "{\\header ",
    "{\\shptxt ",
    "{\\*\\shpinst ",
    "{\\field ",
    "{\\*\\fldinst FORMCHECKBOX ",
    "{\\fldrslt ",
    "{\\listtext ",
    "{\\upr ",
    "{\\*\\ud ",
    "{\\sp{\\sn gtextUNICODE}{\\sv x}}",
    "\\v ",
    "\\deleted ",
    "\\bin2 ",
];

proptest! {
    #[test]
    fn any_order_of_pieces_is_read_or_refused(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let body: String = order.iter().map(|&at| PIECES[at]).collect();
        let pages = with(&body);
        prop_assert!(fits(&pages));
        prop_assert!(pages.has_unread() || pages.text.contains(char::is_alphanumeric) || pages.text.contains(['☐', '☒']));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(fits(&crate::extract::rtf::read(&[HEAD, &bytes].concat(), &crate::extract::Limits::default())));
    }

    #[test]
    fn groups_and_cells_lose_no_word(words in proptest::collection::vec("[a-z]{1,6}", 1..20), shape in 0..4) {
        let wrapped = words.iter().map(|word| match shape {
            0 => format!("{{\\b {word}\\par}}"),
            1 => format!("\\pard\\intbl {word}\\cell "),
            2 => format!("{{\\footnote {word}}}"),
            _ => format!("{{\\unknown {{{word} }}}}\\pard "),
        });
        let pages = with(&["first\\par ".to_owned(), wrapped.collect()].concat());
        prop_assert_eq!(pages.troubles.len(), 0);
        let mut found: Vec<&str> = pages.text.split_whitespace().filter(|word| !word.contains('[')).skip(1).collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        found.sort_unstable();
        words.sort_unstable();
        prop_assert_eq!(found, words);
    }
}
