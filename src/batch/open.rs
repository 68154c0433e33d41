//! One input file and the documents in it, however deep they lie.
//!
//! Each member is read, worked on and dropped before the next; the archives around it stay in memory meanwhile.

use crate::document::Document;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::Unpacked;
use crate::document::What;

/// How deep containers may lie in each other: a letter in a mail in an archive lies at 2.
const DEEPEST: usize = 10;

/// Most documents in one input file, at all depths together.
const MOST: usize = 10_000;

/// Most bytes of them, unpacked: 400 MB.
const BYTES: usize = 400 << 20;

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
    Opener { reads, count: MOST, bytes: BYTES }.open(document, pages, 0)
}

/// The work on one input file, with what it may still take.
struct Opener<'a, R> {
    reads: &'a R,
    count: usize,
    bytes: usize,
}

impl<R: Reads> Opener<'_, R> {
    fn open(&mut self, document: &Document, mut pages: Pages, depth: usize) -> R::Done {
        let place = if depth == 0 { Place::Alone } else { Place::Inside };
        if !pages.format.is_container() {
            return self.reads.document(document, &pages, place);
        }
        let unpacked = if depth >= DEEPEST { Err(too_deep()) } else { self.reads.unpack(&document.bytes) };
        let unpacked = match unpacked {
            Ok(Some(unpacked)) => unpacked,
            Ok(None) => return self.reads.document(document, &pages, place),
            Err(trouble) => Unpacked { members: Vec::new(), troubles: vec![trouble] },
        };
        pages.troubles = unpacked.troubles;
        let mut parts = Vec::new();
        for member in unpacked.members {
            if !self.has_room(&member) {
                pages.troubles.push(too_many());
                break;
            }
            let member = Document { name: format!("{}/{}", document.name, member.name), ..member };
            let read = self.reads.pages(&member.bytes);
            parts.push(self.open(&member, read, depth + 1));
        }
        self.reads.whole(document, &pages, parts)
    }

    fn has_room(&mut self, member: &Document) -> bool {
        let left = self.count.checked_sub(1).zip(self.bytes.checked_sub(member.bytes.len()));
        if let Some((count, bytes)) = left {
            (self.count, self.bytes) = (count, bytes);
        }
        left.is_some()
    }
}

fn too_deep() -> Trouble {
    let says = format!(
        "This lies more than {DEEPEST} archives or mails deep and was not opened. Unpack it and run on the letter."
    );
    Trouble::whole(What::LimitReached, says)
}

fn too_many() -> Trouble {
    let says = format!(
        "With the archives in it the file holds more than {MOST} documents or {} MB; the rest was not read. \
         Unpack it and run on the letters.",
        BYTES >> 20
    );
    Trouble::whole(What::LimitReached, says)
}
