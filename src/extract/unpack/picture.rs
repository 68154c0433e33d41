//! Pictures that are no page of a letter: logos, signatures, spacers.

/// A page that a person can read has more pixels than this on its shorter side: 400 is half a letter page at 94 dpi.
const PAGE: u32 = 400;

/// Whether the bytes are a picture too small to be a page. One whose size is not told may be a page.
pub(super) fn is_small(bytes: &[u8]) -> bool {
    size(bytes).is_some_and(|(width, height)| width.min(height) < PAGE)
}

/// Width and height in pixels of a PNG, GIF or JPEG.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        let long = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
        return long(16).zip(long(20));
    }
    if bytes.starts_with(b"GIF8") {
        let short = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes).map(u32::from);
        return short(6).zip(short(8));
    }
    if bytes.starts_with(b"\xFF\xD8") { jpeg(bytes) } else { None }
}

/// The size stands in the frame header, behind segments that each tell their length.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes);
    let mut at = 2;
    while *bytes.get(at)? == 0xFF {
        let marker = *bytes.get(at + 1)?;
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return short(at + 7).map(u32::from).zip(short(at + 5).map(u32::from));
        }
        at += 2 + usize::from(short(at + 2)?);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_small;

    #[test]
    fn sizes_are_read_from_the_header() {
        let png = |w: u32, h: u32| {
            [b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".as_slice(), &w.to_be_bytes(), &h.to_be_bytes()].concat()
        };
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xFF\xC0\0\x11\x08\x06\x40\x04\xB0";
        let table: [(&str, &[u8], bool); 6] = [
            ("a logo", &png(200, 60), true),
            ("a page", &png(1700, 2200), false),
            ("a banner", b"GIF89a\x20\x03\x40\0", true),
            ("a JPEG page", jpeg, false),
            ("a cut JPEG", &jpeg[..20], false),
            ("no picture", b"II*\0", false),
        ];
        for (name, bytes, small) in table {
            assert_eq!(is_small(bytes), small, "{name}");
        }
    }
}
