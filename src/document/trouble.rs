//! What went wrong while reading, as data.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that went wrong while reading, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trouble {
    /// Page from 1; `None` where it concerns the whole document.
    pub page: Option<u32>,
    /// What happened.
    pub what: What,
    /// A sentence for people: what happened and what to do next.
    pub says: String,
}

impl Trouble {
    /// A trouble with the whole document.
    #[must_use]
    pub fn whole(what: What, says: impl Into<String>) -> Self {
        Self { page: None, what, says: says.into() }
    }

    /// A trouble with one page, counted from 1.
    #[must_use]
    pub fn on(page: u32, what: What, says: impl Into<String>) -> Self {
        Self { page: Some(page), what, says: says.into() }
    }
}

/// The closed list of troubles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The file is not there.
    NotFound,
    /// The file could not be opened or read.
    Io,
    /// The file has no bytes.
    Empty,
    /// Over the size limit.
    TooLarge,
    /// A known format that this version does not read.
    Unsupported,
    /// Like no format that is known.
    UnknownFormat,
    /// Needs a password.
    Encrypted,
    /// The file's structure is broken.
    Damaged,
    /// The page holds no text (an image or a blank).
    NoText,
    /// The page's fonts give no readable characters.
    Garbled,
    /// The page was read from a picture, and too poorly to go by.
    PoorScan,
    /// Two independent readers disagree about the page's words.
    Disagreement,
    /// The reader ended without an answer.
    Crash,
    /// The reader took longer than the limit.
    Timeout,
    /// The reader needed more memory than the limit.
    TooMuchMemory,
    /// More pages, text or nesting than the limit; the rest was not read.
    LimitReached,
    /// Deleted text under change tracking was left out.
    TrackedDeletions,
    /// Inserted text under change tracking was kept.
    TrackedInsertions,
    /// Text that a person looking at the page cannot see; it was not read.
    HiddenText,
    /// Struck words, which are not read as a part of the letter.
    StruckText,
    /// The page is an image, and the words read are an unseen text layer over it.
    OcrLayer,
    /// The text is not in English.
    NotEnglish,
    /// A part of the file refers to text that could not be resolved.
    Unresolved,
}

impl What {
    /// Whether a document with this trouble has words that nobody read.
    #[must_use]
    pub const fn hides_words(self) -> bool {
        !matches!(
            self,
            Self::TrackedDeletions | Self::TrackedInsertions | Self::HiddenText | Self::StruckText | Self::OcrLayer
        )
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.page {
            Some(page) => write!(f, "page {page}: {}", self.says),
            None => f.write_str(&self.says),
        }
    }
}
