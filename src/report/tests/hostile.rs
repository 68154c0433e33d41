//! Hostile words of a document are inert in every format: they steer no terminal, give no build service a command, and
//! end no string, element or line.

use serde_json::Value;

use super::formats::{checked, written, xml_text};
use crate::report::accept::Accepted;
use crate::report::accept::By;
use crate::report::checked::Checked;
use crate::report::checked::Remark;
use crate::report::exit::Gate;
use crate::report::formats::Format;
use crate::report::sample;

/// Whether a character may stand raw in an output: nothing that steers, hides or turns text, and nothing that XML
/// forbids.
fn is_plain(c: char) -> bool {
    let hidden = ['\u{202e}', '\u{2028}', '\u{fffe}', '\u{ffff}', '\u{e0041}', '\u{7f}'];
    c == '\n' || !c.is_control() && !hidden.contains(&c)
}

/// Everything of the user's and the document's that goes into a report, hostile.
fn all(review: &crate::review::Review) -> Vec<Checked<'_>> {
    let accept = |_: &_| Some(Accepted { by: By::Review, reason: Some(sample::HOSTILE.to_owned()), until: None });
    let mut accepted = Checked::of(review, Gate::default(), accept);
    accepted.remarks.push(Remark::Differs(sample::HOSTILE.to_owned()));
    vec![checked(review), accepted]
}

#[test]
fn hostile_words_are_inert_in_every_format() {
    let review = sample::hostile();
    assert!(!sample::HOSTILE.chars().all(is_plain) && !review.meta.name.chars().all(is_plain));
    for format in Format::ALL {
        let out = written(format, &all(&review), &[sample::HOSTILE]);
        let odd: String = out.chars().filter(|c| !is_plain(*c)).collect();
        assert!(odd.is_empty(), "{format}: {odd:?}");
        assert!(!out.contains("##"), "{format}: a command of a build service\n{out}");
        let commands = out.lines().filter(|line| line.trim_start().starts_with("::"));
        let meant = if format == Format::Github { out.lines().count() } else { 0 };
        assert_eq!(commands.count(), meant, "{format}\n{out}");
    }
}

#[test]
fn annotations_keep_their_frame() {
    let review = sample::hostile();
    let out = written(Format::Github, &all(&review), &[]);
    let count: usize = all(&review)
        .iter()
        .map(|c| c.remarks.len() + c.documents.iter().map(|d| d.findings.len() + 1).sum::<usize>())
        .sum();
    assert_eq!(out.lines().count(), count, "{out}");
    for line in out.lines() {
        let (properties, _) = line.split_once(' ').unwrap().1.split_once("::").unwrap();
        let names: Vec<&str> = properties.split(',').map(|property| property.split('=').next().unwrap()).collect();
        assert_eq!(names, ["file", "title"], "{line}");
    }
}

#[test]
fn lines_keep_their_number() {
    let review = sample::hostile();
    let one = checked(&review);
    let out = written(Format::Short, std::slice::from_ref(&one), &[]);
    let count: usize = one.documents.iter().map(|d| d.findings.len() + usize::from(d.unread.is_some())).sum();
    assert_eq!(out.lines().count(), count, "{out}");
    assert!(
        out.lines().all(|line| line.starts_with("./::error::#\\u{23}[stop]\\u{1b}[2J,a:b%\\u{a}<\\u{202e}.pdf:")),
        "{out}"
    );
}

#[test]
fn objects_hold_the_exact_words() {
    let review = sample::hostile();
    let line = written(Format::Json, &[checked(&review)], &[]);
    let object: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line.lines().count(), 1);
    assert_eq!(object["findings"][0]["evidence"][0]["quote"], sample::HOSTILE);
    assert_eq!(object["document"]["path"], review.meta.name);
    let log: Value = serde_json::from_str(&written(Format::Sarif, &[checked(&review)], &[])).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["properties"]["evidence"][0]["quote"], sample::HOSTILE);
    let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert_eq!(uri, "%3A%3Aerror%3A%3A%23%23%5Bstop%5D%1B%5B2J%2Ca%3Ab%25%0A%3C%E2%80%AE.pdf");
    let message = result["message"]["text"].as_str().unwrap();
    assert!(message.contains("\\[here\\](http://evil.test) {{0}}"), "no link and no place to be filled: {message}");
}

#[test]
fn xml_keeps_its_elements() {
    let review = sample::hostile();
    let out = written(Format::Junit, &all(&review), &[sample::HOSTILE]);
    assert!(!out.contains("]]>") && !out.contains("<b "), "{out}");
    let text = xml_text(&out);
    for words in
        ["<b onload=\"x()\">&amp;&#65; 'it' ]]> #", "::error file=x,line=1::owned %0A", "\\u{1b}[31m rights\\u{202e}"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}
