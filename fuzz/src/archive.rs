//! Archives around a fuzzer's bytes: deflate and checksums would eat nearly every change of the packed form.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, result::ZipResult};

/// What parts the members in a fuzzer's input.
const BETWEEN: u8 = 0x1E;

/// An archive, unpacked, of the input's stretches under these names, in order; an empty stretch is no member.
///
/// # Errors
/// Where the archive cannot be written.
pub fn of(names: &[&str], fixed: &[(&str, &str)], data: &[u8]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in fixed {
        archive.start_file(*name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    for (name, part) in names.iter().zip(data.splitn(names.len(), |byte| *byte == BETWEEN)) {
        if !part.is_empty() {
            archive.start_file(*name, options)?;
            archive.write_all(part)?;
        }
    }
    Ok(archive.finish()?.into_inner())
}
