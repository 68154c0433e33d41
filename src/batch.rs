//! Many documents: finds them, opens what holds several, has them read and worked on in parallel, hands the results out in order.

mod find;
pub mod journal;
mod open;
mod run;

use std::path::Path;
use std::path::PathBuf;

use crate::document::Document;
use crate::document::Trouble;
use crate::document::What;
use crate::extract;
use crate::extract::Limits;
use crate::report::visible::visible_name;

pub use self::find::Choice;
pub use self::find::find;
pub use self::open::Place;
pub use self::open::Reads;
pub use self::open::open;
pub use self::open::open_input;
pub use self::run::Order;
pub use self::run::run;
pub use self::run::run_each;

/// One document to come. Every input has one outcome, whatever is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path as given, or below a folder as given.
    pub path: PathBuf,
    /// Why it cannot be read, where finding it told so already.
    pub trouble: Option<Trouble>,
    /// The limits that it is read within.
    pub limits: Limits,
}

/// Why a batch cannot run at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder that was named holds no document.
    #[error(
        "{}: the folder holds no documents (PDF, DOCX, ODT, RTF, HTML or text); name another folder or the files themselves",
        visible_name(&.0.to_string_lossy())
    )]
    NoDocuments(PathBuf),
    /// A pattern that was named matches none.
    #[error("{}: no document matches the pattern; check it, or name a folder", visible_name(&.0.to_string_lossy()))]
    NoMatch(PathBuf),
    /// A pattern is wrong.
    #[error("{}: this is no pattern of paths ({}); use *, ?, [abc] and ** as in .gitignore", visible_name(.0), visible_name(.1))]
    Pattern(String, String),
    /// The system gives no threads.
    #[error("no threads could be started ({0}); run again with fewer threads")]
    Threads(String),
}

impl Input {
    /// An input at that path.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), trouble: None, limits: Limits::default() }
    }

    /// The same input within other limits.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// How outputs call it.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    /// Reads the whole file.
    ///
    /// # Errors
    /// A trouble of the document where it is not there, not a file, too large, or cannot be read.
    pub fn read(&self) -> Result<Document, Trouble> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let size = std::fs::metadata(&self.path)
            .map_err(|error| unreadable(&error))
            .and_then(|found| if found.is_file() { Ok(found.len()) } else { Err(no_file(&self.path)) })?;
        if size > self.limits.file {
            return Err(extract::too_large(size, &self.limits));
        }
        let bytes = std::fs::read(&self.path).map_err(|error| unreadable(&error))?;
        Ok(Document { name: self.name(), bytes })
    }
}

/// A pipe would wait for ever and a device may never end, so neither is opened.
fn no_file(path: &Path) -> Trouble {
    let says = if path.is_dir() {
        "This is a folder, not a file. Name the folder on the command line, or the files in it."
    } else {
        "This is a pipe or a device, not a file. Save the document to a file and name that."
    };
    Trouble::whole(What::Io, says)
}

fn unreadable(error: &std::io::Error) -> Trouble {
    if error.kind() == std::io::ErrorKind::NotFound {
        return Trouble::whole(What::NotFound, "There is no such file. Check the path and run again.");
    }
    Trouble::whole(
        What::Io,
        format!("The file could not be read ({error}). Check it and its permissions and run again."),
    )
}

#[cfg(test)]
mod tests;
