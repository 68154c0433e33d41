//! The lines of the page on which the words of a passage stand.

use std::ops::Range;

use crate::document::Line;
use crate::document::Page;
use crate::document::Pages;
use crate::evidence::Evidence;
use crate::report::visible::visible;
use crate::review::Review;
use crate::span::RawSpan;

/// Most characters before the first quoted word of a line, and behind the last one. Formats without lines of their own have
/// paragraphs for lines.
const BESIDE: usize = 100;

/// A line of a page with words of a passage in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Page from 1; `None` where the format has none.
    pub page: Option<u32>,
    /// Line within the page, from 1.
    pub line: usize,
    /// The line, made visible; what is far from the words is left out.
    pub text: String,
    /// Where in it the words stand, in bytes.
    pub words: Range<usize>,
}

/// The documents of a run as they were read, each by the digest of its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Excerpts<'a>(&'a [(Option<String>, Pages)]);

impl<'a> Excerpts<'a> {
    /// From documents as they were read.
    #[must_use]
    pub const fn of(read: &'a [(Option<String>, Pages)]) -> Self {
        Self(read)
    }

    /// The lines in which a passage of a document stands; none where it is not at hand.
    pub(super) fn lines(self, review: &Review, words: &Evidence) -> Vec<Excerpt> {
        let digest = review.meta.sha256.as_ref();
        let Some((_, pages)) = self.0.iter().find(|(read, _)| read.is_some() && read.as_ref() == digest) else {
            return Vec::new();
        };
        let span = RawSpan::new(words.start, words.end);
        let of_page = |page: &Page| {
            let numbered = (1..).zip(page.lines.iter().cloned()).filter(move |(_, line)| line.span.overlaps(&span));
            let number = page.number;
            numbered.filter_map(move |(at, line)| excerpt((number, at), &line, span, &pages.text)).collect::<Vec<_>>()
        };
        pages.pages.iter().filter(|page| page.span.overlaps(&span)).flat_map(of_page).collect()
    }
}

/// One line cut into what stands before the words, the words, and what stands behind them.
fn excerpt((page, at): (Option<u32>, usize), line: &Line, span: RawSpan, text: &str) -> Option<Excerpt> {
    let words = RawSpan::new(span.start.max(line.span.start), span.end.min(line.span.end));
    let quoted = visible(words.of(text));
    if quoted.is_empty() {
        return None;
    }
    let (before, behind) = (text.get(line.span.start..words.start)?, text.get(words.end..line.span.end)?);
    let gap = |parted: bool| if parted { " " } else { "" };
    let spaced = |side: Option<char>, inner: Option<char>| [side, inner].iter().flatten().any(|c| c.is_whitespace());
    let inside = words.of(text);
    let mut shown = left(&visible(before));
    if !shown.is_empty() {
        shown.push_str(gap(spaced(before.chars().next_back(), inside.chars().next())));
    }
    let start = shown.len();
    shown.push_str(&quoted);
    let end = shown.len();
    let rest = right(&visible(behind));
    if !rest.is_empty() {
        shown.push_str(gap(spaced(behind.chars().next(), inside.chars().next_back())));
        shown.push_str(&rest);
    }
    Some(Excerpt { page, line: at, text: shown, words: start..end })
}

/// The last words of a long stretch.
fn left(words: &str) -> String {
    let count = words.chars().count();
    let Some((at, _)) = words.char_indices().nth(count.saturating_sub(BESIDE)).filter(|_| count > BESIDE) else {
        return words.to_owned();
    };
    let kept = words.get(at..).unwrap_or_default();
    format!("… {}", kept.split_once(' ').map_or(kept, |(_, whole)| whole))
}

/// The first words of a long stretch.
fn right(words: &str) -> String {
    let Some((at, _)) = words.char_indices().nth(BESIDE) else { return words.to_owned() };
    let kept = words.get(..at).unwrap_or_default();
    format!("{} …", kept.rsplit_once(' ').map_or(kept, |(whole, _)| whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_from_the_words_is_left_out_and_no_word_is_cut() {
        let long = "word ".repeat(60);
        let text = format!("{long}We waive it. {long}");
        let start = text.find("We").unwrap();
        let line = Line { span: RawSpan::new(0, text.len()), place: None };
        let found = excerpt((Some(1), 3), &line, RawSpan::new(start, start + 12), &text).unwrap();
        assert_eq!(&found.text[found.words.clone()], "We waive it.");
        assert!(found.text.starts_with("… word ") && found.text.ends_with(" word …"), "{}", found.text);
        assert!(found.text.chars().count() < 2 * BESIDE + 20, "{}", found.text);
    }

    #[test]
    fn the_words_of_a_line_stand_apart_as_in_the_line() {
        for (line, quote, shown) in [
            ("  (a) We waive it; the rest stays.", "We waive it", "(a) |We waive it|; the rest stays."),
            ("We waive it.", "We waive it.", "|We waive it.|"),
            ("no\u{202e}te (waived)", "waived", "no\\u{202e}te (|waived|)"),
        ] {
            let start = line.find(quote).unwrap();
            let whole = Line { span: RawSpan::new(0, line.len()), place: None };
            let found = excerpt((None, 1), &whole, RawSpan::new(start, start + quote.len()), line).unwrap();
            let (before, rest) = found.text.split_at(found.words.start);
            let (words, behind) = rest.split_at(found.words.len());
            assert_eq!(format!("{before}|{words}|{behind}"), shown);
        }
    }
}
