//! `corpus/broken`: every file is told as what it is, and costs nobody else anything.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{CLEAN, acquit, corpus, folder, program};

/// File of `corpus/broken`, and the troubles any of which is right.
fn expected() -> Vec<(String, Vec<String>)> {
    let table = fs::read_to_string(corpus("broken/expected.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(file, troubles)| (file.to_owned(), troubles.split_whitespace().map(str::to_owned).collect())).collect()
}

/// The last part of a path.
fn name(path: &Value) -> &str {
    path.as_str().unwrap().rsplit('/').next().unwrap()
}

fn troubles(review: &Value) -> BTreeSet<&str> {
    review["document"]["extraction"]["troubles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["what"].as_str().unwrap())
        .collect()
}

#[test]
fn every_broken_file_is_told_as_what_it_is() {
    let ended = acquit("scan --ocr never --format ndjson corpus/broken");
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
    let reviews: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut wrong = Vec::new();
    for (file, right) in expected() {
        let Some(review) = reviews.iter().find(|r| name(&r["document"]["path"]) == file) else {
            wrong.push(format!("{file}: no line"));
            continue;
        };
        let told = troubles(review);
        // Too little to tell what it is: unreadable, though nothing went wrong.
        let is_sound = right == ["none"] || right == ["too-little"];
        if is_sound && !told.is_empty() || !is_sound && !right.iter().any(|t| told.contains(t.as_str())) {
            wrong.push(format!("{file}: {told:?}, not {right:?}"));
        }
        let freed = matches!(review["verdict"].as_str(), Some("full-release" | "not-applicable"));
        if right != ["none"] && freed {
            wrong.push(format!("{file}: {}", review["verdict"]));
        }
        let missing = review["protections"].as_array().unwrap().iter().any(|p| p["status"] == "missing");
        if review["verdict"] == "unreadable" && missing {
            wrong.push(format!("{file}: missing, though it was not read"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_letter_among_broken_files_is_read() {
    let letters =
        folder(&[("letter.txt", CLEAN), ("nul.pdf", "%PDF-1.7\n\0\0\0"), ("word.docx", "PK\u{3}\u{4}nothing")]);
    let run = program().args(["scan", "--format", "ndjson"]).arg(letters.path()).output().unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    assert_eq!(out.lines().count(), 3, "{out}");
    assert!(out.contains("\"verdict\":\"full-release\""), "{out}");
    assert_eq!(run.status.code(), Some(3));
}

#[test]
fn a_file_over_the_limit_is_told_and_not_read() {
    let letters = folder(&[("letter.txt", CLEAN)]);
    let large = letters.path().join("large.txt");
    fs::File::create(&large).unwrap().set_len(101 << 20).unwrap();
    let run = program().args(["scan", "--format", "ndjson"]).arg(letters.path()).output().unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    assert!(out.contains("limit-reached") || out.contains("too-large"), "{out}");
    assert_eq!(run.status.code(), Some(3));
}
