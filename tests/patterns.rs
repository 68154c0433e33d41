//! Every pattern file keeps its promises.

use acquit::id::Hazard;
use acquit::id::Protection;
use acquit::pattern::Broken;
use acquit::pattern::Patterns;
use acquit::pattern::SOURCES;
use acquit::pattern::check;
use acquit::reading::Passage;
use acquit::reading::Reading;

fn shipped() -> &'static Patterns {
    Patterns::built_in().unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn every_id_of_the_contract_has_its_words() {
    let patterns = shipped();
    let ids = Protection::ALL.iter().map(|p| p.as_str()).chain(Hazard::ALL.iter().map(|h| h.as_str()));
    for id in ids {
        let meta = patterns.meta(id).unwrap_or_else(|| panic!("no file for {id}"));
        assert!(!meta.title.is_empty() && !meta.why.is_empty() && !meta.ask.is_empty(), "{id}");
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

/// Both kinds of reading together, as documents are read.
fn together(passage: &Passage<'_>) -> Vec<Reading> {
    let kit = acquit::fuse::Kit::built_in().unwrap();
    kit.read(passage, &[])
}

#[test]
fn every_example_reads_as_filed_when_frames_and_rows_read_together() {
    let patterns = Patterns::built_in().unwrap();
    let broken: Vec<String> = check(patterns, &together).iter().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{} broken\n{}", broken.len(), broken.join("\n"));
}
