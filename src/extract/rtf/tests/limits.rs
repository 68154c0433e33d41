use std::time::Duration;
use std::time::Instant;

use super::*;

#[test]
fn whatever_was_not_read_is_told() {
    let deep = ["{\\rtf1 Seen. ", &"{".repeat(1_000_000), &"}".repeat(1_000_000), "We waive.}"].concat();
    let table: [(&str, &[u8], What, &str); 10] = [
        ("cut in a group", b"{\\rtf1 Seen. {\\b We", What::Damaged, "Seen. We"),
        ("cut before the last brace", b"{\\rtf1 Seen.", What::Damaged, "Seen."),
        ("a brace too many", b"{\\rtf1 Seen.}} We waive.}", What::Damaged, "Seen."),
        ("a second document", b"{\\rtf1 Seen.}{\\rtf1 We waive.}", What::Damaged, "Seen."),
        (
            "a brace too few in a table",
            b"{\\rtf1 Seen.{\\stylesheet{\\s0 Normal;}\\pard We waive.\\par}}",
            What::Damaged,
            "Seen.",
        ),
        ("more binary data than bytes", b"{\\rtf1 Seen.{\\pict\\bin99 }}", What::Damaged, "Seen."),
        ("a million groups", deep.as_bytes(), What::LimitReached, "Seen."),
        ("nothing", b"{\\rtf1{\\info{\\title no}}}", What::NoText, ""),
        ("a picture of a page", b"{\\rtf1{\\pict 00}Seen.}", What::NoText, "Seen."),
        (
            "no charset",
            b"{\\rtf1\\ansicpg932 \x81 \x81 \x81 \x81 \x81 Seen.}",
            What::Garbled,
            "\u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD} Seen.",
        ),
    ];
    for (what, bytes, trouble, text) in table {
        let begun = Instant::now();
        let pages = crate::extract::pages(bytes);
        assert_eq!(pages.format, Format::Rtf, "{what}");
        assert_eq!(whats(&pages), [trouble], "{what}");
        assert!(pages.has_unread(), "{what}");
        assert_eq!(pages.text.trim(), text, "{what}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{what}");
    }
    assert_eq!(with("Seen.").troubles, []);
    assert_eq!(crate::extract::pages(b"{\\rtf1 Seen.}\r\n\0").troubles, []);
    let limits = [
        ("a\\par ", 600_000),
        ("a\\line ", 600_000),
        ("a\\page ", 3_000),
        ("{\\v a}\\par ", 600_000),
        ("long words ", 2_000_000),
    ];
    for (piece, times) in limits {
        let pages = with(&piece.repeat(times));
        assert_eq!(whats(&pages)[0], What::LimitReached, "{piece}");
        assert!(pages.has_unread(), "{piece}");
    }
}
