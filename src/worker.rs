//! Worker processes: file formats are read in children of this program, so that a document that crashes or never ends
//! costs itself and no other.
//!
//! A child runs `acquit worker`, which is [`serve`] over its standard input and output. The parent keeps a [`Pool`].
//! What goes over the pipes: a length (8 bytes, little endian) and so many bytes; there what is wanted and the document,
//! back the answer, both in postcard form (`src/worker/request.rs`).

mod child;
mod pool;
mod request;
mod serve;
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

pub use self::pool::Pool;
pub use self::serve::serve;

/// What one document and one child may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest time for one document by the clock on the wall; then its reader is killed.
    pub wall: Duration,
    /// After how many documents a child is replaced, so that nothing that leaks adds up.
    pub documents: u32,
}

impl Default for Limits {
    /// 20 seconds: 10, and 2 for each of the five pages of a usual letter. 500 documents.
    fn default() -> Self {
        Self { wall: Duration::from_secs(20), documents: 500 }
    }
}

/// The program that is run as a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its executable.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

impl Program {
    /// This very program with the argument `worker`.
    ///
    /// # Errors
    /// Where the system does not tell the path of the running program.
    pub fn this() -> std::io::Result<Self> {
        Ok(Self { path: std::env::current_exe()?, arguments: vec!["worker".into()] })
    }
}
