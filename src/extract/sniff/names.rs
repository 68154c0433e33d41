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
    None
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
