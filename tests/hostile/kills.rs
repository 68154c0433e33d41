//! Readers killed by somebody else, and a system that gives nothing more.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use super::run::{children, file, is_clean_though_unread, program, run, run_beside, scan, troubles, verdict};
use super::{Dice, corpus, files, size};

#[cfg(target_os = "linux")]
#[test]
fn killed_readers_cost_no_document() {
    let folder = tempfile::tempdir().unwrap();
    let letters = files("renderings", &["pdf"]);
    let documents = size(300, 2_000);
    for n in 0..documents {
        fs::copy(&letters[n % letters.len()], folder.path().join(format!("{n:05}.pdf"))).unwrap();
    }
    let kills = size(20, 100);
    let (mut left, mut dice, mut last) = (kills, Dice(7), Instant::now());
    let ran = run_beside(&mut scan(folder.path(), &[]), |process| {
        let readers = children(process);
        if left == 0 || readers.is_empty() || last.elapsed() < Duration::from_millis(30) {
            return;
        }
        let reader = readers[dice.below(readers.len())].to_string();
        if Command::new("kill").args(["-9", &reader]).status().is_ok_and(|status| status.success()) {
            (left, last) = (left - 1, Instant::now());
        }
    });
    println!("{} kills left\n{}", left, ran.tally());
    assert_eq!((left, ran.reviews.len()), (0, documents), "{}", ran.err);
    let whole = |path: &std::path::Path| -> Vec<(String, bool)> {
        let ran = run(&mut scan(path, &[]));
        ran.reviews.iter().map(|review| (verdict(review).to_owned(), troubles(review).is_empty())).collect()
    };
    let alone = tempfile::tempdir().unwrap();
    for (n, letter) in letters.iter().enumerate() {
        fs::copy(letter, alone.path().join(format!("{n:05}.pdf"))).unwrap();
    }
    let expected = whole(alone.path());
    let mut crashed = 0;
    for (n, review) in ran.reviews.iter().enumerate() {
        if troubles(review).iter().any(|(what, _)| *what == "crash") {
            crashed += 1;
            continue;
        }
        let (as_told, sound) = &expected[n % letters.len()];
        assert_eq!((verdict(review), troubles(review).is_empty()), (as_told.as_str(), *sound), "{}", file(review));
    }
    println!("{crashed} documents lost both readers");
    // On a busy machine somebody may hit both readers of one document.
    assert!(crashed * 4 <= kills, "{crashed} of {documents}");
}

#[cfg(unix)]
#[test]
fn few_open_files_are_outcomes_and_no_panic() {
    let acquit = program();
    let folder = corpus("renderings");
    let documents = files("renderings", &["pdf", "docx", "odt", "rtf", "html"]).len();
    for (open, threads) in [(20, 1), (20, 4), (12, 8)] {
        let command = format!(
            "ulimit -n {open}; exec '{}' scan --readers patterns --threads {threads} '{}'",
            acquit.display(),
            folder.display()
        );
        let ran = run(Command::new("sh").args(["-c", &command]));
        println!("{open} open files, {threads} threads: {}", ran.tally());
        assert_eq!(ran.reviews.len(), documents, "{}", ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        assert!(ran.reviews.iter().all(|review| !is_clean_though_unread(review)));
    }
}
