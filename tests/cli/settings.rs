//! Settings: flags over the environment over `acquit.toml`, facts and severities by path, the user's own patterns.

use std::fs;

use serde_json::Value;

use super::desk::{Desk, Run, ended, json};
use super::{BAD, CLEAN};

/// A run in a folder of the desk with variables.
fn run(desk: &Desk, folder: &str, variables: &[(&str, &str)], words: &str) -> Run {
    let mut command = desk.command(words);
    command.current_dir(desk.path(folder)).envs(variables.iter().copied());
    ended(words, &mut command)
}

/// What `config show` says of a key: its value and where it comes from.
fn shown(run: &Run, key: &str) -> (String, String) {
    let all = json(&run.stdout);
    let settings = all["settings"].as_array().unwrap();
    let setting = settings.iter().find(|setting| setting["key"] == key).unwrap_or_else(|| panic!("no {key}: {all}"));
    let value = setting["value"].as_str().map_or_else(|| setting["value"].to_string(), str::to_owned);
    (value, setting["from"].as_str().unwrap().to_owned())
}

/// Folder, variables, flags, exit code, and the value with its source.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, i32, (&'a str, &'a str));

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let desk = Desk::new();
    let here = "readers = \"patterns\"\n\nfail-on = \"never\"\n";
    desk.write("acquit.toml", here);
    desk.write("other.toml", "readers = \"patterns\"\nfail-on = \"critical\"\n");
    fs::create_dir_all(desk.path("deep/below")).unwrap();
    let outside = run(&desk, "deep/below", &[], "config show --format json");
    assert_eq!(shown(&outside, "fail-on").1, "default", "outside of a repository no file above counts");
    fs::create_dir(desk.path(".git")).unwrap();
    let critical = [("ACQUIT_FAIL_ON", "critical")];
    let table: [Case<'_>; 9] = [
        (".", &[], "", 0, ("never", "acquit.toml:3")),
        (".", &critical, "", 1, ("critical", "env ACQUIT_FAIL_ON")),
        (".", &critical, "--fail-on never", 0, ("never", "flag")),
        (".", &[("ACQUIT_FAIL_ON", "")], "", 0, ("never", "acquit.toml:3")),
        (".", &[], "--no-config", 1, ("high", "default")),
        (".", &critical, "--no-config", 1, ("critical", "env ACQUIT_FAIL_ON")),
        (".", &[], "--config other.toml", 1, ("critical", "other.toml:2")),
        ("deep/below", &[], "", 0, ("never", "../../acquit.toml:3")),
        ("deep", &[], "--config ../other.toml", 1, ("critical", "../other.toml:2")),
    ];
    let letter = desk.path("none.txt");
    for (folder, variables, words, code, from) in table {
        for command in ["review", "scan", "check"] {
            let words = format!("{command} {} --readers patterns {words}", letter.display());
            let run = run(&desk, folder, variables, &words);
            assert_eq!(run.code, code, "{folder} {variables:?} acquit {words}\n{}", run.stderr);
        }
        let run = run(&desk, folder, variables, &format!("config show --format json {words}"));
        assert_eq!(shown(&run, "fail-on"), (from.0.to_owned(), from.1.to_owned()), "{folder} {words}");
    }
    fs::create_dir(desk.path("deep/.git")).unwrap();
    let run = run(&desk, "deep/below", &[], "config show --format json");
    assert_eq!(shown(&run, "fail-on").1, "default", "no file above the root of a repository counts");
}

#[test]
fn what_a_file_lets_a_run_pass_over_is_told_unless_quiet() {
    let desk = Desk::new();
    let gate = "the settings decide what counts here";
    desk.write(
        "acquit.toml",
        "readers = \"patterns\"\n[severity]\ndebt-release = \"info\"\n[scan]\nerror-budget = \"1%\"\n",
    );
    for (words, told) in [
        ("check none.txt", Some("severity.debt-release = info (acquit.toml:3)")),
        ("scan none.txt", Some("scan.error-budget = 1% (acquit.toml:5), severity.debt-release")),
        ("review none.txt", Some("severity.debt-release = info")),
        ("-q check none.txt", None),
        ("--no-config check --readers patterns none.txt", None),
        ("config show", None),
    ] {
        let said = desk.acquit(words).stderr;
        assert_eq!(said.contains(gate), told.is_some(), "{words}: {said}");
        assert!(said.contains(told.unwrap_or_default()), "{words}: {said}");
    }
    desk.write("acquit.toml", "readers = \"patterns\"\nallow-unreadable = true\nexclude = [\"drafts/\"]\n");
    let said = desk.acquit("scan none.txt").stderr;
    assert!(said.contains("allow-unreadable = true (acquit.toml:2), exclude = drafts/ (acquit.toml:3)"), "{said}");
}

#[test]
fn what_is_shown_as_a_file_says_the_same_as_a_file() {
    let desk = Desk::new();
    let text = "fail-on = \"low\"\nexclude = [\"drafts/\", \"a \\\"b\\\"\"]\nredact = true\npatterns = \"own\"\n\
        [limits]\nseconds = 0.5\n[scan]\nformat = \"csv\"\n[facts]\nstate = \"CA\"\n[severity]\ntax-reporting = \"medium\"\n\
        [[path]]\nglob = \"nv/*\"\nfacts = { state = \"NV\" }\nseverity = { execution = \"info\" }\n";
    desk.write("acquit.toml", text);
    let first = desk.acquit("config show --format json");
    assert_eq!(shown(&first, "scan.format"), ("csv".to_owned(), "acquit.toml:8".to_owned()), "{}", first.stdout);
    assert_eq!(shown(&first, "limits.max-file").1, "default");
    assert_eq!(shown(&first, "require").0, "null");
    let file = desk.acquit("config show --format toml");
    desk.write("acquit.toml", &file.stdout);
    let second = desk.acquit("config show --format json");
    assert_eq!(second.code, 0, "{}\n{}", file.stdout, second.stderr);
    let values = |run: &Run| {
        let mut all = json(&run.stdout);
        strip(&mut all);
        all
    };
    assert_eq!(values(&first), values(&second), "{}", file.stdout);
    let table = desk.acquit("config show");
    assert!(table.stdout.lines().any(|line| line.split_whitespace().collect::<Vec<_>>()[..2] == ["facts.state", "CA"]));
}

/// Takes away where values come from.
fn strip(value: &mut Value) {
    match value {
        Value::Object(all) => {
            all.remove("from");
            all.values_mut().for_each(strip);
        }
        Value::Array(all) => all.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn a_format_of_the_file_does_not_quarrel_with_a_flag() {
    let desk = Desk::new();
    desk.write("acquit.toml", "[scan]\nformat = \"csv\"\n");
    let run = desk.acquit("scan --group full.txt --readers patterns --fail-on never");
    assert!(run.code == 0 && run.stdout.contains("templates"), "{}", run.stderr);
}

#[test]
fn a_wrong_setting_ends_with_2_and_is_told_with_its_place() {
    let desk = Desk::new();
    desk.write("wrong.toml", "\nfail_on = \"high\"\n");
    for (variables, words, says) in [
        (None, "--config wrong.toml", "wrong.toml:2: `fail_on` is no key; did you mean `fail-on`?"),
        (None, "--config gone.toml", "gone.toml: the settings cannot be read as text"),
        (Some(("ACQUIT_FAIL_ON", "awful")), "", "ACQUIT_FAIL_ON: invalid value 'awful'"),
        (
            Some(("ACQUIT_FAILON", "high")),
            "",
            "ACQUIT_FAILON: the variable is no setting; did you mean ACQUIT_FAIL_ON?",
        ),
        (Some(("ACQUIT_REDACT", "maybe")), "", "ACQUIT_REDACT: `maybe` is neither true nor false"),
        (Some(("ACQUIT_FACTS", "moon=full")), "", "ACQUIT_FACTS: `moon` names no fact"),
    ] {
        for command in ["review full.txt", "scan full.txt", "check full.txt", "why full.txt --units", "config show"] {
            let run = run(&desk, ".", variables.as_slice(), &format!("{command} {words}"));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command} {words}: {}", run.stderr);
            assert!(run.stderr.contains(says), "{command} {words}: {}", run.stderr);
        }
    }
    let run = run(&desk, ".", &[("ACQUIT_FAIL_ON", "awful")], "explain debt-release");
    assert_eq!(run.code, 0, "what reads no letter heeds no setting: {}", run.stderr);
}

#[test]
fn a_flag_does_not_quarrel_with_the_file() {
    let desk = Desk::new();
    desk.write("acquit.toml", "model = \"no/card.toml\"\nallow-unreadable = true\n");
    for words in ["scan --readers patterns --error-budget 50% full.txt", "check --readers patterns -- full.txt"] {
        let run = desk.acquit(words);
        assert_eq!(run.code, 0, "{words}: {}", run.stderr);
    }
    let run = desk.acquit("check full.txt");
    assert!(run.code == 2 && run.stderr.contains("no/card.toml"), "{}", run.stderr);
}

#[test]
fn facts_hold_by_path_and_flags_and_tables_of_facts_win_over_them() {
    let desk = Desk::new();
    let letter = include_str!("state_branches.txt");
    for folder in ["ca", "oh"] {
        fs::create_dir(desk.path(folder)).unwrap();
        desk.write(&format!("{folder}/letter.txt"), letter);
    }
    desk.write("facts.csv", "path,state\nca/letter.txt,OH\n");
    desk.write(
        "acquit.toml",
        "readers = \"patterns\"\nfacts = { state = \"OH\" }\n[[path]]\nglob = \"ca\"\nfacts = { state = \"CA\" }\n",
    );
    for (words, variables, verdicts) in [
        ("", None, ["full-release", "no-release"]),
        ("--no-config --readers patterns", None, ["no-release", "no-release"]),
        ("--fact state=NV", None, ["full-release", "full-release"]),
        ("", Some(("ACQUIT_FACTS", "state=NV")), ["full-release", "full-release"]),
        ("--facts facts.csv", None, ["no-release", "no-release"]),
    ] {
        let run = run(&desk, ".", variables.as_slice(), &format!("scan {words} ca oh"));
        let told: Vec<String> = run.lines().iter().map(|line| line["verdict"].as_str().unwrap().to_owned()).collect();
        assert_eq!(told, verdicts, "{words} {variables:?} {}", run.stderr);
    }
}

#[test]
fn another_severity_moves_the_gate_and_is_told_beside_the_first() {
    let desk = Desk::new();
    desk.write("bad.txt", BAD);
    fs::create_dir(desk.path("ours")).unwrap();
    desk.write("ours/bad.txt", BAD);
    let text =
        "readers = \"patterns\"\n[[path]]\nglob = \"ours/*\"\n[path.severity]\ndeficiency-reservation = \"low\"\n";
    desk.write("acquit.toml", text);
    let run = desk.acquit("check bad.txt ours/bad.txt --report json=all.json");
    let lines = |file: &str| {
        let mine = |line: &&str| line.starts_with(file) && line.contains(" deficiency-reservation: ");
        let line = run.stdout.lines().find(mine);
        line.unwrap_or_else(|| panic!("{file}: {}", run.stdout)).to_owned()
    };
    assert!(lines("bad.txt").contains(": critical ") && !lines("bad.txt").contains("settings"), "{}", run.stdout);
    let ours = lines("ours/bad.txt");
    assert!(ours.contains(": low ") && ours.contains("graded low by your settings; acquit says critical"), "{ours}");
    let objects = fs::read_to_string(desk.path("all.json")).unwrap();
    let objects: Vec<Value> = objects.lines().map(json).collect();
    let grades = |object: &Value| {
        let findings = object["findings"].as_array().unwrap();
        let found = findings.iter().find(|f| f["id"] == "deficiency-reservation").unwrap();
        (found["severity"].clone(), found.get("original_severity").cloned())
    };
    assert_eq!(grades(&objects[0]), ("critical".into(), None));
    assert_eq!(grades(&objects[1]), ("low".into(), Some("critical".into())));
    assert_eq!(objects[0]["verdict"], objects[1]["verdict"], "a severity is no verdict");
}

#[test]
fn folders_are_passed_over_by_the_file_of_settings() {
    let desk = Desk::new();
    for name in ["in/a.txt", "in/drafts/b.txt"] {
        fs::create_dir_all(desk.path(name).parent().unwrap()).unwrap();
        desk.write(name, BAD);
    }
    desk.write("acquit.toml", "readers = \"patterns\"\nexclude = [\"drafts/\"]\n");
    for command in ["scan", "check --report json=out.json", "review --format json"] {
        let run = desk.acquit(&format!("{command} in"));
        assert!(!run.stdout.contains("drafts") && run.stdout.contains("in/a.txt"), "{command}: {}", run.stdout);
    }
}

/// A file of patterns with one row of our own.
const OWN: &str = "\
id = \"tax-reporting\"
title = \"Our own words on taxes\"
why = \"Because we say so.\"
ask = \"Strike it.\"
[[row]]
say = [\"the moonlight clause applies\"]
";

#[test]
fn own_patterns_are_read_beside_the_built_in_ones_or_instead_of_them() {
    let desk = Desk::new();
    let letter = |words: &str| CLEAN.replace("Sincerely,", &format!("{words}\n\nSincerely,"));
    desk.write("ours.txt", &letter("The moonlight clause applies."));
    desk.write("usual.txt", &letter("The Bank will report the cancelled debt to the IRS on Form 1099-C."));
    fs::create_dir_all(desk.path("own/hazards")).unwrap();
    desk.write("own/hazards/tax-reporting.toml", OWN);
    desk.write("also.toml", "readers = \"patterns\"\npatterns = \"own\"\n");
    desk.write("instead.toml", "readers = \"patterns\"\npatterns = { folder = \"own\", use = \"instead\" }\n");
    let found = |words: &str| -> Vec<bool> {
        let run = desk.acquit(&format!("scan {words} ours.txt usual.txt"));
        let has =
            |line: &Value| line["hazards"].as_array().unwrap().iter().any(|hazard| hazard["id"] == "tax-reporting");
        run.lines().iter().map(has).collect()
    };
    assert_eq!(found("--readers patterns"), [false, true]);
    assert_eq!(found("--config also.toml"), [true, true]);
    assert_eq!(found("--config instead.toml"), [true, false]);
    assert_eq!(found("--config also.toml --patterns-use instead"), [true, false]);
    let run = desk.acquit("check --config also.toml --fail-on never ours.txt");
    assert!(run.stdout.contains("Our own words on taxes"), "{}", run.stdout);
    desk.write("own/hazards/tax-reporting.toml", &OWN.replace("say", "said"));
    let run = desk.acquit("check --config also.toml ours.txt");
    assert!(run.code == 2 && run.stderr.contains("own/hazards/tax-reporting.toml:6"), "{}", run.stderr);
}
