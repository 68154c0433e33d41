//! Bytes to pages: tells the format by content, never by name, and hands the bytes to its reader.
//!
//! Whatever cannot be read whole is said so in a trouble; nothing here returns an empty text in silence.

mod charset;
mod docx;
mod flow;
mod html;
mod lines;
mod odt;
mod package;
pub mod pdf;
mod plain;
mod rtf;
mod sniff;
mod xml;

use crate::document::Format;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;

use self::sniff::Found;

/// Largest file that is read, in bytes: 100 MB. The caller checks it before it reads the file.
pub const MAX_BYTES: u64 = 100 << 20;

/// Longest text that is kept, in bytes: 20 MB.
const MAX_TEXT: usize = 20 << 20;

/// Most lines that are kept.
const MAX_LINES: usize = 500_000;

/// Most pages that are kept.
const MAX_PAGES: usize = 2_000;

/// More replacement characters than this share of the text: the charset was not found out.
const GARBLED: f32 = 0.02;

/// All that can be read from the bytes of one file, and what went wrong. Never panics, never fails.
#[must_use]
pub fn pages(bytes: &[u8]) -> Pages {
    match sniff::find(bytes) {
        Found::Pdf => pdf::read(bytes),
        Found::Docx => docx::read(bytes),
        Found::Odt => odt::read(bytes),
        Found::Rtf => rtf::read(bytes),
        Found::Html => html::read(bytes),
        Found::Text => plain::read(bytes),
        Found::Refused(format, trouble) => Pages::unread(format, trouble),
    }
}

/// The format as far as the first bytes tell it, for a document whose reader died. Looks at bytes and parses nothing.
#[must_use]
pub fn likely_format(bytes: &[u8]) -> Format {
    sniff::likely(bytes)
}

/// What to say of a file of `size` bytes, which is over [`MAX_BYTES`].
#[must_use]
pub fn too_large(size: u64) -> Trouble {
    let (has, limit) = (size.div_ceil(1 << 20), MAX_BYTES >> 20);
    let says = format!(
        "The file has {has} MB; the limit is {limit} MB, so it was not read. \
         Save the letter alone as a smaller PDF or DOCX and run again."
    );
    Trouble::whole(What::TooLarge, says)
}

/// Share of characters that are not the replacement character, 0 to 1.
fn quality(text: &str) -> f32 {
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    if lost == 0 {
        return 1.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of at most 20 million characters")]
    let share = lost as f32 / text.chars().count() as f32;
    1.0 - share
}

#[cfg(test)]
mod tests;
