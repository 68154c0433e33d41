//! What holds for every letter, whatever it says.

use proptest::prelude::*;

use crate::context::Context;
use crate::context::law::Law;
use crate::context::user::UserFacts;
use crate::finding::Wording;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Status;
use crate::id::Verdict;
use crate::judge::Judgement;
use crate::judge::Settled;
use crate::judge::findings;
use crate::judge::findings::Grounds;
use crate::judge::judge;
use crate::judge::sample::Letter;
use crate::judge::sample::letter;

const WORDS: &str = "The words of the letter.";

/// What a letter does: protections (clean or qualified) and hazards.
#[derive(Debug, Clone)]
struct Deeds {
    clean: Vec<Protection>,
    qualified: Vec<Protection>,
    hazards: Vec<Hazard>,
}

fn deeds() -> impl Strategy<Value = Deeds> {
    let protections = || proptest::sample::subsequence(Protection::ALL.to_vec(), 0..=Protection::ALL.len());
    let hazards = proptest::sample::subsequence(Hazard::ALL.to_vec(), 0..=3);
    (protections(), protections(), hazards).prop_map(|(clean, qualified, hazards)| Deeds { clean, qualified, hazards })
}

fn kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(Kind::ALL.to_vec())
}

fn written(kind: Kind, deeds: &Deeds) -> Letter {
    let letter = letter(kind, &[WORDS, "A second page."]);
    let letter = deeds.clean.iter().fold(letter, |letter, id| letter.gives(*id, WORDS));
    let letter = deeds.qualified.iter().fold(letter, |letter, id| letter.half_gives(*id, WORDS));
    deeds.hazards.iter().fold(letter, |letter, id| letter.risks(*id, WORDS))
}

fn judged(letter: &Letter) -> Judgement {
    judge(&letter.whole, &letter.pages, &Context::of(&letter.whole, &UserFacts::default()))
}

proptest! {
    #[test]
    fn a_full_release_has_every_ground_for_it(kind in kind(), deeds in deeds()) {
        let judgement = judged(&written(kind, &deeds));
        let full = judgement.verdict == Verdict::FullRelease;
        let weakened = judgement.hazards.iter().any(|hazard| hazard.id.weakens());
        let released = judgement.status(Protection::DebtRelease) == Some(Status::Present);
        let waiver = judgement.status(Protection::DeficiencyWaiver);
        let waived = matches!(waiver, Some(Status::Present | Status::Implied));
        prop_assert_eq!(full, released && waived && !weakened);
    }

    #[test]
    fn one_more_hazard_never_betters_a_verdict(kind in kind(), deeds in deeds(), more in 0..Hazard::ALL.len()) {
        let more = Hazard::ALL[more];
        let worse = Deeds { hazards: [deeds.hazards.clone(), vec![more]].concat(), ..deeds.clone() };
        prop_assert!(judged(&written(kind, &worse)).verdict >= judged(&written(kind, &deeds)).verdict);
    }

    #[test]
    fn an_unread_page_leaves_nothing_missing_and_frees_nobody(kind in kind(), deeds in deeds()) {
        let judgement = judged(&written(kind, &deeds).unread(2));
        prop_assert!(matches!(judgement.verdict, Verdict::NoRelease | Verdict::Unreadable));
        prop_assert!(judgement.protections.iter().all(|p| p.status != Status::Missing));
        prop_assert!(!judgement.has(Hazard::LienReleaseOnly));
    }

    #[test]
    fn an_open_verdict_is_one_that_unclear_words_alone_hold_back(kind in kind(), deeds in deeds()) {
        let judgement = judged(&written(kind, &deeds));
        let understood: Vec<Hazard> = deeds.hazards.iter().copied().filter(|h| *h != Hazard::UnclearLanguage).collect();
        let better = judged(&written(kind, &Deeds { hazards: understood, ..deeds })).verdict;
        prop_assert_eq!(judgement.settled == Settled::No, better < judgement.verdict);
    }

    #[test]
    fn everything_wrong_is_a_finding_with_its_words(kind in kind(), deeds in deeds(), state in "CA|IL|UT") {
        let letter = written(kind, &deeds);
        let context = Context::of(&letter.whole, &UserFacts::parse([format!("state={state}").as_str()]).unwrap());
        let judgement = judge(&letter.whole, &letter.pages, &context);
        let law = Law::compiled_in().unwrap();
        let wording = |_: &str, _: Kind| Wording::default();
        let grounds = Grounds {
            whole: &letter.whole, context: &context, law: &law, wording: &wording, document: "d", as_of: None,
        };
        let findings = findings::of(&judgement, &grounds);
        let told = |id: &str| findings.iter().find(|finding| finding.id.as_str() == id);
        for hazard in &judgement.hazards {
            prop_assert!(told(hazard.id.as_str()).is_some_and(|finding| finding.evidence == hazard.evidence));
        }
        for protection in &judgement.protections {
            let found = told(protection.id.as_str());
            match protection.status {
                Status::Weak | Status::Implied => prop_assert!(found.is_some_and(|f| !f.evidence.is_empty())),
                Status::Present | Status::NotApplicable | Status::Unread => prop_assert!(found.is_none()),
                Status::Missing => prop_assert!(found.is_none_or(|f| f.evidence.is_empty())),
            }
        }
        prop_assert!(findings.is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity)));
    }
}
