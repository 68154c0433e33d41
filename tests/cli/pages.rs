//! The worked examples of the pages: each command prints what the page shows.

use std::fs;

use super::desk::{Desk, corpus};

/// The fenced blocks of a page with their language, in order.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let fenced = page.split("\n```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

/// Each command of a block with what is shown below it.
fn commands(block: &str) -> Vec<(&str, &str)> {
    let parts = block.split("$ acquit ").skip(1);
    parts.map(|part| part.split_once('\n').unwrap_or((part, ""))).collect()
}

const CONFIGURATION: &str = include_str!("../../docs/configuration.md");

/// Lays a file on the desk that an example shows.
fn lay(desk: &Desk, language: &str, block: &str) {
    match language {
        "csv" => desk.write("facts.csv", &format!("{block}\n")),
        "toml" => {
            // The review file of an example before would speak in this one.
            let _there_may_be_none = fs::remove_file(desk.path("acquit-review.toml"));
            let name = match block {
                _ if block.contains("[[decision]]") => "acquit-review.toml",
                _ if block.contains("[[document]]") => "labels.toml",
                _ => "acquit.toml",
            };
            desk.write(name, block);
        }
        _ => {}
    }
}

/// Runs every command of a page, and gives their number.
fn run(desk: &Desk, page: &str) -> usize {
    let mut ran = 0;
    for (language, block) in blocks(page) {
        lay(desk, language, block);
        for (words, shown) in if language == "console" { commands(block) } else { Vec::new() } {
            let run = desk.acquit(words);
            let printed = format!("{}{}[exit code {}]", run.stdout, run.stderr, run.code);
            let mut rest = printed.as_str();
            for piece in shown.split('…').map(str::trim).filter(|piece| !piece.is_empty()) {
                let at = rest.find(piece);
                let at = at.unwrap_or_else(|| panic!("`acquit {words}` does not print\n{piece}\nbut\n{printed}"));
                rest = &rest[at + piece.len()..];
            }
            ran += 1;
        }
    }
    ran
}

/// A desk with these files of the corpus, by their new names, in a folder.
fn desk(folder: &str, files: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.path(folder)).unwrap();
    for (from, to) in files {
        fs::copy(corpus(from), desk.path(folder).join(to)).unwrap_or_else(|e| panic!("{from}: {e}"));
    }
    desk
}

const SAMPLE: (&str, &str) = ("sample/short-sale-approval.pdf", "approval.pdf");
const FULL: (&str, &str) = ("clean/lf-c01.txt", "full.txt");

#[test]
fn the_examples_of_the_check_page_are_what_the_program_prints() {
    let ran = run(&desk("letters", &[SAMPLE, FULL]), include_str!("../../docs/check.md"));
    assert!(ran > 6, "only {ran} commands were seen: the page is not read as it is written");
}

#[test]
fn the_tutorial_of_the_attorney_is_what_the_program_prints() {
    let desk = desk("case", &[SAMPLE]);
    fs::rename(desk.path("case/approval.pdf"), desk.path("approval.pdf")).unwrap();
    let ran = run(&desk, include_str!("../../docs/book/src/attorney.md"));
    assert!(ran > 6, "only {ran} commands were seen: the page is not read as it is written");
    assert!(fs::read_to_string(desk.path("memo.txt")).unwrap().contains("PARTIAL RELEASE"));
}

#[test]
fn the_tutorial_of_the_back_office_is_what_the_program_prints() {
    let letters = [
        SAMPLE,
        (FULL.0, "okafor.txt"),
        ("letters/docs/la-003.txt", "baymark.txt"),
        ("extract/locked.pdf", "locked.pdf"),
    ];
    let desk = desk("in", &letters);
    let ran = run(&desk, include_str!("../../docs/book/src/back-office.md"));
    assert!(ran > 4, "only {ran} commands were seen: the page is not read as it is written");
    let lines = |name: &str| fs::read_to_string(desk.path(name)).unwrap().lines().count();
    assert_eq!((lines("letters.ndjson"), lines("letters.csv")), (letters.len(), letters.len() + 1));
    assert_eq!(lines("first.ndjson") + lines("second.ndjson"), letters.len(), "each letter is in one shard");
}

#[test]
fn the_tutorial_for_ci_is_what_the_program_prints() {
    let ran = run(&desk("letters", &[SAMPLE, FULL]), include_str!("../../docs/book/src/ci.md"));
    assert!(ran > 5, "only {ran} commands were seen: the page is not read as it is written");
}

#[test]
fn the_examples_of_the_configuration_page_are_what_the_program_prints() {
    let ran = run(&desk("letters", &[SAMPLE, FULL]), CONFIGURATION);
    assert!(ran > 4, "only {ran} commands were seen: the page is not read as it is written");
}

#[test]
fn the_configuration_page_tells_every_setting() {
    let shown = Desk::new().acquit("config show --no-config --format json");
    let shown = super::desk::json(&shown.stdout);
    let keys: Vec<&str> = shown["settings"].as_array().unwrap().iter().filter_map(|row| row["key"].as_str()).collect();
    assert!(keys.len() > 30, "{keys:?}");
    for key in keys.iter().filter(|key| !key.starts_with("limits.")) {
        assert!(CONFIGURATION.contains(&format!("`{key}`")), "docs/configuration.md does not tell `{key}`");
    }
}
