//! Small PDFs with invented words, made here by hand, and what must come out of them.

mod layout;
mod sample;
mod troubles;
mod unseen;

use std::fmt::Write;

use proptest::prelude::*;

use self::sample::Sample;
use self::sample::shown;
use crate::document::Pages;
use crate::document::What;

/// Reads on the usual terms.
fn read(bytes: &[u8]) -> Pages {
    super::read(bytes, &crate::extract::Terms::default())
}

/// One hand-made page and what is read from it.
struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    text: &'static str,
    troubles: &'static [What],
    unread: &'static [u32],
}

impl Case {
    fn new(name: &'static str, sample: &Sample, text: &'static str) -> Self {
        Self { name, bytes: sample.bytes(), text, troubles: &[], unread: &[] }
    }

    fn trouble(self, troubles: &'static [What]) -> Self {
        Self { troubles, ..self }
    }

    fn unread(self, unread: &'static [u32]) -> Self {
        Self { unread, ..self }
    }
}

fn check(cases: Vec<Case>) {
    for Case { name, bytes, text, troubles, unread } in cases {
        let pages = read(&bytes);
        assert_eq!(pages.text, text, "{name}");
        let whats: Vec<What> = pages.troubles.iter().map(|trouble| trouble.what).collect();
        assert_eq!(whats, troubles, "{name}: {:?}", pages.troubles);
        let left: Vec<u32> = pages.pages.iter().filter(|page| !page.read).filter_map(|page| page.number).collect();
        assert_eq!(left, unread, "{name}");
        holds(&pages).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

/// What is true of the pages of any file.
fn holds(pages: &Pages) -> Result<(), String> {
    let mut at = 0;
    for (n, page) in pages.pages.iter().enumerate() {
        if n > 0 && page.read && pages.text.as_bytes().get(page.span.start.wrapping_sub(1)) != Some(&b'\x0c') {
            return Err(format!("no form feed before page {n}"));
        }
        if page.span.start != at || page.span.end > pages.text.len() {
            return Err(format!("page {n} starts at {} and not {at}", page.span.start));
        }
        at = page.span.end + usize::from(n + 1 < pages.pages.len());
        let mut start = page.span.start;
        for line in &page.lines {
            if line.span.start != start || line.span.end > page.span.end {
                return Err(format!("line {:?} does not go on at {start}", line.span));
            }
            start = line.span.end + 1;
            let words = line.span.of(&pages.text);
            let Some(place) = &line.place else { continue };
            if place.edges.len() != words.chars().count() + 1 || !place.edges.is_sorted() || place.top > place.bottom {
                return Err(format!("edges of \"{words}\": {:?}", place.edges));
            }
        }
        if !page.lines.is_empty() && start != page.span.end + 1 {
            return Err(format!("the lines of page {n} end at {start}"));
        }
    }
    if !pages.stretches.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start) {
        return Err("stretches overlap".to_owned());
    }
    if (0.0..=1.0).contains(&pages.quality) { Ok(()) } else { Err(format!("quality {}", pages.quality)) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Words anywhere on the page, in any direction and size: the parts of the answer always fit together.
    #[test]
    fn the_parts_fit_together(words in proptest::collection::vec(
        ("[A-Za-z$.,-]{1,12}( [a-z]{1,8})?", 0_u16..600, 0_u16..780, 2_u16..30, 0_u16..4), 0..40,
    )) {
        let mut content = String::new();
        for (word, x, y, size, turn) in words {
            let (a, b) = [(1, 0), (0, 1), (-1, 0), (0, -1)][usize::from(turn)];
            write!(content, "BT /F1 {size} Tf {a} {b} {} {a} {x} {y} Tm ({word}) Tj ET ", -b).unwrap();
        }
        let pages = read(&Sample::page(&content).bytes());
        prop_assert_eq!(holds(&pages), Ok(()));
    }

    /// A file with bytes changed is read or refused, and never panics.
    #[test]
    fn damage_is_data(changes in proptest::collection::vec((0_usize..900, any::<u8>()), 1..20)) {
        let mut bytes = Sample::page(&shown(72.0, 700.0, "The lien is released.")).bytes();
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        prop_assert_eq!(holds(&read(&bytes)), Ok(()));
    }
}
