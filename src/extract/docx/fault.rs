//! What can be wrong inside a Word document.

use crate::document::Trouble;
use crate::document::What;

/// One thing that was wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The structure is broken: what and where.
    Damaged(String),
    /// A limit was passed: what is said of it.
    Limit(Trouble),
    /// The archive needs a password.
    Locked,
    /// Words stand elsewhere or cannot be resolved: what.
    Unresolved(String),
}

impl Fault {
    /// The same as a trouble of the whole document.
    pub(super) fn trouble(&self) -> Trouble {
        match self {
            Self::Damaged(what) => Trouble::whole(
                What::Damaged,
                format!(
                    "The Word document is damaged ({}). Open it in Word, save it anew, and run again.",
                    short(what)
                ),
            ),
            Self::Limit(trouble) => trouble.clone(),
            Self::Locked => Trouble::whole(
                What::Encrypted,
                "The Word document is locked with a password. Save it without the password and run again.",
            ),
            Self::Unresolved(what) => Trouble::whole(
                What::Unresolved,
                format!("A part of the document could not be read: {}. Save it as PDF and run again.", short(what)),
            ),
        }
    }
}

/// At most this many characters of a description; it may hold names out of the file.
const SHORT: usize = 120;

fn short(what: &str) -> String {
    what.chars().take(SHORT).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
