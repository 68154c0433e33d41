//! Every hostile file has one outcome, in time and in little memory.

use std::fs;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use acquit::document::{Pages, What};
use acquit::worker::{Limits, Pool, Program};

use super::cases::all;
use super::run::{is_clean_though_unread, program, run, scan, troubles};

/// What may be said of a hostile file whose words were not all read.
const RIGHT: [What; 12] = [
    What::Damaged,
    What::LimitReached,
    What::TooLarge,
    What::TooMuchMemory,
    What::Timeout,
    What::Crash,
    What::NoText,
    What::Garbled,
    What::Unresolved,
    What::UnknownFormat,
    What::Disagreement,
    What::NotEnglish,
];

fn whats(pages: &Pages) -> Vec<What> {
    pages.troubles.iter().map(|trouble| trouble.what).collect()
}

/// Time for one file in this test; the tests run without optimisation.
const WALL: Duration = Duration::from_secs(8);

#[test]
fn every_hostile_file_has_one_outcome_in_time() {
    let limits = Limits { wall: WALL, page: Duration::ZERO, ..Limits::default() };
    let program =
        Program { path: program(), arguments: vec!["worker".into(), "--limits".into(), limits.word().into()] };
    let pool = Pool::of(program, 2, limits).unwrap();
    let left = Mutex::new(all());
    let told = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((name, bytes)) = { left.lock().unwrap().pop() } {
                    let begun = Instant::now();
                    let pages = pool.pages(&bytes);
                    told.lock().unwrap().push((name, bytes.len(), begun.elapsed(), pages));
                }
            });
        }
    });
    let mut told = told.into_inner().unwrap();
    told.sort_by_key(|(name, ..)| *name);
    for (name, size, took, pages) in &told {
        let whats = whats(pages);
        println!("{name:<34} {size:>9} bytes {:>6} ms {:>8} {whats:?}", took.as_millis(), pages.text.len());
    }
    for (name, _, took, pages) in &told {
        let whats = whats(pages);
        // A reader that dies is tried twice.
        assert!(*took < WALL * 2 + Duration::from_secs(1), "{name}: {took:?}");
        let hiding: Vec<&What> = whats.iter().filter(|what| what.hides_words()).collect();
        assert!(hiding.iter().all(|what| RIGHT.contains(what)), "{name}: {whats:?}");
        assert!(!(pages.has_unread() && hiding.is_empty()), "{name}: unread without a reason");
        let words = !pages.text.trim().is_empty();
        assert!(words || !hiding.is_empty(), "{name}: no words and no trouble");
    }
}

#[test]
fn the_program_reads_hostile_files_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let cases = all();
    for (name, bytes) in &cases {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let ran = run(&mut scan(folder.path(), &["--seconds", "8", "--page-seconds", "0.001"]));
    println!("{}", ran.tally());
    assert_eq!((ran.code, ran.reviews.len()), (3, cases.len()), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    for review in &ran.reviews {
        assert!(!is_clean_though_unread(review), "{}: {:?}", super::run::file(review), troubles(review));
    }
    for (name, _) in &cases {
        ran.of(name);
    }
    assert!(ran.main_mb <= 300, "main process {} MB", ran.main_mb);
    assert!(ran.child_mb <= 1_024, "a reader {} MB", ran.child_mb);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), cases.len(), "a file was written");
}
