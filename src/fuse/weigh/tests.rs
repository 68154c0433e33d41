//! No fit may break what the fusion promises, and each threshold has its near miss.

use proptest::prelude::*;

use super::*;
use crate::model::every_effect;

fn fusion() -> Fusion {
    Fusion::built_in().unwrap()
}

/// Any scores, with what the patterns may say of the core.
fn scores() -> impl Strategy<Value = Vec<f32>> {
    proptest::collection::vec(0.0_f32..1.0, every_effect().len())
}

fn patterns() -> impl Strategy<Value = Vec<Effect>> {
    let core = every_effect().into_iter().filter(|e| is_good(*e) || *e == RESERVATION).chain([UNCLEAR]);
    proptest::sample::subsequence(core.collect::<Vec<_>>(), 0..=4)
}

fn tells(decision: &Decision, effect: Effect) -> bool {
    decision.told.iter().any(|w| w.effect == effect)
}

proptest! {
    #[test]
    fn no_release_is_sure_against_either_reader(scores in scores(), read in patterns()) {
        let decision = fusion().decide(&every_effect(), &scores, &read);
        let at = every_effect().iter().position(|e| *e == RESERVATION).unwrap();
        let thresholds = fusion().thresholds;
        let sure = |w: &Weighed| !is_good(w.effect) || (is_present(w.effect) && w.probability >= thresholds.overruling);
        let overruled = fusion().probability(RESERVATION, scores[at], &read) < thresholds.overruled && decision.told.iter().all(sure);
        let contradicted = (read.contains(&RESERVATION) && !overruled) || scores[at] >= 0.5;
        let freed = decision.told.iter().any(|w| is_good(w.effect));
        prop_assert!(!(freed && contradicted) || decision.unclear.is_some() || tells(&decision, RESERVATION));
    }

    #[test]
    fn a_doubt_that_a_release_settles_hides_no_other(scores in scores(), read in patterns()) {
        let decision = fusion().decide(&every_effect(), &scores, &read);
        let against = read.contains(&RESERVATION) && !tells(&decision, RESERVATION);
        let at = every_effect().iter().position(|e| *e == RESERVATION).unwrap();
        let settled = decision.unclear.is_some_and(Doubt::is_of_good);
        prop_assert!(!(settled && against && scores[at] > 0.1));
    }

    #[test]
    fn a_protection_has_one_strength(scores in scores(), read in patterns()) {
        let decision = fusion().decide(&every_effect(), &scores, &read);
        for p in Protection::ALL {
            let both = [Strength::Present, Strength::Weak].map(|s| tells(&decision, Effect::Protects(*p, s)));
            prop_assert!(both != [true, true], "{p}");
        }
    }

    #[test]
    fn a_likelier_reservation_never_clears(scores in scores(), read in patterns(), more in 0.0_f32..1.0) {
        let at = every_effect().iter().position(|e| *e == RESERVATION).unwrap();
        let clear = |scores: &[f32]| {
            let decision = fusion().decide(&every_effect(), scores, &read);
            decision.unclear.is_none() && !tells(&decision, RESERVATION)
        };
        let mut raised = scores.clone();
        raised[at] = raised[at].max(more);
        prop_assert!(clear(&scores) || !clear(&raised));
    }

    #[test]
    fn what_the_patterns_read_makes_it_likelier(scores in scores(), at in 0..62_usize) {
        let effect = every_effect()[at];
        let probability = |read: &[Effect]| fusion().probability(effect, scores[at], read);
        prop_assert!(probability(&[effect]) >= probability(&[]));
    }
}

#[test]
fn a_fusion_with_a_word_too_many_or_too_few_is_refused() {
    assert!(Fusion::parse(&SHIPPED.replacen("sure_alone", "sure_lone", 1)).is_err());
    assert!(Fusion::parse("[thresholds]").is_err());
    assert!(Fusion::parse(&SHIPPED.replacen("sure_alone = 0.9", "sure_alone = nan", 1)).is_err());
    assert!(Fusion::parse(&SHIPPED.replacen("sure_alone = 0.9", "sure_alone = 1.9", 1)).is_err());
    assert!(fusion() == Fusion::parse(SHIPPED).unwrap());
}

/// What is decided of a unit of which the learned reader thinks so.
fn decided(thinks: &[(Effect, f32)], read: &[Effect]) -> Decision {
    let score = |effect: &Effect| thinks.iter().find(|(of, _)| of == effect).map_or(1e-4, |(_, score)| *score);
    let effects = every_effect();
    let scores: Vec<f32> = effects.iter().map(score).collect();
    fusion().decide(&effects, &scores, read)
}

/// A likely waiver is plain only where nothing in it speaks against the borrower.
#[test]
fn a_likely_waiver_is_plain_or_not() {
    let waiver = Effect::Protects(Protection::DeficiencyWaiver, Strength::Present);
    let condition = Effect::Endangers(Hazard::ConditionalRelease);
    for (likely, against, doubt) in [
        (0.6, 1e-4, Some(Doubt::LikelyAndPlain)),
        (0.85, 1e-4, None),
        (0.85, 0.12, Some(Doubt::LikelyGood)),
        (0.85, 0.35, Some(Doubt::MaybeWeakening)),
    ] {
        let decision = decided(&[(waiver, likely), (condition, against)], &[]);
        assert_eq!((tells(&decision, waiver), decision.unclear), (true, doubt), "{likely} {against}");
    }
    assert_eq!(decided(&[(waiver, 0.99)], &[]).unclear, None);
}

/// That a letter is no approval sinks it, so that more is asked of it than of another hazard.
#[test]
fn a_refusal_is_read_later_than_another_hazard() {
    for (hazard, told) in [(Hazard::NotAnApproval, false), (Hazard::ConditionalRelease, true)] {
        let effect = Effect::Endangers(hazard);
        let decision = decided(&[(effect, 0.55)], &[]);
        assert_eq!((tells(&decision, effect), decision.unclear.is_some()), (told, !told), "{hazard:?}");
    }
    assert!(tells(
        &decided(&[(Effect::Endangers(Hazard::NotAnApproval), 0.8)], &[]),
        Effect::Endangers(Hazard::NotAnApproval)
    ));
}
