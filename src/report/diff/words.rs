//! Which words were struck and which added, paragraph by paragraph.

use schemars::JsonSchema;
use serde::Serialize;
use similar::ChangeTag;
use similar::DiffOp;
use similar::TextDiff;
use similar::capture_diff_slices;

use crate::document::Pages;
use crate::evidence::Evidence;
use crate::normalise;
use crate::reading::Reader;
use crate::segment;
use crate::span::NormSpan;

/// A place in which more words were changed than this is shown as struck and written anew: comparing word with word
/// takes the square of what differs.
const MOST: usize = 6_000;

/// A paragraph of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Page from 1; `None` where the format has none.
    pub page: Option<u32>,
    /// Its words, one blank between two.
    pub words: String,
    /// The same as they are told, where people in them are masked.
    pub masked: Option<String>,
}

impl Paragraph {
    fn told(&self) -> &str {
        self.masked.as_deref().unwrap_or(&self.words)
    }
}

/// A place in which words were changed: a paragraph, or several where they were changed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// Page in the old version, from 1; null where nothing stood there, or the format has no pages.
    pub old_page: Option<u32>,
    /// Page in the new version.
    pub new_page: Option<u32>,
    /// The words of the place, in order.
    pub stretches: Vec<Stretch>,
}

/// Words that have the same fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stretch {
    /// Their fate.
    pub was: Was,
    /// The words, one blank between two.
    pub words: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Was {
    /// They stand in both versions.
    Kept,
    /// They stand in the old version alone.
    Struck,
    /// They stand in the new version alone.
    Added,
}

/// The paragraphs of a document, in order. What stands on the page and is not said, such as struck words, is not in them.
#[must_use]
pub fn paragraphs(pages: &Pages) -> Vec<Paragraph> {
    let text = normalise::text(pages);
    let mut spans: Vec<(u32, NormSpan)> = Vec::new();
    for unit in segment::units(&text) {
        match spans.last_mut() {
            Some((paragraph, span)) if *paragraph == unit.paragraph => span.end = unit.span.end,
            _ => spans.push((unit.paragraph, unit.span)),
        }
    }
    let paragraph = |(_, span): (u32, NormSpan)| {
        let words = segment::words(&text, span).split_whitespace().collect::<Vec<_>>().join(" ");
        let page = Evidence::at(pages, text.map.raw(span), "", Reader::Patterns).page;
        (!words.is_empty()).then_some(Paragraph { page, words, masked: None })
    };
    spans.into_iter().filter_map(paragraph).collect()
}

/// Each place that was changed.
pub(super) fn changes(old: &[Paragraph], new: &[Paragraph]) -> Vec<Change> {
    let words = |all: &[Paragraph]| -> Vec<String> { all.iter().map(|one| one.words.clone()).collect() };
    let (before, after) = (words(old), words(new));
    let ops = capture_diff_slices(similar::Algorithm::Myers, &before, &after);
    let changed = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let change = |op: DiffOp| {
        let (struck, added) =
            (old.get(op.old_range()).unwrap_or_default(), new.get(op.new_range()).unwrap_or_default());
        let stretches = stretches(struck, added);
        // What is masked in both versions is told as changed all the same.
        let is_hidden = stretches.iter().all(|stretch| stretch.was == Was::Kept);
        Change {
            old_page: struck.first().and_then(|paragraph| paragraph.page),
            new_page: added.first().and_then(|paragraph| paragraph.page),
            stretches: if is_hidden { anew(&told(struck), &told(added)) } else { stretches },
        }
    };
    changed.filter(|op| is_other(op, (&before, &after))).map(change).collect()
}

/// Whether other words stand there, and not the same ones in other paragraphs.
fn is_other(op: &DiffOp, (before, after): (&[String], &[String])) -> bool {
    let flat = |all: Option<&[String]>| all.unwrap_or_default().join(" ");
    flat(before.get(op.old_range())) != flat(after.get(op.new_range()))
}

/// The words of some paragraphs as they are told.
fn told(all: &[Paragraph]) -> Vec<&str> {
    all.iter().flat_map(|one| one.told().split(' ')).collect()
}

/// The old words struck, the new ones added.
fn anew(before: &[&str], after: &[&str]) -> Vec<Stretch> {
    let whole = |was, words: &[&str]| (!words.is_empty()).then(|| Stretch { was, words: words.join(" ") });
    whole(Was::Struck, before).into_iter().chain(whole(Was::Added, after)).collect()
}

fn stretches(old: &[Paragraph], new: &[Paragraph]) -> Vec<Stretch> {
    let (before, after) = (told(old), told(new));
    if before.is_empty() || after.is_empty() || before.len() + after.len() > MOST {
        return anew(&before, &after);
    }
    let mut all: Vec<Stretch> = Vec::new();
    for change in TextDiff::from_slices(&before, &after).iter_all_changes() {
        let was = match change.tag() {
            ChangeTag::Equal => Was::Kept,
            ChangeTag::Delete => Was::Struck,
            ChangeTag::Insert => Was::Added,
        };
        match all.last_mut() {
            Some(last) if last.was == was => {
                last.words.push(' ');
                last.words.push_str(change.value());
            }
            _ => all.push(Stretch { was, words: change.value().to_owned() }),
        }
    }
    all
}

/// The words of a stretch that stays, without the middle of a long one: some words on each side tell where one is.
pub(super) fn shortened(stretch: &Stretch) -> String {
    const BESIDE: usize = 12;
    let words: Vec<&str> = stretch.words.split(' ').collect();
    match (words.get(..BESIDE), words.get(words.len().saturating_sub(BESIDE)..)) {
        (Some(first), Some(last)) if stretch.was == Was::Kept && words.len() > 2 * BESIDE + 4 => {
            format!("{} … {}", first.join(" "), last.join(" "))
        }
        _ => stretch.words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vec<Paragraph> {
        words.iter().map(|words| Paragraph { page: Some(1), words: (*words).to_owned(), masked: None }).collect()
    }

    #[test]
    fn words_are_struck_and_added_within_their_paragraph() {
        let old = of(&["Dear Ana,", "We do not waive the deficiency.", "Close by May 1.", "Yours"]);
        let new = of(&["Dear Ana,", "We hereby waive the deficiency.", "Close by May 1.", "Signed below.", "Yours"]);
        let told: Vec<String> = changes(&old, &new)
            .iter()
            .map(|change| {
                let sign = |was| match was {
                    Was::Kept => "=",
                    Was::Struck => "-",
                    Was::Added => "+",
                };
                change.stretches.iter().map(|s| format!("{}{}", sign(s.was), s.words)).collect::<Vec<_>>().join("|")
            })
            .collect();
        assert_eq!(told, ["=We|-do not|+hereby|=waive the deficiency.", "+Signed below."]);
        assert_eq!(changes(&old, &old), Vec::new());
    }

    #[test]
    fn both_versions_can_be_put_together_again() {
        let old = of(&["a b c d", "e f", "g"]);
        let new = of(&["a c d x", "g g", "h"]);
        let all = stretches(&old, &new);
        let side = |other| {
            let own = all.iter().filter(|s| s.was != other).map(|s| s.words.as_str());
            own.collect::<Vec<_>>().join(" ")
        };
        assert_eq!((side(Was::Added), side(Was::Struck)), ("a b c d e f g".to_owned(), "a c d x g g h".to_owned()));
    }

    #[test]
    fn a_change_of_very_many_words_is_not_compared_word_by_word() {
        let many = |word: &str| of(&[vec![word; MOST].join(" ").as_str()]);
        let all = stretches(&many("a b"), &many("b a"));
        assert_eq!(all.iter().map(|s| s.was).collect::<Vec<_>>(), [Was::Struck, Was::Added]);
    }
}
