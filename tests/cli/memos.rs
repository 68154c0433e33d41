//! What an attorney files and sends: the memo in Markdown and Word, the letter to the lender, two versions, one closing.

use std::fs;
use std::process::Command;

use super::desk::{Desk, json};

pub(super) const SAMPLE: &str = "corpus/sample/short-sale-approval.pdf";
pub(super) const AS_OF: &str = "--readers patterns --as-of 2026-12-01";

pub(super) const SECOND: &str = "\
Marisol Federal Credit Union
400 Harbor Street, Ventura, California 93001

November 20, 2026

Rosalind T. Achterberg
Dominic P. Achterberg

Re: Home equity line 44-90817 (second deed of trust)
    Property: 1482 Quail Hollow Lane, Camarillo, California 93010

Dear Ms. Achterberg and Mr. Achterberg:

Marisol Federal Credit Union approves the short sale of your home at a price of $612,000.00. We must
receive net proceeds of not less than $8,500.00 at closing. Closing must take place on or before
December 31, 2026.

On receipt of that sum we will record a reconveyance of our second deed of trust. The remaining balance
stays owing under your note, and we reserve the right to collect it.

Wilma Oakes
Vice President, Loan Recovery
";

/// A mortgage insurer's letter; SAYS stands for what becomes of its claim.
const INSURER: &str = "\
Coastal Mortgage Insurance Company
77 Harbor Street, Ventura, California 93001

November 20, 2026

Re: Short sale of 5518 Mission Gorge Court, San Diego, California 92120

We insured the loan of the borrower named below and have reviewed the short sale of the home. We approve the short
sale. Upon closing, SAYS

Wilma Oakes
Vice President, Claims
";

fn review(desk: &Desk, words: &str) -> super::desk::Run {
    desk.acquit(&format!("review {AS_OF} {words}"))
}

#[test]
fn the_memo_in_markdown_has_the_verdict_and_a_heading_for_each_section() {
    let desk = Desk::new();
    let run = review(&desk, &format!("--format markdown {SAMPLE}"));
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.starts_with("# ") && run.stdout.contains("\n**PARTIAL RELEASE**\n"), "{}", run.stdout);
    for heading in ["Key facts", "Core clauses", "Wording that works against the borrower", "What statute adds"] {
        assert!(run.stdout.contains(&format!("\n## {heading}\n")), "{heading}: {}", run.stdout);
    }
}

#[test]
fn a_word_document_is_written_whole_and_twice_the_same() {
    let desk = Desk::new();
    for format in ["docx", "request"] {
        for name in ["a.docx", "b.DOCX"] {
            let run = review(&desk, &format!("--format {format} --output {name} {SAMPLE}"));
            assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        }
        let [first, second] = ["a.docx", "b.DOCX"].map(|name| fs::read(desk.path(name)).unwrap());
        assert!(first.starts_with(b"PK") && first == second, "{format}");
        let read = desk.acquit("extract a.docx");
        assert_eq!(read.code, 0, "{}", read.stderr);
        for words in ["Should we determine, in our sole judgment", "Limit the exception to fraud", "ot legal advice"] {
            assert!(read.stdout.contains(words), "{format}: no `{words}` in {}", read.stdout);
        }
    }
    let many = review(&desk, &format!("--format docx --output both.docx {SAMPLE} full.txt"));
    assert_eq!(many.code, 1, "{}", many.stderr);
    let read = desk.acquit("extract both.docx").stdout;
    assert!(read.contains("short-sale-approval.pdf") && read.contains("full.txt"), "{read}");
}

/// Opened by a program that people use, and read by another from what that one prints; skipped, with a printed line,
/// where one of both is missing, but never where CI is set.
#[test]
fn a_word_document_opens_in_an_office_program() {
    for (program, flag) in [("soffice", "--version"), ("pdftotext", "-v")] {
        if !super::illustrated::is_there(program, flag) {
            assert!(std::env::var_os("CI").is_none(), "CI has no {program}: .ci/run installs it");
            return println!("skipped: no {program} here (apt-get install libreoffice-writer-nogui poppler-utils)");
        }
    }
    let desk = Desk::new();
    for format in ["docx", "request"] {
        let name = format!("{format}.docx");
        assert_eq!(review(&desk, &format!("--format {format} --output {name} {SAMPLE}")).code, 1);
        let profile = format!("-env:UserInstallation=file://{}", desk.path("profile").display());
        let opened = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", &name])
            .current_dir(desk.path(""))
            .output()
            .unwrap();
        assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
        let read = Command::new("pdftotext").arg(desk.path(&format!("{format}.pdf"))).arg("-").output().unwrap();
        let flat = String::from_utf8_lossy(&read.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "the settlement described in this letter will be of no effect",
            "Limit the exception to fraud",
            "ot legal advice",
            "Page 1 of",
        ] {
            assert!(flat.contains(words), "{format}: no `{words}` in {flat}");
        }
    }
}

#[test]
fn the_letter_to_the_lender_is_addressed_from_the_facts() {
    let desk = Desk::new();
    let run = review(&desk, &format!("--format request {SAMPLE}"));
    let flat = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "DRAFT for the attorney",
        "This is not legal advice.",
        "Calder Coast Bank, N.A. [Address of the lender]",
        "Loan number: 7003-55821-6",
        "Borrowers: Rosalind T. Achterberg, Dominic P. Achterberg",
        "1. The exception is wider than fraud or waste Your letter says (page 2, line 14): “Should we determine",
        "We ask for: Limit the exception to fraud with respect to the sale, or waste, finally adjudicated",
    ] {
        assert!(flat.contains(words), "{words}: {flat}");
    }
}

#[test]
fn colours_are_as_the_flag_says() {
    let desk = Desk::new();
    for (flag, coloured) in [("--color always", true), ("--color never", false), ("", false)] {
        let run = review(&desk, &format!("{flag} {SAMPLE}"));
        assert_eq!(run.stdout.contains('\u{1b}'), coloured, "{flag}");
    }
    let filed = review(&desk, &format!("--color always --output memo.txt {SAMPLE}"));
    assert_eq!(filed.code, 1);
    assert!(!fs::read_to_string(desk.path("memo.txt")).unwrap().contains('\u{1b}'));
}

/// The lines of the page, with the quoted words marked in them; what stands beside is no quotation.
#[test]
fn the_lines_of_the_page_stand_in_the_memo_where_they_are_asked_for() {
    let desk = Desk::new();
    let plain = review(&desk, &format!("--excerpts {SAMPLE}"));
    assert_eq!(plain.code, 1, "{}", plain.stderr);
    let text = desk.acquit(&format!("extract {SAMPLE}")).stdout;
    let page: Vec<&str> = text.split('\u{c}').nth(1).unwrap().lines().collect();
    let at = page.iter().position(|line| line.contains("Should we determine")).unwrap();
    let shown = format!("      page 2:\n {:>8} │ contract. “Should we determine, in our sole judgment,", at + 1);
    assert!(plain.stdout.contains(&shown), "{shown}\n{}", plain.stdout);
    assert!(plain.stdout.contains(&format!(" {:>8} │ balance of the loan from you.”", at + 3)), "{}", plain.stdout);
    assert!(plain.stdout.lines().all(|line| line.chars().count() <= 80), "{}", plain.stdout);
    let coloured = review(&desk, &format!("--excerpts --color always {SAMPLE}")).stdout;
    let underlined = coloured.lines().find(|line| line.contains("Should we determine")).unwrap();
    assert!(underlined.contains("contract. “\u{1b}[") && underlined.contains("\u{1b}[4m"), "{underlined:?}");
    // Colours and nothing else: a pager shows every line by itself.
    for code in coloured.split('\u{1b}').skip(1) {
        let end = code.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        assert!(code.starts_with('[') && code[end..].starts_with('m'), "{code:?}");
    }
    for words in ["--format html", "--format json", "--redact", "--matter none.txt"] {
        let run = review(&desk, &format!("--excerpts {words} {SAMPLE}"));
        assert!(run.code == 2 && run.stderr.contains("--excerpts"), "{words}: {}", run.stderr);
    }
}

/// No terminal, no width of a terminal: a memo in a pipe is the same on every machine.
#[test]
fn a_memo_in_a_pipe_is_eighty_columns_wide() {
    let desk = Desk::new();
    let usual = review(&desk, SAMPLE).stdout;
    let mut command = desk.command(&format!("review {AS_OF} {SAMPLE}"));
    let narrow = super::desk::ended("review", command.env("COLUMNS", "50")).stdout;
    assert_eq!(usual, narrow);
    assert!(usual.lines().all(|line| line.chars().count() <= 80));
}

fn versions(desk: &Desk) {
    let old = desk.acquit("extract full.txt").stdout;
    let new = old + "\n\nWe reserve the right to collect any deficiency.\n";
    desk.write("new.txt", &new);
}

#[test]
fn two_versions_are_compared_and_the_new_one_decides() {
    let desk = Desk::new();
    versions(&desk);
    let compared = |files: &str| desk.acquit(&format!("diff {AS_OF} --fail-on critical {files}"));
    let worse = compared("full.txt new.txt");
    let better = compared("new.txt full.txt");
    let same = compared("full.txt full.txt");
    assert_eq!((worse.code, better.code, same.code), (1, 0, 0), "{}", worse.stdout);
    assert!(worse.stdout.contains("{+We reserve the right to collect any deficiency.+}"), "{}", worse.stdout);
    assert!(worse.stdout.contains("+ deficiency-reservation: new"), "{}", worse.stdout);
    assert!(better.stdout.contains("- deficiency-reservation: gone"), "{}", better.stdout);
    assert!(better.stdout.contains("[-We reserve the right to collect any deficiency.-]"), "{}", better.stdout);
    assert!(same.stdout.contains("The verdict is the same."), "{}", same.stdout);
    let page = desk.acquit(&format!("diff {AS_OF} --format html full.txt new.txt")).stdout;
    assert!(page.contains("<ins>We reserve the right to collect any deficiency.</ins>"), "{page}");
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"), "{page}");
}

#[test]
fn differences_keep_their_schema() {
    let desk = Desk::new();
    versions(&desk);
    let schema = super::schemas::closed(json(&desk.acquit("schema diff").stdout));
    let object = json(&desk.acquit(&format!("diff {AS_OF} --format json full.txt new.txt")).stdout);
    assert_eq!(super::schemas::errors(&schema, &object), Vec::<String>::new());
}

#[test]
fn what_cannot_be_compared_is_told() {
    let desk = Desk::new();
    versions(&desk);
    for (words, code, says) in [
        ("diff full.txt gone.txt", 3, "gone.txt"),
        ("diff gone.txt full.txt", 3, "gone.txt"),
        ("diff --allow-unreadable --fail-on never gone.txt full.txt", 0, "gone.txt"),
        ("diff full.txt", 2, "NEW"),
    ] {
        let run = desk.acquit(&format!("{words} {AS_OF}"));
        assert!(run.code == code && run.stderr.contains(says), "{words}: {} {}", run.code, run.stderr);
    }
}

#[test]
fn the_letters_of_one_closing_are_held_against_each_other() {
    let desk = Desk::new();
    desk.write("second.txt", SECOND);
    let run = review(&desk, &format!("--matter {SAMPLE} second.txt"));
    let flat = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(run.code, 1, "{}", run.stderr);
    for words in [
        "One closing, 2 letters NO RELEASE",
        "second.txt, on a junior lien, does not release its debt for sure",
        "allows $6000.00 to the junior lien, and second.txt wants $8500.00: short by $2500.00.",
        "2026-12-31 (second.txt)",
        "A mortgage insurer is named",
        "lien told by “our second deed of trust”",
    ] {
        assert!(flat.contains(words), "{words}: {flat}");
    }
    let object = json(&review(&desk, &format!("--matter --format json {SAMPLE} second.txt")).stdout);
    let schema = super::schemas::closed(json(&desk.acquit("schema matter").stdout));
    assert_eq!(super::schemas::errors(&schema, &object), Vec::<String>::new());
    assert_eq!((&object["verdict"], &object["letters"][1]["lien"]), (&"no-release".into(), &"junior".into()));
}

/// The page of a closing: what is open, then every letter as its own report shows it, reached by a link that holds.
#[test]
fn a_closing_as_a_page_shows_each_of_its_letters() {
    let desk = Desk::new();
    desk.write("second.txt", SECOND);
    let page = review(&desk, &format!("--matter --format html {SAMPLE} second.txt")).stdout;
    for words in [
        "<h1 id=\"closing-t\">One closing, 2 letters</h1>",
        "second.txt, on a junior lien, does not release its debt for sure",
        "short by $2500.00.",
        "<p class=\"verdict bad\">NO RELEASE</p>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let links =
        page.match_indices("href=\"#d").map(|(at, _)| &page[at + 7..]).filter_map(|rest| rest.split('"').next());
    let letters: Vec<&str> =
        links.filter(|id| !id.contains("-m") && !id.contains("-p") && !id.contains("-q")).collect();
    assert!(letters.contains(&"d1-1") && letters.contains(&"d2-1"), "{letters:?}");
    for id in letters {
        assert!(page.contains(&format!("id=\"{id}\"")), "nothing is called {id}");
    }
}

/// An insurer holds no lien and lends nothing: its waiver completes a closing.
#[test]
fn the_waiver_of_an_insurer_completes_a_closing() {
    let desk = Desk::new();
    for (says, code, verdict) in [
        ("we waive every right to collect the deficiency from the borrower.", 0, "full-release"),
        ("we reserve the right to collect the deficiency from the borrower.", 1, "no-release"),
    ] {
        desk.write("insurer.txt", &INSURER.replace("SAYS", says));
        let run =
            desk.acquit("review --readers patterns --as-of 2018-09-01 --matter --format json full.txt insurer.txt");
        let object = json(&run.stdout);
        assert_eq!(
            (&object["letters"][1]["writer"], &object["verdict"]),
            (&"insurer".into(), &verdict.into()),
            "{says}"
        );
        assert_eq!(run.code, code, "{says}: {}", run.stdout);
    }
}

#[test]
fn a_matter_that_cannot_be_told_is_refused() {
    let desk = Desk::new();
    desk.write("second.txt", SECOND);
    for (words, says) in [
        ("--matter second.txt", "two at least"),
        ("--matter --format request full.txt second.txt", "leave --matter out"),
        ("--matter --format annotated-pdf full.txt second.txt", "leave --matter out"),
    ] {
        let run = review(&desk, words);
        assert!(run.code == 2 && run.stderr.contains(says), "{words}: {}", run.stderr);
    }
}
