//! Tables of letters: what they say, and what is made of it.

mod findings;
mod laws;
mod verdicts;

use crate::id::Kind;
use crate::judge::sample::Letter;
use crate::judge::sample::letter;

pub(super) const RELEASE: &str = "We release you from the debt.";
pub(super) const WAIVER: &str = "We waive the deficiency.";
pub(super) const LIEN: &str = "We will release our lien.";
pub(super) const KEEPS: &str = "You remain liable for the balance.";
pub(super) const MAY: &str = "We may release you from the debt.";
pub(super) const ODD: &str = "The balance goes the way of the file.";

/// A short sale letter that holds all the sentences above; what they do is for each test to say.
pub(super) fn sale() -> Letter {
    letter(Kind::ShortSale, &[&[RELEASE, WAIVER, LIEN, KEEPS, MAY, ODD].join("\n")])
}

/// The same on two pages, the second unread.
pub(super) fn torn() -> Letter {
    letter(Kind::ShortSale, &[&[RELEASE, WAIVER, LIEN, KEEPS].join("\n"), &[MAY, ODD].join("\n")]).unread(2)
}
