//! Text set plainly on Letter paper, with boxes over the marked passages.

use std::fmt::Write as _;

use lopdf::dictionary;

use super::Boxed;
use super::Sheaf;
use crate::document::Rect;
use crate::report::marks::Looks;
use crate::report::marks::Mark;
use crate::report::marks::range;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;

/// Width and height of the paper, in points.
const PAPER: (f32, f32) = (612.0, 792.0);
const MARGIN: f32 = 54.0;
/// Type size, and what a character of Courier takes of it.
const SIZE: f32 = 10.0;
const ADVANCE: f32 = 0.6 * SIZE;
const LEADING: f32 = 13.0;
/// Characters in a line, and lines on a page.
const COLUMNS: usize = 84;
const ROWS: usize = 50;

/// A character and where it came from in the text.
type Set = (char, usize);

/// Sets the text of a document; where there is none, what is wrong with it.
pub(super) fn text(sheaf: &mut Sheaf, review: &Review, looks: &Looks, marks: &[Mark]) {
    let mut rows = Vec::new();
    for line in head(review) {
        let said: Vec<Set> = line.chars().map(|c| (c, usize::MAX)).collect();
        rows.extend(broken(&said));
    }
    if let Some(pages) = &looks.pages {
        let (first, last) = range(review);
        let own = pages.pages.iter().filter(|page| page.number.is_none_or(|number| (first..=last).contains(&number)));
        for page in own {
            rows.push(Vec::new());
            let mut at = page.span.start;
            for line in page.span.of(&pages.text).split('\n') {
                rows.extend(broken(&shown(line, at)));
                at += line.len() + 1;
            }
        }
    }
    for rows in rows.chunks(ROWS) {
        page(sheaf, rows, marks);
    }
}

fn head(review: &Review) -> Vec<String> {
    let troubles = review.troubles.iter().map(|trouble| visible_name(&trouble.to_string()));
    let said = [visible_name(&review.meta.name), words::NO_ADVICE.to_owned()];
    said.into_iter().chain(troubles).collect()
}

/// A line with the origin of each character; what steers is written as its code point.
fn shown(line: &str, start: usize) -> Vec<Set> {
    let one = |(at, c): (usize, char)| {
        let signs = if c == '\t' { "    ".to_owned() } else { visible_name(c.encode_utf8(&mut [0; 4])) };
        signs.chars().map(|sign| (sign, start + at)).collect::<Vec<_>>()
    };
    line.trim_end_matches('\r').char_indices().flat_map(one).collect()
}

/// A line in rows, broken at spaces where there are any.
fn broken(line: &[Set]) -> Vec<Vec<Set>> {
    let mut rows = Vec::new();
    let mut rest = line;
    while rest.len() > COLUMNS {
        let space = rest.iter().take(COLUMNS).rposition(|(c, _)| *c == ' ').filter(|at| *at > COLUMNS / 2);
        let (row, after) = rest.split_at(space.map_or(COLUMNS, |at| at + 1));
        rows.push(row.to_vec());
        rest = after;
    }
    rows.push(rest.to_vec());
    rows
}

fn page(sheaf: &mut Sheaf, rows: &[Vec<Set>], marks: &[Mark]) {
    let mut content = format!("BT /F {SIZE} Tf {LEADING} TL {MARGIN} {:.1} Td\n", PAPER.1 - MARGIN - SIZE);
    let mut boxes = Vec::new();
    let mut top = MARGIN;
    for row in rows {
        content.push('<');
        for (sign, _) in row {
            // Writing to a string cannot fail.
            let _ = write!(content, "{:02x}", code(*sign));
        }
        content.push_str("> Tj T*\n");
        for mark in marks {
            let inside = |(_, at): &Set| (mark.key.0..mark.key.1).contains(at);
            let Some((first, last)) = row.iter().position(inside).zip(row.iter().rposition(inside)) else { continue };
            let place = Rect {
                x0: MARGIN + ADVANCE * column(first),
                y0: top - 1.0,
                x1: MARGIN + ADVANCE * column(last + 1),
                y1: top + SIZE + 2.0,
            };
            boxes.push(Boxed { place, says: super::said(mark), colour: mark.tone.colour() });
        }
        top += LEADING;
    }
    content.push_str("ET\n");
    let resources = dictionary! { "Font" => dictionary! { "F" => sheaf.font } };
    sheaf.page(PAPER, (content, resources), &boxes);
}

/// A character's code in the font's encoding (Windows 1252); a question mark where it has none.
fn code(sign: char) -> u8 {
    let mut buffer = [0; 4];
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(sign.encode_utf8(&mut buffer));
    if lost { b'?' } else { bytes.first().copied().unwrap_or(b'?') }
}

#[expect(clippy::cast_precision_loss, reason = "at most 84 columns")]
const fn column(at: usize) -> f32 {
    at as f32
}
