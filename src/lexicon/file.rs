//! The files under `patterns/lexicon`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::Layer;

/// The file whose concepts make the second layer.
const MATTERS: &str = "matters.toml";

/// The lexicon files compiled into the program: name and text.
pub const SOURCES: &[(&str, &str)] = &[
    ("acts.toml", include_str!("../../patterns/lexicon/acts.toml")),
    ("governors.toml", include_str!("../../patterns/lexicon/governors.toml")),
    ("grammar.toml", include_str!("../../patterns/lexicon/grammar.toml")),
    ("objects.toml", include_str!("../../patterns/lexicon/objects.toml")),
    ("people.toml", include_str!("../../patterns/lexicon/people.toml")),
    ("matters.toml", include_str!("../../patterns/lexicon/matters.toml")),
];

/// A lexicon file is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("patterns/lexicon/{file}: {says}")]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// What is wrong, with line and column where there is one.
    pub says: String,
}

/// How the words of a concept inflect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Base forms; the first word takes -s, -ed, -ing.
    Verb,
    /// Singulars; the head (the word before "of", else the last) takes a plural.
    Noun,
    /// As written.
    Word,
}

/// One concept.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name, for `<name>` in rows and for code.
    pub name: String,
    /// How its words inflect.
    pub class: Class,
    /// Its words.
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    concept: Vec<Entry>,
}

/// Reads the files; concepts by name. A concept may be continued in a second file or entry of the same class.
pub(super) fn read(files: &[(&str, &str)]) -> Result<BTreeMap<String, (Layer, Vec<Entry>)>, LexiconError> {
    let mut all: BTreeMap<String, (Layer, Vec<Entry>)> = BTreeMap::new();
    for (name, text) in files {
        let file: File =
            toml::from_str(text).map_err(|e| LexiconError { file: (*name).to_owned(), says: e.to_string() })?;
        for entry in file.concept {
            if entry.words.is_empty() {
                return Err(LexiconError { file: (*name).to_owned(), says: format!("`{}` has no words", entry.name) });
            }
            let layer = if *name == MATTERS { Layer::Matters } else { Layer::Core };
            all.entry(entry.name.clone()).or_insert_with(|| (layer, Vec::new())).1.push(entry);
        }
    }
    Ok(all)
}
