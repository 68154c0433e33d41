//! Two versions side by side: what changed is told in every format, and the words of both stay words.

use crate::document::Pages;
use crate::report::diff;
use crate::report::diff::Diff;
use crate::report::diff::Paragraph;
use crate::report::diff::Side;
use crate::report::sample;
use crate::report::tests::plain;
use crate::review::Review;
use crate::survey::Fact;

fn paragraphs(words: &[&str]) -> Vec<Paragraph> {
    words.iter().map(|words| Paragraph { page: Some(1), words: (*words).to_owned(), masked: None }).collect()
}

fn compared(old: &Review, new: &Review, words: [&[&str]; 2]) -> Diff {
    let [before, after] = words.map(paragraphs);
    diff::of(Side { review: old, paragraphs: &before }, Side { review: new, paragraphs: &after })
}

/// The letter that frees and reserves, and a later one that gives up the lien alone.
fn worse() -> Diff {
    let old: &[&str] = &["We release you from the debt.", "Our lien will be released.", "Yours"];
    let new: &[&str] = &["We release you from nothing.", "Our lien will be released.", "Close soon.", "Yours"];
    compared(&sample::contradiction(), &sample::lien_only(), [old, new])
}

#[test]
fn what_changed_in_text() {
    insta::assert_snapshot!(plain(&diff::text(&worse(), 80)));
}

#[test]
fn what_changed_as_a_page() {
    insta::assert_snapshot!(diff::html(&worse()));
}

#[test]
fn letters_of_two_lenders_are_no_versions_of_one() {
    let of = |lender: &str, number: &str| {
        let mut review = sample::lien_only();
        let said = |value: &str| Some(Fact { value: value.to_owned(), evidence: Vec::new() });
        (review.facts.lender, review.facts.loan_number) = (said(lender), said(number));
        review
    };
    let old = of("Elm Bank", "1-22");
    for (new, strange) in [
        (of("Oak Bank", "9-87"), true),
        (of("Oak Bank", "1-22"), false),
        (of("Elm Bank, N.A.", "12-2"), false),
        (old.clone(), false),
    ] {
        let diff = compared(&old, &new, [&[], &[]]);
        for out in [plain(&diff::text(&diff, 200)), diff::html(&diff)] {
            assert_eq!(out.contains("hardly two versions"), strange, "{out}");
        }
    }
}

#[test]
fn every_change_is_in_every_format() {
    let diff = worse();
    assert!(
        !diff.protections.is_empty() && !diff.hazards.is_empty() && !diff.facts.is_empty() && diff.words.len() == 2
    );
    let all = [plain(&diff::text(&diff, 80)), diff::html(&diff), diff::json(&diff)];
    for out in &all {
        for id in
            diff.protections.iter().map(|one| one.id.as_str()).chain(diff.hazards.iter().map(|one| one.id.as_str()))
        {
            assert!(out.contains(id), "{id}: {out}");
        }
        for fact in &diff.facts {
            assert!(out.contains(fact.fact), "{}: {out}", fact.fact);
        }
        assert!(out.contains("Close soon."), "{out}");
    }
    assert!(
        all[0].contains("[-the debt.-] {+nothing.+}") && all[1].contains("<del>the debt.</del> <ins>nothing.</ins>")
    );
}

#[test]
fn a_version_beside_itself_differs_in_nothing() {
    for review in sample::all() {
        let words: &[&str] = &["a b", "c"];
        let diff = compared(&review, &review, [words, words]);
        assert!(
            diff.protections.is_empty() && diff.hazards.is_empty() && diff.facts.is_empty() && diff.words.is_empty()
        );
    }
}

#[test]
fn better_and_worse_are_told_and_what_was_not_read_is_not_compared() {
    let (kept, freed, torn) = (sample::contradiction(), sample::freed(), sample::torn());
    for (old, new, says) in [
        (&kept, &freed, "better for the borrower"),
        (&freed, &kept, "worse for the borrower"),
        (&freed, &freed, "The verdict is the same."),
        (&freed, &torn, "what was not read is not compared"),
        (&torn, &freed, "what was not read is not compared"),
    ] {
        let text = plain(&diff::text(&compared(old, new, [&[], &[]]), 100));
        assert!(text.contains(says), "{says}: {text}");
    }
}

#[test]
fn the_object_keeps_its_schema_and_the_schema_bites() {
    let schema = serde_json::from_str(&diff::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let good: serde_json::Value = serde_json::from_str(&diff::json(&worse())).unwrap();
    assert!(validator.is_valid(&good));
    for (pointer, bad) in [
        ("/schema", serde_json::json!("acquit-diff/2")),
        ("/old/verdict", "safe".into()),
        ("/protections/0/id", "moon".into()),
        ("/words/0/stretches/0/was", "moved".into()),
    ] {
        let mut object = good.clone();
        *object.pointer_mut(pointer).unwrap() = bad;
        assert!(!validator.is_valid(&object), "{pointer}");
    }
}

#[test]
fn hostile_words_are_inert_in_differences() {
    let words: &[&str] = &[sample::HOSTILE];
    for (old, new) in [(words, &[][..]), (&[][..], words)] {
        let diff = compared(&sample::hostile(), &sample::freed(), [old, new]);
        for out in [plain(&diff::text(&diff, 80)), diff::html(&diff), diff::json(&diff)] {
            let odd: String = out
                .chars()
                .filter(|c| c.is_control() && *c != '\n' || "\u{202e}\u{2028}\u{fffe}\u{ffff}\u{e0041}".contains(*c))
                .collect();
            assert!(odd.is_empty(), "{odd:?}");
        }
        let page = diff::html(&diff);
        assert!(!page.contains("<b ") && !page.contains("<a ") && !page.contains("<script"), "{page}");
        assert!(page.contains("&lt;b onload=&quot;x()&quot;&gt;"), "{page}");
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn colours_end_on_their_line() {
    for line in diff::text(&worse(), 40).lines() {
        let opened = line.matches("\u{1b}[").count();
        assert!(opened == 0 || line.rfind("\u{1b}[0m") == line.rfind("\u{1b}["), "{line:?}");
    }
}

#[test]
fn paragraphs_are_those_of_the_text() {
    let pages: Pages = crate::extract::pages(b"Dear Ana,\n\nWe waive\nthe deficiency.\n\nYours\n");
    let words: Vec<String> = diff::paragraphs(&pages).into_iter().map(|one| one.words).collect();
    assert_eq!(words.join(" "), "Dear Ana, We waive the deficiency. Yours");
    assert!(words.len() > 1, "{words:?}");
}
