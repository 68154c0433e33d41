//! Facts and law: what is known of the case, and which statutes stand behind the paper.
//!
//! Severity depends on facts that a letter often does not state (contract section 5). The document's plain facts
//! come first, the user's words win over them, and whatever nobody told is listed as unknown.

pub mod backstop;
pub mod law;
pub mod manifest;
pub mod user;

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

use crate::context::user::Answer;
use crate::context::user::Trustor;
use crate::context::user::UserFacts;
use crate::id::Kind;
use crate::resolve::Mentioned;
use crate::resolve::Whole;
use crate::survey::BY_LETTERHEAD;
use crate::survey::Fact;

/// Endings of a name that only an entity bears, upper case, without dots and commas.
const ENTITY_ENDINGS: [&str; 10] =
    ["LLC", "INC", "INCORPORATED", "CORP", "CORPORATION", "LP", "LLP", "LLLP", "PARTNERSHIP", "COMPANY"];

/// What is known of the case when it is graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Kind of document, after the user's word.
    pub kind: Kind,
    /// The user's facts, completed by what the document states.
    pub known: UserFacts,
}

impl Context {
    /// The user's facts over the document's own.
    #[must_use]
    pub fn of(whole: &Whole, user: &UserFacts) -> Self {
        let known = user.over(&stated(whole));
        Self { kind: known.kind.unwrap_or(whole.kind), known }
    }

    /// Keys of the facts that nobody told, in the order of `user::KEYS`.
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        self.known.unknown().into_iter().filter(|key| *key != "kind" || self.kind == Kind::Unknown).collect()
    }
}

/// What the document itself states. A person's name is no proof of an individual (a trust may stand behind it), so
/// only the graver answer, an entity, is taken from names.
fn stated(whole: &Whole) -> UserFacts {
    let facts = &whole.facts;
    UserFacts {
        state: facts.state.as_ref().filter(|f| places_the_house(f)).and_then(|f| user::state(&f.value)),
        consent_date: date(facts.dated.as_ref()),
        trustor: facts.borrowers.as_ref().filter(|f| f.value.iter().any(|n| is_entity(n))).map(|_| Trustor::Entity),
        mortgage_insurance: (whole.insurer_mentioned == Mentioned::Yes).then_some(Answer::Yes),
        ..UserFacts::default()
    }
}

/// Whether more than a letterhead tells where the house lies.
fn places_the_house(state: &Fact<String>) -> bool {
    state.evidence.is_empty() || state.evidence.iter().any(|evidence| evidence.pattern != BY_LETTERHEAD)
}

/// The date of a fact, where it is one.
#[must_use]
pub fn date(fact: Option<&Fact<String>>) -> Option<Date> {
    fact.and_then(|f| f.value.parse().ok())
}

fn is_entity(name: &str) -> bool {
    let plain: String = name.chars().filter(|c| !matches!(c, '.' | ',')).collect::<String>().to_uppercase();
    plain.split_whitespace().skip(1).any(|word| ENTITY_ENDINGS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Evidence;

    #[test]
    fn a_letterhead_places_no_house() {
        let told = |pattern: &str| {
            let evidence = Evidence { pattern: pattern.to_owned(), ..Evidence::said("Ohio") };
            places_the_house(&Fact { value: "OH".to_owned(), evidence: vec![evidence] })
        };
        assert!(told("state by mentions") && !told(BY_LETTERHEAD));
    }

    #[test]
    fn an_entity_is_known_by_the_ending_of_its_name() {
        for (name, entity) in [
            ("Juniper Hill Holdings, L.L.C.", true),
            ("Oakline Homes Inc.", true),
            ("Tolliver Family Limited Partnership", true),
            ("Maria Inc", true),
            ("Inc Maria", false),
            ("Dana R. Whitfield", false),
        ] {
            assert_eq!(is_entity(name), entity, "{name}");
        }
    }
}
