//! `OpenDocument` texts (ODT) to one page without a number.
//!
//! `crate::extract::flow` says how the text comes out. Nothing is unpacked to disk.

mod body;
mod changes;
mod controls;
mod inline;
mod lists;
mod paragraph;
mod parts;
mod says;
mod styles;

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

use crate::document::Format;
use crate::document::Pages;
use crate::extract::Limits;

/// How the MIME type of texts, and of their templates and masters, begins.
const TYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Enough of a main part to see that it is one.
const HEAD: u64 = 4096;

/// Whether a ZIP archive holds an `OpenDocument` text: by its `mimetype`, or without one by its `content.xml`.
pub(super) fn is_text(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut begins = |name: &str| {
        let mut head = Vec::new();
        archive.by_name(name).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
        Some(head)
    };
    match begins("mimetype") {
        Some(kind) => kind.starts_with(TYPE),
        None => begins("content.xml").is_some_and(|head| memchr::memmem::find(&head, b"document-content").is_some()),
    }
}

/// Whether bytes that are no whole archive were one: the MIME type stands at its beginning, as it is.
pub(super) fn was_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..100).unwrap_or(bytes);
    memchr::memmem::find(head, TYPE).is_some()
}

/// Reads a ZIP archive that is a text, or was one before it was damaged.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Pages {
    match parts::read(bytes, *limits) {
        Ok(flow) => super::flow::pages(Format::Odt, &flow, limits),
        Err(fault) => Pages::unread(Format::Odt, fault.trouble(Format::Odt)),
    }
}

#[cfg(test)]
mod tests;
