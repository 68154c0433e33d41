//! People whom the letter names and who owe nothing: signers, buyers, agents. They are known by how names are written.

use std::sync::LazyLock;

use regex::Captures;
use regex::Regex;

use crate::lexicon::plain::is_plain;
use crate::survey::is_person;

/// The mark of all of them.
const MARK: &str = "[person]";

/// Capitalised words and initials in a row.
static RUN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\p{Lu}[\p{L}'’-]*\.?(?:[ \t]*\n?[ \t]+\p{Lu}[\p{L}'’-]*\.?|\n\p{Lu}[\p{L}'’-]*\.?)*").ok()
});

/// What stands behind the name of a town.
static OF_TOWN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^,?\s+(?:[A-Z]{2}\b|County\b|[A-Z][a-z]+ [0-9]{5})").ok());

static TITLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?<title>(?:Mr|Mrs|Ms|Miss|Dr|Messrs)\b\.?\s+)(?<name>\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)")
        .ok()
});

/// The words with such names masked.
pub(super) fn mask(words: &str) -> String {
    let (Some(run), Some(titled)) = (RUN.as_ref(), TITLED.as_ref()) else { return words.to_owned() };
    let words = titled.replace_all(words, |found: &Captures<'_>| {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let lines = "\n".repeat(part("name").matches('\n').count());
        format!("{}{MARK}{lines}", part("title"))
    });
    let (mut out, mut from) = (String::with_capacity(words.len()), 0);
    for found in run.find_iter(&words) {
        let behind = &words[found.end()..];
        for (start, end) in names(found.as_str(), behind) {
            out.push_str(&words[from..found.start() + start]);
            out.push_str(MARK);
            out.extend(found.as_str()[start..end].chars().filter(|c| *c == '\n'));
            from = found.start() + end;
        }
    }
    out.push_str(&words[from..]);
    out
}

/// Names in a run of capitalised words: two or more in a row that are no words of letters, with their initials, and no
/// company's or town's.
fn names(run: &str, behind: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in run.split_inclusive(char::is_whitespace) {
        words.push((at, word.trim_end()));
        at += word.len();
    }
    words.retain(|(_, word)| !word.is_empty());
    let mut found = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let rest = words.get(first..).unwrap_or_default();
        let length = rest.iter().take_while(|(_, word)| is_of_a_name(word)).count();
        let (stretch, next) = (rest.get(..length).unwrap_or_default(), rest.get(length));
        let text: Vec<&str> = stretch.iter().map(|(_, word)| *word).collect();
        let text = text.join(" ");
        let full = stretch.iter().filter(|(_, word)| word.trim_end_matches('.').chars().count() > 1).count();
        let followed = next.map_or_else(|| text.clone(), |(_, word)| format!("{text} {word}"));
        let is_town = next.is_none() && OF_TOWN.as_ref().is_some_and(|town| town.is_match(behind));
        if length >= 2 && full >= 1 && is_person(&text) && is_person_before(&followed) && !is_town {
            let start = stretch.first().map_or(0, |(at, _)| *at);
            let end = stretch.last().map_or(start, |(at, word)| at + word.trim_end_matches('.').len());
            found.push((start, end));
        }
        first += length.max(1);
    }
    found
}

/// No company follows. A seventh word and more do not make it one.
fn is_person_before(followed: &str) -> bool {
    followed.split(' ').count() > 6 || is_person(followed)
}

/// A word that is none of the language of letters, or an initial.
fn is_of_a_name(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    bare.chars().count() == 1 || !is_plain(&bare.to_lowercase().replace('’', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_lenders_towns_and_titles() {
        for (words, shown) in [
            ("sale to Karl Nyberg for $240,000.00", "sale to [person] for $240,000.00"),
            ("Sincerely,\nOlga Brandtner, Vice President", "Sincerely,\n[person], Vice President"),
            ("Mr. Okafor and Ms. Lorna Vossberg", "Mr. [person] and Ms. [person]"),
            ("Thaddeus Q. Okafor", "[person]"),
            ("Dear Thaddeus Okafor:", "Dear [person]:"),
            ("Okafor Vossberg Bank", "Okafor Vossberg Bank"),
            ("Short Sale Approval", "Short Sale Approval"),
            ("The Lender Waives The Deficiency", "The Lender Waives The Deficiency"),
        ] {
            assert_eq!(mask(words), shown, "{words}");
        }
    }
}
