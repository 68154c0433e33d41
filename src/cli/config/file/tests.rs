use clap::CommandFactory;

use super::*;
use crate::cli::args::Args;
use crate::cli::config::setting;

fn read(text: &str) -> Result<File, String> {
    let mut program = Args::command();
    program.build();
    let settings = setting::all();
    let known = Known { settings: &settings, program: &program };
    parse("acquit.toml", Path::new("forms"), text, &known).map_err(|wrong| wrong.to_string())
}

#[test]
fn every_setting_of_a_file_is_held_with_its_line() {
    let text = "\
fail-on = \"critical\"
threads = 2
allow-unreadable = true
exclude = [\"drafts/\", \"*.bak\"]
model = \"ours/card.toml\"
as-of = 2026-12-01
patterns = \"own\"

[limits]
seconds = 0.5
max-file = \"1MB\"

[scan]
format = \"csv\"
";
    let file = read(text).unwrap();
    let told = |held: &Held| (held.setting.key(), held.values.join("|"), held.origin.to_string());
    let want = [
        ("fail-on", "critical", 1),
        ("threads", "2", 2),
        ("allow-unreadable", "true", 3),
        ("exclude", "drafts/|*.bak", 4),
        ("model", "forms/ours/card.toml", 5),
        ("as-of", "2026-12-01", 6),
        ("patterns.folder", "forms/own", 7),
        ("limits.seconds", "0.5", 10),
        ("limits.max-file", "1MB", 11),
        ("scan.format", "csv", 14),
    ]
    .map(|(key, value, line)| (key.to_owned(), value.to_owned(), format!("acquit.toml:{line}")));
    assert_eq!(file.held.iter().map(told).collect::<Vec<_>>(), want);
}

#[test]
fn facts_and_severities_hold_for_all_or_for_a_path() {
    let text = "\
facts = { state = \"CA\", owner-occupied = true, consent-date = 2019-05-01 }

[[path]]
glob = \"nv/*\"
facts.state = \"NV\"
severity = { tax-reporting = \"medium\" }
";
    let file = read(text).unwrap();
    assert_eq!(file.whole.section.facts.state.as_deref(), Some("CA"));
    assert_eq!(file.whole.section.facts.consent_date, Some(jiff::civil::date(2019, 5, 1)));
    let [(glob, said)] = file.paths.as_slice() else { panic!("{:?}", file.paths) };
    assert!(glob.is_match("nv/a.pdf") && !glob.is_match("nv/deep/a.pdf"));
    assert_eq!(said.section.facts.state.as_deref(), Some("NV"));
    assert_eq!(said.section.severities.len(), 1);
}

/// A file, and words of what must be said of it.
const WRONG: [(&str, &str); 23] = [
    ("\nfail_on = \"high\"", "acquit.toml:2: `fail_on` is no key; did you mean `fail-on`?"),
    ("colour = 1", "acquit.toml:1: `colour` is no key; the keys here are readers,"),
    ("[limit]\nseconds = 1", "acquit.toml:1: `limit` is no key; did you mean `limits`?"),
    ("[limits]\nsecond = 1", "acquit.toml:2: `second` is no key of [limits]; did you mean `seconds`?"),
    (
        "[scan]\nbaseline = \"x\"",
        "acquit.toml:2: `baseline` is no key of [scan]; the keys here are format, facts, error-budget",
    ),
    ("[[path]]\nglob = \"*\"\nfact = {}", "acquit.toml:3: `fact` is no key of [[path]]; did you mean `facts`?"),
    ("\n[[path]]\nfacts = {}", "has no `glob`"),
    ("[[path]]\nglob = \"[\"", "acquit.toml:2: `glob` is no pattern of paths"),
    ("path = 1", "acquit.toml:1: `path` is a list of tables"),
    ("limits = 1", "acquit.toml:1: `limits` is a table"),
    ("fail-on = \"awful\"", "acquit.toml:1: invalid value 'awful' for '--fail-on <SEVERITY>'"),
    ("readers = \"me\"", "[possible values: both, patterns, model]"),
    ("fail-on = true", "acquit.toml:1: `fail-on` takes a word or a number"),
    ("redact = \"yes\"", "acquit.toml:1: `redact` takes true or false"),
    ("exclude = \"x\"", "acquit.toml:1: `exclude` takes a list of words"),
    ("threads = 0", "use 1 or more"),
    ("[facts]\nstate = \"California\"", "acquit.toml:2: `state=California`: give the two letters of a state"),
    ("[facts]\nmoon = \"full\"", "acquit.toml:2: `moon` names no fact"),
    ("[facts]\nstate = \"CA,units=2\"", "acquit.toml:2: `state` takes one value"),
    (
        "[severity]\ntax-report = \"low\"",
        "acquit.toml:2: `tax-report` is no protection or hazard; did you mean `tax-reporting`?",
    ),
    ("[severity]\ntax-reporting = \"mild\"", "acquit.toml:2: `mild` is no severity"),
    ("fail-on = \"high\"\nfail-on = \"low\"", "acquit.toml:2: duplicate key"),
    ("fail-on = ", "acquit.toml:1: "),
];

#[test]
fn what_is_not_understood_is_told_with_its_line_and_what_would_be_right() {
    for (text, says) in WRONG {
        let wrong = read(text).unwrap_err();
        assert!(wrong.contains(says), "{text}\n{wrong}\nwants {says}");
    }
}

#[test]
fn every_setting_has_its_flag_in_a_command_and_a_usual_value_that_it_takes() {
    let mut program = Args::command();
    program.build();
    for setting in setting::all() {
        let home = setting.home(&program).unwrap();
        assert!(setting.arg(home).is_some(), "{} stands for --{}, which is not there", setting.key(), setting.flag);
        for value in setting.usual(&program) {
            assert_eq!(setting.check(&program, &value), Ok(()), "{}", setting.key());
        }
    }
}
