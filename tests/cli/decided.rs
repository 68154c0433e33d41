//! What the reviewer decided stands in every report beside the finding, and changes neither verdict nor exit code.

use std::fs;

use lopdf::{Document, Object};

use super::desk::{Desk, Run, json};
use super::memos::{AS_OF, SAMPLE, SECOND};

const DECIDED: &str = "\
[[decision]]
id = \"seller-contribution\"
quote = \"The $2,500.00 comes from your own funds and is to be paid into escrow in a cashier's check before closing.\"
decision = \"accepted\"
reason = \"The client agreed to pay it.\"
[[decision]]
id = \"seller-contribution\"
quote = \"Cash from sellers at closing $2,500.00\"
decision = \"accepted\"
reason = \"The client agreed to pay it.\"
";

const REASON: &str = "The client agreed to pay it.";

fn review(desk: &Desk, words: &str) -> Run {
    desk.acquit(&format!("review {AS_OF} {words}"))
}

#[test]
fn a_decision_is_told_in_every_format_and_changes_no_exit_code() {
    let desk = Desk::new();
    let plain = review(&desk, SAMPLE);
    desk.write("decided.toml", DECIDED);
    for format in ["terminal", "markdown", "json", "html"] {
        let run = review(&desk, &format!("--reviews decided.toml --format {format} {SAMPLE}"));
        assert!(run.stdout.contains(REASON), "{format}: {}", run.stdout);
        assert_eq!(run.code, plain.code, "{format}");
    }
    desk.write("acquit-review.toml", DECIDED);
    assert!(review(&desk, SAMPLE).stdout.contains(REASON), "the usual file is read");
    let letter = review(&desk, &format!("--format request {SAMPLE}")).stdout;
    assert!(letter.contains("Not asked for: seller-contribution") && !letter.contains("Strike the contribution"));
    let gone = review(&desk, &format!("--reviews gone.toml {SAMPLE}"));
    assert!(gone.code == 2 && gone.stderr.contains("gone.toml: the review file cannot be read"), "{}", gone.stderr);
}

#[test]
fn a_decision_that_does_not_count_is_told() {
    let desk = Desk::new();
    let until = |day: &str| DECIDED.replacen("[[decision]]", &format!("[[decision]]\nuntil = {day}"), 1);
    let elsewhere = DECIDED.replacen("The $2,500.00 comes", "Another sum comes", 1);
    for (named, decided, says) in [
        ("--reviews file.toml", until("2020-01-01"), "ended on 2020-01-01"),
        ("--reviews file.toml", elsewhere.clone(), "no finding of seller-contribution has these words"),
        ("", until("2020-01-01"), "ended on 2020-01-01"),
        ("", elsewhere, ""),
    ] {
        let file = if named.is_empty() { "acquit-review.toml" } else { "file.toml" };
        desk.write(file, &decided);
        for form in ["", "--format html", "--matter"] {
            let more = if form == "--matter" { SECOND } else { "" };
            let run = review(&desk, &format!("{named} {form} {SAMPLE} {more}"));
            assert_eq!(run.stderr.contains(&format!("{file}:1: ")), !says.is_empty(), "{named} {form}: {}", run.stderr);
            assert!(run.stderr.contains(says), "{named} {form}: {}", run.stderr);
        }
    }
}

/// The notes of a PDF as a viewer shows them.
fn notes(file: &std::path::Path) -> Vec<String> {
    let document = Document::load(file).unwrap();
    let pages = document.get_pages();
    let all = pages.values().flat_map(|page| document.get_page_annotations(*page).unwrap());
    let says = |note: &lopdf::Dictionary| {
        let bytes = note.get(b"Contents").and_then(Object::as_str).unwrap();
        let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        String::from_utf16(&units).unwrap()
    };
    all.map(says).collect()
}

#[test]
fn the_note_on_the_page_has_the_decision() {
    let desk = Desk::new();
    desk.write("decided.toml", DECIDED);
    // Notes in the letter itself, and over its text set anew.
    let text = desk.acquit(&format!("extract {SAMPLE}")).stdout;
    desk.write("letter.txt", &text);
    for letter in [SAMPLE, "letter.txt"] {
        let told = |more: &str| {
            let run = review(&desk, &format!("{more} --format annotated-pdf --output marked.pdf {letter}"));
            assert_eq!(run.code, 1, "{letter}: {}", run.stderr);
            notes(&desk.path("marked.pdf"))
                .into_iter()
                .filter(|note| note.contains("seller-contribution"))
                .collect::<Vec<_>>()
        };
        let (plain, decided) = (told(""), told("--reviews decided.toml"));
        assert!(!plain.is_empty() && plain.iter().all(|note| !note.contains(REASON)), "{letter}: {plain:?}");
        assert!(
            decided.iter().all(|note| note.contains(&format!("accepted by review ({REASON})"))),
            "{letter}: {decided:?}"
        );
    }
}

#[test]
fn a_closing_tells_the_decisions_on_its_letters() {
    let desk = Desk::new();
    desk.write("second.txt", SECOND);
    desk.write("decided.toml", DECIDED);
    let told =
        |format: &str, more: &str| review(&desk, &format!("--matter --format {format} {more} {SAMPLE} second.txt"));
    for format in ["terminal", "markdown", "json"] {
        let (plain, decided) = (told(format, ""), told(format, "--reviews decided.toml"));
        assert!(!plain.stdout.contains(REASON) && decided.stdout.contains(REASON), "{format}: {}", decided.stdout);
        assert_eq!(plain.code, decided.code, "{format}");
    }
    let object = json(&told("json", "--reviews decided.toml").stdout);
    let schema = super::schemas::closed(json(&desk.acquit("schema matter").stdout));
    assert_eq!(super::schemas::errors(&schema, &object), Vec::<String>::new());
    let masked = told("terminal", "--reviews decided.toml --redact").stdout;
    assert!(masked.contains(REASON) && !masked.contains("Achterberg"), "{masked}");
}

#[test]
fn a_folder_names_its_review_file() {
    let desk = Desk::new();
    fs::create_dir(desk.path("office")).unwrap();
    desk.write("office/decided.toml", DECIDED);
    desk.write("acquit.toml", "[review]\nreviews = \"office/decided.toml\"\n");
    assert!(review(&desk, SAMPLE).stdout.contains(REASON));
    assert!(!review(&desk, &format!("--no-config {SAMPLE}")).stdout.contains(REASON));
}
