//! `scan` as back offices run it: lists, tables, shards, facts of many cases, runs that are killed and go on.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::desk::{Desk, Run, ended, json};

/// A desk with a folder `in` of so many letters, full releases and others by turns.
fn intake(letters: usize) -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.path("in")).unwrap();
    for n in 0..letters {
        let from = ["full.txt", "none.txt", "other.txt"][n % 3];
        fs::copy(desk.path(from), desk.path(&format!("in/{n:03}.txt"))).unwrap();
    }
    desk
}

fn paths(run: &Run) -> Vec<String> {
    let path = |object: &Value| object["document"]["path"].as_str().unwrap().to_owned();
    run.lines().iter().map(path).collect()
}

/// Runs it with these bytes on standard input.
fn fed(desk: &Desk, words: &str, input: &str) -> Run {
    let mut command = desk.command(words);
    fs::write(desk.path("stdin"), input).unwrap();
    command.stdin(Stdio::from(fs::File::open(desk.path("stdin")).unwrap()));
    ended(words, &mut command)
}

const SCAN: &str = "scan --readers patterns --allow-unreadable --fail-on never";

#[test]
fn paths_come_from_files_from_standard_input_and_from_patterns() {
    let desk = intake(3);
    desk.write("list.txt", "in/002.txt\nfull.txt\n");
    let all = ["in/000.txt", "in/001.txt", "in/002.txt"];
    for (words, want) in [
        (format!("{SCAN} --files-from list.txt"), vec!["in/002.txt", "full.txt"]),
        (format!("{SCAN} none.txt --files-from list.txt"), vec!["none.txt", "in/002.txt", "full.txt"]),
        (format!("{SCAN} in/*.txt"), all.to_vec()),
        (format!("{SCAN} i?/00[12].txt"), all[1..].to_vec()),
        (format!("{SCAN} in --exclude 001.*"), vec![all[0], all[2]]),
    ] {
        assert_eq!(paths(&desk.acquit(&words)), want, "{words}");
    }
    for words in ["-", "--files-from -"] {
        let run = fed(&desk, &format!("{SCAN} {words}"), "in/001.txt\n");
        assert_eq!(paths(&run), ["in/001.txt"], "{words}");
    }
    desk.write("in/.acquitignore", "000.txt\n");
    assert_eq!(paths(&desk.acquit(&format!("{SCAN} in"))), all[1..]);
    desk.write("empty.txt", "\n");
    for (words, says) in [
        ("scan in/*.pdf", "no document matches"),
        ("scan in/[.txt", "no pattern of paths"),
        ("scan --files-from gone.txt", "gone.txt"),
        ("scan --files-from empty.txt", "no path stands in it"),
        ("scan", "PATH"),
    ] {
        let run = desk.acquit(words);
        assert!(run.code == 2 && run.stderr.contains(says), "{words}: {} {}", run.code, run.stderr);
    }
}

#[test]
fn a_table_tells_what_the_objects_tell() {
    let desk = intake(6);
    desk.write("in/=cmd.txt", "no letter");
    let objects = desk.acquit(&format!("{SCAN} in missing.pdf"));
    let table = desk.acquit(&format!("{SCAN} --format csv in missing.pdf"));
    let mut reader = csv::Reader::from_reader(table.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|cell| cell == name).unwrap_or_else(|| panic!("no {name}"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), objects.lines().len());
    for (row, object) in rows.iter().zip(objects.lines()) {
        assert_eq!(row[column("path")].trim_start_matches('\''), object["document"]["path"], "{object}");
        assert_eq!(row[column("verdict")], object["verdict"]);
        assert_eq!(row[column("undetermined")], object["undetermined"].to_string());
        let hazards: BTreeSet<&str> = row[column("hazards")].split_whitespace().collect();
        let told: BTreeSet<&str> =
            object["hazards"].as_array().unwrap().iter().map(|h| h["id"].as_str().unwrap()).collect();
        assert_eq!(hazards, told);
        for protection in object["protections"].as_array().unwrap() {
            assert_eq!(row[column(protection["id"].as_str().unwrap())], protection["status"]);
        }
    }
}

#[test]
fn shards_hold_every_document_once() {
    let desk = intake(12);
    let mut all: Vec<String> =
        (1..=3).flat_map(|shard| paths(&desk.acquit(&format!("{SCAN} --shard {shard}/3 in")))).collect();
    all.sort();
    assert_eq!(all, paths(&desk.acquit(&format!("{SCAN} in"))));
    assert_eq!(desk.acquit("scan --shard 4/3 in").code, 2);
}

#[test]
fn a_line_in_is_a_line_out_before_another_comes() {
    let desk = intake(2);
    for (lines, asked) in
        [("paths", ["in/000.txt", "gone.txt"]), ("ndjson", [r#"{"path":"in/000.txt","id":7}"#, "no json"])]
    {
        let words = format!("{SCAN} --stdin {lines}");
        let mut child =
            desk.command(&words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut to = child.stdin.take().unwrap();
        let verdicts = asked.map(|line| {
            writeln!(to, "{line}").unwrap();
            json(&answers.next().expect("an answer").unwrap())["verdict"].clone()
        });
        drop(to);
        assert_eq!(verdicts[1], "unreadable", "{lines}");
        assert_ne!(verdicts[0], "unreadable", "{lines}");
        let output = child.wait_with_output().unwrap();
        assert!(String::from_utf8_lossy(&output.stderr).contains("2 documents, 1 of them unread"));
    }
}

#[test]
fn an_error_budget_passes_over_few_unread_documents() {
    let desk = intake(9);
    for (budget, code) in [("10%", 0), ("9.9%", 3), ("0%", 3)] {
        let words = format!("scan --readers patterns --fail-on never --error-budget {budget} in missing.pdf");
        assert_eq!(desk.acquit(&words).code, code, "{budget}");
    }
}

#[test]
fn facts_of_many_cases_come_from_a_table() {
    let desk = intake(2);
    desk.write("facts.csv", "path,loan_number,state,units\n001.txt,,NV,\nin/000.txt,,TX,3\n");
    let run = desk.acquit(&format!("{SCAN} --facts facts.csv --fact units=1 in full.txt"));
    let told: Vec<(Value, Value)> =
        run.lines().iter().map(|o| (o["context"]["state"].clone(), o["context"]["units"].clone())).collect();
    assert_eq!(told[0], ("TX".into(), 3.into()));
    assert_eq!(told[1], ("NV".into(), 1.into()));
    assert_eq!(told[2].1, 1);
    let loan = run.lines()[2]["facts"]["loan_number"]["value"].as_str().unwrap().to_owned();
    desk.write("loans.csv", &format!("loan_number,state\n{loan},OR\n"));
    let run = desk.acquit(&format!("{SCAN} --facts loans.csv full.txt"));
    assert_eq!(run.lines()[0]["context"]["state"], "OR");
    desk.write("bad.csv", "path,colour\nx,red\n");
    let run = desk.acquit(&format!("{SCAN} --facts bad.csv full.txt"));
    assert!(run.code == 2 && run.stderr.contains("bad.csv") && run.stderr.contains("line 2"), "{}", run.stderr);
}

#[test]
fn a_run_that_is_killed_goes_on_with_nothing_lost_and_nothing_twice() {
    let desk = intake(40);
    let words = format!("{SCAN} in --threads 2");
    let whole = desk.acquit(&words).stdout;
    let mut resumed = 0;
    for (round, format) in ["ndjson", "csv"].into_iter().cycle().take(6).enumerate() {
        let words = format!("{words} --format {format} --output out");
        for wait in [20, 60, 120, 240] {
            let mut child = desk.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            thread::sleep(Duration::from_millis(wait + 7 * round as u64));
            // It may have ended already.
            let _ended = child.kill();
            child.wait().unwrap();
        }
        let run = desk.acquit(&words);
        resumed += usize::from(run.stderr.contains("going on"));
        let out = fs::read_to_string(desk.path("out")).unwrap();
        if format == "ndjson" {
            assert_eq!(out, whole, "round {round}");
        }
        assert_eq!(out.lines().count(), if format == "csv" { 41 } else { 40 });
        assert_eq!(
            desk.names().iter().filter(|name| name.starts_with("out")).collect::<Vec<_>>(),
            ["out"],
            "nothing is left"
        );
        fs::remove_file(desk.path("out")).unwrap();
    }
    println!("{resumed} of 6 rounds went on from a journal");
}

#[test]
fn a_file_that_changed_and_other_facts_are_read_anew() {
    let desk = intake(3);
    let words = format!("{SCAN} in --output out");
    let journal = desk.path("out.journal");
    assert_eq!(desk.acquit(&words).code, 0);
    assert!(!journal.exists());
    let first = fs::read_to_string(desk.path("out")).unwrap();
    fs::write(&journal, "{\"journal\":\"acquit-journal/1\",\"run\":\"another\"}\ngarbage").unwrap();
    assert_eq!(desk.acquit(&words).code, 0);
    assert_eq!(fs::read_to_string(desk.path("out")).unwrap(), first, "a journal of another run counts for nothing");
    assert!(!journal.exists());
}

#[test]
fn the_end_of_a_run_names_what_was_not_read() {
    let run = intake(3).acquit(&format!("{SCAN} in missing.pdf locked.pdf"));
    for says in
        ["by hazard", "by lender", "not read, or not whole", "missing.pdf: There is no such file", "locked.pdf: "]
    {
        assert!(run.stderr.contains(says), "{says}: {}", run.stderr);
    }
}

#[test]
fn letters_of_one_form_stand_together_and_the_changed_clause_stands_out() {
    let desk = intake(0);
    let form = fs::read_to_string(desk.path("full.txt")).unwrap();
    let another = form.replace("$585,000.00", "$410,500.00").replace("0044-17-8821", "0044-17-9032");
    let waives = "waives its right to pursue a deficiency\njudgment or to collect the deficiency in any other way";
    assert!(form.contains(waives));
    let reserves = form.replace(waives, "reserves its right to pursue a deficiency\njudgment");
    for (name, text) in [("a", &form), ("b", &another), ("c", &reserves)] {
        desk.write(&format!("in/{name}.txt"), text);
    }
    fs::copy(desk.path("none.txt"), desk.path("in/d.txt")).unwrap();
    let run = desk.acquit(&format!("{SCAN} in --group"));
    for says in [
        "template 1: 3 letters",
        "2 as usual (full-release 2): in/a.txt, in/b.txt",
        "1 otherwise (no-release 1): in/c.txt",
        "[-waives-] {+reserves+} its right to pursue",
        "1 templates; 1 letters are like no other.",
        "Not legal advice.",
    ] {
        assert!(run.stdout.contains(says), "{says}\nin\n{}", run.stdout);
    }
    let lines = desk.acquit(&format!("{SCAN} --group=ndjson in")).lines();
    assert_eq!((lines.len(), lines[0]["usual"].as_array().unwrap().len()), (1, 2));
    assert_eq!(lines[0]["variants"][0]["documents"][0]["path"], "in/c.txt");
    let refused = desk.acquit(&format!("{SCAN} in --group --format csv"));
    assert_eq!(refused.code, 2, "a table has no groups");
}

#[test]
fn what_comes_into_a_watched_folder_is_read_once_and_again_when_it_changes() {
    let desk = intake(1);
    let mut child =
        desk.command(&format!("{SCAN} --watch in")).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let object = |name: &str| -> Option<Value> {
        serde_json::from_slice(&fs::read(desk.path(&format!("in/{name}.acquit.json"))).ok()?).ok()
    };
    let comes = |name: &str, verdict: &str| {
        let until = std::time::Instant::now() + Duration::from_mins(1);
        while object(name).is_none_or(|object| object["verdict"] != verdict) {
            assert!(std::time::Instant::now() < until, "{name}: no report says {verdict}");
            thread::sleep(Duration::from_millis(100));
        }
    };
    comes("000.txt", "full-release");
    let memo = fs::read_to_string(desk.path("in/000.txt.acquit.md")).unwrap();
    for words in ["# in/000.txt\n", "\n**FULL RELEASE**\n", "\n## Core clauses\n", "ot legal advice"] {
        assert!(memo.contains(words), "the memo is Markdown, with {words:?}: {memo}");
    }
    fs::copy(desk.path("none.txt"), desk.path("in/late.txt")).unwrap();
    comes("late.txt", "no-release");
    let first = fs::metadata(desk.path("in/000.txt.acquit.json")).unwrap().modified().unwrap();
    fs::copy(desk.path("full.txt"), desk.path("in/late.txt")).unwrap();
    comes("late.txt", "full-release");
    assert_eq!(fs::metadata(desk.path("in/000.txt.acquit.json")).unwrap().modified().unwrap(), first, "read once");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(desk.acquit(&format!("{SCAN} --watch nowhere")).code, 2);
    assert_eq!(desk.acquit(&format!("{SCAN} --watch in in")).code, 2, "a watched folder is all that is read");
}

#[test]
fn a_table_for_a_warehouse_is_written_whole_or_it_is_said_why_not() {
    let desk = intake(3);
    let run = desk.acquit(&format!("{SCAN} in --format parquet --output out"));
    if cfg!(feature = "parquet") {
        let bytes = fs::read(desk.path("out")).unwrap();
        assert!(run.code == 0 && bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{}", run.stderr);
        for words in ["in --format parquet", "in --format parquet --output /dev/stdout"] {
            let run = desk.acquit(&format!("{SCAN} {words}"));
            assert!(run.code == 2 && run.stderr.contains("name the file with --output"), "{words}: {}", run.stderr);
        }
    } else {
        assert!(run.code == 2 && run.stderr.contains("--features parquet"), "{}", run.stderr);
        assert!(!desk.path("out").exists());
    }
}

#[test]
fn a_file_of_the_journal_s_name_that_is_none_is_left_alone() {
    let desk = intake(3);
    desk.write("out.journal", "my ledger\n");
    let run = desk.acquit(&format!("{SCAN} in --output out"));
    assert!(run.code == 2 && run.stderr.contains("is no journal"), "{}: {}", run.code, run.stderr);
    assert_eq!(fs::read_to_string(desk.path("out.journal")).unwrap(), "my ledger\n");
    // What a kill within the first line leaves is one.
    desk.write("out.journal", "{\"journal\":\"acq");
    assert_eq!(desk.acquit(&format!("{SCAN} in --output out")).code, 0);
}

#[cfg(unix)]
#[test]
fn a_report_is_not_written_through_a_link() {
    let desk = intake(1);
    desk.write("mine.txt", "mine\n");
    std::os::unix::fs::symlink(desk.path("mine.txt"), desk.path("in/000.txt.acquit.md")).unwrap();
    let mut command = desk.command(&format!("{SCAN} --watch in"));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let told =
        BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok).find(|line| line.contains("a link"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(told.is_some_and(|line| line.contains("in/000.txt")));
    assert_eq!(fs::read_to_string(desk.path("mine.txt")).unwrap(), "mine\n");
}
