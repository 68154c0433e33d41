//! Exit codes (contract section 6), on `review`, `scan` and `check` alike.

use super::{BAD, CLEAN, SAMPLE, acquit, folder, program};

/// Files of the run, options, and the code that they end with.
const RUNS: &[(&[&str], &str, i32)] = &[
    (&["clean.txt"], "", 0),
    (&["bad.txt"], "", 1),
    (&["bad.txt"], "--fail-on never", 0),
    (&["bad.txt"], "--fail-on never --require partial-release", 1),
    (&["clean.txt"], "--require full-release", 0),
    (&["blank.txt"], "", 3),
    (&["blank.txt"], "--allow-unreadable", 0),
    (&["blank.txt", "bad.txt"], "", 3),
    (&["blank.txt", "bad.txt"], "--allow-unreadable", 1),
    (&["absent.txt", "clean.txt"], "", 3),
    (&["clean.txt"], "--fact moon=full", 2),
    (&["clean.txt"], "--fact units=many", 2),
    (&["clean.txt"], "--fact state", 2),
    (&["clean.txt"], "--fail-on grave", 2),
    (&["clean.txt"], "--require not-applicable", 2),
    (&["clean.txt"], "--no-such-option", 2),
    (&["clean.txt"], "--as-of yesterday", 2),
];

#[test]
fn review_scan_and_check_end_alike() {
    let letters = folder(&[("clean.txt", CLEAN), ("bad.txt", BAD), ("blank.txt", " \n")]);
    let mut wrong = Vec::new();
    for command in ["review", "scan", "check"] {
        for (files, options, code) in RUNS {
            let files = files.iter().map(|name| letters.path().join(name));
            let run = program().arg(command).args(options.split_whitespace()).args(files).output().unwrap();
            if run.status.code() != Some(*code) {
                wrong.push(format!("{command} {options}: {:?}, not {code}\n{run:?}", run.status.code()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sample_has_grave_findings() {
    assert_eq!(acquit(&format!("review {SAMPLE} --as-of 2026-12-01")).code, 1);
}

#[test]
fn a_folder_without_documents_is_wrong_usage() {
    let empty = folder(&[]);
    for command in ["review", "scan", "check"] {
        let run = program().arg(command).arg(empty.path()).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{command}: {run:?}");
        assert!(!run.stderr.is_empty(), "{command} says nothing");
    }
}

/// What is typed, and a word that the answer must hold.
const WRONG: &[(&str, &str)] = &[
    ("explain no-such-thing", "no-such-thing"),
    ("explain deficiency", "deficiency-reservation"),
    ("review corpus/sample/short-sale-approval.pdf --fact moon=full", "moon"),
    ("review corpus/sample/short-sale-approval.pdf --fact units=many", "units"),
    ("why corpus/sample/short-sale-approval.pdf debt-relief", "debt-release"),
    ("eval corpus/nowhere", "corpus/nowhere"),
];

#[test]
fn wrong_usage_is_a_sentence_with_the_place() {
    for (typed, word) in WRONG {
        let ended = acquit(typed);
        assert_eq!(ended.code, 2, "{typed}: {}", ended.err);
        assert!(ended.err.contains(word), "{typed}: {}", ended.err);
        assert!(ended.out.is_empty(), "{typed}: {}", ended.out);
    }
}
