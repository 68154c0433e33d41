//! Looking behind an answer: `explain`, `why`, `extract`, `patterns`, `eval`.

use std::fs;

use acquit::finding::FindingId;
use serde_json::Value;

use super::{CLEAN, SAMPLE, acquit, corpus, folder, program};

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

/// Nobody may take what was not read for what is not there.
#[test]
fn why_never_calls_missing_what_was_not_read() {
    for (file, id) in [
        ("encrypted.pdf", "debt-release"),
        ("image-only.pdf", "deficiency-reservation"),
        ("image-between.pdf", "promissory-note"),
        ("cyclic-parent.pdf", "lien-release"),
        ("spanish.txt", "lien-release"),
    ] {
        let ended = acquit(&format!("why --ocr never corpus/broken/{file} {id}"));
        assert_eq!(ended.code, 3, "{file}: {}", ended.out);
        assert!(ended.out.starts_with(&format!("{id}: unread\n")), "{file}: {}", ended.out);
        assert!(ended.err.contains(file), "{file}: {}", ended.err);
        assert_eq!(acquit(&format!("why --ocr never --units corpus/broken/{file}")).code, 3, "{file}");
        let extracted = acquit(&format!("extract --ocr never corpus/broken/{file}")).code;
        assert_eq!(extracted, if file == "spanish.txt" { 0 } else { 3 }, "extract {file}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_never_steers_the_terminal() {
    let hostile = folder(&[("a\u{1b}]0;owned\u{7}\n\u{202e}.pdf", ""), ("b\u{1b}[2J.txt", CLEAN)]);
    let there = hostile.path().join("a\u{1b}]0;owned\u{7}\n\u{202e}.pdf");
    let letter = hostile.path().join("b\u{1b}[2J.txt");
    let gone = hostile.path().join("c\u{1b}[2J\n.pdf");
    let none = hostile.path().join("d\u{1b}[2J");
    fs::create_dir(&none).unwrap();
    let output = gone.join("memo.txt");
    let runs = [
        ("extract", &there),
        ("extract", &gone),
        ("why --units", &there),
        ("why --units", &letter),
        ("check", &there),
        ("check", &letter),
        ("check", &gone),
        ("check", &none),
        ("review", &there),
        ("review", &letter),
        ("scan --output memo.txt", &gone),
        ("eval", &none),
        ("eval --ratchet", &gone),
        ("eval sentences", &gone),
        ("eval sentences", &there),
        ("check --output", &output),
        ("check corpus/clean/lf-c01.txt --output", &output),
        ("check corpus/clean/lf-c01.txt --threads", &gone),
        ("explain", &none),
    ];
    for (command, file) in runs {
        let run = program().current_dir(hostile.path()).args(command.split(' ')).arg(file).output().unwrap();
        for said in [run.stdout, run.stderr] {
            let said = String::from_utf8(said).unwrap();
            let steers = |c: char| c != '\n' && c.is_control() || c == '\u{202e}';
            assert!(!said.contains(steers) && !said.contains("owned\n"), "{command}: {said:?}");
        }
    }
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
    assert_eq!(acquit("eval --readers patterns --ratchet corpus/ratchet.toml").code, 0);
    let strict = folder(&[("ratchet.toml", "[letters.at_least]\nverdict = 100000\n")]);
    let run = program()
        .args(["eval", "--readers", "patterns", "--ratchet"])
        .arg(strict.path().join("ratchet.toml"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let absent = acquit("eval --ratchet corpus/no-ratchet.toml");
    assert_eq!((absent.code, absent.out.as_str()), (2, ""), "told before the work is done: {}", absent.err);
}
