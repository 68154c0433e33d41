//! Walks `corpus/units`: pieces of letters and the units that should come out.

use std::fs;
use std::path::Path;

use acquit::document::Format;
use acquit::document::Method;
use acquit::document::Page;
use acquit::document::Pages;
use acquit::document::SecondReader;
use acquit::segment::Form;
use acquit::segment::Standing;
use acquit::segment::Structure;
use acquit::span::NormSpan;
use acquit::span::RawSpan;
use acquit::text::Text;

/// One expected unit.
#[derive(Debug, Default, PartialEq, Eq)]
struct Expected {
    line: String,
    lead_ins: Vec<String>,
    heading: Option<String>,
}

#[test]
fn letters_fall_into_the_expected_units() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/units");
    let (mut units, mut wrong) = (0, Vec::new());
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    for path in files {
        let file = fs::read_to_string(&path).unwrap();
        for case in file.split("\n### ").skip(1) {
            let (head, expected) = case.split_once("\n--->").expect("a case needs a line `--->`");
            let (title, letter) = head.split_once('\n').expect("a case needs a piece of a letter");
            let expected = expected_units(expected);
            assert!(!expected.is_empty(), "{}: {title}: no units are expected", path.display());
            units += expected.len();
            if let Some(difference) = difference(letter, &expected) {
                wrong.push(format!("{}: {title}\n{difference}", path.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the cases differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(units >= 200, "only {units} units are tested");
}

fn expected_units(lines: &str) -> Vec<Expected> {
    let mut out: Vec<Expected> = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let Some((key, words)) = line.split_once('|') else { panic!("{line}: a line needs a bar: form | words") };
        let words = squash(words);
        let detail = line.starts_with(' ');
        match (key.trim(), out.last_mut().filter(|_| detail)) {
            ("lead-in", Some(unit)) => unit.lead_ins.push(words),
            ("heading", Some(unit)) => unit.heading = Some(words),
            (key, _) => out.push(Expected { line: format!("{key} | {words}"), ..Expected::default() }),
        }
    }
    out
}

/// Where what is read differs from what is expected.
fn difference(letter: &str, expected: &[Expected]) -> Option<String> {
    let pages = pages(&letter.replace("\n<page>\n", "\n\x0c"));
    let text = acquit::normalise::text(&pages);
    let structure = acquit::segment::structure(&text);
    let found: Vec<Expected> = found(&text, &structure);
    let same = |(e, f): (&Expected, &Expected)| {
        e.line == f.line && e.lead_ins == f.lead_ins && (e.heading.is_none() || e.heading == f.heading)
    };
    if expected.len() == found.len() && expected.iter().zip(&found).all(same) {
        return None;
    }
    let at = expected.iter().zip(&found).position(|pair| !same(pair)).unwrap_or(expected.len().min(found.len()));
    Some(format!("  expected: {:?}\n  found:    {:?}", expected.get(at), found.get(at)))
}

fn found(text: &Text, structure: &Structure) -> Vec<Expected> {
    let words = |span: NormSpan| squash(&acquit::segment::words(text, span));
    let show = |unit: &acquit::segment::Unit| {
        let standing = if unit.standing == Standing::Body { String::new() } else { format!(" {:?}", unit.standing) };
        let number = unit.number.as_ref().map_or_else(String::new, |number| format!(" {number}"));
        let form = if unit.form == Form::ListItem { "item".to_owned() } else { format!("{:?}", unit.form) };
        Expected {
            line: format!("{}{}{number} | {}", form.to_lowercase(), standing.to_lowercase(), words(unit.span)),
            lead_ins: structure.lead_ins(unit).into_iter().map(words).collect(),
            heading: unit.heading.map(words),
        }
    };
    structure.units.iter().map(show).collect()
}

fn squash(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(text: &str) -> Pages {
    let (mut pages, mut start) = (Vec::new(), 0);
    for (n, part) in text.split('\x0c').enumerate() {
        let span = RawSpan::new(start, start + part.len());
        pages.push(Page {
            number: u32::try_from(n + 1).ok(),
            span,
            lines: Vec::new(),
            read: true,
            second: SecondReader::default(),
        });
        start += part.len() + 1;
    }
    Pages {
        format: Format::Text,
        method: Method::TextLayer,
        text: text.to_owned(),
        pages,
        stretches: Vec::new(),
        troubles: Vec::new(),
        quality: 1.0,
    }
}
