//! Holding a statute's conditions against the facts of a case.

use crate::context::law::Applies;
use crate::context::law::Statute;
use crate::context::law::When;
use crate::context::law::look::Paper;
use crate::context::user::Answer;
use crate::context::user::Rank;
use crate::context::user::Trustor;
use crate::context::user::UserFacts;
use crate::id::Kind;

/// One condition, held against the facts.
struct Test {
    holds: Option<bool>,
    /// The fact that would satisfy it, as the user would write it.
    wanted: String,
}

impl When {
    fn tests(&self, known: &UserFacts) -> Vec<Test> {
        let units = self.max_units.map(|most| Test {
            holds: known.units.map(|units| units <= most),
            wanted: if most == 1 { "units=1".to_owned() } else { format!("units=1-{most}") },
        });
        let consent = self.consent_from.map(|from| Test {
            holds: known.consent_date.map(|day| day >= from),
            wanted: format!("consent-date={from} or later"),
        });
        let rest = [
            same("trustor", self.trustor, known.trustor, Trustor::as_str),
            same("purchase-money", self.purchase_money, known.purchase_money, Answer::as_str),
            same("owner-occupied", self.owner_occupied, known.owner_occupied, Answer::as_str),
            same("lien", self.lien, known.lien, Rank::as_str),
            same("cross-collateral", self.cross_collateral, known.cross_collateral, Answer::as_str),
        ];
        [units].into_iter().chain(rest).chain([consent]).flatten().collect()
    }
}

fn same<T: Copy + PartialEq>(
    key: &str,
    wanted: Option<T>,
    known: Option<T>,
    spelled: fn(T) -> &'static str,
) -> Option<Test> {
    let wanted = wanted?;
    Some(Test { holds: known.map(|known| known == wanted), wanted: format!("{key}={}", spelled(wanted)) })
}

/// The answer for one statute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Whether it applies.
    pub applies: Applies,
    /// Where it is unknown: the facts that would make it apply, as the user would write them.
    pub lacking: Vec<String>,
}

impl Answered {
    const NO: Self = Self { applies: Applies::No, lacking: Vec::new() };
}

impl Statute {
    /// Holds its conditions against the case: kind of document, facts, and what the paper says.
    #[must_use]
    pub fn answer(&self, kind: Kind, known: &UserFacts, paper: &Paper) -> Answered {
        if !self.documents.contains(&kind) || self.unless_found.iter().any(|hazard| paper.hazards.contains(hazard)) {
            return Answered::NO;
        }
        let open = self.when.iter().filter_map(|when| lacking(&when.tests(known)));
        let Some(lacking) = (if self.when.is_empty() { Some(Vec::new()) } else { open.min_by_key(Vec::len) }) else {
            return Answered::NO;
        };
        let settled = lacking.is_empty() && self.needs.is_empty();
        Answered { applies: if settled { Applies::Yes } else { Applies::Unknown }, lacking }
    }
}

/// What is not known of a set of conditions; `None` where one of them fails.
fn lacking(tests: &[Test]) -> Option<Vec<String>> {
    if tests.iter().any(|test| test.holds == Some(false)) {
        return None;
    }
    Some(tests.iter().filter(|test| test.holds.is_none()).map(|test| test.wanted.clone()).collect())
}
