//! Web pages.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    acquit_fuzz::read(&[b"<html>".as_slice(), data].concat());
});
