//! The property's address and its state. The lender's letterhead and other people's addresses are not it.

use std::sync::LazyLock;

use regex::Captures;
use regex::Regex;
use serde::Deserialize;

use crate::span::NormSpan;

use super::Fact;
use super::Facts;
use super::cues::Hit;
use super::cues::Subject;
use super::cues::Table;
use super::cues::ending_in;
use super::sheet::Sheet;
use super::states::STATES;
use super::states::State;
use super::states::by_name;
use super::states::by_zip;
use super::whereabouts;

/// How far before an address the words that name it may start, in bytes.
const BEFORE: usize = 60;
/// Lines at the top that hold the letterhead.
const LETTERHEAD: usize = 3;
/// Lines of a letterhead above the date at most.
const LONGEST_HEAD: usize = 8;
/// By how much more must speak for an address that runs over lines: the words between may be no address.
const CLEARLY: i32 = 20;
/// Bytes of an address before its ZIP code or state, two columns of it, at most.
const LONGEST: usize = 160;
/// What speaks for an address of the opening, and for one each time that it comes again, so many times at most.
const IN_OPENING: i32 = 10;
const AGAIN: i32 = 15;
const OFTEN: i32 = 2;
/// Addresses of which it is looked whether they come again: a letter has a dozen.
const MOST: usize = 200;
/// Letters between a label and its address at most.
const APART: usize = 7;

/// Whose an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Whose {
    Property,
    Another,
}

static LABELS: LazyLock<Table<Whose>> = LazyLock::new(|| labels().unwrap_or_default());

fn labels() -> Result<Table<Whose>, String> {
    Table::of(Subject::Place)
}

/// A street with its number; a city on the same line or at the start of the next, or of its column there; a state,
/// a ZIP code, or both.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| address(" "));
/// The same where the street or the city runs over a line's end.
static BROKEN: LazyLock<Option<Regex>> = LazyLock::new(|| address(r"[ \n]"));
/// What every address ends with: a ZIP code, or a state after a comma. Found first, because it is cheap to find.
static END: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?-u:\b){ZIP}|,[ \n](?:{})(?-u:\b)", state_words())).ok());

/// A ZIP code; `O`, `l` and `I` are misread digits.
const ZIP: &str = r"[0-9OlI]{5}(?:-[0-9]{4})?(?-u:\b)";
/// A letter of a language written in Latin letters or a digit, or what may stand inside a name. All letters of the world
/// would make automata of megabytes.
const IN_NAME: &str = r"[A-Za-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{24F}\x{1E00}-\x{1EFF}0-9.'-]";

fn state_words() -> String {
    let both = STATES.iter().flat_map(|state| {
        let spaced = |name: &str| name.replace(' ', r"[ \n]");
        [spaced(&state.name), spaced(&state.name.to_uppercase()), state.code.clone()]
    });
    both.chain(["Calif", "Fla", "Ariz", "Wash"].map(str::to_owned)).collect::<Vec<_>>().join("|")
}

/// A house number and the space behind it; what follows may be the next number, and is not a part of this match.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!(r"(?-u:\b){HOUSE}[ \n]")).ok());

/// A house number: "2218", "811-813", "W5590", "3N428".
const HOUSE: &str = r"(?:[NSEW][0-9]{2,5}|[0-9]{1,2}[NSEW][0-9]{2,4}|[0-9]{1,6}(?:[-\x{2013}][0-9]{1,5})?)";

/// An address, from its first byte on.
fn address(space: &str) -> Option<Regex> {
    let unit = r"(?:,? (?:Unit|UNIT|Apt\.?|APT|Suite|SUITE|Ste\.?|#|No\.) ?[A-Za-z0-9-]+)?";
    let street = format!(r"^(?<street>{HOUSE}{space}[A-Z0-9]{IN_NAME}*(?:{space}{IN_NAME}+){{0,4}}?{unit})");
    let county = r"(?:[A-Z][a-z]+ County,[ \n])?";
    let join = r"(?:,[ \n\t]*|[ \n\t]|\t[^\n]*\n(?:[^\n\t]*\t)?|\n(?:[^\n\t]*\t)?)";
    let city = format!(r"(?:[A-Z0]{IN_NAME}*(?:{space}[A-Z]{IN_NAME}*){{0,3}}?)(?:, [A-Z][a-z]+ County)?");
    let states = state_words();
    let with_zip = format!(r",?[ \n](?<state>{states})\.?(?:,?[ \n](?<zip>{ZIP}))");
    // A state without a ZIP code ends the address: "Way, Colorado Springs" does not name the state.
    let without = format!(r",[ \n](?<alone>{states})(?:[.,;:)\]\t\n]|$|[ ][^A-Z \n])");
    let bare = format!(r",?(?:[ \n\t][A-Z][a-z0-9]+)?[ \n\t](?<bare>{ZIP})");
    Regex::new(&format!("{street}{join}(?<tail>{county}{city}(?:{with_zip}|{without}|{bare}))")).ok()
}

/// An address, its state, and how much speaks for it being the property's.
#[derive(Debug, Clone)]
struct Address {
    street: NormSpan,
    /// City, state and ZIP code.
    tail: NormSpan,
    state: &'static State,
    weight: i32,
}

impl Address {
    /// Its words: in one piece, or in two where a column stands between.
    fn pieces(&self, sheet: &Sheet) -> Vec<NormSpan> {
        let whole = self.street.join(&self.tail);
        if sheet.words(whole).contains('\t') { vec![self.street, self.tail] } else { vec![whole] }
    }
}

/// Reads the property's address and state into the facts.
pub(super) fn read_into(facts: &mut Facts, sheet: &Sheet) {
    let hits = sheet.hits.on(Subject::Place);
    let starts = starts(sheet, hits, &windows(sheet));
    let whole = best(sheet, &starts, (&ADDRESS, i32::MIN));
    let sure = whole.as_ref().map_or(0, |address| address.weight.max(0));
    let broken = best(sheet, &starts, (&BROKEN, sure + CLEARLY + 1));
    let Some(best) = broken.or(whole) else {
        facts.state = whereabouts::state(sheet);
        return;
    };
    let one_line = |span: NormSpan| sheet.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let value = format!("{}, {}", one_line(best.street), one_line(best.tail));
    let quote = |name| best.pieces(sheet).into_iter().map(|piece| sheet.evidence(piece, name)).collect();
    facts.property_address = Some(Fact { value, evidence: quote("property address") });
    facts.state = Some(Fact { value: best.state.code.clone(), evidence: quote("state of the property") });
}

/// The stretches of the text that may hold an address: what stands before each end of one.
fn windows(sheet: &Sheet) -> Vec<NormSpan> {
    let Some(end) = END.as_ref() else { return Vec::new() };
    let mut windows: Vec<NormSpan> = Vec::new();
    for found in end.find_iter(&sheet.laid) {
        let mut window = NormSpan::new(found.start().saturating_sub(LONGEST), (found.end() + 3).min(sheet.laid.len()));
        while !sheet.laid.is_char_boundary(window.start) {
            window.start += 1;
        }
        while !sheet.laid.is_char_boundary(window.end) {
            window.end += 1;
        }
        match windows.last_mut().filter(|last| last.overlaps(&window)) {
            Some(last) => last.end = window.end,
            None => windows.push(window),
        }
    }
    windows
}

/// Where an address may start, and what its place and its label say before its words are read.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// From its house number to the end of the window.
    window: NormSpan,
    weight: i32,
}

impl Start {
    /// The most that may speak for an address here: its street may come again.
    const fn most(&self) -> i32 {
        self.weight + OFTEN * AGAIN
    }
}

/// The house numbers behind which a street may stand.
fn starts(sheet: &Sheet, hits: &[Hit], windows: &[NormSpan]) -> Vec<Start> {
    let Some(number) = NUMBER.as_ref() else { return Vec::new() };
    let all = windows.iter().flat_map(|window| {
        let words = sheet.words(*window);
        let numbers = number.find_iter(words).filter(|number| opens_street(words, number.end()));
        numbers.map(|number| NormSpan::new(window.start + number.start(), window.end))
    });
    all.map(|window| Start { window, weight: label_weight(sheet, hits, window) + place_weight(sheet, window) })
        .collect()
}

/// Whether the name of a street may begin at a byte.
fn opens_street(words: &str, at: usize) -> bool {
    words.as_bytes().get(at).is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The address for which most speaks, at least so much; a street named again and again is the property's. Of equals it is
/// the first. Reading an address is dear, so those for which less can speak than for one that was read are not read.
fn best(sheet: &Sheet, starts: &[Start], (form, least): (&LazyLock<Option<Regex>>, i32)) -> Option<Address> {
    // Whether a street comes again is not asked of the last of very many, so that there every address is read, in order.
    let is_long = starts.len() > MOST;
    let mut order: Vec<(usize, &Start)> = starts.iter().enumerate().collect();
    if !is_long {
        order.sort_by_key(|(_, start)| std::cmp::Reverse(start.weight));
    }
    let (mut best, mut count): (Option<(usize, Address)>, usize) = (None, 0);
    for (n, start) in order {
        let enough = best.as_ref().map_or(least, |(_, best)| best.weight.max(least));
        if !is_long && start.most() < enough {
            break;
        }
        let found = form.as_ref()?.captures(sheet.words(start.window)).and_then(|found| read(sheet, start, &found));
        let Some(mut found) = found else { continue };
        count += 1;
        if count <= MOST {
            let again = sheet.laid.matches(sheet.words(found.street)).skip(1).zip(0..OFTEN).count();
            found.weight += i32::try_from(again).unwrap_or(OFTEN) * AGAIN;
        }
        let beats = |(at, best): &(usize, Address)| (found.weight, *at) > (best.weight, n);
        if found.weight >= least && best.as_ref().is_none_or(beats) {
            best = Some((n, found));
        }
    }
    best.map(|(_, address)| address)
}

fn read(sheet: &Sheet, start: &Start, found: &Captures) -> Option<Address> {
    let from = start.window.start;
    let group = |name: &str| {
        let group = found.name(name)?;
        Some(NormSpan::new(from + group.start(), from + group.end()))
    };
    let (street, mut tail) = (group("street")?, group("tail")?);
    tail.end = group("alone").map_or(tail.end, |state| state.end);
    let name = found.name("state").or_else(|| found.name("alone"));
    let zip = found.name("zip").or_else(|| found.name("bare"));
    let state = name.and_then(|name| by_name(name.as_str())).or_else(|| by_zip(zip?.as_str()))?;
    Some(Address { street, tail, state, weight: start.weight - office_weight(sheet, street) })
}

/// What the nearest words before an address say.
fn label_weight(sheet: &Sheet, hits: &[Hit], address: NormSpan) -> i32 {
    let line = sheet.line_at(address.start);
    let above = sheet.lines.get(line.saturating_sub(1)).map_or(0, |line| line.start);
    let window = NormSpan::new(above.max(address.start.saturating_sub(BEFORE)), address.start);
    let near = ending_in(hits, window)
        .iter()
        .filter(|hit| window.holds(&hit.span))
        .max_by_key(|hit| (hit.span.end, hit.span.len()));
    let Some((hit, row)) = near.and_then(|hit| Some((hit, LABELS.rows.get(hit.row)?))) else { return 0 };
    let between = sheet.words(NormSpan::new(hit.span.end, address.start));
    let letters = between.chars().filter(|c| c.is_alphabetic()).count();
    match row.speaks_for {
        _ if letters > APART => 0,
        Whose::Property => row.weight,
        Whose::Another => -row.weight,
    }
}

/// What its place in the document says: reference lines speak for the property, a letterhead and the foot against it.
fn place_weight(sheet: &Sheet, address: NormSpan) -> i32 {
    let line = sheet.line_at(address.start);
    let head = sheet.date_line().filter(|&line| line < LONGEST_HEAD).unwrap_or(0).max(LETTERHEAD);
    if line < head { -25 } else { i32::from(line < sheet.opening_lines) * IN_OPENING }
}

/// What the words of a street say: offices speak against it.
fn office_weight(sheet: &Sheet, street: NormSpan) -> i32 {
    let words = sheet.words(street);
    let office = ["Suite", "Floor", "floor", "Plaza", "Ste", "Building"].iter().any(|word| words.contains(word));
    if office { 30 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[test]
    fn the_tables_read() {
        assert_eq!(labels().map(|table| table.rows.is_empty()), Ok(false));
    }

    #[test]
    fn the_state_is_that_of_the_property() {
        let table = [
            ("Property: 2218 West Calle Paloma, Chandler, AZ 85224", "AZ"),
            ("Kit Moss\n12 Fern Way\nSt. Peter, MN 56082\nDear Kit:", "MN"),
            ("the house at 188 Lower Colfax Spur, Grass Valley 95949", "CA"),
            (
                "BANK OF ELM\n900 Harbor Plaza, Suite 210, Reno, Nevada 89501\n\nRe: Loan 5\n14 Oak Road, Boise, Idaho 83702",
                "ID",
            ),
            ("Premises: 52 Ridgeway Terrace, Teaneck, New Jersey 07666", "NJ"),
            ("W5590 County Road QX, Fort Atkinson, Wisconsin 53538", "WI"),
            (
                "Ada Moss       FHA Case 044-8810276-703\n743 Bend Way       Loan 88\nLancaster, CA 93535       Home",
                "CA",
            ),
            ("P.O. Box 61, Norwich, CT 06360", ""),
            ("We wrote on May 3, 2012. California law governs.", ""),
        ];
        for (words, right) in table {
            let (pages, text) = sample::text(words);
            let mut facts = Facts::default();
            read_into(&mut facts, &Sheet::new(&pages, &text));
            let placed = facts.state.filter(|fact| fact.evidence[0].pattern != whereabouts::BY_LETTERHEAD);
            assert_eq!(placed.map(|fact| fact.value).unwrap_or_default(), right, "{words}");
        }
    }
}
