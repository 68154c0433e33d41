//! Word documents written by hand, as no program would.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) const OPEN: &str = "<w:document xmlns:w=\"w\"><w:body>";
pub(super) const WORDS: &str = "<w:p><w:r><w:t>The lender waives the deficiency.</w:t></w:r></w:p>";
pub(super) const CLOSE: &str = "</w:body></w:document>";

/// A document of these parts; each part is a text, repeated so many times.
pub(super) fn archive(parts: &[(&str, &[(&str, usize)])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        for (piece, times) in *pieces {
            // In large blocks, for speed.
            let block = piece.repeat((1 << 16) / piece.len().max(1) + 1);
            let whole = (block.len() / piece.len().max(1)).max(1);
            for _ in 0..times / whole {
                zip.write_all(block.as_bytes()).unwrap();
            }
            zip.write_all(piece.repeat(times % whole).as_bytes()).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// A document whose body is this.
pub(super) fn body(pieces: &[(&str, usize)]) -> Vec<u8> {
    let all: Vec<(&str, usize)> = [&[(OPEN, 1)], pieces, &[(CLOSE, 1)]].concat();
    archive(&[("[Content_Types].xml", &[("<Types/>", 1)]), ("word/document.xml", &all)])
}

/// A document and so many empty members.
pub(super) fn members(count: usize) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|n| format!("x/{n}.xml")).collect();
    let mut parts: Vec<(&str, &[(&str, usize)])> = names.iter().map(|name| (name.as_str(), &[][..])).collect();
    let words: &[(&str, usize)] = &[(OPEN, 1), (WORDS, 1), (CLOSE, 1)];
    parts.push(("word/document.xml", words));
    archive(&parts)
}

/// A document whose body declares these entities and shows the last.
pub(super) fn entities(declared: &str, shown: &str) -> Vec<u8> {
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE d [{declared}]>{OPEN}<w:p><w:r><w:t>&{shown};</w:t></w:r></w:p>{CLOSE}"
    );
    archive(&[("word/document.xml", &[(text.as_str(), 1)])])
}
