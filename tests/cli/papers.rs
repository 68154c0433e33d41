//! What the program says of itself: completions, manual pages, the pages of clauses and hazards.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::desk::Desk;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The commands that `--help` lists, `help` aside.
fn commands(desk: &Desk) -> Vec<String> {
    let help = desk.acquit("--help").stdout;
    let (_, list) = help.split_once("Commands:\n").expect("the commands");
    let lines = list.lines().take_while(|line| !line.is_empty());
    let own = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = own.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

/// The long flags that the help of a command lists.
fn flags(desk: &Desk, command: &str) -> BTreeSet<String> {
    let help = desk.acquit(&format!("{command} --help")).stdout;
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let flags = lines.flat_map(|line| line.split([' ', ',', '=', '[', '.']).filter(|word| word.starts_with("--")));
    flags.map(|flag| flag.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()).collect()
}

#[test]
fn completions_know_every_command_and_flag_and_nothing_hidden() {
    let desk = Desk::new();
    let (commands, flags) = (commands(&desk), flags(&desk, "check"));
    assert!(commands.len() > 10 && flags.len() > 15, "{commands:?} {flags:?}");
    for shell in SHELLS {
        let run = desk.acquit(&format!("completions {shell}"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        for command in &commands {
            assert!(run.stdout.contains(command.as_str()), "{shell}: no {command}");
        }
        for flag in &flags {
            assert!(run.stdout.contains(flag.trim_start_matches('-')), "{shell}: no {flag}");
        }
        for hidden in ["worker", "fusion"] {
            assert!(!run.stdout.contains(hidden), "{shell} offers {hidden}");
        }
    }
    let run = desk.acquit("completions moon");
    assert!(run.code == 2 && SHELLS.iter().all(|shell| run.stderr.contains(shell)), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn bash_completes_a_command() {
    let desk = Desk::new();
    desk.write("acquit.bash", &desk.acquit("completions bash").stdout);
    let script = "source ./acquit.bash; COMP_WORDS=(acquit rev); COMP_CWORD=1; _acquit acquit rev acquit; \
                  printf '%s\\n' \"${COMPREPLY[@]}\"";
    let bash = std::process::Command::new("bash").args(["-c", script]).current_dir(desk.path("")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&bash.stdout), "review\n", "{}", String::from_utf8_lossy(&bash.stderr));
}

#[test]
fn each_command_has_a_manual_page_with_its_flags() {
    let desk = Desk::new();
    let run = desk.acquit("man --output pages/man1");
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let page = |name: &str| {
        let file = desk.path(&format!("pages/man1/{name}.1"));
        fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
    };
    assert_eq!(desk.acquit("man").stdout, page("acquit"));
    let commands = commands(&desk);
    for command in &commands {
        let text = page(&format!("acquit-{command}"));
        assert!(text.contains(&format!(".TH acquit-{command} 1 ")), "{text}");
        assert!(page("acquit").contains(&format!("acquit\\-{command}(1)")), "{command} is not in acquit(1)");
        for flag in flags(&desk, command) {
            assert!(text.contains(&flag.replace('-', "\\-")), "{command}: no {flag}\n{text}");
        }
    }
    let names: Vec<String> = fs::read_dir(desk.path("pages/man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.len() > commands.len() && !names.iter().any(|name| name.contains("worker")), "{names:?}");
}

fn book() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/book/src"))
}

/// What lies in a folder, by name, with its text.
fn held(folder: &Path) -> Vec<(String, String)> {
    let listed = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut all: Vec<(String, String)> = listed
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    all.sort();
    all
}

#[test]
fn the_committed_pages_are_what_the_patterns_say() {
    let desk = Desk::new();
    let run = desk.acquit("docs --output clauses");
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let (made, committed) = (held(&desk.path("clauses")), held(&book().join("clauses")));
    let names = |pages: &[(String, String)]| pages.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&made), "left: docs/book/src/clauses, right: acquit docs");
    for (one, other) in made.iter().zip(&committed) {
        assert!(
            one == other,
            "docs/book/src/clauses/{} is not current: run `cargo run -- docs --output docs/book/src/clauses` and look at \
             what changed",
            one.0
        );
    }
    let printed = desk.acquit("docs").stdout;
    assert!(made.iter().all(|(name, text)| printed.contains(text.as_str()) || panic!("{name} is not printed")));
}

/// The targets of the links of a page, without their anchors.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.map(|target| target.split('#').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_book_names_all_its_pages_and_its_links_lead_somewhere() {
    let summary = links(&fs::read_to_string(book().join("SUMMARY.md")).unwrap());
    let own = held_below(book());
    for page in own.iter().filter(|page| *page != "SUMMARY.md") {
        assert!(summary.contains(page), "SUMMARY.md does not name {page}");
    }
    let clauses: Vec<&str> = summary.iter().filter_map(|target| target.strip_prefix("clauses/")).collect();
    let list = links(&fs::read_to_string(book().join("clauses/README.md")).unwrap());
    assert_eq!(clauses[1..], list, "left: SUMMARY.md, right: clauses/README.md, which is in the contract's order");
    for page in &own {
        let file = book().join(page);
        let text = fs::read_to_string(&file).unwrap();
        let included = text.split("{{#include ").skip(1).filter_map(|rest| rest.split("}}").next()).map(str::to_owned);
        for target in links(&text).into_iter().chain(included) {
            let there = target.starts_with("https://") || file.parent().unwrap().join(&target).exists();
            assert!(there, "{page} leads to {target}, which is not there");
        }
    }
    let config: toml::Table = fs::read_to_string(book().join("../book.toml")).unwrap().parse().unwrap();
    assert_eq!(config["build"]["create-missing"].as_bool(), Some(false), "a page that is not there is a mistake");
}

/// The pages below a folder, by path from there.
fn held_below(folder: &Path) -> Vec<String> {
    let walk = ignore::WalkBuilder::new(folder).build().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let mut all: Vec<String> =
        files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")).collect();
    all.sort();
    all
}
