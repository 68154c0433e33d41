//! The hooks of pre-commit and the action for GitHub: their files are sound, and what they start does what they promise.

use std::fs;
use std::path::Path;

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::Value;

use super::desk::Desk;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of YAML as JSON.
pub(crate) fn yaml(path: &str) -> Value {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let documents = Yaml::load_from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
    assert_eq!(documents.len(), 1, "{path} holds one document");
    of_yaml(&documents[0]).unwrap_or_else(|| panic!("{path} holds what JSON has not"))
}

fn of_yaml(node: &Yaml<'_>) -> Option<Value> {
    Some(match node {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(yes)) => (*yes).into(),
        Yaml::Value(Scalar::Integer(number)) => (*number).into(),
        Yaml::Value(Scalar::String(text)) => text.to_string().into(),
        Yaml::Sequence(all) => all.iter().map(of_yaml).collect::<Option<Vec<_>>>()?.into(),
        Yaml::Mapping(all) => {
            let pairs = all.iter().map(|(key, inner)| Some((key.as_str()?.to_owned(), of_yaml(inner)?)));
            pairs.collect::<Option<serde_json::Map<_, _>>>()?.into()
        }
        _ => return None,
    })
}

#[test]
fn every_yaml_file_of_the_repository_is_yaml() {
    let walk = ignore::WalkBuilder::new(root())
        .hidden(false)
        .require_git(false)
        .filter_entry(|e| e.file_name() != ".git")
        .build();
    let paths = walk.map(|entry| entry.unwrap().into_path());
    let files: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "yml" || end == "yaml")).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert!(
            yaml(file.to_str().unwrap()).is_object() || file.ends_with(".pre-commit-hooks.yaml"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn the_hooks_check_the_letters_that_they_are_given() {
    let desk = Desk::new();
    let hooks = yaml(".pre-commit-hooks.yaml");
    let mut ids = Vec::new();
    for hook in hooks.as_array().unwrap() {
        let word = |key: &str| hook[key].as_str().unwrap_or_else(|| panic!("no {key}: {hook}"));
        ids.push(word("id"));
        assert!(!word("name").is_empty() && !word("description").is_empty());
        assert!(["rust", "system"].contains(&word("language")), "{hook}");
        assert_eq!(hook["require_serial"], true, "acquit reads on all processors by itself: {hook}");
        let entry =
            word("entry").strip_prefix("acquit ").unwrap_or_else(|| panic!("it starts another program: {hook}"));
        for (letter, code) in [("full.txt", 0), ("none.txt", 1), ("sample.pdf", 1), ("locked.pdf", 3)] {
            let run = desk.acquit(&format!("{entry} --readers patterns {letter}"));
            assert_eq!(run.code, code, "{letter}: {}{}", run.stdout, run.stderr);
        }
        let Some(files) = hook["files"].as_str() else { continue };
        let files = regex::Regex::new(files).unwrap();
        for name in ["letters/a.pdf", "b.PDF", "c.docx", "d.odt", "e.rtf", "f.eml", "g.zip", "h.tif", "i.TIFF"] {
            assert!(files.is_match(name), "{name} is a letter to {hook}");
        }
        for name in ["src/main.rs", "a.pdf.sig", "pdf", "README.md"] {
            assert!(!files.is_match(name), "{name} is a letter to {hook}");
        }
    }
    let page = fs::read_to_string(root().join("docs/book/src/ci.md")).unwrap();
    for id in ids {
        assert!(page.contains(&format!("`{id}`")), "docs/book/src/ci.md does not name the hook {id}");
    }
}

/// The steps of an action or a job.
pub(crate) fn steps(of: &Value) -> &Vec<Value> {
    of["steps"].as_array().unwrap_or_else(|| panic!("no steps: {of}"))
}

#[test]
fn the_action_uses_every_input_and_none_stands_in_a_script() {
    let action = yaml("action.yml");
    let steps = steps(&action["runs"]);
    let used: Vec<&str> =
        steps.iter().flat_map(|s| s["env"].as_object().unwrap().values()).filter_map(Value::as_str).collect();
    let inputs = action["inputs"].as_object().unwrap();
    let page = fs::read_to_string(root().join("docs/book/src/ci.md")).unwrap();
    for (name, input) in inputs {
        assert!(used.contains(&format!("${{{{ inputs.{name} }}}}").as_str()), "nothing uses the input {name}");
        assert!(input["description"].is_string(), "{name}");
        assert_ne!(input.get("default").is_some(), input["required"] == true, "{name}: a default, or required");
        assert!(page.contains(&format!("`{name}`")), "docs/book/src/ci.md does not name the input {name}");
    }
    let named = used.iter().filter_map(|value| value.strip_prefix("${{ inputs.")?.strip_suffix(" }}"));
    assert!(named.clone().count() == inputs.len() && named.clone().all(|name| inputs.contains_key(name)));
    for step in steps {
        let script = step["run"].as_str().unwrap();
        assert!(!script.contains("${{"), "an input could speak as a script: {script}");
        let (_, path) = script.split_once("$GITHUB_ACTION_PATH/").unwrap();
        assert!(root().join(path.trim_end_matches('"')).is_file(), "{script}");
    }
}

/// The action's checking step, as a runner starts it on Unix.
#[cfg(unix)]
mod step {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use super::{root, yaml};
    use crate::desk::{Desk, Run, ended, json};

    /// Inputs, the exit code, words of the summary.
    type Case<'a> = (&'a [(&'a str, &'a str)], i32, &'a str);

    /// A desk with a folder for the runner's own files.
    fn desk() -> Desk {
        let desk = Desk::new();
        fs::create_dir(desk.path("runner")).unwrap();
        for file in ["summary", "output"] {
            desk.write(file, "");
        }
        desk
    }

    /// Runs the step with these inputs; the others have their defaults.
    fn run(desk: &Desk, inputs: &[(&str, &str)]) -> Run {
        let programs = Path::new(env!("CARGO_BIN_EXE_acquit")).parent().unwrap();
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command.arg(root().join(".github/action/check.sh")).current_dir(desk.path("")).env("PATH", path);
        for (name, file) in [("RUNNER_TEMP", "runner"), ("GITHUB_STEP_SUMMARY", "summary"), ("GITHUB_OUTPUT", "output")]
        {
            command.env(name, desk.path(file));
        }
        for (name, input) in yaml("action.yml")["inputs"].as_object().unwrap() {
            let given = inputs.iter().find(|(given, _)| given == name).map(|(_, value)| *value);
            let value = given.or_else(|| input["default"].as_str()).unwrap_or_default();
            command.env(format!("INPUT_{}", name.to_uppercase().replace('-', "_")), value);
        }
        let run = ended("the action", &mut command);
        assert_eq!(fs::read_dir(desk.path("runner")).unwrap().count(), 0, "words of letters are left behind");
        run
    }

    fn read(desk: &Desk, name: &str) -> String {
        fs::read_to_string(desk.path(name)).unwrap()
    }

    #[test]
    fn annotations_summary_sarif_and_exit_code() {
        let desk = desk();
        let inputs = [("paths", "sample.pdf\nfull.txt"), ("require", "full-release"), ("sarif", "out.sarif")];
        let run = run(&desk, &[inputs.as_slice(), &[("args", "--readers patterns --threads 1")]].concat());
        assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("::error file=sample.pdf,title=high overbroad-carve-out::"), "{}", run.stdout);
        assert!(run.stdout.contains("verdict-required"), "{}", run.stdout);
        let summary = read(&desk, "summary");
        for words in ["| 2 | 1 | 0 | 1 | 0 |", "\nFailed: sample.pdf\n", "\nPassed: full.txt\n", "not legal advice"] {
            assert!(summary.contains(words), "{words}: {summary}");
        }
        assert_eq!(json(&read(&desk, "out.sarif"))["version"], "2.1.0");
        assert_eq!(read(&desk, "output"), "exit-code=1\n");
    }

    #[test]
    fn each_input_is_its_flag() {
        let labels = "[[document]]\npath = \"sample.pdf\"\nkind = \"short-sale\"\nverdict = \"full-release\"\n";
        let table: [Case<'_>; 6] = [
            (&[("paths", "sample.pdf")], 1, "\nFailed: sample.pdf\n"),
            (&[("paths", "sample.pdf"), ("fail-on", "never")], 0, "\nPassed: sample.pdf\n"),
            (&[("paths", "sample.pdf"), ("fail-on", "never"), ("expect", "labels.toml")], 1, "**label-differs**"),
            (&[("paths", "sample.pdf"), ("baseline", "known.json")], 0, "known from the baseline"),
            (&[("paths", "\r\nfull.txt\r\n\r\ntwo words.txt")], 0, "\nPassed: two words.txt\n"),
            (&[("paths", "sample.pdf"), ("summary", "false")], 1, ""),
        ];
        for (inputs, code, summary) in table {
            let desk = desk();
            fs::copy(desk.path("full.txt"), desk.path("two words.txt")).unwrap();
            desk.write("labels.toml", labels);
            desk.acquit("check --readers patterns --write-baseline known.json sample.pdf");
            let run = run(&desk, &[inputs, &[("args", "--readers patterns")]].concat());
            let told = read(&desk, "summary");
            assert_eq!(run.code, code, "{inputs:?}: {}{}", run.stdout, run.stderr);
            assert!(told.contains(summary) && told.is_empty() == summary.is_empty(), "{inputs:?}: {told}");
        }
    }

    #[test]
    fn a_file_name_on_standard_error_is_no_command() {
        let desk = desk();
        let run = run(&desk, &[("paths", "::error::gone.txt\nlocked.pdf"), ("args", "--readers patterns")]);
        assert_eq!(run.code, 3, "{}{}", run.stdout, run.stderr);
        let (_, rest) = run.stdout.split_once("::stop-commands::").expect("commands are stopped");
        let (token, rest) = rest.split_once('\n').unwrap();
        let (said, after) = rest.split_once(&format!("::{token}::\n")).expect("commands go on");
        assert!(token.len() > 30 && said.contains("gone.txt") && after.is_empty(), "{}", run.stdout);
    }

    #[test]
    fn without_a_path_it_says_what_to_do() {
        let desk = desk();
        let run = run(&desk, &[("paths", "\n")]);
        assert!(run.code == 2 && run.stdout.contains("`paths` names no file"), "{}{}", run.stdout, run.stderr);
    }
}
