//! Sums of money in a text.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::span::NormSpan;

/// A sum of money and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    /// The amount with its sign of currency.
    pub(super) span: NormSpan,
    /// Dollars.
    pub(super) value: Decimal,
}

/// Dollars with a sign, or bare figures that look like money: thousands set apart by commas, or two decimals.
/// `O`, `o` and `l` stand in for the digits that a scanner misread.
static SUM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let digits = r"[0-9OolI]{1,3}(?:,[0-9OolI]{3})+|[0-9][0-9OolI]*";
    let signed = format!(r"(?:(?-u:\b)USD? ?)?\$[ \n\t]{{0,3}}(?<signed>(?:{digits})(?:\.[0-9OolI]{{2}})?)");
    let european = r"(?-u:\b)(?:USD|EUR)[ \n\t]?(?<european>[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]{2})(?-u:\b)";
    let named = r"(?-u:\b)USD[ \n\t]?(?<named>[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{2})?)(?-u:\b)";
    let bare = r"(?-u:\b)(?<bare>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]+\.[0-9]{2})(?-u:\b)";
    Regex::new(&format!("{signed}|{european}|{named}|{bare}")).ok()
});

/// All sums in a text, in order.
pub(super) fn sums(text: &str) -> Vec<Sum> {
    let Some(sum) = SUM.as_ref() else { return Vec::new() };
    sum.captures_iter(text)
        .filter_map(|found| {
            let all = found.get(0)?;
            let value = match found.name("european") {
                Some(digits) => digits.as_str().replace('.', "").replace(',', "."),
                None => plain(["signed", "named", "bare"].iter().find_map(|name| found.name(name))?.as_str()),
            };
            // A percentage, or a part of a longer number, is no sum.
            let after = text.get(all.end()..).unwrap_or("").trim_start_matches(' ');
            let is_sum = !after.starts_with('%') && !after.starts_with("percent");
            let value = value.parse::<Decimal>().ok().filter(|_| is_sum)?;
            Some(Sum { span: NormSpan::new(all.start(), all.end()), value })
        })
        .collect()
}

fn plain(digits: &str) -> String {
    let digit = |c| match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        ',' => None,
        c => Some(c),
    };
    digits.chars().filter_map(digit).collect()
}

/// Dollars as outputs spell them: two places, no commas.
pub(super) fn spell(value: Decimal) -> String {
    format!("{:.2}", value.round_dp(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_written() {
        let table = [
            ("the price is $141,500.00.", "141500.00"),
            ("$ 488,500.00", "488500.00"),
            ("at 655,000.00 is approved", "655000.00"),
            ("US$447,620.00, shall", "447620.00"),
            ("USD 226.000,00 (two hundred", "226000.00"),
            ("a sum of $163,000, provided", "163000.00"),
            ("$339,0O0.00", "339000.00"),
            ("$0.00", "0.00"),
            ("6.00%", ""),
            ("in 2006, lot 45", ""),
        ];
        for (words, value) in table {
            let read = sums(words).first().map(|sum| spell(sum.value)).unwrap_or_default();
            assert_eq!(read, value, "{words}");
        }
    }
}
