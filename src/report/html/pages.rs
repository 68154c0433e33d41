//! The pages of a document beside what is said of it: pictures with boxes, or text with marks.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::document::Page;
use crate::document::Rect;
use crate::document::Shot;
use crate::report::marks::Looks;
use crate::report::marks::Mark;
use crate::report::marks::has_pictures;
use crate::report::marks::range;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::review::Review;

/// A picture that stands in the file.
pub(super) struct Picture {
    pub(super) source: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) alt: String,
}

impl Picture {
    pub(super) fn of(shot: &Shot, alt: String) -> Self {
        let source = format!("data:{};base64,{}", shot.packed.media_type(), STANDARD.encode(&shot.bytes));
        Self { source, width: shot.width, height: shot.height, alt }
    }
}

/// One page.
pub(super) struct Sheet {
    pub(super) number: u32,
    pub(super) id: String,
    /// Its picture; `None` where it has none.
    pub(super) picture: Option<Picture>,
    /// Width and height in points.
    pub(super) size: String,
    pub(super) boxes: Vec<Boxed>,
    /// Why it has no picture.
    pub(super) trouble: String,
}

/// A passage on a page.
pub(super) struct Boxed {
    /// Its anchor; empty on the second page of a passage.
    pub(super) id: String,
    pub(super) href: String,
    pub(super) class: &'static str,
    pub(super) says: String,
    pub(super) number: usize,
    pub(super) rects: Vec<Placed>,
    /// Where its number stands.
    pub(super) x: String,
    pub(super) y: String,
}

/// A box in points.
pub(super) struct Placed {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) width: String,
    pub(super) height: String,
}

/// The pages as pictures; none for formats that have none.
pub(super) fn sheets(review: &Review, id: &str, marks: &[Mark], looks: &Looks) -> Vec<Sheet> {
    let (first, last) = range(review);
    let mut anchored = BTreeSet::new();
    let own = looks.shots.iter().filter(|(page, _)| (first..=last).contains(page));
    own.map(|(page, shot)| sheet((*page, shot), id, marks, &mut anchored)).collect()
}

fn sheet(
    (number, shot): (u32, &Result<Shot, crate::document::Trouble>),
    id: &str,
    marks: &[Mark],
    anchored: &mut BTreeSet<usize>,
) -> Sheet {
    let mut sheet = Sheet {
        number,
        id: format!("{id}-p{number}"),
        picture: None,
        size: String::new(),
        boxes: Vec::new(),
        trouble: String::new(),
    };
    match shot {
        Err(trouble) => sheet.trouble = visible(&trouble.says),
        Ok(shot) => {
            let alt = format!("Page {number} of the document. Its words are quoted beside it.");
            sheet.picture = Some(Picture::of(shot, alt));
            sheet.size = format!("0 0 {:.1} {:.1}", shot.part.x1, shot.part.y1);
            for mark in marks {
                let Some(boxes) = mark.boxes.get(&number) else { continue };
                let first = anchored.insert(mark.number);
                sheet.boxes.push(boxed(mark, id, boxes, first.then(|| format!("{id}-m{}", mark.number))));
            }
        }
    }
    sheet
}

fn boxed(mark: &Mark, id: &str, boxes: &[Rect], anchor: Option<String>) -> Boxed {
    let placed = |b: &Rect| Placed {
        x: format!("{:.1}", b.x0 - 1.0),
        y: format!("{:.1}", b.y0 - 1.0),
        width: format!("{:.1}", b.x1 - b.x0 + 2.0),
        height: format!("{:.1}", b.y1 - b.y0 + 2.0),
    };
    let corner = boxes.first().copied().unwrap_or(Rect { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 });
    Boxed {
        id: anchor.unwrap_or_default(),
        href: format!("{id}-q{}", mark.number),
        class: mark.tone.class(),
        says: mark.says.join("; "),
        number: mark.number,
        rects: boxes.iter().map(placed).collect(),
        x: format!("{:.1}", corner.x0),
        y: format!("{:.1}", corner.y0 + 2.0),
    }
}

/// A page of text.
pub(super) struct TextPage {
    /// Its number, or nothing in a format without pages.
    pub(super) title: String,
    pub(super) pieces: Vec<Piece>,
}

/// A stretch of text.
pub(super) struct Piece {
    pub(super) words: String,
    /// Anchors of the marks that begin here.
    pub(super) anchors: Vec<String>,
    /// Where the mark over it leads; empty where there is none.
    pub(super) href: String,
    pub(super) class: &'static str,
    pub(super) says: String,
    pub(super) number: String,
}

/// The text with its marks; empty for formats whose pages are shown as pictures.
pub(super) fn text(review: &Review, id: &str, marks: &[Mark], looks: &Looks) -> Vec<TextPage> {
    let Some(pages) = looks.pages.as_ref().filter(|pages| !has_pictures(pages.format)) else { return Vec::new() };
    let (first, last) = range(review);
    let own = pages.pages.iter().filter(|page| page.number.is_none_or(|number| (first..=last).contains(&number)));
    let page = |page: &Page| TextPage {
        title: page.number.map_or_else(|| "Text of the document".to_owned(), |number| format!("Page {number}")),
        pieces: pieces(page, &pages.text, id, marks),
    };
    own.map(page).collect()
}

/// Cuts a page where a mark begins or ends.
fn pieces(page: &Page, text: &str, id: &str, marks: &[Mark]) -> Vec<Piece> {
    let (start, end) = (page.span.start, page.span.end);
    let mut cuts: BTreeMap<usize, Vec<&Mark>> = BTreeMap::from([(start, Vec::new()), (end, Vec::new())]);
    for mark in marks.iter().filter(|mark| mark.key.0 < end && mark.key.1 > start) {
        cuts.entry(mark.key.0.max(start)).or_default().push(mark);
        cuts.entry(mark.key.1.min(end)).or_default();
    }
    let places: Vec<usize> = cuts.keys().copied().collect();
    let piece = |(from, to): (usize, usize)| {
        let over = marks.iter().filter(|mark| mark.key.0 <= from && mark.key.1 >= to);
        let over = over.min_by_key(|mark| mark.key.1 - mark.key.0);
        let begin = cuts.get(&from).into_iter().flatten().filter(|mark| mark.key.0 == from);
        let begin: Vec<&&Mark> = begin.collect();
        let numbers: Vec<String> = begin.iter().map(|mark| mark.number.to_string()).collect();
        Piece {
            words: lines(text.get(from..to).unwrap_or_default()),
            anchors: begin.iter().map(|mark| format!("{id}-m{}", mark.number)).collect(),
            href: over.map(|mark| format!("{id}-q{}", mark.number)).unwrap_or_default(),
            class: over.map_or("", |mark| mark.tone.class()),
            says: over.map(|mark| mark.says.join("; ")).unwrap_or_default(),
            number: numbers.join(", "),
        }
    };
    places.iter().copied().zip(places.iter().copied().skip(1)).map(piece).collect()
}

/// Text with its line feeds and tabs, all else that steers made visible.
fn lines(text: &str) -> String {
    let line = |line: &str| line.split('\t').map(visible_name).collect::<Vec<_>>().join("    ");
    text.split('\n').map(|part| line(part.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}
