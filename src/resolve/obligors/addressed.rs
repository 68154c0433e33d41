//! Paragraphs of a letter to several borrowers that speak to one of them by name: "Ms. Low, your liability …".

use std::sync::LazyLock;

use regex::Regex;

use super::TITLES;

/// A paragraph, or an item of a list, that begins with a name and a comma.
static BY_NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let titles = TITLES.join("|");
    let name = r"[A-Z][\w'’-]+";
    Regex::new(&format!(r"(?m)^[ \t]*(?:[-*•–—]|\(?\w{{1,2}}[.)])?[ \t]*(?P<whom>(?:(?:{titles})\.?\s+)?{name})[,:]\s"))
        .ok()
});

/// Whom each such paragraph speaks to, and its words with single spaces.
pub(super) fn paragraphs(text: &str, borrowers: &[String]) -> Vec<(String, String)> {
    let is_borrower = |whom: &str| {
        let last = whom.split_whitespace().next_back().unwrap_or_default();
        let titled = whom.contains(char::is_whitespace);
        borrowers.iter().any(|name| {
            let mut parts = name.split_whitespace();
            let own = if titled { parts.next_back() } else { parts.next() };
            own == Some(last)
        })
    };
    let found = BY_NAME.iter().flat_map(|shape| shape.captures_iter(text)).filter_map(|found| found.name("whom"));
    let starts: Vec<_> = found.filter(|whom| is_borrower(whom.as_str())).collect();
    let ends = starts.iter().skip(1).map(regex::Match::start).chain([text.len()]);
    let one = |(whom, end): (&regex::Match<'_>, usize)| {
        let rest = text.get(whom.start()..end).unwrap_or_default();
        let paragraph = rest.split("\n\n").next().unwrap_or_default();
        (flat(whom.as_str()), flat(paragraph))
    };
    starts.iter().zip(ends).map(one).collect()
}

/// Words with single spaces.
pub(super) fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_that_begins_with_a_borrower_speaks_to_him() {
        let text = "Dear Ms. Low and Mr. Low:\n\n  -  Ms. Low, you are\n     free.\n\n  -  Mr. Low, you\n are not.\n\nRuth, thanks.\n\nPaulo, all good.";
        let borrowers = ["Ann Low".to_owned(), "Paulo Low".to_owned()];
        let told = paragraphs(text, &borrowers);
        let told: Vec<(&str, &str)> = told.iter().map(|(whom, words)| (whom.as_str(), words.as_str())).collect();
        assert_eq!(
            told,
            [
                ("Ms. Low", "Ms. Low, you are free."),
                ("Mr. Low", "Mr. Low, you are not."),
                ("Paulo", "Paulo, all good.")
            ]
        );
    }
}
