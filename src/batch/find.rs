//! Finds documents by paths and in folders.

use std::collections::BTreeSet;
use std::fs;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use globset::GlobBuilder;
use globset::GlobMatcher;
use ignore::DirEntry;
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

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

/// In a folder, files that a file of this name lists are passed over, with the rules of `.gitignore`.
const IGNORE_FILE: &str = ".acquitignore";

/// What is passed over in folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Patterns of paths below the folder, as in `.gitignore`.
    pub exclude: Vec<String>,
}

/// The documents at `paths`, in that order. A file is taken whatever it is called. A folder gives its documents sorted
/// by path, hidden files and those of `.acquitignore` left out; a link to another folder is followed once. A path that is
/// not there and holds `*`, `?` or `[` is a pattern, and gives what it matches.
///
/// # Errors
/// Where a folder holds no documents, or a pattern is wrong or matches none.
pub fn find(paths: &[PathBuf], choice: &Choice) -> Result<Vec<Input>, Error> {
    let mut out = Vec::new();
    for path in paths {
        let before = out.len();
        if path.is_dir() {
            out.extend(walk(path, choice)?);
        } else if let Some(base) = base_of_pattern(path) {
            let matcher = matcher(path)?;
            let matching = walk(&base, choice)?.filter(|input| matcher.is_match(&input.path));
            out.extend(matching.map(|input| Input { path: as_asked(&input.path), ..input }));
        } else {
            out.push(Input::new(path));
        }
        if out.len() == before {
            return Err(if path.is_dir() { Error::NoDocuments(path.clone()) } else { Error::NoMatch(path.clone()) });
        }
    }
    Ok(out)
}

/// The folder that a pattern begins with; `None` where the path is no pattern, or is there.
fn base_of_pattern(path: &Path) -> Option<PathBuf> {
    let is_plain = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    let base: PathBuf = path.components().take_while(is_plain).collect();
    let is_pattern = base.components().count() < path.components().count() && fs::symlink_metadata(path).is_err();
    is_pattern.then_some(if base.as_os_str().is_empty() { PathBuf::from(".") } else { base })
}

/// A walk from here begins every path with a dot, which nobody asked for.
fn as_asked(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

/// What a pattern matches; a walk from here names paths with a leading dot, which the pattern has not.
fn matcher(path: &Path) -> Result<GlobMatcher, Error> {
    let words = path.to_string_lossy();
    let is_from_here = base_of_pattern(path).is_some_and(|base| base == Path::new(".")) && !words.starts_with('.');
    let words = if is_from_here { format!("./{words}") } else { words.into_owned() };
    let glob = GlobBuilder::new(&words).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| Error::Pattern(words.clone(), error.kind().to_string()))
}

fn walk(folder: &Path, choice: &Choice) -> Result<impl Iterator<Item = Input>, Error> {
    let links = Links::new(folder);
    let mut excluded = OverrideBuilder::new(folder);
    for pattern in &choice.exclude {
        let wrong = |error: ignore::Error| Error::Pattern(pattern.clone(), error.to_string());
        excluded.add(&format!("!{pattern}")).map_err(wrong)?;
    }
    let wrong = |error: ignore::Error| Error::Pattern(choice.exclude.join(", "), error.to_string());
    let mut builder = WalkBuilder::new(folder);
    builder.standard_filters(false).hidden(true).follow_links(true).sort_by_file_path(Path::cmp);
    builder.add_custom_ignore_filename(IGNORE_FILE).overrides(excluded.build().map_err(wrong)?);
    builder.filter_entry(move |entry| links.may_enter(entry));
    Ok(builder.build().filter_map(|entry| match entry {
        Ok(entry) => is_document(&entry).then(|| Input::new(entry.into_path())),
        Err(error) => unlisted(&error),
    }))
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
