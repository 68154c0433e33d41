//! Names of formats that are known and not read.

use file_format::FileFormat;

/// How many of the first bytes may tell marked-up text.
const HEAD: usize = 4096;

/// How web pages and pieces of them begin.
const TAGS: [&str; 25] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<style",
    "<script",
    "<link",
    "<div",
    "<table",
    "<p>",
    "<p ",
    "<span",
    "<center",
    "<font ",
    "<h1",
    "<h2",
    "<h3",
    "<ul>",
    "<ol>",
    "<b>",
    "<br",
    "<pre>",
    "<blockquote",
];

/// Whether the bytes begin like a web page: with a tag, after comments at most.
pub(super) fn is_web_page(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let mut rest = head.as_str();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { return false };
        rest = after.trim_ascii_start();
    }
    TAGS.iter().any(|tag| rest.starts_with(tag)) || rest.starts_with("<?xml") && rest.contains("<html")
}

/// The first characters, in small letters and without blanks before them.
fn head(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (text, _) = match head {
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest),
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest),
        _ => encoding_rs::UTF_8.decode_with_bom_removal(head),
    };
    text.trim_ascii_start().to_ascii_lowercase()
}

/// The name of a format that is text with a structure of its own and is not read, if the bytes begin like one.
pub(super) fn marked_up(bytes: &[u8]) -> Option<&'static str> {
    let head = head(bytes);
    if head.starts_with("<?xml") {
        let is_word = head.contains("word.document") || head.contains("office/word/2003/wordml");
        return Some(if is_word { "a Word 2003 document (XML)" } else { "an XML file" });
    }
    if is_archive(&head) {
        return Some("a web archive (MHTML)");
    }
    None
}

/// Whether the text is a web page with its pictures in one file, as browsers and Word save it: headers as a mail has
/// them, but from and to nobody.
fn is_archive(head: &str) -> bool {
    let headers = head.split("\n\n").next().unwrap_or(head).split("\r\n\r\n").next().unwrap_or(head);
    let is_mime = headers.lines().any(|line| line.starts_with("mime-version:"));
    let is_bundle = headers.contains("multipart/related");
    let saved = headers.contains("snapshot-content-location:") || headers.contains("<saved by ");
    is_mime && is_bundle && (saved || !headers.lines().any(|line| line.starts_with("from:")))
}

/// The format's name with its short name, ready to follow "This is".
pub(super) fn name(format: FileFormat) -> String {
    match format {
        FileFormat::CompoundFileBinary | FileFormat::ArbitraryBinaryData => "an old Office file".to_owned(),
        FileFormat::OfficeOpenXmlSpreadsheet => "an Excel workbook (XLSX)".to_owned(),
        FileFormat::OfficeOpenXmlPresentation => "a PowerPoint presentation (PPTX)".to_owned(),
        _ => format!("a file of the format {} ({})", format.name(), short(format)),
    }
}

/// The usual short name, for example "JPEG".
pub(super) fn short(format: FileFormat) -> String {
    format.short_name().map_or_else(|| format.extension().to_ascii_uppercase(), str::to_owned)
}
