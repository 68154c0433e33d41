//! Rows of a fax page, in each of the codings that a TIFF may have.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let bytes = acquit_fuzz::paper::fax(data);
    acquit_fuzz::read(&bytes);
    acquit_fuzz::paint(&bytes, 1);
});
