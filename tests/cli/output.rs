//! What is written: the same bytes at any thread count, whole files, quotations of the extracted text.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use super::{CLEAN, SAMPLE, acquit, folder, program};

#[test]
fn the_same_bytes_at_any_thread_count() {
    // Both readers on a few letters, since the learned one is slow in a build without optimisation; the patterns on all.
    for (least, what) in [(32, "corpus/unseen/docs"), (304, "--readers patterns corpus/letters/docs")] {
        let one = acquit(&format!("scan --format ndjson --threads 1 {what}"));
        assert!(one.out.lines().count() >= least, "{} lines", one.out.lines().count());
        for threads in [2, 8] {
            let many = acquit(&format!("scan --format ndjson --threads {threads} {what}"));
            assert_eq!(one.out, many.out, "{what}: {threads} threads");
        }
    }
    let one = acquit("scan --format ndjson --readers patterns corpus/letters/docs");
    let paths: Vec<String> = one.out.lines().map(|l| path(&serde_json::from_str(l).unwrap())).collect();
    assert!(paths.is_sorted(), "files of a folder come in the order of their names");
}

fn path(review: &Value) -> String {
    review["document"]["path"].as_str().unwrap().to_owned()
}

#[test]
fn inputs_keep_their_order() {
    let letters = folder(&[("a.txt", CLEAN), ("b.txt", CLEAN), ("c.txt", CLEAN)]);
    let files = ["c.txt", "a.txt", "b.txt"].map(|name| letters.path().join(name));
    let run = program().args(["scan", "--format", "ndjson"]).args(&files).output().unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    let paths: Vec<String> = out.lines().map(|l| path(&serde_json::from_str(l).unwrap())).collect();
    assert_eq!(paths, files.map(|file| file.to_str().unwrap().to_owned()));
}

#[test]
fn the_json_of_the_sample_keeps_the_schema() {
    let schema: Value = serde_json::from_str(&acquit("schema").out).unwrap();
    let review: Value = serde_json::from_str(&acquit(&format!("review --format json {SAMPLE}")).out).unwrap();
    let errors: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&review).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Every quotation of a value, with the bytes it claims.
fn quotes<'a>(value: &'a Value, found: &mut Vec<(&'a str, usize, usize)>) {
    match value {
        Value::Object(fields) => {
            if let (Some(quote), Some(start), Some(end)) = (fields.get("quote"), fields.get("start"), fields.get("end"))
            {
                let byte = |n: &Value| usize::try_from(n.as_u64().unwrap()).unwrap();
                found.push((quote.as_str().unwrap(), byte(start), byte(end)));
            }
            fields.values().for_each(|field| quotes(field, found));
        }
        Value::Array(values) => values.iter().for_each(|value| quotes(value, found)),
        _ => {}
    }
}

#[test]
fn quotations_are_slices_of_what_extract_prints() {
    let text = acquit(&format!("extract {SAMPLE}")).out;
    let review: Value = serde_json::from_str(&acquit(&format!("review --format json {SAMPLE}")).out).unwrap();
    let mut found = Vec::new();
    quotes(&review, &mut found);
    assert!(found.len() > 10, "only {} quotations", found.len());
    for (quote, start, end) in found {
        assert_eq!(text.get(start..end), Some(quote));
    }
}

#[test]
fn a_file_named_by_output_holds_what_the_terminal_would() {
    let place = folder(&[]);
    let file = place.path().join("memo.txt");
    let run = program().args(["review", SAMPLE, "--as-of", "2026-12-01", "--output"]).arg(&file).output().unwrap();
    assert!(run.stdout.is_empty());
    let shown = acquit(&format!("review {SAMPLE} --as-of 2026-12-01"));
    assert_eq!(fs::read_to_string(&file).unwrap(), shown.out);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn the_letter_is_never_overwritten() {
    let place = folder(&[("letter.txt", CLEAN)]);
    let letter = place.path().join("letter.txt");
    for output in [letter.as_path(), place.path()] {
        let run = program().arg("review").arg(&letter).arg("--output").arg(output).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{run:?}");
    }
    assert_eq!(fs::read_to_string(&letter).unwrap(), CLEAN);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut run = program()
        .args(["scan", "--format", "ndjson", "corpus/letters/docs"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(run.stdout.take());
    let mut err = String::new();
    run.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert!(matches!(run.wait().unwrap().code(), Some(0 | 1)), "{err}");
    assert!(!err.contains("panicked"), "{err}");
}

#[test]
fn the_memo_is_plain_and_no_advice() {
    let memo = acquit(&format!("review {SAMPLE}")).out;
    assert!(memo.contains("not legal advice"));
    assert!(!memo.to_lowercase().contains("safe to sign"));
    assert!(!memo.contains('\u{1b}'), "escapes in a pipe");
}
