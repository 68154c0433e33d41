//! Both readings of a unit, for `why FILE ID`: what the patterns read, how likely the learned reader holds it, and what
//! decided.

use crate::eval::sentences::likeness::{Like, Likeness};
use crate::fuse::{Account, Weighed};
use crate::reading::{Effect, Reading};
use crate::report::visible::visible;
use crate::resolve::UnitReading;
use crate::resolve::units::Counts;

/// Least probability at which the learned reader's opinion is shown where nobody read the id.
const WORTH_SHOWING: f32 = 0.1;

/// How a unit bears on an id: nothing where neither reader sees anything of it there.
pub(super) fn reasons(done: &UnitReading, account: &Account, id: &str, words: &str, bank: &Likeness) -> Option<String> {
    let bears = |effect: Effect| effect.label().split(':').next() == Some(id);
    let mine: Vec<&Reading> = account.patterns.iter().filter(|r| bears(r.effect)).collect();
    let model: Vec<&Weighed> = account.model.iter().filter(|w| bears(w.effect)).collect();
    let result: Vec<&Reading> = done.readings.iter().filter(|r| bears(r.effect)).collect();
    let likely = model.iter().any(|w| w.probability >= WORTH_SHOWING);
    if mine.is_empty() && result.is_empty() && !likely {
        return None;
    }
    let mut lines: Vec<String> = mine.iter().map(|r| patterns(r)).collect();
    if mine.is_empty() {
        lines.push("patterns: nothing of this".to_owned());
    }
    lines.extend(
        model
            .iter()
            .filter(|w| w.probability >= 0.01)
            .map(|w| format!("learned reader: {} with probability {:.2}", w.effect.label(), w.probability)),
    );
    if account.parts > 1 {
        lines.push(format!("learned reader: longer than its window, read in {} overlapping pieces", account.parts));
    }
    lines.extend(bank.nearest(words).map(|like| reads_like(&like)));
    lines.push(decision(done, account, &result, bears));
    Some(lines.iter().fold(String::new(), |all, line| all + "      " + line + "\n"))
}

/// The labelled sentence that the words are most like.
fn reads_like(like: &Like<'_>) -> String {
    let labels: Vec<String> = like.sentence.effects.iter().map(|effect| effect.label()).collect();
    let labels = if labels.is_empty() { "nothing".to_owned() } else { labels.join(", ") };
    let Like { sentence, likeness } = like;
    format!("reads like {} ({likeness:.2}; labelled {labels}): {}", sentence.id, visible(&sentence.text))
}

fn patterns(reading: &Reading) -> String {
    let cues: Vec<String> = reading.cues.iter().map(|cue| visible(cue)).collect();
    let turned = if cues.is_empty() { String::new() } else { format!(", turned by {}", cues.join(", ")) };
    format!("patterns: {} by {}{turned}", reading.effect.label(), reading.pattern)
}

/// What came of both readings.
fn decision(done: &UnitReading, account: &Account, result: &[&Reading], bears: impl Fn(Effect) -> bool) -> String {
    let joined = account.decision.as_ref();
    let odds = |effect: Effect| {
        let told = joined.and_then(|d| d.told.iter().find(|w| w.effect == effect));
        told.map_or(String::new(), |w| format!(" with probability {:.2}", w.probability))
    };
    let read: Vec<String> = result.iter().map(|r| format!("{}{}", r.effect.label(), odds(r.effect))).collect();
    let mut says =
        if read.is_empty() { "decided: not read".to_owned() } else { format!("decided: {}", read.join(", ")) };
    if let Some(doubt) = joined.and_then(|d| d.unclear) {
        says = says + "; to be read by eye, since " + doubt.says();
    }
    let counted = result.iter().any(|r| bears(r.effect));
    match done.counts {
        Counts::Yes if counted => says + "; it counts",
        Counts::No(why) if counted => says + "; it does not count: " + why,
        _ => says,
    }
}
