//! Who is who: borrowers, guarantors, the lender that writes and the investor it writes for.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::span::NormSpan;

use super::Fact;
use super::Facts;
use super::addressees::addressees;
use super::company::company;
use super::company::firm_name;
use super::company::letterhead;
use super::cues::Hit;
use super::cues::Place;
use super::cues::Subject;
use super::cues::Table;
use super::names;
use super::sheet::Sheet;

/// How far before a definition (`("Borrower")`) the name may start, in bytes.
const DEFINED: usize = 170;

/// Who somebody is in the deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Role {
    Borrower,
    Guarantor,
    Lender,
    Servicer,
    Investor,
}

static ROLES: LazyLock<Table<Role>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Table<Role>, String> {
    Table::of(Subject::People)
}

/// A label, and the words that it names.
#[derive(Debug, Clone, Copy)]
struct Labelled {
    role: Role,
    weight: i32,
    value: NormSpan,
}

/// Reads borrowers and guarantors, lender, servicer and investor into the facts.
pub(super) fn read_into(facts: &mut Facts, sheet: &Sheet) {
    let hits = sheet.hits.on(Subject::People);
    let labelled: Vec<Labelled> =
        hits.iter().flat_map(|hit| [row(sheet, hit), defined(sheet, hit)]).flatten().collect();
    facts.borrowers = borrowers(sheet, &labelled);
    facts.guarantors = people(sheet, &labelled, Role::Guarantor);
    facts.servicer = one(sheet, &labelled, Role::Servicer);
    facts.lender = one(sheet, &labelled, Role::Lender).or_else(|| facts.servicer.clone()).or_else(|| letterhead(sheet));
    let investor = one(sheet, &labelled, Role::Investor);
    let writes = facts.lender.as_ref().map(|lender| lender.value.to_lowercase());
    facts.investor = investor.filter(|investor| Some(investor.value.to_lowercase()) != writes);
    let bodies = [&facts.lender, &facts.servicer, &facts.investor].into_iter().flatten();
    let bodies: Vec<String> = bodies.map(|fact| fact.value.to_lowercase()).collect();
    let address = facts.property_address.as_ref().map_or_else(String::new, |fact| fact.value.to_lowercase());
    // Whoever writes, services or owns the loan owes nothing on it, and a town of the address is nobody.
    facts.borrowers = facts.borrowers.take().and_then(|mut people| {
        people.value.retain(|name| !bodies.contains(&name.to_lowercase()) && !address.contains(&name.to_lowercase()));
        (!people.value.is_empty()).then_some(people)
    });
}

/// The words behind a label that opens a line or a cell: up to the cell's end.
fn row(sheet: &Sheet, hit: &Hit) -> Option<Labelled> {
    let row = ROLES.rows.get(hit.row)?;
    let line = sheet.line(hit.span.start);
    let before = sheet.words(NormSpan::new(line.start, hit.span.start)).trim_end_matches(' ');
    let opens = before.is_empty()
        || before.ends_with(['\t', ':', '|', '/'])
        || before.chars().all(|c| !c.is_alphabetic() || before.len() <= 4);
    if row.place == Place::Opening && hit.span.end > sheet.opening_end() {
        return None;
    }
    let rest = sheet.rest_of_line(hit.span.end, line);
    let skipped =
        rest.find(|c: char| !matches!(c, ' ' | '\t' | ':' | '.' | '|' | '[' | '(' | ')' | '-' | '_' | 's'))?;
    let mark = rest.get(..skipped)?;
    let value = rest.get(skipped..)?;
    let end = value.find(['\t', '|', ']', '/']).unwrap_or(value.len());
    let words = value.get(..end)?;
    let is_inline =
        || sheet.is_title(hit.span.start) && value.starts_with(char::is_uppercase) && !names::list(words).is_empty();
    if !(mark.contains(['\t', ':', '.', '|']) && opens || mark == " " && is_inline()) {
        return None;
    }
    let start = hit.span.end + skipped;
    Some(Labelled { role: row.speaks_for, weight: row.weight, value: NormSpan::new(start, start + end) })
}

/// The words before `("Borrower")`: back to the party before, or to where the sentence names its parties.
fn defined(sheet: &Sheet, hit: &Hit) -> Option<Labelled> {
    let row = ROLES.rows.get(hit.row)?;
    let mut start = hit.span.start.saturating_sub(DEFINED);
    while !sheet.laid.is_char_boundary(start) {
        start += 1;
    }
    let before = sheet.words(NormSpan::new(start, hit.span.start));
    let open = before.rfind('(')?;
    let inside = before.get(open..)?;
    let closes = sheet.laid.get(hit.span.end..)?.starts_with('"') || sheet.laid.get(hit.span.end..)?.starts_with(",\"");
    if !closes || !inside.contains('"') || inside.len() > 40 || inside.contains(')') {
        return None;
    }
    let party = before.get(..open)?;
    let from = [
        "\")",
        "between ",
        "between\n",
        "Between ",
        "among ",
        "among\n",
        "BETWEEN",
        ";",
        ": ",
        ".\n",
        ".\t",
        "\t",
        " by ",
        "(1)",
        "(2)",
        "means ",
    ]
    .iter()
    .filter_map(|mark| party.rfind(mark).map(|at| at + mark.len()))
    .max()
    .unwrap_or(0);
    let party = party.get(from..)?;
    let skipped = party.find(|c: char| c.is_uppercase()).unwrap_or(party.len());
    let value = NormSpan::new(start + from + skipped, start + from + party.len());
    Some(Labelled { role: row.speaks_for, weight: row.weight - 5, value })
}

fn borrowers(sheet: &Sheet, labelled: &[Labelled]) -> Option<Fact<Vec<String>>> {
    people(sheet, labelled, Role::Borrower)
        .or_else(|| in_whose_names(sheet))
        .or_else(|| addressees(sheet))
        .or_else(|| referred(sheet, labelled))
}

/// The people in whose names the loan stands, where the letter's head says so: "mortgage in the names of Ann and Bo Lee".
fn in_whose_names(sheet: &Sheet) -> Option<Fact<Vec<String>>> {
    sheet.lines.iter().take(sheet.opening_lines).find_map(|line| {
        let words = sheet.words(*line);
        let (_, named) = ["in the names of ", "in the name of "].iter().find_map(|label| words.split_once(label))?;
        let value = names::list(named);
        (!value.is_empty()).then(|| Fact { value, evidence: vec![sheet.evidence(*line, "in whose names")] })
    })
}

/// The people that the loudest labels of a role name, each once.
fn people(sheet: &Sheet, labelled: &[Labelled], role: Role) -> Option<Fact<Vec<String>>> {
    let mut fact = Fact { value: Vec::<String>::new(), evidence: Vec::new() };
    let mut mine: Vec<(&Labelled, Vec<String>)> =
        labelled.iter().filter(|label| label.role == role).map(|label| (label, list(sheet, label.value))).collect();
    mine.retain(|(_, names)| !names.is_empty());
    let loudest = mine.iter().map(|(label, _)| label.weight).max()?;
    for (label, names) in mine.iter().filter(|(label, _)| label.weight + 10 > loudest) {
        let new: Vec<String> =
            names.iter().filter(|name| !fact.value.iter().any(|there| same(there, name))).cloned().collect();
        if !new.is_empty() {
            fact.value.extend(new);
            fact.evidence.push(sheet.evidence(label.value, "label of a person"));
        }
    }
    (!fact.value.is_empty()).then_some(fact)
}

/// The names in a value, and those on lines of their own right below it.
fn list(sheet: &Sheet, value: NormSpan) -> Vec<String> {
    let mut names = names::list(sheet.words(value));
    let below = sheet.line_at(value.start) + 1;
    if !names.is_empty() {
        let lone =
            sheet.lines.iter().skip(below).map(|line| sheet.words(*line)).take_while(|line| names::is_person(line));
        names.extend(lone.take(3).flat_map(names::list));
    }
    names
}

/// Whether two names are one person's: the same first and last word.
fn same(one: &str, other: &str) -> bool {
    let ends = |name: &str| {
        let mut words = name.split(' ');
        (words.next().map(str::to_lowercase), words.next_back().map(str::to_lowercase))
    };
    ends(one) == ends(other)
}

/// Names in a reference line: "Re: Loan 4-1190, Ann and Bo Lee".
fn referred(sheet: &Sheet, labelled: &[Labelled]) -> Option<Fact<Vec<String>>> {
    // "Loan holder: …" begins as a reference line does, and names somebody else.
    let is_anothers = |line: &NormSpan| {
        let inside = |label: &&Labelled| (line.start..line.end).contains(&label.value.start);
        labelled.iter().any(|label| label.role != Role::Borrower && inside(&label))
    };
    let lines = sheet.lines.iter().take(sheet.opening_lines).filter(|line| !is_anothers(line)).filter(|line| {
        let words = sheet.words(**line).to_lowercase();
        ["re:", "re\t", "regarding", "subject", "concerning", "loan "].iter().any(|label| words.starts_with(label))
    });
    let named = lines.filter_map(|line| {
        let words = sheet.words(*line);
        let names = names::list(words.split_once(':').map_or(words, |(_, words)| words));
        (!names.is_empty()).then(|| Fact { value: names, evidence: vec![sheet.evidence(*line, "reference line")] })
    });
    named.into_iter().next()
}

/// The company that the loudest label of a role names.
fn one(sheet: &Sheet, labelled: &[Labelled], role: Role) -> Option<Fact<String>> {
    let mine = labelled.iter().filter(|label| label.role == role);
    let named = mine.filter_map(|label| Some((label, company(sheet, label.value)?)));
    let (_, span) = named.collect::<Vec<_>>().into_iter().rev().max_by_key(|(label, _)| label.weight)?;
    Some(sheet.fact(firm_name(sheet.words(span)), span, "label of a company"))
}
