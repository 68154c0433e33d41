//! The ASCII base-85 filter (PDF 32000-1, 7.4.3), strictly.

/// The bytes of a stream in base 85; `None` where a character or a group is none.
pub(super) fn decode(data: &[u8]) -> Option<Vec<u8>> {
    let data = data.trim_ascii_start();
    let data = data.strip_prefix(b"<~").unwrap_or(data);
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let (mut group, mut count) = (0_u32, 0_u8);
    for byte in data.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0) {
        match byte {
            b'~' => break,
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.checked_mul(85)?.checked_add(u32::from(byte - b'!'))?;
                count += 1;
            }
            _ => return None,
        }
        if count == 5 {
            out.extend(group.to_be_bytes());
            (group, count) = (0, 0);
        }
    }
    match count {
        0 => Some(out),
        1 => None,
        _ => {
            for _ in count..5 {
                group = group.checked_mul(85)?.checked_add(84)?;
            }
            out.extend(group.to_be_bytes().get(..usize::from(count) - 1)?);
            Some(out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups() {
        let cases: [(&[u8], Option<&[u8]>); 6] = [
            (b"87cUR D]i,\"\nEbo7~>", Some(b"Hello World")),
            (b"<~87cUR~>", Some(b"Hell")),
            (b"z!!~>", Some(&[0, 0, 0, 0, 0])),
            (b"", Some(b"")),
            (b"87cU!v~>", None),
            (b"s8W-\"~>", None),
        ];
        for (data, want) in cases {
            assert_eq!(decode(data).as_deref(), want, "{:?}", String::from_utf8_lossy(data));
        }
    }
}
