//! The worked examples of `docs/check.md` and `docs/configuration.md`: each command prints what the page shows.

use std::fs;

use super::desk::{Desk, corpus};

const CHECK: &str = include_str!("../../docs/check.md");
const CONFIGURATION: &str = include_str!("../../docs/configuration.md");

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

/// A desk with the letters that the pages speak of.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.path("letters")).unwrap();
    fs::rename(desk.path("sample.pdf"), desk.path("letters/approval.pdf")).unwrap();
    fs::copy(corpus("clean/lf-c01.txt"), desk.path("letters/full.txt")).unwrap();
    desk
}

/// Runs the commands of a block and holds what they print against what is shown; says how many there were.
fn hold(desk: &Desk, block: &str) -> usize {
    let all = commands(block);
    for (words, shown) in &all {
        let run = desk.acquit(words);
        let printed = format!("{}{}[exit code {}]", run.stdout, run.stderr, run.code);
        let mut rest = printed.as_str();
        for piece in shown.split('…').map(str::trim).filter(|piece| !piece.is_empty()) {
            let at = rest.find(piece);
            let at = at.unwrap_or_else(|| panic!("`acquit {words}` does not print\n{piece}\nbut\n{printed}"));
            rest = &rest[at + piece.len()..];
        }
    }
    all.len()
}

#[test]
fn the_examples_of_the_check_page_are_what_the_program_prints() {
    let desk = desk();
    let mut ran = 0;
    for (language, block) in blocks(CHECK) {
        if language == "toml" {
            // The review file of an example before would speak in this one.
            let _there_may_be_none = fs::remove_file(desk.path("acquit-review.toml"));
            let name = if block.contains("[[decision]]") { "acquit-review.toml" } else { "labels.toml" };
            desk.write(name, block);
        }
        ran += if language == "console" { hold(&desk, block) } else { 0 };
    }
    assert!(ran > 6, "only {ran} commands were seen: the page is not read as it is written");
}

#[test]
fn the_examples_of_the_configuration_page_are_what_the_program_prints() {
    let desk = desk();
    let mut ran = 0;
    for (language, block) in blocks(CONFIGURATION) {
        match language {
            "toml" => desk.write("acquit.toml", block),
            "console" => ran += hold(&desk, block),
            _ => {}
        }
    }
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
