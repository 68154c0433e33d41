//! `--redact`: no value of a borrower, loan or house in any format, over letters of the corpus; verdicts and ids stay.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::desk::{Desk, Run, json};
use super::{BAD, corpus};

/// All plain letters of `corpus/clean`, and sixty of `corpus/letters`.
fn letters() -> Vec<PathBuf> {
    let texts = |folder: &str| {
        let listed = fs::read_dir(corpus(folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut all: Vec<PathBuf> = listed.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
        all.sort();
        all
    };
    let many = texts("letters/docs");
    let step = many.len() / 60;
    texts("clean").into_iter().chain(many.into_iter().step_by(step).take(60)).collect()
}

/// A desk with the letters under plain names, so that a run is short to write.
fn desk() -> (Desk, usize) {
    let (desk, all) = (Desk::new(), letters());
    fs::create_dir(desk.path("in")).unwrap();
    for (n, path) in all.iter().enumerate() {
        fs::copy(path, desk.path(&format!("in/{n:03}.txt"))).unwrap();
    }
    desk.write("acquit.toml", "readers = \"patterns\"\nfail-on = \"never\"\n");
    (desk, all.len())
}

/// What must not occur: of what a review says of people, loan and house; and mail addresses of the text.
fn secrets(review: &Value) -> Vec<String> {
    let facts = &review["facts"];
    let text = |name: &str| facts[name]["value"].as_str().map(str::to_owned);
    let borrowers = facts["borrowers"]["value"].as_array().cloned().unwrap_or_default();
    let borrowers = borrowers.iter().filter_map(Value::as_str).map(str::to_owned);
    let address = text("property_address");
    let street = address.as_deref().and_then(|address| address.split(", ").next()).map(str::to_owned);
    let all = borrowers.chain(text("loan_number")).chain(address.clone()).chain(street);
    all.filter(|value| value.len() > 4).map(|value| plain(&value)).collect()
}

/// White space single, in small letters; line ends as the formats write them count as white space.
fn plain(words: &str) -> String {
    let words = words.replace("\\n", " ").replace("%0A", " ").replace("&#10;", " ").replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a value occurs by itself: the digits of a hash hold any short number.
fn holds(text: &str, value: &str) -> bool {
    text.match_indices(value).any(|(at, _)| {
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !joined(text[..at].chars().next_back()) && !joined(text[at + value.len()..].chars().next())
    })
}

/// Everything that the commands write of the letters, by the name of the format.
fn written(desk: &Desk, more: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut keep = |name: &str, run: Run| {
        assert!(run.code != 2, "{name}: {} {}", run.code, run.stderr);
        all.push((name.to_owned(), run.stdout + &run.stderr));
    };
    for (name, words) in [
        ("memo", "review"),
        ("review json", "review --format json"),
        ("ndjson", "scan"),
        ("csv", "scan --format csv"),
        (
            "short",
            "check -v --fail-on low --report github=a --report sarif=b --report junit=c --report json=d --write-baseline known",
        ),
    ] {
        keep(name, desk.acquit(&format!("{words} {more} in")));
    }
    for (name, file) in [("github", "a"), ("sarif", "b"), ("junit", "c"), ("json", "d"), ("baseline", "known")] {
        all.push((name.to_owned(), fs::read_to_string(desk.path(file)).unwrap()));
    }
    all
}

#[test]
fn no_value_of_a_letter_occurs_in_any_format() {
    let (desk, count) = desk();
    let open: Vec<Value> = desk.acquit("scan in").lines();
    assert_eq!(open.len(), count);
    let secrets: Vec<(usize, String)> = open
        .iter()
        .enumerate()
        .flat_map(|(n, review)| secrets(review).into_iter().map(move |value| (n, value)))
        .collect();
    assert!(secrets.len() > 2 * count, "only {} values were seen", secrets.len());
    let formats = written(&desk, "--redact");
    assert_eq!(formats.len(), 10);
    for (format, text) in &formats {
        let text = plain(text);
        assert!(
            text.contains("[borrower 1]") || ["github", "baseline"].contains(&format.as_str()),
            "{format}: nothing is masked"
        );
        let leaks: Vec<&(usize, String)> = secrets.iter().filter(|(_, value)| holds(&text, value)).collect();
        assert!(leaks.is_empty(), "{format}: {leaks:?}");
        assert!(!text.contains('@'), "{format}: a mail address");
    }
    let open_formats = written(&desk, "");
    for (format, text) in &open_formats {
        let text = plain(text);
        assert!(
            secrets.iter().any(|(_, value)| holds(&text, value)),
            "{format}: unmasked, nothing would be found either"
        );
    }
}

/// What the labels of a letter of `corpus/letters` say of its people, loan and house.
fn labelled(letter: &str) -> Vec<String> {
    let label = fs::read_to_string(corpus(&format!("letters/labels/{letter}.json"))).unwrap();
    let label = json(&label);
    let facts = |value: &Value| {
        serde_json::json!({"facts": {
            "borrowers": {"value": value["borrowers"]},
            "loan_number": {"value": value["loan_number"]},
            "property_address": {"value": value["property_address"]},
        }})
    };
    secrets(&facts(&label["facts"]))
}

/// Letters of `corpus/letters` by name: every eightieth.
fn labelled_letters() -> Vec<String> {
    let listed = fs::read_dir(corpus("letters/docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<String> = listed.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    all.sort();
    all.into_iter().step_by(80).collect()
}

/// Two letters of one closing, or two versions of a letter: each is told beside the next one, so that all of its
/// paragraphs are struck or added.
#[test]
fn no_value_of_a_label_occurs_in_a_masked_diff_or_matter() {
    let desk = Desk::new();
    desk.write("acquit.toml", "readers = \"patterns\"\nfail-on = \"never\"\n");
    let letters = labelled_letters();
    for (n, letter) in letters.iter().enumerate() {
        fs::copy(corpus(&format!("letters/docs/{letter}.txt")), desk.path(&format!("{n:03}.txt"))).unwrap();
    }
    let (mut seen, mut leaks) = (0, Vec::new());
    for n in 1..letters.len() {
        let pair = format!("{:03}.txt {n:03}.txt", n - 1);
        let values: Vec<String> = letters[n - 1..=n].iter().flat_map(|letter| labelled(letter)).collect();
        let formats = ["text", "html", "json"].map(|format| format!("diff --format {format}"));
        let matters =
            ["terminal", "json", "markdown", "html"].map(|format| format!("review --matter --format {format}"));
        let (diff, matter) = (&formats[n % 3], &matters[n % 4]);
        for told in [diff, matter] {
            let open = plain(&desk.acquit(&format!("{told} {pair}")).stdout);
            let run = desk.acquit(&format!("{told} --redact {pair}"));
            assert!(run.code == 0 || run.code == 3, "{told} {pair}: {}", run.stderr);
            // The styles of a page have signs of their own.
            let shown = run.stdout.rsplit("</style>").next().unwrap_or_default();
            let masked = plain(shown) + &plain(&run.stderr);
            seen += values.iter().filter(|value| holds(&open, value)).count();
            leaks.extend(
                values.iter().filter(|value| holds(&masked, value)).map(|value| format!("{told} {pair}: {value}")),
            );
            if masked.contains('@') {
                leaks.push(format!("{told} {pair}: a mail address"));
            }
        }
    }
    assert!(seen > 2 * letters.len(), "only {seen} values would be seen in open reports");
    assert!(leaks.is_empty(), "{} of {seen} values are told: {leaks:#?}", leaks.len());
}

#[test]
fn what_changed_under_a_mask_is_told_as_changed() {
    let desk = Desk::new();
    let letter = BAD.replace("Dear", "Borrowers: Olive Marchetti\n\nDear");
    desk.write("old.txt", &letter);
    desk.write("new.txt", &letter.replace("12 Alder Lane", "14 Alder Lane").replace("55-2071", "55-2999"));
    let told = |words: &str| desk.acquit(&format!("diff --readers patterns {words} old.txt new.txt")).stdout;
    let (open, masked) = (told(""), told("--redact"));
    assert!(open.contains("14 Alder Lane") && open.contains("55-2999"), "{open}");
    for words in ["Alder", "55-2", "Marchetti"] {
        assert!(!masked.contains(words), "{words}: {masked}");
    }
    for words in ["Loan number: [loan number] → [loan number]", "[-", "{+"] {
        assert!(masked.contains(words), "{words}: {masked}");
    }
    assert!(!told("--redact --format json").contains("Marchetti"));
}

#[test]
fn one_person_in_two_letters_has_one_mark() {
    let desk = Desk::new();
    let letter = BAD.replace("Dear", "Borrowers: Olive Marchetti\n\nDear");
    desk.write("first.txt", &letter);
    let other = letter.replace("Olive Marchetti\n", "Piet Aldersma and Olive Marchetti\n").replace("55-2071", "77-1");
    desk.write("second.txt", &other);
    let told = desk.acquit("review --matter --redact --readers patterns --format json first.txt second.txt").stdout;
    let matter = json(&told);
    let names = |letter: usize| matter["letters"][letter]["review"]["facts"]["borrowers"]["value"].clone();
    assert_eq!(names(0), serde_json::json!(["[borrower 1]"]), "{told}");
    assert_eq!(names(1), serde_json::json!(["[borrower 2]", "[borrower 1]"]), "{told}");
    assert!(!told.contains("Marchetti") && !told.contains("Aldersma"));
}

#[test]
fn verdicts_statuses_ids_and_fingerprints_are_those_of_the_open_run() {
    let (desk, _) = desk();
    let told = |words: &str| -> Vec<Value> {
        let lines = desk.acquit(words).lines();
        let part = |review: &Value| {
            let findings: Vec<Value> = review["findings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|f| {
                    let places =
                        f["evidence"].as_array().unwrap().iter().map(|e| e["start"].clone()).collect::<Vec<_>>();
                    serde_json::json!([f["id"], f["severity"], f["fingerprint"], places])
                })
                .collect();
            let statuses: Vec<Value> = review["protections"]
                .as_array()
                .unwrap()
                .iter()
                .map(|p| serde_json::json!([p["id"], p["status"]]))
                .collect();
            serde_json::json!([review["verdict"], review["document"]["sha256"], findings, statuses])
        };
        lines.iter().map(part).collect()
    };
    assert_eq!(told("scan in"), told("scan --redact in"));
}

#[test]
fn a_masked_check_knows_its_baseline_its_labels_and_the_run_before() {
    let desk = Desk::new();
    desk.write("Marchetti.txt", &BAD.replace("Dear", "Borrowers: Olive Marchetti\n\nDear"));
    desk.write("acquit.toml", "readers = \"patterns\"\nredact = true\n");
    let first = desk.acquit("check Marchetti.txt --fail-on low --write-baseline known.json");
    let known = fs::read_to_string(desk.path("known.json")).unwrap();
    assert!(json(&known)["findings"].as_array().is_some_and(|all| !all.is_empty()), "{known}");
    assert!(!known.contains("Marchetti") && !known.contains("Alder"), "{known}");
    assert_eq!(first.code, 1, "{}", first.stdout);
    let second = desk.acquit("check Marchetti.txt --fail-on low --baseline known.json");
    assert!(second.code == 0 && second.stdout.contains("known from the baseline"), "{}", second.stdout);
    desk.acquit("scan Marchetti.txt --output old.json --no-config --readers patterns");
    let compared = desk.acquit("check Marchetti.txt --fail-on never --compare old.json");
    assert!(compared.stderr.contains("of 1 documents in both runs"), "{}", compared.stderr);
    assert!(!compared.stdout.contains("Marchetti"), "{}", compared.stdout);
}
