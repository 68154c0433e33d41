//! What a reading rests on: patterns that one letter alone supports, and what is left of that letter without them.
//!
//! A pattern that reads nothing but the letter it was written for is no rule. Leaving it out for that letter tells what the
//! letter would get if it were new (the leave-one-out of the pattern reader).

use std::collections::BTreeMap;

use crate::resolve::Whole;

/// Which documents each pattern reads.
#[derive(Debug, Clone, Default)]
pub struct Support {
    patterns: BTreeMap<String, Readers>,
}

/// The documents that a pattern reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    Only(usize),
    Several,
}

impl Support {
    /// Adds what document number `at` was read by.
    pub fn add(&mut self, at: usize, whole: &Whole) {
        for evidence in whole.found.iter().flat_map(|found| &found.evidence) {
            let readers = self.patterns.entry(evidence.pattern.clone()).or_insert(Readers::Only(at));
            if *readers != Readers::Only(at) {
                *readers = Readers::Several;
            }
        }
    }

    /// Patterns that one document alone supports.
    #[must_use]
    pub fn lone(&self) -> usize {
        self.patterns.values().filter(|readers| **readers != Readers::Several).count()
    }

    /// How many patterns read anything.
    #[must_use]
    pub fn patterns(&self) -> usize {
        self.patterns.len()
    }

    /// Document number `at` without what only its own patterns read.
    #[must_use]
    pub fn without(&self, at: usize, mut whole: Whole) -> Whole {
        for found in &mut whole.found {
            found.evidence.retain(|evidence| self.patterns.get(&evidence.pattern) != Some(&Readers::Only(at)));
        }
        whole.found.retain(|found| !found.evidence.is_empty());
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Evidence;
    use crate::extract;
    use crate::fuse::Kit;
    use crate::resolve;

    fn whole(words: &str) -> Whole {
        resolve::whole(&Kit::built_in().unwrap(), &extract::pages(words.as_bytes()), None)
    }

    #[test]
    fn what_one_document_alone_supports_is_left_out_of_it() {
        let release = "We release you from the debt.";
        let wholes = [whole(release), whole(&[release, " We will report the account as settled."].concat())];
        let mut support = Support::default();
        for (at, whole) in wholes.iter().enumerate() {
            support.add(at, whole);
        }
        let [first, second] = wholes;
        let patterns =
            |whole: &Whole| -> Vec<Evidence> { whole.found.iter().flat_map(|f| f.evidence.clone()).collect() };
        assert_eq!(patterns(&support.without(0, first.clone())), patterns(&first));
        assert!(patterns(&support.without(1, second.clone())).len() < patterns(&second).len());
        assert!(support.lone() > 0 && support.lone() < support.patterns());
    }
}
