//! The card of the model tells the truth: of which data it was made, what it predicted of authors that it had not seen, and
//! how good that is.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use acquit::eval::sentences::bank::parse_bank;
use acquit::eval::sentences::{Answer, SentenceScore};
use acquit::finding::hex;
use acquit::model::every_effect;
use acquit::reading::{Effect, Strength};
use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
struct Card {
    unseen: Unseen,
    data: BTreeMap<String, String>,
    thresholds: File,
    limits: BTreeMap<String, String>,
    predictions: File,
    figures: BTreeMap<String, Vec<u32>>,
}

#[derive(Deserialize)]
struct Unseen {
    sentences: Vec<String>,
    letters: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    file: String,
    sha256: String,
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn card() -> Card {
    toml::from_str(&fs::read_to_string(root("model/card.toml")).unwrap()).unwrap()
}

/// The files of a folder, sorted, whose names begin with an author.
fn of_author(folder: &str, author: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(root(folder)).unwrap().map(|entry| entry.unwrap().path());
    let is_by = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().split('-').next() == Some(author);
    let mut mine: Vec<PathBuf> = all.filter(is_by).collect();
    mine.sort();
    mine
}

/// As `training/card.py` makes it: over names and bytes of the files, in the order of their paths.
fn digest(files: &[PathBuf]) -> String {
    let mut total = Sha256::new();
    for file in files {
        total.update(file.file_name().unwrap().to_str().unwrap().as_bytes());
        total.update([0]);
        total.update(fs::read(file).unwrap());
        total.update([0]);
    }
    hex(&total.finalize())
}

#[test]
fn the_data_are_those_of_the_training() {
    for (author, expected) in card().data {
        let bank = root(&format!("corpus/sentences/{author}.jsonl"));
        let files = if bank.exists() {
            vec![bank]
        } else {
            [of_author("corpus/letters/docs", &author), of_author("corpus/letters/labels", &author)].concat()
        };
        assert!(!files.is_empty(), "{author}: the card names an author of whom nothing is there");
        assert_eq!(digest(&files), expected, "{author} changed since the model was trained: train it again");
    }
}

#[test]
fn the_card_says_what_it_does_not_vouch_for() {
    let card = card();
    let fusion = fs::read(root("model").join(&card.thresholds.file)).unwrap();
    assert_eq!(
        hex(&Sha256::digest(&fusion)),
        card.thresholds.sha256,
        "the thresholds are others than those of the card"
    );
    assert!(card.limits.len() >= 4 && card.limits.values().all(|says| says.len() > 20), "{:?}", card.limits);
}

#[test]
fn nobody_unseen_was_trained_on() {
    let card = card();
    let unseen = card.unseen.sentences.iter().chain(&card.unseen.letters);
    assert!(unseen.clone().all(|author| !card.data.contains_key(author)));
    assert!(unseen.clone().all(|author| !of_author("corpus/unseen/sentences", author).is_empty()
        || !of_author("corpus/unseen/labels", author).is_empty()));
}

/// Effects at even odds; of both strengths of a protection the likelier, and the weak one where they are as likely.
fn told(line: &str) -> (String, BTreeSet<Effect>) {
    let mut words = line.split('\t');
    let id = words.next().unwrap().to_owned();
    let by_label: BTreeMap<String, Effect> = every_effect().into_iter().map(|e| (e.label(), e)).collect();
    let scores: BTreeMap<Effect, f32> = words
        .map(|word| {
            let (label, probability) = word.split_once('=').unwrap();
            (by_label[label], probability.parse().unwrap())
        })
        .collect();
    let outdone = |effect: Effect, probability: f32| match effect {
        Effect::Protects(p, Strength::Present) => {
            scores.get(&Effect::Protects(p, Strength::Weak)).is_some_and(|weak| *weak >= probability)
        }
        Effect::Protects(p, Strength::Weak) => {
            scores.get(&Effect::Protects(p, Strength::Present)).is_some_and(|present| *present > probability)
        }
        Effect::Endangers(_) => false,
    };
    let told = scores.iter().filter(|(e, p)| **p >= 0.5 && !outdone(**e, **p)).map(|(e, _)| *e);
    (id, told.collect())
}

#[test]
fn the_figures_follow_from_the_predictions() {
    let card = card();
    let predictions = fs::read_to_string(root("model").join(&card.predictions.file)).unwrap();
    assert_eq!(hex(&Sha256::digest(predictions.as_bytes())), card.predictions.sha256);
    let predicted: BTreeMap<String, BTreeSet<Effect>> = predictions.lines().map(told).collect();
    assert!(card.figures.len() > 20, "figures of {} authors", card.figures.len());
    for (author, expected) in &card.figures {
        let bank = fs::read_to_string(root(&format!("corpus/sentences/{author}.jsonl"))).unwrap();
        let mut score = SentenceScore::default();
        for sentence in parse_bank(&bank).unwrap() {
            let answer = predicted.get(&sentence.id).map(|effects| Answer::Read(effects.clone()));
            score.add(&sentence, answer.as_ref());
        }
        let names = ["n", "core", "exact", "false_good", "reservations", "missed_reservation"];
        let found: Vec<u32> = names.iter().map(|name| score.figures()[name]).collect();
        assert_eq!(&found, expected, "{author}");
    }
}

#[test]
fn the_weights_of_terms_are_those_of_their_card() {
    #[derive(Deserialize)]
    struct Terms {
        file: String,
        sha256: String,
        letters: u32,
        authors: BTreeMap<String, u32>,
    }
    let card: Terms = toml::from_str(&fs::read_to_string(root("model/terms.toml")).unwrap()).unwrap();
    assert_eq!(hex(&Sha256::digest(fs::read(root("model").join(&card.file)).unwrap())), card.sha256);
    assert_eq!(card.authors.values().sum::<u32>(), card.letters);
    for (author, letters) in &card.authors {
        let there = of_author("corpus/letters/labels", author).len();
        assert_eq!(u32::try_from(there).unwrap(), *letters, "{author}: fit the reader of terms again");
    }
}

#[test]
fn the_weights_of_kinds_are_those_of_their_card() {
    #[derive(Deserialize)]
    struct Kinds {
        file: String,
        sha256: String,
        letters: u32,
        authors: BTreeMap<String, [u32; 2]>,
    }
    let card: Kinds = toml::from_str(&fs::read_to_string(root("model/kind.toml")).unwrap()).unwrap();
    assert_eq!(hex(&Sha256::digest(fs::read(root("model").join(&card.file)).unwrap())), card.sha256);
    assert_eq!(card.authors.values().map(|[_, letters]| letters).sum::<u32>(), card.letters);
    for (author, [_, letters]) in &card.authors {
        let there = of_author("corpus/letters/labels", author).len();
        assert_eq!(u32::try_from(there).unwrap(), *letters, "{author}: fit the classifier of kinds again");
    }
}
