//! `explain`, `why`, `extract`, `patterns` and `eval sentences`.

use std::fs;

use serde_json::json;

use super::desk::{Desk, corpus};

#[test]
fn an_unknown_id_is_named_with_a_next_step() {
    let desk = Desk::new();
    for (words, says) in [
        ("explain moon", ["`moon`", "acquit patterns list"]),
        ("explain debt-relese", ["`debt-relese`", "did you mean debt-release"]),
        ("why sample.pdf moon", ["`moon`", "acquit patterns list"]),
        ("why sample.pdf lien-realease", ["`lien-realease`", "lien-release"]),
        ("why missing.pdf debt-release", ["missing.pdf", "Check the path"]),
        ("extract missing.pdf", ["missing.pdf", "Check the path"]),
        ("patterns moon", ["'moon'", "--help"]),
    ] {
        let run = desk.acquit(words);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words}");
        for word in says {
            assert!(run.stderr.contains(word), "{words}: no `{word}` in {}", run.stderr);
        }
    }
}

#[test]
fn why_shows_the_words_that_bear_on_a_clause() {
    let desk = Desk::new();
    for (words, says) in [
        ("why sample.pdf debt-release", "debt-release: present"),
        ("why sample.pdf debt-release", "page 1 line 40: Each of you is then released from all further liability"),
        ("why sample.pdf overbroad-carve-out", "overbroad-carve-out: found"),
        ("why sample.pdf overbroad-carve-out", "it counts"),
        ("why sample.pdf promissory-note", "promissory-note: not found"),
        ("why sample.pdf no-merger", "No unit of the document was read as bearing on it"),
        ("why full.txt debt-release", "debt-release: present"),
    ] {
        let run = desk.acquit(words);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{words}");
        assert!(run.stdout.contains(says), "{words}: no `{says}` in\n{}", run.stdout);
    }
}

#[test]
fn why_lists_the_units_in_their_order() {
    let run = Desk::new().acquit("why --units sample.pdf");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let units: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("page ")).collect();
    assert!(units.len() > 30, "{} units", units.len());
    let place = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| words[at].parse::<u32>().unwrap_or_else(|e| panic!("{e}: {line}"));
        (number(1), number(3))
    };
    assert!(units.iter().map(place).is_sorted(), "{}", run.stdout);
    assert!(run.stdout.contains("does: debt-release:present"), "{}", run.stdout);
}

#[test]
fn extract_prints_the_text_and_nothing_else() {
    let desk = Desk::new();
    let plain = desk.acquit("extract corpus/letters/docs/lc-005.txt");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let file = fs::read_to_string(corpus("letters/docs/lc-005.txt")).expect("the letter");
    assert_eq!((plain.code, words(&plain.stdout)), (0, words(&file)));
    let pdf = desk.acquit("extract sample.pdf");
    let file = fs::read_to_string(corpus("sample/short-sale-approval.txt")).expect("the sample");
    assert_eq!((pdf.code, words(&pdf.stdout)), (0, words(&file)));
    let locked = desk.acquit("extract locked.pdf");
    assert_eq!((locked.code, locked.stdout.as_str()), (3, ""));
    assert!(locked.stderr.contains("locked.pdf: The PDF needs a password"), "{}", locked.stderr);
}

#[test]
fn a_bank_of_sentences_has_one_answer_a_line() {
    let desk = Desk::new();
    desk.write(
        "bank.jsonl",
        "{\"id\":\"x-1\",\"text\":\"You remain liable for the unpaid balance.\"}\n\
         {\"id\":\"x-2\",\"text\":\"The escrow officer is on the second floor.\",\"context\":\"\",\"labels\":[]}\n\n\
         {\"id\":\"x-3\",\"text\":\"You are released from any further obligation on the loan.\",\"context\":null}\n",
    );
    let run = desk.acquit("eval sentences bank.jsonl --format ndjson");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        run.lines(),
        [
            json!({"id": "x-1", "labels": ["deficiency-reservation"], "unclear": false}),
            json!({"id": "x-2", "labels": [], "unclear": false}),
            json!({"id": "x-3", "labels": ["debt-release:present"], "unclear": false}),
        ]
    );
}

#[test]
fn a_bank_that_cannot_be_used_is_told_by_file_and_line() {
    let desk = Desk::new();
    desk.write("torn.jsonl", "{\"id\":\"x-1\",\"text\":\"Words.\",\"labels\":[]}\n{\"id\":\n");
    desk.write("moon.jsonl", "{\"id\":\"x-1\",\"text\":\"Words.\",\"labels\":[\"moon\"]}\n");
    for (words, says) in [
        ("torn.jsonl --format ndjson", "torn.jsonl:2"),
        ("torn.jsonl", "line 2 of the bank"),
        ("moon.jsonl", "line 1 of the bank: `moon`"),
        ("moon.jsonl --format ndjson", "moon.jsonl:1: a label that the contract does not know: `moon`"),
        ("missing.jsonl", "missing.jsonl: the bank cannot be read"),
    ] {
        let run = desk.acquit(&format!("eval sentences {words}"));
        assert_eq!(run.code, 2, "{words}");
        assert!(run.stderr.contains(says), "{words}: {}", run.stderr);
    }
}

#[test]
fn a_bank_with_labels_is_scored() {
    let desk = Desk::new();
    desk.write(
        "bank.jsonl",
        "{\"id\":\"x-1\",\"text\":\"You remain liable for the unpaid balance.\",\"labels\":[\"deficiency-reservation\"]}\n",
    );
    let run = desk.acquit("eval sentences bank.jsonl --format json");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let scores = super::desk::json(&run.stdout);
    assert!(run.stdout.ends_with("}\n") && scores["all"]["n"] == 1 && scores["bounds"].is_object(), "{}", run.stdout);
    let answers = desk.acquit("eval sentences bank.jsonl --format ndjson");
    assert_eq!(answers.lines(), [json!({"id": "x-1", "labels": ["deficiency-reservation"], "unclear": false})]);
}

#[test]
fn a_bank_without_labels_is_answered_and_not_scored() {
    let desk = Desk::new();
    desk.write("bank.jsonl", "{\"id\":\"x-1\",\"text\":\"You remain liable for the unpaid balance.\"}\n");
    assert_eq!(desk.acquit("eval sentences bank.jsonl --format ndjson").code, 0);
    for format in ["text", "json"] {
        let run = desk.acquit(&format!("eval sentences bank.jsonl --format {format}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{format}");
        for says in ["bank.jsonl", "line 1", "`labels`", "--format ndjson"] {
            assert!(run.stderr.contains(says), "{format}: no `{says}` in {}", run.stderr);
        }
    }
}

#[test]
fn scores_of_letters_are_a_table_or_one_object() {
    let desk = Desk::new();
    let few = desk.path("few");
    for (folder, ending) in [("docs", "txt"), ("labels", "json")] {
        fs::create_dir_all(few.join(folder)).expect("a folder");
        let name = format!("la-001.{ending}");
        fs::copy(corpus(&format!("letters/{folder}/{name}")), few.join(folder).join(name)).expect("a letter");
    }
    let run = desk.acquit("eval few --format json");
    assert!(run.code == 0 && super::desk::json(&run.stdout).is_object(), "{}{}", run.stdout, run.stderr);
    let alone = desk.acquit("eval few --leave-out --readers patterns");
    assert!(alone.code == 0 && alone.stderr.contains("patterns rest on one document alone"), "{}", alone.stderr);
    let both = desk.acquit("eval few --leave-out");
    assert!(both.code == 2 && both.stderr.contains("add --readers patterns"), "{}", both.stderr);
    let unread = desk.acquit("eval few --unread --readers patterns");
    assert!(unread.code == 0, "{}", unread.stderr);
    let refused = desk.acquit("eval few --format ndjson");
    assert!(refused.code == 2 && refused.stderr.contains("[possible values: text, json]"), "{}", refused.stderr);
}

#[test]
fn an_explanation_shows_sentences_that_count_and_near_misses() {
    let desk = Desk::new();
    for (id, says) in [
        (
            "debt-release",
            ["  present   Lender accepts the net proceeds in full satisfaction of the debt.", "  weak ", "  not this "],
        ),
        ("deficiency-reservation", ["\nExamples\n", "  found ", "  not this "]),
    ] {
        let run = desk.acquit(&format!("explain {id}"));
        for words in says {
            assert!(run.stdout.contains(words), "{id}: no `{words}` in\n{}", run.stdout);
        }
        assert!(!run.stdout.contains("**"), "{id}: {}", run.stdout);
    }
}

#[test]
fn the_second_reader_is_told_where_it_was_asked() {
    let desk = Desk::new();
    let told: &[(&str, &[&str])] = &[
        ("corpus/sample/short-sale-approval.pdf", &["-", "-"]),
        ("corpus/renderings/lb-004.fpdf2.pdf", &["-", "-", "agrees"]),
        ("corpus/broken/garbled.pdf", &["differs"]),
    ];
    for (file, want) in told {
        let table = desk.acquit(&format!("extract --ocr never --show-quality {file}")).stdout;
        let column = table.lines().next().and_then(|head| head.find("second")).expect("a column");
        let said: Vec<&str> =
            table.lines().skip(1).filter_map(|row| row.get(column..)?.split_whitespace().next()).collect();
        assert_eq!(said, *want, "{file}\n{table}");
    }
}
