//! Figures that may rise and must not sink.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A ratchet file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the ratchet file is not as corpus/README.md describes it")]
pub struct BadRatchet(#[from] toml::de::Error);

/// The floors and ceilings of `corpus/ratchet.toml`, by name of the measured set (`letters`, `sentences`, …).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Ratchet {
    sets: BTreeMap<String, Limits>,
}

/// What one measured set must reach.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Figures that must be at least this.
    #[serde(default)]
    pub at_least: BTreeMap<String, u32>,
    /// Figures that must be at most this.
    #[serde(default)]
    pub at_most: BTreeMap<String, u32>,
}

impl Ratchet {
    /// Reads a ratchet file.
    ///
    /// # Errors
    /// The text is no TOML of the shape `[set.at_least]` and `[set.at_most]` with whole numbers.
    pub fn parse(toml: &str) -> Result<Self, BadRatchet> {
        Ok(toml::from_str(toml)?)
    }

    /// The names of the measured sets that the file holds limits for, in order.
    pub fn sets(&self) -> impl Iterator<Item = &str> {
        self.sets.keys().map(String::as_str)
    }

    /// One sentence for each figure of the set `set` that sank, or that the file names and nobody measured.
    #[must_use]
    pub fn check(&self, set: &str, figures: &BTreeMap<&'static str, u32>) -> Vec<String> {
        let Some(limits) = self.sets.get(set) else {
            return Vec::new();
        };
        let floors = limits.at_least.iter().filter_map(|(name, &floor)| match figures.get(name.as_str()) {
            Some(&now) if now >= floor => None,
            Some(&now) => Some(format!("{set}: {name} sank to {now}, at least {floor} are asked.")),
            None => Some(unmeasured(set, name)),
        });
        let ceilings = limits.at_most.iter().filter_map(|(name, &ceiling)| match figures.get(name.as_str()) {
            Some(&now) if now <= ceiling => None,
            Some(&now) => Some(format!("{set}: {name} rose to {now}, at most {ceiling} are allowed.")),
            None => Some(unmeasured(set, name)),
        });
        floors.chain(ceilings).collect()
    }
}

/// A misspelt figure must not pass as kept.
fn unmeasured(set: &str, name: &str) -> String {
    format!("{set}: the ratchet names `{name}`, which is not measured; mend the name in the ratchet file.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[letters.at_least]\nverdict = 140\n[letters.at_most]\nfalse_clears = 0\n";

    #[test]
    fn what_sank_is_named() {
        let table: [(u32, u32, &[&str]); 4] = [
            (140, 0, &[]),
            (150, 0, &[]),
            (139, 0, &["letters: verdict sank to 139, at least 140 are asked."]),
            (
                0,
                2,
                &[
                    "letters: verdict sank to 0, at least 140 are asked.",
                    "letters: false_clears rose to 2, at most 0 are allowed.",
                ],
            ),
        ];
        let ratchet = Ratchet::parse(FILE).unwrap();
        for (verdict, clears, says) in table {
            let figures = BTreeMap::from([("verdict", verdict), ("false_clears", clears)]);
            assert_eq!(ratchet.check("letters", &figures), says);
        }
        assert!(ratchet.check("sentences", &BTreeMap::new()).is_empty());
    }

    #[test]
    fn a_misspelt_figure_is_reported_and_a_misspelt_section_refused() {
        let ratchet = Ratchet::parse("[letters.at_most]\nfalse_clear = 0").unwrap();
        let says = ratchet.check("letters", &BTreeMap::from([("false_clears", 0)]));
        assert_eq!(says.len(), 1);
        assert!(says[0].contains("`false_clear`"));
        assert!(Ratchet::parse("[letters.at_lest]\nverdict = 1").is_err());
    }

    #[test]
    fn the_kept_file_names_only_figures_that_are_measured() {
        let ratchet = Ratchet::parse(include_str!("../../corpus/ratchet.toml")).unwrap();
        let letters = crate::eval::letters::LetterScore::default().figures();
        let sentences = crate::eval::sentences::SentenceScore::default().figures();
        for set in ratchet.sets() {
            let figures = if set.starts_with("sentences") { &sentences } else { &letters };
            assert!(ratchet.check(set, figures).iter().all(|line| !line.contains("not measured")), "{set}");
        }
    }
}
