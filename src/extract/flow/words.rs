//! Characters of a file as words.

use std::borrow::Cow;

use super::pictographs::SignFont;
use super::pictographs::is_private_sign;

/// Characters as words: line ends and control characters are blanks, soft hyphens go, sign fonts are spelled out.
pub(in crate::extract) fn clean(text: &str, font: Option<SignFont>) -> Cow<'_, str> {
    let special = |c: char| c.is_control() && c != '\t' || c == '\u{AD}' || is_private_sign(c);
    if font.is_none() && !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let one = |c: char| match c {
        '\u{AD}' => None,
        c if c.is_control() => Some(' '),
        c => Some(match font {
            Some(font) if u32::from(c) < 0x100 || is_private_sign(c) => font.sign(u32::from(c)),
            None if is_private_sign(c) => SignFont::Wingdings.sign(u32::from(c)),
            _ => c,
        }),
    };
    Cow::Owned(text.chars().filter_map(one).collect())
}
