//! The papers of the house keep up with it: what they name exists, the README's commands are those that the gate runs,
//! and its memo is what the program prints.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

const PAPERS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// What stands at the top of the repository and is not a file's name with an ending.
const TOP: [&str; 9] = [".ci", ".github", "benches", "corpus", "docs", "examples", "patterns", "src", "tests"];

/// Names that stand for a file of the reader's own.
const STAND_INS: [&str; 1] = ["src/extract/yours.rs"];

fn paper(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The words in backticks, those of indented and fenced blocks too.
fn code(paper: &str) -> Vec<&str> {
    let (mut fenced, mut code) = (false, Vec::new());
    for line in paper.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            code.extend(line.split_whitespace());
        } else {
            code.extend(line.split('`').skip(1).step_by(2).flat_map(str::split_whitespace));
        }
    }
    code
}

/// A word that names a file or folder of the repository.
fn as_path(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| "(),;:\"'".contains(c)).trim_end_matches(['/', '.']);
    let (top, rest) = word.split_once('/').unwrap_or((word, ""));
    (TOP.contains(&top) && !rest.is_empty() && !STAND_INS.contains(&word)).then_some(word)
}

#[test]
fn every_path_in_the_papers_exists() {
    let mut named = 0;
    for name in PAPERS {
        let text = paper(name);
        for path in code(&text).into_iter().filter_map(as_path) {
            assert!(root().join(path).exists(), "{name} names `{path}`, which is not there");
            named += 1;
        }
    }
    assert!(named > 40, "only {named} paths were seen: the papers are not read as they are written");
}

#[test]
fn every_link_of_the_papers_leads_somewhere() {
    for name in PAPERS {
        for target in paper(name).split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let there = target.starts_with("https://") || root().join(target).exists();
            assert!(there, "{name} links to {target}, which is not there");
        }
    }
}

#[test]
fn paths_are_told_from_other_words() {
    let text =
        "See `src/read.rs`, `corpus/gone/` and `acquit scan`.\n```sh\nacquit review corpus/sample/a.pdf --x\n```\n";
    let paths: Vec<&str> = code(text).into_iter().filter_map(as_path).collect();
    assert_eq!(paths, ["src/read.rs", "corpus/gone", "corpus/sample/a.pdf"]);
}

/// The lines of the fenced blocks of one language, block by block.
fn blocks(paper: &str, language: &str) -> Vec<String> {
    let fence = format!("\n```{language}\n");
    paper.split(fence.as_str()).skip(1).map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_two_commands_of_the_readme_are_those_of_the_gate() {
    let commands = blocks(&paper("README.md"), "sh");
    let [install, test] = commands.as_slice() else { panic!("the README has not two commands: {commands:#?}") };
    let gate = paper(".ci/run");
    for command in [install, test] {
        assert!(gate.lines().any(|line| line.trim().starts_with(command)), ".ci/run does not run `{command}`");
    }
}

#[test]
fn the_memo_of_the_readme_is_what_the_program_prints() {
    let readme = paper("README.md");
    let command = blocks(&readme, "sh").first().unwrap().split(" && acquit ").nth(1).unwrap().to_owned();
    let run = Command::new(env!("CARGO_BIN_EXE_acquit"))
        .args(command.split_whitespace())
        .current_dir(root())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "the README says that `acquit {command}` ends with 1");
    let memo = String::from_utf8(run.stdout).unwrap();
    let mut rest = memo.as_str();
    for shown in blocks(&readme, "text")[0].split("…\n") {
        let at = rest.find(shown.trim_end()).unwrap_or_else(|| {
            panic!("the README shows other words than `acquit {command}` prints:\n{shown}\nThe program prints:\n{memo}")
        });
        rest = &rest[at + shown.trim_end().len()..];
    }
}

#[test]
fn every_fuzz_target_is_told_and_has_its_file() {
    let (manifest, readme) = (paper("fuzz/Cargo.toml"), paper("fuzz/README.md"));
    let targets: Vec<&str> =
        manifest.split("[[bin]]\nname = \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(targets.len() > 15, "only {} targets were seen", targets.len());
    let told: BTreeSet<&str> = code(&readme).into_iter().collect();
    for target in targets {
        assert!(told.contains(target), "fuzz/README.md does not say what `{target}` is");
        assert!(root().join(format!("fuzz/targets/{target}.rs")).exists(), "fuzz/targets/{target}.rs is not there");
    }
}

#[test]
fn every_module_has_its_place_in_the_architecture() {
    let (lib, architecture) = (paper("src/lib.rs"), paper("ARCHITECTURE.md"));
    let rows = architecture.lines().filter_map(|line| {
        let mut cells = line.split('|').skip(1);
        let floor: usize = cells.next()?.trim().parse().ok()?;
        Some((floor, cells.next()?.split('`').skip(1).step_by(2).collect::<BTreeSet<_>>()))
    });
    let mut floor = 0;
    let mut told: Vec<(usize, BTreeSet<&str>)> = Vec::new();
    for line in lib.lines() {
        if let Some(rest) = line.strip_prefix("// floor ") {
            floor = rest.split(':').next().unwrap().parse().unwrap();
            told.push((floor, BTreeSet::new()));
        } else if let Some(module) = line.strip_prefix("pub mod ") {
            let (_, modules) = told.iter_mut().find(|(f, _)| *f == floor).unwrap();
            modules.insert(module.trim_end_matches(';'));
        }
    }
    assert_eq!(rows.collect::<Vec<_>>(), told, "left: the table of ARCHITECTURE.md, right: src/lib.rs");
}

#[test]
fn every_dependency_has_its_reason() {
    let (cargo, architecture) = (paper("Cargo.toml"), paper("ARCHITECTURE.md"));
    let tables: toml::Table = cargo.parse().unwrap();
    let crates = |table: &str| tables[table].as_table().unwrap().keys().cloned().collect::<BTreeSet<String>>();
    let (_, reasons) = architecture.split_once("## Dependencies").unwrap();
    let (reasons, _) = reasons.split_once("\n## ").unwrap();
    let cells = reasons.lines().filter(|line| line.starts_with("| `")).map(|line| line.split('|').nth(1).unwrap());
    let reasoned: BTreeSet<String> =
        cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    let mut used: BTreeSet<String> = crates("dependencies").union(&crates("dev-dependencies")).cloned().collect();
    for system in tables["target"].as_table().unwrap().values() {
        used.extend(system["dependencies"].as_table().unwrap().keys().cloned());
    }
    assert_eq!(reasoned, used, "left: ARCHITECTURE.md, right: Cargo.toml");
}

/// Text files of the repository, those that git ignores left out.
fn text_files() -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(root())
        .hidden(false)
        .require_git(false)
        .filter_entry(|e| e.file_name() != ".git")
        .build();
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.map(ignore::DirEntry::into_path).collect()
}

#[test]
fn no_file_holds_a_path_of_somebodys_machine() {
    // Put together here, so that this file does not hold them itself.
    let traces: Vec<String> = [("/ho", "me/"), ("/wo", "rk/"), ("/ro", "ot/"), ("/Us", "ers/"), ("C:\\Us", "ers")]
        .map(|(a, b)| format!("{a}{b}"))
        .to_vec();
    let mut seen = 0;
    for file in text_files() {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        seen += 1;
        for trace in &traces {
            let line = text.lines().find(|line| holds(line, trace));
            assert!(line.is_none(), "{}: {}", file.display(), line.unwrap_or_default());
        }
    }
    assert!(seen > 200, "only {seen} files were seen");
}

/// Whether a path begins here: `at home/work/` is prose, and so is a longer path with such a part.
fn holds(line: &str, trace: &str) -> bool {
    line.match_indices(trace).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_.-}".contains(c)))
}

#[test]
fn a_planted_path_is_found() {
    let trace = ["/wo", "rk/"].concat();
    assert!(holds(&format!("see {trace}letters"), &trace));
    assert!(!holds(&format!("home{trace}address"), &trace));
}
