//! What the learned reader alone takes for a reservation and what the rest of the letter answers: the bare figure of the
//! shortfall where the shortfall is forgiven, and the debt of somebody else than the one who is freed.

use std::collections::BTreeSet;

use crate::id::Hazard;
use crate::reading::{Effect, Reader, Reading};
use crate::segment;
use crate::segment::Structure;
use crate::text::Text;
use crate::text::Twofold;

use super::reading::UnitReading;
use super::settled::{frees_firmly, is_unclear};

/// A sum of money.
static SUM: Twofold = Twofold::new(|| r"\$\s?\d|\b\d{1,3}(?:,\d{3})+\b".to_owned());

/// Words by which a sum is what a sale leaves.
static LEFT: Twofold = Twofold::new(|| r"(?i)\b(?:left|unpaid|short|unsatisfied)\b".to_owned());

/// Words by which a sum may be said to be owed, kept, moved or paid.
static BINDS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:owe[sdn]?|owing|liab\w+|pa(?:y|ys|id|yable|yments?|ying)|repa\w+|collect\w*|due|responsib\w+|oblig\w+|pursu\w+|sue[sd]?|suit|reserv\w*|retain\w*|keep\w*|kept|held|hold\w*|carr(?:y|ies|ied)|plac\w+|refer\w*|assign\w*|sold|sells?|bill\w*|statements?|force|answer\w*|yours?|you|notes?|judgments?|continu\w*|surviv\w*|enforc\w*|recover\w*|claim\w*|interest|month\w*|debt|loan|schedule|until|unsecured|transfer\w*|mov(?:e|es|ed)|goes|remains?|stays?|stands?|demand\w*|borrowers?|sellers?|settle\w*|arrang\w*|outside|exclu\w+|except\w*|includ\w+|releas\w+|promise|waiv\w+|forgiv\w+|no|not|open|outstanding|cover\w*|appl\w+|exempt|apart|deficien\w+|balance|shortfall|shortage|part|portion)\b".to_owned()
});

/// The one to whom a letter speaks, by whatever name.
static ADDRESSED: Twofold = Twofold::new(|| {
    r"(?i)\b(?:you|your|yours|borrowers?|sellers?|mortgagors?|grantors?|trustors?|obligors?|makers?|debtors?|owners?|homeowners?|members?|customers?|clients?)\b".to_owned()
});

/// Somebody of whom a letter speaks.
static PERSON: Twofold = Twofold::new(|| {
    r"(?i)\b(?:(?P<he>he|him|his)|(?P<she>she|her|hers)|(?P<they>they|them|their|theirs)|(?P<you>you|yours?))\b"
        .to_owned()
});

/// Takes such reservations out.
pub(super) fn take_out(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    let units = structure.units.as_slice();
    let is_sure = |reading: &UnitReading| {
        !reading.operative().any(is_unclear) && reading.operative().any(|r| frees_firmly(r.effect))
    };
    let words = |at: usize| units.get(at).map(|unit| segment::words(text, unit.span)).unwrap_or_default();
    let sure: BTreeSet<usize> = (0..all.len()).filter(|&at| is_sure(&all[at])).collect();
    if sure.is_empty() {
        return;
    }
    let freed: BTreeSet<&'static str> = sure.iter().flat_map(|&at| persons(&words(at))).collect();
    for (at, reading) in all.iter_mut().enumerate().filter(|(at, _)| !sure.contains(at)) {
        if !reading.readings.iter().any(keeps_alone) {
            continue;
        }
        let words = words(at);
        let is_release = reading.frees();
        if is_a_figure(&words) {
            reading.readings.retain(|r| !keeps_alone(r) || is_release && r.effect != RESERVATION);
        } else if is_of_another(&words, &freed) {
            for kept in reading.readings.iter_mut().filter(|r| keeps_alone(r) && r.effect == RESERVATION) {
                kept.effect = Effect::Endangers(Hazard::PartialObligorRelease);
            }
            reading.readings.sort_by_key(|r| (r.effect, r.evidence));
            reading.readings.dedup_by_key(|r| r.effect);
        }
    }
}

const RESERVATION: Effect = Effect::Endangers(Hazard::DeficiencyReservation);

/// A reservation, or a part that is left, of which the patterns saw nothing.
fn keeps_alone(reading: &Reading) -> bool {
    [RESERVATION, Effect::Endangers(Hazard::PartialRelease)].contains(&reading.effect) && reading.by == Reader::Model
}

/// Whether words tell how much is left and nothing of what becomes of it.
fn is_a_figure(words: &str) -> bool {
    SUM.is_in(words) && LEFT.is_in(words) && !BINDS.is_in(words)
}

/// Whether words speak of somebody, and of none of those who are freed.
fn is_of_another(words: &str, freed: &BTreeSet<&'static str>) -> bool {
    let of = persons(words);
    !ADDRESSED.is_in(words) && !of.is_empty() && !freed.is_empty() && of.is_disjoint(freed)
}

fn persons(words: &str) -> BTreeSet<&'static str> {
    const ALL: [&str; 4] = ["he", "she", "they", "you"];
    let found: Vec<_> = PERSON.of(words).into_iter().flat_map(|person| person.captures_iter(words)).collect();
    ALL.into_iter().filter(|name| found.iter().any(|found| found.name(name).is_some())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_alone_keeps_nothing() {
        for (words, alone) in [
            ("We figure that $31,400, give or take, will be left after the wire.", true),
            ("Unpaid after that ...................... $50,318", true),
            ("The shortage of $31,400 is outside the release.", false),
            ("The deficiency of $31,400 is excluded from this release.", false),
            ("$31,400 of it is left open.", false),
            ("You will still owe $31,400.", false),
            ("$31,400 remains.", false),
            ("What is left goes to a collector.", false),
            ("Remaining balance of $31,400: see our statement.", false),
        ] {
            assert_eq!(is_a_figure(words), alone, "{words}");
        }
    }

    #[test]
    fn whose_debt_stays_is_told_by_the_pronouns() {
        let freed = |words: &str| persons(words);
        let you = freed("You owe nothing more.");
        assert!(is_of_another("As to her, the note stays as it is.", &you));
        assert!(is_of_another(
            "We will be in touch with them about the difference.",
            &freed("We collect nothing from him.")
        ));
        assert!(!is_of_another("As to you, the note stays as it is.", &you));
        assert!(!is_of_another("He stays bound.", &freed("He is released from the note.")));
        assert!(!is_of_another("The note stays as it is.", &you));
        assert!(!is_of_another("She is liable with the borrower.", &you));
        assert!(!is_of_another("She is liable.", &freed("The debt is forgiven.")));
    }
}
