use proptest::prelude::*;

use super::super::super::plain::tests::fits;
use super::*;

/// Pieces of pages, to be put together in any order.
const PIECES: [&str; 40] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div hidden>",
    "<span hidden>",
    "</span>",
    "<b style=color:white>",
    "<b>",
    "</b>",
    "<s>",
    "</s>",
    "<del>",
    "</del>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<pre>",
    "</pre>",
    "words ",
    "ä",
    "&amp;",
    "&odd;",
    "<br>",
    "<select>",
    "<option>",
    "</select>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<input type=checkbox>",
    "<dd>",
];

proptest! {
    #[test]
    fn any_order_of_tags_is_read_or_refused(order in proptest::collection::vec(0..PIECES.len(), 0..80)) {
        let body: String = order.iter().map(|&at| PIECES[at]).collect();
        let pages = with(&body);
        prop_assert!(fits(&pages));
        prop_assert!(pages.has_unread() || pages.text.contains(|c: char| c.is_alphanumeric() || "&☐ä".contains(c)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(fits(&crate::extract::html::read(&bytes, &crate::extract::Limits::default())));
        prop_assert!(fits(&crate::extract::html::read(&[b"<p style=", bytes.as_slice()].concat(), &crate::extract::Limits::default())));
    }

    #[test]
    fn visible_words_are_all_there(words in proptest::collection::vec("[a-z]{1,6}", 1..20), order in proptest::collection::vec(0..30_usize, 20)) {
        let body: String = words.iter().zip(order).map(|(word, at)| [PIECES[at % 10], " ", word, " "].concat()).collect();
        let pages = with(&body);
        let found: Vec<&str> = pages.text.split_whitespace().collect();
        prop_assert_eq!(found, words);
    }
}
