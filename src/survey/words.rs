//! The words of a document as the survey's linear readers see them: small letters, names as `_`, numbers as `0`, and the
//! marks that part them. They are cut and looked up once for all readers.

use crate::lexicon::plain;

/// A word, mark or class by its number: 0 for none, then plain words, then marks, then what a table of weights adds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Word(pub(super) u16);

/// What is no plain word. None holds a space, a line's end or a tab: features are split at those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Somebody's name, or any word that letters do not use.
    Name,
    /// A number.
    Number,
    /// A sum of money, its number and all.
    Sum,
    /// A day, its month and all.
    Day,
    /// A dollar sign.
    Dollar,
    /// A question mark.
    Question,
    /// A quotation mark.
    Quote,
    /// A box with a cross.
    Ticked,
    /// A box without.
    Unticked,
    /// A percent sign.
    Percent,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A bar.
    Bar,
    /// A bracket that opens.
    Open,
    /// A bracket that closes.
    Close,
    /// A full stop.
    Stop,
    /// A row of full stops.
    Dots,
    /// The end of a line.
    LineEnd,
    /// A wide gap in a line.
    Wall,
}

impl Mark {
    /// How each is spelled in a table of weights. A sum is spelled as the dollar sign is, but no reader knows both.
    const SPELLED: [(Self, &str); 19] = [
        (Self::Name, "_"),
        (Self::Number, "0"),
        (Self::Sum, "$"),
        (Self::Day, "@"),
        (Self::Dollar, "$"),
        (Self::Question, "?"),
        (Self::Quote, "\""),
        (Self::Ticked, "[x]"),
        (Self::Unticked, "[_]"),
        (Self::Percent, "%"),
        (Self::Colon, ":"),
        (Self::Semicolon, ";"),
        (Self::Bar, "|"),
        (Self::Open, "("),
        (Self::Close, ")"),
        (Self::Stop, "."),
        (Self::Dots, ".."),
        (Self::LineEnd, "\u{21b5}"),
        (Self::Wall, "\u{21e5}"),
    ];

    const fn of_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            b'$' => Self::Dollar,
            b'?' => Self::Question,
            b'"' => Self::Quote,
            b'%' => Self::Percent,
            b':' => Self::Colon,
            b';' => Self::Semicolon,
            b'|' => Self::Bar,
            b'(' => Self::Open,
            b')' => Self::Close,
            b'\n' => Self::LineEnd,
            b'\t' => Self::Wall,
            _ => return None,
        })
    }
}

impl Word {
    /// The number of a plain word or a mark.
    pub(super) fn of(word: &str) -> Option<Self> {
        let mark = || Mark::SPELLED.iter().find(|(_, spelled)| *spelled == word).map(|(mark, _)| Self::mark(*mark));
        plain::number(word).map(Self::plain).or_else(mark)
    }

    /// The first number that is free for a table's own words.
    pub(super) fn free() -> u16 {
        Self::mark(Mark::Wall).0 + 1
    }

    fn plain(number: u16) -> Self {
        Self(number + 1)
    }

    /// The number of a mark. A dollar sign and a sum have the same.
    pub(super) fn mark(mark: Mark) -> Self {
        let mark = if mark == Mark::Dollar { Mark::Sum } else { mark };
        Self(plain::count() + 1 + mark as u16)
    }

    /// The word itself; nothing for a table's own word.
    pub(super) fn spelled(self) -> &'static str {
        let Some(n) = self.0.checked_sub(1) else { return "" };
        let mark = || Mark::SPELLED.get(usize::from(n - plain::count())).map(|(_, spelled)| *spelled);
        plain::word(n).or_else(mark).unwrap_or("")
    }
}

/// A word of a document, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// The word.
    pub(super) word: Word,
    /// The mark that it is, if it is one.
    pub(super) mark: Option<Mark>,
    /// Its first byte.
    pub(super) at: usize,
}

/// The words of a text in order, as it is laid out: a tab is a wide gap.
pub(super) fn read(laid: &str) -> Vec<Seen> {
    let bytes = laid.as_bytes();
    let mut all = Vec::with_capacity(laid.len() / 4);
    let mut small = String::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let run = |is: fn(u8) -> bool| bytes[at..].iter().take_while(|byte| is(**byte)).count();
        let (mark, len) = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                let len = run(|byte| byte.is_ascii_alphabetic() || byte == b'\'');
                small.clear();
                small.push_str(&laid[at..at + len]);
                small.make_ascii_lowercase();
                if let Some(number) = plain::number(&small) {
                    all.push(Seen { word: Word::plain(number), mark: None, at });
                    at += len;
                    continue;
                }
                (Some(Mark::Name), len)
            }
            b'0'..=b'9' => (Some(Mark::Number), run(|byte| byte.is_ascii_digit())),
            b'.' => {
                let dots = run(|byte| byte == b'.');
                (Some(if dots > 1 { Mark::Dots } else { Mark::Stop }), dots)
            }
            b'[' => match bytes.get(at + 1..at + 3) {
                Some(b"x]" | b"X]") => (Some(Mark::Ticked), 3),
                Some(b" ]") => (Some(Mark::Unticked), 3),
                _ => (None, 1),
            },
            _ => (Mark::of_byte(byte), 1),
        };
        all.extend(mark.map(|mark| Seen { word: Word::mark(mark), mark: Some(mark), at }));
        at += len;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_in_their_order_and_are_spelled_back() {
        for (place, (mark, spelled)) in Mark::SPELLED.into_iter().enumerate() {
            assert_eq!(mark as usize, place);
            assert_eq!(Word::of(spelled), Some(Word::mark(mark)), "{spelled}");
            assert_eq!(Word::mark(mark).spelled(), spelled);
        }
        assert_eq!(Word::of("deficiency").map(Word::spelled), Some("deficiency"));
        assert_eq!((Word::of("okafor"), Word(Word::free()).spelled(), Word::default().spelled()), (None, "", ""));
    }

    #[test]
    fn words_are_cut_as_they_stand() {
        let spelled = |text: &str| read(text).iter().map(|seen| seen.word.spelled()).collect::<Vec<_>>().join(" ");
        assert_eq!(spelled("Mr. Okafor owes $2,100 [X] [ ] [y]"), "mr . _ owes $ 0 0 [x] [_] _");
        assert_eq!(spelled("Fee.... 5th\tday:\nnet (9%)|\u{e9}"), "fee .. 0 _ \u{21e5} day : \u{21b5} net ( 0 % ) |");
        assert_eq!(read("a  fee").last().map(|seen| seen.at), Some(3));
    }
}
