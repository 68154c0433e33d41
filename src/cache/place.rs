//! Where the cache lies on the disk, readable by its user alone.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::Fault;

/// The newer file and the older.
pub(super) const NEWER: &str = "newer.redb";
pub(super) const OLDER: &str = "older.redb";

/// The folder of this program in the user's cache folder.
///
/// # Errors
/// Where the environment does not say where that is.
pub fn usual_folder() -> Result<PathBuf, Fault> {
    caches(|name| env::var_os(name).filter(|value| !value.is_empty()))
        .map(|folder| folder.join("acquit"))
        .ok_or(Fault::NoPlace)
}

/// The user's cache folder by these variables of the environment. A path that is not absolute counts for nothing, since
/// it would lie elsewhere in every folder.
fn caches(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        path("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        path("HOME").map(|home| home.join("Library/Caches"))
    } else {
        path("XDG_CACHE_HOME").or_else(|| path("HOME").map(|home| home.join(".cache")))
    }
}

/// Makes the folder where it is not there. The permissions of a folder that is there are its owner's business.
pub(super) fn make(folder: &Path) -> Result<(), Fault> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Fault::Folder(folder.to_owned(), error.to_string()))
}

/// Opens a file of the cache, which is made where it is not there, for its user alone.
pub(super) fn file(path: &Path) -> Result<File, Fault> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| Fault::Folder(path.to_owned(), error.to_string()))
}

/// Takes a file from everybody but its user. Only the owner can: what another user laid there is not written to.
#[cfg(unix)]
pub(super) fn keep_private(path: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::PermissionsExt;
    let folder = |error: io::Error| Fault::Folder(path.to_owned(), error.to_string());
    let permissions = fs::metadata(path).map_err(folder)?.permissions();
    if permissions.mode() & 0o777 == 0o600 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(folder)
}

/// Other systems keep the user's folders from other users themselves.
#[cfg(not(unix))]
pub(super) fn keep_private(_path: &Path) -> Result<(), Fault> {
    Ok(())
}

/// The files of the cache in a folder, with their sizes on the disk in bytes.
#[must_use]
pub fn held(folder: &Path) -> Vec<(PathBuf, u64)> {
    let found = |name| {
        let path = folder.join(name);
        let size = fs::symlink_metadata(&path).ok()?.len();
        Some((path, size))
    };
    [NEWER, OLDER].into_iter().filter_map(found).collect()
}

/// Removes the files of the cache, and the folder where nothing else lies in it; how many bytes they took.
///
/// # Errors
/// Where one of them cannot be removed.
pub fn clear(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for (path, size) in held(folder) {
        fs::remove_file(path)?;
        bytes += size;
    }
    // A folder in which something else lies stays.
    let _stays = fs::remove_dir(folder);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_cache_folder_is_the_systems() {
        let set = |pairs: &'static [(&'static str, &'static str)]| {
            caches(move |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value)))
        };
        assert_eq!(set(&[]), None);
        if cfg!(all(unix, not(target_os = "macos"))) {
            assert_eq!(set(&[("HOME", "/ann")]), Some("/ann/.cache".into()));
            assert_eq!(set(&[("HOME", "/ann"), ("XDG_CACHE_HOME", "/var/ann")]), Some("/var/ann".into()));
            assert_eq!(set(&[("XDG_CACHE_HOME", "here")]), None, "a path that is not absolute");
        }
    }
}
