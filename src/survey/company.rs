//! Names of companies that lend: in definitions, in rows, in a letterhead.

use crate::span::NormSpan;

use super::Fact;
use super::names;
use super::sheet::Sheet;

/// The company's name at the start of some words: up to its description.
pub(super) fn company(sheet: &Sheet, value: NormSpan) -> Option<NormSpan> {
    let words = sheet.words(value);
    let start = LEADS.iter().find_map(|lead| words.starts_with(lead).then_some(lead.len())).unwrap_or(0);
    let words = words.get(start..)?;
    let stops = words
        .match_indices(". ")
        .filter(|(at, _)| words.get(..*at).is_some_and(|before| before.len() > 3 && !is_short(before)));
    let has_comma = words.contains(',');
    let ends = ENDS.iter().filter(|mark| has_comma || !mark.starts_with(',')).filter_map(|mark| words.find(mark));
    let end = ends.chain(stops.map(|(at, _)| at)).min().unwrap_or(words.len());
    let name = words.get(..end)?.trim_end_matches([',', ' ', '\n', ';']);
    let is_abbreviated = ["inc.", "co.", "n.a.", "corp.", "ltd.", "f.s.b.", "c.u.", "f.a."]
        .iter()
        .any(|abbreviation| name.to_lowercase().ends_with(abbreviation));
    let name = if is_abbreviated { name } else { name.trim_end_matches('.') };
    names::is_lender(name).then(|| NormSpan::new(value.start + start, value.start + start + name.len()))
}

/// Whether words end in an initial or a short abbreviation.
fn is_short(words: &str) -> bool {
    words.rsplit(' ').next().is_some_and(|word| word.len() <= 3)
}

/// What may stand before a company's name.
const LEADS: [&str; 5] = ["Between ", "BETWEEN ", "In re ", "by ", "for "];
/// What ends a company's name.
const ENDS: [&str; 26] = [
    ", a ",
    ", an ",
    ", as ",
    " (",
    ", the ",
    ", not ",
    ", having",
    ", owner",
    ", holder",
    ", for itself",
    "\t",
    ", a\n",
    ", an\n",
    ",\na ",
    ",\nan ",
    ", its ",
    ", by ",
    ", Beneficiary",
    ", Trustee",
    ", whose",
    " / ",
    ", acting",
    ", which",
    " - ",
    ", DECEASED",
    ", Deceased",
];

/// The first line of the letterhead that names a company that lends.
pub(super) fn letterhead(sheet: &Sheet) -> Option<Fact<String>> {
    let mut cells = (0..8).flat_map(|n| sheet.cells(n));
    let span = cells.find_map(|cell| company(sheet, cell))?;
    Some(sheet.fact(firm_name(sheet.words(span)), span, "letterhead"))
}

/// A company's name on one line, set as names are.
pub(super) fn firm_name(words: &str) -> String {
    names::title_case(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}
