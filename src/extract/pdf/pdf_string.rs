//! Text strings of the object tree (PDF 32000-1, 7.9.2.2).

use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;

/// `PDFDocEncoding` from 0x80 to 0x9F (PDF 32000-1, table D.2).
const HIGH: [char; 32] = [
    '\u{2022}', '\u{2020}', '\u{2021}', '\u{2026}', '\u{2014}', '\u{2013}', '\u{192}', '\u{2044}', '\u{2039}',
    '\u{203a}', '\u{2212}', '\u{2030}', '\u{201e}', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\u{201a}',
    '\u{2122}', '\u{fb01}', '\u{fb02}', '\u{141}', '\u{152}', '\u{160}', '\u{178}', '\u{17d}', '\u{131}', '\u{142}',
    '\u{153}', '\u{161}', '\u{17e}', '\u{fffd}',
];

/// The text of a string object's bytes.
pub(super) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| one(*byte)).collect(),
    }
}

fn one(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        0xa0 => '\u{20ac}',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        let cases: [(&[u8], &str); 4] = [
            (b"Waived in full", "Waived in full"),
            (b"\x8dpaid\x8e \x84 \xa05", "\u{201c}paid\u{201d} \u{2014} \u{20ac}5"),
            (b"\xfe\xff\x00N\x00o\x20\x19", "No\u{2019}"),
            (b"\xef\xbb\xbfl\xc3\xa0", "l\u{e0}"),
        ];
        for (bytes, want) in cases {
            assert_eq!(decode(bytes), want);
        }
    }
}
