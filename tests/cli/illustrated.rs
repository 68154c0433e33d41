//! The formats that show the letter itself: the page for a browser, and the letter with its words marked.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::desk::{Desk, corpus, evidence};

const HOW: &str = "--readers patterns --as-of 2026-11-28 --fail-on never --allow-unreadable";

/// Whether a program is on this machine.
fn is_there(program: &str, flag: &str) -> bool {
    Command::new(program).arg(flag).output().is_ok_and(|run| run.status.success())
}

/// PDFs of letters: the folders of the corpus whose files are whole.
fn letters() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["renderings", "sample"] {
        let listed = fs::read_dir(corpus(folder)).unwrap();
        let names = listed.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        all.extend(
            names
                .filter(|name| Path::new(name).extension().is_some_and(|kind| kind == "pdf"))
                .map(|name| format!("corpus/{folder}/{name}")),
        );
    }
    all.sort();
    all
}

#[test]
fn an_annotated_letter_begins_with_the_letter_and_says_the_same() {
    let desk = Desk::new();
    let mut updated = 0;
    let letters = letters();
    for letter in &letters {
        let run = desk.acquit(&format!("review {HOW} --format annotated-pdf --output marked.pdf {letter}"));
        assert_eq!(run.code, 0, "{letter}: {}", run.stderr);
        let old = fs::read(corpus(letter.strip_prefix("corpus/").unwrap())).unwrap();
        let new = fs::read(desk.path("marked.pdf")).unwrap();
        let text = |file: &str| desk.acquit(&format!("extract {file}")).stdout;
        if new.starts_with(&old) {
            updated += 1;
            assert!(new.len() > old.len(), "{letter}: nothing was added");
            assert_eq!(text("marked.pdf"), text(letter), "{letter}");
        } else {
            println!("{letter}: set anew");
        }
    }
    assert!(updated * 10 >= letters.len() * 9, "{updated} of {} kept their bytes", letters.len());
}

#[test]
fn what_cannot_be_annotated_is_shown_marked() {
    let desk = Desk::new();
    for letter in
        ["full.txt", "locked.pdf", "corpus/scans/lf-018.page.png", "corpus/renderings/la-019.python-docx.docx"]
    {
        let run = desk.acquit(&format!("review {HOW} --ocr never --format annotated-pdf --output marked.pdf {letter}"));
        assert_eq!(run.code, 0, "{letter}: {}", run.stderr);
        assert!(fs::read(desk.path("marked.pdf")).unwrap().starts_with(b"%PDF-"), "{letter}");
        let read = desk.acquit("extract --ocr never --show-quality marked.pdf");
        assert!(!read.stdout.contains("damaged"), "{letter}: {}", read.stdout);
    }
    let text = desk.acquit("extract full.txt").stdout;
    desk.acquit(&format!("review {HOW} --format annotated-pdf --output marked.pdf full.txt"));
    let set = desk.acquit("extract marked.pdf").stdout;
    for word in text.split_whitespace().filter(|word| word.len() > 6 && word.is_ascii()) {
        assert!(set.contains(word), "{word} is not in\n{set}");
    }
}

#[test]
fn an_annotated_letter_is_one_letter_and_unmasked() {
    let desk = Desk::new();
    for words in ["full.txt none.txt", "--redact full.txt"] {
        let run = desk.acquit(&format!("review {HOW} --format annotated-pdf --output marked.pdf {words}"));
        assert!(run.code == 2 && run.stderr.contains("annotated-pdf"), "{words}: {}", run.stderr);
        assert!(!desk.path("marked.pdf").exists());
    }
}

#[test]
fn a_page_for_a_browser_shows_the_letter_and_a_masked_one_does_not() {
    let desk = Desk::new();
    let html = desk.acquit(&format!("review {HOW} --format html sample.pdf")).stdout;
    assert_eq!(html.matches("<img src=\"data:image/").count(), 2, "a picture for each page");
    assert!(html.contains("<rect ") && html.contains("This is not legal advice."));
    // Two pages; a letter of six may take 1.5 MB.
    assert!(html.len() < 500_000, "{} bytes", html.len());
    let text = desk.acquit(&format!("review {HOW} --format html full.txt none.txt")).stdout;
    assert_eq!(text.matches("<article class=\"letter\"").count(), 2);
    assert!(text.contains("<mark class="), "the words are marked in the text");
    let masked = desk.acquit(&format!("review {HOW} --redact --format html sample.pdf")).stdout;
    assert!(!masked.contains("<img") && masked.contains("People are masked"));
    assert!(!masked.contains("Achterberg"));
}

/// A word as `pdftotext -bbox` places it: left, top, right, bottom.
type Seen = (String, [f64; 4]);

/// The words of each page.
fn seen(file: &Path) -> Vec<Vec<Seen>> {
    let out = Command::new("pdftotext").arg("-bbox").arg(file).arg("-").output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let word = |line: &str| {
        let value = |name: &str| line.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse::<f64>().ok();
        let words = line.split_once('>')?.1.split_once("</word>")?.0;
        Some((words.to_owned(), [value("xMin")?, value("yMin")?, value("xMax")?, value("yMax")?]))
    };
    text.split("<page ").skip(1).map(|page| page.lines().filter_map(word).collect()).collect()
}

fn letters_of(word: &str) -> String {
    word.replace("&amp;", "&").chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Whether most words of a quotation lie under its boxes; nothing where it has none.
fn lies_over(words: &Value, pages: &[Vec<Seen>]) -> Option<bool> {
    let page = usize::try_from(words["page"].as_u64()?).ok()?;
    let side = |rect: &Value, at: usize| rect[at].as_f64().unwrap_or_default();
    let boxes = words["boxes"].as_array().filter(|boxes| !boxes.is_empty())?;
    let under = |seen: &&Seen| {
        let [x0, y0, x1, y1] = seen.1;
        let middle = f64::midpoint(y0, y1);
        boxes
            .iter()
            .any(|b| x0 < side(b, 2) && x1 > side(b, 0) && middle > side(b, 1) - 1.0 && middle < side(b, 3) + 1.0)
    };
    let under: Vec<String> = pages.get(page - 1)?.iter().filter(under).map(|seen| letters_of(&seen.0)).collect();
    let under = under.concat();
    let quoted: Vec<String> = words["quote"].as_str()?.split_whitespace().map(letters_of).collect();
    let met = quoted.iter().filter(|word| under.contains(word.as_str())).count();
    Some(met * 2 > quoted.len())
}

#[test]
fn boxes_lie_over_the_words_that_they_quote() {
    if !is_there("pdftotext", "-v") {
        return println!("skipped: no pdftotext here (apt-get install poppler-utils)");
    }
    let desk = Desk::new();
    let (mut good, mut all) = (0_u32, 0_u32);
    for letter in letters() {
        let run = desk.acquit(&format!("review {HOW} --format json {letter}"));
        let review: Value = serde_json::from_str(&run.stdout).unwrap();
        let pages = seen(&corpus(letter.strip_prefix("corpus/").unwrap()));
        for words in evidence(&review) {
            let Some(lies) = lies_over(words, &pages) else { continue };
            all += 1;
            good += u32::from(lies);
            if !lies {
                println!("{letter}: {}", words["quote"]);
            }
        }
    }
    println!("{good} of {all} passages lie under their boxes");
    assert!(all > 500 && good * 100 >= all * 99, "{good} of {all}");
}

#[test]
fn a_browser_opens_the_page() {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let Some(browser) = names.into_iter().find(|name| is_there(name, "--version")) else {
        return println!("skipped: no browser here (apt-get install chromium)");
    };
    let desk = Desk::new();
    desk.acquit(&format!("review {HOW} --format html --output report.html sample.pdf"));
    let address = format!("file://{}", desk.path("report.html").display());
    let printed = desk.path("report.pdf");
    let run = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", desk.path("profile").display()))
        .arg(format!("--print-to-pdf={}", printed.display()))
        .arg(&address)
        .output()
        .unwrap();
    let log = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(printed.exists(), "{log}");
    assert!(!log.contains("Content Security Policy"), "{log}");
    let read = desk.acquit("extract report.pdf").stdout;
    for words in ["Personal debt released", "PARTIAL RELEASE", "not legal advice"] {
        assert!(read.contains(words), "{words}: {read}");
    }
}
