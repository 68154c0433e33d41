//! Bytes to pages: tells the format by content, never by name, and hands the bytes to its reader.
//!
//! Whatever cannot be read whole is said so in a trouble; nothing here returns an empty text in silence.

mod docx;
mod limits;
mod lines;
pub mod pdf;
mod plain;
mod sniff;

use crate::document::Format;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;

use self::sniff::Found;

pub use self::limits::Limit;
pub use self::limits::Limits;
pub use self::limits::RATIO_FROM;
pub use self::limits::Unit;

/// All that can be read from the bytes of one file within the usual limits, and what went wrong. Never panics, never
/// fails.
#[must_use]
pub fn pages(bytes: &[u8]) -> Pages {
    pages_within(bytes, &Limits::default())
}

/// The same within these limits.
#[must_use]
pub fn pages_within(bytes: &[u8], limits: &Limits) -> Pages {
    if bytes.len() as u64 > limits.file {
        return Pages::unread(likely_format(bytes), too_large(bytes.len() as u64, limits));
    }
    let pages = match sniff::find(bytes) {
        Found::Pdf => pdf::read_within(bytes, limits),
        Found::Docx => docx::read_within(bytes, limits),
        Found::Text => plain::read_within(bytes, limits),
        Found::Refused(format, trouble) => Pages::unread(format, trouble),
    };
    limits.hold(pages)
}

/// The format as far as the first bytes tell it, for a document whose reader died. Looks at bytes and parses nothing.
#[must_use]
pub fn likely_format(bytes: &[u8]) -> Format {
    sniff::likely(bytes)
}

/// What to say of a file of `size` bytes, which is over [`Limits::file`].
#[must_use]
pub fn too_large(size: u64, limits: &Limits) -> Trouble {
    let limit = Limit::File.shown(limits.file);
    let has = if limits.file < 1 << 20 { format!("{size} bytes") } else { format!("{} MB", size.div_ceil(1 << 20)) };
    let says = format!(
        "The file has {has}; the limit is {limit}, so it was not read. \
         Save the letter alone as a smaller PDF or DOCX and run again, or raise the limit with --{}.",
        Limit::File.key()
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
