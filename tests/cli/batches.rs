//! `scan` over folders: broken files, order, threads.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::desk::{Desk, corpus};

fn word<'a>(object: &'a Value, pointer: &str) -> &'a str {
    object.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer}: {object}"))
}

fn name(object: &Value) -> String {
    let path = std::path::Path::new(word(object, "/document/path"));
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Name of each broken file, and the troubles that may be told of it.
fn expected() -> BTreeMap<String, Vec<String>> {
    let table = fs::read_to_string(corpus("broken/expected.tsv")).expect("the table");
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let row = |line: &str| {
        let (file, troubles) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
        (file.to_owned(), troubles.split_whitespace().map(str::to_owned).collect())
    };
    lines.map(row).collect()
}

#[test]
fn each_broken_file_alone_ends_with_3() {
    let desk = Desk::new();
    for (name, troubles) in expected() {
        let run = desk.acquit(&format!("check --ocr never corpus/broken/{name}"));
        assert_eq!(run.code == 3, troubles != ["none"], "{name}: {} {}{}", run.code, run.stdout, run.stderr);
    }
}

#[test]
fn inputs_keep_their_order_whether_they_can_be_read_or_not() {
    let desk = Desk::new();
    for threads in [1, 3, 8] {
        let run = desk.acquit(&format!("scan --threads {threads} sample.pdf missing.pdf full.txt locked.pdf full.txt"));
        let names: Vec<String> = run.lines().iter().map(name).collect();
        assert_eq!(names, ["sample.pdf", "missing.pdf", "full.txt", "locked.pdf", "full.txt"], "{threads} threads");
    }
}

#[test]
fn the_table_at_the_end_counts_every_document_once() {
    let run = Desk::new().acquit("scan full.txt sample.pdf none.txt other.txt locked.pdf missing.pdf full.txt");
    let rows: Vec<Vec<&str>> = run.stderr.lines().map(|line| line.split_whitespace().collect()).collect();
    for row in [
        ["full-release", "2"],
        ["partial-release", "1"],
        ["no-release", "1"],
        ["not-applicable", "1"],
        ["unreadable", "2"],
        ["documents", "7"],
    ] {
        assert!(rows.iter().any(|r| r.as_slice() == row), "no {row:?} in\n{}", run.stderr);
    }
}

#[test]
fn one_line_of_15_mb_is_told_and_costs_nobody_else_anything() {
    let desk = Desk::new();
    desk.write("line.txt", &"a".repeat(15_000_000));
    let run = desk.acquit("scan line.txt full.txt");
    let lines = run.lines();
    assert_eq!(lines.iter().map(name).collect::<Vec<_>>(), ["line.txt", "full.txt"]);
    assert_eq!(word(&lines[1], "/verdict"), "full-release");
    assert_eq!((word(&lines[0], "/verdict"), run.code), ("unreadable", 3));
}
