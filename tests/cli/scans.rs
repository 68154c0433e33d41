//! `corpus/scans`: letters as scans, faxes and photos are judged as their text, or said not to be read.
//!
//! `benches/scans.py` made them. Tesseract reads them where it is installed; `.ci/run` installs it.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::desk::{Desk, corpus};

/// The scans with the letters that they show.
fn scans() -> Vec<(String, String)> {
    let listed = fs::read_dir(corpus("scans")).expect("corpus/scans is listed");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = listed.map(|entry| name(entry.expect("an entry"))).collect();
    names.sort();
    names.into_iter().map(|name| (name.split('.').next().unwrap_or_default().to_owned(), name)).collect()
}

/// Whether there is an engine; in CI there must be one.
fn has_engine() -> bool {
    let found = Command::new("tesseract").arg("--version").output().is_ok_and(|asked| asked.status.success());
    assert!(found || std::env::var_os("CI").is_none(), "CI has no Tesseract: .ci/run installs it");
    found
}

fn judged(desk: &Desk, path: &str) -> Value {
    desk.acquit(&format!("scan {path}")).lines().remove(0)
}

#[test]
fn a_scan_is_judged_as_its_text_or_said_to_be_unread() {
    if !has_engine() {
        return println!("skipped: no Tesseract here (apt-get install tesseract-ocr tesseract-ocr-osd)");
    }
    let desk = Desk::new();
    let mut same = 0;
    let scans = scans();
    for (letter, name) in &scans {
        let scan = judged(&desk, &format!("corpus/scans/{name}"));
        let text = judged(&desk, &format!("corpus/letters/docs/{letter}.txt"));
        let abstains = scan["verdict"] == "unreadable" || scan["undetermined"] == true;
        assert!(scan["verdict"] == text["verdict"] || abstains, "{name}: {} for {}", scan["verdict"], text["verdict"]);
        assert_eq!(scan["document"]["extraction"]["method"], "ocr", "{name}");
        same += usize::from(scan["verdict"] == text["verdict"]);
    }
    assert!(scans.len() >= 6 && same * 3 >= scans.len() * 2, "{same} of {} judged as the text", scans.len());
}

#[test]
fn evidence_in_a_scan_has_its_place_on_the_page() {
    if !has_engine() {
        return println!("skipped: no Tesseract here (apt-get install tesseract-ocr tesseract-ocr-osd)");
    }
    let desk = Desk::new();
    let (_, name) = scans().into_iter().find(|(_, name)| name.ends_with("clean.pdf")).expect("a clean scan");
    let scan = judged(&desk, &format!("corpus/scans/{name}"));
    let hazards = scan["protections"].as_array().expect("protections");
    let boxes: Vec<&Value> = hazards.iter().flat_map(|p| super::desk::evidence(p)).map(|e| &e["boxes"]).collect();
    assert!(
        !boxes.is_empty() && boxes.iter().all(|one| one.as_array().is_some_and(|one| !one.is_empty())),
        "{boxes:?}"
    );
}

#[test]
fn without_ocr_a_scan_is_unread_and_says_what_to_do() {
    let desk = Desk::new();
    for (_, name) in scans() {
        let run = desk.acquit(&format!("scan --ocr never corpus/scans/{name}"));
        let scan = run.lines().remove(0);
        assert_eq!((run.code, &scan["verdict"]), (3, &Value::from("unreadable")), "{name}");
        assert!(run.stderr.contains("Leave out --ocr never"), "{name}: {}", run.stderr);
    }
}
