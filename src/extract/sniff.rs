//! Tells the format of a file by its content.
//!
//! Own rules come first, because a letter that begins "BM…" is no bitmap: whatever reads as text is text, unless it is
//! text with a structure of its own (RTF, HTML, e-mail). Only what is not text is named by the crate file-format.

mod names;

use std::io::Cursor;

use file_format::FileFormat;
use memchr::memmem;

use crate::document::Format;
use crate::document::Trouble;
use crate::document::What;

/// What the bytes are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// A PDF, whole or not.
    Pdf,
    /// A Word document, whole or not.
    Docx,
    /// An `OpenDocument` text, whole or not.
    Odt,
    /// Rich text.
    Rtf,
    /// A web page, or a piece of one.
    Html,
    /// Text in some charset.
    Text,
    /// An image of pages.
    Picture,
    /// No document itself, but a file that holds some.
    Container(Format),
    /// Nothing that is read, and why.
    Refused(Format, Trouble),
}

/// How far into a file its PDF header may stand: what PDF programs accept.
const PDF_HEADER_WITHIN: usize = 1024;

const CFB: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Tells what the bytes are.
pub(super) fn find(bytes: &[u8]) -> Found {
    if bytes.is_empty() {
        return refuse(Format::Unknown, What::Empty, "The file is empty. Ask for it to be sent again.");
    }
    // A PDF that a mail carries as it is may stand that near to its start, too.
    let is_mail = super::unpack::is_mail(bytes);
    if holds_pdf_header(bytes) && !is_mail {
        return Found::Pdf;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if bytes.starts_with(CFB) {
        return compound(bytes);
    }
    if bytes.trim_ascii_start().starts_with(super::rtf::HEAD) {
        return Found::Rtf;
    }
    if names::is_web_page(bytes) {
        return Found::Html;
    }
    if let Some(name) = names::marked_up(bytes) {
        return unsupported(name);
    }
    if is_mail {
        return Found::Container(Format::Eml);
    }
    if has_wide_bom(bytes) || is_text(bytes) {
        return Found::Text;
    }
    if super::picture::kind(bytes).is_some() {
        return Found::Picture;
    }
    binary(bytes)
}

/// The format as far as plain looking tells.
pub(super) fn likely(bytes: &[u8]) -> Format {
    if holds_pdf_header(bytes) {
        Format::Pdf
    } else if bytes.starts_with(b"PK") && memmem::find(bytes, b"word/document").is_some() {
        Format::Docx
    } else if super::picture::kind(bytes).is_some() {
        Format::Image
    } else if bytes.starts_with(b"PK") && super::odt::was_text(bytes) {
        Format::Odt
    } else if bytes.trim_ascii_start().starts_with(super::rtf::HEAD) {
        Format::Rtf
    } else if names::is_web_page(bytes) {
        Format::Html
    } else {
        Format::Unknown
    }
}

/// Whether the bytes begin with the byte order mark of UTF-16 or UTF-32, whose text holds NUL bytes.
fn has_wide_bom(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF])
}

fn holds_pdf_header(bytes: &[u8]) -> bool {
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    !bytes.starts_with(b"PK\x03\x04") && memmem::find(head, b"%PDF-").is_some()
}

/// No NUL byte, and at most one control character in fifty; random bytes have one in nine.
fn is_text(bytes: &[u8]) -> bool {
    let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t'..=b'\r');
    memchr::memchr(0, bytes).is_none() && bytes.iter().filter(|&&byte| control(byte)).count() * 50 <= bytes.len()
}

fn zip(bytes: &[u8]) -> Found {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        match likely(bytes) {
            Format::Docx => return Found::Docx,
            Format::Odt => return Found::Odt,
            _ => {}
        }
        let says = "This is a damaged ZIP archive. Ask for it again, unpack it, and run on the letter inside.";
        return refuse(Format::Unsupported, What::Damaged, says);
    };
    if archive.file_names_raw().any(super::docx::is_main_part) {
        return Found::Docx;
    }
    if super::odt::is_text(&mut archive) {
        return Found::Odt;
    }
    let is_office = archive.file_names_raw().any(|name| name == b"[Content_Types].xml");
    match FileFormat::from_bytes(bytes) {
        FileFormat::Zip | FileFormat::ArbitraryBinaryData if is_office => refuse(
            Format::Unsupported,
            What::Damaged,
            "This is an Office file without the part that holds the words. Ask for it to be saved and sent again.",
        ),
        FileFormat::Zip | FileFormat::ArbitraryBinaryData => Found::Container(Format::Zip),
        format => unsupported(&names::name(format)),
    }
}

/// Old Office files, Outlook messages, and Office files locked with a password share one container.
fn compound(bytes: &[u8]) -> Found {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        let says = "This Office document is locked with a password. \
                    Open it, save it without the password, and run again.";
        return refuse(Format::Unsupported, What::Encrypted, says);
    }
    if holds("WordDocument") {
        return unsupported("a Word 97-2003 document (.doc)");
    }
    if holds("__properties_version1.0") || holds("__nameid_version1.0") {
        return unsupported("an Outlook message (.msg)");
    }
    unsupported(&names::name(FileFormat::from_bytes(bytes)))
}

fn binary(bytes: &[u8]) -> Found {
    match FileFormat::from_bytes(bytes) {
        format if is_text_with_nuls(bytes) && is_weakly_told(format) => refuse(
            Format::Unknown,
            What::UnknownFormat,
            "This is text with NUL bytes in it, as damage or a wrong conversion leaves them, so it was not read. \
             Open it, save it as PDF, DOCX or UTF-8 text, and run again.",
        ),
        FileFormat::WindowsIcon | FileFormat::WindowsCursor if !holds_icon(bytes) => unknown(),
        FileFormat::ArbitraryBinaryData | FileFormat::PlainText | FileFormat::Empty => unknown(),
        format if format.kind() == file_format::Kind::Image => {
            let says = format!(
                "This is an image ({}), which this version does not read. Save it as PDF, TIFF, PNG or JPEG and run again.",
                names::short(format)
            );
            refuse(Format::Unsupported, What::Unsupported, says)
        }
        format => unsupported(&names::name(format)),
    }
}

fn unknown() -> Found {
    refuse(
        Format::Unknown,
        What::UnknownFormat,
        "The file is like no document format that is known: it holds bytes that no text has. \
         If it is a letter, save it as PDF or DOCX and run again.",
    )
}

/// Text, but for its NUL bytes.
fn is_text_with_nuls(bytes: &[u8]) -> bool {
    let rest: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != 0).collect();
    rest.len() < bytes.len() && rest.iter().any(u8::is_ascii_alphabetic) && is_text(&rest)
}

/// Formats that are told by nothing, or by a few bytes that may stand in any text or in any damage.
fn is_weakly_told(format: FileFormat) -> bool {
    use FileFormat::{ArbitraryBinaryData, Empty, PlainText, WindowsBitmap, WindowsCursor, WindowsIcon};
    matches!(format, ArbitraryBinaryData | Empty | PlainText | WindowsBitmap | WindowsCursor | WindowsIcon)
}

/// Whether the first picture that an icon lists lies in the file: its mark alone is four bytes, two of them NUL.
fn holds_icon(bytes: &[u8]) -> bool {
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    let count = bytes.get(4..6).is_some_and(|count| count != [0, 0]);
    let end = number(14).zip(number(18)).and_then(|(size, start)| size.checked_add(start));
    count && end.is_some_and(|end| usize::try_from(end).is_ok_and(|end| end <= bytes.len()))
}

fn unsupported(name: &str) -> Found {
    let says = format!("This is {name}, which this version does not read. Save it as PDF or DOCX and run again.");
    refuse(Format::Unsupported, What::Unsupported, says)
}

fn refuse(format: Format, what: What, says: impl Into<String>) -> Found {
    Found::Refused(format, Trouble::whole(what, says))
}
