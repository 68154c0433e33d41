//! Pictures of pages: TIFF, PNG and JPEG.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    acquit_fuzz::read(data);
    (1..=2).for_each(|page| acquit_fuzz::paint(data, page));
});
