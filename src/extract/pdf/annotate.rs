//! Notes put on the pages of a PDF by an update at its end: the bytes of the file stay as they were, before it.

use hayro_interpret::TransformExt;
use kurbo::Affine;
use kurbo::Point;
use lopdf::Document;
use lopdf::IncrementalDocument;
use lopdf::Object;
use lopdf::ObjectId;
use lopdf::Stream;
use lopdf::StringFormat;
use lopdf::dictionary;

use super::open;
use crate::document::Note;
use crate::document::Rect;
use crate::document::Trouble;
use crate::document::What;
use crate::extract::Terms;

/// Who wrote the notes, as viewers show it.
const AUTHOR: &str = "acquit";

/// The file with the notes behind its own bytes. What comes out is read again and must say what the file says.
pub(super) fn annotated(bytes: &[u8], notes: &[Note], terms: &Terms) -> Result<Vec<u8>, Trouble> {
    let pdf = open::open(bytes, &terms.passwords)?;
    let document = Document::load_mem(bytes).map_err(|_| unfit("its structure is damaged"))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(unfit("it is encrypted"));
    }
    let pages = document.get_pages();
    if pages.len() != pdf.pages().len() {
        return Err(unfit("its pages are listed in two ways"));
    }
    let mut update = IncrementalDocument::create_from(bytes.to_vec(), document);
    // How the last table of objects is packed says nothing of the new one.
    for key in [b"DecodeParms".as_slice(), b"XRefStm"] {
        update.new_document.trailer.remove(key);
    }
    for note in notes {
        let page = usize::try_from(note.page).ok().and_then(|page| pdf.pages().get(page.checked_sub(1)?));
        let Some((page, id)) = page.zip(pages.get(&note.page)) else { continue };
        let to_page = page.initial_transform(true).to_kurbo().inverse();
        put(&mut update, *id, note, to_page).map_err(|_| unfit("a page of it is damaged"))?;
    }
    let mut out = Vec::new();
    update.save_to(&mut out).map_err(|_| unfit("its structure is damaged"))?;
    if says_the_same(bytes, &out, terms) { Ok(out) } else { Err(unfit("its structure is out of the common")) }
}

fn says_the_same(old: &[u8], new: &[u8], terms: &Terms) -> bool {
    let (old_pages, new_pages) = (super::read(old, terms), super::read(new, terms));
    new.starts_with(old) && old_pages.text == new_pages.text && old_pages.pages.len() == new_pages.pages.len()
}

/// Puts a highlight with a note on a page.
fn put(update: &mut IncrementalDocument, page: ObjectId, note: &Note, to_page: Affine) -> lopdf::Result<()> {
    let quads: Vec<[Point; 4]> = note.boxes.iter().map(|words| corners(words, to_page)).collect();
    let Some(around) = around(&quads) else { return Ok(()) };
    let look = update.new_document.add_object(look(&quads, &around, note.colour));
    let of_quad = |quad: &[Point; 4]| quad.iter().flat_map(|p| [number(p.x), number(p.y)]).collect::<Vec<_>>();
    let annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Highlight",
        "Rect" => around.clone(),
        "QuadPoints" => quads.iter().flat_map(of_quad).collect::<Vec<_>>(),
        "C" => note.colour.map(Object::Real).to_vec(),
        "F" => 4,
        "T" => words(AUTHOR),
        "Contents" => words(&note.says),
        "P" => page,
        "AP" => dictionary! { "N" => look },
    };
    let annotation = update.new_document.add_object(annotation);
    update.opt_clone_object_to_new_document(page)?;
    let listed = update.new_document.get_object(page)?.as_dict()?.get(b"Annots").ok().cloned();
    let mut list = match listed {
        Some(list @ Object::Reference(_)) => update.get_prev_documents().dereference(&list)?.1.as_array()?.clone(),
        Some(list) => list.as_array()?.clone(),
        None => Vec::new(),
    };
    list.push(annotation.into());
    update.new_document.get_object_mut(page)?.as_dict_mut()?.set("Annots", list);
    Ok(())
}

/// How a highlight looks: boxes in its colour, through which the words are seen.
fn look(quads: &[[Point; 4]], around: &[Object], [red, green, blue]: [f32; 3]) -> Stream {
    let path = |[top_left, top_right, bottom_left, bottom_right]: &[Point; 4]| {
        let at = |point: &Point, sign: &str| format!("{:.2} {:.2} {sign} ", point.x, point.y);
        at(top_left, "m") + &at(top_right, "l") + &at(bottom_right, "l") + &at(bottom_left, "l") + "h f\n"
    };
    let content = format!("/M gs {red:.2} {green:.2} {blue:.2} rg\n") + &quads.iter().map(path).collect::<String>();
    let through = dictionary! { "Type" => "ExtGState", "BM" => "Multiply" };
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => around.to_vec(),
        "Resources" => dictionary! { "ExtGState" => dictionary! { "M" => through } },
        "Group" => dictionary! { "Type" => "Group", "S" => "Transparency" },
    };
    Stream::new(dictionary, content.into_bytes())
}

/// The corners of a box in the page's own measure: top left, top right, bottom left, bottom right.
fn corners(words: &Rect, to_page: Affine) -> [Point; 4] {
    let at = |x: f32, y: f32| to_page * Point::new(x.into(), y.into());
    [at(words.x0, words.y0), at(words.x1, words.y0), at(words.x0, words.y1), at(words.x1, words.y1)]
}

fn around(quads: &[[Point; 4]]) -> Option<Vec<Object>> {
    let points: Vec<&Point> = quads.iter().flatten().collect();
    let least = |of: fn(&Point) -> f64| points.iter().map(|point| of(point)).reduce(f64::min);
    let most = |of: fn(&Point) -> f64| points.iter().map(|point| of(point)).reduce(f64::max);
    let sides = [least(|p| p.x)?, least(|p| p.y)?, most(|p| p.x)?, most(|p| p.y)?];
    Some(sides.map(number).to_vec())
}

#[expect(clippy::cast_possible_truncation, reason = "points of a page")]
const fn number(value: f64) -> Object {
    Object::Real(value as f32)
}

/// Words as a PDF holds them: UTF-16 with its mark, in hexadecimal.
fn words(words: &str) -> Object {
    let units = words.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}

fn unfit(why: &str) -> Trouble {
    let says = format!("No notes can be added to the file ({why}); pictures of its pages are marked instead.");
    Trouble::whole(What::Unsupported, says)
}
