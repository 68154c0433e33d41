//! Facts that the user gives: `--fact state=CA,units=2`, or a column of a manifest.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::id::Kind;

/// The keys, and what each may hold, in the order of every output.
pub const KEYS: [(&str, &str); 10] = [
    ("state", "the two letters of a state, such as CA"),
    ("kind", "short-sale, deed-in-lieu or other"),
    ("units", "the number of dwelling units, or a range such as 1-4 (the larger number counts)"),
    ("trustor", "individual or entity"),
    ("purchase-money", "yes or no"),
    ("owner-occupied", "yes or no"),
    ("lien", "first or junior"),
    ("consent-date", "a date such as 2024-05-31"),
    ("mortgage-insurance", "yes or no"),
    ("cross-collateral", "yes or no"),
];

/// Postal codes of the states, the District and Puerto Rico.
const STATES: [&str; 52] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
];

/// Who gave the deed of trust or mortgage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Trustor {
    /// A natural person.
    Individual,
    /// A corporation, limited liability company, limited partnership or public body.
    Entity,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
}

/// Rank of this lender's lien.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// The first lien.
    First,
    /// Any lien behind it.
    Junior,
}

impl Trustor {
    /// The spelling in flags, files and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::Entity => "entity",
        }
    }
}

impl Answer {
    /// The spelling in flags, files and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }
}

impl Rank {
    /// The spelling in flags, files and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Junior => "junior",
        }
    }
}

/// Facts of the case as far as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserFacts {
    /// Postal code of the state where the property lies.
    pub state: Option<String>,
    /// Kind of document.
    pub kind: Option<Kind>,
    /// Dwelling units of the property, from 1; at most so many where the user gave a range.
    pub units: Option<u16>,
    /// Who gave the security.
    pub trustor: Option<Trustor>,
    /// Whether the loan bought the home (or refinanced such a loan without new cash).
    pub purchase_money: Option<Answer>,
    /// Whether the borrower lives or lived in it.
    pub owner_occupied: Option<Answer>,
    /// Rank of the lien.
    pub lien: Option<Rank>,
    /// Day of the lender's written consent.
    pub consent_date: Option<Date>,
    /// Whether the loan carries mortgage insurance.
    pub mortgage_insurance: Option<Answer>,
    /// Whether the note has other security besides this property.
    pub cross_collateral: Option<Answer>,
}

/// What is wrong with a fact as given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadFact {
    /// No `=`.
    #[error("`{0}` is no fact: write key=value, for example units=2; the keys are {keys}", keys = keys())]
    NoValue(String),
    /// No such key.
    #[error("`{0}` names no fact that acquit knows: the keys are {keys}", keys = keys())]
    UnknownKey(String),
    /// The key does not take this value.
    #[error("`{key}={value}`: give {allowed}")]
    BadValue {
        /// The key.
        key: &'static str,
        /// What was given.
        value: String,
        /// What it takes.
        allowed: &'static str,
    },
    /// The key stands twice.
    #[error("`{0}` is given twice: keep one")]
    Twice(&'static str),
}

fn keys() -> String {
    KEYS.map(|(key, _)| key).join(", ")
}

impl UserFacts {
    /// Reads `key=value` pairs, each word holding one pair or several with commas between them.
    ///
    /// # Errors
    ///
    /// When a pair has no value, an unknown key or a value that its key does not take, or a key stands twice.
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, BadFact> {
        let mut facts = Self::default();
        let mut seen = Vec::new();
        for pair in words.into_iter().flat_map(|word| word.split(',')).map(str::trim).filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').ok_or_else(|| BadFact::NoValue(pair.to_owned()))?;
            let key = known_key(key)?;
            if seen.contains(&key.0) {
                return Err(BadFact::Twice(key.0));
            }
            seen.push(key.0);
            facts.set(key.0, value.trim()).ok_or_else(|| BadFact::BadValue {
                key: key.0,
                value: value.trim().to_owned(),
                allowed: key.1,
            })?;
        }
        Ok(facts)
    }

    /// These facts, and where one is not given, the other's.
    #[must_use]
    pub fn over(&self, below: &Self) -> Self {
        Self {
            state: self.state.clone().or_else(|| below.state.clone()),
            kind: self.kind.or(below.kind),
            units: self.units.or(below.units),
            trustor: self.trustor.or(below.trustor),
            purchase_money: self.purchase_money.or(below.purchase_money),
            owner_occupied: self.owner_occupied.or(below.owner_occupied),
            lien: self.lien.or(below.lien),
            consent_date: self.consent_date.or(below.consent_date),
            mortgage_insurance: self.mortgage_insurance.or(below.mortgage_insurance),
            cross_collateral: self.cross_collateral.or(below.cross_collateral),
        }
    }

    /// Keys of the facts that are not given, in the order of [`KEYS`].
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        let given = [
            self.state.is_some(),
            self.kind.is_some(),
            self.units.is_some(),
            self.trustor.is_some(),
            self.purchase_money.is_some(),
            self.owner_occupied.is_some(),
            self.lien.is_some(),
            self.consent_date.is_some(),
            self.mortgage_insurance.is_some(),
            self.cross_collateral.is_some(),
        ];
        KEYS.iter().zip(given).filter(|(_, given)| !given).map(|((key, _), _)| *key).collect()
    }

    /// Sets one fact; `None` where the value does not fit the key.
    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "state" => self.state = Some(state(value)?),
            "kind" => self.kind = Some(value.parse().ok().filter(|kind| *kind != Kind::Unknown)?),
            "units" => self.units = Some(units(value)?),
            "trustor" => self.trustor = Some(pick(value, [Trustor::Individual, Trustor::Entity], Trustor::as_str)?),
            "lien" => self.lien = Some(pick(value, [Rank::First, Rank::Junior], Rank::as_str)?),
            "consent-date" => self.consent_date = Some(value.parse().ok()?),
            "purchase-money" => self.purchase_money = Some(answer(value)?),
            "owner-occupied" => self.owner_occupied = Some(answer(value)?),
            "mortgage-insurance" => self.mortgage_insurance = Some(answer(value)?),
            "cross-collateral" => self.cross_collateral = Some(answer(value)?),
            _ => return None,
        }
        Some(())
    }
}

fn known_key(word: &str) -> Result<(&'static str, &'static str), BadFact> {
    let plain = word.trim().replace('_', "-");
    KEYS.into_iter().find(|(key, _)| *key == plain).ok_or_else(|| BadFact::UnknownKey(word.trim().to_owned()))
}

/// The postal code of a state in capitals, where the word is one.
#[must_use]
pub fn state(word: &str) -> Option<String> {
    let code = word.trim().to_ascii_uppercase();
    STATES.contains(&code.as_str()).then_some(code)
}

/// A number from 1, or the larger of a range, which is the graver for every statute.
fn units(word: &str) -> Option<u16> {
    let (least, most) = word.split_once('-').unwrap_or((word, word));
    let (least, most): (u16, u16) = (least.parse().ok()?, most.parse().ok()?);
    (1 <= least && least <= most).then_some(most)
}

fn answer(word: &str) -> Option<Answer> {
    pick(word, [Answer::Yes, Answer::No], Answer::as_str)
}

fn pick<T: Copy>(word: &str, of: [T; 2], spelled: fn(T) -> &'static str) -> Option<T> {
    of.into_iter().find(|one| spelled(*one) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_takes_what_it_names() {
        let facts = UserFacts::parse([
            "state=ca, kind=short-sale,units=2",
            "trustor=individual,purchase_money=yes,owner-occupied=no",
            "lien=junior,consent-date=2012-03-01,mortgage-insurance=yes,cross-collateral=no",
        ]);
        let want = UserFacts {
            state: Some("CA".to_owned()),
            kind: Some(Kind::ShortSale),
            units: Some(2),
            trustor: Some(Trustor::Individual),
            purchase_money: Some(Answer::Yes),
            owner_occupied: Some(Answer::No),
            lien: Some(Rank::Junior),
            consent_date: Some(jiff::civil::date(2012, 3, 1)),
            mortgage_insurance: Some(Answer::Yes),
            cross_collateral: Some(Answer::No),
        };
        assert_eq!(facts.as_ref(), Ok(&want));
        assert_eq!(UserFacts::parse(["units=1-4"]).map(|facts| facts.units), Ok(Some(4)));
        assert_eq!(want.unknown(), Vec::<&str>::new());
        assert_eq!(UserFacts::default().unknown().len(), KEYS.len());
    }

    #[test]
    fn a_bad_fact_is_told_with_what_would_be_good() {
        let keys = "state, kind, units, trustor, purchase-money, owner-occupied, lien, consent-date, \
                    mortgage-insurance, cross-collateral";
        let table = [
            ("units", format!("`units` is no fact: write key=value, for example units=2; the keys are {keys}")),
            ("unit=2", format!("`unit` names no fact that acquit knows: the keys are {keys}")),
            (
                "units=0",
                "`units=0`: give the number of dwelling units, or a range such as 1-4 (the larger number counts)"
                    .to_owned(),
            ),
            (
                "units=-1",
                "`units=-1`: give the number of dwelling units, or a range such as 1-4 (the larger number counts)"
                    .to_owned(),
            ),
            (
                "units=4-1",
                "`units=4-1`: give the number of dwelling units, or a range such as 1-4 (the larger number counts)"
                    .to_owned(),
            ),
            ("state=California", "`state=California`: give the two letters of a state, such as CA".to_owned()),
            ("kind=unknown", "`kind=unknown`: give short-sale, deed-in-lieu or other".to_owned()),
            ("trustor=llc", "`trustor=llc`: give individual or entity".to_owned()),
            ("purchase-money=maybe", "`purchase-money=maybe`: give yes or no".to_owned()),
            ("lien=second", "`lien=second`: give first or junior".to_owned()),
            ("consent-date=3/1/2012", "`consent-date=3/1/2012`: give a date such as 2024-05-31".to_owned()),
            ("units=1,units=2", "`units` is given twice: keep one".to_owned()),
        ];
        for (given, says) in table {
            assert_eq!(UserFacts::parse([given]).map_err(|bad| bad.to_string()), Err(says), "{given}");
        }
    }

    #[test]
    fn the_user_wins_and_the_document_fills_in() {
        let user = UserFacts { units: Some(2), ..UserFacts::default() };
        let document =
            UserFacts { units: Some(6), state: Some("NV".to_owned()), lien: Some(Rank::First), ..UserFacts::default() };
        let both = user.over(&document);
        assert_eq!((both.units, both.state.as_deref(), both.lien), (Some(2), Some("NV"), Some(Rank::First)));
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_a_panic(word in "\\PC{0,40}", value in "\\PC{0,20}", key in 0..KEYS.len()) {
            let _ = UserFacts::parse([word.as_str()]);
            let _ = UserFacts::parse([format!("{}={value}", KEYS[key].0).as_str()]);
        }
    }
}
