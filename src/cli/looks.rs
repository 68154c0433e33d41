//! What the documents of a run look like, for the reports that show them: their text, and their pages as pictures.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::args::Demands;
use super::files::Files;
use super::redaction::Redaction;
use crate::batch::Input;
use crate::document::{Document, Note, Pages, Rect, Shots, Trouble, Unpacked};
use crate::finding::hex;
use crate::report::marks::Looks;
use crate::report::{checked, marks};
use crate::review::Review;

/// Why a masked report shows no pages.
const MASKED: &str = "People are masked in this report, so the pages of the document, which name them, are not shown.";

/// Pages of a document as they were read, kept by the digest of its bytes.
pub(super) type Read = (Option<String>, Pages);

/// What is kept of every document that is read.
pub(super) fn keep(review: &Review, pages: &Pages) -> Vec<Read> {
    vec![(review.meta.sha256.clone(), pages.clone())]
}

/// Who opens documents and paints their pages.
pub(super) trait Painter {
    /// What a container holds.
    fn unpack(&self, bytes: &[u8]) -> Result<Option<Unpacked>, Trouble>;

    /// One page of a file, from 1, and parts of it.
    fn shots(&self, bytes: &[u8], page: u32, parts: Vec<Rect>) -> Result<Shots, Trouble>;

    /// A PDF with notes behind its own bytes.
    fn annotated(&self, bytes: &[u8], notes: Vec<Note>) -> Result<Vec<u8>, Trouble>;
}

impl Painter for Files {
    fn unpack(&self, bytes: &[u8]) -> Result<Option<Unpacked>, Trouble> {
        self.unpack(bytes)
    }

    fn shots(&self, bytes: &[u8], page: u32, parts: Vec<Rect>) -> Result<Shots, Trouble> {
        self.shots(bytes, page, parts)
    }

    fn annotated(&self, bytes: &[u8], notes: Vec<Note>) -> Result<Vec<u8>, Trouble> {
        self.annotated(bytes, notes)
    }
}

/// The documents of one input, and who paints them.
pub(super) struct Viewer<'a> {
    files: &'a dyn Painter,
    masking: Redaction,
    read: Vec<Read>,
    bytes: BTreeMap<String, Vec<u8>>,
}

/// How deep containers are opened.
const DEEPEST: u32 = 10;

impl<'a> Viewer<'a> {
    /// A view of an input whose documents were read as `read` says.
    pub(super) fn of(files: &'a dyn Painter, masking: Redaction, input: &Input, read: Vec<Read>) -> Self {
        let document = if masking == Redaction::None { input.read().ok() } else { None };
        Self::at_hand(files, masking, document, read)
    }

    /// The same of a document whose bytes are at hand.
    pub(super) fn at_hand(
        files: &'a dyn Painter,
        masking: Redaction,
        document: Option<Document>,
        read: Vec<Read>,
    ) -> Self {
        let mut viewer = Self { files, masking, read, bytes: BTreeMap::new() };
        if let Some(document) = document.filter(|_| masking == Redaction::None) {
            viewer.take(document, DEEPEST);
        }
        viewer
    }

    /// Keeps a document by its digest, and what it holds.
    fn take(&mut self, document: Document, depth: u32) {
        let digest = hex(&Sha256::digest(&document.bytes));
        if depth > 0
            && let Ok(Some(inside)) = self.files.unpack(&document.bytes)
        {
            for member in inside.members {
                self.take(member, depth - 1);
            }
        }
        if self.read.iter().any(|(read, _)| read.as_ref() == Some(&digest)) {
            self.bytes.insert(digest, document.bytes);
        }
    }

    /// What one document looks like.
    pub(super) fn looks(&self, review: &Review) -> Looks {
        if self.masking != Redaction::None {
            return Looks { withheld: Some(MASKED.to_owned()), ..Looks::default() };
        }
        let digest = review.meta.sha256.as_ref();
        let Some((_, pages)) = self.read.iter().find(|(read, _)| read.is_some() && read.as_ref() == digest) else {
            return Looks::default();
        };
        let mut looks = Looks { pages: Some(pages.clone()), ..Looks::default() };
        let Some(bytes) = digest.and_then(|digest| self.bytes.get(digest)) else {
            looks.withheld =
                Some("The file was changed or removed while it was read, so its pages are not shown.".to_owned());
            return looks;
        };
        if marks::has_pictures(pages.format) {
            self.shoot(&mut looks, bytes, review);
        }
        looks
    }

    /// Has the pages of a document painted.
    fn shoot(&self, looks: &mut Looks, bytes: &[u8], review: &Review) {
        let Some(pages) = &looks.pages else { return };
        let (first, last) = marks::range(review);
        let mut crops = marks::crops(review, pages);
        let numbers = pages.pages.iter().filter_map(|page| page.number).filter(|n| (first..=last).contains(n));
        for page in numbers {
            let wanted = crops.remove(&page).unwrap_or_default();
            let (keys, parts): (Vec<_>, Vec<_>) = wanted.into_iter().unzip();
            match self.files.shots(bytes, page, parts) {
                Ok(shots) => {
                    looks.crops.extend(keys.into_iter().map(|key| (key, page)).zip(shots.crops));
                    looks.shots.insert(page, Ok(shots.page));
                }
                Err(trouble) => {
                    looks.shots.insert(page, Err(trouble));
                }
            }
        }
    }

    /// The notes for the pages of a document.
    pub(super) fn notes(&self, letter: &checked::Document<'_>) -> Vec<Note> {
        let digest = &letter.review.meta.sha256;
        let read = self.read.iter().find(|(read, _)| read.is_some() && read == digest);
        marks::notes(&marks::of(letter, read.map(|(_, pages)| pages)))
    }

    /// The file of a document with notes behind its own bytes.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub(super) fn annotated(&self, review: &Review, notes: Vec<Note>) -> Result<Vec<u8>, Option<Trouble>> {
        let bytes = review.meta.sha256.as_ref().and_then(|digest| self.bytes.get(digest)).ok_or(None)?;
        self.files.annotated(bytes, notes).map_err(Some)
    }
}

/// Files as the flags ask, for painting.
pub(super) fn files(demands: &Demands) -> anyhow::Result<Files> {
    Files::open(&demands.how, 1, demands.limits.0)
}
