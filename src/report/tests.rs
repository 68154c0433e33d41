use super::*;
use crate::report::checked::Checked;
use crate::report::exit::Gate;
use crate::report::sample;

mod diff;
mod formats;
mod grades;
mod hostile;
mod html;
mod matter;
mod memos;
mod redaction;

/// What a terminal shows: the memo without its colours.
fn plain(memo: &str) -> String {
    anstream::adapter::strip_str(memo).to_string()
}

#[test]
fn the_memo_of_a_letter_that_contradicts_itself() {
    insta::assert_snapshot!(plain(&terminal::memo(&sample::contradiction(), 80)));
}

#[test]
fn the_memo_of_a_deed_that_frees() {
    insta::assert_snapshot!(plain(&terminal::memo(&sample::freed(), 80)));
}

#[test]
fn the_memo_of_a_letter_read_in_part() {
    insta::assert_snapshot!(plain(&terminal::memo(&sample::torn(), 60)));
}

#[test]
fn the_json_of_a_letter_that_gives_up_the_lien_alone() {
    insta::assert_snapshot!(json::pretty(&sample::lien_only()));
}

#[test]
fn the_lines_of_a_check() {
    let one = |review: &crate::review::Review| short::lines(&Checked::of(review, Gate::default(), |_| None));
    let all: String = sample::all().iter().map(one).collect();
    insta::assert_snapshot!(all);
}

#[test]
fn memos_keep_their_width_their_secrets_and_their_tongue() {
    for review in sample::all() {
        for width in [40, 60, 80, 120] {
            let memo = terminal::memo(&review, width);
            let shown = plain(&memo);
            let longest = shown.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(longest <= width, "{longest} columns of {width}:\n{shown}");
            assert!(!shown.contains(['\u{202e}', '\u{1b}', '\r']));
            assert!(shown.contains("This is not legal advice."), "{shown}");
            for word in ["safe", "clean", "approved"] {
                assert!(
                    !shown.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| w == word),
                    "{word}: {shown}"
                );
            }
        }
    }
}

#[test]
fn the_verdict_stands_before_anything_of_the_document() {
    for review in sample::all() {
        let memo = plain(&terminal::memo(&review, 80));
        assert_eq!(memo.lines().nth(1), Some(words::verdict(review.judgement.verdict)), "{memo}");
    }
}

#[test]
fn every_colour_ends_on_its_line() {
    for review in sample::all() {
        for line in terminal::memo(&review, 60).lines() {
            let opened = line.matches("\u{1b}[").count();
            let closed = line.matches("\u{1b}[0m").count();
            assert!(opened == 0 || (closed > 0 && line.rfind("\u{1b}[0m") == line.rfind("\u{1b}[")), "{line:?}");
        }
    }
}

#[test]
fn outputs_keep_the_schema() {
    let schema = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for review in sample::all() {
        for text in [json::pretty(&review), json::line(&review)] {
            let object = serde_json::from_str(&text).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&object).map(|e| format!("{e} at {}", e.instance_path())).collect();
            assert_eq!(errors, Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_output() {
    let schema = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let good: serde_json::Value = serde_json::from_str(&json::line(&sample::contradiction())).unwrap();
    let spoil = |pointer: &str, value: serde_json::Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        bad
    };
    assert!(validator.is_valid(&good));
    for (pointer, value) in [
        ("/schema", "acquit/2".into()),
        ("/verdict", "safe".into()),
        ("/findings/0/id", "no-such".into()),
        ("/findings/0/severity", "awful".into()),
        ("/findings/0/fingerprint", "short".into()),
        ("/hazards/0/id", "debt-release".into()),
        ("/document/extraction/quality", 2.into()),
        ("/facts/sale_price/value", 312_500.into()),
        ("/protections", serde_json::Value::Null),
    ] {
        assert!(!validator.is_valid(&spoil(pointer, value)), "{pointer}");
    }
}

#[test]
fn one_line_of_ndjson_is_the_pretty_object() {
    for review in sample::all() {
        let (pretty, line) = (json::pretty(&review), json::line(&review));
        assert_eq!(line.matches('\n').count(), 1);
        let both: [serde_json::Value; 2] = [&pretty, &line].map(|text| serde_json::from_str(text).unwrap());
        assert_eq!(both[0], both[1]);
    }
}

#[test]
fn quotes_are_slices_of_the_text() {
    let review = sample::contradiction();
    let object: serde_json::Value = serde_json::from_str(&json::line(&review)).unwrap();
    let quote = &object["protections"][0]["evidence"][0];
    assert_eq!(quote["quote"], "We release you from the debt\nthat the sale does not cover.");
    assert_eq!((&quote["page"], &quote["line"]), (&1.into(), &4.into()));
    assert_eq!(quote["boxes"].as_array().map(Vec::len), Some(2));
}
