//! The lexicon's concepts as reader A uses them: sets, so that a test is one mask.

use crate::lexicon::{Concept, Lexicon};

/// A set of concepts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Concepts([u64; 4]);

impl Concepts {
    /// Adds one.
    pub(super) fn insert(&mut self, concept: Concept) {
        if let Some(word) = self.0.get_mut(usize::from(concept.0 / 64)) {
            *word |= 1 << (concept.0 % 64);
        }
    }

    /// Whether it holds a concept.
    pub(super) fn has(&self, concept: Concept) -> bool {
        self.0.get(usize::from(concept.0 / 64)).is_some_and(|word| word >> (concept.0 % 64) & 1 == 1)
    }

    /// Whether the two share a concept.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// Whether it is empty.
    pub(super) fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// Both together.
    pub(super) fn and(mut self, other: &Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a |= b;
        }
        self
    }
}

/// Names of one or more concepts that act as one in the grammar.
fn set(lexicon: &Lexicon, names: &[&str]) -> Concepts {
    let mut concepts = Concepts::default();
    for name in names {
        if let Some(concept) = lexicon.concept(name) {
            concepts.insert(concept);
        }
    }
    concepts
}

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $field:ident: $($name:literal)+;)+) => {
        /// Sets of concepts by their part in the grammar.
        #[derive(Debug, Clone)]
        pub(super) struct Vocabulary { $($(#[$doc])* pub(super) $field: Concepts),+ }

        /// Every concept that the grammar names, so that a test can hold them against the lexicon.
        #[cfg(test)]
        pub(super) const NAMED: &[&str] = &[$($($name),+),+];

        impl Vocabulary {
            /// Looks the names up once.
            pub(super) fn of(lexicon: &Lexicon) -> Self {
                Self { $($field: set(lexicon, &[$($name),+])),+ }
            }
        }
    };
}

vocabulary! {
    /// Every act and every governor that is a verb.
    verb: "act-bring" "act-pay" "act-release" "act-reconvey" "act-settle" "act-waive" "act-pursue" "act-reserve" "act-accept" "act-owe" "act-end" "act-ask" "act-transfer" "act-revive" "act-rescind" "act-sign" "act-contribute" "act-grant" "act-affect" "act-decline" "act-extend" "act-lift" "keep-verb" "flip-verb" "intend-verb" "demand-verb" "permit-verb" "say-verb" "other-verb" "consider-verb" "act-report" "act-bar" "reaffirm" "act-exclude" "strikes" "depends" "act-constitute";
    noun: "deficiency" "debt" "liability" "sum" "lien" "property" "guaranty" "claim" "fees" "release-noun" "waiver-noun" "reservation-noun" "approval" "funds" "other-thing" "permit-noun" "demand-noun" "intend-noun" "flip-noun" "keep-noun" "practice" "request" "lien-release-noun" "passage-word";
    person: "lender" "borrower" "insurer" "other-lienholder" "guarantor" "buyer" "pronoun" "closer";
    lender: "lender";
    borrower: "borrower";
    guarantor: "guarantor";
    insurer: "insurer";
    other_lienholder: "other-lienholder";
    buyer: "buyer";
    pronoun: "pronoun";
    not: "not" "not-contraction";
    without: "without";
    nothing: "nothing";
    decoy: "not-decoy";
    modal: "modal-bound" "modal-may" "modal-hypothetical";
    may: "modal-may";
    hypothetical: "modal-hypothetical";
    be: "be";
    have: "have";
    do_verb: "do";
    adverb: "adverb";
    determiner: "determiner";
    possessive: "possessive";
    remaining: "remaining";
    part: "part";
    preposition: "preposition";
    full: "full";
    liable: "liable";
    due: "due";
    /// Said of a debt that an act leaves as it was.
    untouched: "untouched";
    gone: "gone";
    adjective: "liable" "due" "gone" "free" "full" "partial" "permit-adjective" "keep-adjective" "flip-adjective" "demand-adjective" "intend-adjective" "unlikely-adjective";
    keep: "keep-verb" "keep-adjective" "keep-noun" "say-verb";
    flip: "flip-verb" "flip-adjective" "flip-noun";
    intend: "intend-verb" "intend-adjective" "intend-noun";
    consider: "consider-verb";
    unlikely: "unlikely-adjective";
    permit: "permit-verb" "permit-adjective" "permit-noun";
    demand: "demand-verb" "demand-adjective" "demand-noun";
    governor_noun: "practice" "permit-noun" "demand-noun" "intend-noun" "flip-noun" "keep-noun";
    governor: "keep-verb" "keep-adjective" "keep-noun" "flip-verb" "flip-adjective" "flip-noun" "intend-verb" "intend-adjective" "intend-noun" "demand-verb" "demand-adjective" "demand-noun" "permit-verb" "permit-adjective" "permit-noun" "consider-verb" "unlikely-adjective" "say-verb";
    say: "say-verb";
    deficiency: "deficiency";
    debt: "debt";
    liability: "liability";
    sum: "sum";
    lien: "lien";
    property: "property";
    guaranty: "guaranty";
    claim: "claim" "permit-noun";
    fees: "fees";
    funds: "funds";
    release_noun: "release-noun";
    waiver_noun: "waiver-noun";
    reservation_noun: "reservation-noun";
    act_release: "act-release";
    act_accept: "act-accept";
    act_owe: "act-owe";
    act_end: "act-end";
    act_pay: "act-pay";
    report: "act-report";
    act_ask: "act-ask" "demand-verb";
    restricting: "restricting";
    sub_cond: "sub-cond";
    sub_unless: "sub-unless";
    sub_until: "sub-until";
    sub_time: "sub-time";
    sub_exc: "sub-exc";
    sub_conc: "sub-conc";
    sub_cause: "sub-cause";
    sub: "sub-cond" "sub-unless" "sub-until" "sub-time" "sub-exc" "sub-conc" "sub-cause";
    relative: "relative";
    against_word: "against-word";
    conjunction: "conjunction";
    discretion: "discretion";
    for_now: "for-now";
    third_party: "condition-third";
    later_event: "condition-later";
    narrow_conduct: "conduct-narrow";
    wide_conduct: "conduct-wide";
    revival_event: "event-revival";
    law: "law";
    prior: "before-closing";
    /// Subordinators that open a clause with a verb.
    clausal: "clausal";
    /// Subordinators that take a noun phrase.
    nominal: "nominal";
    subject_pronoun: "subject-pronoun";
    /// "from".
    source: "source";
    /// "of".
    of: "of-word";
    strikes: "strikes";
    passage_word: "passage-word";
    depends: "depends";
    quantity: "quantity";
    act_waive: "act-waive";
    act_decline: "act-decline";
    act_affect: "act-affect";
    still: "still-word";
    of_record: "of-record";
    should: "should-word";
    suit: "suit";
    beyond: "beyond-word";
    though: "though";
    than_word: "than-word";
    /// Acts and states that do something to a debt.
    decisive_act: "act-release" "act-waive" "act-settle" "act-pursue" "act-reserve" "act-revive" "act-bar" "act-affect" "reaffirm" "liable" "due" "gone" "act-decline" "act-end" "act-lift";
    as_word: "as-word";
    indefinite: "indefinite";
    pointing: "pointing";
    grants: "grants";
    leaves: "leaves";
    means: "means-word";
    deciding_words: "deficiency" "debt" "waiver-noun" "release-noun" "act-waive" "act-release" "liability";
    owed_word: "owed-word";
    for_word: "for-word";
    /// A custom, told and not promised.
    practice: "practice";
    lien_release_noun: "lien-release-noun";
    request: "request";
    tentative: "tentative";
    limited_time: "limited-time";
    generic: "generic";
    silent_context: "silent-context";
    name_ending: "name-ending";
    /// Credit bureaus.
    bureau: "bureau";
    /// Prepositions that say what a debt or claim is about.
    about: "about-word";
    /// Opens a free relative.
    what: "what";
    there: "there";
    /// "nor", "or": a negator that only carries another on.
    nor_word: "nor-word";
    by: "by-word";
    lays_down: "lays-down";
    your: "your-word";
    our: "our-word";
    fails: "fails";
    closing: "closing";
    body: "body";
    /// Acts that end a debt or a claim.
    ends_debt: "act-release" "act-waive" "act-settle";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_that_the_grammar_names_is_in_the_lexicon() {
        let lexicon = Lexicon::built_in().unwrap();
        let lost: Vec<_> = NAMED.iter().filter(|name| lexicon.concept(name).is_none()).collect();
        assert!(lost.is_empty(), "not in patterns/lexicon: {lost:?}");
    }
}
