//! Pages around a fuzzer's text.

use acquit::document::{Format, Method, Page, Pages, Source, Stretch};
use acquit::span::RawSpan;

/// The pages of a text, a form feed between two; none of an overlong one.
#[must_use]
pub fn plain(text: &str) -> Option<Pages> {
    if text.len() > 16 << 10 {
        return None;
    }
    let (mut pages, mut start) = (Vec::new(), 0);
    for (at, part) in text.split('\x0c').enumerate() {
        let span = RawSpan::new(start, start + part.len());
        pages.push(Page { number: u32::try_from(at + 1).ok(), span, lines: Vec::new(), read: true });
        start += part.len() + 1;
    }
    Some(Pages {
        format: Format::Text,
        method: Method::TextLayer,
        text: text.to_owned(),
        pages,
        stretches: Vec::new(),
        troubles: Vec::new(),
        quality: 1.0,
    })
}

/// The same, with words between marks read in an unusual way: 1 hidden, 2 struck, 3 by OCR, 4 doubtful; 5 ends them.
#[must_use]
pub fn marked(data: &[u8]) -> Option<Pages> {
    let (mut text, mut stretches, mut open) = (String::new(), Vec::new(), None);
    for c in std::str::from_utf8(data).ok()?.chars() {
        let source = match c {
            '\u{1}' => Some(Source::Hidden),
            '\u{2}' => Some(Source::Struck),
            '\u{3}' => Some(Source::Ocr),
            '\u{4}' => Some(Source::Doubtful),
            '\u{5}' => None,
            c => {
                text.push(c);
                continue;
            }
        };
        if let Some((start, source)) = open.replace((text.len(), source)).filter(|(start, _)| *start < text.len()) {
            stretches.extend(source.map(|source| Stretch { span: RawSpan::new(start, text.len()), source }));
        }
    }
    if let Some((start, Some(source))) = open {
        stretches.push(Stretch { span: RawSpan::new(start, text.len()), source });
    }
    Some(Pages { stretches, ..plain(&text)? })
}
