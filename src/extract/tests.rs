use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An Office 97 container whose directory holds these names.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut out = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    out.resize(1024, 0);
    for name in names {
        out.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        out.resize(out.len().next_multiple_of(128), 0);
    }
    out
}

#[test]
fn formats_that_are_not_read_are_named_with_the_next_step() {
    let again = "Save it as PDF or DOCX and run again.";
    let table: [(&[u8], What, &str, &str); 19] = [
        (b"", What::Empty, "empty", "sent again"),
        (&compound(&["WordDocument"]), What::Unsupported, ".doc", again),
        (&compound(&["__properties_version1.0"]), What::Unsupported, ".msg", again),
        (&compound(&["EncryptedPackage"]), What::Encrypted, "password", "save it without the password"),
        (&compound(&["Other"]), What::Unsupported, "Office", again),
        (b"<?xml version=\"1.0\"?><pkg:package/>", What::Unsupported, "XML", again),
        (
            b"Received: from mx\r\nFrom: a@example.com\r\nSubject: x\r\n\r\nWe waive.",
            What::Unsupported,
            "e-mail",
            "run on that",
        ),
        (
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w/>",
            What::Unsupported,
            "Word 2003",
            again,
        ),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n<p>We waive.",
            What::Unsupported,
            "MHTML",
            again,
        ),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", What::Unsupported, "HEIC", "PNG or JPEG"),
        (&archive(&[("letter.txt", "x")]), What::Unsupported, "ZIP", "run on that"),
        (&archive(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]), What::Unsupported, "XLSX", again),
        (
            &archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")]),
            What::Unsupported,
            "OpenDocument Spreadsheet",
            again,
        ),
        (&archive(&[("[Content_Types].xml", ""), ("_rels/.rels", "")]), What::Damaged, "Office file", "sent again"),
        (b"We release\0 the debt", What::UnknownFormat, "text with NUL bytes", "UTF-8 text"),
        (b"BM, we release\0 the debt", What::UnknownFormat, "text with NUL bytes", "UTF-8 text"),
        (b"\0\0\x01\0\0\0\x01\0We release\0\x02", What::UnknownFormat, "no document format", "run again"),
        (
            b"\0\0\x01\0\x01\0\x01\x01\0\0\x01\0\x20\0\x01\0\0\0\x16\0\0\0\xFF",
            What::Unsupported,
            "ICO",
            "PDF, TIFF, PNG or JPEG",
        ),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08 junk \x0E\x0F\x10", What::UnknownFormat, "no document format", "run again"),
    ];
    for (bytes, what, name, next) in table {
        let pages = pages(bytes);
        let trouble = &pages.troubles[0];
        assert_eq!(trouble.what, what, "{trouble}");
        assert!(trouble.says.contains(name) && trouble.says.contains(next), "{name}: {trouble}");
        assert!(pages.has_unread() && pages.text.is_empty());
        assert!(matches!(pages.format, Format::Unsupported | Format::Unknown | Format::Eml | Format::Zip), "{trouble}");
    }
}

#[test]
fn text_is_text_whatever_it_begins_with() {
    let table = [
        "BMO Harris Bank\nWe release you.",
        "PK Smith, Attorney\nWe release you.",
        "MZ Lending\nWe release you.",
        "From: Loss Mitigation\nTo: Jane Doe\nSubject: Approval\n\nWe release you.",
        "Date: May 1\nRe: Loan 5",
        "<Lender letterhead>\nWe release you.",
        "%!PS is how a letter should not begin",
        "\u{FEFF}We release you.",
    ];
    for text in table {
        assert_eq!(pages(text.as_bytes()).format, Format::Text, "{text}");
    }
    let marked_up: [(&[u8], Format); 6] = [
        (b"<div class=a>We waive.</div>", Format::Html),
        (b"\xEF\xBB\xBF\n<!DOCTYPE html><p>We waive.", Format::Html),
        (b"<!-- saved from url=(0014)about:internet -->\n<html><p>We waive.</html>", Format::Html),
        (b"<?xml version=\"1.0\"?><html><p>We waive.</p></html>", Format::Html),
        (b"\xFF\xFE<\0p\0>\0W\0e\0 \0w\0a\0i\0v\0e\0.\0", Format::Html),
        (b"\n{\\rtf1\\ansi We waive.}", Format::Rtf),
    ];
    for (bytes, format) in marked_up {
        let pages = pages(bytes);
        assert_eq!((pages.format, pages.text.as_str(), pages.has_unread()), (format, "We waive.", false), "{pages:?}");
        assert_eq!(likely_format(bytes), format);
    }
    assert_eq!(pages(b"%PDF-1.7\n...").format, Format::Pdf);
    assert_eq!(pages(b"\r\n%PDF-1.7\n...").format, Format::Pdf);
}

#[test]
fn the_size_limit_is_told_in_megabytes() {
    let trouble = too_large((100 << 20) + 1, &Limits::default());
    assert_eq!(trouble.what, What::TooLarge);
    assert!(trouble.says.contains("has 101 MB; the limit is 100 MB"), "{trouble}");
}
