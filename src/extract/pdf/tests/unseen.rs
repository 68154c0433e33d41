//! Words that a person does not see on the page, and words that are struck.

use crate::document::Source;
use crate::document::What;
use crate::extract::pdf::tests::holds;
use crate::extract::pdf::tests::read;
use crate::extract::pdf::tests::sample::Sample;
use crate::extract::pdf::tests::sample::scan;
use crate::extract::pdf::tests::sample::shown;

const KEEPS: &str = "The lender keeps its claim against the borrower.";
const PLANTED: &str = "The lender releases the borrower from the debt.";

/// The words of all stretches of this kind, a blank between them.
fn words(sample: &Sample, source: Source) -> (String, Vec<What>, bool) {
    let pages = read(&sample.bytes());
    holds(&pages).unwrap();
    let found = pages.stretches.iter().filter(|stretch| stretch.source == source);
    let words: Vec<&str> = found.map(|stretch| stretch.span.of(&pages.text)).collect();
    let whats = pages.troubles.iter().map(|trouble| trouble.what).collect();
    (words.join(" "), whats, pages.has_unread())
}

#[test]
fn boxes_that_are_drawn() {
    let beside = |content: &str| Sample::page(&format!("{} {content}", shown(90.0, 700.0, "We waive it.")));
    let square = "72 698 10 10 re S";
    let letters = "72 698 10 10 re S 82 698 10 10 re S 92 698 10 10 re S";
    let table = [
        ("an empty square", beside(square), "[ ] We waive it."),
        ("a square of four lines in one path", beside("72 698 m 82 698 l 82 708 l 72 708 l h S"), "[ ] We waive it."),
        ("a square with a shade", beside("72 698 10 10 re S 73 697 10 10 re S"), "[ ] We waive it."),
        ("a square on a pale ground", beside("0.8 g 72 698 10 10 re f 72 698 10 10 re S"), "[ ] We waive it."),
        ("a cross of lines", beside(&format!("{square} 72 698 m 82 708 l S 72 708 m 82 698 l S")), "[X] We waive it."),
        ("a cross in one path", beside(&format!("{square} 73 699 m 81 707 l 73 707 m 81 699 l S")), "[X] We waive it."),
        ("a tick", beside(&format!("{square} 73 702 m 76 699 l 83 709 l S")), "[X] We waive it."),
        ("filled", beside(&format!("{square} 74 700 6 6 re f")), "[X] We waive it."),
        ("an X typed into it", beside(&format!("{square} {}", shown(73.5, 699.5, "X"))), "[X] We waive it."),
        ("a white cross", beside(&format!("{square} 1 G 72 698 m 82 708 l S")), "[ ] We waive it."),
        ("boxes for one letter each", Sample::page(&format!("{letters} {}", shown(74.0, 700.0, "O H"))), "O H"),
        (
            "far from the words",
            Sample::page(&format!("{square} {}", shown(140.0, 700.0, "We waive it."))),
            "We waive it.",
        ),
        ("a wide frame", beside("60 690 300 30 re S"), "We waive it."),
        (
            "a field over a printed square",
            beside(square)
                .annotation("/Type /Annot /Subtype /Widget /FT /Btn /T (b) /V /Yes /AS /Yes /Rect [72 698 82 708]"),
            "[X] We waive it.",
        ),
    ];
    for (name, sample, text) in table {
        let pages = read(&sample.bytes());
        assert_eq!((pages.text.as_str(), pages.troubles.len()), (text, 0), "{name}");
    }
    let image = beside(&format!("{square} q 8 0 0 8 73 699 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q"));
    let pages = read(&image.bytes());
    assert!(pages.has_unread() && pages.troubles[0].what == What::Unresolved, "{:?}", pages.troubles);
}

/// A page on which something stands seen, and something planted between these operators.
fn planted(before: &str, after: &str) -> Sample {
    let resources =
        "/ExtGState <</Nil <</ca 0 /CA 0>> /Half <</ca 0.5>> /Faint <</ca 0.04>>>> /Properties <</Off 3 0 R>>";
    let content = format!("{} q {before} {} {after} Q", shown(72.0, 700.0, KEEPS), shown(72.0, 660.0, PLANTED));
    Sample::page(&content).resources(resources)
}

#[test]
fn ways_of_hiding() {
    let over = "60 650 400 30 re f";
    let table = [
        ("invisible mode", planted("3 Tr", "")),
        ("white on white", planted("1 g", "")),
        ("nearly white", planted("0.93 g", "")),
        ("white in another colour space", planted("0 0 0 0 k", "")),
        ("white on a white area on a black one", planted("0 g 60 640 400 50 re f 1 g 60 650 400 30 re f", "")),
        ("black on black", planted(&format!("0 g {over}"), "")),
        ("tiny", planted("0.05 0 0 0.05 72 600 cm", "")),
        ("clipped away", planted("0 0 5 5 re W n", "")),
        ("clipped by an outline whose box is large", planted("0 0 m 612 0 l 612 1 l 1 1 l 1 792 l 0 792 l h W n", "")),
        ("off the page", planted("1 0 0 1 700 0 cm", "")),
        ("without opacity", planted("/Nil gs", "")),
        ("nearly without opacity", planted("/Faint gs", "")),
        ("under a white area painted later", planted("0 g", &format!("1 g {over}"))),
        ("under a coloured area painted later", planted("0 g", &format!("0.2 0.3 0.4 rg {over}"))),
        ("under an image painted later", planted("0 g", "400 0 0 30 60 650 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI")),
        ("invisible over an image that is no scan", planted("3 Tr", "").second("")),
    ];
    for (name, sample) in table {
        assert_eq!(words(&sample, Source::Hidden), (PLANTED.to_owned(), vec![What::HiddenText], false), "{name}");
    }
}

#[test]
fn ways_of_hiding_that_leave_no_glyph_in_the_text() {
    let off = planted("/OC /Off BDC", "EMC").catalog("/OCProperties <</OCGs [3 0 R] /D <</OFF [3 0 R]>>>>");
    let seen = Sample::page(&shown(72.0, 700.0, KEEPS));
    let field = "/Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Lender releases it) /Rect [72 640 350 656] /F 2";
    let note = "/Type /Annot /Subtype /FreeText /Contents (Lender releases it) /Rect [72 640 350 656] /F 32";
    let crop = planted("", "").entry("/CropBox [0 680 612 792]");
    let spoken = planted("/Span <</ActualText (We keep every claim that we have)>> BDC", "EMC");
    let table = [
        ("a layer switched off", off, KEEPS, What::HiddenText),
        ("a hidden field", seen.clone().annotation(field), KEEPS, What::HiddenText),
        ("a hidden note", seen.annotation(note), KEEPS, What::HiddenText),
        ("outside the crop box", crop, KEEPS, What::HiddenText),
        ("read aloud as something else", spoken, KEEPS, What::Disagreement),
    ];
    for (name, sample, first, what) in table {
        let pages = read(&sample.bytes());
        let whats: Vec<What> = pages.troubles.iter().map(|trouble| trouble.what).collect();
        assert_eq!((pages.text.lines().next(), whats), (Some(first), vec![what]), "{name}: {}", pages.text);
    }
}

#[test]
fn words_that_are_seen() {
    let over = "60 650 400 30 re f";
    let none = String::new;
    let table = [
        ("white on a dark banner", planted(&format!("0.1 0.2 0.5 rg {over} 1 g"), "")),
        (
            "white on a banner with round corners",
            planted("0 g 60 650 m 460 650 l 470 665 460 680 460 680 c 60 680 l h f 1 g", ""),
        ),
        ("grey", planted("0.6 g", "")),
        ("half thin", planted("/Half gs", "")),
        ("marked with a colour that shines through", planted("0 g", &format!("1 1 0 rg /Half gs {over}"))),
        ("white with a black edge", planted("1 g 0 G 2 Tr", "")),
        ("under a thin line", planted("", "72 658 300 0.5 re f")),
        ("on an image", planted("q 400 0 0 30 60 650 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q", "")),
        ("read aloud as it stands", planted(&format!("/Span <</ActualText ({PLANTED})>> BDC"), "EMC")),
    ];
    for (name, sample) in table {
        assert_eq!(words(&sample, Source::Hidden), (none(), vec![], false), "{name}");
    }
}

#[test]
fn words_of_which_nobody_can_tell() {
    let picture = "q 400 0 0 30 60 650 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q";
    let table = [
        ("yellow on white", planted("1 1 0 rg", "")),
        ("white on an image", planted(&format!("{picture} 1 g"), "")),
        ("crossed out by a cross", planted("", "72 655 m 300 672 l S")),
        ("ruled over by a line that runs on", planted("", "0 662.5 m 612 662.5 l S")),
        ("a part of a word struck", planted("", "95 662.5 m 108 662.5 l S")),
    ];
    for (name, sample) in table {
        assert_eq!(words(&sample, Source::Hidden), (String::new(), vec![What::Unresolved], true), "{name}");
    }
}

#[test]
fn a_scan_with_a_text_layer_is_read_and_planted_words_on_it_are_not() {
    let lines: Vec<String> = (0_u16..6).map(|n| shown(72.0, 700.0 - 14.0 * f64::from(n), KEEPS)).collect();
    let layer = format!("q 3 Tr {} Q", lines.join(" "));
    let fax = shown(72.0, 780.0, "FROM 5550100 P.2/3");
    let white = format!("q 1 g {} Q", shown(72.0, 500.0, PLANTED));
    let letter: Vec<String> = (0_u16..9).map(|n| shown(72.0, 400.0 - 14.0 * f64::from(n), KEEPS)).collect();
    let letter = letter.join(" ");
    let scan = scan();
    let small = scan.replace("612 0 0 792 0 0 cm", "306 0 0 792 0 0 cm");
    let (ocr, hidden, no_text) = (What::OcrLayer, What::HiddenText, What::NoText);
    let table = [
        ("after the image", format!("{scan} {layer}"), "", vec![ocr], false),
        ("before the image", format!("{layer} {scan}"), "", vec![ocr], false),
        ("with a fax line", format!("{scan} {layer} {fax}"), "", vec![ocr], false),
        (
            "with words hidden by a clip too",
            format!("{scan} {layer} q 0 0 5 5 re W n {fax} Q"),
            "FROM 5550100 P.2/3",
            vec![hidden, ocr],
            false,
        ),
        ("white words are doubtful", format!("{scan} {layer} {white}"), "", vec![What::Unresolved, ocr], true),
        ("a letter printed over it", format!("{scan} {layer} {letter}"), "all", vec![no_text, hidden], true),
        ("the image takes up half of the page", format!("{small} {layer}"), "all", vec![no_text, hidden], true),
        ("clipped to a dot", format!("q 0 0 2 2 re W n {scan} Q {layer} {letter}"), "all", vec![hidden], false),
    ];
    for (name, content, unseen, troubles, unread) in table {
        let (words, whats, is_unread) = words(&Sample::page(&content), Source::Hidden);
        assert_eq!((whats, is_unread), (troubles, unread), "{name}");
        assert_eq!(words, if unseen == "all" { [KEEPS; 6].join(" ") } else { unseen.to_owned() }, "{name}");
    }
}

/// "The lender releases the borrower from the debt." at 10 points begins at 72: "releases" stands at about 124 to 161.
#[test]
fn ways_of_striking() {
    let strike = |quad: &str| format!("/Type /Annot /Subtype /StrikeOut {quad} /Rect [72 655 300 670]");
    let seen = planted("", "");
    let all = "/QuadPoints [72 670 300 670 72 656 300 656]";
    let table = [
        ("a stroked line", planted("", "0.6 w 72 662.5 m 290 662.5 l S"), PLANTED),
        ("a filled rectangle", planted("", "72 662 218 0.6 re f"), PLANTED),
        ("a line under the words in the order of painting", planted("0.6 w 72 662.5 m 290 662.5 l S", ""), PLANTED),
        ("a red line", planted("", "1 0 0 RG 72 662.5 m 290 662.5 l S"), PLANTED),
        ("two lines", planted("", "72 661.8 m 290 661.8 l S 72 663.6 m 290 663.6 l S"), PLANTED),
        ("one word", planted("", "0.6 w 123 662.5 m 162 662.5 l S"), "releases"),
        ("an annotation", seen.clone().annotation(&strike(all)), PLANTED),
        ("an annotation without corners", seen.clone().annotation(&strike("")), PLANTED),
        (
            "an annotation of one word",
            seen.annotation(&strike("/QuadPoints [123 670 162 670 123 656 162 656]")),
            "releases",
        ),
    ];
    for (name, sample, struck) in table {
        assert_eq!(words(&sample, Source::Struck), (struck.to_owned(), vec![What::StruckText], false), "{name}");
    }
}

#[test]
fn lines_that_strike_nothing() {
    let strike = "/Type /Annot /Subtype /StrikeOut /Rect [72 655 300 670] /F 2";
    let table = [
        ("an underline", planted("", "0.6 w 72 658.5 m 290 658.5 l S")),
        ("an underline as a rectangle", planted("", "72 657.8 218 0.6 re f")),
        ("rules of a table", planted("", "60 655 m 500 655 l S 60 675 m 500 675 l S 60 655 m 60 675 l S")),
        ("a frame", planted("", "60 652 400 22 re S")),
        ("a signature line", planted("", "300 659 m 500 659 l S")),
        ("a line beside the words", planted("", "310 662.5 m 500 662.5 l S")),
        ("a white line", planted("", "1 G 72 662.5 m 290 662.5 l S")),
        (
            "a line that a white area covers before the words",
            planted("72 662.5 m 290 662.5 l S 1 g 60 650 400 30 re f 0 g", ""),
        ),
        (
            "a rule through a watermark",
            planted("", "0.5 w 60 450 m 500 450 l S").second(&shown(72.0, 400.0, "Page two")),
        ),
        ("a hidden annotation", planted("", "").annotation(strike)),
    ];
    for (name, sample) in table {
        assert_eq!(words(&sample, Source::Struck), (String::new(), vec![], false), "{name}");
    }
}
