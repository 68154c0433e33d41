//! The table that Tesseract prints, and the page that its words make.
//!
//! The parser is no part of the library, so its file is taken in here.
#![no_main]

use acquit::{document, extract};
use libfuzzer_sys::fuzz_target;

#[path = "../../src/ocr/table.rs"]
mod table;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let words = table::words(&String::from_utf8_lossy(data), (200, 98));
    let words: Vec<_> = words.into_iter().map(|word| word.seen).collect();
    let Some(seen) = acquit_fuzz::caught(|| extract::lay_out(&words)) else { return };
    for word in &words {
        let kept = word.text.split_whitespace().all(|part| seen.text.contains(part));
        assert!(kept, "a word that was read is not on the page");
    }
});
