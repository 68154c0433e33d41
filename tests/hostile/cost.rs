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
