//! The ZIP archive of an office document: its parts as text, within limits.

use std::io::Cursor;
use std::io::Read;

use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::RATIO_FROM;
use crate::extract::flow::fault::Fault;

/// An opened archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that have been unpacked.
    unpacked: u64,
    limits: Limits,
}

impl<'a> Package<'a> {
    /// Opens the archive.
    pub(super) fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut_off())?;
        if archive.len() as u64 > limits.members {
            return Err(Fault::Beyond(Limit::Members.beyond(&limits)));
        }
        if archive.has_duplicate_names() {
            return Err(Fault::Damaged("the archive holds two parts of one name".to_owned()));
        }
        Ok(Self { archive, unpacked: 0, limits })
    }

    /// The limits that it is read within.
    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// The first, by the alphabet, of the members that are called so.
    pub(super) fn first(&self, is_called: impl Fn(&[u8]) -> bool) -> Option<String> {
        let names = self.archive.file_names_raw().filter(|name| is_called(name));
        names.min().map(|name| String::from_utf8_lossy(name).into_owned())
    }

    /// The text of a part; `None` where the archive has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(name, &error)),
        };
        let packed = file.compressed_size();
        let ratio = packed.saturating_mul(self.limits.ratio).max(RATIO_FROM);
        let most = self.limits.stream.min(self.limits.unpacked.saturating_sub(self.unpacked)).min(ratio);
        let mut bytes = Vec::new();
        file.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|error| broken(name, &error.into()))?;
        let size = bytes.len() as u64;
        if let Some(limit) = self.limits.passed(packed, size, self.unpacked) {
            return Err(Fault::Beyond(limit.beyond(&self.limits)));
        }
        self.unpacked += size;
        decode(bytes).map(Some).ok_or_else(|| Fault::Damaged(format!("{name} is not in a Unicode charset")))
    }
}

/// UTF-8, or UTF-16 by its byte order mark: the charsets that every XML reader must know, and the only ones that
/// office programs write.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let wide = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = wide {
        let (text, damaged) = encoding.decode_without_bom_handling(rest);
        return (!damaged).then(|| text.into_owned());
    }
    String::from_utf8(bytes).ok()
}

fn cut_off() -> Fault {
    Fault::Damaged("the list of its parts, which stands at the end of the file, is missing or broken".to_owned())
}

fn broken(place: &str, error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::Locked,
        error => Fault::Damaged(format!("{place}: {error}")),
    }
}
