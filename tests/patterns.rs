//! Every pattern file keeps its promises.

#![expect(clippy::expect_used, reason = "a file that is not there is a failed test")]

use std::fs;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use acquit::id::Hazard;
use acquit::id::Protection;
use acquit::pattern::Patterns;
use acquit::pattern::SOURCES;
use acquit::pattern::check;
use acquit::reading::Passage;
use acquit::reading::Reading;
use proptest::prelude::*;

fn shipped() -> &'static Patterns {
    Patterns::built_in().unwrap_or_else(|e| panic!("{e}"))
}

/// Frames and rows together, as documents are read.
fn read(passage: &Passage<'_>) -> Vec<Reading> {
    let kit = acquit::fuse::Kit::built_in().unwrap_or_else(|e| panic!("{e}"));
    kit.read(passage, &[])
}

#[test]
fn every_example_reads_as_filed_and_every_row_is_needed() {
    let broken: Vec<String> = check(shipped(), &read).iter().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{} broken promises\n{}", broken.len(), broken.join("\n"));
}

fn ids() -> impl Iterator<Item = &'static str> {
    Protection::ALL.iter().map(|p| p.as_str()).chain(Hazard::ALL.iter().map(|h| h.as_str()))
}

#[test]
fn every_id_of_the_contract_has_its_words() {
    let patterns = shipped();
    for id in ids() {
        let meta = patterns.meta(id).unwrap_or_else(|| panic!("no file for {id}"));
        assert!(!meta.title.is_empty() && !meta.why.is_empty() && !meta.ask.is_empty(), "{id}");
    }
}

/// Ids that the letter to the lender leaves out, since they only inform.
const INFORM: [&str; 2] = ["fraud-waste-carve-out", "tax-reporting"];

/// Whether words tell somebody else than the lender what to do.
fn speaks_to_the_attorney(words: &str) -> bool {
    let tells =
        ["Obtain ", "; obtain ", "Ask ", "Have ", "Refer ", "; refer ", "Check ", "; check ", "client", "Lender to "];
    tells.iter().any(|tells| words.contains(tells))
}

#[test]
fn the_letter_to_the_lender_asks_the_lender() {
    let metas: Vec<_> = ids().filter(|id| !INFORM.contains(id)).map(|id| (id, shipped().meta(id).unwrap())).collect();
    for (id, meta) in &metas {
        for words in [&meta.request, &meta.deed_request] {
            assert!(!speaks_to_the_attorney(words), "{id}: give it a `request` that speaks to the lender: {words}");
        }
    }
    // Words that speak to the attorney are known by what they tell: each of those that have another request does so.
    let other: Vec<_> = metas.iter().filter(|(_, meta)| meta.request != meta.ask).collect();
    assert!(!other.is_empty());
    for (id, meta) in other {
        assert!(speaks_to_the_attorney(&meta.ask), "{id}: `request` is not needed beside: {}", meta.ask);
    }
}

/// Compiles the shipped files with one of them changed.
fn with(path: &str, change: impl Fn(&str) -> String) -> Result<String, String> {
    let files: Vec<(&str, String)> =
        SOURCES.iter().map(|(p, t)| (*p, if *p == path { change(t) } else { (*t).to_owned() })).collect();
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(p, t)| (*p, t.as_str())).collect();
    Patterns::compile(&borrowed).map(|p| p.digest().to_owned()).map_err(|e| e.to_string())
}

#[test]
fn wrong_files_are_refused_with_file_and_line() {
    let path = "hazards/tax-reporting.toml";
    let table: [(&str, &str, &str); 4] = [
        ("title =", "titel =", "patterns/hazards/tax-reporting.toml:2: unknown field `titel`"),
        ("\"tax-reporting\"", "\"tax\"", "patterns/hazards/tax-reporting.toml:1: the id is `tax`"),
        ("[examples]", "[[row]]\nsay = [\"<no-such-thing>\"]\n[examples]", "no concept"),
        ("[examples]", "[[row]]\nsay = [\"[tax] ...\"]\n[examples]", "every unit would match"),
    ];
    for (from, to, says) in table {
        let error = with(path, |t| t.replacen(from, to, 1)).unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn the_digest_changes_with_any_file_and_not_with_their_order() {
    let patterns = shipped();
    assert_eq!(with("guards.toml", str::to_owned).unwrap(), patterns.digest());
    assert_ne!(with("guards.toml", |t| format!("{t}\n")).unwrap(), patterns.digest());
    let mut turned = SOURCES.to_vec();
    turned.reverse();
    assert_eq!(Patterns::compile(&turned).unwrap().digest(), patterns.digest());
    assert!(patterns.digest().starts_with("sha256:"));
}

/// Every file under a folder, as the path below it with its text.
fn walked(folder: &Path, below: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), format!("{below}{}", entry.file_name().to_string_lossy()));
        if path.is_dir() {
            walked(&path, &format!("{name}/"), found);
        } else if path.extension().is_some_and(|e| e == "toml") {
            found.push((name, fs::read_to_string(path).expect("a pattern file")));
        }
    }
}

#[test]
fn the_digest_covers_every_file_under_patterns() {
    let mut there = Vec::new();
    walked(&Path::new(env!("CARGO_MANIFEST_DIR")).join("patterns"), "", &mut there);
    there.sort();
    let mut sources: Vec<(String, String)> = SOURCES.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
    sources.sort();
    let names = |all: &[(String, String)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&there), names(&sources), "a new file goes into src/pattern/sources.rs");
    assert!(there == sources, "a file that is compiled in is another than the one under patterns/");
    for path in ["propositions/owe.toml", "jurisdictions/california.toml", "survey/terms.toml"] {
        assert_ne!(with(path, |t| format!("{t}\n# a remark\n")).unwrap(), shipped().digest(), "{path}");
    }
}

/// Words of the field in any order, with marks, blanks and boxes between them.
fn babble() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "(may|not|release|the|Lender|lien|note|deficiency|void|if|,|;|\\.|\\$5|____|\\[ \\]|1099-C|sold|2nd)",
        "\\PC{0,6}",
    ];
    proptest::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_words_are_read_without_panic_and_quoted_from_the_unit(words in babble(), before in babble()) {
        for reading in read(&Passage { words: &words, lead_in: &before, ..Passage::default() }) {
            prop_assert!(words.get(reading.evidence.range()).is_some_and(|quote| !quote.trim().is_empty()));
        }
    }
}

#[test]
fn a_unit_without_end_costs_bounded_time() {
    let words = "Lender may not sell the note and the balance or release any lien ".repeat(400);
    let begin = Instant::now();
    let _ = read(&Passage { words: &words, ..Passage::default() });
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}
