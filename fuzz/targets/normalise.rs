//! The normal text of any extracted text, and the way back from it: every byte leads to raw bytes, and normalising the
//! result again changes nothing.
#![no_main]

use acquit::normalise;
use acquit_fuzz::{pages, sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let Some(pages) = pages::marked(data) else { return };
    let text = normalise::text(&pages);
    sound::text(&text, &pages.text);
    let unsaid = |at: usize| {
        let raw = text.map.raw(acquit::span::NormSpan::new(at, at + 1));
        pages.stretches.iter().any(|stretch| sound::is_unsaid(stretch.source) && stretch.span.overlaps(&raw))
    };
    for (at, c) in text.norm.char_indices() {
        assert!(c.is_whitespace() || !unsaid(at), "{c:?} is read, though nobody says it");
    }
    if let Some(again) = pages::plain(&text.norm) {
        assert_eq!(normalise::text(&again).norm, text.norm, "normalising twice is another text");
    }
});
