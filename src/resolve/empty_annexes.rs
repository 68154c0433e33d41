//! Exceptions that except nothing: "released, except for the items in Schedule 2", where Schedule 2 says "None".
//!
//! As with branches for other states, the words of such an exception are blanked out, byte for byte, before anybody reads them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::elsewhere::opens_annex;
use crate::segment;
use crate::segment::{Form, Structure, Unit};
use crate::text::Text;
use crate::text::Twofold;

/// An annex by its name.
const ANNEX: &str = r"(?i:the\s+)?(?P<part>(?i:schedule|exhibit|appendix|annex|rider|addendum|attachment))\s+(?P<number>[0-9A-Z]{1,3})\b(?i:\s+(?:hereto|below|attached|to\s+this\s+(?:agreement|letter)))?";

/// What an annex lists and nothing beside it: "the unpaid balance and the items in" is more than the items.
const THINGS: &str = r"(?i:(?:(?:the|those|all|any|such)\s+)?(?:items?|sums?|obligations?|amounts?|matters?|exceptions?|debts?|things?|what)\s+(?:(?:is|are)\s+)?(?:(?:set\s+(?:out|forth)|listed|shown|named|stated|described|given)\s+)?(?:in|on|by|under|of)\s+)";

/// "except for the items in Schedule 2", "other than the sums listed in Schedule B".
static EXCEPT: Twofold = Twofold::new(|| {
    let cue = r"(?i:,?\s*\b(?:except(?:ing)?(?:\s+for)?|save(?:\s+(?:and\s+except|for))?|other\s+than|apart\s+from|excluding)\s+)";
    format!(r"{cue}{THINGS}{ANNEX},?")
});

/// "the obligations set out in Schedule B excepted".
static EXCEPTED: Twofold =
    Twofold::new(|| format!(r",\s*{THINGS}{ANNEX}(?i:\s+(?:being\s+|alone\s+|only\s+)?(?:excepted|excluded))"));

/// What an annex says in which nothing is listed, by itself or behind its title.
static NONE: Twofold = Twofold::new(|| {
    let title = r"(?:(?:schedule|exhibit|appendix|annex|rider|addendum|attachment)\s+\w{1,3}[\s:.\u{2014}\u{2013}-]+)?";
    let none = r"(?:none|nil|nothing|no\s+(?:items?|sums?|obligations?|exceptions?|entries)|not\s+applicable|n\s*/\s*a|there\s+(?:is|are)\s+none)";
    format!(r"(?i)^{title}[\s(\[*\u{{2014}}\u{{2013}}-]*{none}[\s.)\]*\u{{2014}}\u{{2013}}-]*$")
});

/// The annexes of a document in which nothing is listed, by name in small letters.
#[derive(Debug, Default)]
pub(super) struct EmptyAnnexes {
    names: BTreeSet<String>,
}

impl EmptyAnnexes {
    /// Finds them.
    pub(super) fn of(text: &Text, structure: &Structure) -> Self {
        let units = structure.units.as_slice();
        let opened: Vec<(String, usize)> =
            units.iter().enumerate().filter_map(|(at, unit)| Some((opens_annex(text, unit)?, at))).collect();
        // An annex that opens twice is a table of contents and an annex, or two: nobody knows which.
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, _) in &opened {
            *times.entry(name).or_default() += 1;
        }
        let ends = opened.iter().skip(1).map(|(_, at)| *at).chain([units.len()]);
        let once = opened.iter().zip(ends).filter(|((name, _), _)| times.get(name.as_str()) == Some(&1));
        let empty = once.filter(|((_, at), end)| says_nothing(text, units.get(*at..*end).unwrap_or_default()));
        Self { names: empty.map(|((name, _), _)| name.clone()).collect() }
    }

    /// A passage with its exceptions of nothing blanked out; the same number of bytes.
    pub(super) fn settle<'w>(&self, words: Cow<'w, str>) -> Cow<'w, str> {
        if self.names.is_empty() {
            return words;
        }
        let mut gone: Vec<(usize, usize)> = Vec::new();
        for shape in [&EXCEPT, &EXCEPTED] {
            for found in shape.of(&words).into_iter().flat_map(|shape| shape.captures_iter(&words)) {
                let name = format!("{} {}", &found["part"], &found["number"]).to_lowercase();
                if let Some(whole) = found.get(0).filter(|_| self.names.contains(&name)) {
                    gone.push((whole.start(), whole.end()));
                }
            }
        }
        if gone.is_empty() { words } else { Cow::Owned(blanked(&words, &gone)) }
    }
}

/// Words of a line below an annex's title that tell what it lists.
const CAPTION: usize = 6;

/// Whether an annex says that there is nothing, and nothing else: its title, a caption at most, and "None".
fn says_nothing(text: &Text, units: &[Unit]) -> bool {
    let Some((title, below)) = units.split_first() else { return false };
    let said: Vec<&Unit> = below.iter().filter(|unit| unit.form != Form::Matter || says_none(text, unit)).collect();
    match said.as_slice() {
        [] => says_none(text, title),
        [none] => says_none(text, none),
        [caption, none] => says_none(text, none) && is_caption(&segment::words(text, caption.span)),
        _ => false,
    }
}

fn is_caption(words: &str) -> bool {
    words.split_whitespace().count() <= CAPTION && !words.contains(|c: char| c.is_ascii_digit() || c == '$')
}

fn says_none(text: &Text, unit: &Unit) -> bool {
    NONE.is_in(segment::words(text, unit.span).trim())
}

fn blanked(words: &str, gone: &[(usize, usize)]) -> String {
    let is_gone = |at: usize| gone.iter().any(|&(from, to)| (from..to).contains(&at));
    let one = |(at, c): (usize, char)| if is_gone(at) { " ".repeat(c.len_utf8()) } else { c.to_string() };
    words.char_indices().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::normalise;

    /// A passage of a letter whose schedule says something, settled, white space single.
    fn settled(said: &str, passage: &str) -> String {
        let letter = format!(
            "ELM BANK\n\nMay 3, 2021\n\nDear Ms. Quillon:\n\nElm Bank approves the sale of your home.\n\nYou may close by June 1.\n\n\
             The price is fair.\n\nWe wish you well.\n\nSincerely,\n\nAnn Low\n\n\u{c}SCHEDULE 2\n\n{said}\n\nSCHEDULE 3\n\nKeys.\n"
        );
        let text = normalise::text(&extract::pages(letter.as_bytes()));
        let structure = segment::structure(&text);
        let words = EmptyAnnexes::of(&text, &structure).settle(Cow::Borrowed(passage));
        assert_eq!(words.len(), passage.len());
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_exception_of_nothing_is_none() {
        for (said, passage, right) in [
            (
                "None",
                "You are released, except for the items in Schedule 2, from the note.",
                "You are released from the note.",
            ),
            (
                "(none)",
                "Lender cancels, except for the sums listed in Schedule 2, the debt.",
                "Lender cancels the debt.",
            ),
            (
                "Nil.",
                "released of all obligations, the obligations set out in Schedule 2 excepted.",
                "released of all obligations .",
            ),
            (
                "None",
                "You are released, except for the unpaid balance and the items in Schedule 2.",
                "You are released, except for the unpaid balance and the items in Schedule 2.",
            ),
            (
                "None",
                "released, other than your duty to repay the shortage in Schedule 2.",
                "released, other than your duty to repay the shortage in Schedule 2.",
            ),
            ("Sums kept\n\nNone", "You are released, except for the items in Schedule 2.", "You are released ."),
            (
                "Escrow refunds\n\nNone\n\nUnpaid principal after the sale\n\n$31,400",
                "You are released, except for the items in Schedule 2.",
                "You are released, except for the items in Schedule 2.",
            ),
            (
                "None.\n\nAdded at closing: the unpaid principal.",
                "You are released, except for the items in Schedule 2.",
                "You are released, except for the items in Schedule 2.",
            ),
            ("N/A", "freed of all but what stands in Schedule 2.", "freed of all but what stands in Schedule 2."),
            (
                "Late charges.",
                "You are released, except for the items in Schedule 2.",
                "You are released, except for the items in Schedule 2.",
            ),
            (
                "None",
                "You are released, except for the items in Schedule 3.",
                "You are released, except for the items in Schedule 3.",
            ),
            ("None", "You are released as shown in Schedule 2.", "You are released as shown in Schedule 2."),
        ] {
            assert_eq!(settled(said, passage), right, "{said} {passage}");
        }
    }
}
