//! Tables: labels, an answer, what is counted.

use super::*;

use crate::eval::sentences::bank::effect_of;
use crate::eval::sentences::bank::parse_bank;
use crate::eval::sentences::counts::RESERVATION;

fn effects(labels: &[&str]) -> BTreeSet<Effect> {
    labels.iter().map(|label| effect_of(label).unwrap()).collect()
}

#[test]
fn answers_against_labels() {
    const R: &str = "debt-release:present";
    const R_WEAK: &str = "debt-release:weak";
    const W: &str = "deficiency-waiver:present";
    const L: &str = "lien-release:present";
    const L_WEAK: &str = "lien-release:weak";
    const X: &str = "deficiency-reservation";
    const N: &str = "nonbinding-release";
    // label; read; then exact, core, core_status, false_good, missed_reservation, false_reservation
    let table: [(&[&str], &[&str], [u32; 6]); 12] = [
        (&[], &[], [1, 1, 1, 0, 0, 0]),
        (&[R], &[R], [1, 1, 1, 0, 0, 0]),
        (&[R, W], &[R], [0, 1, 1, 0, 0, 0]),
        (&[W], &[R], [0, 0, 0, 1, 0, 0]),
        (&[R], &[W], [0, 0, 0, 0, 0, 0]),
        (&[R_WEAK, N], &[R], [0, 1, 0, 1, 0, 0]),
        (&[R_WEAK, W], &[R_WEAK], [0, 1, 1, 0, 0, 0]),
        (&[R_WEAK], &[R_WEAK, W], [0, 1, 1, 1, 0, 0]),
        (&[L, X], &[L], [0, 0, 0, 0, 1, 0]),
        (&[X], &[X, L_WEAK], [0, 0, 0, 0, 0, 0]),
        (&[L], &[L_WEAK], [0, 1, 0, 0, 0, 0]),
        (&[W], &[X], [0, 0, 0, 0, 0, 1]),
    ];
    for (label, read, expected) in table {
        let answer = Answer::from_effects(effects(read));
        let c = SentenceCounts::of(&effects(label), Some(&answer));
        let got = [c.exact, c.core, c.core_status, c.false_good, c.missed_reservation, c.false_reservation];
        assert_eq!(got, expected, "{label:?} read {read:?}");
    }
}

#[test]
fn unclear_is_no_miss_and_silence_is() {
    let label = effects(&["deficiency-reservation"]);
    let unclear = Answer::from_effects([Effect::Endangers(Hazard::UnclearLanguage), RESERVATION]);
    assert_eq!(unclear, Answer::Unclear);
    let counts = SentenceCounts::of(&label, Some(&unclear));
    assert_eq!((counts.exact, counts.missed_reservation, counts.unclear_reservations), (0, 0, 1));
    let counts = SentenceCounts::of(&label, None);
    assert_eq!((counts.no_output, counts.missed_reservation), (1, 1));
}

#[test]
fn a_bank_is_read_and_its_errors_name_the_line() {
    let good = "{\"id\": \"b1-1\", \"text\": \"We waive it.\", \"context\": \"\", \"labels\": [\"deficiency-waiver:present\"], \
                \"family\": \"plain\", \"why\": \"\"}\n\n";
    let bank = parse_bank(good).unwrap();
    assert_eq!((bank.len(), bank[0].family.as_str()), (1, "plain"));
    let table = [
        ("deficiency-waiver:present", "deficiency-waiver:good", "line 2 of the bank: `good` is no strength"),
        ("deficiency-waiver:present", "waiver", "line 2 of the bank: `waiver` is no hazard"),
        ("\"text\"", "\"words\"", "line 2 of the bank is not as corpus/README.md describes it"),
    ];
    for (from, to, says) in table {
        let error = parse_bank(&format!("\n{}", good.replacen(from, to, 1))).unwrap_err().to_string();
        assert!(error.starts_with(says), "{error}");
    }
}

#[test]
fn scores_stand_by_author_and_family() {
    let rows = [("b1-1", "polarity"), ("b1-2", "polarity"), ("b2-1", "")];
    let mut score = SentenceScore::default();
    for (id, family) in rows {
        let sentence = Sentence {
            id: id.to_owned(),
            text: String::new(),
            context: String::new(),
            effects: effects(&["deficiency-waiver:present"]),
            family: family.to_owned(),
        };
        let read: &[&str] = if id == "b1-2" { &[] } else { &["deficiency-waiver:present"] };
        score.add(&sentence, Some(&Answer::from_effects(effects(read))));
    }
    assert_eq!((score.authors["b1"].n, score.authors["b1"].exact, score.families["polarity"].exact), (2, 1, 1));
    assert_eq!(score.disagreements, [("b1-2".to_owned(), vec!["-deficiency-waiver:present".to_owned()])]);
    assert!(score.to_text().contains("exact                      2 of     3"), "{}", score.to_text());
    let json: serde_json::Value = serde_json::from_str(&score.to_json()).unwrap();
    assert_eq!(json["bounds"]["exact"]["hits"], 2);
    assert_eq!(score.figures()["exact"], 2);
}
