//! What nobody could read: passages given to the eye, grouped by the concepts that stand in them.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::lexicon::Lexicon;

/// Passages by the pair of an act and a matter in them.
#[derive(Debug, Clone, Default)]
pub struct Residue {
    groups: BTreeMap<(String, String), Vec<(String, String)>>,
}

/// What stands for an act or matter that the lexicon does not know.
const NONE: &str = "-";

impl Residue {
    /// Adds a passage of a document.
    pub fn add(&mut self, lexicon: &Lexicon, id: &str, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let tagged = lexicon.tag(&words);
        let names: Vec<&str> = tagged.tags.iter().map(|tag| lexicon.name(tag.concept)).collect();
        let first =
            |is_act: bool| names.iter().find(|name| name.starts_with("act-") == is_act).copied().unwrap_or(NONE);
        let pair = (first(true).to_owned(), first(false).to_owned());
        self.groups.entry(pair).or_default().push((id.to_owned(), words));
    }

    /// The groups, the largest first, with every passage.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut groups: Vec<_> = self.groups.iter().collect();
        groups.sort_by_key(|(pair, passages)| (std::cmp::Reverse(passages.len()), *pair));
        let mut out = String::new();
        for ((act, matter), passages) in groups {
            let _ = writeln!(out, "{:4}  {act} + {matter}", passages.len());
            for (id, words) in passages {
                let _ = writeln!(out, "        {id}: {words}");
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_grouped_by_act_and_matter() {
        let lexicon = Lexicon::built_in().unwrap();
        let mut residue = Residue::default();
        for (id, words) in [("a", "We release the\ndebt."), ("b", "We release your debt."), ("c", "Good morning.")] {
            residue.add(lexicon, id, words);
        }
        let text = residue.to_text();
        assert!(text.starts_with("   2  act-release + "), "{text}");
        assert!(text.contains("        a: We release the debt.\n"), "{text}");
    }
}
