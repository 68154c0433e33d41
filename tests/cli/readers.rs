//! `--readers` and `--model`: who reads is said in every report, and a wrong model is never taken in silence.

use std::fs;

use serde_json::Value;

use super::desk::Desk;

#[test]
fn every_report_says_who_read() {
    let desk = Desk::new();
    for (words, readers, has_model) in
        [("", "both", true), ("--readers patterns", "patterns", false), ("--readers model", "model", true)]
    {
        let run = desk.acquit(&format!("scan {words} full.txt"));
        let told: Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
        assert_eq!(told["tool"]["readers"], readers, "{words}");
        let model = told["tool"]["model"].as_str();
        assert_eq!(model.is_some_and(|digest| digest.starts_with("sha256:")), has_model, "{words}");
    }
}

#[test]
fn a_clean_letter_frees_by_each_reader() {
    let desk = Desk::new();
    for words in ["", "--readers patterns", "--readers model"] {
        let run = desk.acquit(&format!("scan {words} full.txt"));
        let told: Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
        assert_eq!(told["verdict"], "full-release", "{words}");
    }
}

#[test]
fn a_wrong_model_ends_the_run_with_2_and_says_what_to_do() {
    let desk = Desk::new();
    let card = fs::read_to_string(super::desk::corpus("../model/card.toml")).unwrap();
    desk.write("card.toml", &card);
    desk.write("old.toml", &card.replacen("version = 1", "version = 0", 1));
    desk.write("labels.toml", &card.replacen("debt-release:weak", "debt-relief:weak", 1));
    desk.write("no.toml", "model = true");
    for (words, says) in [
        ("--model nowhere.toml", "name the card.toml in a model's folder"),
        ("--model card.toml", "vocabulary.txt: a file that the card names cannot be read"),
        ("--model old.toml", "has version 0, this acquit reads version 1"),
        ("--model labels.toml", "answers other labels than the contract has"),
        ("--model no.toml", "the card is not as model/card.toml is"),
        ("--model card.toml --readers patterns", "--readers patterns reads without a model"),
        ("--readers nobody", "possible values: both, patterns, model"),
    ] {
        for command in ["review", "scan", "check", "why --units"] {
            let run = desk.acquit(&format!("{command} {words} full.txt"));
            assert_eq!(run.code, 2, "{command} {words}: {}", run.stderr);
            assert!(run.stderr.contains(says), "{command} {words}: {}", run.stderr);
        }
    }
}

#[test]
fn a_cut_model_is_told() {
    let desk = Desk::new();
    let file = |name: &str| super::desk::corpus(&format!("../model/{name}"));
    for name in ["card.toml", "vocabulary.txt"] {
        fs::copy(file(name), desk.path(name)).unwrap();
    }
    let weights = fs::read(file("reader.onnx")).unwrap();
    fs::write(desk.path("reader.onnx"), &weights[..weights.len() / 2]).unwrap();
    let run = desk.acquit("scan --model card.toml full.txt");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("reader.onnx is not the file that the card describes"), "{}", run.stderr);
    fs::write(desk.path("reader.onnx"), &weights).unwrap();
    let (named, built_in) = (desk.acquit("scan --model card.toml full.txt"), desk.acquit("scan full.txt"));
    assert_eq!((named.code, &named.stdout), (built_in.code, &built_in.stdout), "{}", named.stderr);
}

#[test]
fn why_shows_both_readings_and_what_decided() {
    let desk = Desk::new();
    let both = desk.acquit("why full.txt debt-release").stdout;
    for line in [
        "patterns: debt-release:present by",
        "learned reader: debt-release:present with probability",
        "decided: debt-release",
        "reads like ",
    ] {
        assert!(both.contains(line), "no `{line}` in:\n{both}");
    }
    let one = desk.acquit("why --readers patterns full.txt debt-release").stdout;
    assert!(one.contains("patterns: debt-release:present by") && !one.contains("learned reader"), "{one}");
}
