//! Documents for tests, made of plain text.

use crate::document::Format;
use crate::document::Line;
use crate::document::Method;
use crate::document::Page;
use crate::document::Pages;
use crate::document::SecondReader;
use crate::span::RawSpan;
use crate::text::Piece;
use crate::text::Text;

/// Pages of one text, and its normal text: white space made single, empty lines left out.
pub(super) fn text(words: &str) -> (Pages, Text) {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in words.split('\n') {
        lines.push(Line { span: RawSpan::new(at, at + line.len()), place: None });
        at += line.len() + 1;
    }
    let span = RawSpan::new(0, words.len());
    let normal = normal(words, &lines);
    let page = Page { number: Some(1), span, lines, read: true, second: SecondReader::NotAsked };
    let pages = Pages {
        format: Format::Text,
        method: Method::TextLayer,
        text: words.to_owned(),
        pages: vec![page],
        stretches: Vec::new(),
        troubles: Vec::new(),
        quality: 1.0,
    };
    (pages, normal)
}

fn normal(words: &str, lines: &[Line]) -> Text {
    let mut text = Text::default();
    for line in lines.iter().filter(|line| !line.span.of(words).trim().is_empty()) {
        if !text.norm.is_empty() {
            put(&mut text, "\n", RawSpan::new(line.span.start - 1, line.span.start));
        }
        let start = text.norm.len();
        let mut from = line.span.start;
        for word in line.span.of(words).split_whitespace() {
            let at = from + words[from..].find(word).unwrap();
            if text.norm.len() > start {
                put(&mut text, " ", RawSpan::new(from, at));
            }
            put(&mut text, word, RawSpan::new(at, at + word.len()));
            from = at + word.len();
        }
    }
    text
}

fn put(text: &mut Text, words: &str, raw: RawSpan) {
    let verbatim = raw.len() == words.len();
    text.map.push(Piece { norm: text.norm.len(), raw, verbatim });
    text.norm.push_str(words);
}
