//! Roles that the document gives its parties: where `"Releasing Side" means John and Ann Doe`, what the Releasing Side
//! does the borrowers do. Each such term is read as the party that it stands for, byte for byte.

use std::borrow::Cow;

use crate::fuse::Kit;
use crate::read::Party;
use crate::segment;
use crate::segment::Structure;
use crate::survey::Facts;
use crate::text::Text;
use crate::text::Twofold;

/// `"Releasor" is John Doe, with his heirs`: the party follows.
static MEANS: Twofold = Twofold::new(|| {
    r#""(?:[Tt]he )?([A-Z][A-Za-z' -]{2,40})"\s+(?:(?:shall\s+)?(?:means?|refers?\s+to|signif(?:y|ies)|be)|is|are)\s+(?:(?:each|both)\s+of\s+)?"#.to_owned()
});

/// `In this letter the Releasing Side is John Doe and the Released Side is the Bank`: no marks of quotation.
static UNMARKED: Twofold = Twofold::new(|| {
    r"\b(?:this\s+(?:letter|agreement|instrument|settlement),?|and)\s+the\s+([A-Z][a-z]+(?:\s+[A-Z][a-z]+)+)\s+(?:means?|refers?\s+to|is|are)\s+".to_owned()
});

/// Names of the parties that a reader knows, the longest first: a term has room for one that is no longer than it.
const BORROWER: [&str; 4] = ["Borrower", "Obligor", "Debtor", "Maker"];
const LENDER: [&str; 2] = ["Lender", "Bank"];

/// Bytes of a meaning in which its party is looked for, and of a name that is too short to be one.
const OPENING: usize = 100;
const SHORT: usize = 3;

/// What persons leave behind, and companies do not.
const HEIRS: [&str; 3] = [" heirs", " executors", " surviving spouse"];

/// How those are called whom a paper frees.
const FREED: [&str; 4] = ["released", "releasee", "discharged", "freed"];

/// Words by which a meaning leaves somebody out.
const NARROWING: [&str; 5] = [" not ", " except", " excluding", " other than", " but "];

/// Units longer than this are no sentences, in bytes.
const LONGEST: usize = 20_000;

/// A term and what stands for it: the same number of bytes, blanks before, so that a plural or a possessive fits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Role {
    term: String,
    stand_in: String,
}

/// The roles of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    roles: Vec<Role>,
}

impl Roles {
    /// The roles that the document gives the lender or the borrowers by name or by another word for them, where the role's
    /// own word does not say so.
    #[must_use]
    pub fn of(kit: &Kit, text: &Text, structure: &Structure, facts: &Facts) -> Self {
        let mut roles: Vec<Role> = Vec::new();
        let marked = |words: &str| ["\" ", "\"\n", "n this ", "n this\n"].iter().any(|mark| words.contains(mark));
        let defines = |words: &str| words.len() <= LONGEST && marked(words);
        for unit in structure.units.iter().filter(|unit| defines(text.words(unit.span))) {
            let words = segment::words(text, unit.span);
            let unmarked = UNMARKED.of(&words).filter(|_| words.contains("n this "));
            for found in MEANS.of(&words).into_iter().chain(unmarked).flat_map(|means| means.captures_iter(&words)) {
                let (Some(whole), Some(term)) = (found.get(0), found.get(1)) else { continue };
                let Some(party) = words.get(whole.end()..).and_then(|meaning| party(kit, meaning, facts)) else {
                    continue;
                };
                let term = term.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
                let is_new = !roles.iter().any(|role| role.term == term);
                if is_new && !may_leave_out(&term, party) && reads_otherwise(kit, &term, party) {
                    roles.extend(stand_in(&term, party));
                }
            }
        }
        // "Releasing Side Agent" before "Releasing Side".
        roles.sort_by_key(|role| std::cmp::Reverse(role.term.len()));
        Self { roles }
    }

    /// Whether words name a role.
    pub(super) fn stand_in(&self, words: &str) -> bool {
        self.roles.iter().any(|role| words.contains(&role.term))
    }

    /// The words with each role read as its party; every byte keeps its place.
    pub(super) fn read<'w>(&self, words: Cow<'w, str>) -> Cow<'w, str> {
        self.roles.iter().fold(words, |words, role| {
            if words.contains(&role.term) { Cow::Owned(replaced(&words, role)) } else { words }
        })
    }
}

/// The party that a meaning is of: one known by name, else persons with heirs, else the party that its first words name.
fn party(kit: &Kit, meaning: &str, facts: &Facts) -> Option<Party> {
    let end = (0..=meaning.len().min(OPENING)).rev().find(|&end| meaning.is_char_boundary(end)).unwrap_or(0);
    let opening = meaning[..end].split([';', '"']).next().unwrap_or("").to_lowercase();
    // "Borrower and not Guarantor": whom a release leaves out must stay in sight.
    if NARROWING.iter().any(|word| opening.contains(word)) {
        return None;
    }
    let names = |name: &str| name.len() > SHORT && opening.contains(&name.to_lowercase());
    let borrowers = facts.borrowers.iter().flat_map(|fact| &fact.value);
    let lenders = facts.lender.iter().chain(&facts.investor).map(|fact| &fact.value);
    match (borrowers.into_iter().any(|name| names(name)), lenders.into_iter().any(|name| names(name))) {
        (true, false) => Some(Party::Borrower),
        (false, true) => Some(Party::Lender),
        (true, true) => None,
        (false, false) if HEIRS.iter().any(|heirs| opening.contains(heirs)) => Some(Party::Borrower),
        (false, false) => kit.party(first_words(meaning)),
    }
}

/// What stands before the first comma or semicolon: "the Credit Union; and …".
fn first_words(meaning: &str) -> &str {
    meaning.split([',', ';', '.', '(', '"']).next().unwrap_or(meaning)
}

/// "Released Borrower" may be one of two: read as the borrower, it would free both.
fn may_leave_out(term: &str, party: Party) -> bool {
    let lower = term.to_lowercase();
    party == Party::Borrower && FREED.iter().any(|freed| lower.contains(freed))
}

/// Whether a reader takes the role's own word for nobody, or for the other side.
fn reads_otherwise(kit: &Kit, term: &str, party: Party) -> bool {
    match kit.party(term) {
        None => true,
        Some(Party::Other) => false,
        Some(read) => read != party,
    }
}

fn stand_in(term: &str, party: Party) -> Option<Role> {
    let names: &[&str] = match party {
        Party::Borrower => &BORROWER,
        Party::Lender => &LENDER,
        Party::Other => return None,
    };
    let name = names.iter().find(|name| name.len() <= term.len())?;
    Some(Role { term: term.to_owned(), stand_in: format!("{name:>width$}", width = term.len()) })
}

/// The words with the role's term replaced wherever it stands as a whole, or in its plural.
fn replaced(words: &str, role: &Role) -> String {
    let is_inside = |c: char| c.is_alphanumeric();
    let mut out = String::with_capacity(words.len());
    let mut at = 0;
    for (start, term) in words.match_indices(&role.term) {
        let end = start + term.len();
        let after = words[end..].strip_prefix('s').unwrap_or(&words[end..]);
        // What stands in quotation marks is being defined.
        let whole = !words[..start].ends_with(|c: char| is_inside(c) || c == '"') && !after.starts_with(is_inside);
        if whole && start >= at {
            out.push_str(&words[at..start]);
            out.push_str(&role.stand_in);
            at = end;
        }
    }
    out + &words[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_release_frees_is_left_to_the_readers() {
        assert!(may_leave_out("Released Borrower", Party::Borrower) && may_leave_out("Releasee", Party::Borrower));
        assert!(!may_leave_out("Released Side", Party::Lender) && !may_leave_out("Releasing Side", Party::Borrower));
    }

    #[test]
    fn a_role_is_read_as_its_party() {
        let role = |term, party| {
            stand_in(term, party).unwrap_or_else(|| Role { term: String::new(), stand_in: String::new() })
        };
        let roles = Roles { roles: vec![role("Releasing Side", Party::Borrower), role("Releasee", Party::Lender)] };
        let words = "The Releasing Side frees the Releasee, and the Releasees of old.";
        let read = roles.read(Cow::Borrowed(words));
        assert_eq!(read, "The       Borrower frees the   Lender, and the   Lenders of old.");
        assert_eq!(read.len(), words.len());
        for kept in ["A ReleaseeX.", "\"Releasee\" means the Bank."] {
            assert_eq!(roles.read(Cow::Borrowed(kept)), kept);
        }
        assert_eq!(stand_in("Us", Party::Lender), None);
    }
}
