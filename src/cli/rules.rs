//! What the settings of a folder say of its documents: facts of the case, and how grave a finding is.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;
use globset::GlobMatcher;

use crate::context::user::UserFacts;
use crate::finding::FindingId;
use crate::severity::Severity;

/// What is said of one document, or of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Section {
    /// Facts of the case.
    pub(super) facts: UserFacts,
    /// How grave a finding is, instead of what acquit says.
    pub(super) severities: BTreeMap<FindingId, Severity>,
}

impl Section {
    /// This, and where it says nothing, the other.
    fn over(&self, below: &Self) -> Self {
        let mut severities = below.severities.clone();
        severities.extend(&self.severities);
        Self { facts: self.facts.over(&below.facts), severities }
    }
}

/// What is said of all documents, and of those of some paths.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules {
    /// The folder from which patterns count, from the root of the machine.
    folder: PathBuf,
    /// Facts of the environment, which win over those of the file.
    facts: UserFacts,
    whole: Section,
    paths: Vec<(GlobMatcher, Section)>,
}

impl Rules {
    /// The rules of a file in that folder.
    pub(super) fn new(
        folder: &Path,
        facts: UserFacts,
        whole: Section,
        paths: Vec<(GlobMatcher, Section)>,
    ) -> anyhow::Result<Self> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let folder =
            std::path::absolute(folder).context("the working folder cannot be told; run acquit in another one")?;
        Ok(Self { folder: straight(&folder), facts, whole, paths })
    }

    /// What is said of the document of that name. Of several patterns that it matches, the later one wins, fact by fact.
    pub(super) fn of(&self, name: &str) -> Section {
        let mut said = self.whole.clone();
        let place = std::path::absolute(name).map(|path| straight(&path)).unwrap_or_default();
        if let Ok(place) = place.strip_prefix(&self.folder) {
            let matching = self.paths.iter().filter(|(glob, _)| is_of(place, glob));
            said = matching.fold(said, |below, (_, section)| section.over(&below));
        }
        said.facts = self.facts.over(&said.facts);
        said
    }

    /// Whether a severity is changed anywhere.
    pub(super) fn regrades(&self) -> bool {
        let sections = self.paths.iter().map(|(_, section)| section).chain([&self.whole]);
        sections.into_iter().any(|section| !section.severities.is_empty())
    }
}

/// Whether the pattern names the document, or a folder or an archive that it lies in.
fn is_of(place: &Path, glob: &GlobMatcher) -> bool {
    place.ancestors().any(|part| !part.as_os_str().is_empty() && glob.is_match(part))
}

/// A path from the root without steps back.
fn straight(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                straight.pop();
            }
            Component::CurDir => {}
            other => straight.push(other),
        }
    }
    straight
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(fact: &str, grades: &[(&str, &str)]) -> Section {
        let grade = |(id, severity): &(&str, &str)| (id.parse().unwrap(), severity.parse().unwrap());
        Section { facts: UserFacts::parse([fact]).unwrap(), severities: grades.iter().map(grade).collect() }
    }

    #[test]
    fn a_later_pattern_wins_fact_by_fact_and_the_environment_over_all() {
        let paths = [
            ("forms/*", section("state=CA,units=2", &[("tax-reporting", "medium")])),
            ("forms/nv/*", section("state=NV", &[])),
            ("*.eml", section("trustor=entity", &[])),
        ];
        let paths = paths.map(|(glob, section)| {
            let glob = globset::GlobBuilder::new(glob).literal_separator(true).build().unwrap();
            (glob.compile_matcher(), section)
        });
        let whole = section("state=AZ,lien=first", &[("tax-reporting", "low")]);
        let environment = UserFacts::parse(["lien=junior"]).unwrap();
        let rules = Rules::new(Path::new("case"), environment, whole, paths.to_vec()).unwrap();
        for (name, state, units, grade) in [
            ("case/forms/a.txt", "CA", Some(2), "medium"),
            ("./case/x/../forms/a.txt", "CA", Some(2), "medium"),
            ("case/forms/nv/a.txt", "NV", Some(2), "medium"),
            ("case/a.txt", "AZ", None, "low"),
            ("forms/a.txt", "AZ", None, "low"),
            ("case/forms/in.zip/a.txt", "CA", Some(2), "medium"),
        ] {
            let said = rules.of(name);
            assert_eq!((said.facts.state.as_deref(), said.facts.units), (Some(state), units), "{name}");
            assert_eq!(said.severities, section("", &[("tax-reporting", grade)]).severities, "{name}");
            assert_eq!(said.facts.lien, Some(crate::context::user::Rank::Junior), "{name}");
        }
        assert!(rules.of("case/in.eml/letter.pdf").facts.trustor.is_some(), "a mail's letters are the mail's");
        assert!(rules.of("case/deep/in.eml").facts.trustor.is_none(), "a star stops at a folder's end");
    }
}
