//! Hostile documents, damaged documents and killed readers: one outcome for each input, in time, in little memory, and
//! never "nothing found" for what nobody read.
//!
//! `ACQUIT_FULL=1 cargo test --release --test hostile -- --nocapture` runs the long form: 10,000 damaged documents,
//! 100 killed readers in 2,000 documents, and the figures.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a file that is not there is a failed test")]

mod cases;
mod cost;
mod docx;
mod kills;
mod limits;
mod mutants;
mod outcomes;
mod papers;
mod pdf;
mod run;

use std::path::{Path, PathBuf};

/// A part of the corpus.
fn corpus(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(part)
}

/// The files of a folder of the corpus with one of these extensions, by name.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(corpus(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| extensions.iter().any(|wanted| e == *wanted))).collect();
    found.sort();
    found
}

/// The first number for every day, the second for the long form.
fn size(usual: usize, full: usize) -> usize {
    if std::env::var_os("ACQUIT_FULL").is_some() { full } else { usual }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, or 0.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end.max(1) as u64).unwrap()
    }
}
