//! The formats that show the letter itself: the page for a browser, and the letter with its words marked.

use std::fs;
use std::process::Command;

use super::desk::Desk;

pub(super) const HOW: &str = "--readers patterns --as-of 2026-11-28 --fail-on never --allow-unreadable";

/// Whether a program is on this machine.
pub(super) fn is_there(program: &str, flag: &str) -> bool {
    Command::new(program).arg(flag).output().is_ok_and(|run| run.status.success())
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

/// What is said where there is no browser.
const NO_BROWSER: &str = "skipped: no browser here (apt-get install chromium)";

/// A browser, where one is.
fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find(|name| is_there(name, "--version"))
}

/// Prints a page on the desk to a PDF.
fn printed(browser: &str, desk: &Desk, page: &str, pdf: &str) {
    let run = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", desk.path("profile").display()))
        .arg(format!("--print-to-pdf={}", desk.path(pdf).display()))
        .arg(format!("file://{}", desk.path(page).display()))
        .output()
        .unwrap();
    let log = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(desk.path(pdf).exists(), "{log}");
    assert!(!log.contains("Content Security Policy"), "{log}");
}

/// How many pictures a page, or a form on it, shows.
fn pictures(document: &lopdf::Document, of: &lopdf::Dictionary) -> usize {
    let inside = |dictionary: &lopdf::Dictionary, key: &[u8]| {
        let value = dictionary.get(key).ok()?;
        document.dereference(value).ok()?.1.as_dict().ok().cloned()
    };
    let listed = inside(of, b"Resources").and_then(|resources| inside(&resources, b"XObject")).unwrap_or_default();
    let shown = |(_, object): (&Vec<u8>, &lopdf::Object)| {
        let stream = document.dereference(object).unwrap().1.as_stream().unwrap();
        let is_image = stream.dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Image"));
        if is_image { 1 } else { pictures(document, &stream.dict) }
    };
    listed.iter().map(shown).sum()
}

/// A page with less on it is as good as empty: the last line of the report says that it is no legal advice.
const FEWEST_WORDS: usize = 20;

#[test]
fn the_page_prints_on_letter_paper_with_nothing_blank_and_nothing_cut() {
    let Some(browser) = browser() else { return println!("{NO_BROWSER}") };
    let desk = Desk::new();
    desk.acquit(&format!("review {HOW} --format html --output report.html sample.pdf"));
    printed(browser, &desk, "report.html", "report.pdf");
    let read = desk.acquit("extract report.pdf").stdout;
    for words in ["Personal debt released", "PARTIAL RELEASE", "not legal advice"] {
        assert!(read.contains(words), "{words}: {read}");
    }
    let document = lopdf::Document::load(desk.path("report.pdf")).unwrap();
    let pages = acquit::extract::pages(&fs::read(desk.path("report.pdf")).unwrap());
    let mut shown = 0;
    for (page, id) in pages.pages.iter().zip(document.get_pages().into_values()) {
        let number = page.number.unwrap();
        let leaf = document.get_dictionary(id).unwrap();
        let paper = leaf.get(b"MediaBox").unwrap().as_array().unwrap();
        let sides: Vec<f32> = paper.iter().map(|side| side.as_float().unwrap()).collect();
        assert!((sides[2] - 612.0).abs() < 1.0 && (sides[3] - 792.0).abs() < 1.0, "page {number}: {sides:?}");
        let text = page.span.of(&pages.text);
        let pictures = pictures(&document, leaf);
        let is_full = pictures > 0 || text.split_whitespace().count() >= FEWEST_WORDS;
        assert!(is_full, "page {number} is as good as blank: {text}");
        assert!(pictures == 0 || text.contains("Page "), "page {number}: a picture is parted from its title: {text}");
        shown += pictures;
        let places = page.lines.iter().filter_map(|line| line.cut(line.span, &pages.text));
        for place in places {
            let inside = place.x0 > 36.0 && place.y0 > 36.0 && place.x1 < 576.0 && place.y1 < 756.0;
            assert!(inside, "page {number}: words are cut by the edge: {place:?}");
        }
    }
    assert_eq!(shown, 2, "each page of the letter is shown once: {read}");
}

/// Marks of each picture of a page, as they are numbered in the report.
fn marks(html: &str) -> Vec<Vec<String>> {
    let sheets = html.split("<svg ").skip(1).filter_map(|sheet| sheet.split("</svg>").next());
    let number = |mark: &str| mark.split('>').nth(1)?.split('<').next().map(str::to_owned);
    sheets.map(|sheet| sheet.split("<text ").skip(1).filter_map(number).collect()).collect()
}

#[test]
fn a_printed_picture_has_all_of_its_marks() {
    let Some(browser) = browser() else { return println!("{NO_BROWSER}") };
    let desk = Desk::new();
    desk.acquit(&format!("review {HOW} --format html --output report.html sample.pdf"));
    printed(browser, &desk, "report.html", "report.pdf");
    let read = desk.acquit("extract report.pdf").stdout;
    let pages: Vec<Vec<&str>> = read.split('\u{c}').map(|page| page.split_whitespace().collect()).collect();
    let all = marks(&fs::read_to_string(desk.path("report.html")).unwrap());
    assert!(all.len() == 2 && all.iter().all(|marks| marks.len() > 3), "{all:?}");
    for marks in all {
        let whole = pages.iter().any(|page| marks.iter().all(|mark| page.contains(&mark.as_str())));
        assert!(whole, "marks {marks:?} stand on no one page of {read}");
    }
}
