use std::time::Duration;
use std::time::Instant;

use super::*;

#[test]
fn whatever_was_not_read_is_told() {
    let open = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>We reserve all rights.</w:t></w:r></w:p>";
    let dtd =
        "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p/></w:body></w:document>";
    let deep = format!("{}x{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    let part = |text: &str| crate::extract::pages(&archive(&[("word/document.xml", text)]));
    let seen = paragraphs(&["Seen."]);
    let table: [(&str, Pages, What, &str); 11] = [
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
        ("a blank", with("<w:p/>", &[]), What::NoText, ""),
        (
            "a picture of a page",
            with(&format!("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>{seen}"), &[]),
            What::NoText,
            "Seen.",
        ),
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
    let bomb = document(&paragraphs(&[&"a".repeat(76 << 20)]));
    let members: Vec<String> = (0..10_001).map(|n| format!("x/{n}.xml")).collect();
    let mut many: Vec<(&str, &str)> = members.iter().map(|name| (name.as_str(), "")).collect();
    many.push(("word/document.xml", "<w:document/>"));
    for (what, bytes) in
        [("a part of 76 MB", archive(&[("word/document.xml", &bomb)])), ("10,002 members", archive(&many))]
    {
        let begun = Instant::now();
        let pages = crate::extract::pages(&bytes);
        assert_eq!(whats(&pages)[0], What::LimitReached, "{what}");
        assert!(pages.has_unread(), "{what}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
    }
    let breaks = with(&format!("<w:p><w:r>{}<w:t>end</w:t></w:r></w:p>", "<w:br/>".repeat(600_000)), &[]);
    assert_eq!(breaks.troubles, [], "line breaks before the first word are nothing");
    let breaks = with(&format!("<w:p><w:r>{}</w:r></w:p>", "<w:t>a</w:t><w:br/>".repeat(600_000)), &[]);
    assert_eq!(whats(&breaks)[0], What::LimitReached);
    let odd: String = (0..5_000).flat_map(|n| ["&e".to_owned(), n.to_string(), ";".to_owned()]).collect();
    assert_eq!(with(&paragraphs(&[&odd]), &[]).troubles.len(), 10);
    let note = format!(
        "<w:footnotes><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        paragraphs(&["n".repeat(1 << 20).as_str()])
    );
    let twice = "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>".repeat(2_000);
    let pages = with(&twice, &[("footnotes", &note)]);
    assert!(pages.text.len() < 2 << 20 && pages.text.ends_with("[1]"), "a note is placed once");
    let long = with(&paragraphs(&["b".repeat(11 << 17).as_str(), "c".repeat(11 << 17).as_str()]), &[]);
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
