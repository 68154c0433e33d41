//! JSON: it keeps the schema that the program prints, and quotes the text that the program prints.

use serde_json::Value;

use super::desk::{Desk, Run, evidence, json};
use super::schemas::{closed, errors};

const LETTERS: [&str; 6] = [
    "sample.pdf",
    "corpus/renderings/lf-006.pdftex.pdf",
    "corpus/renderings/lb-007.writer.docx",
    "corpus/letters/docs/lc-005.txt",
    "corpus/clean/lf-010.txt",
    "corpus/broken/image-between.pdf",
];

fn keeps_the_schema(desk: &Desk, of: &str, objects: &[Value]) {
    let schema = desk.acquit("schema");
    assert_eq!(schema.code, 0, "{}", schema.stderr);
    // The schema lets keys of later versions through; of this version it must name every one.
    let schema = closed(json(&schema.stdout));
    assert!(!errors(&schema, &json("{}")).is_empty(), "the schema takes anything");
    for object in objects {
        assert_eq!(errors(&schema, object), Vec::<String>::new(), "{of}");
        let mut more = object.clone();
        more["document"]["colour"] = "red".into();
        assert!(!errors(&schema, &more).is_empty(), "a key that the schema does not name is not seen");
    }
}

#[test]
fn reviews_keep_the_schema() {
    let desk = Desk::new();
    for letter in LETTERS.into_iter().chain(["full.txt", "none.txt", "other.txt", "locked.pdf", "missing.pdf"]) {
        let run = desk.acquit(&format!("review --format json {letter}"));
        keeps_the_schema(&desk, letter, &[json(&run.stdout)]);
    }
}

#[test]
fn scans_and_checks_keep_the_schema() {
    let desk = Desk::new();
    for words in [
        "scan --fact units=2,trustor=entity corpus/broken corpus/clean sample.pdf missing.pdf",
        "scan --readers patterns corpus/unseen/docs",
        "check --readers patterns --require full-release --format json corpus/clean corpus/renderings",
    ] {
        let objects = desk.acquit(words).lines();
        assert!(objects.len() > 30, "{words}: {} lines", objects.len());
        keeps_the_schema(&desk, words, &objects);
    }
}

#[test]
fn several_files_under_review_are_one_object_a_line() {
    let run = Desk::new().acquit("review --format json full.txt sample.pdf");
    let verdicts: Vec<Value> = run.lines().iter().map(|object| object["verdict"].clone()).collect();
    assert_eq!(verdicts, ["full-release", "partial-release"]);
}

#[test]
fn every_quotation_is_a_slice_of_the_extracted_text() {
    let desk = Desk::new();
    for letter in LETTERS {
        let Run { stdout: text, .. } = desk.acquit(&format!("extract {letter}"));
        let review = json(&desk.acquit(&format!("review --format json {letter}")).stdout);
        let quotes = evidence(&review);
        assert!(quotes.len() > 3, "{letter}: {} quotations", quotes.len());
        for quote in quotes {
            let (start, end) = (number(quote, "start"), number(quote, "end"));
            assert_eq!(text.get(start..end), quote["quote"].as_str(), "{letter}: {start}..{end}");
            let pages: Vec<&str> = text[..start].split('\u{c}').collect();
            if let Some(page) = quote["page"].as_u64() {
                assert_eq!(pages.len() as u64, page, "{letter}: page of {quote}");
            }
        }
    }
}

fn number(quote: &Value, key: &str) -> usize {
    let number = quote[key].as_u64().unwrap_or_else(|| panic!("no {key}: {quote}"));
    usize::try_from(number).expect("a place in a text")
}

#[test]
fn protections_and_hazards_carry_their_words() {
    let review = json(&Desk::new().acquit("review --format json --as-of 2026-12-01 sample.pdf").stdout);
    let empty = Vec::new();
    for protection in review["protections"].as_array().unwrap_or(&empty) {
        let shown = !evidence(&protection["evidence"]).is_empty();
        let status = protection["status"].as_str().unwrap_or_default();
        assert_eq!(shown, ["present", "weak", "implied"].contains(&status), "{protection}");
    }
    let hazards = review["hazards"].as_array().unwrap_or(&empty);
    assert!(hazards.len() > 2, "{hazards:?}");
    for hazard in hazards {
        assert!(!evidence(hazard).is_empty(), "{hazard}");
    }
}
