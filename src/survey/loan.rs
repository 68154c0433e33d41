//! The loan's number, as written.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::span::NormSpan;
use crate::text::Twofold;

use super::Fact;
use super::cues::Hit;
use super::cues::Row;
use super::cues::Subject;
use super::cues::Table;
use super::sheet::Sheet;

/// A label in the opening counts for this much more: wire instructions name other accounts.
const OPENING: i32 = 20;

/// What a label makes of the number that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Label {
    Firm,
    Loose,
    Another,
}

static LABELS: LazyLock<Table<Label>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Table<Label>, String> {
    Table::of(Subject::Loan)
}

/// What may stand between a label and its number, and the number: letters, digits, hyphens and slashes, two or more
/// of them digits, perhaps with a short group of capitals before it; or groups of digits; or the last four of a masked one.
static NUMBER: Twofold = Twofold::new(|| {
    let between = r#"^(?:\s|[:#.,(\[|_"]|-{2,}|(?i:\b(?:numbers?|no|nos|num|ending|in|is)\b)){0,60}"#;
    let groups = r"(?:[A-Z]{2,4} )?[0-9]{2,4}(?: [0-9]{1,5}){2,4}\b|[A-Z]{2,4}-[0-9]{2,4}(?: [0-9]{1,5}){2,4}\b|[A-Z] [0-9]{2,}(?:-[0-9]+)+\b|[0-9]{1,3}(?:,[0-9]{3})+\b";
    let masked = r"[xX*]{2,}(?:-[xX*]{2,})*-?[0-9]{4}\b";
    let joined = r"(?:[A-Z]{2,4} )?[A-Z0-9][A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*";
    let number = format!("(?<number>{groups}|{masked}|{joined})");
    format!("{between}{number}")
});

/// The loan's number, if the document names one, and another with a label as firm.
pub(super) fn numbers(sheet: &Sheet) -> (Option<Fact<String>>, Option<Fact<String>>) {
    let hits = sheet.hits.on(Subject::Loan);
    let numbers = hits.iter().filter_map(|hit| {
        let row = LABELS.rows.get(hit.row)?;
        let number = after(sheet, hit, row, hits)?;
        let bonus = if hit.span.end <= sheet.opening_end() { OPENING } else { 0 };
        Some((row.weight + bonus, number, row))
    });
    let all: Vec<_> = numbers.collect();
    let fact =
        |(_, span, row): &(i32, NormSpan, &Row<Label>)| sheet.fact(sheet.words(*span).to_owned(), *span, &row.name);
    let Some(first) = all.iter().rev().max_by_key(|(weight, ..)| *weight) else { return (subject(sheet), None) };
    let is_other = |(_, span, row): &&(i32, NormSpan, &Row<Label>)| {
        row.speaks_for == Label::Firm && first.2.name == row.name && are_two(sheet.words(first.1), sheet.words(*span))
    };
    (Some(fact(first)), all.iter().find(is_other).map(fact))
}

/// Fewer digits than this are the ending of a number.
const WHOLE: usize = 6;

/// Whether two numbers are those of two loans: neither is a part of the other.
fn are_two(one: &str, other: &str) -> bool {
    let plain = |number: &str| number.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let (one, other) = (plain(one), plain(other));
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).count();
    digits(&one).min(digits(&other)) >= WHOLE && !one.contains(&other) && !other.contains(&one)
}

/// The number behind a label, if the label is not a part of a longer one and the number looks like one.
fn after(sheet: &Sheet, hit: &Hit, row: &Row<Label>, hits: &[Hit]) -> Option<NormSpan> {
    let longer = |other: &Hit| other.span.len() > hit.span.len() && other.span.holds(&hit.span);
    if row.speaks_for == Label::Another || hits.iter().any(longer) || is_wired_to(sheet, hit) {
        return None;
    }
    let rest = sheet.laid.get(hit.span.end..)?;
    let window = rest.char_indices().nth(120).map_or(rest, |(at, _)| rest.get(..at).unwrap_or(rest));
    if !may_open_number(window) {
        return None;
    }
    let found = NUMBER.of(window)?.captures(window)?.name("number")?;
    let span = NormSpan::new(hit.span.end + found.start(), hit.span.end + found.end());
    let next = sheet.laid.get(span.end..).unwrap_or("").trim_start_matches(' ');
    looks_right(found.as_str(), next, row.speaks_for).then_some(span)
}

/// Whether a number may stand behind a label with nothing between them that parts them: most labels stand in a sentence,
/// and the next word of it tells cheaply that none does.
fn may_open_number(window: &str) -> bool {
    const BETWEEN: [&str; 8] = ["number", "numbers", "no", "nos", "num", "ending", "in", "is"];
    let mut rest = window;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":#.,([|_\"-".contains(c));
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let Some(first) = rest.chars().next() else { return false };
        if !word.is_ascii() || first.is_ascii_uppercase() || first.is_ascii_digit() || matches!(first, 'x' | '*') {
            return true;
        }
        if !BETWEEN.iter().any(|between| between.eq_ignore_ascii_case(word)) {
            return false;
        }
        rest = &rest[word.len()..];
    }
}

/// Whether words can be a loan's number: neither a year, a date, an amount nor a house number.
fn looks_right(number: &str, next: &str, label: Label) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_amount = next.starts_with([',', '.']) && next.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let is_date = number.matches('/').count() == 2 && digits <= 8 && !number.contains(|c: char| c.is_alphabetic());
    let commas = number.contains(',');
    let is_year = number.starts_with("19") || number.starts_with("20");
    // "Loan 5520" at the end of a line or clause: a house number has its street behind it.
    let is_short = digits == 4 && number.len() == 4 && !is_year && !next.starts_with(char::is_alphanumeric);
    let grouped = number.contains(['-', '/']) || (number.contains(|c: char| c.is_ascii_uppercase()) && digits >= 2);
    let enough = match label {
        Label::Firm => digits >= 2,
        Label::Loose => !commas && (digits >= 6 || (grouped && digits >= 3) || is_short),
        Label::Another => false,
    };
    enough && !is_amount && !is_date
}

/// How far before an account the words that say where money is wired may stand, in bytes.
const WIRING: usize = 90;

/// Whether a label is of the account that the money is wired to: "Third Coast Bank, ABA 072400887, acct 6610 0042 1".
fn is_wired_to(sheet: &Sheet, hit: &Hit) -> bool {
    let label = sheet.words(hit.span).to_ascii_lowercase();
    let start = (hit.span.start.saturating_sub(WIRING)..hit.span.start).find(|&at| sheet.laid.is_char_boundary(at));
    let before = start.map_or("", |start| sheet.words(NormSpan::new(start, hit.span.start))).to_ascii_lowercase();
    let wires = |word: &str| matches!(word, "wire" | "wires" | "wiring" | "wired" | "aba" | "routing");
    (label.starts_with("ac") || label.starts_with("a/c")) && before.split(|c: char| !c.is_alphanumeric()).any(wires)
}

/// The number in a mail's subject or a letter's reference line that has no label: "Subject: APPROVED - 2918 Quail Bush
/// Dr / Abbott / 512-7740".
fn subject(sheet: &Sheet) -> Option<Fact<String>> {
    let opens = |line: &&NormSpan| {
        let words = sheet.words(**line).trim_start().to_ascii_lowercase();
        ["subject:", "subj:", "re:"].iter().any(|label| words.starts_with(label))
    };
    sheet.lines.iter().take(sheet.opening_lines).filter(opens).find_map(|line| {
        let mut at = line.start;
        let mut found = None;
        let mut before = "";
        for word in sheet.words(*line).split([' ', '\t']) {
            let number = word.trim_start_matches('#');
            let start = at + word.len() - number.len();
            let number = number.trim_end_matches([',', ';', '.']);
            let span = NormSpan::new(start, start + number.len());
            let zip = number.len() == 5 || before.len() == 2;
            let day = sheet.days.iter().any(|day| day.span.overlaps(&span));
            found = if is_number(number) && !zip && !day { Some(span) } else { found };
            (at, before) = (at + word.len() + 1, word);
        }
        found.map(|span| sheet.fact(sheet.words(span).to_owned(), span, "subject line"))
    })
}

/// Lengths of the groups of digits of a ZIP code, a telephone number, a day.
const ANOTHER: [&[usize]; 8] =
    [&[5, 4], &[3, 3, 4], &[3, 4], &[2, 2, 4], &[1, 2, 4], &[2, 1, 4], &[4, 2, 2], &[2, 2, 2]];

/// Whether a word by itself can be a loan's number: digits in groups, with letters beside them perhaps.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let plain = word.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-');
    let groups: Vec<usize> = word.split('-').map(str::len).collect();
    let is_another = ANOTHER.contains(&groups.as_slice());
    plain
        && digits >= 5
        && (digits >= 7 || word.contains('-'))
        && !(is_another && digits == word.len() + 1 - groups.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[test]
    fn a_second_loan_is_told_from_a_part_of_the_first() {
        let (pages, text) = sample::text("Loan number: 0041-778-2093\nLoan number: 0052-113-0007");
        let (_, other) = numbers(&Sheet::new(&pages, &text));
        assert_eq!(other.map(|fact| fact.value).as_deref(), Some("0052-113-0007"));
        assert!(!are_two("0041-778-2093", "2093") && !are_two("0041-778-2093", "00417782093"));
    }

    #[test]
    fn loan_numbers_are_found_as_written() {
        assert_eq!(read().map(|table| table.rows.is_empty()), Ok(false));
        let table = [
            ("Loan number:        0041-778-2093", "0041-778-2093"),
            ("RE: Loan No. GP-3308841", "GP-3308841"),
            ("Short Sale Approval - Loan 882-40017-5", "882-40017-5"),
            ("Loan # 0092245516", "0092245516"),
            ("Loan ...... 611 0092 771", "611 0092 771"),
            ("Account: xxxx-xxxx-7719", "xxxx-xxxx-7719"),
            ("Loan CFC 330-771-946 (first lien)", "CFC 330-771-946"),
            ("Account ending 4471", "4471"),
            ("Loan ending in: 4408 (full number 70-2114408)", "70-2114408"),
            ("Share/Loan: 448120-L71", "448120-L71"),
            ("Our reference: OVM/US/004417/DK", "OVM/US/004417/DK"),
            ("Mortgage Account No. 14,207", "14,207"),
            ("Loan: 640,000", ""),
            ("Our account: QF2-66107-RO (second lien)\nFirst lien: loan ending 0932", "QF2-66107-RO"),
            ("Wire: Third Coast Bank, ABA 072400887, acct 6610 0042 1", ""),
            ("Subject: Approval - Moss - 15520 Tacoma, Detroit MI - 33-70912\nHello", "33-70912"),
            ("Subject: short sale of 12 Elm Way, Reno, NV 89501-2210", ""),
            ("Subject: short sale of 12 Elm Way, Reno, Nevada 89501-2210", ""),
            ("Subject: EXTENSION OK - Orozco #NV-7718840 - 3306 Paloverde Ct", "NV-7718840"),
            ("House at 12 Elevator Road - Loan 5520", "5520"),
            ("The loan of Loan 2009 is paid.", ""),
            ("Your loan with us: 3300418859", "3300418859"),
            ("Account BSH-880 21 9", "BSH-880 21 9"),
            ("Re: Quackenbush\nour real estate note #11947", "11947"),
            ("Papers   Term note of April 30, 2008, number 90441-C, $1,150,000", "90441-C"),
            ("Subj:    TLM 600-4418-09 / Castellanos / 2760 NE Filbert, Portland OR", "600-4418-09"),
            ("Questions: my direct line is 614-555-0142 until six.", ""),
            ("Re: your call, 702-555-0142", ""),
            ("Re: Approval letter 03-14-2023", ""),
            ("Escrow no. 10-03-2217, title order 5123-RD", ""),
            ("Your loan of 2006 in the amount of $200,000", ""),
            ("Loan: original principal $640,000.00", ""),
            ("FHA Case: 491-0000000-703\nLoan: 1003377265", "1003377265"),
        ];
        for (words, right) in table {
            let (pages, text) = sample::text(words);
            let read = numbers(&Sheet::new(&pages, &text)).0.map(|fact| fact.value).unwrap_or_default();
            assert_eq!(read, right, "{words}");
        }
    }
}
