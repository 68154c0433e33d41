//! The corpus keeps its own promises: labels that parse, quotes that stand in their letters, verdicts that follow
//! from the labelled clauses.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use acquit::document::What;
use acquit::eval::sentences::bank::parse_bank;
use acquit::eval::truth::Truth;
use acquit::id::Hazard;
use acquit::id::Kind;
use acquit::id::Protection;
use acquit::id::Status;
use acquit::id::Verdict;

fn corpus(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(part)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    found.sort();
    found
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every labelled letter: its label and its text.
fn letters() -> Vec<(Truth, String)> {
    let mut pairs: Vec<(PathBuf, PathBuf)> = files(&corpus("letters/labels"), "json")
        .into_iter()
        .map(|label| (corpus("letters/docs").join(format!("{}.txt", stem(&label))), label))
        .collect();
    for folder in ["clean", "sample"] {
        pairs.extend(files(&corpus(folder), "json").into_iter().map(|label| (label.with_extension("txt"), label)));
    }
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    pairs
        .iter()
        .map(|(text, label)| {
            (Truth::parse(&read(label)).unwrap_or_else(|why| panic!("{}: {why}", label.display())), read(text))
        })
        .collect()
}

/// Contract section 4, from the labelled clauses and hazards.
fn verdict_that_follows(truth: &Truth) -> Verdict {
    if truth.kind == Kind::Other {
        return Verdict::NotApplicable;
    }
    let (release, waiver) = (truth.status(Protection::DebtRelease), truth.status(Protection::DeficiencyWaiver));
    let hazards: BTreeSet<Hazard> = truth.hazards.iter().map(|passage| passage.id).collect();
    if hazards.iter().any(|hazard| hazard.frees_nobody()) || (release, waiver) == (Status::Missing, Status::Missing) {
        Verdict::NoRelease
    } else if release == Status::Present && waiver != Status::Weak && !hazards.iter().any(|hazard| hazard.weakens()) {
        Verdict::FullRelease
    } else {
        Verdict::PartialRelease
    }
}

#[test]
fn every_quote_stands_in_its_letter() {
    let letters = letters();
    assert!(letters.len() > 184 + 12, "only {} letters", letters.len());
    let mut lost = Vec::new();
    for (truth, text) in &letters {
        let text = folded(text);
        lost.extend(
            truth
                .quotes()
                .filter(|(_, quote)| !text.contains(&folded(quote)))
                .map(|(id, quote)| format!("{} {id}: {quote}", truth.id)),
        );
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn every_verdict_follows_from_its_labels() {
    let wrong: Vec<String> = letters()
        .iter()
        .filter(|(truth, _)| verdict_that_follows(truth) != truth.verdict)
        .map(|(truth, _)| format!("{}: {} labelled, {} follows", truth.id, truth.verdict, verdict_that_follows(truth)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn labels_bear_the_names_of_their_letters() {
    for label in files(&corpus("letters/labels"), "json") {
        assert_eq!(Truth::parse(&fs::read_to_string(&label).unwrap()).unwrap().id, stem(&label));
    }
    assert_eq!(files(&corpus("letters/labels"), "json").len(), files(&corpus("letters/docs"), "txt").len());
}

#[test]
fn the_clean_letters_are_full_releases() {
    let clean = files(&corpus("clean"), "json");
    assert_eq!(clean.len(), 12);
    for label in clean {
        let truth = Truth::parse(&fs::read_to_string(label).unwrap()).unwrap();
        assert_eq!(truth.verdict, Verdict::FullRelease, "{}", truth.id);
        assert!(truth.hazards.iter().all(|passage| !passage.id.weakens()), "{}", truth.id);
    }
}

#[test]
fn every_broken_file_has_expected_troubles_that_exist() {
    let rows = fs::read_to_string(corpus("broken/expected.tsv")).unwrap();
    let mut named = BTreeSet::new();
    for row in rows.lines().filter(|line| !line.starts_with('#')) {
        let (file, troubles) = row.split_once('\t').unwrap();
        named.insert(file.to_owned());
        for word in troubles.split(' ').filter(|word| !["none", "too-little"].contains(word)) {
            serde_json::from_value::<What>(word.into()).unwrap_or_else(|why| panic!("{file}: {why}"));
        }
    }
    let there: BTreeSet<String> = fs::read_dir(corpus("broken"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "expected.tsv" && name != "make.py")
        .collect();
    assert_eq!(named, there);
}

/// One file an author, and every id bears the author's name.
#[test]
fn every_sentence_has_an_author_and_labels_that_exist() {
    let mut ids = BTreeSet::new();
    for path in files(&corpus("sentences"), "jsonl") {
        let bank =
            parse_bank(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(bank.len() > 100, "{}: {} lines", path.display(), bank.len());
        for sentence in bank {
            let author = sentence.id.split('-').next().unwrap();
            assert_eq!(author, stem(&path), "{}", sentence.id);
            assert!(!sentence.text.trim().is_empty(), "{}", sentence.id);
            assert!(ids.insert(sentence.id.clone()), "{}: twice", sentence.id);
        }
    }
    assert!(ids.len() >= 10_000, "{}", ids.len());
}

#[test]
fn every_rendering_is_of_a_letter_and_by_a_listed_producer() {
    let list = fs::read_to_string(corpus("renderings/list.tsv")).unwrap();
    let listed: BTreeSet<String> = list
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("lf-sample"))
        .map(|line| line.replace('\t', "."))
        .collect();
    let made: BTreeSet<String> = ["pdf", "docx", "odt", "rtf", "html"]
        .iter()
        .flat_map(|extension| files(&corpus("renderings"), extension))
        .map(|path| stem(&path).to_owned())
        .collect();
    assert_eq!(listed, made);
    let producers: BTreeSet<&str> = made.iter().filter_map(|name| name.split('.').nth(1)).collect();
    assert!(made.len() >= 44 && producers.len() >= 5, "{} by {producers:?}", made.len());
}

#[test]
fn every_bank_is_shipped() {
    let mut there: Vec<String> = fs::read_dir(corpus("sentences"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    there.sort();
    let shipped: Vec<&str> = acquit::eval::sentences::shipped::BANK.iter().map(|(name, _)| *name).collect();
    assert_eq!(shipped, there, "src/eval/sentences/shipped.rs lists other banks than corpus/sentences holds");
}

#[derive(serde::Deserialize)]
struct Families {
    family: Vec<Family>,
}

#[derive(serde::Deserialize)]
struct Family {
    id: String,
    letters: Vec<String>,
}

/// What makes letters hard: at least twenty families of eight letters, no letter in two, both halves of a pair together.
#[test]
fn families_of_traps_are_many_and_full() {
    let families: Families = toml::from_str(&fs::read_to_string(corpus("families.toml")).unwrap()).unwrap();
    let there: BTreeSet<String> = ["letters/labels", "unseen/labels"]
        .iter()
        .flat_map(|part| files(&corpus(part), "json"))
        .map(|path| stem(&path).to_owned())
        .collect();
    let mut of: BTreeMap<&str, &str> = BTreeMap::new();
    for family in &families.family {
        assert!(family.letters.len() >= 8, "{}: {}", family.id, family.letters.len());
        for letter in &family.letters {
            assert!(there.contains(letter), "{}: {letter} is no letter", family.id);
            assert_eq!(of.insert(letter, &family.id), None, "{letter}: in two families");
        }
    }
    assert!(families.family.len() >= 20);
    for (letter, family) in &of {
        let other = match letter.strip_suffix('a') {
            Some(pair) => format!("{pair}b"),
            None => letter.strip_suffix('b').map(|pair| format!("{pair}a")).unwrap_or_default(),
        };
        assert!(!there.contains(&other) || of.get(other.as_str()) == Some(family), "{letter}");
    }
}
