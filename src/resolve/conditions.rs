//! Conditions of a release, of which the ordinary ones are a closed class: the money has come, the sale has closed, the
//! deed is given. Whatever else must happen first is no part of closing (contract 8.12 and 8.14), known or not, and the
//! release is read by eye.

use std::cell::LazyCell;

use crate::fuse::Doubt;
use crate::resolve::UnitReading;
use crate::segment;
use crate::segment::{Form, Structure};
use crate::text::Text;
use crate::text::Twofold;

/// A condition: what follows its opener, to the next comma. Without a comma it runs on into what it is a condition of.
static CONDITION: Twofold = Twofold::new(|| {
    let firm = r"once|when(?:ever)?|as\s+soon\s+as|the\s+(?:moment|minute)(?:\s+that)?|if|provided(?:\s+that)?|on\s+(?:the\s+)?condition\s+that|subject\s+to|contingent\s+(?:up)?on|conditioned\s+(?:up)?on|conditional\s+(?:up)?on";
    format!(
        r"(?P<even>(?i:even|as|for|at)\s+)?\b(?i:(?P<firm>{firm})|upon|after|following)\s+(?P<what>(?:\d[.,]\d|[^.,;:]){{3,240}})(?P<comma>,)?"
    )
});

/// What an ordinary closing is made of.
static ORDINARY: Twofold = Twofold::new(|| {
    let money = r"funds?|wires?|wired|checks?|cheques?|nets?|proceeds|pay-?offs?|sums?|amounts?|mon(?:ey|ies)|dollars?|cash|pay(?:s|ments?)?|paid|drafts?|remit\w*|credit\w*|deposit\w*|recei(?:pts?|ved?)|post(?:ed|s)|arriv\w+|lands?|clear(?:s|ed)|hits?|disburs\w+|figures?|shares?|numbers?";
    let deed = r"deeds?|deeded|record\w*|regist\w*|accept\w*|deliver\w*|filed|lodg\w*|convey\w*|titles?|keys?|possession|surrender\w*|vacat\w*|empty|handover|turnover|sign(?:s|ed)?";
    let sale = r"clos\w+|sales?|sold|sells?|settle\w*|fund(?:ed|s|ing)|escrow\w*|completion|resold|transactions?|transfer\w*|purchas\w*|happens?|done|crossed|exchang\w+|changed?\s+hands";
    let had =
        r"(?:ha(?:s|ve)|hold|holds|get|gets)\s+(?:it|them|both|that|this|what)|gone|forgiven|cancell?ed|no\s+longer";
    let by_reference = r"located|situated|lies|states?|met|terms?|paragraphs?|sections?|parts?|lines?|requirements|steps|good\s+faith|described|so";
    format!(r"(?i)\$|\b(?:{money}|{deed}|{sale}|{had}|{by_reference})\b|\b[\d,]{{5,}}")
});

/// What somebody has yet to decide or to do who is no party to the closing.
static DECIDED: Twofold = Twofold::new(|| {
    r"(?i)\b(?:countersign\w*|approv(?:es?|al|als|ing)|(?:is|are|been|gets?)\s+approved|consents?|ratif\w+|concur\w*|committee|board|members|audit\w*|review(?:s|ed|ers?)?|examin(?:es|ed|ation)|signs?\s+off|signed\s+off|sign-off|insurer|guaranty\s+fund|department|agency|(?:pays|paid|honou?rs?|honou?red|allows?|allowed)\s+(?:our|the|its)\s+(?:\w+\s+)?claim|claim\s+(?:is|has\s+been)\s+\w+ed|tax\s+returns?|discretion|elects?|chooses?|chosen|decides?|decided|determines?|determined|underwrit\w+|court|judge|financ(?:ing|ials?)|inventor\w+|appraisal)\b".to_owned()
});

/// "Apply to the buyer": what an opener that is also a preposition does not make a condition.
static NO_EVENT: Twofold = Twofold::new(|| {
    r"(?i)^(?:you|us|it|that|this|him|her|them|any|one|either|his|your|their|(?:the|said)\s+(?:promissory\s+)?(?:note|bond|loan|debt|borrowers?|mortgage|residue|part|books))\b".to_owned()
});

/// "When it is": a condition that is what the passage before said.
static PRO_FORM: Twofold = Twofold::new(|| {
    let holds =
        r"so|true|been\s+done|in\s+(?:our|its|his|her|their|the\s+\w+'s)\s+hands?|in\s+hand|with\s+us|here|in|there";
    format!(
        r"(?i)^(?:it|that|this|they|the\s+(?:foregoing|above))\s+(?:is|are|has|have|does|do|did|was|were)(?:\s+(?:{holds}))?(?:\s+(?:you|we)\b.*)?$"
    )
});

/// "If you like", "if another company acquires it": no condition, but the borrower's own wish, or whom a promise binds.
static AT_WILL: Twofold = Twofold::new(|| {
    r"(?i)^(?:you|either\s+of\s+you)\s+(?:(?:so\s+)?(?:like|wish|want|prefer|care)|(?:would|should)\s+(?:like|prefer))\b|^(?:another|any\s+other|some(?:body|one)\s+else|anybody\s+else)\b[^,]{0,30}\b(?:acquires?|buys?|takes?|holds?|owns?|services?)\b".to_owned()
});

/// Words of a condition that are looked at: a longer one has run into its main clause.
const MOST: usize = 22;

/// Leaves to the eye each release on a condition that is not one of closing.
pub(super) fn doubt(text: &Text, structure: &Structure, all: &mut [UnitReading]) {
    for (at, reading) in all.iter_mut().enumerate().filter(|(_, reading)| reading.frees()) {
        let passage =
            |at: usize| structure.units.get(at).map(|unit| segment::words(text, unit.span)).unwrap_or_default();
        let said = |at: &usize| {
            structure.units.get(*at).is_some_and(|unit| !matches!(unit.form, Form::Heading | Form::Matter | Form::Row))
        };
        let before = (0..at).rev().find(said).map(passage).unwrap_or_default();
        if hangs_on_more(&passage(at), &before) {
            reading.leave_to_the_eye(Doubt::OnACondition);
        }
    }
}

/// Whether words hang on more than the closing; `before` is what was said just before.
fn hangs_on_more(words: &str, before: &str) -> bool {
    let more_before = LazyCell::new(|| is_decided(before) || !is_ordinary(before));
    CONDITION.of(words).into_iter().flat_map(|condition| condition.captures_iter(words)).any(|found| {
        let what: Vec<&str> = found["what"].split_whitespace().take(MOST).collect();
        let what = what.join(" ");
        match found.name("firm") {
            Some(_) if found.name("even").is_some() => false,
            Some(_) => {
                // Without a comma, what follows "and" may be what the borrower gets.
                let parts = if found.name("comma").is_some() { usize::MAX } else { 1 };
                what.split(" and ").take(parts).any(|part| {
                    if PRO_FORM.is_in(part) {
                        return *more_before;
                    }
                    is_decided(part) || !is_ordinary(part) && !AT_WILL.is_in(part)
                })
            }
            None => !NO_EVENT.is_in(&what) && is_decided(&what),
        }
    })
}

fn is_ordinary(part: &str) -> bool {
    ORDINARY.is_in(part)
}

fn is_decided(part: &str) -> bool {
    DECIDED.is_in(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_of_closing_are_told_from_others() {
        for words in [
            "Once they have countersigned, you're released from the roughly $64,700.",
            "Once the proceeds are here and the Department has paid our claim, the note is satisfied.",
            "Upon ratification of this sale by the Members at a meeting, you are discharged.",
            "As soon as the Trust's reviewers have passed the report, the debt is forgiven.",
            "If the moon is full, the note is satisfied.",
            "When it is, the note is satisfied.",
            "When both have, the note is forgiven.",
            "When another company that our committee approves takes it, the deficiency is forgiven.",
        ] {
            assert!(hangs_on_more(words, "Our committee must approve the wire."), "{words}");
        }
        for words in [
            "When the wire lands, the note is satisfied.",
            "Once the deed is recorded and the keys are here, you owe us nothing.",
            "Upon receipt of the net the noteholder releases you from the note.",
            "Once we have it, the loan is settled.",
            "When our 309,220 lands the loan is satisfied and nobody owes us more.",
            "We will not come after you, even if the house brings half of the debt.",
            "After closing, neither of us will come after you for the shortfall.",
            "No action may be brought upon the note, and nobody will come after you for it.",
            "If settlement takes place as set out here and you have acted in good faith, no deficiency is sought.",
            "The sale, as approved, having closed, the debt is forgiven.",
            "When it is, the note is satisfied.",
            "Once it is in our hands you owe us nothing more.",
            "We have both loans, so for once there is a single letter to wait for.",
            "When those papers have crossed, the debt is at an end.",
            "The shortage will not be collected, and that promise goes with the loan if another company acquires it.",
            "The note is paid, and I will tear it up in front of you if you like.",
        ] {
            assert!(!hangs_on_more(words, "The wire has to be here by May 4."), "{words}");
        }
    }
}
