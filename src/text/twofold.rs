//! Patterns in two forms. What `\w`, `\s` and `\b` stand for among all letters of the world makes automata of megabytes,
//! which are slow to make and slow to walk; nine letters in ten hold ASCII alone, where a small form finds the same.

use std::fmt;
use std::sync::OnceLock;

use regex::Regex;

/// A pattern that is made when it is first asked for, in the form that the text needs.
pub struct Twofold {
    written: fn() -> String,
    plain: OnceLock<Option<Regex>>,
    full: OnceLock<Option<Regex>>,
}

impl fmt::Debug for Twofold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Twofold").field(&(self.written)()).finish()
    }
}

impl Twofold {
    /// The pattern that is written so.
    #[must_use]
    pub const fn new(written: fn() -> String) -> Self {
        Self { written, plain: OnceLock::new(), full: OnceLock::new() }
    }

    /// The form for a text: both find the same in it. `None` where the pattern is wrong.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&Regex> {
        let made = if is_plain(text) {
            self.plain.get_or_init(|| Regex::new(&plain(&(self.written)())).ok())
        } else {
            self.full.get_or_init(|| Regex::new(&(self.written)()).ok())
        };
        made.as_ref()
    }

    /// Whether it is found in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.of(text).is_some_and(|pattern| pattern.is_match(text))
    }
}

/// Whether a text holds ASCII and signs of lists, laws and boxes alone, which are letters, digits and white space to neither
/// form.
fn is_plain(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, '\u{a7}' | '\u{b7}' | '\u{2022}' | '\u{25a0}' | '\u{2610}'..='\u{2612}');
    text.is_ascii() || text.chars().all(|c| c.is_ascii() || is_sign(c))
}

/// The form for ASCII: the classes of letters, digits and white space as ASCII has them.
fn plain(pattern: &str) -> String {
    let classes = [(r"\w", "[0-9A-Za-z_]"), (r"\d", "[0-9]"), (r"\s", r"[\t\n\x0B\x0C\r ]"), (r"\b", r"(?-u:\b)")];
    classes.into_iter().fold(pattern.to_owned(), |pattern, (class, ascii)| pattern.replace(class, ascii))
}

#[cfg(test)]
mod tests {
    use super::*;

    static PATTERN: Twofold = Twofold::new(|| r"(?i)\b(?:the\s+)?[\w'-]+\s(?-u:\b)\d+\b".to_owned());

    #[test]
    fn both_forms_find_the_same_in_ascii() {
        let full = Regex::new(&(PATTERN.written)()).unwrap();
        let signs = ["\u{a7} 580e 5 \u{b7}", "\u{2022}the\u{25a0} 7\u{2610}", "a\u{2611}\u{2612} b 4\u{2022}"];
        let ascii = ["The  Lender's 12", "a-b_c\x0b7 d", "x 5th, y\t6", "9 9 9\x0c9", "", "no figure"];
        for words in ascii.into_iter().chain(signs) {
            assert!(is_plain(words));
            let found = |regex: &Regex| regex.find(words).map(|found| found.range());
            assert_eq!(found(PATTERN.of(words).unwrap()), found(&full), "{words:?}");
        }
    }

    #[test]
    fn signs_are_no_letters() {
        let class = Regex::new(r"[\w\s\d]").unwrap();
        assert!(!class.is_match("\u{a7}\u{b7}\u{2022}\u{25a0}\u{2610}\u{2611}\u{2612}"));
    }

    #[test]
    fn letters_of_all_languages_are_letters() {
        assert!(PATTERN.is_in("caf\u{e9} 12") && !PATTERN.is_in("12 caf\u{e9}"));
        assert_eq!(PATTERN.of("caf\u{e9} 12").unwrap().find("caf\u{e9} 12").map(|found| found.start()), Some(0));
    }
}
