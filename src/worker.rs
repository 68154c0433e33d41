//! Worker processes: file formats are read in children of this program, so that a document that crashes or never ends
//! costs itself and no other.
//!
//! A child runs `acquit worker`, which is [`serve`] over its standard input and output. The parent keeps a [`Pool`].
//! What goes over the pipes: a length (8 bytes, little endian) and so many bytes; there what is wanted and the document,
//! back the answer, both in postcard form (`src/worker/request.rs`).

mod child;
pub mod confine;
mod ending;
mod limits;
mod pool;
mod request;
mod serve;
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;

pub use self::limits::Cost;
pub use self::limits::Limits;
pub use self::pool::Pool;
pub use self::serve::answer;
pub use self::serve::serve;

/// The program that is run as a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its executable.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

impl Program {
    /// This very program with the argument `worker` and the limits that it reads within.
    ///
    /// # Errors
    /// Where the system does not tell the path of the running program.
    pub fn this(limits: &Limits) -> std::io::Result<Self> {
        let arguments = vec!["worker".into(), "--limits".into(), limits.word().into()];
        Ok(Self { path: std::env::current_exe()?, arguments })
    }
}
