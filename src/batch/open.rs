//! One input file and the documents in it, however deep they lie.
//!
//! Each member is read, worked on and dropped before the next; the archives around it stay in memory meanwhile.

use crate::document::Document;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::Unpacked;
use crate::extract::Limit;
use crate::extract::Limits;

use super::Input;
use super::run;

/// Where a document was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is the input file.
    Alone,
    /// It is a member of a container.
    Inside,
}

/// Who reads files, and makes results of them.
pub trait Reads {
    /// What is made of a document.
    type Done;

    /// How much is read.
    fn limits(&self) -> Limits;

    /// The result of a file that is known without reading it. A container is never known: it is opened each time.
    fn known(&self, _document: &Document, _place: Place) -> Option<Self::Done> {
        None
    }

    /// The pages of a file.
    fn pages(&self, bytes: &[u8]) -> Pages;

    /// What a container holds; `None` where the bytes are no container.
    ///
    /// # Errors
    /// A trouble of the whole container.
    fn unpack(&self, bytes: &[u8]) -> Result<Option<Unpacked>, Trouble>;

    /// The result of a document.
    fn document(&self, document: &Document, pages: &Pages, place: Place) -> Self::Done;

    /// The result of a container: its pages carry its troubles alone.
    fn whole(&self, container: &Document, pages: &Pages, parts: Vec<Self::Done>) -> Self::Done;
}

/// Works on a file that has been read, and on all that it holds.
pub fn open<R: Reads>(reads: &R, document: &Document, pages: Pages) -> R::Done {
    let limits = reads.limits();
    Opener { reads, limits, count: limits.members, bytes: limits.unpacked }.open(document, pages, 0)
}

/// Reads an input and works on it, and on all that it holds. One that cannot be read is an empty document.
pub fn open_input<R: Reads>(reads: &R, input: &Input) -> R::Done {
    match input.read() {
        Ok(document) => reads.known(&document, Place::Alone).unwrap_or_else(|| {
            let pages = reads.pages(&document.bytes);
            open(reads, &document, pages)
        }),
        Err(trouble) => {
            let (document, pages) = run::unread(input, trouble);
            open(reads, &document, pages)
        }
    }
}

/// The work on one input file, with what it may still take.
struct Opener<'a, R> {
    reads: &'a R,
    limits: Limits,
    /// Documents that may still be opened, at all depths together.
    count: u64,
    /// Bytes that may still be unpacked.
    bytes: u64,
}

impl<R: Reads> Opener<'_, R> {
    fn open(&mut self, document: &Document, mut pages: Pages, depth: u64) -> R::Done {
        let place = if depth == 0 { Place::Alone } else { Place::Inside };
        if !pages.format.is_container() {
            return self.reads.document(document, &pages, place);
        }
        let unpacked = if depth >= self.limits.nesting {
            Err(Limit::Nesting.beyond(&self.limits))
        } else {
            self.reads.unpack(&document.bytes)
        };
        let unpacked = match unpacked {
            Ok(Some(unpacked)) => unpacked,
            Ok(None) => return self.reads.document(document, &pages, place),
            Err(trouble) => Unpacked { members: Vec::new(), troubles: vec![trouble] },
        };
        pages.troubles = unpacked.troubles;
        let mut parts = Vec::new();
        for member in unpacked.members {
            if let Some(passed) = self.passed(&member) {
                pages.troubles.push(passed.beyond(&self.limits));
                break;
            }
            let member = Document { name: format!("{}/{}", document.name, member.name), ..member };
            parts.push(self.reads.known(&member, Place::Inside).unwrap_or_else(|| {
                let read = self.reads.pages(&member.bytes);
                self.open(&member, read, depth + 1)
            }));
        }
        self.reads.whole(document, &pages, parts)
    }

    /// Counts a member, or says which limit it passes.
    fn passed(&mut self, member: &Document) -> Option<Limit> {
        let Some(count) = self.count.checked_sub(1) else { return Some(Limit::Members) };
        let Some(bytes) = self.bytes.checked_sub(member.bytes.len() as u64) else { return Some(Limit::Unpacked) };
        (self.count, self.bytes) = (count, bytes);
        None
    }
}
