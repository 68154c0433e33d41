//! The words of every PDF of the corpus against `pdftotext`, an independent reader, where it is installed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::desk::{Desk, corpus};

/// Least share of words that both find.
const LEAST: f64 = 0.97;

/// How often each word stands in a text, whatever its order; hyphens at line ends joined.
pub(super) fn words(text: &str) -> BTreeMap<String, usize> {
    let joined = text.replace("-\n", "").replace('\u{ad}', "");
    let mut out = BTreeMap::new();
    for word in joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *out.entry(word.to_lowercase()).or_default() += 1;
    }
    out
}

/// Share of the words of both that both have, 0 to 1.
pub(super) fn share(a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>) -> f64 {
    let both: usize = a.iter().map(|(word, count)| count.min(b.get(word).unwrap_or(&0))).sum();
    let all: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    2.0 * count(both) / count(all.max(1))
}

#[test]
fn every_rendering_has_the_words_that_pdftotext_finds() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "CI has no pdftotext: .ci/run installs it");
        return println!("skipped: no pdftotext here (apt-get install poppler-utils)");
    }
    let desk = Desk::new();
    let listed = fs::read_dir(corpus("renderings")).expect("corpus/renderings is listed");
    let names = listed.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut poor = Vec::new();
    for name in names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "pdf")) {
        let path = corpus("renderings").join(&name);
        let theirs = Command::new("pdftotext").arg(&path).arg("-").output().expect("pdftotext runs");
        let ours = desk.acquit(&format!("extract corpus/renderings/{name}"));
        let share = share(&words(&ours.stdout), &words(&String::from_utf8_lossy(&theirs.stdout)));
        if share < LEAST {
            poor.push(format!("{name}: {share:.3}"));
        }
    }
    assert!(poor.is_empty(), "{}", poor.join("\n"));
}
