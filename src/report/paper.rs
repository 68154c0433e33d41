//! A PDF of pictures of the pages, or of the text, with the words marked: for letters to whose file nothing can be
//! added.
//!
//! PNG and JPEG go in as they are: PDF knows how both are packed (ISO 32000-1, 7.4.4 and 7.4.8). Text is set in
//! Courier, one of the fonts that every viewer has.

mod typed;

use lopdf::Document;
use lopdf::Object;
use lopdf::ObjectId;
use lopdf::Stream;
use lopdf::StringFormat;
use lopdf::dictionary;

use crate::document::Packed;
use crate::document::Rect;
use crate::document::Shot;
use crate::report::checked;
use crate::report::marks;
use crate::report::marks::Looks;
use crate::report::marks::Mark;
use crate::report::words;

/// A PDF of these documents; `None` where it cannot be written.
#[must_use]
pub fn pdf(documents: &[(&checked::Document<'_>, Looks)]) -> Option<Vec<u8>> {
    let mut sheaf = Sheaf::new();
    for (document, looks) in documents {
        let marks = marks::of(document, looks.pages.as_ref());
        let mut shown = 0;
        for (page, shot) in &looks.shots {
            if let Ok(shot) = shot {
                sheaf.picture(*page, shot, &marks)?;
                shown += 1;
            }
        }
        if shown == 0 {
            typed::text(&mut sheaf, document.review, looks, &marks);
        }
    }
    sheaf.bytes()
}

/// The PDF while it grows.
struct Sheaf {
    document: Document,
    tree: ObjectId,
    font: ObjectId,
    pages: Vec<Object>,
}

/// A marked box with its note.
struct Boxed {
    place: Rect,
    says: String,
    colour: [f32; 3],
}

impl Sheaf {
    fn new() -> Self {
        let mut document = Document::with_version("1.5");
        let tree = document.new_object_id();
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding",
        };
        let font = document.add_object(font);
        Self { document, tree, font, pages: Vec::new() }
    }

    /// A page as a picture.
    fn picture(&mut self, page: u32, shot: &Shot, marks: &[Mark]) -> Option<()> {
        let image = self.document.add_object(image(shot)?);
        let (width, height) = (shot.part.x1, shot.part.y1);
        let content = format!("q {width:.2} 0 0 {height:.2} 0 0 cm /I Do Q\n");
        let resources = dictionary! { "XObject" => dictionary! { "I" => image } };
        let boxes = marks.iter().flat_map(|mark| {
            let of_page = mark.boxes.get(&page).into_iter().flatten();
            of_page.map(|place| Boxed { place: *place, says: said(mark), colour: mark.tone.colour() })
        });
        let boxes = boxes.collect::<Vec<_>>();
        self.page((width, height), (content, resources), &boxes);
        Some(())
    }

    /// A page with boxes; these are measured from its top.
    fn page(
        &mut self,
        (width, height): (f32, f32),
        (content, resources): (String, lopdf::Dictionary),
        boxes: &[Boxed],
    ) {
        let content = self.document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let notes: Vec<Object> = boxes.iter().map(|boxed| self.note(boxed, height).into()).collect();
        let page = dictionary! {
            "Type" => "Page",
            "Parent" => self.tree,
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => resources,
            "Contents" => content,
            "Annots" => notes,
        };
        let page = self.document.add_object(page);
        self.pages.push(page.into());
    }

    fn note(&mut self, boxed: &Boxed, height: f32) -> ObjectId {
        let (left, right) = (boxed.place.x0, boxed.place.x1);
        let (top, bottom) = (height - boxed.place.y0, height - boxed.place.y1);
        let real = |values: &[f32]| values.iter().map(|value| Object::Real(*value)).collect::<Vec<_>>();
        let [red, green, blue] = boxed.colour;
        let (wide, high) = (right - left, top - bottom);
        let look = format!("/M gs {red:.2} {green:.2} {blue:.2} rg {left:.2} {bottom:.2} {wide:.2} {high:.2} re f\n");
        let through = dictionary! { "Type" => "ExtGState", "BM" => "Multiply" };
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => real(&[left, bottom, right, top]),
            "Resources" => dictionary! { "ExtGState" => dictionary! { "M" => through } },
            "Group" => dictionary! { "Type" => "Group", "S" => "Transparency" },
        };
        let look = self.document.add_object(Stream::new(form, look.into_bytes()));
        self.document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Highlight",
            "Rect" => real(&[left, bottom, right, top]),
            "QuadPoints" => real(&[left, top, right, top, left, bottom, right, bottom]),
            "C" => real(&boxed.colour),
            "F" => 4,
            "T" => unicode("acquit"),
            "Contents" => unicode(&boxed.says),
            "AP" => dictionary! { "N" => look },
        })
    }

    fn bytes(mut self) -> Option<Vec<u8>> {
        let count = i64::try_from(self.pages.len()).ok()?;
        let tree = dictionary! { "Type" => "Pages", "Kids" => std::mem::take(&mut self.pages), "Count" => count };
        self.document.objects.insert(self.tree, tree.into());
        let catalog = self.document.add_object(dictionary! { "Type" => "Catalog", "Pages" => self.tree });
        self.document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).ok()?;
        Some(bytes)
    }
}

fn said(mark: &Mark) -> String {
    format!("{}\n{}", mark.says.join("\n"), words::NO_ADVICE)
}

fn unicode(words: &str) -> Object {
    let units = words.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}

/// A picture as an object of a PDF.
fn image(shot: &Shot) -> Option<Stream> {
    let (width, height) = (i64::from(shot.width), i64::from(shot.height));
    let mut dictionary =
        dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height };
    let (bits, colours): (i64, Object) = match shot.packed {
        Packed::Jpeg => (8, "DeviceRGB".into()),
        Packed::GreyPng => (4, "DeviceGray".into()),
        Packed::PalettePng => {
            let palette = chunks(&shot.bytes, *b"PLTE");
            let last = i64::try_from(palette.len() / 3).ok()? - 1;
            let table = Object::String(palette, StringFormat::Hexadecimal);
            (8, vec!["Indexed".into(), "DeviceRGB".into(), last.into(), table].into())
        }
    };
    dictionary.set("BitsPerComponent", bits);
    dictionary.set("ColorSpace", colours);
    if shot.packed == Packed::Jpeg {
        dictionary.set("Filter", "DCTDecode");
        return Some(Stream::new(dictionary, shot.bytes.clone()).with_compression(false));
    }
    dictionary.set("Filter", "FlateDecode");
    dictionary.set(
        "DecodeParms",
        dictionary! { "Predictor" => 15, "Colors" => 1, "BitsPerComponent" => bits, "Columns" => width },
    );
    Some(Stream::new(dictionary, chunks(&shot.bytes, *b"IDAT")).with_compression(false))
}

/// What the chunks of a PNG of one kind hold, one after the other (PNG, section 5.3).
fn chunks(png: &[u8], kind: [u8; 4]) -> Vec<u8> {
    let mut held = Vec::new();
    let mut rest = png.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some((name, after)) = after.split_first_chunk::<4>() else { break };
        let Some(data) = after.get(..length) else { break };
        if *name == kind {
            held.extend_from_slice(data);
        }
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    held
}
