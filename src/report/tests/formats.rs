//! The formats of a check: all tell the same, each keeps its own law.

use std::collections::BTreeSet;
use std::slice;

use serde_json::Value;

use crate::finding::FindingId;
use crate::id::Verdict;
use crate::report::accept::Accepted;
use crate::report::accept::By;
use crate::report::checked::Checked;
use crate::report::checked::Remark;
use crate::report::exit::Exit;
use crate::report::exit::FailOn;
use crate::report::exit::Gate;
use crate::report::exit::Unreadable;
use crate::report::formats::Closing;
use crate::report::formats::Format;
use crate::report::formats::Run;
use crate::report::formats::Writer;
use crate::report::sample;
use crate::report::visible::visible;
use crate::review::Review;
use crate::severity::Severity;

/// An id and the words of one finding, as a line shows them.
type Told = (String, Vec<String>);

pub(super) fn run() -> Run {
    Run { tool: sample::freed().tool, rules: sample::rules(), folder: "/srv/case".to_owned() }
}

/// The samples of every sort.
pub(super) fn samples() -> Vec<Review> {
    [sample::all(), vec![sample::typed(), sample::mail(), sample::hostile()]].concat()
}

/// A run over these files in one format.
pub(super) fn written(format: Format, all: &[Checked<'_>], notes: &[&str]) -> String {
    let exit = all.iter().map(Checked::exit).max().unwrap_or_default();
    let notes = notes.iter().map(|note| (*note).to_owned()).collect();
    let mut writer = Writer::new(format, &run());
    let mut out = writer.begin();
    for checked in all {
        out.push_str(&writer.file(checked));
    }
    out + &writer.end(&Closing { exit, notes })
}

pub(super) fn checked(review: &Review) -> Checked<'_> {
    Checked::of(review, Gate::default(), |_| None)
}

/// Words as every format for lines has them.
fn shown(words: &str) -> String {
    visible(words).replace("##", "#\\u{23}")
}

/// What stands between quotation marks.
fn quoted(line: &str) -> Vec<String> {
    line.split('“').skip(1).filter_map(|rest| Some(shown(rest.split_once('”')?.0))).collect()
}

/// Of lines as `short` has them.
fn of_lines(lines: &str) -> BTreeSet<Told> {
    let told = |line: &str| {
        let found = FindingId::all().find(|id| Severity::ALL.iter().any(|s| line.contains(&format!(": {s} {id}: "))));
        Some((found?.to_string(), quoted(line)))
    };
    lines.lines().filter_map(told).collect()
}

fn of_github(out: &str) -> BTreeSet<Told> {
    let decoded = |words: &str| {
        let signs = [("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
        signs.iter().fold(words.to_owned(), |words, (code, sign)| words.replace(code, sign))
    };
    let told = |line: &str| {
        let (properties, message) = line.split_once(",title=")?.1.split_once("::")?;
        let id = decoded(properties).split(' ').nth(1)?.to_owned();
        Some((id, quoted(&decoded(message))))
    };
    out.lines().filter_map(told).collect()
}

/// The texts of all elements.
pub(super) fn xml_text(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut all = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => all.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let resolved = name.resolve_char_ref().unwrap().map(String::from);
                let named = || quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).unwrap().to_owned();
                all.push_str(&resolved.unwrap_or_else(named));
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

fn of_json(out: &str) -> BTreeSet<Told> {
    fn gather(object: &Value, into: &mut BTreeSet<Told>) {
        let parts = object["parts"].as_array();
        parts.into_iter().flatten().for_each(|part| gather(part, into));
        for finding in object["findings"].as_array().unwrap().iter().filter(|_| parts.is_none()) {
            let quotes = finding["evidence"].as_array().unwrap().iter().map(|e| shown(e["quote"].as_str().unwrap()));
            into.insert((finding["id"].as_str().unwrap().to_owned(), quotes.collect()));
        }
    }
    let mut all = BTreeSet::new();
    out.lines().for_each(|line| gather(&serde_json::from_str(line).unwrap(), &mut all));
    all
}

/// Of Markdown: a line whose signs are themselves again.
fn of_markdown(out: &str) -> BTreeSet<Told> {
    let told = |line: &str| {
        let (head, _) = line.strip_prefix("- **")?.split_once("**")?;
        let id = head.split_once(' ')?.1.parse::<FindingId>().ok()?;
        let mut plain = String::new();
        let mut signs = line.chars();
        while let Some(c) = signs.next() {
            plain.extend(if c == '\\' { signs.next() } else { Some(c) });
        }
        Some((id.to_string(), quoted(&plain)))
    };
    out.lines().filter_map(told).collect()
}

fn of_sarif(out: &str) -> BTreeSet<Told> {
    let log: Value = serde_json::from_str(out).unwrap();
    let told = |result: &Value| {
        let id = result["ruleId"].as_str().unwrap();
        id.parse::<FindingId>().ok()?;
        let evidence = result["properties"]["evidence"].as_array().unwrap();
        let quotes: Vec<String> = evidence.iter().map(|e| shown(e["quote"].as_str().unwrap())).collect();
        let text = result["message"]["text"].as_str().unwrap();
        assert_eq!(quoted(text).len(), quotes.len(), "{text}");
        Some((id.to_owned(), quotes))
    };
    log["runs"][0]["results"].as_array().unwrap().iter().filter_map(told).collect()
}

#[test]
fn all_formats_tell_the_same_findings() {
    for review in samples() {
        let all = [checked(&review)];
        let held = all[0].documents.iter().flat_map(|document| &document.findings);
        let meant: BTreeSet<Told> = held
            .map(|held| (held.finding.id.to_string(), held.finding.evidence.iter().map(|e| shown(&e.quote)).collect()))
            .collect();
        for format in Format::ALL {
            let out = written(format, &all, &[]);
            let told = match format {
                Format::Short => of_lines(&out),
                Format::Github => {
                    of_github(&out).into_iter().filter(|(id, _)| id.parse::<FindingId>().is_ok()).collect()
                }
                Format::Sarif => of_sarif(&out),
                Format::Junit => of_lines(&xml_text(&out)),
                Format::Json => of_json(&out),
                Format::Markdown => of_markdown(&out),
            };
            assert_eq!(told, meant, "{format} of {}\n{out}", review.meta.name);
        }
    }
}

#[test]
fn what_is_accepted_stays_in_every_format_and_changes_no_verdict() {
    let review = sample::contradiction();
    let reason = "Struck in the signed copy, page 2.";
    let accept = |finding: &crate::finding::Finding| {
        let by = if finding.severity == Severity::Critical { By::Review } else { By::Baseline };
        Some(Accepted { by, reason: (by == By::Review).then(|| reason.to_owned()), until: None })
    };
    let gate = Gate { fail_on: FailOn::At(Severity::Info), ..Gate::default() };
    let plain = Checked::of(&review, gate, |_| None);
    let accepted = Checked::of(&review, gate, accept);
    assert_eq!((plain.exit(), accepted.exit()), (Exit::Failed, Exit::Passed));
    for format in Format::ALL {
        let (before, after) =
            (written(format, slice::from_ref(&plain), &[]), written(format, slice::from_ref(&accepted), &[]));
        let verdict = |out: &str| out.contains("no-release");
        assert_eq!(verdict(&before), verdict(&after), "{format}");
        let says = if format == Format::Json { "\"by\":\"review\"" } else { "accepted by review" };
        assert!(after.contains(says) && after.contains(reason) && !before.contains(says), "{format}\n{after}");
    }
    let line = written(Format::Json, &[accepted], &[]);
    let schema = serde_json::from_str(&crate::report::schema()).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&serde_json::from_str(&line).unwrap()), "{line}");
    let required = Checked::of(&review, Gate { require: Some(Verdict::PartialRelease), ..gate }, accept);
    assert_eq!(required.exit(), Exit::Failed, "nothing accepts a verdict below what is required");
    assert!(matches!(required.remarks.as_slice(), [Remark::Below(_)]), "{:?}", required.remarks);
}

fn sarif_errors(out: &str) -> Vec<String> {
    // The published pattern of languages has a bracket too many; we write none.
    let published = include_str!("../../../tests/schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema = serde_json::from_str(&published).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let log = serde_json::from_str(out).unwrap();
    validator.iter_errors(&log).map(|error| format!("{error} at {}", error.instance_path())).collect()
}

#[test]
fn sarif_keeps_its_schema_and_the_schema_bites() {
    let reviews = samples();
    let mut all: Vec<Checked<'_>> = reviews.iter().map(checked).collect();
    let sorts = [Remark::Below("a".to_owned()), Remark::Differs("b".to_owned()), Remark::Flipped("c".to_owned())];
    all[0].remarks.extend(sorts);
    let out = written(Format::Sarif, &all, &["an entry that met nothing"]);
    assert_eq!(sarif_errors(&out), Vec::<String>::new());
    assert_eq!(sarif_errors(&written(Format::Sarif, &[], &[])), Vec::<String>::new(), "a run without a file");
    for (from, to) in
        [("\"level\":\"error\"", "\"level\":\"grave\""), ("\"2.1.0\"", "\"2.0.0\""), ("\"uri\":\"", "\"uri\":\" ")]
    {
        assert!(!sarif_errors(&out.replace(from, to)).is_empty(), "{to}");
    }
}

#[test]
fn sarif_has_a_rule_for_every_id_and_its_results_point_at_theirs() {
    let reviews = samples();
    let all: Vec<Checked<'_>> = reviews.iter().map(checked).collect();
    let log: Value = serde_json::from_str(&written(Format::Sarif, &all, &[])).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for (rule, id) in rules.iter().zip(FindingId::all()) {
        assert_eq!(rule["id"], id.as_str());
        for words in ["Why", "Ask for"] {
            assert!(rule["help"]["text"].as_str().unwrap().contains(words), "{id}: {rule}");
        }
        assert!(rule["help"]["text"].as_str().unwrap().contains("not legal advice"), "{id}");
    }
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() > 40);
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let index = usize::try_from(artifact["index"].as_u64().unwrap()).unwrap();
        assert_eq!(log["runs"][0]["artifacts"][index]["location"]["uri"], artifact["uri"]);
        assert!(result["partialFingerprints"]["acquit/v1"].as_str().is_some_and(|print| print.len() == 64));
    }
}

#[test]
fn only_a_plain_text_has_lines() {
    for (review, region) in [
        (sample::contradiction(), Value::Null),
        (
            sample::typed(),
            serde_json::json!({"startLine": 5, "endLine": 6, "snippet": {"text": "We reserve the right\nto the deficiency."}}),
        ),
    ] {
        let all = [checked(&review)];
        let log: Value = serde_json::from_str(&written(Format::Sarif, &all, &[])).unwrap();
        let location = &log["runs"][0]["results"][0]["locations"][0];
        assert_eq!(location["physicalLocation"]["region"], region);
        let place = location["logicalLocations"][0]["name"].as_str().unwrap();
        assert!(place.starts_with("page 2, line "), "{place}");
        let first = written(Format::Github, &all, &[]).lines().next().unwrap().to_owned();
        assert_eq!(first.contains(",line=5,"), region != Value::Null, "{first}");
    }
}

#[test]
fn what_was_not_read_is_a_notification_and_the_run_did_not_succeed() {
    let (locked, clean) = (sample::locked(), sample::freed());
    let allowed = Gate { unreadable: Unreadable::Allowed, ..Gate::default() };
    for (gate, review, success, code, level) in [
        (Gate::default(), &locked, false, 3, "error"),
        (allowed, &locked, true, 0, "warning"),
        (Gate::default(), &clean, true, 0, ""),
    ] {
        let all = [Checked::of(review, gate, |_| None)];
        let log: Value = serde_json::from_str(&written(Format::Sarif, &all, &[])).unwrap();
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&success.into(), &code.into()));
        let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
        assert_eq!(notifications.is_empty(), level.is_empty());
        assert!(notifications.iter().all(|n| n["level"] == level && n["descriptor"]["id"] == "encrypted"));
    }
}

#[test]
fn junit_tells_passed_failed_unread_and_set_aside_apart() {
    let gate = Gate::default();
    let allowed = Gate { unreadable: Unreadable::Allowed, ..gate };
    let required = Gate { require: Some(Verdict::FullRelease), ..gate };
    for (gate, review, element) in [
        (gate, sample::freed(), ""),
        (gate, sample::contradiction(), "<failure "),
        (gate, sample::locked(), "<error "),
        (gate, sample::torn(), "<error "),
        (gate, sample::mail(), "<error "),
        (gate, sample::other(), "<skipped "),
        (allowed, sample::locked(), "<skipped "),
        (allowed, sample::mail(), "<failure "),
        (required, sample::freed(), ""),
        (required, sample::other(), "<failure "),
    ] {
        let out = written(Format::Junit, &[Checked::of(&review, gate, |_| None)], &[]);
        for (name, count) in [("failure", "failures"), ("error", "errors"), ("skipped", "skipped")] {
            let is_it = element == format!("<{name} ");
            assert_eq!(out.contains(&format!("<{name} ")), is_it, "{}: {out}", review.meta.name);
            assert_eq!(out.matches(&format!(" {count}=\"{}\"", u8::from(is_it))).count(), 2, "{out}");
        }
        assert_eq!(out.matches("<testcase ").count(), 1, "{out}");
    }
}

#[test]
fn annotations_are_as_grave_as_their_findings() {
    let review = sample::contradiction();
    let out = written(Format::Github, &[checked(&review)], &["a note"]);
    for (severity, level) in
        [("critical", "error"), ("high", "error"), ("medium", "warning"), ("low", "notice"), ("info", "notice")]
    {
        let lines: Vec<&str> = out.lines().filter(|line| line.contains(&format!(",title={severity} "))).collect();
        assert!(!lines.is_empty(), "{severity}: {out}");
        assert!(lines.iter().all(|line| line.starts_with(&format!("::{level} file=letters/ruiz.pdf"))), "{lines:?}");
    }
    assert_eq!(out.lines().last(), Some("::warning::a note"));
}

#[test]
fn markdown_counts_its_files_and_folds_what_does_not_fail() {
    let reviews = [sample::contradiction(), sample::freed(), sample::locked(), sample::other(), sample::mail()];
    let all: Vec<Checked<'_>> = reviews.iter().map(checked).collect();
    let out = written(Format::Markdown, &all, &["an entry that met nothing"]);
    assert!(out.contains("\n| 5 | 1 | 2 | 1 | 1 |\n"), "{out}");
    for (heading, fails) in [("Failed: letters/ruiz.pdf", true), ("Passed: deeds/larch.pdf", false)] {
        let (_, file) = out.split_once(&format!("\n{heading}\n---\n")).unwrap();
        let (shown, folded) = file.split_once("<details>").unwrap();
        assert_eq!(shown.contains("- **critical "), fails, "{out}");
        let (folded, _) = folded.split_once("</details>").unwrap();
        assert!(folded.contains("- **") && !folded.contains("- **critical "), "{out}");
    }
    for words in ["in in.eml/b.pdf (page 2, line 1): ", "- **not read** in in.eml/c.pdf: ", "\nNote: an entry that"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(out.ends_with(&format!("\n{}\n", crate::report::words::NO_ADVICE)), "{out}");
}

#[test]
fn a_mail_is_told_document_by_document() {
    let review = sample::mail();
    let out = written(Format::Short, &[checked(&review)], &[]);
    for line in [
        "in.eml/a.pdf:-:-: medium execution: ",
        "in.eml/b.pdf:2:1: critical deficiency-reservation: ",
        "in.eml/c.pdf:-:-: unread: ",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
    let log: Value = serde_json::from_str(&written(Format::Sarif, &[checked(&review)], &[])).unwrap();
    let uris = log["runs"][0]["results"].as_array().unwrap().iter();
    assert!(uris.map(|r| &r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).all(|uri| uri == "in.eml"));
}
