//! Files and words that a user gives besides letters: facts, limits, labels, banks, ratchets, statutes, the card and
//! the fusion of a model.
#![no_main]

use acquit::context::law::Law;
use acquit::context::user::UserFacts;
use acquit::eval::ratchet::Ratchet;
use acquit::eval::sentences::bank::parse_bank;
use acquit::eval::truth::Truth;
use acquit::extract::Limit;
use acquit::fuse::Fusion;
use acquit::model::Model;
use acquit::worker;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let Some((kind, Ok(text))) = data.split_first().map(|(kind, rest)| (kind, std::str::from_utf8(rest))) else { return };
    match kind % 8 {
        0 => drop(UserFacts::parse(text.lines())),
        1 => {
            let _ = worker::Limits::of_word(text);
            for limit in Limit::ALL {
                let _ = limit.parse(text).map(|value| limit.shown(value));
            }
        }
        2 => {
            if let Ok(truth) = Truth::parse(text) {
                let _ = (truth.pair(), truth.quotes().count());
            }
        }
        3 => drop(parse_bank(text)),
        4 => {
            if let Ok(ratchet) = Ratchet::parse(text) {
                ratchet.sets().for_each(|set| drop(ratchet.check(set, &std::collections::BTreeMap::new())));
            }
        }
        5 => drop(Law::read([("statutes.toml", text)])),
        6 => drop(Fusion::parse(text)),
        _ => drop(Model::files(text)),
    }
});
