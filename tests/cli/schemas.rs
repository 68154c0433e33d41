//! The schemas that the program prints: committed, closed where the program is, kept by the files that it reads.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::desk::{Desk, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The schemas by name, as the program lists them where one is asked for that it does not have.
fn names(desk: &Desk) -> Vec<String> {
    let run = desk.acquit("schema moon");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let (_, list) = run.stderr.split_once("[possible values: ").expect("the list");
    list.split(']').next().unwrap().split(", ").map(str::to_owned).collect()
}

fn schema(desk: &Desk, name: &str) -> Value {
    json(&desk.acquit(&format!("schema {name}")).stdout)
}

/// A schema that lets no key through that it does not name.
pub(crate) fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(all) => {
            for inner in all.values_mut() {
                *inner = closed(inner.take());
            }
            if all.contains_key("properties") && all.get("type").is_some_and(|of| of == "object") {
                all.entry("additionalProperties").or_insert(false.into());
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|inner| *inner = closed(inner.take())),
        _ => {}
    }
    schema
}

/// What is wrong with a value by a schema.
pub(crate) fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    validator.iter_errors(value).map(|e| format!("{e} at {}", e.instance_path())).collect()
}

/// A file of TOML as JSON; dates are text.
fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Table(all) => {
            all.into_iter().map(|(key, inner)| (key, of_toml(inner))).collect::<Map<_, _>>().into()
        }
        toml::Value::Array(all) => all.into_iter().map(of_toml).collect(),
        other => serde_json::to_value(other).expect("plain data"),
    }
}

fn parsed(text: &str) -> Value {
    let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("{e}: {text}"));
    of_toml(toml::Value::Table(table))
}

#[test]
fn the_committed_schemas_are_what_the_program_prints() {
    let desk = Desk::new();
    let folder = root().join("docs/schemas");
    let names = names(&desk);
    for name in &names {
        let printed = desk.acquit(&format!("schema {name}")).stdout;
        let file = folder.join(format!("{name}.schema.json"));
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&file, &printed).unwrap();
        }
        assert!(
            fs::read_to_string(&file).unwrap_or_default() == printed,
            "{} is not current: run `UPDATE_SCHEMA=1 cargo test --test cli committed_schemas` and look at what changed",
            file.display()
        );
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), names.len(), "docs/schemas holds a file for each schema");
    assert_eq!(desk.acquit("schema").stdout, desk.acquit("schema review").stdout);
}

/// Every object of a schema that names its keys and lets others through.
fn open(schema: &Value, at: &str) -> Vec<String> {
    let inside = |(key, inner): (String, &Value)| open(inner, &format!("{at}/{key}"));
    match schema {
        Value::Object(all) => {
            let is_open = all.contains_key("properties") && all.get("additionalProperties") != Some(&false.into());
            let own = is_open.then(|| at.to_owned());
            own.into_iter().chain(all.iter().flat_map(|(key, inner)| inside((key.clone(), inner)))).collect()
        }
        Value::Array(all) => all.iter().enumerate().flat_map(|(n, inner)| inside((n.to_string(), inner))).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn what_the_program_reads_is_closed_and_what_it_writes_may_grow() {
    let desk = Desk::new();
    for name in names(&desk) {
        let open = open(&schema(&desk, &name), "");
        let is_written = ["review", "diff", "matter"].contains(&name.as_str());
        assert_eq!(open.is_empty(), !is_written, "{name}: {open:?}");
    }
}

/// The files of a folder of patterns.
fn files(folder: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(root().join("patterns").join(folder)).expect("the folder is listed");
    listed.map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
fn every_pattern_file_keeps_the_schema() {
    let schema = schema(&Desk::new(), "patterns");
    let files = [files("protections"), files("hazards")].concat();
    assert!(files.len() > 40, "{} files", files.len());
    for file in files {
        assert_eq!(
            errors(&schema, &parsed(&fs::read_to_string(&file).unwrap())),
            Vec::<String>::new(),
            "{}",
            file.display()
        );
    }
}

#[test]
fn the_schema_of_patterns_refuses_what_the_program_refuses() {
    let schema = schema(&Desk::new(), "patterns");
    let good = fs::read_to_string(root().join("patterns/hazards/rescission-right.toml")).unwrap();
    for (from, to) in [
        ("\"rescission-right\"", "\"no-such-hazard\""),
        ("title =", "titel ="),
        ("cite =", "quote ="),
        ("polarity = \"either\"", "polarity = \"maybe\""),
        ("say = [", "says = ["),
        ("found = [", "fund = ["),
        ("should = \"found\"", "should = \"seen\""),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from} is not in the file");
        assert!(!errors(&schema, &parsed(&bad)).is_empty(), "{to}");
    }
}

const LABELS: &str = "\
[[document]]
path = \"full.txt\"
kind = \"short-sale\"
verdict = \"full-release\"
hazards = [\"tax-reporting\", { id = \"foreclosure-continues\", evidence = [\"until the closing\"] }]
uncertain = [\"tax-reporting\"]
trap = \"none\"
[document.protections]
debt-release = \"present\"
lien-release = { status = \"present\", evidence = [\"reconvey its deed of trust\"] }
";

#[test]
fn the_schema_of_labels_refuses_what_the_program_refuses() {
    let desk = Desk::new();
    let schema = schema(&desk, "labels");
    let taken = |labels: &str| {
        desk.write("labels.toml", labels);
        desk.acquit("check --readers patterns --fail-on never --expect labels.toml full.txt").code != 2
    };
    assert_eq!((errors(&schema, &parsed(LABELS)), taken(LABELS)), (Vec::new(), true));
    for (from, to) in [
        ("path =", "file ="),
        ("kind = \"short-sale\"\n", ""),
        ("\"full-release\"", "\"safe\""),
        ("\"tax-reporting\", {", "\"moon\", {"),
        ("evidence = [\"until", "quotes = [\"until"),
        ("debt-release =", "debt-relief ="),
        ("= \"present\"\n", "= \"good\"\n"),
        ("trap =", "note ="),
        ("[[document]]", "[[documents]]"),
    ] {
        let bad = LABELS.replacen(from, to, 1);
        assert_ne!(bad, LABELS, "{from} is not in the labels");
        assert_eq!((errors(&schema, &parsed(&bad)).is_empty(), taken(&bad)), (false, false), "{to}");
    }
}

#[test]
fn the_labels_of_the_pages_keep_the_schema() {
    let schema = schema(&Desk::new(), "labels");
    for page in ["docs/check.md", "docs/book/src/ci.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let blocks: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        let labels: Vec<&&str> = blocks.iter().filter(|block| block.contains("[[document]]")).collect();
        assert!(!labels.is_empty(), "{page} shows no labels");
        for block in labels {
            assert_eq!(errors(&schema, &parsed(block)), Vec::<String>::new(), "{page}");
        }
    }
}

/// A file of settings that has something of everything.
const SETTINGS: &str = "\
fail-on = \"critical\"
threads = 2
allow-unreadable = true
exclude = [\"drafts/\"]
as-of = 2026-12-01
facts = { state = \"CA\", owner-occupied = true }

[limits]
seconds = 0.5

[scan]
format = \"csv\"

[severity]
tax-reporting = \"medium\"

[[path]]
glob = \"nv/*\"
facts.state = \"NV\"
";

#[test]
fn the_schema_of_settings_refuses_what_the_program_refuses() {
    let desk = Desk::new();
    let schema = schema(&desk, "config");
    let taken = |settings: &str| {
        desk.write("acquit.toml", settings);
        desk.acquit("config show").code != 2
    };
    assert_eq!((errors(&schema, &parsed(SETTINGS)), taken(SETTINGS)), (Vec::new(), true));
    for (from, to) in [
        ("fail-on =", "fail_on ="),
        ("\"critical\"", "\"awful\""),
        ("= true\nexclude", "= \"yes\"\nexclude"),
        ("[\"drafts/\"]", "\"drafts/\""),
        ("state = \"CA\"", "moon = \"full\""),
        ("[limits]", "[limit]"),
        ("seconds =", "second ="),
        ("\"csv\"", "\"xls\""),
        ("tax-reporting", "tax-report"),
        ("\"medium\"", "\"mild\""),
        ("glob = \"nv/*\"\n", ""),
        ("glob =", "path ="),
    ] {
        let bad = SETTINGS.replacen(from, to, 1);
        assert_ne!(bad, SETTINGS, "{from} is not in the settings");
        assert_eq!((errors(&schema, &parsed(&bad)).is_empty(), taken(&bad)), (false, false), "{to}");
    }
    desk.write("acquit.toml", SETTINGS);
    let shown = desk.acquit("config show --format toml").stdout;
    assert_eq!(errors(&schema, &parsed(&shown)), Vec::<String>::new(), "{shown}");
}
