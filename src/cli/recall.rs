//! What is recalled from earlier runs, where `--cache` asks for it: pages by the file's bytes and all that reading depends
//! on, reviews by their pages and all that judging depends on.
//!
//! Nothing is kept that another run may not find again: what ran out of time, memory or a process. A container is opened
//! each time, and what lies in it is recalled document by document.

use std::env;
use std::sync::OnceLock;
use std::time::UNIX_EPOCH;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::desk::Office;
use super::files::Files;
use crate::batch::Place;
use crate::cache::{Cache, Entry, Key, Kind};
use crate::context::user::UserFacts;
use crate::document::{Document, Pages, What};
use crate::ocr::{Came, Completed};
use crate::review::Review;

/// Readings and reviews of earlier runs, for one set of readers.
pub(super) struct Recall<'a> {
    cache: &'a Cache,
    office: &'a Office,
    files: &'a Files,
    /// Everything that the text of a document depends on beside its bytes.
    reader: Key,
    /// The same of pages that are pictures; found out when the first comes.
    eyes: OnceLock<Key>,
    /// Everything that a review depends on beside the document and the facts.
    judge: Key,
}

/// What was kept of the reading of a file: by which digest its pages are found, and whether they are all.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Reading {
    pages: Key,
    pictures: Pictures,
}

/// Whether pages are to be read from their pictures still.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Pictures {
    ToRead,
    Done,
}

/// Nothing was kept.
struct Unknown;

impl<'a> Recall<'a> {
    pub(super) fn new(cache: &'a Cache, office: &'a Office, files: &'a Files) -> Self {
        let program = program();
        let of = |words: String| key(&[program.as_bytes(), words.as_bytes()]);
        let (reader, judge) = (of(files.identity()), of(office.bench()));
        Self { cache, office, files, reader, eyes: OnceLock::new(), judge }
    }

    /// The review of a document as an earlier run made it.
    pub(super) fn known(&self, document: &Document, place: Place) -> Option<Review> {
        let file = digest(&document.bytes);
        let pages = self.settled(&file)?;
        let kept = |user: &UserFacts| {
            let key = self.judged(&file, &pages, place, user);
            self.find::<Review>(Kind::Review, &key).map(|review| review.called(&plain(document))).ok_or(Unknown)
        };
        self.office.on_facts(document, kept).ok()
    }

    /// The pages of a file: as an earlier run read them, or read now.
    pub(super) fn pages(&self, document: &[u8]) -> Pages {
        let file = digest(document);
        let typed = self.kept_or(&self.of_text(&file), || {
            let pages = self.files.typed(document);
            let pictures = if self.files.want_a_look(&pages) { Pictures::ToRead } else { Pictures::Done };
            (pages, pictures, Came::Through)
        });
        if !self.files.want_a_look(&typed) {
            return typed;
        }
        self.kept_or(&self.of_pictures(&file), || {
            let Completed { pages, came, .. } = self.files.looked_at(typed, document);
            (pages, Pictures::Done, came)
        })
    }

    /// The review of a document on these facts: as an earlier run made it, or made now.
    pub(super) fn review(&self, document: &Document, pages: &Pages, place: Place, user: &UserFacts) -> Review {
        let read = || self.office.read(document, pages, place, user);
        let Some(written) = bytes(pages).filter(|_| is_lasting(pages) && !pages.format.is_container()) else {
            return read();
        };
        let key = self.judged(&digest(&document.bytes), &digest(&written), place, user);
        if let Some(review) = self.find::<Review>(Kind::Review, &key) {
            return review.called(&plain(document));
        }
        let review = read();
        // A document may lie elsewhere next time, and be the same.
        if let Some(value) = bytes(&review.clone().called("")) {
            self.cache.put(Entry { kind: Kind::Review, key, value });
        }
        review
    }

    /// Pages that were kept under a key, or those that `read` reads, which are kept if they last.
    fn kept_or(&self, key: &Key, read: impl FnOnce() -> (Pages, Pictures, Came)) -> Pages {
        let kept = self.find::<Reading>(Kind::Reading, key);
        if let Some(pages) = kept.and_then(|reading| self.find(Kind::Pages, &reading.pages)) {
            return pages;
        }
        let (pages, pictures, came) = read();
        if let Some(value) = bytes(&pages).filter(|_| came == Came::Through && is_lasting(&pages)) {
            let reading = Reading { pages: digest(&value), pictures };
            self.cache.put(Entry { kind: Kind::Pages, key: reading.pages, value });
            if let Some(value) = bytes(&reading) {
                self.cache.put(Entry { kind: Kind::Reading, key: *key, value });
            }
        }
        pages
    }

    /// The digest of the pages that a file has for these readers, if they were kept.
    fn settled(&self, file: &Key) -> Option<Key> {
        let typed = self.find::<Reading>(Kind::Reading, &self.of_text(file))?;
        match typed.pictures {
            Pictures::Done => Some(typed.pages),
            Pictures::ToRead => self.find::<Reading>(Kind::Reading, &self.of_pictures(file)).map(|seen| seen.pages),
        }
    }

    fn find<T: DeserializeOwned>(&self, kind: Kind, key: &Key) -> Option<T> {
        postcard::from_bytes(&self.cache.get(kind, key)?).ok()
    }

    fn of_text(&self, file: &Key) -> Key {
        key(&[b"typed", &self.reader, file])
    }

    fn of_pictures(&self, file: &Key) -> Key {
        let eyes = self.eyes.get_or_init(|| digest(self.files.eyes().as_bytes()));
        key(&[b"seen", &self.reader, eyes, file])
    }

    fn judged(&self, file: &Key, pages: &Key, place: Place, user: &UserFacts) -> Key {
        let words = format!("{place:?} {user:?}");
        key(&[b"judged", &self.judge, file, pages, words.as_bytes()])
    }
}

/// Whether another run would read the same: nothing ran out, broke down or was not there.
fn is_lasting(pages: &Pages) -> bool {
    let passes = |what| {
        matches!(what, What::NotFound | What::Io | What::TooLarge | What::Crash | What::Timeout | What::TooMuchMemory)
    };
    !pages.troubles.iter().any(|trouble| passes(trouble.what))
}

/// How a review calls the document.
fn plain(document: &Document) -> String {
    document.name.replace(std::path::MAIN_SEPARATOR, "/")
}

/// A value as it is kept.
fn bytes(value: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

fn digest(bytes: &[u8]) -> Key {
    Sha256::digest(bytes).into()
}

/// One digest of several parts; where one ends and the next begins is a part of it.
fn key(parts: &[&[u8]]) -> Key {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// Which program this is. Versions of a working tree share their number, so that size and time of the file count, too.
pub(super) fn program() -> String {
    let file = env::current_exe().and_then(std::fs::metadata).ok();
    let changed = file.as_ref().and_then(|file| file.modified().ok());
    let changed = changed.and_then(|changed| changed.duration_since(UNIX_EPOCH).ok());
    let bytes = file.map_or(0, |file| file.len());
    format!("{} {bytes} {}", env!("CARGO_PKG_VERSION"), changed.map_or(0, |changed| changed.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Trouble};

    /// Troubles that another run may not meet.
    const PASSING: [What; 6] =
        [What::NotFound, What::Io, What::TooLarge, What::Crash, What::Timeout, What::TooMuchMemory];

    #[test]
    fn what_may_end_otherwise_is_not_kept() {
        let with = |what| is_lasting(&Pages::unread(Format::Pdf, Trouble::on(2, what, "So it is.")));
        for what in PASSING {
            assert!(!with(what), "{what:?}");
        }
        for what in [What::Encrypted, What::Damaged, What::NoText, What::LimitReached, What::Empty, What::PoorScan] {
            assert!(with(what), "{what:?}");
        }
    }

    #[test]
    fn a_key_tells_its_parts_apart() {
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
        assert_ne!(key(&[b"ab"]), key(&[b"ab", b""]));
        assert_eq!(key(&[b"ab", b"c"]), key(&[b"ab", b"c"]));
    }
}
