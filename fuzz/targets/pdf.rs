//! Bytes of a PDF: its pages and their text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    // A header for all inputs, so that none is read as another format.
    let bytes = if data.starts_with(b"%PDF-") { data.to_vec() } else { [b"%PDF-1.7\n".as_slice(), data].concat() };
    acquit_fuzz::read(&bytes);
});
