//! The ZIP archive of an office document: its parts as text, within limits.

use std::io::Cursor;
use std::io::Read;

use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::extract::flow::fault::Fault;

/// Most bytes of one part after unpacking: 64 MB.
const MAX_PART: u64 = 64 << 20;

/// Most bytes of all parts together after unpacking: 400 MB.
const MAX_TOTAL: u64 = 400 << 20;

/// Most members of the archive.
const MAX_MEMBERS: usize = 10_000;

/// An opened archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut_off())?;
        if archive.len() > MAX_MEMBERS {
            return Err(Fault::Limit(format!("{MAX_MEMBERS} members")));
        }
        if archive.has_duplicate_names() {
            return Err(Fault::Damaged("the archive holds two parts of one name".to_owned()));
        }
        Ok(Self { archive, left: MAX_TOTAL })
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
        let most = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        file.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|error| broken(name, &error.into()))?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(Fault::Limit(format!("{} MB unpacked ({name})", most >> 20)));
        }
        self.left -= size;
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
