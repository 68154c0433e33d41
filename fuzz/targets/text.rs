//! Any bytes: how the format is told, and plain text in whatever charset.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    acquit_fuzz::read(data);
});
