use super::*;

#[test]
fn changes_and_hidden_text_are_told() {
    type Case = (&'static str, &'static str, &'static [What], &'static [(Source, &'static str)]);
    let table: [Case; 7] = [
        (r"We do {\deleted not }waive.", "We do waive.", &[What::TrackedDeletions], &[]),
        (r"We waive {\deleted \par}it.", "We waive it.", &[], &[]),
        (r"We do {\strike not }waive.\strike\plain  Yes.", "We do waive. Yes.", &[What::StruckText], &[]),
        (r"We {\revised may }waive.", "We may waive.", &[What::TrackedInsertions], &[(Source::Inserted, "may ")]),
        (
            r"Seen. {\v We waive.\v0  Seen.}",
            "Seen. We waive. Seen.",
            &[What::HiddenText],
            &[(Source::Hidden, "We waive.")],
        ),
        (r"Seen {\cf2 white }{\fs2 tiny}", "Seen white tiny", &[What::HiddenText], &[(Source::Hidden, "white tiny")]),
        (
            r"{\cf2\chcbpat3 Seen}\par\pard\cbpat3\cf2 Seen\par\pard\intbl\cf2 Seen\cell\row",
            "Seen\n\nSeen\n\nSeen",
            &[],
            &[],
        ),
    ];
    for (body, text, troubles, marks) in table {
        let pages = with(body);
        assert_eq!(pages.text, text, "{body}");
        assert_eq!(whats(&pages), troubles, "{body}");
        assert_eq!(stretches(&pages), marks, "{body}");
        assert!(!pages.has_unread(), "{body}");
    }
}
