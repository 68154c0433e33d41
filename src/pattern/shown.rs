//! The examples of a pattern file, as people are shown them.

use crate::pattern::Patterns;
use crate::pattern::file::Example;

/// A sentence of a pattern file and how it is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// `present`, `weak`, `found`, or `silent` for a near miss that counts as nothing.
    pub filed: &'static str,
    /// The words, with the heading, lead-in or sentence before them that they need.
    pub words: String,
    /// The same with `**` around the words that a report must quote.
    pub starred: String,
}

impl Patterns {
    /// The first examples about an id, at most `most` of each sort; none where no file is about it.
    #[must_use]
    pub fn examples(&self, id: &str, most: usize) -> Vec<Shown> {
        let Some(file) = self.files.iter().find(|file| file.subject.id() == id) else { return Vec::new() };
        let all = &file.file.examples;
        let sorts = [("present", &all.present), ("weak", &all.weak), ("found", &all.found), ("silent", &all.silent)];
        let first = sorts.into_iter().flat_map(|(filed, list)| list.iter().take(most).map(move |e| (filed, e)));
        first
            .map(|(filed, example)| {
                let starred = starred(example.get_ref());
                Shown { filed, words: starred.replace("**", ""), starred }
            })
            .collect()
    }
}

/// An example as one stretch of text.
fn starred(example: &Example) -> String {
    let parts = [&example.heading, &example.before, &example.lead_in, &example.text];
    let said: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    said.join(" / ")
}
