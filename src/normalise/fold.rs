//! Characters made plain, one at a time.

use std::borrow::Cow;

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// It stays.
    Same,
    /// It becomes other characters.
    As(&'static str),
    /// It becomes one other character.
    Char(char),
    /// It is white space.
    Space,
    /// It is a dash that parts words: space, hyphen, space.
    Dash,
    /// It goes.
    Nothing,
}

/// White space of any width, the invisible included that stands for a space.
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{2800}')
}

/// Characters that nobody sees: controls, zero-width joiners, direction marks, variation selectors.
pub(super) const fn is_unseen(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}')
        || matches!(c, '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

/// White space, or nothing that anybody sees.
pub(super) const fn is_blank(c: char) -> bool {
    is_space(c) || is_unseen(c)
}

/// Folds one character. `before` and `after` are its neighbours on the line.
pub(super) fn fold(c: char, before: Option<char>, after: Option<char>) -> Fold {
    match c {
        '!'..='~' => Fold::Same,
        c if is_space(c) => Fold::Space,
        c if is_unseen(c) => Fold::Nothing,
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' | '\u{f02d}' => Fold::Char('-'),
        '\u{2012}' | '\u{2013}' => en_dash(before, after),
        c if is_dash(c) => Fold::Dash,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).map_or(Fold::Same, Fold::Char),
        _ => plain(c).or_else(|| symbol(c)).map_or(Fold::Same, Fold::As),
    }
}

/// Hyphens and en dashes: two in a row are a typist's dash.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{f02d}' | '\u{ff0d}')
}

/// Dashes that always part words.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{fe58}')
}

/// Whether a character is, or becomes, part of a word.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{2105}' | '\u{2116}')
}

/// Whether a letter is, or becomes, a Latin one.
pub(super) fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}')
        || matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{2105}' | '\u{2116}')
        || matches!(c, '\u{2160}'..='\u{2164}' | '\u{2bc}')
}

/// A line with every character made plain on its own, its white space left as it is: what a line looks like.
pub(super) fn flat(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match fold(c, None, None) {
            Fold::Same => out.push(look_alike(c).unwrap_or(c)),
            Fold::As(plain) => out.push_str(plain),
            Fold::Char(plain) => out.push(plain),
            Fold::Space => out.push(c),
            Fold::Dash => out.push('-'),
            Fold::Nothing => {}
        }
    }
    Cow::Owned(out)
}

/// An en dash between digits or single letters joins them; elsewhere it parts words.
fn en_dash(before: Option<char>, after: Option<char>) -> Fold {
    match (before, after) {
        (a, b) if a.is_some_and(is_hyphen) || b.is_some_and(is_hyphen) => Fold::Char('-'),
        (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric() => Fold::Char('-'),
        (Some(a), Some(b)) if !is_space(a) && !is_space(b) => Fold::Char('-'),
        _ => Fold::Dash,
    }
}

/// Quotes, ligatures and the like.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{b4}' | '\u{2bc}' | '\u{2039}' | '\u{203a}' => "'",
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{2026}' => "...",
        '\u{2024}' => ".",
        '\u{2044}' | '\u{2215}' => "/",
        '\u{2105}' => "c/o",
        '\u{2116}' => "No.",
        '\u{2160}' => "I",
        '\u{2161}' => "II",
        '\u{2162}' => "III",
        '\u{2163}' => "IV",
        '\u{2164}' => "V",
        _ => return None,
    })
}

/// Wingdings and Symbol characters that word processors leave in the private use area.
const fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{f06f}' | '\u{f071}' | '\u{f072}' | '\u{f0a8}' => "\u{2610}",
        '\u{f052}' | '\u{f0fe}' => "\u{2611}",
        '\u{f0fd}' | '\u{f054}' => "\u{2612}",
        '\u{f0fc}' => "\u{2713}",
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f076}' => "\u{2022}",
        _ => return None,
    })
}

/// The Latin letter that a Cyrillic or Greek one looks like.
pub(super) const fn look_alike(c: char) -> Option<char> {
    Some(match c {
        '\u{430}' | '\u{3b1}' => 'a',
        '\u{441}' | '\u{3f2}' => 'c',
        '\u{501}' => 'd',
        '\u{435}' | '\u{450}' => 'e',
        '\u{4bb}' => 'h',
        '\u{456}' | '\u{3b9}' => 'i',
        '\u{458}' => 'j',
        '\u{3ba}' => 'k',
        '\u{4cf}' => 'l',
        '\u{43e}' | '\u{3bf}' => 'o',
        '\u{440}' | '\u{3c1}' => 'p',
        '\u{51b}' => 'q',
        '\u{455}' => 's',
        '\u{3c5}' => 'u',
        '\u{3bd}' => 'v',
        '\u{51d}' => 'w',
        '\u{445}' => 'x',
        '\u{443}' | '\u{3b3}' => 'y',
        '\u{410}' | '\u{391}' => 'A',
        '\u{412}' | '\u{392}' => 'B',
        '\u{421}' | '\u{3f9}' => 'C',
        '\u{415}' | '\u{395}' => 'E',
        '\u{41d}' | '\u{397}' => 'H',
        '\u{406}' | '\u{399}' | '\u{4c0}' => 'I',
        '\u{408}' => 'J',
        '\u{41a}' | '\u{39a}' => 'K',
        '\u{41c}' | '\u{39c}' => 'M',
        '\u{39d}' => 'N',
        '\u{41e}' | '\u{39f}' => 'O',
        '\u{420}' | '\u{3a1}' => 'P',
        '\u{405}' => 'S',
        '\u{422}' | '\u{3a4}' => 'T',
        '\u{425}' | '\u{3a7}' => 'X',
        '\u{423}' | '\u{3a5}' => 'Y',
        '\u{396}' => 'Z',
        _ => return None,
    })
}
