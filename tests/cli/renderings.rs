//! `corpus/clean` and `corpus/renderings`: a letter is judged alike, whatever program made the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::desk::{Desk, Run, corpus};

/// What is compared: verdict, status of each protection, each hazard.
type Judged = BTreeMap<String, String>;

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn judged(review: &Value) -> Judged {
    let rows = |key: &str| review[key].as_array().unwrap_or_else(|| panic!("no {key}: {review}")).clone();
    let ids = ["kind", "verdict"].map(|key| (key.to_owned(), word(&review[key])));
    let undetermined = ("undetermined".to_owned(), review["undetermined"].to_string());
    let protections = rows("protections").into_iter().map(|p| (word(&p["id"]), word(&p["status"])));
    let hazards = rows("hazards").into_iter().map(|h| (word(&h["id"]), "found".to_owned()));
    ids.into_iter().chain([undetermined]).chain(protections).chain(hazards).collect()
}

/// The letters of a scan, by file name.
fn by_name(run: &Run) -> BTreeMap<String, Value> {
    let name = |review: &Value| word(&review["document"]["path"]).rsplit('/').next().unwrap_or_default().to_owned();
    run.lines().into_iter().map(|review| (name(&review), review)).collect()
}

/// Names of the files of a folder of the corpus that end so.
fn names(folder: &str, endings: &[&str]) -> BTreeSet<String> {
    let listed = fs::read_dir(corpus(folder)).unwrap_or_else(|e| panic!("{folder}: {e}"));
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name().to_string_lossy().into_owned();
    listed.map(name).filter(|name| endings.iter().any(|ending| name.ends_with(ending))).collect()
}

/// Lines of a list of differences, without the reason at their end.
fn listed(list: &str) -> BTreeSet<String> {
    let lines = fs::read_to_string(corpus(list)).unwrap_or_else(|e| panic!("{list}: {e}"));
    let row = |line: &str| {
        let (difference, reason) = line.rsplit_once('\t').unwrap_or_else(|| panic!("no reason: {line}"));
        assert!(reason.len() > 20, "no reason: {line}");
        difference.to_owned()
    };
    lines.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

/// What differs is what the list says, no more and no less.
fn as_listed(found: &BTreeSet<String>, list: &str) {
    let listed = listed(list);
    let lines = |one: &BTreeSet<String>, other| one.difference(other).cloned().collect::<Vec<_>>().join("\n");
    let (new, gone) = (lines(found, &listed), lines(&listed, found));
    assert!(new.is_empty() && gone.is_empty(), "{list}: not listed:\n{new}\nlisted, and no more so:\n{gone}");
}

fn differences(file: &str, text: &Judged, rendering: &Judged) -> Vec<String> {
    let nothing = "-".to_owned();
    let ids: BTreeSet<&String> = text.keys().chain(rendering.keys()).collect();
    let both = |id: &String| (text.get(id).unwrap_or(&nothing).clone(), rendering.get(id).unwrap_or(&nothing).clone());
    let pairs = ids.into_iter().map(|id| (id, both(id)));
    pairs.filter(|(_, (a, b))| a != b).map(|(id, (a, b))| format!("{file}\t{id}\t{a}\t{b}")).collect()
}

fn letter(file: &str) -> &str {
    file.split('.').next().unwrap_or_default()
}

fn troubles(review: &Value) -> &Value {
    &review["document"]["extraction"]["troubles"]
}

#[test]
fn every_clean_letter_is_read_without_trouble_and_frees() {
    let read = by_name(&Desk::new().acquit("scan corpus/clean"));
    assert_eq!(read.keys().cloned().collect::<BTreeSet<_>>(), names("clean", &[".txt"]));
    let verdict = |(file, review): (&String, &Value)| format!("{file}\tfull-release\t{}", word(&review["verdict"]));
    let found = read.iter().filter(|(_, review)| review["verdict"] != "full-release").map(verdict).collect();
    assert!(read.values().all(|review| troubles(review) == &serde_json::json!([])), "{read:?}");
    as_listed(&found, "clean/differences.tsv");
}

#[test]
fn every_rendering_is_judged_as_the_text_of_its_letter() {
    let desk = Desk::new();
    let renderings = names("renderings", &[".pdf", ".docx", ".odt", ".rtf", ".html"]);
    let texts: BTreeSet<String> =
        renderings.iter().map(|file| format!("corpus/letters/docs/{}.txt", letter(file))).collect();
    let texts =
        by_name(&desk.acquit(&format!("scan --readers patterns {}", texts.into_iter().collect::<Vec<_>>().join(" "))));
    let read = by_name(&desk.acquit("scan --readers patterns corpus/renderings"));
    let mut found = BTreeSet::new();
    for file in &renderings {
        let (review, text) = (&read[file], &texts[&format!("{}.txt", letter(file))]);
        assert_eq!(troubles(review), &serde_json::json!([]), "{file}");
        found.extend(differences(file, &judged(text), &judged(review)));
    }
    as_listed(&found, "renderings/differences.tsv");
}
