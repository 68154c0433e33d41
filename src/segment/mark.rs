//! List marks and section numbers at the start of a line.

/// How a mark is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A bullet; which sign.
    Bullet(char),
    /// Arabic numbers: how many parts ("4.1" has two), and what closes them.
    Decimal(usize, Wrap),
    /// Letters: upper case or lower (the first letter tells), and what closes them.
    Alpha(Case, Wrap),
    /// Roman numbers.
    Roman(Case, Wrap),
    /// "Section 4", "ARTICLE IV", "PART A".
    Named,
    /// "Q."
    Question,
    /// "A." below a question.
    Answer,
}

/// Letter case of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Capitals.
    Upper,
    /// Small letters.
    Lower,
}

/// What stands around a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrap {
    /// "(a)"
    Round,
    /// "a)"
    Half,
    /// "a."
    Dot,
    /// "[1]"
    Square,
    /// "1", followed by wide white space.
    Bare,
}

/// A mark as it stands, before its neighbours decide what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Without brackets and the last full stop.
    pub core: &'a str,
    /// Bytes of the whole mark.
    pub length: usize,
    /// Its possible readings: style and place in the order, the likelier first.
    pub readings: [Option<(Style, u32)>; 2],
}

const BULLETS: &[char] = &[
    '\u{2022}', '\u{25e6}', '\u{25aa}', '\u{25ab}', '\u{25cf}', '\u{25cb}', '\u{2023}', '\u{2043}', '\u{b7}',
    '\u{27a2}', '\u{25ba}', '\u{25b6}', '\u{2756}', '\u{2666}', '\u{203b}', '*', '-', 'o', '+', '\u{bb}',
];

/// The mark that opens `words`, if any.
pub(super) fn token(words: &str) -> Option<Token<'_>> {
    let first = words.chars().next()?;
    let space = words.find(' ')?;
    if space == first.len_utf8() && BULLETS.contains(&first) {
        let core = words.get(..space)?;
        return Some(Token { core, length: space, readings: [Some((Style::Bullet(first), 0)), None] });
    }
    asked(words, space).or_else(|| named(words)).or_else(|| numbered(words, space))
}

fn asked(words: &str, space: usize) -> Option<Token<'_>> {
    let head = words.get(..space)?;
    let style = match head {
        "Q." | "Q:" | "QUESTION:" | "Question:" => Style::Question,
        "A:" | "ANSWER:" | "Answer:" => Style::Answer,
        _ => return None,
    };
    Some(Token { core: head.get(..1)?, length: space, readings: [Some((style, 0)), None] })
}

/// "Section 4.", "ARTICLE IV", "PART TWO -"
fn named(words: &str) -> Option<Token<'_>> {
    const NAMES: &[&str] = &["section", "article", "part", "paragraph", "clause", "sec.", "art.", "\u{a7}"];
    let (name, rest) = words.split_once(' ')?;
    if !NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) || name.starts_with(char::is_lowercase) {
        return None;
    }
    let core = rest.split(' ').next()?;
    let close = core.ends_with(['.', ':']) || rest.len() == core.len();
    let dash = rest.get(core.len()..)?.trim_start().starts_with("- ");
    let core = core.trim_end_matches(['.', ':', ',']);
    let caps = name.bytes().all(|b| b.is_ascii_uppercase());
    let is_number = core.starts_with(|c: char| c.is_ascii_digit()) || roman(core).is_some() || core.len() == 1;
    let written = caps && matches!(core, "ONE" | "TWO" | "THREE" | "FOUR" | "FIVE");
    let fits = (is_number || written) && (close || dash) && !core.starts_with(char::is_lowercase);
    let length = name.len() + 1 + rest.split(' ').next()?.len() + if dash { 2 } else { 0 };
    fits.then_some(Token { core, length, readings: [Some((Style::Named, 0)), None] })
}

fn numbered(words: &str, space: usize) -> Option<Token<'_>> {
    let head = words.get(..space)?;
    let (core, wrap) = match head.as_bytes() {
        [b'(', .., b')'] => (head.get(1..head.len() - 1)?, Wrap::Round),
        [b'(', .., b')', b'.'] => (head.get(1..head.len() - 2)?, Wrap::Round),
        [b'[', .., b']'] => (head.get(1..head.len() - 1)?, Wrap::Square),
        [.., b')'] => (head.get(..head.len() - 1)?, Wrap::Half),
        [.., b'.' | b':'] => (head.get(..head.len() - 1)?, Wrap::Dot),
        _ => (head, Wrap::Bare),
    };
    let readings = read(core, wrap)?;
    let bare = wrap == Wrap::Bare && !matches!(readings, [Some((Style::Decimal(..), _)), _]);
    (!bare).then_some(Token { core, length: space, readings })
}

fn read(core: &str, wrap: Wrap) -> Option<[Option<(Style, u32)>; 2]> {
    if core.is_empty() || core.len() > 8 || !core.is_ascii() {
        return None;
    }
    if core.bytes().all(|b| b.is_ascii_digit() || b == b'.') && core.as_bytes()[0] != b'.' {
        let parts: Vec<&str> = core.split('.').collect();
        let fits = parts.iter().all(|part| (1..=2).contains(&part.len()));
        let last: u32 = parts.last()?.parse().ok()?;
        return (fits && last <= 99).then_some([Some((Style::Decimal(parts.len(), wrap), last)), None]);
    }
    let faxed = matches!(wrap, Wrap::Dot | Wrap::Round).then(|| faxed(core)).flatten();
    if core.len() > 1 && faxed.is_some() {
        return Some([faxed.map(|n| (Style::Decimal(1, wrap), n)), None]);
    }
    let upper = core.bytes().all(|b| b.is_ascii_uppercase());
    if !upper && !core.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let case = if upper { Case::Upper } else { Case::Lower };
    let alpha = (core.len() == 1).then(|| {
        let byte = core.as_bytes()[0].to_ascii_lowercase();
        (Style::Alpha(case, wrap), u32::from(byte - b'a') + 1)
    });
    let roman = roman(core).map(|n| (Style::Roman(case, wrap), n));
    let roman = roman.or(faxed.map(|n| (Style::Decimal(1, wrap), n)));
    match (alpha, roman) {
        (None, None) => None,
        (Some((_, order)), Some(_)) if order != 9 => Some([alpha, roman]),
        (Some(_), Some(_)) => Some([roman, alpha]),
        (one, two) => Some([one.or(two), None]),
    }
}

/// A number in which a fax printed letters for digits ("l." for "1.", "lO." for "10.").
fn faxed(core: &str) -> Option<u32> {
    let plain: String = core
        .chars()
        .map(|c| {
            if c == 'l' {
                '1'
            } else if c == 'O' || c == 'o' {
                '0'
            } else {
                c
            }
        })
        .collect();
    (plain != core && core.len() <= 2 && !plain.starts_with('0')).then(|| plain.parse().ok()).flatten()
}

/// A Roman number up to 39.
fn roman(core: &str) -> Option<u32> {
    let (mut sum, mut last) = (0_u32, 0);
    for byte in core.bytes().rev() {
        let value = match byte.to_ascii_lowercase() {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            _ => return None,
        };
        (sum, last) = if value < last { (sum.checked_sub(value)?, last) } else { (sum.checked_add(value)?, value) };
    }
    (1..40).contains(&sum).then_some(sum)
}

/// A mark in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Without brackets and the last full stop; empty for bullets.
    pub number: String,
    /// How it is written.
    pub style: Style,
    /// Bytes of the mark in its line.
    pub length: usize,
    /// Depth of its list, from 0.
    pub level: usize,
    /// First of its list, or a later one.
    pub place: Place,
}

/// Place of an item in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It opens the list.
    First,
    /// It goes on with it.
    Next,
}

/// How far the text above lets a mark stand here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// A gap, or a finished line, stands above.
    Free,
    /// The line above breaks off in mid-sentence at the same indent.
    Tight,
}

/// Deepest level of a list: no letter goes further, and a hostile file shall not.
const DEEPEST: usize = 11;

/// The lists that are open at a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    open: Vec<(Style, u32, u16)>,
}

impl Lists {
    /// Takes a mark into its list; `None` where it reads as a word of the sentence above or as an initial.
    pub(super) fn take(&mut self, token: &Token<'_>, indent: u16, room: Room, wide: Option<()>) -> Option<Mark> {
        let readings = token.readings.iter().flatten();
        if room == Room::Tight && readings.clone().any(|(style, _)| *style == Style::Named) {
            return None;
        }
        let next = readings.clone().find_map(|&(style, order)| self.sibling(style, order).map(|at| (style, order, at)));
        let (style, order, at, place) = if let Some((style, order, at)) = next {
            (style, order, at, Place::Next)
        } else {
            let &(style, order) =
                readings.clone().find(|(_, order)| *order <= 1).or_else(|| readings.clone().next())?;
            if !self.may_open(style, order, room, wide) {
                return None;
            }
            let known = self.open.iter().rposition(|open| open.0 == style && indent <= open.2.saturating_add(1));
            let later = known.and_then(|at| self.open.get(at)).is_some_and(|open| open.1 < order);
            let place = if later { Place::Next } else { Place::First };
            (style, order, known.unwrap_or_else(|| self.depth(indent)), place)
        };
        let at = at.min(DEEPEST);
        self.open.truncate(at);
        self.open.push((style, order, indent));
        let number = if matches!(style, Style::Bullet(_)) { String::new() } else { token.core.to_owned() };
        Some(Mark { number, style, length: token.length, level: at, place })
    }

    /// Depth of a new list: below every open list that stands further left or at the same place.
    fn depth(&self, indent: u16) -> usize {
        self.open.iter().position(|open| open.2 > indent).unwrap_or(self.open.len())
    }

    fn sibling(&self, style: Style, order: u32) -> Option<usize> {
        self.open.iter().rposition(|open| open.0 == style && (order == 0 || open.1 + 1 == order))
    }

    fn may_open(&self, style: Style, order: u32, room: Room, wide: Option<()>) -> bool {
        let free = room == Room::Free;
        match style {
            Style::Question | Style::Answer => true,
            Style::Bullet(c) => free || !matches!(c, '-' | '*' | 'o' | '+'),
            Style::Named => free,
            Style::Decimal(2.., Wrap::Bare) => {
                let below =
                    |open: &(Style, u32, u16)| matches!(open.0, Style::Decimal(..) | Style::Named | Style::Roman(..));
                free && (order <= 1 || self.open.iter().any(below))
            }
            Style::Decimal(_, Wrap::Bare) => free && wide.is_some() && order <= 1,
            Style::Decimal(1, Wrap::Dot) => free && (order <= 40),
            Style::Alpha(Case::Upper, Wrap::Dot) => free && (order == 1 || wide.is_some()),
            Style::Alpha(_, Wrap::Dot) | Style::Roman(_, Wrap::Dot) => free && (order <= 2 || wide.is_some()),
            _ => free || order == 1,
        }
    }

    /// The answer's mark "A." counts as one below a question.
    pub(super) fn asked(&self) -> bool {
        self.open.last().is_some_and(|open| open.0 == Style::Question)
    }
}
