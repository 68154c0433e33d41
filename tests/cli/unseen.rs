//! A release in words that nobody sees, or that are struck, frees nobody; a reservation that is struck keeps nothing.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::acquit;
use crate::desk::json;

const HEAD: [&str; 9] = [
    "Cedar Hollow Bank",
    "March 4, 2026",
    "Re: Short sale approval, loan number 5501 2204",
    "Borrower: Wren Halloway",
    "Property: 14 Alder Lane, Ashby, Ohio 45001",
    "Dear Wren Halloway:",
    "Cedar Hollow Bank approves the short sale of the property named above for the price of $150,000.00.",
    "The net proceeds must be at least $141,000.00, and the closing must take place by May 4, 2026.",
    "On receipt of the net proceeds the bank will release its mortgage lien on the property.",
];
const RELEASE: [&str; 2] = [
    "Upon receipt of the net proceeds the bank releases you from all liability under the note.",
    "The bank waives the deficiency and will not pursue you for any remaining balance.",
];
const KEPT: [&str; 1] = ["The bank reserves the right to pursue you for the deficiency."];
const FOOT: [&str; 3] = ["Sincerely,", "Ada Quill, Vice President", "Cedar Hollow Bank"];

/// A PDF of one page with this content; `/Nil` is ink without opacity.
fn pdf(content: &str, annotation: &str) -> Vec<u8> {
    let stream = format!("<</Length {}>>\nstream\n{content}\nendstream", content.len());
    let objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        &format!(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Annots [{annotation}] /Resources <</Font \
             <</F1 5 0 R>> /ExtGState <</Nil <</ca 0>>>>>>>>"
        ),
        &stream,
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ];
    let (mut out, mut table) = (String::from("%PDF-1.7\n"), String::from("0000000000 65535 f \n"));
    for (n, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let start = out.len();
    write!(out, "xref\n0 6\n{table}trailer\n<</Size 6 /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").unwrap();
    out.into_bytes()
}

/// Lines of type at 10 points from this height downwards, 24 points apart.
fn lines(lines: &[&str], top: u32) -> String {
    let line = |(n, line): (u32, &&str)| format!("BT /F1 10 Tf 72 {} Td ({line}) Tj ET", top - 24 * n);
    (0..).zip(lines).map(line).collect::<Vec<_>>().join(" ")
}

/// A letter of which `middle` stands between these operators, its first line at 480 points from the foot of the page.
fn letter(before: &str, middle: &[&str], after: &str) -> String {
    format!("{} q {before} {} {after} Q {}", lines(&HEAD, 720), lines(middle, 480), lines(&FOOT, 400))
}

fn docx(property: &str, middle: &[&str]) -> Vec<u8> {
    let run =
        |property: &str, words: &str| format!("<w:p><w:r><w:rPr>{property}</w:rPr><w:t>{words}</w:t></w:r></w:p>");
    let all = |property: &str, lines: &[&str]| lines.iter().map(|line| run(property, line)).collect::<String>();
    let body = format!("{}{}{}", all("", &HEAD), all(property, middle), all("", &FOOT));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(zip, "<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

/// The verdict on a file, and the troubles with it.
fn judged(bytes: &[u8]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter");
    fs::write(&file, bytes).unwrap();
    let run = acquit(&format!("scan --ocr never --readers patterns {}", file.display()));
    let review = json(run.out.lines().next().unwrap());
    let troubles = review["document"]["extraction"]["troubles"].as_array().unwrap();
    let whats: Vec<&str> = troubles.iter().map(|trouble| trouble["what"].as_str().unwrap()).collect();
    (review["verdict"].as_str().unwrap().to_owned(), whats.join(" "))
}

#[test]
fn a_release_that_nobody_sees_frees_nobody() {
    let scan =
        format!("q 612 0 0 792 0 0 cm BI /W 440 /H 570 /CS /G /BPC 1 /F [/AHx /RL] ID {}80> EI Q", "8100".repeat(245));
    let strike =
        "<</Type /Annot /Subtype /StrikeOut /Rect [60 450 600 492] /QuadPoints [60 492 600 492 60 450 600 450]>>";
    let planted = |before: &str, after: &str| pdf(&letter(before, &RELEASE, after), "");
    let kept =
        |before: &str, after: &str| pdf(&letter("", &[&RELEASE[..], &KEPT].concat(), &format!("{before} {after}")), "");
    let struck_not = "0.6 w 249 458.6 m 264 458.6 l S";
    let (full, none) = ("full-release", "no-release");
    let table = [
        ("seen", planted("", ""), full, ""),
        ("left out", pdf(&letter("", &[], ""), ""), none, ""),
        ("invisible", planted("3 Tr", ""), none, "hidden-text"),
        ("white", planted("1 g", ""), none, "hidden-text"),
        ("nearly white", planted("0.95 0.94 0.96 rg", ""), none, "hidden-text"),
        ("tiny", planted("0.05 0 0 0.05 72 300 cm", ""), none, "hidden-text"),
        ("off the page", planted("1 0 0 1 0 900 cm", ""), none, "hidden-text"),
        ("clipped away", planted("0 0 9 9 re W n", ""), none, "hidden-text"),
        ("covered", planted("", "1 g 60 440 500 60 re f"), none, "hidden-text"),
        ("without opacity", planted("/Nil gs", ""), none, "hidden-text"),
        ("black on black", planted("60 440 500 60 re f", ""), none, "hidden-text"),
        ("struck by an annotation", pdf(&letter("", &RELEASE, ""), strike), none, "struck-text"),
        ("struck by lines", planted("", "72 482.6 m 480 482.6 l S 72 458.6 m 440 458.6 l S"), none, "struck-text"),
        ("underlined", planted("", "72 478.5 m 480 478.5 l S 72 454.5 m 440 454.5 l S"), full, ""),
        ("white on a dark banner", planted("0 0 0.4 rg 60 440 500 60 re f 1 g", ""), full, ""),
        ("a reservation that is seen", kept("", ""), none, ""),
        ("a reservation that is struck", kept("", "72 434.6 m 345 434.6 l S"), full, "struck-text"),
        (
            "a scan with a text layer",
            pdf(&format!("{scan} q 3 Tr {} Q", letter("", &RELEASE, "")), ""),
            full,
            "ocr-layer",
        ),
        (
            "a scan with white words on it",
            pdf(&format!("{scan} q 3 Tr {} Q 1 g {}", letter("", &[], ""), lines(&RELEASE, 480)), ""),
            "unreadable",
            "unresolved ocr-layer",
        ),
        ("a crossed-out release", planted("", "72 450 m 480 490 l S"), "unreadable", "unresolved"),
        ("docx", docx("", &RELEASE), full, ""),
        ("docx, hidden", docx("<w:vanish/>", &RELEASE), none, "hidden-text"),
        ("docx, white", docx("<w:color w:val=\"FFFFFF\"/>", &RELEASE), none, "hidden-text"),
        ("docx, struck", docx("<w:strike/>", &RELEASE), none, "struck-text"),
        ("docx, struck in vain", docx("<w:strike w:val=\"false\"/>", &RELEASE), full, ""),
    ];
    let mut wrong = Vec::new();
    for (name, bytes, verdict, troubles) in table {
        let (found, whats) = judged(&bytes);
        if (found.as_str(), whats.as_str()) != (verdict, troubles) {
            wrong.push(format!("{name}: {found} {whats}, and not {verdict} {troubles}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let (verdict, whats) = judged(&planted("", struck_not));
    assert!(verdict != full && whats == "struck-text", "a struck not: {verdict} {whats}");
}
