//! Masked reviews: nothing of the people, and the same findings.

use crate::report::csv;
use crate::report::json;
use crate::report::sample;
use crate::report::terminal;
use crate::review::Review;
use crate::review::redact::Mask;

fn masked(review: &Review) -> Review {
    Mask::of(review).review(review)
}

#[test]
fn every_format_holds_marks_in_place_of_people() {
    for review in [sample::contradiction(), sample::mail()] {
        let masked = masked(&review);
        let all =
            [json::pretty(&masked), json::line(&masked), csv::row(&masked), terminal::memo(&masked, 100)].concat();
        for word in ["Ruiz", "ruiz", "Ana", "Ben ", "0042-7715", "0051-332077", "Fig Lane", "Brandt"] {
            assert!(!all.contains(word), "{word} in\n{all}");
        }
        for mark in ["[borrower 1]", "[borrower 2]", "[loan number]", "[address]"] {
            assert!(all.contains(mark), "no {mark} in\n{all}");
        }
    }
}

#[test]
fn verdict_ids_places_and_fingerprints_stay() {
    for review in sample::all().into_iter().chain([sample::mail(), sample::typed(), sample::hostile()]) {
        let masked = masked(&review);
        let told = |review: &Review| {
            let findings = review.findings.iter().map(|f| (f.id, f.severity, f.fingerprint.clone()));
            let places =
                review.findings.iter().flat_map(|f| f.evidence.iter().map(|e| (e.page, e.line, e.start, e.end)));
            let lines = review.findings.iter().flat_map(|f| f.evidence.iter().map(|e| e.quote.matches('\n').count()));
            let statuses = review.judgement.protections.iter().map(|p| (p.id, p.status));
            (
                review.judgement.verdict,
                findings.collect::<Vec<_>>(),
                places.collect::<Vec<_>>(),
                lines.collect::<Vec<_>>(),
                statuses.collect::<Vec<_>>(),
                review.parts.len(),
            )
        };
        assert_eq!(told(&masked), told(&review), "{}", review.meta.name);
        let worst = masked.worst.as_ref();
        assert!(worst.is_none_or(|worst| masked.parts.iter().any(|part| part.meta.name == *worst)), "{worst:?}");
    }
}

/// What is said of the letter of Ana Ruiz and Ben Ruiz, and of its path.
#[test]
fn known_people_are_masked_however_they_are_written() {
    let mask = Mask::of(&sample::contradiction());
    for (words, shown) in [
        ("ANA RUIZ and Ben\nRuiz owe nothing", "[borrower 1] and [borrower 2]\n owe nothing"),
        ("Ruiz, Ana", "[borrower 1]"),
        ("Ana Maria Ruiz", "[borrower 1]"),
        ("Mr. Ruiz's debt", "Mr. [borrower]'s debt"),
        ("Ana and Ben Ruiz", "[borrower 1] and [borrower 2]"),
        ("loan 00427715, 0042 7715 and 10042-77150", "loan [loan number], [loan number] and [number]"),
        ("9 Fig Lane,\nFresno, CA 93701", "[address]\n"),
        ("at 9 FIG LANE", "at [address]"),
        ("the debt of the borrower", "the debt of the borrower"),
    ] {
        assert_eq!(mask.words(words), shown, "{words}");
    }
    for (path, shown) in [
        ("letters/ruiz.pdf", "letters/[borrower].pdf"),
        ("in/Ana_Ruiz-0042-7715.pdf", "in/[borrower 1]-[loan number].pdf"),
        ("2019-05-01/approval letter.pdf", "2019-05-01/approval letter.pdf"),
        ("ana.ruiz@example.com/a.eml", "[e-mail]/a.eml"),
    ] {
        assert_eq!(mask.path(path), shown, "{path}");
    }
}
