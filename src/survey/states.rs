//! The states of the Union, by name, postal code and ZIP code.

use std::sync::LazyLock;

use serde::Deserialize;

pub(super) static STATES: LazyLock<Vec<State>> = LazyLock::new(|| states().unwrap_or_default());

/// One state of the Union.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    pub(super) code: String,
    pub(super) name: String,
    /// Ranges of the first three digits of its ZIP codes.
    zip: Vec<(u16, u16)>,
    /// Short names of its statutes, as letters cite them.
    #[serde(default)]
    pub(super) statutes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct States {
    state: Vec<State>,
}

fn states() -> Result<Vec<State>, String> {
    let states: States =
        toml::from_str(include_str!("../../patterns/survey/states.toml")).map_err(|e| e.to_string())?;
    Ok(states.state)
}

/// Every state with its postal code and its name, in the order of the names.
pub fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
    STATES.iter().map(|state| (state.code.as_str(), state.name.as_str()))
}

/// The state of this postal code, name or beginning of a name.
pub(super) fn by_name(name: &str) -> Option<&'static State> {
    let plain = name.trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ");
    let short = plain.len() > 2;
    STATES.iter().find(|state| {
        let prefix = state.name.get(..plain.len());
        state.code == plain || (short && prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case(&plain)))
    })
}

/// The state whose statutes are cited so.
pub(super) fn by_statute(law: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.statutes.iter().any(|known| known == law))
}

/// The state of a ZIP code; `O`, `l` and `I` are misread digits.
pub(super) fn by_zip(zip: &str) -> Option<&'static State> {
    let digits: String = zip
        .chars()
        .take(3)
        .map(|c| match c {
            'O' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect();
    let prefix: u16 = digits.parse().ok()?;
    STATES.iter().find(|state| state.zip.iter().any(|&(from, to)| (from..=to).contains(&prefix)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zip_prefix_belongs_to_one_state_at_most() {
        assert_eq!(states().map(|states| states.len()), Ok(52));
        for prefix in 0..=999 {
            let holds = |state: &&State| state.zip.iter().any(|&(from, to)| (from..=to).contains(&prefix));
            assert!(STATES.iter().filter(holds).count() <= 1, "{prefix}");
        }
    }
}
