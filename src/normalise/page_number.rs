//! Lines that only number a page, and fax header lines.

/// How surely a line numbers a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbering {
    /// It does not.
    None,
    /// Other words stand on the line too ("Loan 5501   Page 2 of 6").
    Mixed,
    /// A bare number: one only at the edge of a page.
    Bare,
    /// "Page 2 of 6", "- 2 -", "[2 / 3]": one wherever it stands.
    Sure,
}

/// Whether `line` numbers a page.
pub(super) fn numbering(line: &str) -> Numbering {
    let told = line.bytes().any(|b| b.is_ascii_digit()) || line.starts_with(['c', 'C', '(']);
    if line.len() > 160 || !told {
        return Numbering::None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() <= 8
        && let Some(found) = whole(line)
    {
        return found;
    }
    let count = words.len();
    let ends_so = (1..=4).any(|n| count > n && is_page(&words[count - n..]));
    let opens_so = (2..=4).any(|n| count > n && is_page(&words[..n]));
    if (ends_so && stands_apart(line, words.len())
        || opens_so && !words.iter().any(|w| w.starts_with(char::is_lowercase)))
        && !super::furniture::is_prose(line)
    {
        Numbering::Mixed
    } else {
        Numbering::None
    }
}

/// Whether the page number at the end of a line is no part of a sentence: wide white space or only names before it.
fn stands_apart(line: &str, count: usize) -> bool {
    let wide = line.rfind("   ").and_then(|at| line.get(at..)).is_some_and(|tail| tail.split_whitespace().count() <= 4);
    let small = |word: &str| word.starts_with(char::is_lowercase) && !matches!(word, "of" | "page" | "and");
    (wide || !line.split_whitespace().any(small)) && count > 1
}

/// A line that holds nothing but a page number.
fn whole(line: &str) -> Option<Numbering> {
    if !line.bytes().all(may_number) {
        return None;
    }
    let lower = line.to_lowercase();
    let framed = lower.starts_with(['-', '[', '(', '\u{2013}', '\u{2014}']);
    let bare: String =
        lower.chars().map(|c| if "-\u{2013}\u{2014}[]()|\u{b7}_.".contains(c) { ' ' } else { c }).collect();
    let tokens: Vec<&str> = bare.split_whitespace().flat_map(|t| parts(t).into_iter().flatten()).collect();
    let tokens = if tokens.is_empty() { return None } else { tokens };
    let named = matches!(tokens.first(), Some(&("page" | "pg")));
    let rest = if named || tokens.first() == Some(&"p") { &tokens[1..] } else { &tokens[..] };
    match rest {
        [n] if is_number(n) && (named || framed) && line.starts_with(['P', '-', '[', '\u{2013}', '\u{2014}']) => {
            Some(if named || line.ends_with(['-', '\u{2013}', '\u{2014}']) { Numbering::Sure } else { Numbering::Bare })
        }
        [n] if is_number(n) => Some(Numbering::Bare),
        [n, "of" | "/", m] if is_number(n) && is_number(m) => {
            let capital = !line.starts_with("page");
            Some(if (named && capital) || framed { Numbering::Sure } else { Numbering::Bare })
        }
        ["continued"] | ["continued", "on", "next", "page"] => Some(Numbering::Bare),
        _ => None,
    }
}

/// Whether a line that holds this byte can hold nothing but a page number: white space, digits, signs, the letters of
/// "page", "pg", "of" and "continued on next page" and those that a fax prints for digits, and what is not ASCII.
const fn may_number(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(),
        b'\t'..=b'\r' | b' ' | b'0'..=b'9' | b'-' | b'[' | b']' | b'(' | b')' | b'|' | b'_' | b'.' | b'/'
        | b'a' | b'c' | b'd' | b'e' | b'f' | b'g' | b'i' | b'l' | b'n' | b'o' | b'p' | b't' | b'u' | b'x')
        || !byte.is_ascii()
}

/// Cuts "2/6" into its parts.
fn parts(token: &str) -> [Option<&str>; 3] {
    match token.split_once('/') {
        Some(("", "")) | None => [Some(token), None, None],
        Some((a, b)) => [Some(a).filter(|a| !a.is_empty()), Some("/"), Some(b).filter(|b| !b.is_empty())],
    }
}

/// What goes before a page's number.
const PAGE: [&str; 3] = ["page", "p", "pg"];

/// Whether these words at an end of a line are a page number: "Page 2 of 6", "2 of 6", "Page 2", "p. 2 of 6".
fn is_page(words: &[&str]) -> bool {
    let bare = |word: &&str| word.trim_end_matches(['.', ',', ':']).len();
    let word = |n: usize| words.get(n).map_or("", |word| &word[..bare(word)]);
    let number = |n: usize| is_number(word(n));
    let is = |n: usize, any: &[&str]| any.iter().any(|one| word(n).eq_ignore_ascii_case(one));
    let split = |n: usize| word(n).split_once('/').filter(|(a, b)| is_number(a) && is_number(b));
    match words.len() {
        1 => split(0).is_some_and(|(a, b)| a.len() == b.len() && a.len() >= 2),
        2 => is(0, &PAGE) && (number(1) || split(1).is_some()),
        3 => number(0) && is(1, &["of"]) && number(2),
        4 => is(0, &PAGE) && is(2, &["of", "/"]) && number(1) && number(3),
        _ => false,
    }
}

/// Up to three digits; a fax may print them as letters.
fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 3 && word.bytes().all(is_digit) && word.bytes().any(|b| b.is_ascii_digit())
}

/// A digit, or a letter that a fax prints for one.
const fn is_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'o' | b'O' | b'l')
}

/// Whether `line` is the header that a fax machine prints: a time, and a date, a page or a number besides.
pub(super) fn is_fax(line: &str) -> bool {
    // Each kind of fax line gives a time.
    if line.len() > 200 || !line.contains(':') || !line.split_whitespace().any(tells_time) {
        return false;
    }
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let date = words.iter().any(|w| is_date(w));
    let phone = line.bytes().filter(u8::is_ascii_digit).count() >= 14 || lower.contains("fax");
    let page = (1..=4).any(|n| words.len() > n && is_page(&words[words.len() - n..]))
        || words.last().is_some_and(|w| w.strip_prefix("p.").is_some_and(|n| is_number(&n.replace('/', ""))))
        || matches!(words.as_slice(), [.., "p.", last] if last.len() <= 3 && last.bytes().all(is_digit));
    let marked = lower.starts_with("fax") || lower.contains(" fax ");
    let short = words.len() <= 3 && lower.starts_with("fax ");
    (page && (date || phone)) || (date && marked && words.len() <= 14) || short
}

fn tells_time(word: &str) -> bool {
    word.contains(':') && is_time(&word.to_lowercase())
}

fn is_time(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() && c != 'o' && c != 'l');
    let parts: Vec<&str> = word.split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(is_digit))
}

fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '-', '.']).filter(|p| !p.is_empty()).collect();
    let month = |p: &str| p.len() == 3 && p.bytes().all(|b| b.is_ascii_alphabetic());
    parts.len() == 3
        && parts.iter().all(|p| p.len() <= 4 && p.bytes().all(is_digit) || month(p))
        && parts.iter().filter(|p| p.bytes().any(|b| b.is_ascii_digit())).count() >= 1
}
