//! To whom a letter is sent.

use crate::span::NormSpan;

use super::Fact;
use super::names;
use super::sheet::Sheet;

/// The people that the letter is sent to: their names stand above an address or are greeted by the salutation. A letter
/// to counsel, an agent or the closing is not sent to the borrower.
pub(super) fn addressees(sheet: &Sheet) -> Option<Fact<Vec<String>>> {
    let (last, greeting) = match sheet.greeting() {
        Some(line) => (line, sheet.lines.get(line).map_or("", |line| sheet.words(*line))),
        None => (sheet.opening_lines, ""),
    };
    let others = ["Attorney", "Escrow", "Agent", "Counsel", "Gentlemen"].iter().any(|word| greeting.contains(word));
    if others {
        return None;
    }
    let by_name = !greeting.is_empty() && !NAMELESS.iter().any(|word| greeting.contains(word));
    let mut fact = Fact { value: Vec::<String>::new(), evidence: Vec::new() };
    for cell in (0..last).filter(|n| !is_letterhead(sheet, *n)).flat_map(|n| sheet.cells(n)) {
        let names = sent_to(sheet, cell);
        let is_sent =
            |name: &String| if by_name { is_greeted(name, greeting) } else { is_above_street(sheet, cell.start) };
        let names: Vec<String> = names.into_iter().filter(is_sent).collect();
        if !names.is_empty() {
            fact.value.extend(names);
            fact.evidence.push(sheet.evidence(cell, "addressee"));
        } else if !by_name && !fact.value.is_empty() {
            break;
        }
    }
    fact.value.dedup();
    (!fact.value.is_empty()).then_some(fact)
}

/// Words of a salutation that greets nobody by name.
const NAMELESS: [&str; 10] =
    ["Madam", "Sir", "Homeowner", "Customer", "Borrower", "Mortgagor", "Seller", "Owner", "Member", "whom it"];

/// The names in a cell of an address block: no label, no quotation, no city and ZIP code.
fn sent_to(sheet: &Sheet, cell: NormSpan) -> Vec<String> {
    let words = sheet.words(cell);
    let words = ["To:", "TO:", "TO "].iter().find_map(|to| words.strip_prefix(to)).unwrap_or(words).trim();
    let street = words
        .match_indices(", ")
        .find(|(at, _)| words.get(at + 2..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())));
    let words = street.map_or(words, |(at, _)| words.get(..at).unwrap_or(words));
    let is_block = words.len() < 70 && !words.contains([':', '"']) && !words.contains(|c: char| c.is_ascii_digit());
    if is_block && !words.ends_with('.') { names::list(words) } else { Vec::new() }
}

/// Whether the salutation names the person by surname or first name.
fn is_greeted(name: &str, greeting: &str) -> bool {
    let greeted = |word: &str| word.len() > 2 && greeting.split([' ', ',', ':']).any(|there| there == word);
    name.split(' ').next_back().is_some_and(greeted) || name.split(' ').next().is_some_and(greeted)
}

/// Whether one of the next lines starts with a house number or a post box.
fn is_above_street(sheet: &Sheet, at: usize) -> bool {
    let n = sheet.line_at(at);
    let next = (n + 1..n + 3).filter_map(|n| sheet.lines.get(n));
    next.into_iter().any(|line| sheet.words(*line).starts_with(|c: char| c.is_ascii_digit()))
}

fn is_letterhead(sheet: &Sheet, n: usize) -> bool {
    n < 8 && sheet.date_line().is_some_and(|date| n < date && date < 9)
}
