//! E-mails with their attachments, and what stands in them.
#![no_main]

use acquit::extract;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let data = [b"From: a@example.com\nMIME-Version: 1.0\nSubject: Letter\n".as_slice(), data].concat();
    let limits = acquit_fuzz::limits();
    let Some(Some(unpacked)) = acquit_fuzz::caught(|| extract::unpack(&data, &limits)) else { return };
    acquit_fuzz::sound::unpacked(&unpacked, &limits);
    for member in unpacked.members.iter().take(3) {
        acquit_fuzz::read(&member.bytes);
    }
});
