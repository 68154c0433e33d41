//! The parts of a Word document.
#![no_main]

use acquit_fuzz::archive;
use libfuzzer_sys::fuzz_target;

/// The parts in the order in which the input has them.
const PARTS: [&str; 6] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/_rels/document.xml.rels",
];

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    if let Ok(bytes) = archive::of(&PARTS, &[], data) {
        acquit_fuzz::read(&bytes);
    }
});
