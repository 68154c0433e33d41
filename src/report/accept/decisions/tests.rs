use super::*;
use crate::report::sample;

const RESERVATION: &str = "We reserve the right to collect\\u202e any deficiency.";

fn entry(id: &str, about: &str, rest: &str) -> String {
    format!("[[decision]]\nid = \"{id}\"\n{about}\ndecision = \"accepted\"\n{rest}\n")
}

fn on(day: i8) -> Date {
    jiff::civil::date(2027, 3, day)
}

fn reservation() -> Finding {
    sample::contradiction().findings.remove(0)
}

#[test]
fn words_count_and_white_space_and_case_do_not() {
    let why = "reason = \"Struck in the signed copy.\"";
    let quote = |words: &str| format!("quote = \"{words}\"");
    for (id, about, accepted) in [
        ("deficiency-reservation", quote(RESERVATION), true),
        ("deficiency-reservation", quote("WE RESERVE the\\n right to  collect\\u202e any deficiency."), true),
        ("deficiency-reservation", quote("We reserve the right"), false),
        ("seller-contribution", quote(RESERVATION), false),
        ("deficiency-reservation", format!("fingerprint = \"{}\"", reservation().fingerprint), true),
        ("deficiency-reservation", format!("fingerprint = \"{}\"", "0".repeat(64)), false),
    ] {
        let mut decisions = Decisions::parse(&entry(id, &about, why), None).unwrap();
        let told = decisions.accept(&reservation()).map(|accepted| accepted.to_string());
        assert_eq!(told.as_deref(), accepted.then_some("accepted by review (Struck in the signed copy.)"), "{about}");
        assert_eq!(decisions.remarks().is_empty(), accepted, "an entry that meets nothing is told: {about}");
    }
}

#[test]
fn a_decision_ends_after_its_last_day() {
    let text =
        entry("deficiency-reservation", &format!("quote = \"{RESERVATION}\""), "reason = \"x\"\nuntil = 2027-03-02");
    for (day, accepted) in [(1, true), (2, true), (3, false)] {
        let mut decisions = Decisions::parse(&text, Some(on(day))).unwrap();
        assert_eq!(decisions.accept(&reservation()).is_some(), accepted, "{day}");
        let ended = decisions.remarks().iter().any(|(line, says)| *line == 1 && says.contains("ended on 2027-03-02"));
        assert_eq!(ended, !accepted, "{day}");
    }
}

#[test]
fn a_finding_of_two_passages_needs_two_decisions() {
    let mut two = reservation();
    let mut second = two.evidence[0].clone();
    second.quote = "The rest stays due.".to_owned();
    two.evidence.push(second);
    let one = entry("deficiency-reservation", &format!("quote = \"{RESERVATION}\""), "reason = \"a\"");
    let other = entry("deficiency-reservation", "quote = \"the rest stays due.\"", "reason = \"b\"");
    let mut half = Decisions::parse(&one, None).unwrap();
    assert_eq!(half.accept(&two), None);
    assert!(half.remarks()[0].1.contains("more passages"), "{:?}", half.remarks());
    let mut whole = Decisions::parse(&(one + &other), None).unwrap();
    assert_eq!(whole.accept(&two).unwrap().reason.as_deref(), Some("a; b"));
    assert!(whole.remarks().is_empty());
}

#[test]
fn a_missing_clause_is_accepted_by_its_fingerprint_alone() {
    let missing = sample::lien_only().findings.remove(0);
    assert!(missing.evidence.is_empty());
    let by_words = entry("debt-release", "quote = \"We will release our lien.\"", "reason = \"x\"");
    assert_eq!(Decisions::parse(&by_words, None).unwrap().accept(&missing), None);
    let id = missing.id.as_str();
    let by_digest = entry(id, &format!("fingerprint = \"{}\"", missing.fingerprint), "reason = \"x\"");
    assert!(Decisions::parse(&by_digest, None).unwrap().accept(&missing).is_some());
}

#[test]
fn a_wrong_entry_is_refused_with_its_line() {
    let quote = "quote = \"x\"";
    for (text, line, says) in [
        (entry("moon", quote, "reason = \"x\""), 2, "`moon`"),
        (entry("debt-release", quote, ""), 1, "reason"),
        (entry("debt-release", quote, "reason = \"  \""), 5, "the reason is empty"),
        (entry("debt-release", "", "reason = \"x\""), 1, "`quote`"),
        (entry("debt-release", "quote = \" \"", "reason = \"x\""), 1, "`quote`"),
        (entry("debt-release", "fingerprint = \"abc\"", "reason = \"x\""), 3, "64 digits"),
        (entry("debt-release", quote, "reason = \"x\"\nuntil = 2027-03-01"), 6, "--as-of"),
        (entry("debt-release", quote, "reason = \"x\"\nuntil = \"soon\""), 6, "string"),
        (entry("debt-release", quote, "reason = \"x\"\nsince = 1"), 6, "since"),
        (entry("debt-release", quote, "reason = \"x\"").replace("accepted", "ignored"), 4, "ignored"),
        ("[[decisions]]\n".to_owned(), 1, "decisions"),
        ("id = ".to_owned(), 1, ""),
    ] {
        let error = Decisions::parse(&text, None).unwrap_err();
        assert!(error.says.contains(says), "{text}: {error}");
        assert_eq!(error.line, line, "{text}: {error}");
    }
}
