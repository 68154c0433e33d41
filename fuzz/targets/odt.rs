//! The parts of an `OpenDocument` text.
#![no_main]

use acquit_fuzz::archive;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let kind = [("mimetype", "application/vnd.oasis.opendocument.text")];
    if let Ok(bytes) = archive::of(&["content.xml", "styles.xml"], &kind, data) {
        acquit_fuzz::read(&bytes);
    }
});
