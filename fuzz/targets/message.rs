//! What goes over the pipes between the program and its worker processes: requests as the child reads them, answers as
//! the parent does.
#![no_main]

use std::time::Duration;

use acquit::document::{Pages, Picture, Trouble, Unpacked};
use acquit::{normalise, segment, worker};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let Some((kind, data)) = data.split_first() else { return };
    match kind % 4 {
        0 => requests(data),
        1 => {
            if let Ok(pages) = postcard::from_bytes::<Pages>(data) {
                let text = normalise::text(&pages);
                let _ = segment::structure(&text);
            }
        }
        2 => drop(postcard::from_bytes::<Option<Unpacked>>(data)),
        _ => drop(postcard::from_bytes::<Result<Picture, Trouble>>(data)),
    }
});

/// Requests one after the other, each a length and so many bytes: every whole one is answered.
fn requests(data: &[u8]) {
    let limits = worker::Limits {
        reading: acquit_fuzz::limits(),
        wall: Duration::from_secs(3_600),
        most: Duration::from_secs(3_600),
        ..worker::Limits::default()
    };
    let mut input = Vec::new();
    // The length is the fuzzer's own only where it says so: a right one is never found by chance.
    for part in data.split(|byte| *byte == 0x1E) {
        match part {
            [0xFF, rest @ ..] => input.extend(rest),
            part => {
                input.extend((part.len() as u64).to_le_bytes());
                input.extend(part);
            }
        }
    }
    let mut output = Vec::new();
    let _ = worker::answer(input.as_slice(), &mut output, &limits);
    let mut rest = output.as_slice();
    while let Some((length, after)) = rest.split_first_chunk::<8>() {
        let length = usize::try_from(u64::from_le_bytes(*length)).expect("a length of this machine");
        rest = after.get(length..).expect("an answer that is cut short");
    }
    assert!(rest.is_empty(), "an answer without its length");
}
