use std::time::Duration;
use std::time::Instant;

use super::*;

#[test]
fn whatever_was_not_read_is_told() {
    let table: [(&str, &[u8], What, &str); 12] = [
        ("cut short", b"<html><body><p>Seen.", What::Damaged, "Seen."),
        ("cut in a tag", b"<p>Seen.</p><p class=", What::Damaged, "Seen."),
        ("cut in a comment", b"<p>Seen.</p><!-- We waive.", What::Damaged, "Seen."),
        ("cut in a script", b"<p>Seen.</p><script> We waive.", What::Damaged, "Seen."),
        ("a title without an end", b"<p>Seen.</p><title> We waive.", What::Damaged, "Seen."),
        ("a template without an end", b"<p>Seen.</p><template> We waive.", What::Damaged, "Seen."),
        (
            "a tag over text",
            b"<p>Seen.</p><p class=\"a>We waive.</p><p class=\"b\">Seen.</p>",
            What::Damaged,
            "Seen.\n\nSeen.",
        ),
        ("a frame", b"<p>Seen.</p><iframe src=letter.html></iframe>", What::Unresolved, "Seen."),
        ("frames", b"<html><frameset><frame src=letter.html></frameset></html>", What::Unresolved, ""),
        ("nothing", b"<html><title>no</title><body><script>no</script></body></html>", What::NoText, ""),
        ("a picture of a page", b"<p>Seen.</p><img src=page.png>", What::NoText, "Seen."),
        (
            "no charset",
            b"<meta charset=shift_jis><p>\x81 \x81 \x81 Seen.",
            What::Garbled,
            "\u{FFFD} \u{FFFD} \u{FFFD} Seen.",
        ),
    ];
    for (what, bytes, trouble, text) in table {
        let pages = crate::extract::pages(bytes);
        assert_eq!(pages.format, Format::Html, "{what}");
        assert_eq!(whats(&pages), [trouble], "{what}");
        assert!(pages.has_unread(), "{what}");
        assert_eq!(pages.text, text, "{what}");
    }
    let dots = "<p>A letter of more than twenty-five letters.</p><img src=a><iframe src=x width=1 height=1></iframe><iframe hidden src=x></iframe>";
    assert_eq!(crate::extract::pages(dots.as_bytes()).troubles, []);
    for (piece, times) in
        [("<p>a", 600_000), ("a<br>", 600_000), ("long words ", 2_000_000), ("<table><tr><td>a", 1_000)]
    {
        let pages = with(&piece.repeat(times));
        assert_eq!(whats(&pages)[0], What::LimitReached, "{piece}");
        assert!(pages.has_unread(), "{piece}");
    }
}

#[test]
fn nesting_costs_no_more_than_length() {
    let (open, mixed) = ("<div>".repeat(1_000_000), "<div><p><b><span><i><font>".repeat(50_000));
    let table: [(&str, String); 7] = [
        ("a million open", format!("{open}Seen.")),
        ("a million open and closed", format!("{open}Seen.{}", "</div>".repeat(1_000_000))),
        ("others closed", format!("{open}Seen.{}", "</p></span></b>".repeat(300_000))),
        ("mixed", format!("{mixed}Seen.")),
        (
            "formats across blocks",
            format!("{}{}Seen.{}", "<b hidden>".repeat(20_000), "<div>".repeat(20_000), "</b></div>".repeat(20_000)),
        ),
        ("lists", format!("{}Seen.", "<ul><li>".repeat(200_000))),
        ("items", format!("<ol>{}Seen.", "<li><p>".repeat(200_000))),
    ];
    for (what, body) in table {
        let begun = Instant::now();
        let pages = crate::extract::pages(["<div>", &body].concat().as_bytes());
        assert!(pages.text.contains("Seen."), "{what}");
        // Seconds on a machine at rest; work by the square of the length would take hours.
        assert!(begun.elapsed() < Duration::from_mins(5), "{what}: {:?}", begun.elapsed());
    }
}
