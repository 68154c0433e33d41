//! The streams that a page is made of: whether they are whole, and whether they may show text.
//!
//! A viewer shows what it can get out of a broken stream. We must know that there was more, so compressed streams are
//! inflated once more here, checksum and all. That also keeps a stream that swells without end from being painted.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Array;
use hayro_syntax::object::Dict;
use hayro_syntax::object::MaybeRef;
use hayro_syntax::object::Name;
use hayro_syntax::object::ObjRef;
use hayro_syntax::object::Object;
use hayro_syntax::object::ObjectIdentifier;
use hayro_syntax::object::Stream;
use hayro_syntax::page::Page;
use memchr::memmem;

use crate::extract::pdf::ascii85;
use crate::extract::pdf::ruling::Content;

/// Bytes that one stream may hold (reliability study, section 4).
const LARGEST: usize = 75 << 20;
/// Forms looked at on one page at most.
const MOST_FORMS: usize = 1_000;

/// Whether streams are whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Soundness {
    /// They are.
    Sound,
    /// One is missing or cannot be decoded to its end.
    Broken,
    /// One holds more than the limit.
    TooLarge,
}

/// What is known about the streams of a file.
#[derive(Debug, Default)]
pub(super) struct Streams {
    forms: RefCell<HashMap<ObjectIdentifier, (Soundness, Content)>>,
}

impl Streams {
    /// Looks at the streams of one page.
    pub(super) fn look(&self, page: &Page<'_>) -> (Soundness, Content) {
        let mut soundness = contents(page);
        if soundness == Soundness::TooLarge {
            return (soundness, Content::ShowsText);
        }
        let mut content = operators(page.page_stream().unwrap_or(&[]));
        for (_, form) in page.resources().x_objects.entries().take(MOST_FORMS) {
            if let MaybeRef::Ref(id) = form {
                let (sound, shows) = self.form(page, id);
                soundness = soundness.max(sound);
                if shows == Content::ShowsText {
                    content = shows;
                }
            }
        }
        (soundness, content)
    }

    fn form(&self, page: &Page<'_>, id: ObjRef) -> (Soundness, Content) {
        let id = ObjectIdentifier::from(id);
        if let Some(known) = self.forms.borrow().get(&id) {
            return *known;
        }
        let seen = page.xref().get::<Stream<'_>>(id).map_or((Soundness::Sound, Content::NoText), |form| of_form(&form));
        self.forms.borrow_mut().insert(id, seen);
        seen
    }
}

fn of_form(form: &Stream<'_>) -> (Soundness, Content) {
    if form.dict().get::<Name<'_>>(b"Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
        return (Soundness::Sound, Content::NoText);
    }
    let fonts = form.dict().get::<Dict<'_>>(b"Resources").is_some_and(|resources| resources.contains_key(b"Font"));
    (soundness(form), if fonts { Content::ShowsText } else { Content::NoText })
}

/// Whether the content streams of the page itself are all there and whole.
fn contents(page: &Page<'_>) -> Soundness {
    match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Null(_)) => Soundness::Sound,
        Some(Object::Stream(stream)) => soundness(&stream),
        Some(Object::Array(parts)) => array(&parts),
        Some(_) => Soundness::Broken,
        None if page.raw().contains_key(b"Contents") => Soundness::Broken,
        None => Soundness::Sound,
    }
}

fn array(parts: &Array<'_>) -> Soundness {
    let promised = parts.raw_iter().count();
    let (mut found, mut worst) = (0, Soundness::Sound);
    for stream in parts.iter::<Stream<'_>>() {
        found += 1;
        worst = worst.max(soundness(&stream));
    }
    if found < promised { worst.max(Soundness::Broken) } else { worst }
}

/// Whether a stream can be decoded to its end. Of filters other than the usual two only what fails outright is noticed.
fn soundness(stream: &Stream<'_>) -> Soundness {
    let data = stream.raw_data();
    if data.len() > LARGEST {
        return Soundness::TooLarge;
    }
    match *stream.filters() {
        [] => Soundness::Sound,
        [Filter::FlateDecode, ..] => inflated(ZlibDecoder::new(&*data)),
        [Filter::Ascii85Decode, Filter::FlateDecode, ..] => {
            ascii85::decode(&data).map_or(Soundness::Broken, |data| inflated(ZlibDecoder::new(&*data)))
        }
        _ if stream.decoded_data().is_ok() => Soundness::Sound,
        _ => Soundness::Broken,
    }
}

fn inflated(mut from: impl Read) -> Soundness {
    let mut buffer = [0_u8; 16 << 10];
    let mut total = 0;
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Soundness::Sound,
            Ok(count) => total += count,
            Err(_) => return Soundness::Broken,
        }
        if total > LARGEST {
            return Soundness::TooLarge;
        }
    }
}

/// Looks for operators that may show text.
fn operators(content: &[u8]) -> Content {
    let shows = [&b"Tj"[..], b"TJ", b") '", b") \"", b" Do"].iter().any(|name| memmem::find(content, name).is_some());
    if shows { Content::ShowsText } else { Content::NoText }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::read::ZlibEncoder;

    use super::*;

    #[test]
    fn what_does_not_inflate_to_its_end_is_broken() {
        let mut packed = Vec::new();
        ZlibEncoder::new(&b"BT (The lien is released.) Tj ET"[..], Compression::fast())
            .read_to_end(&mut packed)
            .unwrap();
        let mut changed = packed.clone();
        changed[6] ^= 1;
        let cases = [
            ("whole", packed.as_slice(), Soundness::Sound),
            ("a byte changed", &changed, Soundness::Broken),
            ("the end cut off", packed.get(..packed.len() - 8).unwrap(), Soundness::Broken),
            ("nothing compressed at all", b"BT ET", Soundness::Broken),
        ];
        for (name, data, want) in cases {
            assert_eq!(inflated(ZlibDecoder::new(data)), want, "{name}");
        }
        let endless = std::io::repeat(b' ');
        assert_eq!(inflated(endless), Soundness::TooLarge);
    }
}
