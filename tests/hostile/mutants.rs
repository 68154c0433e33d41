//! Damaged copies of good letters: as many outcomes as inputs, nothing lost, nothing clean that was not read.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::run::{Ran, file, is_clean_though_unread, run, scan, troubles, verdict};
use super::{Dice, files, size};

/// Words that a reader of a format trips over.
const TOKENS: [&[u8]; 18] = [
    b"/Length 99999999999",
    b"obj",
    b"endobj",
    b"endstream",
    b"stream\r\n",
    b"<<",
    b">>",
    b"[",
    b"(",
    b"/Filter[/FlateDecode/LZWDecode/ASCII85Decode]",
    b"/Kids[2 0 R]",
    b"/Prev 0",
    b"/Encrypt 1 0 R",
    b"xref\n0 4294967295",
    b"-2147483648",
    b"PK\x05\x06",
    b"<!DOCTYPE x [",
    b"</w:p>",
];

/// A damaged copy, the same every time.
fn damaged(number: usize, seeds: &[(PathBuf, Vec<u8>)]) -> Vec<u8> {
    let mut dice = Dice(number as u64 + 1);
    let mut data = seeds[number % seeds.len()].1.clone();
    let kind = number / seeds.len() % 10;
    for _ in 0..1 << dice.below(5) {
        let (at, end) = place(&mut dice, data.len());
        match kind {
            0 => data.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.below(8)),
            1 => data[at..end].fill([0, 255, b' ', b'x'][dice.below(4)]),
            2 => data.truncate(at),
            3 => drop(data.drain(at..end)),
            4 => drop(data.splice(at..at, data[at..end].repeat([1, 2, 50][dice.below(3)]))),
            5 => {
                let moved: Vec<u8> = data.drain(at..end).collect();
                let to = dice.below(data.len() + 1);
                data.splice(to..to, moved);
            }
            6 => {
                let digit = data.iter().enumerate().skip(at).find(|(_, byte)| byte.is_ascii_digit());
                if let Some((digit, _)) = digit {
                    data[digit] = b'0' + u8::try_from(dice.below(10)).unwrap();
                }
            }
            7 => drop(data.splice(at..at, TOKENS[dice.below(TOKENS.len())].iter().copied())),
            8 => {
                let other = &seeds[dice.below(seeds.len())].1;
                data.truncate(at);
                data.extend(&other[dice.below(other.len())..]);
            }
            _ => drop(data.splice(0..0, vec![0; 1 + dice.below(5_000)])),
        }
        if matches!(kind, 2 | 8 | 9) || data.is_empty() || data.len() > 8 << 20 {
            break;
        }
    }
    data
}

/// A stretch of at most 2 KB.
fn place(dice: &mut Dice, length: usize) -> (usize, usize) {
    let at = dice.below(length);
    (at, (at + (1 << dice.below(12))).min(length))
}

/// At a time, so that the disk never holds many.
const FOLDER: usize = 500;

#[test]
fn damaged_letters_have_one_outcome_each() {
    let seeds: Vec<(PathBuf, Vec<u8>)> = files("renderings", &["pdf", "docx", "odt", "rtf", "html"])
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            (path, bytes)
        })
        .collect();
    let all: Vec<usize> = (0..size(200, 10_000)).collect();
    let mut sum: Option<Ran> = None;
    for numbers in all.chunks(FOLDER) {
        let folder = tempfile::tempdir().unwrap();
        let mut names = BTreeSet::new();
        for number in numbers {
            let extension = seeds[number % seeds.len()].0.extension().unwrap().to_str().unwrap();
            let name = format!("{number:06}.{extension}");
            fs::write(folder.path().join(&name), damaged(*number, &seeds)).unwrap();
            names.insert(name);
        }
        let ran = run(&mut scan(folder.path(), &[]));
        let told: BTreeSet<String> = ran.reviews.iter().map(|review| file(review).to_owned()).collect();
        assert_eq!((told, ran.reviews.len()), (names, numbers.len()), "{}", ran.err);
        assert!([0, 1, 3].contains(&ran.code) && !ran.err.contains("panicked"), "{}: {}", ran.code, ran.err);
        for review in &ran.reviews {
            assert!(!is_clean_though_unread(review), "{}: {:?}", file(review), troubles(review));
            let lost = troubles(review).is_empty() && verdict(review) == "unreadable" && review["kind"] != "unknown";
            assert!(!lost, "{}: unreadable without a reason", file(review));
        }
        sum = Some(match sum {
            None => ran,
            Some(before) => Ran {
                wall: before.wall + ran.wall,
                main_mb: before.main_mb.max(ran.main_mb),
                child_mb: before.child_mb.max(ran.child_mb),
                reviews: [before.reviews, ran.reviews].concat(),
                ..ran
            },
        });
    }
    let sum = sum.unwrap();
    println!("{}", sum.tally());
    assert_eq!(sum.reviews.len(), all.len());
    assert!(sum.main_mb <= 150, "main process {} MB", sum.main_mb);
}
