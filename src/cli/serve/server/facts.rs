//! The form that asks for facts of the case, and what it gives: words of `--fact`, read by the same code.

use std::collections::BTreeMap;

use crate::context::user::{BadFact, KEYS, UserFacts};
use crate::report::marks;
use crate::report::words;
use crate::review::Review;

/// How a fact is asked for.
enum Asks {
    /// A line of text.
    Words,
    /// A day.
    Day,
    /// One of these: as `--fact` takes it, and in words.
    One(&'static [(&'static str, &'static str)]),
}

const YES_NO: Asks = Asks::One(&[("yes", "yes"), ("no", "no")]);

/// The questions, in the order of [`KEYS`]: key, question, how it is asked.
const QUESTIONS: [(&str, &str, Asks); 10] = [
    ("state", "State of the property", Asks::Words),
    (
        "kind",
        "Kind of paper",
        Asks::One(&[("short-sale", "short sale letter"), ("deed-in-lieu", "deed in lieu"), ("other", "another paper")]),
    ),
    ("units", "Dwelling units", Asks::Words),
    (
        "trustor",
        "Who gave the deed of trust or mortgage",
        Asks::One(&[("individual", "an individual"), ("entity", "an entity")]),
    ),
    ("purchase-money", "Did the loan buy the home?", YES_NO),
    ("owner-occupied", "Does or did the borrower live there?", YES_NO),
    ("lien", "This lender's lien", Asks::One(&[("first", "first lien"), ("junior", "junior lien")])),
    ("consent-date", "Day of the lender's written consent", Asks::Day),
    ("mortgage-insurance", "Is there mortgage insurance?", YES_NO),
    ("cross-collateral", "Does the note have other security, too?", YES_NO),
];

/// One question of the form.
pub(super) struct Question {
    pub(super) key: &'static str,
    pub(super) asks: &'static str,
    /// `text`, `date` or `select`.
    pub(super) control: &'static str,
    /// What may be given, for a line of text.
    pub(super) allowed: &'static str,
    /// The choices, the empty one left out.
    pub(super) choices: Vec<Choice>,
    /// What holds where nothing is given.
    pub(super) usual: String,
    /// What was given.
    pub(super) given: String,
    /// What the field says of itself where that is wrong.
    pub(super) invalid: &'static str,
}

/// One choice of a question.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) words: &'static str,
    pub(super) chosen: &'static str,
}

/// The whole form.
pub(super) struct Form {
    /// Facts that were given, or would change a grade.
    pub(super) weighty: Vec<Question>,
    /// The others.
    pub(super) others: Vec<Question>,
}

/// What was typed, by key.
pub(super) type Typed = BTreeMap<String, String>;

/// The form for a letter, with what was given or typed.
pub(super) fn form(review: &Review, typed: &Typed) -> Form {
    let documents = marks::documents(review);
    let (weighty, others): (Vec<Question>, Vec<Question>) =
        QUESTIONS.iter().map(|question| asked(question, &documents, typed)).partition(|question| {
            !question.given.is_empty() || documents.iter().any(|document| weighs(document, question.key))
        });
    Form { weighty, others }
}

fn asked((key, asks, how): &'static (&str, &str, Asks), documents: &[&Review], typed: &Typed) -> Question {
    let given = typed.get(*key).cloned().unwrap_or_default();
    let choices: &[(&str, &str)] = if let Asks::One(choices) = how { choices } else { &[] };
    let choice = |(value, words): &(&'static str, &'static str)| Choice {
        value,
        words,
        chosen: if *value == given { "selected" } else { "" },
    };
    Question {
        key,
        asks,
        control: match how {
            Asks::Words => "text",
            Asks::Day => "date",
            Asks::One(_) => "select",
        },
        allowed: KEYS.iter().find(|(name, _)| name == key).map_or("", |(_, allowed)| allowed),
        choices: choices.iter().map(choice).collect(),
        usual: usual(documents, key),
        invalid: if read(&Typed::from([((*key).to_owned(), given.clone())])).is_err() {
            "aria-invalid=true"
        } else {
            ""
        },
        given,
    }
}

/// What is known without the form.
fn usual(documents: &[&Review], key: &str) -> String {
    let of = |document: &&Review| match key {
        "kind" => Some(words::kind(document.context.kind).to_lowercase()),
        key => said(&document.context.known, key),
    };
    let mut known: Vec<String> = documents.iter().filter_map(of).collect();
    known.sort();
    known.dedup();
    if known.is_empty() { "not known".to_owned() } else { known.join(" / ") }
}

/// Whether a fact that is not known would change how a finding is graded, or bring in a statute.
fn weighs(document: &Review, key: &str) -> bool {
    let named = format!("{key}=");
    let findings = document.findings.iter().filter_map(|finding| finding.would_change_if.as_deref());
    let laws = document.backstop.iter().flat_map(|law| &law.lacking).map(String::as_str);
    findings.chain(laws).any(|words| words.contains(&named))
}

/// A fact as `--fact` takes it.
fn said(facts: &UserFacts, key: &str) -> Option<String> {
    match key {
        "state" => facts.state.clone(),
        "kind" => facts.kind.map(|kind| kind.as_str().to_owned()),
        "units" => facts.units.map(|units| units.to_string()),
        "trustor" => facts.trustor.map(|trustor| trustor.as_str().to_owned()),
        "lien" => facts.lien.map(|lien| lien.as_str().to_owned()),
        "consent-date" => facts.consent_date.map(|day| day.to_string()),
        "purchase-money" => facts.purchase_money.map(|answer| answer.as_str().to_owned()),
        "owner-occupied" => facts.owner_occupied.map(|answer| answer.as_str().to_owned()),
        "mortgage-insurance" => facts.mortgage_insurance.map(|answer| answer.as_str().to_owned()),
        "cross-collateral" => facts.cross_collateral.map(|answer| answer.as_str().to_owned()),
        _ => None,
    }
}

/// What was given, by key, as the form shows it.
pub(super) fn typed(facts: &UserFacts) -> Typed {
    KEYS.iter().filter_map(|(key, _)| Some(((*key).to_owned(), said(facts, key)?))).collect()
}

/// What was given, in one line.
pub(super) fn told(facts: &UserFacts) -> String {
    typed(facts).into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(", ")
}

/// Reads what the form gives.
///
/// # Errors
/// What is wrong with a fact, as `--fact` says it.
pub(super) fn read(fields: &Typed) -> Result<UserFacts, BadFact> {
    let given = fields.iter().filter(|(_, value)| !value.trim().is_empty());
    // A comma would begin another fact.
    let words: Vec<String> = given.map(|(key, value)| format!("{key}={}", value.replace(',', " "))).collect();
    UserFacts::parse(words.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn every_fact_is_asked_for_and_every_choice_is_one_that_the_flag_takes() {
        assert_eq!(QUESTIONS.map(|(key, ..)| key), KEYS.map(|(key, _)| key));
        for (key, _, how) in &QUESTIONS {
            let values: Vec<&str> = match how {
                Asks::One(choices) => choices.iter().map(|(value, _)| *value).collect(),
                Asks::Day => vec!["2024-05-31"],
                Asks::Words => vec![if *key == "units" { "2" } else { "CA" }],
            };
            for value in values {
                let facts = read(&fields(&[(key, value)])).unwrap();
                assert_eq!(said(&facts, key).as_deref(), Some(value), "{key}");
                assert_eq!(told(&facts), format!("{key}={value}"));
            }
        }
    }

    #[test]
    fn what_is_left_empty_is_not_given_and_what_is_wrong_is_told() {
        assert_eq!(read(&fields(&[("state", ""), ("units", " ")])), Ok(UserFacts::default()));
        for (key, value, says) in [
            ("units", "many", "the number of dwelling units"),
            ("state", "CA,units=2", "the two letters of a state"),
            ("files", "x", "names no fact"),
        ] {
            let bad = read(&fields(&[(key, value)])).unwrap_err().to_string();
            assert!(bad.contains(says), "{bad}");
        }
    }
}
