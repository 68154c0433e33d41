//! What can be wrong inside a document.

use crate::document::Format;
use crate::document::Trouble;
use crate::document::What;

/// One thing that was wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) enum Fault {
    /// The structure is broken: what and where.
    Damaged(String),
    /// A limit of the user was passed: what is said of it.
    Beyond(Trouble),
    /// A limit of the reader itself was passed: which.
    Limit(String),
    /// The archive needs a password.
    Locked,
    /// Too many characters could not be decoded.
    Garbled,
    /// Words stand elsewhere or cannot be resolved: what.
    Unresolved(String),
}

impl Fault {
    /// The same as a trouble of the whole document, which is of that format.
    pub(in crate::extract) fn trouble(&self, format: Format) -> Trouble {
        let (name, program) = names(format);
        let (what, says) = match self {
            Self::Damaged(what) => (
                What::Damaged,
                format!("The {name} is damaged ({}). Open it in {program}, save it anew, and run again.", short(what)),
            ),
            Self::Beyond(trouble) => return trouble.clone(),
            Self::Limit(which) => (
                What::LimitReached,
                format!(
                    "The document has more than {}; the rest was not read. Save it as PDF and run again.",
                    short(which)
                ),
            ),
            Self::Locked => (
                What::Encrypted,
                format!("The {name} is locked with a password. Save it without the password and run again."),
            ),
            Self::Unresolved(what) => (
                What::Unresolved,
                format!("A part of the document could not be read: {}. Save it as PDF and run again.", short(what)),
            ),
            Self::Garbled => (
                What::Garbled,
                "Many characters of the text could not be told. Save it as PDF or DOCX and run again.".to_owned(),
            ),
        };
        Trouble::whole(what, says)
    }
}

/// What people call a document of that format, and the program that opens it.
const fn names(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Odt => ("OpenDocument text", "LibreOffice"),
        Format::Rtf => ("RTF document", "a word processor"),
        Format::Html => ("web page", "a browser"),
        _ => ("Word document", "Word"),
    }
}

/// At most this many characters of a description; it may hold names out of the file.
const SHORT: usize = 120;

fn short(what: &str) -> String {
    what.chars().take(SHORT).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
