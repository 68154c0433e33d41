//! Landlock: no file and no network. A child needs none: fonts and tables are compiled in.

use landlock::ABI;
use landlock::Access;
use landlock::AccessFs;
use landlock::AccessNet;
use landlock::Ruleset;
use landlock::RulesetAttr;
use landlock::RulesetError;
use landlock::RulesetStatus;
use landlock::Scope;

use super::Force;

/// The newest set of rights that is asked for; of an older kernel, those that it knows.
const NEWEST: ABI = ABI::V6;

/// Takes every right away for which Landlock has a name.
pub(super) fn forbid() -> Force {
    match forbid_all() {
        Ok(RulesetStatus::FullyEnforced) => Force::Full,
        Ok(RulesetStatus::PartiallyEnforced) => Force::Partial,
        Ok(RulesetStatus::NotEnforced) | Err(_) => Force::None,
    }
}

fn forbid_all() -> Result<RulesetStatus, RulesetError> {
    let rules = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?;
    Ok(rules.restrict_self()?.ruleset)
}
