//! Word documents (DOCX) to one page without a number.
//!
//! `crate::extract::flow` says how the text comes out. Nothing is unpacked to disk.

mod body;
mod inline;
mod lists;
mod looks;
mod numbering;
mod parts;
mod relations;
mod state;
mod styles;

use crate::document::Format;
use crate::document::Pages;
use crate::extract::Limits;

/// Whether a ZIP member's name is that of a document's main part: `word/document.xml`, or `word/document2.xml` as
/// Microsoft 365 names it after some edits.
pub(super) fn is_main_part(name: &[u8]) -> bool {
    name.strip_prefix(b"word/document")
        .and_then(|rest| rest.strip_suffix(b".xml"))
        .is_some_and(|number| number.iter().all(u8::is_ascii_digit))
}

/// Reads a ZIP archive that holds a main part, or is too damaged to tell.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Pages {
    match parts::read(bytes, *limits) {
        Ok(flow) => super::flow::pages(Format::Docx, &flow, limits),
        Err(fault) => Pages::unread(Format::Docx, fault.trouble(Format::Docx)),
    }
}

#[cfg(test)]
mod tests;
