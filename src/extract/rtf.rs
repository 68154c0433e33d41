//! Rich Text (RTF) to pages: one without a number, or numbered ones where the text itself breaks pages (`\page`).
//!
//! An own reader, because words must not go in silence: it knows code pages, `\u` with what old programs show instead,
//! tables, notes, headers, text boxes, form fields, hidden, deleted and inserted text. Groups are a stack of values, so
//! that nesting costs no call stack. `crate::extract::flow` says how the text comes out.

mod codes;
mod destination;
mod field;
mod fonts;
mod group;
mod groups;
mod property;
mod reader;
mod text;
mod token;
mod word;

use crate::document::Format;
use crate::document::Pages;
use crate::extract::Limits;

/// How an RTF file begins.
pub(super) const HEAD: &[u8] = b"{\\rtf";

/// Reads bytes that begin with [`HEAD`], after blanks.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Pages {
    super::flow::pages(Format::Rtf, &reader::read(bytes, limits), limits)
}

#[cfg(test)]
mod tests;
