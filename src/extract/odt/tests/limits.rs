use super::*;

#[test]
fn whatever_was_not_read_is_told() {
    let seen = "<text:p>Seen.</text:p>";
    let part = |text: &str| crate::extract::pages(&archive(&[("mimetype", MIME), ("content.xml", text)]));
    let whole = archive(&[("mimetype", MIME), ("content.xml", &content(seen))]);
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = archive(&[("mimetype", MIME), ("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest)]);
    let deep = format!("{seen}{}", "<text:section>".repeat(1_000));
    let bomb = content(&format!("<text:p>{}</text:p>", "a".repeat(65 << 20)));
    let table = [
        ("an entity", with("<text:p>a&odd;b</text:p>"), What::Unresolved, "ab"),
        (
            "a frame",
            with("<text:p>Seen.<draw:frame><draw:floating-frame/></draw:frame></text:p>"),
            What::Unresolved,
            "Seen.",
        ),
        (
            "no text",
            part("<office:document-content><office:body><office:spreadsheet/></office:body></office:document-content>"),
            What::Damaged,
            "",
        ),
        ("cut short", part(content(seen).split("</office:text>").next().unwrap()), What::Damaged, "Seen."),
        ("cut after the text", part(content(seen).split("</office:body>").next().unwrap()), What::Damaged, "Seen."),
        (
            "damaged styles",
            crate::extract::pages(&archive(&[
                ("mimetype", MIME),
                ("content.xml", &content(seen)),
                ("styles.xml", "<office:styles>"),
            ])),
            What::Damaged,
            "Seen.",
        ),
        ("deep nesting", with(&deep), What::LimitReached, "Seen."),
        ("a part of 65 MB", part(&bomb), What::LimitReached, ""),
        ("a password", crate::extract::pages(&locked), What::Encrypted, ""),
        ("half an archive", crate::extract::pages(&whole[..whole.len() / 2]), What::Damaged, ""),
        ("no content", crate::extract::pages(&archive(&[("mimetype", MIME)])), What::Damaged, ""),
        ("a blank", with("<text:p/>"), What::NoText, ""),
        (
            "a picture of a page",
            with("<text:p>Seen.<draw:frame><draw:image/></draw:frame></text:p>"),
            What::NoText,
            "Seen.",
        ),
    ];
    for (what, pages, trouble, text) in table {
        assert_eq!(pages.format, Format::Odt, "{what}");
        assert!(whats(&pages).contains(&trouble), "{what}: {:?}", pages.troubles);
        assert!(pages.has_unread(), "{what}");
        assert_eq!(pages.text.get(..text.len()), Some(text), "{what}");
    }
}

#[test]
fn limits_hold() {
    assert!(with(&format!("<text:p>a<text:s text:c=\"{}\"/>b</text:p>", u32::MAX)).text.len() < 200);
    assert_eq!(crate::extract::pages(&archive(&[("content.xml", &content("<text:p>Seen.</text:p>"))])).text, "Seen.");
    for body in
        ["<text:p>a</text:p>".repeat(600_000), format!("<text:p>{}</text:p>", "a<text:line-break/>".repeat(600_000))]
    {
        let pages = with(&body);
        assert_eq!(whats(&pages)[0], What::LimitReached);
        assert!(pages.has_unread());
    }
}
