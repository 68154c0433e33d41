//! The known word that an unknown one is most like.

/// What is said of a word that is none of the known ones: the nearest, or all of them where none is near.
pub(super) fn hint<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some((near, steps)) if steps <= (word.len() / 3).max(2) => format!("did you mean `{near}`?"),
        _ => format!("the keys here are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

/// The nearest word, and how many letters must be put in, taken out or changed; of two as near the first.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<(&'a str, usize)> {
    known.map(|other| (other, steps(word, other))).min_by_key(|(_, steps)| *steps)
}

/// Letters put in, taken out or changed to make one word the other (Levenshtein).
fn steps(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (n, letter) in from.chars().enumerate() {
        let mut next = vec![n + 1];
        for ((other, both), above) in to.iter().zip(&row).zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or(0);
            next.push((both + usize::from(*other != letter)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted() {
        for (from, to, want) in [
            ("fail-on", "fail-on", 0),
            ("fail_on", "fail-on", 1),
            ("failon", "fail-on", 1),
            ("", "ocr", 3),
            ("ocr", "", 3),
        ] {
            assert_eq!(steps(from, to), want, "{from} {to}");
        }
    }

    #[test]
    fn a_near_word_is_offered_and_otherwise_all() {
        let known = || ["fail-on", "require", "threads"].into_iter();
        assert_eq!(hint("fail_on", known()), "did you mean `fail-on`?");
        assert_eq!(hint("thread", known()), "did you mean `threads`?");
        assert_eq!(hint("colour", known()), "the keys here are fail-on, require, threads");
    }
}
