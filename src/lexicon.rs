//! Words and their concepts, from `patterns/lexicon`, and the one pass that tags a unit with them.

pub mod file;
pub mod inflect;
pub mod plain;
pub mod tag;
pub mod token;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;

pub use file::{LexiconError, SOURCES};
pub use inflect::Inflection;
pub use tag::{Tag, Tagged};
pub use token::{Token, TokenKind};

/// A concept of the lexicon, by its place in the sorted list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concept(pub u16);

/// What one surface form can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// The concept.
    pub concept: Concept,
    /// The form the word stands in.
    pub inflection: Inflection,
    /// Which layer the concept belongs to.
    pub layer: Layer,
}

/// Two layers of words that do not hide each other: the longest form wins within a layer only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// What reader A's frames are made of.
    Core,
    /// What the plain rows of further protections and hazards add (`matters.toml`).
    Matters,
}

impl Layer {
    /// Both, in the order of their tags.
    pub const ALL: [Self; 2] = [Self::Core, Self::Matters];
}

/// All concepts with all their surface forms, compiled into one automaton.
pub struct Lexicon {
    names: Vec<String>,
    automaton: DoubleArrayAhoCorasick<u32>,
    forms: Vec<String>,
    senses: Senses,
}

/// The senses of all forms, one form's behind the other's: they are asked for at nearly every word.
struct Senses {
    all: Vec<Sense>,
    /// Where those of each form end.
    ends: Vec<usize>,
}

impl Senses {
    fn of(&self, form: usize) -> &[Sense] {
        let start = form.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(form).copied());
        range.and_then(|(start, end)| self.all.get(start..end)).unwrap_or_default()
    }
}

impl FromIterator<Vec<Sense>> for Senses {
    fn from_iter<I: IntoIterator<Item = Vec<Sense>>>(forms: I) -> Self {
        let mut senses = Self { all: Vec::new(), ends: Vec::new() };
        for form in forms {
            senses.all.extend(form);
            senses.ends.push(senses.all.len());
        }
        senses
    }
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon").field("names", &self.names).finish_non_exhaustive()
    }
}

/// The lexicon that is compiled into the program.
static BUILT_IN: LazyLock<Result<Arc<Lexicon>, LexiconError>> =
    LazyLock::new(|| Lexicon::compile(SOURCES).map(Arc::new));

impl Lexicon {
    /// The lexicon compiled into the program.
    ///
    /// # Errors
    /// Where a file under `patterns/lexicon` is wrong; a test keeps that from being shipped.
    pub fn built_in() -> Result<&'static Self, &'static LexiconError> {
        BUILT_IN.as_ref().map(AsRef::as_ref)
    }

    /// The lexicon of these files, given as (file name, text): the one compiled into the program where they are its own.
    ///
    /// # Errors
    /// Names the file and what is wrong in it.
    pub fn of(files: &[(&str, &str)]) -> Result<Arc<Self>, LexiconError> {
        let (mut asked, mut own) = (files.to_vec(), SOURCES.to_vec());
        asked.sort_unstable();
        own.sort_unstable();
        if asked == own { BUILT_IN.clone() } else { Self::compile(files).map(Arc::new) }
    }

    /// Compiles lexicon files, given as (file name, text).
    ///
    /// # Errors
    /// Names the file and what is wrong in it.
    pub fn compile(files: &[(&str, &str)]) -> Result<Self, LexiconError> {
        let entries = file::read(files)?;
        let names: Vec<String> = entries.keys().cloned().collect();
        let mut forms: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        for (place, (layer, entries)) in entries.values().enumerate() {
            let concept = Concept(u16::try_from(place).unwrap_or(u16::MAX));
            for (form, inflection) in inflect::forms(entries) {
                let senses = forms.entry(token::fold(&form)).or_default();
                if !senses.iter().any(|s| s.concept == concept) {
                    senses.push(Sense { concept, inflection, layer: *layer });
                }
            }
        }
        let automaton = DoubleArrayAhoCorasick::new(forms.keys().map(|form| [" ", form, " "].concat()))
            .map_err(|e| LexiconError { file: "all files".to_owned(), says: e.to_string() })?;
        let (forms, senses): (Vec<String>, Vec<Vec<Sense>>) = forms.into_iter().unzip();
        Ok(Self { names, automaton, forms, senses: senses.into_iter().collect() })
    }

    /// The concept of this name.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<Concept> {
        let place = self.names.binary_search_by(|n| n.as_str().cmp(name)).ok()?;
        u16::try_from(place).ok().map(Concept)
    }

    /// The name of a concept.
    #[must_use]
    pub fn name(&self, concept: Concept) -> &str {
        self.names.get(usize::from(concept.0)).map_or("", String::as_str)
    }

    /// The forms of a concept, in small letters.
    pub fn forms(&self, concept: Concept) -> impl Iterator<Item = &str> {
        let is_of = move |form: usize| self.senses.of(form).iter().any(|sense| sense.concept == concept);
        self.forms.iter().enumerate().filter(move |(form, _)| is_of(*form)).map(|(_, form)| form.as_str())
    }

    /// How many concepts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Tags the words of one unit: one pass of the automaton, longest form first, no overlaps.
    #[must_use]
    pub fn tag<'a>(&self, words: &'a str) -> Tagged<'a> {
        let cut = token::cut(words);
        let mut walk = tag::Walk::over(&cut.starts);
        let hits = self
            .automaton
            .find_overlapping_iter(&cut.folded)
            .filter_map(|m| walk.hit(m.start(), m.end(), m.value() as usize))
            .collect();
        tag::choose(words, cut, hits, &self.senses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &[(&str, &str)] = &[(
        "small.toml",
        r#"
[[concept]]
name = "release"
class = "verb"
words = ["release", "let go"]
[[concept]]
name = "lien"
class = "noun"
words = ["lien", "deed of trust"]
[[concept]]
name = "not"
class = "word"
words = ["not", "won't"]
"#,
    )];

    fn tags(words: &str) -> Vec<String> {
        let lexicon = Lexicon::compile(SMALL).unwrap();
        let tagged = lexicon.tag(words);
        tagged.tags.iter().map(|t| format!("{}={}", lexicon.name(t.concept), tagged.words_of(t))).collect()
    }

    #[test]
    fn longest_whole_words_are_tagged_in_any_form() {
        assert_eq!(
            tags("We won\u{2019}t let  go of the Deeds of Trust."),
            ["not=won\u{2019}t", "release=let  go", "lien=Deeds of Trust"]
        );
        assert_eq!(tags("The lienholder released nothing."), ["release=released"]);
        let lexicon = Lexicon::compile(SMALL).unwrap();
        let lien = lexicon.concept("lien").unwrap();
        assert_eq!(lexicon.forms(lien).collect::<Vec<_>>(), ["deed of trust", "deeds of trust", "lien", "liens"]);
        assert_eq!(tags("lien's lienor RELEASING"), ["lien=lien", "release=RELEASING"]);
    }

    #[test]
    fn the_shipped_lexicon_compiles() {
        let lexicon = Lexicon::built_in().unwrap();
        assert!(lexicon.len() > 20);
        for name in &lexicon.names {
            assert_eq!(lexicon.name(lexicon.concept(name).unwrap()), name);
        }
    }
}
