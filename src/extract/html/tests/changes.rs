use super::*;

#[test]
fn changes_and_hidden_text_are_told() {
    type Case = (&'static str, &'static str, &'static [What], &'static [(Source, &'static str)]);
    let hidden: &[What] = &[What::HiddenText];
    let table: [Case; 18] = [
        ("We do <del>not </del>waive.", "We do waive.", &[What::TrackedDeletions], &[]),
        ("We do <s>not</s> <strike>not </strike>waive.", "We do waive.", &[What::StruckText], &[]),
        ("<p>We <s>do<p>not</s> waive.", "We\n\nwaive.", &[What::StruckText], &[]),
        ("<span style='text-decoration: line-through'>not</span> so", "so", &[What::StruckText], &[]),
        ("We <ins>may </ins>waive.", "We may waive.", &[What::TrackedInsertions], &[(Source::Inserted, "may ")]),
        ("Seen <span hidden>not</span>", "Seen not", hidden, &[(Source::Hidden, "not")]),
        (
            "<div style='Display: NONE !important'><p>not<p>so</div>Seen",
            "not\n\nso\n\nSeen",
            hidden,
            &[(Source::Hidden, "not"), (Source::Hidden, "so")],
        ),
        (
            "<p style=visibility:hidden>not <b style=visibility:visible>seen</b></p>",
            "not seen",
            hidden,
            &[(Source::Hidden, "not ")],
        ),
        (
            "Seen <span style='font-size:0'>not <i style='font-size:12pt'>seen</i></span>",
            "Seen not seen",
            hidden,
            &[(Source::Hidden, "not ")],
        ),
        (
            "Seen <font color=white>not</font> <b style='color:rgb(255, 255, 255)'>so</b>",
            "Seen not so",
            hidden,
            &[(Source::Hidden, "not"), (Source::Hidden, "so")],
        ),
        ("<p id=no>not<div>seen</div>", "not\n\nseen", hidden, &[(Source::Hidden, "not")]),
        ("<p class='x white'>not</p><p class=y>seen</p>", "not\n\nseen", hidden, &[(Source::Hidden, "not")]),
        ("<div style='background:#008'><p class=white>seen</p></div>", "seen", &[], &[]),
        ("<table><tr><td bgcolor=navy><font color=#ffffff>seen</td></tr></table> seen", "seen\n\nseen", &[], &[]),
        ("<div style='position:absolute;left:-9999px'>not</div>seen", "not\nseen", hidden, &[(Source::Hidden, "not")]),
        ("<noscript>not</noscript><p>seen", "not\n\nseen", hidden, &[(Source::Hidden, "not")]),
        (
            "<span hidden><div>not</span> so</div> seen",
            "not so\nseen",
            hidden,
            &[(Source::Hidden, "not so"), (Source::Hidden, "seen")],
        ),
        ("<b><s>no</b>no</s> seen<p>seen", "seen\n\nseen", &[What::StruckText], &[]),
    ];
    for (body, text, troubles, marks) in table {
        let pages = with(body);
        assert_eq!(pages.text, text, "{body}");
        assert_eq!(whats(&pages), troubles, "{body}");
        assert_eq!(stretches(&pages), marks, "{body}");
        assert!(!pages.has_unread(), "{body}");
    }
}
