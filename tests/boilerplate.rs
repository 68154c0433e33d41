//! A line that stands below many letters sets no letter aside: each is added to every letter of the two kinds.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

use acquit::eval::truth::Truth;
use acquit::id::Kind;
use acquit::{extract, normalise, survey};

/// Lines of servicers' footers and of closings.
const LINES: &[&str] = &[
    "Please call us with any question about this letter.",
    "We are a debt collector. This is an attempt to collect a debt and any information obtained will be used for that \
     purpose.",
    "If you have received a discharge in bankruptcy, this letter is sent for information only and is not an attempt to \
     collect a debt.",
    "This letter is not legal advice to you. Please speak with your attorney or tax adviser.",
    "At closing the parties sign the affidavit: each of the undersigned swears that this is an arm's length transaction.",
    "The seller shall pay the lien for delinquent assessments, and the association will release it at closing.",
    "If the sale does not close, the deposit goes to the party named in the purchase contract.",
    "This approval ends if the contract is cancelled.",
];

fn letters() -> Vec<PathBuf> {
    let labels = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/letters/labels");
    let mut all: Vec<PathBuf> = fs::read_dir(labels).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// The text of a labelled letter of one of the two kinds.
fn letter(label: &Path) -> Option<String> {
    let truth = Truth::parse(&fs::read_to_string(label).unwrap()).unwrap();
    let docs = label.parent().unwrap().with_file_name("docs");
    let text = docs.join(label.file_stem().unwrap()).with_extension("txt");
    (truth.kind != Kind::Other).then(|| fs::read_to_string(text).unwrap())
}

/// Whether a text is told as no letter, for good: where there is a likelier letter, what its clauses do may still tell it.
fn is_set_aside(text: &str) -> bool {
    let pages = extract::pages(text.as_bytes());
    let told = survey::look(&pages, &normalise::text(&pages), &[]).told;
    told.kind == Kind::Other && told.likelier.is_none()
}

#[test]
fn no_line_of_boilerplate_sets_a_letter_aside() {
    let mut wrong = Vec::new();
    let letters: Vec<(PathBuf, String)> =
        letters().into_iter().filter_map(|l| Some((l.clone(), letter(&l)?))).collect();
    assert!(letters.len() > 100, "only {} letters of the two kinds", letters.len());
    for (label, text) in letters.iter().filter(|(_, text)| !is_set_aside(text)) {
        for line in LINES {
            if is_set_aside(&format!("{}\n\n{line}\n", text.trim_end())) {
                wrong.push(format!("{}: {line}", label.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} set aside:\n{}", wrong.len(), wrong.join("\n"));
}
