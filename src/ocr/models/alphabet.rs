//! What the recogniser's classes stand for.

/// The class that says "nothing more here".
pub(super) const BLANK: usize = 0;

/// From here to here stand the wide forms of the ASCII characters, which the recogniser writes for plain ones at times.
const WIDE: std::ops::RangeInclusive<u32> = 0xFF01..=0xFF5E;
/// How far the wide forms stand above the plain ones.
const WIDE_BY: u32 = 0xFEE0;

/// The classes that can stand in a letter in English, and how many classes there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alphabet {
    letters: Vec<(usize, char)>,
    /// Number of classes: the blank, a line each of the dictionary, and the space.
    pub classes: usize,
}

impl Alphabet {
    /// The alphabet of a dictionary: one character a line, in the order of the classes after the blank; the space comes
    /// after the last.
    pub(super) fn parse(dictionary: &str) -> Result<Self, String> {
        let lines: Vec<&str> = dictionary.lines().collect();
        let one = |line: &str| {
            let mut chars = line.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        let written = lines.iter().enumerate().filter_map(|(n, line)| Some((n + 1, plain(one(line)?)?)));
        let letters: Vec<(usize, char)> = written.chain([(lines.len() + 1, ' ')]).collect();
        let is_there = |c: char| letters.iter().any(|(_, letter)| *letter == c);
        match ('a'..='z').chain('A'..='Z').chain('0'..='9').find(|c| !is_there(*c)) {
            Some(c) => Err(format!("it is no list of characters, one a line: `{c}` is not in it")),
            None => Ok(Self { letters, classes: lines.len() + 2 }),
        }
    }

    /// The most probable letter of one step, and its class.
    pub(super) fn best(&self, step: &[f32]) -> Option<(usize, char)> {
        let probable = |letter: &(usize, char)| step.get(letter.0).copied().unwrap_or(0.0);
        self.letters.iter().copied().max_by(|a, b| probable(a).total_cmp(&probable(b)))
    }
}

/// What is written for a character of the dictionary; nothing for one of another script, which no letter in English has.
fn plain(c: char) -> Option<char> {
    if WIDE.contains(&u32::from(c)) {
        return char::from_u32(u32::from(c) - WIDE_BY);
    }
    // Latin with accents; marks, currencies, fractions, boxes and ticks.
    let is_used = matches!(c, '!'..='\u{24F}' | '\u{2010}'..='\u{27BF}');
    (is_used && !c.is_control() && !c.is_whitespace()).then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dictionary with the letters and digits of English before these lines.
    fn with(more: &str) -> String {
        let all = ('a'..='z').chain('A'..='Z').chain('0'..='9');
        all.flat_map(|c| [c, '\n']).collect::<String>() + more
    }

    #[test]
    fn a_dictionary_is_one_character_a_line() {
        let cases = [("", 64), ("$\n", 65), ("$\r\n§\r\n", 66), ("\u{3000}\n\nab\n", 67)];
        for (more, classes) in cases {
            let alphabet = Alphabet::parse(&with(more)).unwrap();
            assert_eq!(alphabet.classes, classes, "{more:?}");
            assert_eq!(alphabet.letters.last(), Some(&(classes - 1, ' ')), "{more:?}: the space comes last");
            assert_eq!(alphabet.letters[0], (1, 'a'), "{more:?}: the blank is no letter");
        }
        for wrong in ["", "waive\nrelease\n", "a\nb\nc\n"] {
            assert!(Alphabet::parse(wrong).unwrap_err().contains("is not in it"), "{wrong:?}");
        }
    }

    #[test]
    fn characters_of_english_letters_are_kept_and_wide_ones_made_plain() {
        let cases = [
            ('$', Some('$')),
            ('\u{FF08}', Some('(')),
            ('\u{FF0C}', Some(',')),
            ('é', Some('é')),
            ('☐', Some('☐')),
            ('§', Some('§')),
            ('期', None),
            ('я', None),
            ('\u{3000}', None),
        ];
        for (c, want) in cases {
            assert_eq!(plain(c), want, "{c:?}");
        }
    }
}
