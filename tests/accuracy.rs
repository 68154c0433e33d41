//! The page on accuracy says what the records say.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Sight {
    letters: Vec<BTreeMap<String, toml::Value>>,
    sentences: Vec<BTreeMap<String, toml::Value>>,
}

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Every set at first sight has its row, with the figures of the record.
#[test]
fn first_sight_is_told_as_it_was_recorded() {
    let page = text("docs/accuracy.md");
    let sight: Sight = toml::from_str(&text("corpus/first-sight.toml")).unwrap();
    let word = |set: &BTreeMap<String, toml::Value>, names: &[&str]| {
        names.iter().find_map(|name| set.get(*name)).map(|value| value.to_string().trim_matches('"').to_owned())
    };
    let row = |set: &BTreeMap<String, toml::Value>, right: &[&str], of: &[&str], others: &[&str]| {
        let (right, of) = (word(set, right).unwrap(), word(set, of).unwrap());
        let begins = format!(
            "| {} | {} | {right} of {of} (",
            word(set, &["set"]).unwrap(),
            word(set, &["commit"]).unwrap_or_default()
        );
        let line = page.lines().find(|line| line.starts_with(&begins));
        let line = line.unwrap_or_else(|| panic!("no row begins with {begins:?}: run training/accuracy.py again"));
        for name in others {
            let value = word(set, &[name]).unwrap();
            assert!(line.contains(&format!("| {value} ")), "{name} = {value} is not in {line}");
        }
    };
    for set in &sight.letters {
        row(set, &["verdict", "verdict_right"], &["documents"], &["false_clears", "over_alarms"]);
    }
    for set in sight.sentences.iter().filter(|set| set.contains_key("core")) {
        row(set, &["core"], &["sentences"], &["exact", "false_good", "missed_reservations", "unclear"]);
    }
}
