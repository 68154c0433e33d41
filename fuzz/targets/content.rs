//! What a page of a PDF paints: how its glyphs become lines, and which of them nobody sees.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    acquit_fuzz::read(&acquit_fuzz::paper::pdf(data));
});
