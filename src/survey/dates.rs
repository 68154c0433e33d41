//! Dates in a text, read strictly: a day that the calendar does not have is no date.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Captures;
use regex::Regex;

use crate::span::NormSpan;

/// A date and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// The words of the date.
    pub(super) span: NormSpan,
    /// The day.
    pub(super) date: Date,
}

/// Months by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The days of a month in words, from the first; a last day is written after them.
const DAYS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

/// The end of a month: "the last day of June".
const LAST: &str = "last";

fn days_in_words() -> String {
    // The longer first: "fifteenth" is not "fifth", but "twenty-first" ends with "first".
    DAYS.iter().rev().chain([&LAST]).copied().collect::<Vec<_>>().join("|")
}

/// The usual ways to write a day in American and international letters. `O`, `o` and `l` are misread digits.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let digit = "[0-9OolI]";
    let month = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|[o0]ct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    let ordinal = "(?:st|nd|rd|th)?";
    let year = format!("(?:{digit}{{4}})");
    let american = format!(
        r"(?-u:\b)(?<am>{month})\.?[ \n\t-]+(?<ad>{digit}{{1,2}}){ordinal}[ \n\t,.-]*[ \n\t](?<ay>{year})(?-u:\b)"
    );
    let words = days_in_words();
    let international = format!(
        r"(?-u:\b)(?<id>{digit}{{1,2}}|{words}){ordinal}[ \n\t-]+(?:day[ \n\t]+)?(?:of[ \n\t]+)?(?<im>{month})\.?[ \n\t,-]+(?:of[ \n\t]+)?(?<iy>{year})\b"
    );
    let slashes = r"(?-u:\b)(?<sm>[0-9]{1,2})[/.](?<sd>[0-9]{1,2})[/.](?<sy>[0-9]{4}|[0-9]{2})(?-u:\b)";
    let iso = r"(?-u:\b)(?<oy>[0-9]{4})-(?<om>[0-9]{2})-(?<od>[0-9]{2})(?-u:\b)";
    Regex::new(&format!("(?i-u){american}|{international}|{slashes}|{iso}")).ok()
});

/// All dates in a text, in order.
pub(super) fn dates(text: &str) -> Vec<Dated> {
    let Some(date) = DATE.as_ref() else { return Vec::new() };
    date.captures_iter(text)
        .filter_map(|found| {
            let all = found.get(0)?;
            let date = read(&found)?;
            Some(Dated { span: NormSpan::new(all.start(), all.end()), date })
        })
        .collect()
}

/// A day without a year: "by October 9", "by 12/21", "by the first of August", "by 12 July".
static YEARLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    let words = days_in_words();
    let american = format!(r"(?<am>{month})\.?[ \n]+(?<ad>[0-9]{{1,2}})(?:st|nd|rd|th)?");
    let international = format!(
        r"(?:(?<id>{words})[ \n](?:day[ \n])?of|(?<ib>[0-9]{{1,2}})(?:(?:st|nd|rd|th)[ \n]of)?)[ \n](?<im>{month})"
    );
    let slashes = "(?<sm>[0-9]{1,2})/(?<sd>[0-9]{1,2})";
    Regex::new(&format!(r"(?i-u)(?-u:\b)(?:{american}|{international}|{slashes})(?-u:\b)")).ok()
});

/// Days without a year, each the nearest such day to a day: that of the letter. `dates` are the whole dates of the text
/// in order; a part of one, or of something like one, is no day.
pub(super) fn days_from(text: &str, from: Date, dates: &[Dated]) -> Vec<Dated> {
    let Some(yearless) = YEARLESS.as_ref() else { return Vec::new() };
    let next = |found: Captures| {
        let all = found.get(0)?;
        let span = NormSpan::new(all.start(), all.end());
        let part = |names: &[&str]| Some(names.iter().find_map(|name| found.name(name))?.as_str());
        let (month, day) = (month_number(part(&["am", "im", "sm"])?)?, part(&["ad", "id", "ib", "sd"])?);
        let near = dates.partition_point(|dated| dated.span.end <= span.start);
        let of_date = dates.get(near).is_some_and(|dated| dated.span.overlaps(&span));
        let of_more = of_date || is_of_more(text.get(..span.start)?, text.get(span.end..)?);
        let years = [-1, 0, 1].into_iter().filter_map(|later| day_of(from.year() + later, month, day));
        let date = years.min_by_key(|date| from.until(*date).map_or(i32::MAX, |span| span.get_days().abs()))?;
        (!of_more).then_some(Dated { span, date })
    };
    yearless.captures_iter(text).filter_map(next).collect()
}

/// Whether a day is a part of something longer: a fraction of dates, a day with a year of its own kind ("'22").
fn is_of_more(before: &str, after: &str) -> bool {
    let year = after.trim_start_matches([',', ' ', '\'', '\u{2019}']);
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    before.ends_with(['/', '-', '.', '$'])
        || after.starts_with(['/', '-'])
        || matches!(digits, 2 | 4) && year.len() < after.len()
}

fn read(found: &Captures) -> Option<Date> {
    let forms = [("am", "ad", "ay"), ("im", "id", "iy"), ("sm", "sd", "sy"), ("om", "od", "oy")];
    let (month, day, year) = forms.iter().find_map(|(month, day, year)| {
        Some((found.name(month)?.as_str(), found.name(day)?.as_str(), found.name(year)?.as_str()))
    })?;
    day_of(i16::try_from(full_year(number(year)?)?).ok()?, month_number(month)?, day)
}

/// A day, in digits or words, of a month.
fn day_of(year: i16, month: i8, day: &str) -> Option<Date> {
    let word = day.to_ascii_lowercase();
    if word == LAST {
        return Some(Date::new(year, month, 1).ok()?.last_of_month());
    }
    let named = DAYS.iter().position(|name| *name == word).and_then(|n| u32::try_from(n + 1).ok());
    Date::new(year, month, i8::try_from(named.or_else(|| number(day))?).ok()?).ok()
}

fn month_number(month: &str) -> Option<i8> {
    let name = month.to_ascii_lowercase().replace('0', "o");
    let named = MONTHS.iter().position(|short| name.starts_with(short)).map(|n| n + 1);
    i8::try_from(named.or_else(|| month.parse().ok())?).ok()
}

/// Years of two digits are of this trade's time: 1970 to 2069.
fn full_year(year: u32) -> Option<u32> {
    match year {
        0..=69 => Some(2000 + year),
        70..=99 => Some(1900 + year),
        1900..=2100 => Some(year),
        _ => None,
    }
}

fn number(digits: &str) -> Option<u32> {
    let plain: String = digits
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' | 'i' => '1',
            c => c,
        })
        .collect();
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_is_the_nearest_one() {
        let from = Date::constant(2020, 9, 20);
        for (words, day) in [
            ("Close by October 9.", "2020-10-09"),
            ("wired by Friday Sept 4, 5pm", "2020-09-04"),
            ("wired by January 9", "2021-01-09"),
            ("Fund by 12/21.", "2020-12-21"),
            ("to us by the first of August.", "2020-08-01"),
            ("good through the twenty-third day of January", "2021-01-23"),
            ("not past the last day of February", "2021-02-28"),
            ("by 12 November at noon", "2020-11-12"),
            ("by the 31st of December", "2020-12-31"),
            ("the first of the month", ""),
            ("on the first of August, 2021", ""),
            ("Fund by 12/21/2022.", ""),
            ("on October 9, 2020", ""),
            ("by February 30", ""),
            ("close by 2022/10/12", ""),
            ("by October 9, '22", ""),
            ("by October 9, 2150", ""),
        ] {
            let read = days_from(words, from, &dates(words));
            assert_eq!(read.first().map(|dated| dated.date.to_string()).unwrap_or_default(), day, "{words}");
        }
    }

    #[test]
    fn dates_are_read_as_written() {
        let table = [
            ("on April 27, 2012", "2012-04-27"),
            ("the 29th of June 2018 at the latest", "2018-06-29"),
            ("16 November 2018", "2018-11-16"),
            ("15 NOV 2024", "2024-11-15"),
            ("MAY 31 2013, 2 PM", "2013-05-31"),
            ("Sept. 3, 2019", "2019-09-03"),
            ("this 13th day of March, 2015", "2015-03-13"),
            ("due 03/22/2024", "2024-03-22"),
            ("Tue 3/4/25", "2025-03-04"),
            ("2021-10-08", "2021-10-08"),
            ("02-MAY-2013", "2013-05-02"),
            ("February 26, 20l0", "2010-02-26"),
            ("0ctober 23, 2009", "2009-10-23"),
            ("the 3rd of April, 2017", "2017-04-03"),
            ("January\n14, 2022", "2022-01-14"),
            ("no later than the last day of June 2025", "2025-06-30"),
            ("before the fifteenth day of December,\n2010.", "2010-12-15"),
            ("by the Twenty-First of May, 2024", "2024-05-21"),
            ("February 30, 2012", ""),
            ("13/45/2012", ""),
            ("May 2012", ""),
            ("phone 415-555-0123", ""),
        ];
        for (words, day) in table {
            let read = dates(words).first().map(|dated| dated.date.to_string()).unwrap_or_default();
            assert_eq!(read, day, "{words}");
        }
    }
}
