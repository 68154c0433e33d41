//! Price, net, dates and contributions: values named by the words beside them.
//!
//! A table of cues names every value; which of them is the price, the net and the last day, a linear reader decides, and
//! what the cues say is one of its features.

mod learned;
mod naming;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::id::Kind;
use crate::span::NormSpan;

use self::learned::{Features, Ranks, Tokens, Wanted, Weighed};
use self::naming::{Name, Term, beside, name};
use super::Fact;
use super::Facts;
use super::cues::Hit;
use super::cues::Subject;
use super::dates::days_from;
use super::mentions::Mentions;
use super::mentions::Topic;
use super::money::spell;
use super::money::sums;
use super::sheet::Sheet;

/// A house is not sold for less, in dollars.
const SMALLEST_PRICE: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
/// Juniors are paid less than one of so many shares of the price.
const SHARES: u32 = 5;
/// What is less likely than this to be a term is none.
const LIKELY: f32 = 0.2;

/// What a document is about, as far as its sums and days go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deal {
    /// An approved short sale.
    Sale,
    /// A sale that others make: an addendum, a listing.
    OthersSale,
    /// A deed in lieu, a refusal, anything else.
    Other,
}

impl Deal {
    pub(super) fn of(kind: Kind, mentions: &Mentions) -> Self {
        match kind {
            Kind::ShortSale if mentions.first(Topic::Refusal).is_none() => Self::Sale,
            Kind::Other => Self::OthersSale,
            _ => Self::Other,
        }
    }
}

/// A value with its name, if words beside it give one, and what else tells what it is.
#[derive(Debug, Clone)]
struct Named<V, F> {
    value: V,
    span: NormSpan,
    name: Option<Name>,
    features: F,
}

impl<V, F> Named<V, F> {
    fn is(&self, term: Term) -> bool {
        self.name.is_some_and(|name| name.term == term)
    }
}

/// Every sum and day of a document.
struct Values<F> {
    sums: Vec<Named<Decimal, F>>,
    days: Vec<Named<Date, F>>,
    /// The day of the letter.
    dated: Option<Fact<String>>,
}

/// A value that a term may be: what it is fitted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Dollars with two places, or an ISO day.
    pub value: String,
    /// What stands beside it, and how it stands among others.
    pub features: BTreeSet<String>,
}

impl<F: Features> Values<F> {
    fn of(sheet: &Sheet) -> Self {
        let hits = sheet.hits.on(Subject::Terms);
        let sums: Vec<(Decimal, NormSpan)> = sums(&sheet.laid).into_iter().map(|sum| (sum.value, sum.span)).collect();
        let dated = dated(sheet, hits);
        let day: Option<Date> = dated.as_ref().and_then(|dated| dated.value.parse().ok());
        let days = days(sheet, day);
        let largest = sums.iter().map(|(value, _)| *value).max();
        let tokens = Tokens::of(&sheet.seen, &spans_of(&sums), &spans_of(&days));
        Self {
            sums: name_all(sheet, hits, &tokens, Class { values: sums, yardstick: largest, fits: Term::is_sum }),
            days: name_all(sheet, hits, &tokens, Class { values: days, yardstick: day, fits: Term::is_day }),
            dated,
        }
    }
}

/// The days of a document in their order. One without its year is the nearest to that of the letter.
fn days(sheet: &Sheet, dated: Option<Date>) -> Vec<(Date, NormSpan)> {
    let yearless = dated.map(|dated| days_from(&sheet.laid, dated, &sheet.days)).unwrap_or_default();
    let mut days: Vec<_> = sheet.days.iter().chain(&yearless).map(|day| (day.date, day.span)).collect();
    days.sort_by_key(|(_, span)| *span);
    days
}

fn spans_of<V>(values: &[(V, NormSpan)]) -> Vec<NormSpan> {
    values.iter().map(|(_, span)| *span).collect()
}

/// What the linear reader of terms is fitted on: every sum and day of a document.
pub(super) fn candidates(sheet: &Sheet) -> Vec<Candidate> {
    let Values { sums, days, .. } = Values::of(sheet);
    let sums = sums.into_iter().map(|sum| Candidate { value: spell(sum.value), features: sum.features });
    let days = days.into_iter().map(|day| Candidate { value: day.value.to_string(), features: day.features });
    sums.chain(days).collect()
}

/// Reads the terms into the facts. Price, net and last day are the terms of an approved sale alone: the figures of a
/// counter-offer or denial are no terms (contract 8.35), and of the days that a deed names none was learned to be the last.
pub(super) fn read_into(facts: &mut Facts, sheet: &Sheet, deal: Deal) {
    let Values { sums, days, dated } = Values::<Weighed>::of(sheet);
    let price = likeliest(&sums, Wanted::Price, |value| value >= SMALLEST_PRICE);
    if deal == Deal::Sale {
        facts.net_proceeds = net(&sums, price.map(|price| price.value)).map(|net| dollars(sheet, net));
        let last = likeliest(&days, Wanted::LastDay, |_| true);
        facts.approval_expires = last.map(|day| iso(sheet, day));
    }
    facts.sale_price = price.filter(|_| deal != Deal::Other).map(|price| dollars(sheet, price));
    facts.contribution = loudest(&sums, Term::Contribution).map(|sum| dollars(sheet, sum));
    facts.relocation = loudest(&sums, Term::Relocation).map(|sum| dollars(sheet, sum));
    facts.note = loudest(&sums, Term::Note).map(|sum| dollars(sheet, sum));
    facts.junior_payments = juniors(sheet, &sums, price.map(|price| price.value));
    facts.dated = dated;
}

/// What goes to junior liens. A larger share of the price than a fifth is what is owed on one.
fn juniors(sheet: &Sheet, sums: &[Named<Decimal, Weighed>], price: Option<Decimal>) -> Option<Fact<Vec<String>>> {
    // A sum of 28 digits has no fivefold.
    let is_share = |value: Decimal| {
        let fivefold = value.checked_mul(Decimal::from(SHARES)).zip(price);
        value >= Decimal::ONE && fivefold.is_some_and(|(fivefold, price)| fivefold < price)
    };
    let paid = sums.iter().filter(|sum| sum.is(Term::JuniorPayment) && is_share(sum.value));
    let mut fact = Fact { value: Vec::new(), evidence: Vec::new() };
    for one in paid.map(|sum| dollars(sheet, sum)) {
        if !fact.value.contains(&one.value) {
            fact.value.push(one.value);
            fact.evidence.extend(one.evidence);
        }
    }
    (!fact.value.is_empty()).then_some(fact)
}

/// The day of the letter: one that the opening calls so, one by itself there, one that is called so anywhere.
fn dated(sheet: &Sheet, hits: &[Hit]) -> Option<Fact<String>> {
    let spans: Vec<NormSpan> = sheet.days.iter().map(|day| day.span).collect();
    let named = sheet.days.iter().enumerate().map(|(n, day)| {
        let name = name(sheet, hits, beside(sheet, &spans, n), Term::is_day);
        Named { value: day.date, span: day.span, name, features: () }
    });
    let days: Vec<Named<Date, ()>> = named.collect();
    let opening = days.iter().take_while(|day| day.span.end <= sheet.opening_end()).count();
    let said = |days: &[Named<Date, ()>]| loudest(days, Term::Dated).map(|day| iso(sheet, day));
    own_line(sheet).or_else(|| said(&days[..opening])).or_else(|| lone_date(sheet)).or_else(|| said(&days))
}

/// A date that has a line of the opening all to itself, or with a word for the date of a letter alone: the day of a
/// contract or a note stands among other words.
fn own_line(sheet: &Sheet) -> Option<Fact<String>> {
    const LABELS: [&str; 8] =
        ["", "date", "dated", "letter date", "date of letter", "date of this letter", "notice date", "date of notice"];
    let day = sheet.days.iter().find(|day| {
        let line = sheet.line(day.span.start);
        let label = before_weekday(sheet.words(NormSpan::new(line.start, day.span.start)));
        let label = label.trim_matches(|c: char| c.is_whitespace() || c == ':').to_lowercase();
        let after = sheet.rest_of_line(day.span.end, line).trim();
        day.span.end <= sheet.opening_end() && LABELS.contains(&label.as_str()) && after.is_empty()
    })?;
    Some(sheet.fact(day.date.to_string(), day.span, "a date by itself"))
}

/// The least that the lender takes: below the price, or else a sum above it that its own words call so: a
/// mistake of the letter, to be told.
fn net(sums: &[Named<Decimal, Weighed>], price: Option<Decimal>) -> Option<&Named<Decimal, Weighed>> {
    let below = |value: Decimal| price.is_none_or(|price| value < price) && !value.is_zero();
    let above = |value: Decimal| price.is_some_and(|price| value > price);
    let called = |named: &&Named<Decimal, Weighed>| named.is(Term::NetProceeds);
    likeliest(sums, Wanted::Net, below).or_else(|| likeliest(sums, Wanted::Net, above).filter(called))
}

/// The value that most likely is what is wanted, the first of equals.
fn likeliest<V: Copy>(
    values: &[Named<V, Weighed>],
    wanted: Wanted,
    fits: impl Fn(V) -> bool,
) -> Option<&Named<V, Weighed>> {
    let fitting = values.iter().filter(|named| fits(named.value));
    let weighed = fitting.map(|named| (named.features.probability(wanted), named));
    let likely = weighed.filter(|(probability, _)| *probability >= LIKELY).collect::<Vec<_>>();
    likely.into_iter().rev().max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, named)| named)
}

/// The value of that name that is named loudest, the first of equals.
fn loudest<V, F>(values: &[Named<V, F>], term: Term) -> Option<&Named<V, F>> {
    let weight = |named: &&Named<V, F>| named.name.map_or(0, |name| name.weight);
    values.iter().filter(|named| named.is(term)).rev().max_by_key(weight)
}

fn dollars<F>(sheet: &Sheet, named: &Named<Decimal, F>) -> Fact<String> {
    sheet.fact(spell(named.value), witness(sheet, named), row_name(named))
}

fn iso<F>(sheet: &Sheet, named: &Named<Date, F>) -> Fact<String> {
    sheet.fact(named.value.to_string(), witness(sheet, named), row_name(named))
}

/// What a fact's evidence is said to rest on.
fn row_name<V, F>(named: &Named<V, F>) -> &'static str {
    named.name.map_or("the words beside it", |name| name.row)
}

/// The value with its label where both stand on one line, else the value alone.
fn witness<V, F>(sheet: &Sheet, named: &Named<V, F>) -> NormSpan {
    let both = named.name.map_or(named.span, |name| named.span.join(&name.label));
    if sheet.words(both).contains('\n') { named.span } else { both }
}

/// A date that has a line of the opening to itself, or the end of one.
fn lone_date(sheet: &Sheet) -> Option<Fact<String>> {
    let day = sheet.days.iter().find(|day| {
        let line = sheet.line(day.span.start);
        let before = NormSpan::new(line.start, day.span.start);
        let label = before_weekday(sheet.words(before));
        day.span.end <= sheet.opening_end()
            && (label.is_empty() || label.ends_with(['\t', ':']) || sheet.words(line).contains('\t'))
    })?;
    Some(sheet.fact(day.date.to_string(), day.span, "a date by itself"))
}

/// Words without the day of the week that ends them: "Date: Wed, ".
fn before_weekday(words: &str) -> &str {
    let whole = words.trim_end_matches([' ', ',', '.']);
    let word = whole.rsplit([' ', '\t', ':']).next().unwrap_or("").to_ascii_lowercase();
    let is_weekday = WEEKDAYS.iter().any(|day| word == *day || word == day.get(..3).unwrap_or(day));
    let label = if is_weekday { &whole[..whole.len() - word.len()] } else { words };
    label.strip_suffix(' ').map_or(label, |label| label.trim_end_matches(' '))
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// How a value compares with what its class is measured by.
trait Measured: Sized {
    /// As features.
    fn measure(&self, yardstick: Self, features: &mut impl Features);
}

impl Measured for Decimal {
    /// Its share of the largest sum in tenths, and how many digits it has.
    fn measure(&self, largest: Self, features: &mut impl Features) {
        // A sum of 28 digits has no tenfold.
        if let Some(tenths) = self.checked_mul(Self::TEN).and_then(|tenfold| tenfold.checked_div(largest)) {
            features.take_words("tenths", &tenths.floor().to_string());
        }
        features.take_number("digits", self.trunc().to_string().len());
    }
}

impl Measured for Date {
    /// How many spans of thirty days it is later than the letter, at most six, or earlier.
    fn measure(&self, dated: Self, features: &mut impl Features) {
        let days = dated.until(*self).map_or(0, |span| span.get_days());
        let words = if days < 0 { "earlier".to_owned() } else { (days / 30).min(6).to_string() };
        features.take_words("later", &words);
    }
}

/// Values of one class.
struct Class<V> {
    /// Each with its place.
    values: Vec<(V, NormSpan)>,
    /// The largest sum, the day of the letter.
    yardstick: Option<V>,
    /// The terms of that class.
    fits: fn(Term) -> bool,
}

fn name_all<V, F>(sheet: &Sheet, hits: &[Hit], tokens: &Tokens, class: Class<V>) -> Vec<Named<V, F>>
where
    V: Copy + Ord + Measured,
    F: Features,
{
    let Class { values, yardstick, fits } = class;
    let spans = spans_of(&values);
    let ranks = Ranks::of(&values.iter().map(|(value, _)| *value).collect::<Vec<V>>());
    let name = |(n, (value, span)): (usize, (V, NormSpan))| {
        let name = name(sheet, hits, beside(sheet, &spans, n), fits);
        let mut features = F::default();
        tokens.beside(span.start, &mut features);
        ranks.standing(n, value, &mut features);
        if let Some(yardstick) = yardstick {
            value.measure(yardstick, &mut features);
        }
        if let Some(name) = name {
            features.take_words("cue", &format!("{:?}", name.term));
            features.take_words("cue", name.row);
        }
        features.close();
        Named { value, span, name, features }
    };
    values.into_iter().enumerate().map(name).collect()
}
