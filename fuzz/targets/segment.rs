//! The units of any text: every visible byte stands in one of them, or in a mark.
#![no_main]

use acquit::{normalise, segment};
use acquit_fuzz::{pages, sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let Some(pages) = std::str::from_utf8(data).ok().and_then(pages::plain) else { return };
    let text = normalise::text(&pages);
    let structure = segment::structure(&text);
    sound::structure(&structure, &text);
    for unit in &structure.units {
        assert_eq!(segment::words(&text, unit.span).len(), unit.span.len(), "words of another length");
        let _ = structure.lead_ins(unit);
    }
    for reference in ["1", "4.1", "2(c)", "II", "Section 9", "()", ""] {
        let _ = structure.section(reference).map(|section| structure.units_of(section));
    }
});
