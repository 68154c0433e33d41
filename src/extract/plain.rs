//! Plain text to pages.
//!
//! Form feeds part pages, numbered from 1; a text without one is a single page without a number. Line ends of every
//! kind (CR LF, CR, vertical tab, NEL, U+2028, U+2029) become one line feed. Of the other control characters, Word's
//! non-breaking hyphen (0x1E) becomes "-", the two marks of an optional hyphen (0x02, 0x1F) are dropped because they
//! stand inside words, and each of the rest becomes one space.

use crate::document::Format;
use crate::document::Method;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;

use super::GARBLED;
use super::Limit;
use super::Limits;

const FORM_FEED: u8 = 0x0C;

/// Reads bytes that look like text.
pub(super) fn read_within(bytes: &[u8], limits: &Limits) -> Pages {
    let decoded = super::charset::text(bytes, None);
    if is_junk(&decoded) {
        let says = "The file begins like text in a wide charset, but holds bytes that no text has. \
                    If it is a letter, save it as PDF or DOCX and run again.";
        return Pages::unread(Format::Unknown, Trouble::whole(What::UnknownFormat, says));
    }
    let mut text = clean(decoded);
    let breach = cut(&mut text, limits);
    let first = memchr::memchr(FORM_FEED, text.as_bytes()).map(|_| 1);
    drop_last_form_feed(&mut text);
    let mut out = Pages {
        format: Format::Text,
        method: Method::TextLayer,
        pages: super::lines::pages(&text, first),
        quality: super::quality(&text),
        text,
        stretches: Vec::new(),
        troubles: Vec::new(),
    };
    doubt(&mut out, breach);
    out
}

/// Text whose charset nobody names; characters that could not be decoded are U+FFFD.
pub(super) fn decoded(bytes: &[u8]) -> String {
    super::charset::text(bytes, None)
}

/// NUL and other control characters in more than one place in fifty: UTF-16 in name only. Counted in bytes, which for
/// such text says the same.
fn is_junk(text: &str) -> bool {
    let control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t'..=b'\r');
    text.bytes().filter(|byte| control(byte)).count() * 50 > text.len()
}

/// Makes line ends and control characters plain, as the module says.
fn clean(text: String) -> String {
    let is_plain =
        |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}') || matches!(c, '\n' | '\t' | '\x0C');
    let is_plain_byte = |byte: u8| byte >= b' ' && byte != 0x7F || matches!(byte, b'\n' | b'\t' | FORM_FEED);
    if text.is_ascii() && text.bytes().all(is_plain_byte) || text.chars().all(is_plain) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{02}' | '\u{1F}' => {}
            '\u{1E}' => out.push('-'),
            c if is_plain(c) => out.push(c),
            _ => out.push(' '),
        }
    }
    out
}

/// Shortens the text to the limits; says which limit was passed.
fn cut(text: &mut String, limits: &Limits) -> Option<Trouble> {
    let count = |limit| usize::try_from(limits.of(limit)).unwrap_or(usize::MAX);
    let nth = |byte: u8, limit| {
        let at = memchr::memchr_iter(byte, text.as_bytes()).nth(count(limit).saturating_sub(1));
        at.filter(|&at| at + 1 < text.len())
    };
    let most = count(Limit::Text);
    let passed = [
        ((text.len() > most).then(|| text.floor_char_boundary(most)), Limit::Text),
        (nth(b'\n', Limit::Lines), Limit::Lines),
        (nth(FORM_FEED, Limit::Pages), Limit::Pages),
    ];
    let (at, limit) = passed.into_iter().filter_map(|(at, limit)| Some((at?, limit))).min()?;
    text.truncate(at);
    Some(limit.beyond(limits))
}

/// A form feed that ends the last page opens no other.
fn drop_last_form_feed(text: &mut String) {
    if let Some(last) = memchr::memrchr(FORM_FEED, text.as_bytes())
        && text.get(last..).is_some_and(|rest| rest.trim().is_empty())
    {
        text.truncate(last);
    }
}

/// Puts down what was not read.
fn doubt(out: &mut Pages, breach: Option<Trouble>) {
    if out.text.trim().is_empty() {
        let says = "The text holds nothing but blanks. Ask for the letter again.";
        out.troubles.push(Trouble::whole(What::NoText, says));
        out.pages.iter_mut().for_each(|page| page.read = false);
    }
    if 1.0 - out.quality > GARBLED {
        let says = "Many characters of the text could not be told. Save it as UTF-8, PDF or DOCX and run again.";
        out.troubles.push(Trouble::whole(What::Garbled, says));
        out.pages.iter_mut().for_each(|page| page.read = false);
    }
    if let (Some(trouble), Some(last)) = (breach, out.pages.last_mut()) {
        out.troubles.push(Trouble { page: last.number, ..trouble });
        last.read = false;
    }
}

#[cfg(test)]
pub(super) mod tests;
