//! ZIP archives, and what stands in them.
#![no_main]

use acquit::extract;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let limits = acquit_fuzz::limits();
    let Some(Some(unpacked)) = acquit_fuzz::caught(|| extract::unpack(data, &limits)) else { return };
    acquit_fuzz::sound::unpacked(&unpacked, &limits);
    for member in unpacked.members.iter().take(3) {
        acquit_fuzz::read(&member.bytes);
    }
});
