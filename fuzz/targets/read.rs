//! The patterns over any unit in any context: every reading quotes words of the unit.
#![no_main]

use std::sync::LazyLock;

use acquit::fuse::Kit;
use acquit::reading::Passage;
use libfuzzer_sys::fuzz_target;

static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::built_in().expect("the patterns of this program are right"));

fuzz_target!(init: { acquit_fuzz::watch(); LazyLock::force(&KIT); }, |data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    // What the units of a text never hold.
    let text = text.replace('\n', " ");
    let mut parts = text.split('\u{1e}');
    let mut next = || parts.next().unwrap_or("");
    let (words, lead_in, heading, before, term) = (next(), next(), next(), next(), next());
    let terms: Vec<_> = KIT.define(term, before).into_iter().chain(KIT.define_before(term, words)).collect();
    let passage = Passage { words, lead_in, heading, before, leant_on: term, ..Passage::default() };
    for reading in KIT.read_patterns(&passage, &terms) {
        let quoted = words.get(reading.evidence.range());
        assert!(quoted.is_some_and(|words| !words.is_empty()), "{} quotes {:?}", reading.pattern, reading.evidence);
    }
    let _ = (KIT.struck(words), KIT.names_debt(words), KIT.excepts_widely(words));
    let _ = KIT.patterns().matching(&passage);
});
