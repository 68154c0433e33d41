//! A page that was read again, from its picture, put in the place of the page as it was.

use crate::span::RawSpan;

use super::Line;
use super::Page;
use super::Pages;
use super::Stretch;

/// A page as somebody read it from its picture. Spans index `text`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// Its words, laid out in lines.
    pub text: String,
    /// Its lines in reading order.
    pub lines: Vec<Line>,
    /// Stretches read in an unusual way, sorted by span.
    pub stretches: Vec<Stretch>,
}

impl Pages {
    /// Puts what was seen in the place of a page, an index into [`Pages::pages`], and counts that page as read. Troubles
    /// stay as they are.
    pub fn put(&mut self, index: usize, seen: Seen) {
        let Some(page) = self.pages.get_mut(index) else { return };
        let (old, new) = (page.span, seen.text.len());
        *page = Page {
            number: page.number,
            span: RawSpan::new(old.start, old.start + new),
            lines: seen.lines.into_iter().map(|line| Line { span: later(line.span, old.start), ..line }).collect(),
            read: true,
            second: page.second,
        };
        let moved = |at: usize| at - old.end + (old.start + new);
        for page in self.pages.iter_mut().skip(index + 1) {
            page.span = RawSpan::new(moved(page.span.start), moved(page.span.end));
            for line in &mut page.lines {
                line.span = RawSpan::new(moved(line.span.start), moved(line.span.end));
            }
        }
        self.text.replace_range(old.start..old.end, &seen.text);
        let own = seen.stretches.iter().map(|one| Stretch { span: later(one.span, old.start), ..*one });
        let (before, rest): (Vec<Stretch>, Vec<Stretch>) =
            self.stretches.iter().partition(|stretch| stretch.span.end <= old.start);
        let after = rest.into_iter().filter(|stretch| stretch.span.start >= old.end);
        let after = after.map(|one| Stretch { span: RawSpan::new(moved(one.span.start), moved(one.span.end)), ..one });
        self.stretches = before.into_iter().chain(own).chain(after).collect();
    }
}

fn later(span: RawSpan, by: usize) -> RawSpan {
    RawSpan::new(span.start + by, span.end + by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::document::Method;
    use crate::document::SecondReader;
    use crate::document::Source;

    fn page(number: u32, start: usize, end: usize) -> Page {
        let span = RawSpan::new(start, end);
        Page {
            number: Some(number),
            span,
            lines: vec![Line { span, place: None }],
            read: number != 2,
            second: SecondReader::NotAsked,
        }
    }

    #[test]
    fn what_was_seen_takes_the_place_of_a_page_and_moves_the_rest() {
        let stretch = |start, end, source| Stretch { span: RawSpan::new(start, end), source };
        for (seen, want) in [("A picture", "one\u{c}A picture\u{c}three"), ("", "one\u{c}\u{c}three")] {
            let mut pages = Pages {
                format: Format::Pdf,
                method: Method::TextLayer,
                text: "one\u{c}xx\u{c}three".to_owned(),
                pages: vec![page(1, 0, 3), page(2, 4, 6), page(3, 7, 12)],
                stretches: vec![
                    stretch(0, 1, Source::Form),
                    stretch(4, 5, Source::Guessed),
                    stretch(7, 12, Source::Form),
                ],
                troubles: Vec::new(),
                quality: 1.0,
            };
            let lines = vec![Line { span: RawSpan::new(0, seen.len()), place: None }];
            pages.put(1, Seen { text: seen.to_owned(), lines, stretches: vec![stretch(0, 0, Source::Doubtful)] });
            assert_eq!(pages.text, want);
            let words: Vec<&str> = pages.pages.iter().map(|page| page.lines[0].span.of(&pages.text)).collect();
            assert_eq!(words, ["one", seen, "three"]);
            assert!(pages.pages.iter().all(|page| page.read && page.lines[0].span == page.span));
            let sources: Vec<Source> = pages.stretches.iter().map(|stretch| stretch.source).collect();
            assert_eq!(sources, [Source::Form, Source::Doubtful, Source::Form]);
            assert_eq!(pages.stretches[2].span.of(&pages.text), "three");
        }
    }
}
