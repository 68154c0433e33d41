//! The files under `patterns` that are compiled into the program, and what tells a set of files from another.

use std::sync::Arc;

use sha2::Digest;
use sha2::Sha256;

use crate::lexicon::Lexicon;
use crate::pattern::Own;
use crate::pattern::PatternError;

/// Paths below `patterns/` with their text.
macro_rules! sources {
    ($($path:literal),+ $(,)?) => { &[$(($path, include_str!(concat!("../../patterns/", $path)))),+] };
}

/// All files: path below `patterns/` and text. The last three folders are read by others (frames, statutes, survey) and
/// stand here because they, too, decide what is said of a letter: the digest covers them.
pub const SOURCES: &[(&str, &str)] = sources![
    "guards.toml",
    "lexicon/acts.toml",
    "lexicon/governors.toml",
    "lexicon/grammar.toml",
    "lexicon/matters.toml",
    "lexicon/objects.toml",
    "lexicon/people.toml",
    "protections/debt-release.toml",
    "protections/deficiency-waiver.toml",
    "protections/lien-release.toml",
    "protections/holder-authority.toml",
    "protections/all-obligors.toml",
    "protections/insurer-bound.toml",
    "protections/successors-bound.toml",
    "protections/approval-expiration.toml",
    "protections/net-proceeds.toml",
    "protections/credit-reporting.toml",
    "protections/junior-liens.toml",
    "protections/foreclosure-dismissal.toml",
    "protections/no-contribution.toml",
    "protections/note-cancellation.toml",
    "protections/execution.toml",
    "protections/covenant-not-to-sue.toml",
    "protections/deed-acceptance.toml",
    "protections/voluntary-conveyance.toml",
    "protections/no-merger.toml",
    "hazards/deficiency-reservation.toml",
    "hazards/lien-release-only.toml",
    "hazards/not-an-approval.toml",
    "hazards/nonbinding-release.toml",
    "hazards/conditional-release.toml",
    "hazards/partial-release.toml",
    "hazards/partial-obligor-release.toml",
    "hazards/overbroad-carve-out.toml",
    "hazards/release-revival.toml",
    "hazards/rescission-right.toml",
    "hazards/assignment-or-collection.toml",
    "hazards/insurer-rights-reserved.toml",
    "hazards/guaranty-or-collateral-kept.toml",
    "hazards/promissory-note.toml",
    "hazards/anti-deficiency-waiver.toml",
    "hazards/unresolved-template.toml",
    "hazards/unclear-language.toml",
    "hazards/seller-contribution.toml",
    "hazards/borrower-releases-lender.toml",
    "hazards/civil-code-1542-waiver.toml",
    "hazards/junior-lien-open.toml",
    "hazards/foreclosure-continues.toml",
    "hazards/adverse-credit-reporting.toml",
    "hazards/escrow-refund-waiver.toml",
    "hazards/fraud-waste-carve-out.toml",
    "hazards/tax-reporting.toml",
    "jurisdictions/arizona.toml",
    "jurisdictions/california.toml",
    "jurisdictions/default.toml",
    "jurisdictions/florida.toml",
    "jurisdictions/illinois.toml",
    "jurisdictions/nevada.toml",
    "jurisdictions/oregon.toml",
    "jurisdictions/texas.toml",
    "jurisdictions/washington.toml",
    "propositions/owe.toml",
    "propositions/pursue.toml",
    "propositions/release.toml",
    "survey/kind.toml",
    "survey/loan.toml",
    "survey/mentions.toml",
    "survey/names.toml",
    "survey/people.toml",
    "survey/place.toml",
    "survey/standing.toml",
    "survey/states.toml",
    "survey/terms.toml",
];

/// The words of the lexicon files among them.
pub(super) fn lexicon(files: &[(&str, &str)]) -> Result<Arc<Lexicon>, PatternError> {
    let parts: Vec<(&str, &str)> =
        files.iter().filter_map(|(path, text)| path.strip_prefix("lexicon/").map(|name| (name, *text))).collect();
    Lexicon::of(&parts).map_err(|e| PatternError { file: format!("lexicon/{}", e.file), line: 1, says: e.says })
}

/// SHA-256 over all files, in whatever order they are given.
pub(super) fn digest(files: &[(&str, &str)], own: Own) -> String {
    let mut files = files.to_vec();
    if own == Own::Instead {
        files.push(("instead", ""));
    }
    files.sort_unstable();
    let mut hash = Sha256::new();
    for (path, text) in files {
        for part in [path, text] {
            hash.update(part.len().to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize().iter().fold("sha256:".to_owned(), |hex, byte| format!("{hex}{byte:02x}"))
}
