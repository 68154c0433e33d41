//! Hostile Word documents and plain texts.

use super::cases::{Case, DEEP};
use super::docx;

/// Word documents.
pub(super) fn words() -> Vec<Case> {
    let laughs: Vec<String> = ('b'..='j')
        .map(|name| {
            let before = char::from_u32(u32::from(name) - 1).unwrap();
            format!("<!ENTITY {name} \"{}\">", format!("&{before};").repeat(10))
        })
        .collect();
    let whole = docx::body(&[(docx::WORDS, 1)]);
    let table = "<w:tbl><w:tr><w:tc>";
    vec![
        ("letters.docx", docx::body(&[("<w:p><w:r><w:t>", 1), ("a", 300 << 20), ("</w:t></w:r></w:p>", 1)])),
        ("paragraphs.docx", docx::body(&[("<w:p/>", 3_000_000)])),
        ("deep.docx", docx::body(&[("<w:p>", DEEP), ("x", 1), ("</w:p>", DEEP)])),
        ("tables.docx", docx::body(&[(table, 20_000), (docx::WORDS, 1), ("</w:tc></w:tr></w:tbl>", 20_000)])),
        ("entities.docx", docx::entities(&format!("<!ENTITY a \"ha\">{}", laughs.concat()), "j")),
        ("entity-of-a-file.docx", docx::entities("<!ENTITY f SYSTEM \"file:///etc/passwd\">", "f")),
        ("entity-of-a-host.docx", docx::entities("<!ENTITY f SYSTEM \"http://letters.invalid/x\">", "f")),
        ("members.docx", docx::members(DEEP)),
        ("leaves-its-folder.docx", {
            let words: &[(&str, usize)] = &[(docx::OPEN, 1), (docx::WORDS, 1), (docx::CLOSE, 1)];
            docx::archive(&[("word/document.xml", words), ("../../out.txt", &[("x", 1)]), ("/out.txt", &[("x", 1)])])
        }),
        ("half.docx", whole[..whole.len() / 2].to_vec()),
        ("attribute.docx", docx::body(&[("<w:p a=\"", 1), ("x", 8 << 20), ("\"/>", 1), (docx::WORDS, 1)])),
    ]
}

/// Plain text.
pub(super) fn texts() -> Vec<Case> {
    vec![
        ("one-line.txt", b"We waive the deficiency. ".repeat(1 << 20)),
        ("lines.txt", b"\n".repeat(600_000)),
        ("pages.txt", b"page\x0C".repeat(3_000)),
        ("nul.txt", b"We waive\0\0 the deficiency.".to_vec()),
        ("wide.txt", [vec![0xFF, 0xFE], b"We waive the deficiency".repeat(1_000)].concat()),
        ("half-characters.txt", [0xFF, 0xFE].into_iter().chain([0x00, 0xD8].repeat(10_000)).collect()),
        ("every-character.txt", ('\u{1}'..=char::MAX).collect::<String>().into_bytes()),
    ]
}
