//! Bytes to pages: tells the format by content, never by name, and hands the bytes to its reader.
//!
//! Whatever cannot be read whole is said so in a trouble; nothing here returns an empty text in silence.

mod charset;
mod docx;
mod flow;
mod html;
mod limits;
mod lines;
mod odt;
mod package;
pub mod pdf;
mod picture;
mod plain;
mod rtf;
mod score;
mod seen;
mod shot;
mod sniff;
mod unpack;
mod xml;

use crate::document::Format;
use crate::document::Note;
use crate::document::Pages;
use crate::document::Picture;
use crate::document::Rect;
use crate::document::Shots;
use crate::document::Trouble;
use crate::document::Unpacked;
use crate::document::What;

use self::sniff::Found;

pub use self::limits::Limit;
pub use self::limits::Limits;
pub use self::limits::RATIO_FROM;
pub use self::limits::Unit;
pub use self::pdf::lay_out;
pub use self::pdf::turn_of;
pub use self::score::agreement;
pub use self::score::known_share;
pub use self::seen::SeenWord;

/// On what terms a file is read, beside its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// How much is read.
    pub limits: Limits,
    /// Passwords that the user gave, tried in order where a file is locked.
    pub passwords: Vec<String>,
}

/// More replacement characters than this share of the text: the charset was not found out.
const GARBLED: f32 = 0.02;

/// All that can be read from the bytes of one file on the usual terms. See [`pages_on`].
#[must_use]
pub fn pages(bytes: &[u8]) -> Pages {
    pages_on(bytes, &Terms::default())
}

/// All that can be read from the bytes of one file, and what went wrong. Never fails. A page that is a picture is left
/// unread: [`picture`] gives it to somebody who reads pictures.
#[must_use]
pub fn pages_on(bytes: &[u8], terms: &Terms) -> Pages {
    let limits = &terms.limits;
    if bytes.len() as u64 > limits.file {
        return Pages::unread(likely_format(bytes), too_large(bytes.len() as u64, limits));
    }
    let pages = match sniff::find(bytes) {
        Found::Pdf => pdf::read(bytes, terms),
        Found::Picture => picture::pages(bytes, limits),
        Found::Docx => docx::read(bytes, limits),
        Found::Odt => odt::read(bytes, limits),
        Found::Rtf => rtf::read(bytes, limits),
        Found::Html => html::read(bytes, limits),
        Found::Text => plain::read_within(bytes, limits),
        Found::Container(format) => Pages::unread(format, unpack::not_opened(format)),
        Found::Refused(format, trouble) => Pages::unread(format, trouble),
    };
    limits.hold(pages)
}

/// One page, from 1, as a picture to be read: of a PDF as it is painted, of an image as it is.
///
/// # Errors
/// A trouble that says why it cannot be made.
pub fn picture(bytes: &[u8], page: u32, terms: &Terms) -> Result<Picture, Trouble> {
    match sniff::find(bytes) {
        Found::Pdf => pdf::picture(bytes, page, terms),
        Found::Picture => picture::page(bytes, page, &terms.limits),
        _ => Err(Trouble::on(page, What::Unsupported, "Pages of this format cannot be shown as pictures.")),
    }
}

/// One page, from 1, as people look at it, and parts of it.
///
/// # Errors
/// A trouble that says why the page has no picture.
pub fn shots(bytes: &[u8], page: u32, crops: &[Rect], terms: &Terms) -> Result<Shots, Trouble> {
    if u64::from(page) > terms.limits.pages {
        return Err(Trouble { page: Some(page), ..Limit::Pages.beyond(&terms.limits) });
    }
    let dpi = if crops.is_empty() { shot::DPI } else { shot::FINE };
    let sheet = match sniff::find(bytes) {
        Found::Pdf => pdf::sheet(bytes, (page, dpi), terms)?,
        Found::Picture => shot::Sheet::of(picture::page(bytes, page, &terms.limits)?, dpi)?,
        _ => return Err(Trouble::on(page, What::Unsupported, "Pages of this format cannot be shown as pictures.")),
    };
    sheet.shots(page, crops)
}

/// A PDF with notes on its pages, which begins with the bytes of the file.
///
/// # Errors
/// A trouble that says why nothing can be added to the file.
pub fn annotated(bytes: &[u8], notes: &[Note], terms: &Terms) -> Result<Vec<u8>, Trouble> {
    match sniff::find(bytes) {
        Found::Pdf => pdf::annotated(bytes, notes, terms),
        _ => Err(Trouble::whole(What::Unsupported, "Notes can be added to PDF files alone.")),
    }
}

/// The documents that a container holds, one level deep; `None` where the bytes are no container. Never panics.
#[must_use]
pub fn unpack(bytes: &[u8], limits: &Limits) -> Option<Unpacked> {
    match sniff::find(bytes) {
        Found::Container(format) => Some(unpack::members(format, bytes, limits)),
        _ => None,
    }
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
