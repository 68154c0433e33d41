//! New letters are new: none says again what an older document, a bank or a pattern's example says.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use acquit::eval::sentences::bank::parse_bank;
use serde::Deserialize;

/// Words of a run that is compared.
const RUN: usize = 5;

/// Fewer runs than this are too few to tell a paragraph by.
const FEWEST: usize = 16;

#[derive(Deserialize)]
struct Shared {
    rounds: Vec<String>,
    nobodys: Vec<String>,
    alike: Vec<Alike>,
}

#[derive(Deserialize)]
struct Alike {
    letter: String,
    begins: String,
    why: String,
}

#[derive(Deserialize)]
struct Label {
    pair: Option<String>,
}

fn root(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(part)
}

fn below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Words in small letters; what has a digit is one word, as loans, sums and days differ anyway.
fn words(text: &str) -> Vec<String> {
    let word = |word: &str| {
        let is_number = word.contains(|c: char| c.is_ascii_digit());
        if is_number { "0".to_owned() } else { word.to_lowercase() }
    };
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).map(word).collect()
}

fn runs(text: &str) -> BTreeSet<String> {
    words(text).windows(RUN).map(|run| run.join(" ")).collect()
}

/// Paragraphs as blank lines and pages part them.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.split(['\n', '\u{c}']) {
        if line.trim().is_empty() {
            all.push(String::new());
        }
        if let Some(last) = all.last_mut() {
            *last += line;
            *last += " ";
        }
    }
    all.iter().map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Everything that is older, by its runs of words.
#[derive(Default)]
struct Older {
    names: Vec<String>,
    holders: HashMap<String, Vec<usize>>,
}

impl Older {
    fn add(&mut self, name: &str, text: &str) {
        for run in runs(text) {
            self.holders.entry(run).or_default().push(self.names.len());
        }
        self.names.push(name.to_owned());
    }

    /// What shares most of these runs, and how many.
    fn nearest(&self, runs: &BTreeSet<String>, but: impl Fn(&str) -> bool) -> Option<(&str, usize)> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for holder in runs.iter().filter_map(|run| self.holders.get(run)).flatten() {
            *counts.entry(*holder).or_default() += 1;
        }
        let named = counts.into_iter().map(|(holder, count)| (self.names[holder].as_str(), count));
        named.filter(|(name, _)| !but(name)).max_by_key(|(_, count)| *count)
    }
}

fn author(name: &str) -> &str {
    name.split('-').next().unwrap()
}

/// Letters of the corpus by name, and the pair of each.
fn letters() -> BTreeMap<String, (String, String)> {
    let letter = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let label = root("corpus/letters/labels").join(&name).with_extension("json");
        let label: Label = serde_json::from_str(&fs::read_to_string(label).unwrap()).unwrap();
        let pair = label.pair.unwrap_or_else(|| name.trim_end_matches(['a', 'b']).to_owned());
        (name, (fs::read_to_string(&path).unwrap(), pair))
    };
    below(&root("corpus/letters/docs"), "txt").into_iter().map(letter).collect()
}

/// All texts of a pattern file.
fn said(value: &toml::Value, all: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => all.push(text.clone()),
        toml::Value::Array(values) => values.iter().for_each(|value| said(value, all)),
        toml::Value::Table(table) => table.values().for_each(|value| said(value, all)),
        _ => {}
    }
}

/// What was there before the first of the rounds.
fn older(letters: &BTreeMap<String, (String, String)>, rounds: &[String]) -> Older {
    let mut older = Older::default();
    for (name, (text, _)) in letters.iter().filter(|(name, _)| !rounds.iter().any(|round| round == author(name))) {
        older.add(name, text);
    }
    for path in below(&root("corpus/sentences"), "jsonl") {
        for line in parse_bank(&fs::read_to_string(path).unwrap()).unwrap() {
            older.add(&line.id, &line.text);
        }
    }
    for path in below(&root("patterns"), "toml") {
        let mut texts = Vec::new();
        said(&toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap(), &mut texts);
        for text in &texts {
            older.add(path.file_stem().unwrap().to_str().unwrap(), text);
        }
    }
    older
}

#[test]
fn no_paragraph_of_a_new_round_says_again_what_is_older() {
    let shared: Shared = toml::from_str(&fs::read_to_string(root("corpus/shared-wording.toml")).unwrap()).unwrap();
    let letters = letters();
    let mut older = older(&letters, &shared.rounds);
    let (mut looked_at, mut again) = (0, BTreeSet::new());
    for round in &shared.rounds {
        let its: Vec<_> = letters.iter().filter(|(name, _)| author(name) == round).collect();
        assert!(its.len() >= 12, "{round}: {} letters", its.len());
        for (name, (text, pair)) in its {
            for paragraph in paragraphs(text) {
                let (runs, plain) = (runs(&paragraph), words(&paragraph).join(" "));
                let is_nobodys = shared.nobodys.iter().any(|words_of| plain.contains(&words(words_of).join(" ")));
                if runs.len() < FEWEST || is_nobodys {
                    continue;
                }
                looked_at += 1;
                let sibling = |other: &str| letters.get(other).is_some_and(|(_, its)| its == pair);
                if let Some((other, count)) = older.nearest(&runs, sibling)
                    && count * 2 > runs.len()
                {
                    let known =
                        shared.alike.iter().position(|one| one.letter == *name && paragraph.starts_with(&one.begins));
                    again.insert((known, format!("{name} as {other}, {count} of {}: {paragraph}", runs.len())));
                }
            }
            older.add(name, text);
        }
    }
    assert!(looked_at > 2000, "{looked_at} paragraphs");
    let unknown: Vec<&String> = again.iter().filter(|(known, _)| known.is_none()).map(|(_, says)| says).collect();
    assert_eq!(unknown, Vec::<&String>::new());
    let met: BTreeSet<usize> = again.iter().filter_map(|(known, _)| *known).collect();
    let idle = shared.alike.iter().enumerate().find(|(n, one)| !met.contains(n) || one.why.is_empty());
    assert!(idle.is_none(), "{}: nothing is alike there any more, or no reason is given", idle.unwrap().1.letter);
}
