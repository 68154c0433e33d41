//! Characters of the symbol fonts, which have no Unicode value of their own in the file.

/// A font whose characters are signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum SignFont {
    /// Microsoft Wingdings.
    Wingdings,
    /// Microsoft Wingdings 2.
    Wingdings2,
    /// Adobe Symbol.
    Symbol,
}

impl SignFont {
    /// The sign font of that name, if it is one.
    pub(in crate::extract) fn named(name: &str) -> Option<Self> {
        match name {
            "Wingdings" => Some(Self::Wingdings),
            "Wingdings 2" => Some(Self::Wingdings2),
            "Symbol" => Some(Self::Symbol),
            _ => None,
        }
    }

    /// The Unicode character for a code of this font, 0x20 to 0xFF or the same in the private area from U+F000.
    /// Codes as in Unicode's mapping tables for these fonts; only signs that letters use. Others are U+FFFD.
    pub(in crate::extract) fn sign(self, code: u32) -> char {
        match (self, code & 0xFF) {
            (_, 0x20) => ' ',
            (Self::Wingdings, 0x6F | 0x70 | 0x71 | 0x72 | 0xA8) | (Self::Wingdings2, 0xA3) => '☐',
            (Self::Wingdings, 0xFE) | (Self::Wingdings2, 0x52) => '☑',
            (Self::Wingdings, 0xFD | 0x78) | (Self::Wingdings2, 0x51 | 0x53 | 0x54) => '☒',
            (Self::Wingdings, 0xFC) | (Self::Wingdings2, 0x50) => '✓',
            (Self::Wingdings, 0xFB) | (Self::Wingdings2, 0x4F) => '✗',
            (Self::Wingdings, 0x6C | 0x6E | 0x76 | 0x9F | 0xA7 | 0xD8) | (Self::Symbol, 0xB7) => '•',
            (Self::Wingdings, 0xE0) | (Self::Symbol, 0xAE) => '→',
            (Self::Symbol, 0x2D) => '-',
            (Self::Symbol, 0xA3) => '≤',
            (Self::Symbol, 0xB3) => '≥',
            (Self::Symbol, 0xB0) => '°',
            (Self::Symbol, 0xD2 | 0xE2) => '®',
            (Self::Symbol, 0xD3 | 0xE3) => '©',
            (Self::Symbol, 0xD4 | 0xE4) => '™',
            (Self::Symbol, code @ 0x21..=0x40) => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
            _ => char::REPLACEMENT_CHARACTER,
        }
    }
}

/// Whether the character is one of the private ones that stand for a sign font's codes.
pub(in crate::extract) fn is_private_sign(c: char) -> bool {
    ('\u{F020}'..='\u{F0FF}').contains(&c)
}

/// The label of a list item that a sign stands before. Word's own bullets are signs of symbol fonts; only boxes mean
/// something. The shadowed box (q, r in Wingdings) is one of Word's stock bullets and no box to tick.
pub(in crate::extract) fn bullet(sign: Option<char>, font: Option<SignFont>) -> String {
    let sign = sign.map_or('•', |c| match font {
        Some(SignFont::Wingdings) if matches!(u32::from(c) & 0xFF, 0x71 | 0x72) => '•',
        Some(font) => font.sign(u32::from(c)),
        None => c,
    });
    let known = matches!(sign, '☐' | '☑' | '☒' | '✓' | '-' | '–');
    if known { sign.to_string() } else { "•".to_owned() }
}
