//! What the bytes of RTF text mean: the code page of the file or of a font, or a font of signs.

use encoding_rs::Encoding;

use crate::extract::flow::pictographs::SignFont;

/// How bytes are read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Codes {
    /// By a code page.
    Page(&'static Encoding),
    /// By one of the code pages of DOS: the characters from 0x80 on.
    Dos(&'static str),
    /// As signs.
    Signs(SignFont),
}

impl Codes {
    /// Windows-1252, which every RTF reader takes where nothing is said.
    pub(super) const WESTERN: Self = Self::Page(encoding_rs::WINDOWS_1252);

    /// The code page of a number, as `\ansicpg` and `\cpg` name it.
    pub(super) fn page(number: i32) -> Self {
        use encoding_rs as e;
        Self::Page(match number {
            437 => return Self::Dos(DOS_437),
            850 => return Self::Dos(DOS_850),
            866 => e::IBM866,
            874 => e::WINDOWS_874,
            932 => e::SHIFT_JIS,
            936 => e::GBK,
            949 | 1361 => e::EUC_KR,
            950 => e::BIG5,
            1250 => e::WINDOWS_1250,
            1251 => e::WINDOWS_1251,
            1253 => e::WINDOWS_1253,
            1254 => e::WINDOWS_1254,
            1255 => e::WINDOWS_1255,
            1256 => e::WINDOWS_1256,
            1257 => e::WINDOWS_1257,
            1258 => e::WINDOWS_1258,
            10000 => e::MACINTOSH,
            65001 => e::UTF_8,
            _ => e::WINDOWS_1252,
        })
    }

    /// The code page of a font's charset (`\fcharset`); `None` leaves it to the file.
    pub(super) fn charset(number: i32) -> Option<Self> {
        Some(Self::page(match number {
            0 => 1252,
            77 => 10000,
            128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        }))
    }

    /// The font of signs, if this is one.
    pub(super) fn signs(self) -> Option<SignFont> {
        if let Self::Signs(font) = self { Some(font) } else { None }
    }

    /// The characters that the bytes stand for.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Page(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(high) => bytes.iter().map(|&byte| dos(byte, high)).collect(),
            Self::Signs(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        }
    }
}

fn dos(byte: u8, high: &str) -> char {
    let at = usize::from(byte).checked_sub(0x80);
    at.map_or(char::from(byte), |at| high.chars().nth(at).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Code page 437 from 0x80 on.
const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
    áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// Code page 850 from 0x80 on.
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_by_their_code_page() {
        let table = [
            (Codes::WESTERN, &b"\x93a\x94"[..], "“a”"),
            (Codes::page(437), b"\x80\xE1\xFF", "Çß\u{A0}"),
            (Codes::page(850), b"\xF5", "§"),
            (Codes::page(10000), b"\xD2\xD5", "“’"),
            (Codes::page(932), b"\x82\xA0", "あ"),
        ];
        for (codes, bytes, text) in table {
            assert_eq!(codes.decode(bytes), text, "{codes:?}");
        }
        assert_eq!([DOS_437, DOS_850].map(|page| page.chars().count()), [128, 128]);
    }
}
