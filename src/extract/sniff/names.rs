//! Names of formats that are known and not read.

use file_format::FileFormat;

/// How many of the first bytes may tell marked-up text.
const HEAD: usize = 4096;

/// How web pages and pieces of them begin.
const TAGS: [&str; 12] =
    ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<style", "<div", "<table", "<p>", "<p ", "<span"];

/// The name of a format that is text with a structure of its own, if the bytes begin like one.
pub(super) fn marked_up(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head.trim_ascii_start()).to_ascii_lowercase();
    if head.starts_with("{\\rtf") {
        return Some("a Rich Text (RTF) document");
    }
    if TAGS.iter().any(|tag| head.starts_with(tag)) {
        return Some("a web page (HTML)");
    }
    if head.starts_with("<?xml") {
        return Some(if head.contains("<html") { "a web page (HTML)" } else { "an XML file" });
    }
    is_mail(&head).then_some("an e-mail file (EML)")
}

/// Whether the text begins with the headers of a stored e-mail. A printed one has From and Subject but none of the
/// headers that only machines read; it is plain text.
fn is_mail(head: &str) -> bool {
    const MACHINE: [&str; 7] = [
        "message-id:",
        "mime-version:",
        "received:",
        "return-path:",
        "dkim-signature:",
        "content-type:",
        "content-transfer-encoding:",
    ];
    const PEOPLE: [&str; 4] = ["from:", "to:", "subject:", "date:"];
    let headers: Vec<&str> = head.lines().take_while(|line| !line.trim().is_empty()).collect();
    let is_header = |line: &&&str| line.split_once(':').is_some_and(|(name, _)| is_header_name(name));
    let counts = |names: &[&str]| names.iter().filter(|n| headers.iter().any(|line| line.starts_with(**n))).count();
    let first = headers.iter().take(1).all(|line| is_header(&line) || line.starts_with("from "));
    first && counts(&MACHINE) >= 1 && counts(&PEOPLE) >= 1
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The format's name with its short name, ready to follow "This is".
pub(super) fn name(format: FileFormat) -> String {
    match format {
        FileFormat::CompoundFileBinary | FileFormat::ArbitraryBinaryData => "an old Office file".to_owned(),
        FileFormat::OpendocumentText => "an OpenDocument text (ODT)".to_owned(),
        FileFormat::OfficeOpenXmlSpreadsheet => "an Excel workbook (XLSX)".to_owned(),
        FileFormat::OfficeOpenXmlPresentation => "a PowerPoint presentation (PPTX)".to_owned(),
        _ => format!("a file of the format {} ({})", format.name(), short(format)),
    }
}

/// The usual short name, for example "JPEG".
pub(super) fn short(format: FileFormat) -> String {
    format.short_name().map_or_else(|| format.extension().to_ascii_uppercase(), str::to_owned)
}
