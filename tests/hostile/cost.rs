//! What the worker processes cost. A measurement, run by hand:
//! `cargo test --release --test hostile cost -- --ignored --nocapture`.

use std::fs;

use acquit::extract;
use acquit::worker::{Limits, Pool, Program};

use super::files;
use super::run::program;

/// How often every letter is read.
const TIMES: usize = 60;

/// CPU time of this process and of its children that ended, in ms.
#[cfg(target_os = "linux")]
fn cpu() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    // utime, stime, cutime, cstime, in hundredths of a second.
    fields.split(' ').skip(11).take(4).map(|ticks| ticks.parse::<u64>().unwrap() * 10).sum()
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "a measurement"]
fn cost_of_reading_in_another_process() {
    let letters: Vec<Vec<u8>> = files("renderings", &["pdf", "docx", "odt", "rtf", "html"])
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    let limits = Limits::default();
    let arguments = vec!["worker".into(), "--limits".into(), limits.word().into()];
    for round in 1..=3 {
        let begun = cpu();
        for _ in 0..TIMES {
            for letter in &letters {
                std::hint::black_box(extract::pages(letter));
            }
        }
        let inside = cpu() - begun;
        let begun = cpu();
        {
            let pool = Pool::of(Program { path: program(), arguments: arguments.clone() }, 1, limits).unwrap();
            for _ in 0..TIMES {
                for letter in &letters {
                    std::hint::black_box(pool.pages(letter));
                }
            }
        }
        let outside = cpu() - begun;
        let count = letters.len() * TIMES;
        println!("round {round}: {count} letters, CPU in this process {inside} ms, in another {outside} ms");
    }
}

/// The pool's CPU for the PDFs of a folder against `pdftotext`, started once for each: `ACQUIT_PDFS=FOLDER cargo test
/// --release --test hostile beside_pdftotext -- --ignored --nocapture`.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "a measurement"]
fn cost_beside_pdftotext() {
    let folder = std::env::var_os("ACQUIT_PDFS").expect("ACQUIT_PDFS names a folder of PDFs");
    let paths: Vec<std::path::PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let paths: Vec<_> = paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    let letters: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let limits = Limits::default();
    let arguments = vec!["worker".into(), "--limits".into(), limits.word().into()];
    for round in 1..=3 {
        let begun = cpu();
        {
            let pool = Pool::of(Program { path: program(), arguments: arguments.clone() }, 1, limits).unwrap();
            for letter in letters.iter().cycle().take(letters.len() * 10) {
                std::hint::black_box(pool.pages(letter));
            }
        }
        let own = cpu() - begun;
        let begun = cpu();
        for path in paths.iter().cycle().take(paths.len() * 10) {
            let done = std::process::Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().unwrap();
            std::hint::black_box(done);
        }
        let other = cpu() - begun;
        let (share, count) = (100 * own / other.max(1), paths.len());
        println!("round {round}: {count} PDFs ten times, the pool {own} ms, pdftotext {other} ms: {share} %");
    }
}
