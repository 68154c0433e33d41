use proptest::prelude::*;

use crate::document::Format;
use crate::document::Method;
use crate::document::Page;
use crate::document::Pages;
use crate::document::SecondReader;
use crate::span::NormSpan;
use crate::span::RawSpan;
use crate::text::Text;

use super::Opener;

fn read(raw: &str) -> Text {
    let page = Page {
        number: None,
        span: RawSpan::new(0, raw.len()),
        lines: Vec::new(),
        read: true,
        second: SecondReader::NotAsked,
    };
    crate::normalise::text(&Pages {
        format: Format::Text,
        method: Method::TextLayer,
        text: raw.to_owned(),
        pages: vec![page],
        stretches: Vec::new(),
        troubles: Vec::new(),
        quality: 1.0,
    })
}

#[test]
fn sections_are_found_by_their_numbers() {
    let text = read(
        "AGREEMENT\n\n1. SALE\n\n1.1 We agree.\n\n2. RELEASE\n\n2.1 From that day the Fund\n\n    (a) releases the note;\n    \
         (b) pays for the move.\n\n3. GENERAL. It binds us all.",
    );
    let structure = super::structure(&text);
    let table = [
        ("1.1", "We agree."),
        ("2", "RELEASE"),
        ("2.1(b)", "pays for the move."),
        ("Section 3", "GENERAL."),
        ("(a)", "releases the note;"),
    ];
    for (reference, first) in table {
        let section = structure.section(reference).unwrap_or_else(|| panic!("{reference} is not found"));
        let unit = structure.units_of(section).first().unwrap();
        assert_eq!(text.words(unit.span), first, "{reference}");
    }
    assert_eq!(structure.section("9"), None);
    let release = structure.section("2").unwrap();
    assert_eq!(structure.units_of(release).len(), 4, "a section holds its subsections");
}

#[test]
fn a_number_that_is_none_is_a_word() {
    let text = read("SECTION IV. We pay.\n\nSECTION IIIIIIIIIIIIIIX. We agree.");
    let structure = super::structure(&text);
    let paths: Vec<&str> = structure.sections.iter().flat_map(|section| &section.path).map(String::as_str).collect();
    assert_eq!(paths, ["IV"]);
}

#[test]
fn words_keep_their_byte_count() {
    let text = read("Dear you:\n\n> we will not\n> pursue you. It is over.");
    let unit = super::units(&text).into_iter().nth(1).unwrap();
    let words = super::words(&text, unit.span);
    assert_eq!((words.as_ref(), words.len()), ("we will not   pursue you.", unit.span.len()));
}

#[test]
fn parts_of_a_file_are_told() {
    let body = "Dear Ann:\n\nWe agree. We pay. We sign. We close. We wait. We leave. We rest. We go. We stay.\n\n";
    let raw = format!("{body}Sincerely,\n\nIda Loom\n\nEXHIBIT A\n\nSeller owes a part.");
    let text = read(&raw);
    let openers: Vec<Opener> = super::structure(&text).parts.iter().map(|part| part.opener).collect();
    assert_eq!(openers, [Opener::Document, Opener::Exhibit]);
}

fn letters() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[A-Z]?[a-z]{1,8}",
        "[A-Z]{2,9}",
        Just(" ".to_owned()),
        Just("    ".to_owned()),
        Just(". ".to_owned()),
        Just("?\n".to_owned()),
        Just(":\n\n".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n  (a) ".to_owned()),
        Just("\n1.  ".to_owned()),
        Just("\n   * ".to_owned()),
        Just("\n[X] ".to_owned()),
        Just(" [ ] ".to_owned()),
        Just("\n> ".to_owned()),
        Just(" ........ ".to_owned()),
        Just(" | ".to_owned()),
        Just("\n----\n".to_owned()),
        Just("\nEXHIBIT B\n".to_owned()),
        Just("\nSincerely,\n".to_owned()),
        Just("\nQ. ".to_owned()),
        Just("\nPART A - ".to_owned()),
        Just(" - ".to_owned()),
        "[$0-9(\").]{1,4}",
    ];
    prop::collection::vec(pieces, 0..70).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Every visible byte belongs to one unit, or to a list mark, number, box, quotation sign or table rule.
    #[test]
    fn units_and_marks_share_out_the_text(raw in letters()) {
        let text = read(&raw);
        let structure = super::structure(&text);
        let mut taken = vec![0_u8; text.norm.len()];
        for span in structure.units.iter().map(|unit| unit.span).chain(structure.marks.iter().copied()) {
            prop_assert!(text.norm.get(span.range()).is_some(), "{:?} cuts a character", span);
            taken.iter_mut().take(span.end).skip(span.start).for_each(|count| *count += 1);
        }
        for (at, c) in text.norm.char_indices() {
            let count = taken.get(at).copied().unwrap_or(0);
            let free = c.is_whitespace() || c == '|';
            prop_assert!(count == 1 || (count == 0 && free), "{:?} at {} stands in {} units of {:?}", c, at, count, text.norm);
        }
    }

    #[test]
    fn units_stand_in_order_and_look_backwards(raw in letters()) {
        let text = read(&raw);
        let structure = super::structure(&text);
        let mut last = NormSpan::new(0, 0);
        for unit in &structure.units {
            prop_assert!(unit.span.start >= last.end);
            for other in [unit.lead_in, unit.before].into_iter().flatten() {
                prop_assert!(other.end <= unit.span.start);
            }
            last = unit.span;
        }
    }
}
