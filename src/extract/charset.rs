//! Charset of a text: byte order mark first, then UTF-8, then what the text declares, then a guess.

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;

/// The text; characters that could not be decoded are U+FFFD. `declared` is the charset that the text itself names.
pub(super) fn text(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => by_content(rest, None),
        [0xFF, 0xFE, 0, 0, rest @ ..] => wide(rest, u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => wide(rest, u32::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => decoded(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => decoded(UTF_16BE, rest),
        _ => by_content(bytes, declared),
    }
}

fn by_content(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_mostly_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => {
            // UTF-8 it is not, whatever it says, and UTF-16 would have its mark.
            let said = declared.filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding));
            if let Some(encoding) = said {
                return decoded(encoding, bytes);
            }
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            decoded(detector.guess(None, Utf8Detection::Deny), bytes)
        }
    }
}

/// UTF-8 with a few stray bytes: read as one of the old charsets, all its good characters would be lost.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn wide(bytes: &[u8], number: impl Fn([u8; 4]) -> u32) -> String {
    let (whole, rest) = bytes.as_chunks::<4>();
    let broken = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    let one = |four: &[u8; 4]| char::from_u32(number(*four)).unwrap_or(char::REPLACEMENT_CHARACTER);
    whole.iter().map(one).chain(broken).collect()
}
