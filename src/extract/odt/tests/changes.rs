use super::*;

/// A body, its text, the troubles, the unusual stretches.
type Case = (&'static str, &'static str, &'static [What], &'static [(Source, &'static str)]);

#[test]
fn changes_and_hidden_text_are_told() {
    let table: [Case; 3] = [
        (
            "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><office:change-info><dc:creator>Roe</dc:creator></office:change-info><text:p>not </text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>We do <text:change text:change-id=\"c1\"/>waive.</text:p>",
            "We do waive.",
            &[What::TrackedDeletions],
            &[],
        ),
        (
            "<text:tracked-changes><text:changed-region xml:id=\"c1\" text:id=\"c1\"><text:insertion><office:change-info/></text:insertion></text:changed-region></text:tracked-changes><text:p>We <text:change-start text:change-id=\"c1\"/>may <text:change-end text:change-id=\"c1\"/>waive.</text:p>",
            "We may waive.",
            &[What::TrackedInsertions],
            &[(Source::Inserted, "may ")],
        ),
        (
            "<text:p>We <text:span text:style-name=\"T4\">do not</text:span> waive.</text:p>",
            "We waive.",
            &[What::StruckText],
            &[],
        ),
    ];
    are_told(&table);
}

#[test]
fn text_that_nobody_sees_is_told() {
    let hidden: &[What] = &[What::HiddenText];
    let table: [Case; 6] = [
        (
            "<text:p>Seen <text:span text:style-name=\"T1\">not <text:span text:style-name=\"T5\">seen</text:span></text:span></text:p>",
            "Seen not seen",
            hidden,
            &[(Source::Hidden, "not ")],
        ),
        (
            "<text:p text:style-name=\"P1\">not</text:p><text:p>Seen</text:p>",
            "not\n\nSeen",
            hidden,
            &[(Source::Hidden, "not")],
        ),
        (
            "<text:p>Seen <text:span text:style-name=\"T2\">white</text:span> <text:span text:style-name=\"T3\">tiny</text:span></text:p>",
            "Seen white tiny",
            hidden,
            &[(Source::Hidden, "white"), (Source::Hidden, "tiny")],
        ),
        ("<text:p text:style-name=\"P2\">Seen</text:p>", "Seen", &[], &[]),
        (
            "<text:section text:display=\"none\"><text:p>not</text:p></text:section><text:p>Seen</text:p>",
            "not\n\nSeen",
            hidden,
            &[(Source::Hidden, "not")],
        ),
        (
            "<text:p>not<text:hidden-paragraph text:is-hidden=\"true\"/></text:p><text:p>Seen <text:hidden-text>so</text:hidden-text></text:p>",
            "not\n\nSeen so",
            hidden,
            &[(Source::Hidden, "not"), (Source::Hidden, "so")],
        ),
    ];
    are_told(&table);
}

fn are_told(table: &[Case]) {
    for &(body, text, troubles, marks) in table {
        let pages = crate::extract::pages(&archive(&[
            ("mimetype", MIME),
            ("content.xml", &content(body)),
            ("styles.xml", &STYLES.replace("text:p>", "text:none>")),
        ]));
        assert_eq!(pages.text, text, "{body}");
        assert_eq!(whats(&pages), troubles, "{body}");
        assert_eq!(stretches(&pages), marks, "{body}");
        assert!(!pages.has_unread(), "{body}");
    }
}
