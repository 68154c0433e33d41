//! The JSON Schema of `acquit.toml`, made from the very settings, facts and ids that the file may name.

use clap::{Arg, Command};
use serde_json::{Map, Value, json};

use super::setting;
use super::setting::{Setting, Shape};
use crate::context::user;
use crate::finding::FindingId;
use crate::id::Verdict;
use crate::severity::Severity;

/// The JSON Schema of a file of settings, as committed in `docs/schemas/config.schema.json`; ends with a line feed. It
/// takes the TOML as the JSON of the same tables.
pub(in crate::cli) fn schema(program: &Command) -> String {
    let mut keys = tables(program);
    keys.insert("facts".to_owned(), facts());
    keys.insert("severity".to_owned(), severities());
    let path = closed(&json!({"glob": {"type": "string"}, "facts": facts(), "severity": severities()}), &["glob"]);
    keys.insert("path".to_owned(), json!({"type": "array", "items": path}));
    let mut schema = closed(&Value::Object(keys), &[]);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "acquit.toml".into();
    // A schema is plain data: writing it as JSON cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// The settings by key; those of a table in an object of its own.
fn tables(program: &Command) -> Map<String, Value> {
    let mut keys = Map::new();
    let all = setting::all();
    for setting in all.iter().filter(|setting| setting.table.is_empty()) {
        keys.insert(setting.name.to_owned(), value(setting, program));
    }
    for table in all.iter().map(|setting| setting.table).filter(|table| !table.is_empty()) {
        let of = all.iter().filter(|setting| setting.table == table);
        let inner = of.map(|setting| (setting.name.to_owned(), value(setting, program))).collect();
        let inner = closed(&Value::Object(inner), &[]);
        // A word for the folder alone is taken, too.
        let inner = if table == "patterns" { json!({"anyOf": [{"type": "string"}, inner]}) } else { inner };
        keys.insert(table.to_owned(), inner);
    }
    keys
}

/// What a setting takes, in the words of its flag.
fn value(setting: &Setting, program: &Command) -> Value {
    let arg = setting.home(program).and_then(|home| setting.arg(home));
    let mut value = match setting.shape {
        Shape::Switch => json!({"type": "boolean"}),
        Shape::Path => json!({"type": "string"}),
        Shape::List => json!({"type": "array", "items": {"type": "string"}}),
        Shape::Word => word(setting, program),
    };
    if let Some(help) = arg.and_then(Arg::get_help) {
        value["description"] = help.to_string().into();
    }
    value
}

/// A word of a closed list, or any word or number.
fn word(setting: &Setting, program: &Command) -> Value {
    let arg = setting.home(program).and_then(|home| setting.arg(home));
    let listed = arg.map(Arg::get_possible_values).unwrap_or_default();
    let listed: Vec<String> =
        listed.iter().filter(|word| !word.is_hide_set()).map(|word| word.get_name().to_owned()).collect();
    let words = if listed.is_empty() { graded(setting, program) } else { listed };
    if words.is_empty() { json!({"type": ["string", "number"]}) } else { json!({"enum": words}) }
}

/// The severities and verdicts that a flag takes, where it takes no other words.
fn graded(setting: &Setting, program: &Command) -> Vec<String> {
    if setting.check(program, "no such word").is_ok() {
        return Vec::new();
    }
    let words = Severity::ALL
        .map(Severity::as_str)
        .into_iter()
        .chain(["never"])
        .chain(Verdict::ALL.iter().map(|verdict| verdict.as_str()));
    words.filter(|word| setting.check(program, word).is_ok()).map(str::to_owned).collect()
}

fn facts() -> Value {
    let fact = |(key, takes): (&str, &str)| {
        let value = json!({"type": ["string", "boolean", "integer"], "description": takes});
        (key.to_owned(), value)
    };
    closed(&Value::Object(user::KEYS.into_iter().map(fact).collect()), &[])
}

fn severities() -> Value {
    let words = json!({"enum": Severity::ALL.map(Severity::as_str)});
    let ids = FindingId::all().map(|id| (id.as_str().to_owned(), words.clone()));
    closed(&Value::Object(ids.collect()), &[])
}

/// An object that has these keys and no others.
fn closed(keys: &Value, required: &[&str]) -> Value {
    let object = json!({"type": "object", "properties": keys, "additionalProperties": false});
    if required.is_empty() {
        return object;
    }
    let mut object = object;
    object["required"] = json!(required);
    object
}
