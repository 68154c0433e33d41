//! Numbers as list labels write them.

/// The number formats of ECMA-376 17.18.59 that letters use; all others are written as decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::extract) enum NumberFormat {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// 01, 02, 03
    DecimalZero,
    /// a, b … z, aa, bb
    LowerLetter,
    /// A, B … Z, AA, BB
    UpperLetter,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
    /// 1st, 2nd, 3rd
    Ordinal,
    /// A sign instead of a number.
    Bullet,
    /// No label.
    None,
}

impl NumberFormat {
    /// The format that `w:numFmt` names.
    pub(in crate::extract) fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The number as this format writes it.
    pub(in crate::extract) fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_ascii_uppercase(),
            Self::LowerRoman => roman(number).to_ascii_lowercase(),
            Self::UpperRoman => roman(number),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// Word repeats the letter: z is followed by aa, then bb.
fn letters(number: u32) -> String {
    let Some(from_zero) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = b'a' + u8::try_from(from_zero % 26).unwrap_or(0);
    // A label of more than a few letters is a damaged number, not a label.
    let times = (from_zero / 26 + 1).min(10);
    (0..times).map(|_| char::from(letter)).collect()
}

fn roman(number: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in VALUES {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let table = [
            (NumberFormat::Decimal, 12, "12"),
            (NumberFormat::DecimalZero, 7, "07"),
            (NumberFormat::LowerLetter, 3, "c"),
            (NumberFormat::LowerLetter, 28, "bb"),
            (NumberFormat::UpperLetter, 26, "Z"),
            (NumberFormat::LowerRoman, 4, "iv"),
            (NumberFormat::UpperRoman, 1994, "MCMXCIV"),
            (NumberFormat::UpperRoman, 0, "0"),
            (NumberFormat::Ordinal, 2, "2nd"),
            (NumberFormat::Ordinal, 12, "12th"),
            (NumberFormat::Bullet, 3, ""),
        ];
        for (format, number, written) in table {
            assert_eq!(format.write(number), written, "{format:?} {number}");
        }
        assert!(NumberFormat::LowerLetter.write(u32::MAX).len() <= 10);
    }
}
