//! Price, net, dates and contributions: values named by the words beside them.
//!
//! A table of cues names every value; which of them is the price, the net and the last day, a linear reader decides, and
//! what the cues say is one of its features.

mod learned;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::id::Kind;
use crate::span::NormSpan;

use super::Fact;
use super::Facts;
use super::cues::Hit;
use super::cues::Row;
use super::cues::Side;
use super::cues::Table;
use super::dates::dates;
use super::mentions::Mentions;
use super::mentions::Topic;
use super::money::spell;
use super::money::sums;
use super::sheet::Sheet;
use learned::{Tokens, Wanted, probability, standing};

/// How far before a value its label may start, and how far after it may end, in bytes.
const BEFORE: usize = 150;
const AFTER: usize = 60;
/// A house is not sold for less, in dollars.
const SMALLEST_PRICE: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
/// What is less likely than this to be a term is none.
const LIKELY: f32 = 0.3;

/// What words beside a value make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Term {
    SalePrice,
    NetProceeds,
    Contribution,
    Relocation,
    SomethingElse,
    Expiry,
    Dated,
    AnotherDay,
}

impl Term {
    const fn is_sum(self) -> bool {
        !self.is_day()
    }

    const fn is_day(self) -> bool {
        matches!(self, Self::Expiry | Self::Dated | Self::AnotherDay)
    }
}

static TERMS: LazyLock<Table<Term>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Table<Term>, String> {
    Table::read(include_str!("../../patterns/survey/terms.toml"))
}

/// What a document is about, as far as its sums and days go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deal {
    /// An approved short sale.
    Sale,
    /// A sale that others make: an addendum, a listing.
    OthersSale,
    /// A deed in lieu.
    Deed,
    /// A refusal, anything else.
    Other,
}

impl Deal {
    pub(super) fn of(kind: Kind, mentions: &Mentions) -> Self {
        match kind {
            Kind::ShortSale if mentions.first(Topic::Refusal).is_none() => Self::Sale,
            Kind::Other => Self::OthersSale,
            Kind::DeedInLieu => Self::Deed,
            _ => Self::Other,
        }
    }
}

/// What the words beside a value make of it, how loudly, and where they stand.
#[derive(Debug, Clone, Copy)]
struct Name {
    term: Term,
    weight: i32,
    label: NormSpan,
    row: &'static str,
}

/// A value with its name, if words beside it give one, and what else tells what it is.
#[derive(Debug, Clone)]
struct Named<V> {
    value: V,
    span: NormSpan,
    name: Option<Name>,
    features: BTreeSet<String>,
}

impl<V> Named<V> {
    fn is(&self, term: Term) -> bool {
        self.name.is_some_and(|name| name.term == term)
    }
}

/// Every sum and day of a document.
struct Values {
    sums: Vec<Named<Decimal>>,
    days: Vec<Named<Date>>,
}

/// A value that a term may be: what it is fitted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Dollars with two places, or an ISO day.
    pub value: String,
    /// What stands beside it, and how it stands among others.
    pub features: BTreeSet<String>,
}

impl Values {
    fn of(sheet: &Sheet) -> Self {
        let hits = TERMS.hits(&sheet.folded);
        let sums: Vec<(Decimal, NormSpan)> = sums(&sheet.laid).into_iter().map(|sum| (sum.value, sum.span)).collect();
        let days: Vec<(Date, NormSpan)> = dates(&sheet.laid).into_iter().map(|day| (day.date, day.span)).collect();
        let tokens = Tokens::of(sheet, &spans_of(&sums), &spans_of(&days));
        Self {
            sums: name_all(sheet, &hits, &tokens, (sums, Term::is_sum)),
            days: name_all(sheet, &hits, &tokens, (days, Term::is_day)),
        }
    }

    fn candidates(&self) -> Vec<Candidate> {
        let sum = |n: &Named<Decimal>| Candidate { value: spell(n.value), features: n.features.clone() };
        let day = |n: &Named<Date>| Candidate { value: n.value.to_string(), features: n.features.clone() };
        self.sums.iter().map(sum).chain(self.days.iter().map(day)).collect()
    }
}

fn spans_of<V>(values: &[(V, NormSpan)]) -> Vec<NormSpan> {
    values.iter().map(|(_, span)| *span).collect()
}

/// What the linear reader of terms is fitted on: every sum and day of a document.
pub(super) fn candidates(sheet: &Sheet) -> Vec<Candidate> {
    Values::of(sheet).candidates()
}

/// Reads the terms into the facts. The price and the net are the terms of an approved sale alone: the figures of a
/// counter-offer or denial are no terms (contract 8.35).
pub(super) fn read_into(facts: &mut Facts, sheet: &Sheet, deal: Deal) {
    let Values { sums, days } = Values::of(sheet);
    let price = likeliest(&sums, Wanted::Price, |value| value >= SMALLEST_PRICE);
    if deal == Deal::Sale {
        let below_price = |value: Decimal| price.is_none_or(|price| value < price.value) && !value.is_zero();
        facts.net_proceeds = likeliest(&sums, Wanted::Net, below_price).map(|net| dollars(sheet, net));
    }
    if matches!(deal, Deal::Sale | Deal::Deed) {
        facts.approval_expires = likeliest(&days, Wanted::LastDay, |_| true).map(|day| iso(sheet, day));
    }
    facts.sale_price =
        price.filter(|_| matches!(deal, Deal::Sale | Deal::OthersSale)).map(|price| dollars(sheet, price));
    facts.contribution = loudest(&sums, Term::Contribution).map(|sum| dollars(sheet, sum));
    facts.relocation = loudest(&sums, Term::Relocation).map(|sum| dollars(sheet, sum));
    facts.dated = dated(sheet, &days);
}

/// The day of the letter: one that the opening calls so, one by itself there, one that is called so anywhere.
fn dated(sheet: &Sheet, days: &[Named<Date>]) -> Option<Fact<String>> {
    let opening = days.iter().take_while(|day| day.span.end <= sheet.opening_end()).count();
    let said = |days: &[Named<Date>]| loudest(days, Term::Dated).map(|day| iso(sheet, day));
    said(&days[..opening]).or_else(|| lone_date(sheet)).or_else(|| said(days))
}

/// The value that most likely is what is wanted, the first of equals.
fn likeliest<V: Copy>(values: &[Named<V>], wanted: Wanted, fits: impl Fn(V) -> bool) -> Option<&Named<V>> {
    let weighed =
        values.iter().filter(|named| fits(named.value)).map(|named| (probability(&named.features, wanted), named));
    let likely = weighed.filter(|(probability, _)| *probability >= LIKELY).collect::<Vec<_>>();
    likely.into_iter().rev().max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, named)| named)
}

/// The value of that name that is named loudest, the first of equals.
fn loudest<V>(values: &[Named<V>], term: Term) -> Option<&Named<V>> {
    let weight = |named: &&Named<V>| named.name.map_or(0, |name| name.weight);
    values.iter().filter(|named| named.is(term)).rev().max_by_key(weight)
}

fn dollars(sheet: &Sheet, named: &Named<Decimal>) -> Fact<String> {
    sheet.fact(spell(named.value), witness(sheet, named), row_name(named))
}

fn iso(sheet: &Sheet, named: &Named<Date>) -> Fact<String> {
    sheet.fact(named.value.to_string(), witness(sheet, named), row_name(named))
}

/// What a fact's evidence is said to rest on.
fn row_name<V>(named: &Named<V>) -> &'static str {
    named.name.map_or("the words beside it", |name| name.row)
}

/// The value with its label where both stand on one line, else the value alone.
fn witness<V>(sheet: &Sheet, named: &Named<V>) -> NormSpan {
    let both = named.name.map_or(named.span, |name| named.span.join(&name.label));
    if sheet.words(both).contains('\n') { named.span } else { both }
}

/// A date that has a line of the opening to itself, or the end of one.
fn lone_date(sheet: &Sheet) -> Option<Fact<String>> {
    let day = dates(&sheet.laid).into_iter().find(|day| {
        let line = sheet.line(day.span.start);
        let before = NormSpan::new(line.start, day.span.start);
        day.span.end <= sheet.opening_end()
            && (before.is_empty() || sheet.words(before).ends_with(['\t', ':']) || sheet.words(line).contains('\t'))
    })?;
    Some(sheet.fact(day.date.to_string(), day.span, "a date by itself"))
}

/// How much of the largest value of its class a value is.
trait Share: Sized {
    /// Its share in tenths, and how many digits it has, as features.
    fn share(&self, all: &[Self]) -> Vec<String>;
}

impl Share for Decimal {
    fn share(&self, all: &[Self]) -> Vec<String> {
        let largest = all.iter().max().filter(|largest| !largest.is_zero());
        let tenths = largest.map(|largest| format!("tenths {}", (self * Self::TEN / largest).floor()));
        let digits = format!("digits {}", self.trunc().to_string().len());
        tenths.into_iter().chain([digits]).collect()
    }
}

impl Share for Date {
    fn share(&self, _: &[Self]) -> Vec<String> {
        Vec::new()
    }
}

/// Values of one class and the terms of that class.
type Class<V> = (Vec<(V, NormSpan)>, fn(Term) -> bool);

fn name_all<V>(sheet: &Sheet, hits: &[Hit], tokens: &Tokens, (values, fits): Class<V>) -> Vec<Named<V>>
where
    V: Copy + Ord + Share,
{
    let spans = spans_of(&values);
    let plain: Vec<V> = values.iter().map(|(value, _)| *value).collect();
    let name = |(n, (value, span)): (usize, (V, NormSpan))| {
        let name = name(sheet, hits, beside(sheet, &spans, n), fits);
        let mut features = tokens.features(span.start);
        features.extend(standing(&plain, n));
        features.extend(value.share(&plain));
        features.extend(name.iter().flat_map(|name| [format!("cue {:?}", name.term), format!("cue {}", name.row)]));
        Named { value, span, name, features }
    };
    values.into_iter().enumerate().map(name).collect()
}

/// The words before and after a value that may name it.
#[derive(Debug, Clone, Copy)]
struct Beside {
    before: NormSpan,
    after: NormSpan,
    /// Whether the value stands in a table or after a label, where the label may be long.
    is_row: bool,
}

/// The stretch beside the `n`th value: up to its neighbours, the sentence's ends and a table's cell walls.
fn beside(sheet: &Sheet, values: &[NormSpan], n: usize) -> Beside {
    let none = NormSpan::new(0, 0);
    let this = values.get(n).copied().unwrap_or(none);
    let last = n.checked_sub(1).and_then(|n| values.get(n)).map_or(0, |value| value.end);
    let next = values.get(n + 1).map_or(usize::MAX, |value| value.start);
    let line = sheet.line(this.start);
    let row = sheet.words(NormSpan::new(line.start, this.start));
    let is_row = row.contains('\t') || row.contains("..") || row.trim_end().ends_with(':');
    let mut start = last.max(this.start.saturating_sub(BEFORE)).max(if is_row { line.start } else { 0 });
    while !sheet.laid.is_char_boundary(start) {
        start += 1;
    }
    let mut end = next.min(this.end + AFTER).min(sheet.laid.len());
    while !sheet.laid.is_char_boundary(end) {
        end -= 1;
    }
    let walls = |c: char| c.is_whitespace() || matches!(c, '|' | '[' | ':');
    let before = sheet.words(NormSpan::new(start, this.start));
    let start = start + sentence_start(before.trim_end_matches(walls));
    let after = sheet.words(NormSpan::new(this.end, end));
    let stops: &[&str] = if is_row { &[". ", "|", "\n"] } else { &[". ", ".\n", "|"] };
    let end = this.end + stops.iter().filter_map(|stop| after.find(stop)).min().unwrap_or(after.len());
    Beside { before: NormSpan::new(start, this.start), after: NormSpan::new(this.end, end), is_row }
}

/// Where the last sentence or cell of some words starts.
fn sentence_start(words: &str) -> usize {
    let ends = |at: usize, mark: char| match mark {
        '|' | ';' => true,
        '.' => {
            let before = words.get(..at).unwrap_or("");
            let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
            let mut after = words.get(at + 1..).unwrap_or("").chars();
            let opens = after.next().is_some_and(char::is_whitespace) && after.next().is_some_and(char::is_uppercase);
            opens && (word.len() > 3 || word.ends_with(|c: char| c.is_ascii_digit() || c == ')'))
        }
        _ => false,
    };
    words.char_indices().rev().find(|&(at, mark)| ends(at, mark)).map_or(0, |(at, _)| at + 1)
}

fn name(sheet: &Sheet, hits: &[Hit], beside: Beside, fits: fn(Term) -> bool) -> Option<Name> {
    let near: Vec<_> = hits
        .iter()
        .filter_map(|hit| {
            let row = TERMS.rows.get(hit.row)?;
            let place = if row.side == Side::Before { beside.before } else { beside.after };
            (fits(row.speaks_for) && place.holds(&hit.span)).then_some((row, hit.span))
        })
        .collect();
    // "Gross" inside "gross sale price" says nothing of its own.
    let whole = |span: NormSpan| !near.iter().any(|(_, other)| other.holds(&span) && other.len() > span.len());
    let far = |span: NormSpan| {
        let between = if span.end <= beside.before.end {
            NormSpan::new(span.end, beside.before.end)
        } else {
            NormSpan::new(beside.after.start, span.start)
        };
        let letters = sheet.words(between).chars().filter(|c| c.is_alphabetic()).count();
        if beside.is_row { 0 } else { i32::try_from(letters / 2).unwrap_or(i32::MAX) }
    };
    let loudness = |(row, span): &(&Row<Term>, NormSpan)| (row.weight - far(*span), span.end, span.len());
    let (row, label) = near.iter().copied().filter(|(_, span)| whole(*span)).max_by_key(loudness)?;
    Some(Name { term: row.speaks_for, weight: row.weight, label, row: &row.name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        assert_eq!(read().map(|table| table.rows.is_empty()), Ok(false));
    }
}
