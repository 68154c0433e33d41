//! Dates, amounts, blanks and boxes among the folded tokens of a unit.

use crate::pattern::notation::BuiltIn;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Where the date ends that begins here.
pub(super) fn date(words: &[&str], at: usize) -> Option<usize> {
    let word = |n: usize| words.get(n).copied().unwrap_or("");
    let digits = |n: usize| word(n).starts_with(|c: char| c.is_ascii_digit());
    let year = |n: usize| word(n).len() == 4 && word(n).bytes().all(|b| b.is_ascii_digit());
    if digits(at) && word(at).matches(['/', '-', '.']).count() == 2 {
        return Some(at + 1);
    }
    if digits(at + 1) && MONTHS.contains(&word(at)) {
        let comma = usize::from(word(at + 2) == ",");
        return Some(if year(at + 2 + comma) { at + 3 + comma } else { at + 2 });
    }
    if !digits(at) {
        return None;
    }
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word(at).ends_with(end));
    let of = usize::from(word(at + 1) == "of" || word(at + 1) == "day");
    let of = of + usize::from(of == 1 && word(at + 2) == "of");
    let month = at + 1 + of;
    if MONTHS.contains(&word(month)) && (of > 0 || word(month) != "may") {
        return Some(if year(month + 1) { month + 2 } else { month + 1 });
    }
    (ordinal && at > 0 && word(at - 1) == "the").then_some(at + 1)
}

/// Whether every digit is a nought.
pub(super) fn is_zero(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '0' | '$' | '.' | ','))
}

/// Whether a number without a dollar sign is written as an amount: `187,500` or `187,500.00`.
pub(super) fn is_amount(word: &str) -> bool {
    let whole = word.split('.').next().unwrap_or(word);
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
    first && whole.contains(',') && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
}

/// Where the blank ends that begins here.
pub(super) fn blank(words: &[&str], at: usize) -> Option<usize> {
    let run = words[at..].iter().take_while(|w| **w == "_").count();
    (run >= 2).then_some(at + run)
}

/// Which box begins here, and where it ends.
pub(super) fn checkbox(words: &[&str], at: usize) -> Option<(BuiltIn, usize)> {
    let word = |n: usize| words.get(n).copied().unwrap_or("");
    match (word(at), word(at + 1), word(at + 2)) {
        ("\u{2610}" | "\u{25a1}" | "\u{25fb}", ..) => Some((BuiltIn::EmptyBox, at + 1)),
        ("\u{2611}" | "\u{2612}" | "\u{25a0}" | "\u{2714}" | "\u{2713}", ..) => Some((BuiltIn::TickedBox, at + 1)),
        ("[", "]", _) | ("(", ")", _) => Some((BuiltIn::EmptyBox, at + 2)),
        ("[", "_", "]") | ("(", "_", ")") => Some((BuiltIn::EmptyBox, at + 3)),
        ("[", "x", "]") | ("(", "x", ")") => Some((BuiltIn::TickedBox, at + 3)),
        _ => None,
    }
}
