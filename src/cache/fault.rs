//! Why the cache is not used.

use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use crate::report::visible::visible_name;

/// Why the cache is not used, or not used any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nobody says where it lies.
    #[error("the system does not tell where your cache folder is; name a folder with --cache=DIR")]
    NoPlace,
    /// The folder cannot be made, or not be written to.
    #[error("{place}: the folder cannot be used ({why}); name one that you may write to with --cache=DIR", place = shown(.0), why = .1)]
    Folder(PathBuf, String),
    /// Another process has it open.
    #[error("{place}: another run is using it; name another folder with --cache=DIR to have both use one", place = shown(.0))]
    InUse(PathBuf),
    /// What lies there is no cache, or not as it was written.
    #[error("{place}: it is damaged, or was written by another program; remove it with `acquit cache clear`", place = shown(.0))]
    Damaged(PathBuf),
    /// The disk takes no more, or gives nothing back.
    #[error("{place}: it cannot be read or written ({why}); make room, or name another folder with --cache=DIR", place = shown(.0), why = .1)]
    Disk(PathBuf, String),
}

impl Fault {
    /// What a fault of the store means for the cache at that place.
    pub(super) fn of(place: &Path, error: impl Into<redb::Error>) -> Self {
        let place = place.to_owned();
        match error.into() {
            redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => Self::InUse(place),
            // Another format, or an end before the end.
            redb::Error::Io(error) if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) => {
                Self::Damaged(place)
            }
            redb::Error::Io(error) => Self::Disk(place, error.to_string()),
            error @ (redb::Error::PreviousIo | redb::Error::Backend(_) | redb::Error::Unsupported) => {
                Self::Disk(place, error.to_string())
            }
            // Every other error says that the file is not as this program wrote it.
            _ => Self::Damaged(place),
        }
    }
}

fn shown(path: &Path) -> String {
    visible_name(&path.to_string_lossy())
}
