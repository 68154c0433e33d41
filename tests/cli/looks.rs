//! Looking behind an answer: `explain`, `why`, `extract`, `patterns`, `eval`.

use std::fs;

use acquit::finding::FindingId;
use serde_json::Value;

use super::{SAMPLE, acquit, corpus, folder, program};

#[test]
fn every_id_is_explained() {
    let ids: Vec<&str> = FindingId::all().map(FindingId::as_str).collect();
    assert!(ids.len() > 40, "{ids:?}");
    for id in ids {
        let ended = acquit(&format!("explain {id}"));
        assert_eq!(ended.code, 0, "{id}: {}", ended.err);
        assert!(
            ended.out.starts_with(id) && ended.out.contains("Ask for") && ended.out.contains("legal advice"),
            "{id}"
        );
    }
}

#[test]
fn why_shows_the_words_that_count() {
    let ended = acquit(&format!("why {SAMPLE} debt-release"));
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("full and final settlement of the debt"), "{}", ended.out);
    let units = acquit(&format!("why --units {SAMPLE}"));
    assert!(units.out.lines().count() > 30, "{}", units.out);
}

#[test]
fn extract_prints_the_text_of_every_page() {
    let text = acquit(&format!("extract {SAMPLE}")).out;
    let plain = fs::read_to_string(corpus("sample/short-sale-approval.txt")).unwrap();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let lost: Vec<String> = words(&plain).difference(&words(&text)).cloned().collect();
    assert!(lost.len() < 5, "words of the letter that the PDF lost: {lost:?}");
}

#[test]
fn the_patterns_keep_their_promises() {
    let ended = acquit("patterns check");
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(acquit("patterns list").out.contains("deficiency-reservation"));
}

#[test]
fn sentences_come_back_one_a_line() {
    let bank = folder(&[(
        "bank.jsonl",
        "{\"id\":\"a\",\"text\":\"Lender waives any deficiency.\",\"context\":\"\",\"labels\":[\"deficiency-waiver:present\"]}\n\
         {\"id\":\"b\",\"text\":\"Please bring a cashier's check.\",\"context\":\"\",\"labels\":[]}\n\
         {\"id\":\"c\",\"text\":\"We reserve the right to pursue the deficiency.\",\"context\":\"\",\"labels\":[\"deficiency-reservation\"]}\n",
    )]);
    let file = bank.path().join("bank.jsonl");
    let run = program().args(["eval", "sentences", "--format", "ndjson"]).arg(&file).output().unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(&str, &Value)> = lines.iter().map(|l| (l["id"].as_str().unwrap(), &l["labels"])).collect();
    assert_eq!(told.len(), 3, "{out}");
    assert_eq!(told[0], ("a", &serde_json::json!(["deficiency-waiver:present"])));
    assert_eq!(told[2], ("c", &serde_json::json!(["deficiency-reservation"])));
    assert!(lines.iter().all(|line| line["unclear"].is_boolean()), "{out}");
}

#[test]
fn the_ratchet_holds_and_bites() {
    assert_eq!(acquit("eval --ratchet corpus/ratchet.toml").code, 0);
    let strict = folder(&[("ratchet.toml", "[letters.at_least]\nverdict = 100000\n")]);
    let run = program().args(["eval", "--ratchet"]).arg(strict.path().join("ratchet.toml")).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{run:?}");
}
