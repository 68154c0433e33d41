//! What the paper itself shows of what a statute asks of it: words, for a person to weigh. It settles nothing.

use serde::Deserialize;

use crate::id::Hazard;

/// The paper, as far as a statute can turn on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// The hazards that were found.
    pub hazards: Vec<Hazard>,
    /// Whether the lender gives up the deficiency.
    pub waiver: Waiver,
}

/// How the lender gives up the deficiency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Waiver {
    /// Not at all, or weakly.
    #[default]
    None,
    /// In words without a sum.
    Bare,
    /// With a sum in the same words.
    OfASum,
}

/// Something that a statute asks of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Need {
    /// What is asked, as a noun phrase.
    pub what: String,
    /// What to look for in the paper, where reading tells something.
    pub look: Option<Look>,
}

/// What reading can tell of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Whether the deficiency is waived.
    Waiver,
    /// Whether the words that waive it name a sum.
    Sum,
    /// Whether words keep a balance.
    Balance,
    /// Which of "waives or reserves" was chosen.
    Choice,
}

impl Need {
    /// The need, with what the paper shows of it.
    #[must_use]
    pub fn told(&self, paper: &Paper) -> String {
        self.look.map_or_else(|| self.what.clone(), |look| format!("{} ({})", self.what, look.says(paper)))
    }
}

impl Look {
    fn says(self, paper: &Paper) -> &'static str {
        match (self, paper.waiver, paper.keeps()) {
            (Self::Waiver, Waiver::None, _) => "this letter waives nothing",
            (Self::Waiver, ..) => "this letter waives it; look for both signatures",
            (Self::Sum, Waiver::OfASum, _) => "a sum stands beside the waiver",
            (Self::Sum, ..) => "no sum stands beside a waiver here",
            (Self::Balance, _, true) => "this letter has such words",
            (Self::Balance, _, false) => "none were found",
            (Self::Choice, Waiver::None, true) => "this letter reserves",
            (Self::Choice, Waiver::None, false) => "this letter says neither",
            (Self::Choice, _, true) => "this letter waives and reserves",
            (Self::Choice, _, false) => "this letter waives",
        }
    }
}

impl Paper {
    fn keeps(&self) -> bool {
        self.hazards.iter().any(|h| matches!(h, Hazard::DeficiencyReservation | Hazard::PromissoryNote))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_told_with_what_the_paper_shows() {
        let keeps = [Hazard::TaxReporting, Hazard::DeficiencyReservation];
        let table: [(Look, Waiver, &[Hazard], &str); 9] = [
            (Look::Waiver, Waiver::None, &[], "a waiver (this letter waives nothing)"),
            (Look::Waiver, Waiver::Bare, &keeps, "a waiver (this letter waives it; look for both signatures)"),
            (Look::Sum, Waiver::OfASum, &[], "a waiver (a sum stands beside the waiver)"),
            (Look::Sum, Waiver::Bare, &[], "a waiver (no sum stands beside a waiver here)"),
            (Look::Balance, Waiver::Bare, &keeps, "a waiver (this letter has such words)"),
            (Look::Balance, Waiver::Bare, &keeps[..1], "a waiver (none were found)"),
            (Look::Choice, Waiver::Bare, &keeps, "a waiver (this letter waives and reserves)"),
            (Look::Choice, Waiver::None, &keeps, "a waiver (this letter reserves)"),
            (Look::Choice, Waiver::None, &[Hazard::TaxReporting], "a waiver (this letter says neither)"),
        ];
        for (look, waiver, hazards, told) in table {
            let need = Need { what: "a waiver".to_owned(), look: Some(look) };
            assert_eq!(need.told(&Paper { hazards: hazards.to_vec(), waiver }), told);
        }
        let unseen = Need { what: "a report".to_owned(), look: None };
        assert_eq!(unseen.told(&Paper::default()), "a report");
    }
}
