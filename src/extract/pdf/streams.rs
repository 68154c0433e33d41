//! The streams that a page is made of: whether they are whole, and whether they may show text.
//!
//! A viewer shows what it can get out of a broken stream. We must know that there was more, so compressed streams are
//! inflated once more here, checksum and all. That also keeps a stream that swells without end from being painted.

use std::cell::Cell;
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

use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::pdf::ascii85;
use crate::extract::pdf::ruling::Content;

/// Forms looked at on one page at most.
const MOST_FORMS: usize = 1_000;

/// Whether streams are whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Soundness {
    /// They are.
    Sound,
    /// One is missing or cannot be decoded to its end.
    Broken,
    /// One holds more than this limit.
    Beyond(Limit),
}

/// What is known about the streams of a file.
#[derive(Debug)]
pub(super) struct Streams {
    forms: RefCell<HashMap<ObjectIdentifier, (Soundness, Content)>>,
    limits: Limits,
    /// Bytes unpacked so far.
    unpacked: Cell<u64>,
}

impl Streams {
    /// Of a file that is read within these limits.
    pub(super) fn within(limits: Limits) -> Self {
        Self { forms: RefCell::default(), limits, unpacked: Cell::new(0) }
    }

    /// Looks at the streams of one page.
    pub(super) fn look(&self, page: &Page<'_>) -> (Soundness, Content) {
        let mut soundness = self.contents(page);
        if matches!(soundness, Soundness::Beyond(_)) {
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
        let seen =
            page.xref().get::<Stream<'_>>(id).map_or((Soundness::Sound, Content::NoText), |form| self.of_form(&form));
        self.forms.borrow_mut().insert(id, seen);
        seen
    }

    fn of_form(&self, form: &Stream<'_>) -> (Soundness, Content) {
        if form.dict().get::<Name<'_>>(b"Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
            return (Soundness::Sound, Content::NoText);
        }
        let fonts = form.dict().get::<Dict<'_>>(b"Resources").is_some_and(|resources| resources.contains_key(b"Font"));
        (self.soundness(form), if fonts { Content::ShowsText } else { Content::NoText })
    }

    /// Whether the content streams of the page itself are all there and whole.
    fn contents(&self, page: &Page<'_>) -> Soundness {
        match page.raw().get::<Object<'_>>(b"Contents") {
            Some(Object::Null(_)) => Soundness::Sound,
            Some(Object::Stream(stream)) => self.soundness(&stream),
            Some(Object::Array(parts)) => self.array(&parts),
            Some(_) => Soundness::Broken,
            None if page.raw().contains_key(b"Contents") => Soundness::Broken,
            None => Soundness::Sound,
        }
    }

    fn array(&self, parts: &Array<'_>) -> Soundness {
        let promised = parts.raw_iter().count();
        let (mut found, mut worst) = (0, Soundness::Sound);
        for stream in parts.iter::<Stream<'_>>() {
            found += 1;
            worst = worst.max(self.soundness(&stream));
            if matches!(worst, Soundness::Beyond(_)) {
                return worst;
            }
        }
        if found < promised { worst.max(Soundness::Broken) } else { worst }
    }

    /// Whether a stream can be decoded to its end. Of filters other than the usual two only what fails outright is
    /// noticed.
    fn soundness(&self, stream: &Stream<'_>) -> Soundness {
        let data = stream.raw_data();
        let size = data.len() as u64;
        let filters = stream.filters();
        match filters[..] {
            [] => self.counted(size, Ok(size)),
            [Filter::FlateDecode, ..] => self.counted(size, self.inflated(&data, flates(&filters))),
            [Filter::Ascii85Decode, ref rest @ ..] if flates(rest) > 0 => {
                let data = ascii85::decode(&data).ok_or(Soundness::Broken);
                self.counted(size, data.and_then(|data| self.inflated(&data, flates(rest))))
            }
            _ => self.counted(size, stream.decoded_data().map(|d| d.len() as u64).map_err(|_| Soundness::Broken)),
        }
    }

    /// Adds a stream to what the file has unpacked to.
    fn counted(&self, packed: u64, unpacked: Result<u64, Soundness>) -> Soundness {
        let before = self.unpacked.get();
        match unpacked {
            Ok(size) => {
                self.unpacked.set(before.saturating_add(size));
                self.limits.passed(packed, size, before).map_or(Soundness::Sound, Soundness::Beyond)
            }
            Err(soundness) => soundness,
        }
    }

    /// How much the data inflates to, so many times over, or why that is not known. Stops at the limits.
    fn inflated(&self, data: &[u8], times: usize) -> Result<u64, Soundness> {
        let packed = data.len() as u64;
        let mut from: Box<dyn Read + '_> = Box::new(data);
        for _ in 0..times {
            from = Box::new(ZlibDecoder::new(from));
        }
        let mut buffer = [0_u8; 16 << 10];
        let mut total = 0;
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(total),
                Ok(count) => total += count as u64,
                Err(_) => return Err(Soundness::Broken),
            }
            if let Some(limit) = self.limits.passed(packed, total, self.unpacked.get()) {
                return Err(Soundness::Beyond(limit));
            }
        }
    }
}

/// Filters that inflate one after the other are all looked through, up to this many: a bomb may be packed twice.
const MOST_FLATES: usize = 4;

/// How many filters from the first on inflate.
fn flates(filters: &[Filter]) -> usize {
    filters.iter().take(MOST_FLATES).take_while(|filter| matches!(filter, Filter::FlateDecode)).count()
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
            let streams = Streams::within(Limits::default());
            assert_eq!(streams.counted(data.len() as u64, streams.inflated(data, 1)), want, "{name}");
        }
    }

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        ZlibEncoder::new(data, Compression::best()).read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn what_inflates_beyond_a_limit_is_named_by_it() {
        let blanks = packed(&vec![b' '; 90 << 20]);
        let twice = packed(&blanks);
        let noise: Vec<u8> = (0..3_u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let limits = Limits { stream: 8 << 20, unpacked: 10 << 20, ..Limits::default() };
        let all = Limits { ratio: u64::MAX, ..limits };
        let cases = [
            ("blanks", &blanks, 1, Limits::default(), Soundness::Beyond(Limit::Ratio)),
            ("blanks at any ratio", &blanks, 1, all, Soundness::Beyond(Limit::Stream)),
            ("blanks packed twice", &twice, 2, all, Soundness::Beyond(Limit::Stream)),
            ("noise", &packed(&noise), 1, limits, Soundness::Sound),
        ];
        for (name, data, times, limits, want) in cases {
            let streams = Streams::within(limits);
            assert_eq!(streams.counted(data.len() as u64, streams.inflated(data, times)), want, "{name}");
        }
        let streams = Streams::within(limits);
        let data = packed(&noise);
        let found: Vec<_> = (0..4).map(|_| streams.counted(data.len() as u64, streams.inflated(&data, 1))).collect();
        assert_eq!(found, [Soundness::Sound, Soundness::Sound, Soundness::Sound, Soundness::Beyond(Limit::Unpacked)]);
    }
}
