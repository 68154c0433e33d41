//! Options that move the exit code, and what is said where the command line is wrong.

use super::desk::Desk;
use super::{acquit, folder};

const EACH: [&str; 3] = ["review", "scan", "check"];

/// Runs each line under each command: name, words, code.
fn each_ends_with(table: &[(&str, &str, i32)]) {
    let desk = Desk::new();
    for command in EACH {
        for (name, words, code) in table {
            let run = desk.acquit(&format!("{command} {words}"));
            assert_eq!(run.code, *code, "{name}: acquit {command} {words}\n{}{}", run.stdout, run.stderr);
        }
    }
}

#[test]
fn options_move_the_bar() {
    each_ends_with(&[
        ("the worst of the sample is high", "sample.pdf --as-of 2026-12-01 --fail-on critical", 0),
        ("as high as the bar", "sample.pdf --as-of 2026-12-01 --fail-on high", 1),
        ("never", "none.txt --as-of 2000-01-01 --fail-on never", 0),
        ("critical reaches critical", "none.txt --as-of 2000-01-01 --fail-on critical", 1),
        ("a good letter has small findings", "full.txt --as-of 2018-09-01 --fail-on low", 1),
        ("but none above low", "full.txt --as-of 2018-09-01 --fail-on medium", 0),
        ("full required and given", "full.txt --as-of 2018-09-01 --require full-release", 0),
        ("full required, partial given", "sample.pdf --fail-on never --require full-release", 1),
        ("partial required and given", "sample.pdf --fail-on never --require partial-release", 0),
        ("partial required, none given", "none.txt --fail-on never --require partial-release", 1),
        ("another paper is no release", "other.txt --fail-on never --require partial-release", 1),
        ("unread, never failing on findings", "locked.pdf --fail-on never", 3),
        ("unread allowed", "locked.pdf --allow-unreadable", 0),
        ("not found allowed", "missing.pdf --allow-unreadable", 0),
        ("unread allowed, findings not", "locked.pdf sample.pdf --allow-unreadable --as-of 2026-12-01", 1),
        ("the last day is still in time", "full.txt --as-of 2018-09-28", 0),
        ("the day after is too late", "full.txt --as-of 2018-09-29", 1),
    ]);
}

#[test]
fn only_review_looks_at_the_calendar() {
    let desk = Desk::new();
    for (command, code) in [("review", 1), ("scan", 0), ("check", 0)] {
        let run = desk.acquit(&format!("{command} full.txt"));
        assert_eq!((run.code, run.stdout.contains("approval-lapsed")), (code, code == 1), "{command}: {}", run.stdout);
    }
}

#[test]
fn facts_of_the_user_change_what_a_finding_weighs() {
    let desk = Desk::new();
    let facts = "--fact state=CA,units=1,trustor=individual --fact cross-collateral=no";
    for (words, line) in [
        ("sample.pdf".to_owned(), "medium seller-contribution"),
        (format!("sample.pdf {facts}"), "high seller-contribution"),
        ("sample.pdf".to_owned(), "high overbroad-carve-out"),
        (format!("sample.pdf {facts}"), "medium overbroad-carve-out"),
    ] {
        let run = desk.acquit(&format!("check {words}"));
        assert!(run.stdout.contains(line), "check {words}: no `{line}` in\n{}", run.stdout);
    }
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_would_be_right() {
    let desk = Desk::new();
    for (words, says) in [
        ("", vec!["required"]),
        ("full.txt --colour", vec!["--colour", "--help"]),
        ("full.txt --fact moon=full", vec!["`moon`", "mortgage-insurance"]),
        ("full.txt --fact units", vec!["`units`", "key=value"]),
        ("full.txt --fact units=many", vec!["`units=many`", "1-4"]),
        ("full.txt --fact state=California", vec!["`state=California`", "CA"]),
        ("full.txt --fact units=1 --fact units=2", vec!["`units`", "twice"]),
        ("full.txt --fail-on awful", vec!["`awful`", "critical", "never"]),
        ("full.txt --require no-release", vec!["`no-release`", "partial-release"]),
        ("full.txt --as-of yesterday", vec!["yesterday", "--as-of"]),
        ("full.txt --threads many", vec!["`many`", "--threads", "use 1 or more"]),
        ("full.txt --threads 0", vec!["`0`", "--threads", "use 1 or more"]),
        ("full.txt --output nowhere/memo.txt", vec!["nowhere", "cannot be written"]),
        ("empty", vec!["empty", "no documents", "name another folder"]),
        ("full.txt empty", vec!["empty", "no documents"]),
    ] {
        for command in EACH {
            let run = desk.acquit(&format!("{command} {words}"));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "acquit {command} {words}: {}", run.stderr);
            for word in &says {
                assert!(run.stderr.contains(word), "acquit {command} {words}: no `{word}` in {}", run.stderr);
            }
        }
    }
}

#[test]
fn what_could_not_be_read_is_said_by_name() {
    let desk = Desk::new();
    for command in EACH {
        let run = desk.acquit(&format!("{command} locked.pdf missing.pdf full.txt"));
        for says in ["locked.pdf: The PDF needs a password", "missing.pdf: There is no such file"] {
            assert!(run.stderr.contains(says), "{command}: {}", run.stderr);
        }
        assert!(!run.stderr.contains("full.txt"), "{command}: {}", run.stderr);
        assert!(run.stdout.contains("full.txt"), "{command}: {}", run.stdout);
    }
}

/// The state chooses between the letter's own branches; unknown, the worst counts (contract 8.24).
#[test]
fn the_state_chooses_the_branch() {
    let letter = include_str!("state_branches.txt");
    let at = |place: &str| letter.replace("Re: Loan 55-20917", &format!("Re: Loan 55-20917, 12 Oak Road, {place}"));
    let folder = folder(&[
        ("nowhere.txt", letter),
        ("reno.txt", &at("Reno, Nevada 89501")),
        ("ohio.txt", &at("Dayton, OH 45402")),
    ]);
    let table = [
        ("nowhere.txt", "", "no-release"),
        ("nowhere.txt", "--fact state=CA", "full-release"),
        ("nowhere.txt", "--fact state=OH", "no-release"),
        ("reno.txt", "", "full-release"),
        ("reno.txt", "--fact state=TX", "no-release"),
        ("ohio.txt", "", "no-release"),
    ];
    for (file, fact, verdict) in table {
        let path = folder.path().join(file);
        let run = acquit(&format!("review --format json {fact} {}", path.display()));
        let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(told["verdict"], verdict, "{file} {fact}");
        let shown = run.out.contains("If the property is located in California or Nevada, the remaining");
        assert_eq!(shown, verdict == "full-release", "a release is quoted with its condition: {file} {fact}");
    }
}
