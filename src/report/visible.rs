//! The document's words made harmless for a terminal: no control character, no turning of the writing direction.

use std::fmt::Write as _;

/// Writes white space as single spaces and every character that steers a terminal, or hides or turns text, as its
/// code point (`\u{202e}`).
#[must_use]
pub fn visible(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        push(&mut shown, word);
    }
    shown
}

/// The same for a file's name, whose spaces all count.
#[must_use]
pub fn visible_name(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    push(&mut shown, name);
    shown
}

/// The same for a line of a log: none of it is taken by a build service for one of its commands (`::…` at the start,
/// `##…` anywhere).
#[must_use]
pub fn visible_line(line: &str) -> String {
    let line = visible_name(line).replace("##", "#\\u{23}");
    if line.trim_start().starts_with([':', '#']) { format!("./{line}") } else { line }
}

/// JSON with every such character inside its strings as an escape: the values stay the same, and whoever prints the file
/// prints nothing that steers.
#[must_use]
pub fn inert_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len() + 1);
    let (mut rest, mut last) = (json, None);
    loop {
        let at = harmless(rest.as_bytes());
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let mut chars = from.chars();
        let Some(c) = chars.next() else { break };
        let commands = c == '#' && at == 0 && last == Some('#');
        if commands || steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
        (rest, last) = (chars.as_str(), Some(c));
    }
    shown
}

/// How many bytes from the first on stand as they are; many are looked at together.
fn harmless(bytes: &[u8]) -> usize {
    const TOGETHER: usize = 32;
    let are_all = |bytes: &&[u8]| bytes.iter().fold(true, |all, byte| all & is_harmless(*byte));
    let whole = TOGETHER * bytes.chunks_exact(TOGETHER).take_while(are_all).count();
    whole + bytes[whole..].iter().take_while(|byte| is_harmless(**byte)).count()
}

/// Bytes that stand as they are whatever stands beside them; nearly all of a report are.
const fn is_harmless(byte: u8) -> bool {
    matches!(byte, b'\n' | b' '..=b'~') && byte != b'#'
}

fn push(shown: &mut String, words: &str) {
    for c in words.chars() {
        if steers(c) {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
}

/// Control and format characters: C0, C1, soft hyphen, directional marks and overrides (Unicode Annex 9), zero-width
/// characters, tags and invisible operators; and the two that XML does not allow.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}'
            | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_tricks_show() {
        for (words, shown) in [
            ("We  waive\n the\tdeficiency.", "We waive the deficiency."),
            ("§ 580e “à la carte” — 100 €", "§ 580e “à la carte” — 100 €"),
            ("\u{1b}[2Jgone", "\\u{1b}[2Jgone"),
            ("not\u{202e}eviaw", "not\\u{202e}eviaw"),
            ("zero\u{200b}width \u{2066}x\u{2069}", "zero\\u{200b}width \\u{2066}x\\u{2069}"),
            ("a\rb\u{9b}31m", "a b\\u{9b}31m"),
        ] {
            assert_eq!(visible(words), shown);
        }
    }

    #[test]
    fn a_name_keeps_its_spaces_and_shows_its_line_feeds() {
        assert_eq!(visible_name("two  spaces\n.pdf"), "two  spaces\\u{a}.pdf");
    }

    #[test]
    fn a_line_holds_no_command_of_a_build_service() {
        for (line, shown) in [
            ("::error::gone.txt:1", "./::error::gone.txt:1"),
            (" ##[stop]", "./ #\\u{23}[stop]"),
            ("a.txt: high x: ##vso[task] ### ::set-env", "a.txt: high x: #\\u{23}vso[task] #\\u{23}# ::set-env"),
            ("letters/a #1.txt: 10::1", "letters/a #1.txt: 10::1"),
        ] {
            assert_eq!(visible_line(line), shown);
        }
    }

    proptest::proptest! {
        #[test]
        fn inert_json_means_the_same(words in "\\PC{0,40}|[\\x00-\\x1f#\u{7f}-\u{9f}\u{200b}-\u{202e}\u{e0001}]{0,20}") {
            let json = serde_json::to_string(&words).unwrap();
            let inert = inert_json(&json);
            proptest::prop_assert!(!inert.chars().any(steers) && !inert.contains("##"), "{}", inert);
            proptest::prop_assert_eq!(serde_json::from_str::<String>(&inert).unwrap(), words);
        }

        #[test]
        fn nothing_that_steers_comes_through(words in "\\PC{0,60}|[\\x00-\\x1f\u{80}-\u{9f}\u{200b}-\u{202e}]{0,20}") {
            let shown = visible(&words);
            proptest::prop_assert!(!shown.chars().any(steers));
            proptest::prop_assert_eq!(visible(&shown), shown);
        }
    }
}
