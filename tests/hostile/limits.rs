//! Each limit at its least: what it applies to is unreadable, exit code 3, and never "nothing found". And the table in
//! `docs/limits.md` says what the program says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::pdf::{FLATE, Pdf, WORDS, again};
use super::run::{file, program, run, scan, troubles, verdict};
use super::{Dice, corpus, files};

/// The documents that a limit applies to, by the ends of their names.
enum Applies {
    All,
    To(&'static [&'static str]),
}

use Applies::{All, To};

/// Every limit, its least value with what else must be said, the documents it applies to, what is said of them.
const TABLE: [(&str, &[&str], Applies, &str); 15] = [
    ("--max-file", &["1B"], All, "too-large"),
    ("--max-text", &["1B"], All, "limit-reached"),
    ("--max-lines", &["1"], To(&[".txt", ".docx", "chromium.pdf", "pdftex.pdf"]), "limit-reached"),
    ("--max-pages", &["1"], To(&["two.pdf"]), "limit-reached"),
    ("--max-unpacked", &["1B"], To(&[".pdf", ".docx"]), "limit-reached"),
    ("--max-stream", &["1B"], To(&[".pdf", ".docx"]), "limit-reached"),
    ("--max-ratio", &["1"], To(&["packed.pdf"]), "limit-reached"),
    ("--max-nesting", &["1"], To(&["nested.zip"]), "limit-reached"),
    ("--max-levels", &["1"], To(&[".docx"]), "limit-reached"),
    ("--max-members", &["1"], To(&[".docx"]), "limit-reached"),
    ("--max-pixels", &["1"], To(&[".jpg", ".tif"]), "limit-reached"),
    ("--seconds", &["0.2", "--page-seconds", "0.001"], To(&["slow.pdf"]), "timeout"),
    ("--page-seconds", &["0.001", "--seconds", "0.2"], To(&["slow.pdf"]), "timeout"),
    ("--max-seconds", &["0.2"], To(&["slow.pdf"]), "timeout"),
    ("--max-memory", &["1MB"], All, "too-much-memory"),
];

/// An archive of one file.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Letters that are read whole within the usual limits.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    for letter in files("clean", &["txt"]).iter().take(4) {
        put(letter.file_name().unwrap().to_str().unwrap(), &fs::read(letter).unwrap());
    }
    for (from, to) in [
        ("la-001.chromium.pdf", "chromium.pdf"),
        ("lc-008.pdftex.pdf", "pdftex.pdf"),
        ("la-019.python-docx.docx", "python.docx"),
        ("lb-007.writer.docx", "writer.docx"),
    ] {
        put(to, &fs::read(corpus("renderings").join(from)).unwrap());
    }
    let mut two = Pdf::new();
    let page =
        "/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>";
    two.set(3, format!("<< {page} >>"));
    let second = two.add(format!("<< {page} >>"));
    two.set(2, format!("<< /Type /Pages /Kids [3 0 R {second} 0 R] /Count 2 >>"));
    put("two.pdf", &two.bytes());
    let mut large = Pdf::new();
    let mut dice = Dice(3);
    let remarks: Vec<String> =
        (0..20_000).map(|_| format!("% {:016x}{:016x}{:032x}\n", dice.roll(), dice.roll(), 0)).collect();
    large.content(FLATE, &again([WORDS, "\n", &remarks.concat()].concat().as_bytes()));
    put("packed.pdf", &large.bytes());
    folder
}

/// Pictures, and an archive in an archive.
fn pictures_and_archives() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    for picture in files("scans", &["jpg", "tif"]) {
        put(picture.file_name().unwrap().to_str().unwrap(), &fs::read(&picture).unwrap());
    }
    put("nested.zip", &zipped("letters.zip", &zipped("letter.txt", &fs::read(corpus("clean/lf-c01.txt")).unwrap())));
    folder
}

/// A document that takes for ever.
fn slow() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (_, bytes) = super::cases::all().into_iter().find(|(name, _)| *name == "form-of-forms.pdf").unwrap();
    fs::write(folder.path().join("slow.pdf"), bytes).unwrap();
    folder
}

#[test]
fn a_limit_at_its_least_makes_unreadable_and_never_clean() {
    let (letters, slow, others) = (folder(), slow(), pictures_and_archives());
    for (flag, values, applies, what) in &TABLE {
        let folder = match *flag {
            "--max-nesting" | "--max-pixels" => &others,
            _ if *what == "timeout" => &slow,
            _ => &letters,
        };
        let flags: Vec<&str> = [flag].into_iter().chain(*values).copied().collect();
        let ran = run(&mut scan(folder.path(), &flags));
        let mut met = 0;
        for review in &ran.reviews {
            let name = file(review);
            let applies = match applies {
                All => true,
                To(ends) => ends.iter().any(|end| name.ends_with(end)),
            };
            if applies {
                met += 1;
                assert_eq!(verdict(review), "unreadable", "{flag}: {name}");
                assert!(names(review, what, flag), "{flag}: {name}: {:?}", troubles(review));
            }
        }
        let expected = !matches!(applies, To([]));
        assert_eq!((met > 0, !expected || ran.code == 3), (expected, true), "{flag}: {}", ran.err);
        println!("{flag:<16} {met:>2} of {} unreadable, as {what}", ran.reviews.len());
    }
}

/// Whether the trouble is told, and the flag with it.
fn names(review: &Value, what: &str, flag: &str) -> bool {
    let flag = if flag.contains("seconds") { "--seconds" } else { flag };
    troubles(review).iter().any(|(told, says)| *told == what && says.contains(flag))
}

/// Flag and default of every limit as the help tells them.
fn told() -> BTreeMap<String, String> {
    let help = Command::new(program()).args(["scan", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, limits) = help.split_once("\nLimits").expect("a heading");
    let mut out = BTreeMap::new();
    for entry in limits.split("\n      --").skip(1) {
        let words = entry.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, default) = words.split_once("[default: ").expect("a default");
        let flag = format!("--{}", words.split(' ').next().unwrap());
        out.insert(flag, default.split_once(']').unwrap().0.to_owned());
    }
    out
}

#[test]
fn the_table_of_limits_is_what_the_program_says() {
    let paper = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md")).unwrap();
    let rows = paper.lines().filter(|line| line.starts_with("| `--"));
    let written: BTreeMap<String, String> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            (cells[1].trim_matches('`').to_owned(), cells[2].to_owned())
        })
        .collect();
    assert_eq!(written, told(), "left: docs/limits.md, right: acquit scan --help");
    let tried: Vec<&str> = TABLE.iter().map(|(flag, ..)| *flag).collect();
    assert!(written.keys().all(|flag| tried.contains(&flag.as_str())), "a limit that is not tried");
    for command in ["review", "check", "extract"] {
        let help = Command::new(program()).args([command, "--help"]).output().unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        assert!(written.keys().all(|flag| help.contains(flag.as_str())), "{command}");
    }
}
