//! The charset of a web page: byte order mark, UTF-8, what the page declares, then a guess.

use encoding_rs::Encoding;

use crate::extract::charset;

/// Within how many bytes a page must declare its charset, and more than that.
const HEAD: usize = 4096;

/// The text; characters that could not be decoded are U+FFFD.
pub(super) fn text(bytes: &[u8]) -> String {
    charset::text(bytes, declared(bytes))
}

/// What `<meta charset=…>`, `<meta … content="text/html; charset=…">` or `<?xml encoding=…?>` says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let rest = head.get(at..)?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
        Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?)
    })
}
