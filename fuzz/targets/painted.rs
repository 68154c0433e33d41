//! A page of a PDF painted as a picture.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    acquit_fuzz::paint(&acquit_fuzz::paper::pdf(data), 1);
});
