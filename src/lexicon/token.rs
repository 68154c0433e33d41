//! Cutting a unit into tokens.

use crate::span::UnitSpan;

/// What a token is by its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and abbreviation dots.
    Word,
    /// A number, date part or section number.
    Number,
    /// An amount of money.
    Money,
    /// One mark of punctuation, or the possessive `'s`.
    Mark,
}

/// A token of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the unit.
    pub span: UnitSpan,
    /// What it is.
    pub kind: TokenKind,
}

/// Lower case, with plain apostrophes: how forms and tokens are compared.
#[must_use]
pub fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '\u{2019}' { '\'' } else { c }).collect()
}

/// A unit cut into tokens.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) tokens: Vec<Token>,
    /// The folded tokens with a single space before and after each.
    pub(super) folded: String,
    /// Where each token begins in `folded`.
    pub(super) starts: Vec<usize>,
}

/// The tokens of some words, in order.
#[must_use]
pub fn tokens(words: &str) -> Vec<Token> {
    cut(words).tokens
}

/// The tokens of a unit.
pub(super) fn cut(words: &str) -> Cut {
    let some = words.len() / 5 + 2;
    let (mut tokens, mut starts) = (Vec::with_capacity(some), Vec::with_capacity(some));
    let mut folded = String::with_capacity(words.len() + words.len() / 8 + 16);
    folded.push(' ');
    let mut at = 0;
    while let Some(first) = words[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, len) = next(&words[at..], first);
        starts.push(folded.len());
        push_folded(&mut folded, &words[at..at + len]);
        folded.push(' ');
        tokens.push(Token { span: UnitSpan::new(at, at + len), kind });
        at += len;
    }
    Cut { tokens, folded, starts }
}

fn push_folded(folded: &mut String, word: &str) {
    if word.is_ascii() {
        let start = folded.len();
        folded.push_str(word);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '\u{2019}' => folded.push('\''),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
}

fn next(rest: &str, first: char) -> (TokenKind, usize) {
    if first == '$' && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return (TokenKind::Money, 1 + number(&rest[1..]));
    }
    if first.is_ascii_digit() {
        return (TokenKind::Number, number(rest));
    }
    if first.is_alphabetic() {
        return (TokenKind::Word, word(rest));
    }
    if is_apostrophe(first) {
        let after = &rest[first.len_utf8()..];
        if let Some(ending) = ending(after) {
            return (if ending == "s" { TokenKind::Mark } else { TokenKind::Word }, first.len_utf8() + ending.len());
        }
    }
    (TokenKind::Mark, first.len_utf8())
}

fn is_apostrophe(c: char) -> bool {
    c == '\'' || c == '\u{2019}'
}

/// What an apostrophe opens that stands for a word of its own: the possessive, or "are", "will", "have", "would", "am".
fn ending(after: &str) -> Option<&'static str> {
    ["s", "re", "ll", "ve", "d", "m"].into_iter().find(|end| {
        let fits = after.get(..end.len()).is_some_and(|head| head.eq_ignore_ascii_case(end));
        fits && !after[end.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Where a run of plain letters and digits ends, if nothing stands behind it by which it may go on: neither one of `inner`
/// nor a character beyond ASCII. Nearly every word and number ends so.
fn plain(rest: &str, inner: &[u8]) -> Option<usize> {
    let end = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let goes_on = rest.as_bytes().get(end).is_some_and(|b| !b.is_ascii() || inner.contains(b));
    (!goes_on).then_some(end)
}

/// Digits with inner separators ("1,250.00", "12/31/2012", "580e", "33-814").
fn number(rest: &str) -> usize {
    if let Some(end) = plain(rest, b",./-") {
        return end;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, ',' | '.' | '/' | '-') && chars.peek().is_some_and(|(_, n)| n.is_ascii_digit());
        if !(c.is_alphanumeric() || inner) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Letters and digits with inner apostrophes, hyphens and dots ("won't", "co-borrower", "N.A").
fn word(rest: &str) -> usize {
    if let Some(end) = plain(rest, b"'-.") {
        return end;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_letter = chars.peek().is_some_and(|(_, n)| n.is_alphanumeric());
        let after = &rest[at + c.len_utf8()..];
        let inner = next_is_letter
            && (c == '-'
                || (is_apostrophe(c) && ending(after).is_none())
                || (c == '.' && single_letter_before(&rest[..at])));
        if !(c.is_alphanumeric() || inner) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn single_letter_before(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next().is_none_or(|c| c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_money_and_marks() {
        let table = [
            ("The bank's co-borrower won't pay $1,250.00.", "The|bank|'s|co-borrower|won't|pay|$1,250.00|."),
            ("N.A. (CCP 580e(a)) by 12/31/2012;", "N.A|.|(|CCP|580e|(|a|)|)|by|12/31/2012|;"),
            ("You\u{2019}re free; we'll release it", "You|\u{2019}re|free|;|we|'ll|release|it"),
            ("borrowers' \u{201c}Note\u{201d}", "borrowers|'|\u{201c}|Note|\u{201d}"),
        ];
        for (words, want) in table {
            let cut = cut(words);
            let got: Vec<&str> = cut.tokens.iter().map(|t| t.span.of(words)).collect();
            assert_eq!(got.join("|"), want);
        }
    }
}
