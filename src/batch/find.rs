//! Finds documents by paths and in folders.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use ignore::DirEntry;
use ignore::WalkBuilder;

use crate::document::Trouble;
use crate::document::What;

use super::Error;
use super::Input;

/// Extensions of files in a folder that are taken for documents; one without extension is taken, too.
/// Archives are among them: what is not opened is told.
const EXTENSIONS: [&str; 32] = [
    "pdf", "docx", "docm", "dotx", "txt", "text", "doc", "rtf", "msg", "eml", "html", "htm", "heic", "jpg", "jpeg",
    "png", "tif", "tiff", "bmp", "gif", "webp", "odt", "pages", "wpd", "xps", "zip", "7z", "rar", "ott", "xhtml",
    "mht", "mhtml",
];

/// The documents at `paths`, in that order. A file is taken whatever it is called. A folder gives its documents sorted
/// by path, hidden files left out; a link to another folder is followed once.
///
/// # Errors
/// Where a folder holds no documents.
pub fn find(paths: &[PathBuf]) -> Result<Vec<Input>, Error> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(Input::new(path));
            continue;
        }
        let before = out.len();
        out.extend(walk(path));
        if out.len() == before {
            return Err(Error::NoDocuments(path.clone()));
        }
    }
    Ok(out)
}

fn walk(folder: &Path) -> impl Iterator<Item = Input> {
    let links = Links::new(folder);
    let mut builder = WalkBuilder::new(folder);
    builder.standard_filters(false).hidden(true).follow_links(true).sort_by_file_path(Path::cmp);
    builder.filter_entry(move |entry| links.may_enter(entry));
    builder.build().filter_map(|entry| match entry {
        Ok(entry) => is_document(&entry).then(|| Input::new(entry.into_path())),
        Err(error) => unlisted(&error),
    })
}

/// Folders that links lead to; each is entered once, and one inside the walked folder is met on the way anyway.
struct Links {
    root: Option<PathBuf>,
    entered: Mutex<BTreeSet<PathBuf>>,
}

impl Links {
    fn new(root: &Path) -> Self {
        Self { root: root.canonicalize().ok(), entered: Mutex::default() }
    }

    fn may_enter(&self, entry: &DirEntry) -> bool {
        if entry.depth() == 0 || !entry.path_is_symlink() || !entry.path().is_dir() {
            return true;
        }
        let Ok(target) = entry.path().canonicalize() else { return true };
        let inside = self.root.as_ref().is_some_and(|root| target.starts_with(root) || root.starts_with(&target));
        !inside && self.entered.lock().unwrap_or_else(PoisonError::into_inner).insert(target)
    }
}

fn is_document(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    !is_folder && is_document_name(entry.path())
}

/// Word leaves a file "~$letter.docx" beside a document that is open.
fn is_document_name(path: &Path) -> bool {
    let is_lock = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"));
    let known = path.extension().is_none_or(|extension| {
        let extension = extension.to_ascii_lowercase();
        EXTENSIONS.iter().any(|known| extension == *known)
    });
    known && !is_lock
}

/// A folder that cannot be listed may hold documents, so it has an outcome of its own. So has a link that leads nowhere.
fn unlisted(error: &ignore::Error) -> Option<Input> {
    let path = path_of(error)?;
    let is_folder = path.is_dir();
    if !is_folder && !is_document_name(&path) {
        return None;
    }
    let trouble = is_folder.then(|| {
        let says = format!("The folder could not be listed ({}). Check its permissions and run again.", cause(error));
        Trouble::whole(What::Io, says)
    });
    Some(Input { trouble, ..Input::new(path) })
}

/// Where the walk failed; a link that leads back into its own folder is no failure.
fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, err } if !matches!(**err, ignore::Error::Loop { .. }) => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn cause(error: &ignore::Error) -> String {
    error.io_error().map_or_else(|| "no reason given".to_owned(), |error| error.kind().to_string())
}
