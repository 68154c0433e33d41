//! The user's own pattern files, beside the built-in ones or instead of their rows.

use crate::pattern::PatternError;
use crate::pattern::Patterns;
use crate::pattern::SOURCES;

/// What a user's own rows are to the built-in ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// They count, too.
    Also,
    /// They alone count; frames and what is decided on the whole document stay.
    Instead,
}

impl Patterns {
    /// The patterns compiled into the program with the user's own, given as (path below their folder, text): words
    /// (`lexicon/…`), guards (`guards.toml`), `protections/…` and `hazards/…`. Of two files of one id, the user's
    /// title, reason and words to ask for are the ones that are said.
    ///
    /// # Errors
    /// Names the file, the line and what is wrong there; a file of another sort is wrong.
    pub fn with_own(files: &[(String, String)], own: Own) -> Result<Self, PatternError> {
        let known = |path: &str| {
            path == "guards.toml"
                || ["lexicon/", "protections/", "hazards/"].iter().any(|folder| path.starts_with(folder))
        };
        if let Some((path, _)) = files.iter().find(|(path, _)| !known(path)) {
            let says = "a folder of patterns holds guards.toml, lexicon, protections and hazards; take this file out";
            return Err(PatternError { file: path.clone(), line: 1, says: says.to_owned() });
        }
        let all: Vec<(&str, &str)> =
            SOURCES.iter().copied().chain(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).collect();
        Self::of(&all, SOURCES.len(), own)
    }
}
