//! `check`: reports, baseline, review file, labels, an older run.

use std::fs;

use serde_json::Value;

use super::desk::{Desk, Run, json};

const FORMATS: [&str; 6] = ["short", "github", "sarif", "junit", "json", "markdown"];

/// Runs `check` with the patterns alone, which are fast.
fn check(desk: &Desk, words: &str) -> Run {
    desk.acquit(&format!("check --readers patterns {words}"))
}

fn file(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn each_report_holds_what_its_format_prints() {
    let desk = Desk::new();
    let papers = "full.txt none.txt other.txt locked.pdf missing.pdf";
    let reports = FORMATS.map(|format| format!(" --report {format}=out.{format}")).concat();
    let all = check(&desk, &format!("{papers}{reports}"));
    assert_eq!(all.code, 3, "{}", all.stderr);
    for format in FORMATS {
        let one = check(&desk, &format!("{papers} --format {format}"));
        assert_eq!((one.code, &one.stderr), (3, &all.stderr), "{format}");
        assert_eq!(file(&desk, &format!("out.{format}")), one.stdout, "{format}");
        let filed = check(&desk, &format!("{papers} --format {format} --output filed"));
        assert_eq!((filed.stdout.as_str(), file(&desk, "filed")), ("", one.stdout), "{format}");
    }
    assert_eq!(file(&desk, "out.short"), all.stdout);
}

#[test]
fn the_same_bytes_at_any_thread_count() {
    let desk = Desk::new();
    let run = |threads: usize| {
        let reports = FORMATS.map(|format| format!(" --report {format}=out.{format}")).concat();
        let run = check(&desk, &format!("corpus/clean corpus/broken --ocr never --threads {threads}{reports}"));
        assert_eq!(run.code, 3, "{}", run.stderr);
        FORMATS.map(|format| file(&desk, &format!("out.{format}")))
    };
    let one = run(1);
    assert!(one.iter().all(|report| report.len() > 4000));
    for threads in [2, 8] {
        assert_eq!(run(threads), one, "{threads} threads");
    }
}

#[test]
fn sarif_of_a_run_names_files_from_its_folder() {
    let desk = Desk::new();
    fs::create_dir(desk.path("a b")).unwrap();
    fs::copy(desk.path("none.txt"), desk.path("a b/50%#1.txt")).unwrap();
    let absolute = desk.path("full.txt").canonicalize().unwrap();
    let mut command = desk.command("check --readers patterns --format sarif locked.pdf");
    let run = super::desk::ended("sarif", command.arg("a b").arg(&absolute));
    let log = json(&run.stdout);
    let artifacts = log["runs"][0]["artifacts"].as_array().unwrap();
    let uris: Vec<&str> = artifacts.iter().map(|a| a["location"]["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, ["locked.pdf", "a%20b/50%25%231.txt", "full.txt"]);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&false.into(), &3.into()));
    let text = log["runs"][0]["results"].as_array().unwrap().iter().find(|r| {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1
            && r["ruleId"] == "deficiency-reservation"
    });
    let line = text.unwrap()["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap();
    let words =
        text.unwrap()["properties"]["evidence"][0]["quote"].as_str().unwrap().lines().next().unwrap().to_owned();
    let at = file(&desk, "none.txt").lines().nth(usize::try_from(line).unwrap() - 1).unwrap().to_owned();
    assert!(at.contains(&words), "line {line} is {at:?}, not {words:?}");
}

#[test]
fn a_baseline_passes_what_it_knows_and_nothing_else() {
    let desk = Desk::new();
    let written = check(&desk, "none.txt --write-baseline base.json");
    assert_eq!(written.code, 1, "writing a baseline passes nothing by itself");
    assert!(written.stderr.contains("findings written"), "{}", written.stderr);
    let base: Value = json(&file(&desk, "base.json"));
    assert!(base["findings"].as_array().is_some_and(|all| !all.is_empty()), "{base}");
    fs::copy(desk.path("none.txt"), desk.path("renamed.txt")).unwrap();
    for (words, code) in [
        ("none.txt --baseline base.json", 0),
        ("renamed.txt --baseline base.json", 0),
        ("none.txt --baseline base.json --require partial-release", 1),
        ("none.txt --baseline base.json --fail-on low", 1),
        ("none.txt sample.pdf --baseline base.json --fail-on high", 1),
        ("none.txt locked.pdf --baseline base.json", 3),
    ] {
        let run = check(&desk, words);
        assert_eq!(run.code, code, "{words}: {}", run.stdout);
        assert!(run.stdout.contains("critical ") && run.stdout.contains("known from the baseline"), "{words}");
        assert!(!run.stderr.contains("base.json"), "{words}: {}", run.stderr);
    }
    let verdict = json(&check(&desk, "none.txt --baseline base.json --format json").stdout)["verdict"].clone();
    assert_eq!(verdict, "no-release", "a verdict is never bettered");
    let kept = check(&desk, "none.txt --baseline base.json --write-baseline base.json");
    assert_eq!((kept.code, json(&file(&desk, "base.json"))), (0, base), "{}", kept.stderr);
    let gone = check(&desk, "full.txt --baseline base.json");
    assert!(
        gone.code == 0 && gone.stderr.contains("base.json: ") && gone.stderr.contains("not met"),
        "{}",
        gone.stderr
    );
}

/// A review file that accepts every finding at or above high of a document.
fn decisions(desk: &Desk, paper: &str, rest: &str) -> String {
    let object = json(&check(desk, &format!("{paper} --format json")).stdout);
    let grave = |finding: &&Value| matches!(finding["severity"].as_str(), Some("high" | "critical"));
    let all = object["findings"].as_array().unwrap().iter().filter(grave);
    all.map(|finding| {
        let about: Vec<String> = match finding["evidence"].as_array().unwrap().as_slice() {
            [] => vec![format!("fingerprint = {}", finding["fingerprint"])],
            words => words.iter().map(|e| format!("quote = {}", e["quote"])).collect(),
        };
        let entry = |about: &String| {
            format!(
                "[[decision]]\nid = {}\n{about}\ndecision = \"accepted\"\nreason = \"Counsel agreed.\"\n{rest}\n",
                finding["id"]
            )
        };
        about.iter().map(entry).collect::<String>()
    })
    .collect()
}

#[test]
fn decisions_pass_what_they_are_about_until_they_end() {
    let desk = Desk::new();
    desk.write("decided.toml", &decisions(&desk, "sample.pdf", ""));
    desk.write("ended.toml", &decisions(&desk, "sample.pdf", "until = 2026-03-01"));
    for (words, code, says) in [
        ("sample.pdf", 1, ""),
        ("sample.pdf --reviews decided.toml", 0, "accepted by review (Counsel agreed.)"),
        ("sample.pdf --reviews decided.toml --require full-release", 1, "accepted by review"),
        ("sample.pdf --reviews ended.toml --as-of 2026-03-01", 0, "accepted by review until 2026-03-01"),
        ("sample.pdf --reviews ended.toml --as-of 2026-03-02", 1, ""),
        ("none.txt --reviews decided.toml", 1, ""),
    ] {
        let run = check(&desk, words);
        assert_eq!(run.code, code, "{words}: {}{}", run.stdout, run.stderr);
        assert_eq!(run.stdout.contains("by review"), !says.is_empty(), "{words}: {}", run.stdout);
        assert!(run.stdout.contains(says), "{words}: {}", run.stdout);
    }
    let ended = check(&desk, "sample.pdf --reviews ended.toml --as-of 2026-03-02").stderr;
    assert!(ended.contains("ended.toml:1: the decision on") && ended.contains("ended on 2026-03-01"), "{ended}");
    let idle = check(&desk, "full.txt --reviews decided.toml").stderr;
    assert!(idle.contains("decided.toml:1: no finding of"), "{idle}");
    fs::rename(desk.path("decided.toml"), desk.path("acquit-review.toml")).unwrap();
    assert_eq!(check(&desk, "sample.pdf").code, 0, "acquit-review.toml is read where it lies");
    assert_eq!(check(&desk, "sample.pdf --reviews ended.toml --as-of 2026-03-02").code, 1, "unless another is named");
}

const LABELS: &str = "\
[[document]]
path = \"full.txt\"
kind = \"short-sale\"
verdict = \"full-release\"
protections = { debt-release = \"present\", deficiency-waiver = \"present\", lien-release = \"present\" }
hazards = [\"tax-reporting\"]

[[document]]
path = \"none.txt\"
kind = \"short-sale\"
verdict = \"no-release\"
protections = { lien-release = \"present\" }
hazards = [\"deficiency-reservation\", \"lien-release-only\", \"adverse-credit-reporting\", \"tax-reporting\"]
uncertain = [\"debt-release\", \"deficiency-waiver\", \"lien-release\"]
";

/// What every run with the patterns alone says of itself.
const ALONE: &str = "every document was read by the patterns alone, which are weaker";

#[test]
fn labels_fail_what_is_read_otherwise() {
    let desk = Desk::new();
    fs::create_dir(desk.path("set")).unwrap();
    desk.write("set/labels.toml", &LABELS.replace("path = \"", "path = \"../"));
    let labels = |from: &str, to: &str| desk.write("labels.toml", &LABELS.replacen(from, to, 1));
    for (from, to, code, says) in [
        ("", "", 0, ""),
        ("full-release", "partial-release", 1, "full.txt:-:-: label-differs: FALSE CLEAR"),
        ("debt-release = \"present\"", "debt-release = \"weak\"", 1, "debt-release present (label weak)"),
        (
            "\"no-release\"",
            "\"not-applicable\"",
            1,
            "none.txt:-:-: label-differs: verdict no-release (label not-applicable)",
        ),
    ] {
        labels(from, to);
        let run = check(&desk, "full.txt none.txt --fail-on never --expect labels.toml");
        let told = run.stdout.lines().filter(|line| line.contains("label-differs"));
        assert!(run.stdout.contains(says), "{to}: {}", run.stdout);
        assert_eq!((run.code, told.count()), (code, usize::from(code == 1)), "{to}: {}{}", run.stdout, run.stderr);
    }
    labels("", "");
    let some = check(&desk, "full.txt other.txt --fail-on never --expect labels.toml").stderr;
    for says in ["labels.toml: 1 labels were not asked of", "labels.toml: 1 documents of this run have no label"] {
        assert!(some.contains(says), "{some}");
    }
    let beside = check(&desk, "full.txt none.txt --fail-on never --expect set/labels.toml");
    assert_eq!((beside.code, beside.stderr.trim_end()), (0, ALONE), "a path counts from the folder of the labels");
    let corpus = check(&desk, "corpus/clean/lf-c01.txt --fail-on never --expect corpus/clean");
    assert_eq!(corpus.code, 0, "{}", corpus.stdout);
    fs::copy(super::corpus("clean/lf-c01.json"), desk.path("set/none.json")).unwrap();
    assert_eq!(check(&desk, "none.txt --fail-on never --expect set").code, 1, "a label of the corpus fails, too");
}

#[test]
fn an_older_run_shows_whose_verdict_flipped() {
    let desk = Desk::new();
    desk.acquit("scan --readers patterns full.txt none.txt --output old.json");
    let same = check(&desk, "full.txt none.txt --fail-on never --compare old.json");
    assert!(same.code == 0 && !same.stdout.contains("verdict-flipped"), "{}", same.stdout);
    assert!(same.stderr.contains("of 2 documents in both runs, 0 have another verdict"), "{}", same.stderr);
    let old = file(&desk, "old.json").replace("\"verdict\":\"no-release\"", "\"verdict\":\"full-release\"");
    desk.write("old.json", &old.replace("\"id\":\"deficiency-reservation\"", "\"id\":\"tax-reporting\""));
    let flipped = check(&desk, "full.txt none.txt --fail-on never --compare old.json");
    assert_eq!(flipped.code, 0, "a flip is told and fails nothing");
    let line = flipped.stdout.lines().find(|line| line.contains("verdict-flipped")).unwrap();
    assert!(
        line.starts_with("none.txt:-:-: verdict-flipped: the verdict is no-release, and was full-release"),
        "{line}"
    );
    assert!(line.contains("+deficiency-reservation"), "{line}");
    assert!(flipped.stderr.contains("1 have another verdict (0 better, 1 worse)"), "{}", flipped.stderr);
}

#[test]
fn a_wrong_file_or_flag_ends_with_2_and_says_where_and_what_next() {
    let desk = Desk::new();
    desk.write("broken.json", "{\"schema\":\"acquit-baseline/1\",\n\"findings\":[{}]}");
    desk.write("broken.toml", "[[decision]]\nid = \"moon\"\nquote = \"x\"\ndecision = \"accepted\"\nreason = \"y\"\n");
    desk.write("until.toml", "[[decision]]\nid = \"debt-release\"\nquote = \"x\"\ndecision = \"accepted\"\nreason = \"y\"\nuntil = 2027-01-01\n");
    desk.write("gone.toml", &LABELS.replace("none.txt", "gone.txt"));
    desk.write("twice.toml", &LABELS.replace("none.txt", "full.txt"));
    let names = desk.names();
    for (words, says) in [
        ("--format html", vec!["`html`", "sarif"]),
        ("--report sarif", vec!["`sarif`", "sarif=findings.sarif"]),
        ("--report html=a", vec!["`html`", "junit"]),
        ("--report sarif=nowhere/a.sarif", vec!["nowhere", "cannot be written"]),
        ("--report sarif=a --report junit=a", vec!["a: two reports", "--report"]),
        ("--report sarif=a --output a", vec!["a: two reports"]),
        ("--report sarif=a --write-baseline ./a", vec!["a: two reports", "--write-baseline"]),
        ("--report sarif=full.txt", vec!["full.txt", "--report names a document"]),
        ("--write-baseline full.txt", vec!["full.txt", "--write-baseline names a document"]),
        ("--write-baseline a --fail-on never", vec!["name a severity"]),
        ("--baseline gone.json", vec!["gone.json: the baseline cannot be read", "check the path"]),
        ("--baseline broken.json", vec!["broken.json:2: no baseline", "--write-baseline"]),
        ("--reviews gone.toml2", vec!["gone.toml2: the review file cannot be read"]),
        ("--reviews broken.toml", vec!["broken.toml:2: `moon`", "patterns list"]),
        ("--reviews until.toml", vec!["until.toml:6: ", "--as-of"]),
        ("--expect gone", vec!["gone: the labels cannot be read"]),
        ("--expect empty", vec!["empty: the folder holds no labels"]),
        ("--expect gone.toml", vec!["gone.toml:9: `gone.txt` is not there"]),
        ("--expect twice.toml", vec!["twice.toml:9: `full.txt` has a label already"]),
        ("--expect broken.toml", vec!["broken.toml:1: ", "decision"]),
        ("--compare gone.json", vec!["gone.json: the older run cannot be read"]),
        ("--compare broken.json", vec!["broken.json:", "no result of a run", "scan"]),
    ] {
        let run = check(&desk, &format!("full.txt {words}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words}: {}", run.stderr);
        for word in says {
            assert!(run.stderr.contains(word), "{words}: no `{word}` in {}", run.stderr);
        }
        assert_eq!(desk.names(), names, "{words}: something is left on the desk");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_inert() {
    let desk = Desk::new();
    let name = "::error::##[stop-commands]x\u{1b}[2J\n\u{202e}.txt";
    fs::copy(desk.path("none.txt"), desk.path(name)).unwrap();
    for format in FORMATS {
        let words = format!("check --readers patterns --format {format}");
        let run = super::desk::ended(&words, desk.command(&words).arg(name));
        assert_eq!(run.code, 1, "{format}: {}", run.stderr);
        let steers = |c: char| c != '\n' && c.is_control() || c == '\u{202e}';
        assert!(!run.stdout.contains(steers) && !run.stdout.contains("##"), "{format}: {}", run.stdout);
        let commands = run.stdout.lines().filter(|line| line.starts_with("::"));
        let alone = format!("::warning::{ALONE}");
        let frame = |line: &&str| {
            let frames = ["::error file=", "::warning file=", "::notice file="];
            *line == alone || frames.iter().any(|frame| line.starts_with(frame))
        };
        assert!(commands.clone().all(|line| format == "github" && frame(&line)), "{format}: {}", run.stdout);
        assert_eq!(commands.count() > 0, format == "github", "{format}");
    }
}
