//! Reading a letter, and grading it on other facts: off the thread that answers requests, in the worker processes.
//!
//! What was read of a letter is kept beside it, and so are the pictures of its pages. Another grade joins and judges the
//! same pages anew, as `scan --cache` does with those that an earlier run read; no file is opened for it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use sha2::{Digest as _, Sha256};

use super::changes;
use super::letter::{Letter, Stage};
use super::{App, Shared};
use crate::batch;
use crate::batch::{Place, Reads};
use crate::cli::decisions;
use crate::cli::files::Files;
use crate::cli::log;
use crate::cli::looks::{Painter, Read, Viewer};
use crate::context::user::UserFacts;
use crate::document::{Document, Format, Note, Pages, Rect, Shots, Trouble, Unpacked, What};
use crate::extract::Limits;
use crate::finding::hex;
use crate::report::accept::decisions::Decisions;
use crate::report::checked::Checked;
use crate::report::exit::Gate;
use crate::report::html;
use crate::review::Review;

/// What is told of a letter on some facts.
pub(super) struct Told {
    /// The facts that were given for this letter.
    pub(super) given: UserFacts,
    /// Its review, as it is: nobody is masked in it.
    pub(super) review: Review,
    /// Its report for the browser.
    pub(super) report: String,
    /// Why what somebody decided is not in the report; empty where it is.
    pub(super) undecided: String,
    /// What is graded otherwise than on the facts before; nothing where it was not graded before.
    pub(super) changed: Option<Vec<String>>,
}

impl Told {
    /// Whether a PDF in it needs a password that was not given.
    pub(super) fn is_locked(&self) -> bool {
        fn locked(review: &Review) -> bool {
            let needs = |trouble: &Trouble| trouble.what == What::Encrypted;
            review.format == Format::Pdf && review.troubles.iter().any(needs) || review.parts.iter().any(locked)
        }
        locked(&self.review)
    }
}

/// Has a letter read as soon as there is a seat.
pub(super) fn start(app: &Shared, letter: Arc<Letter>) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        let Ok(_seat) = app.seats.acquire().await else { return };
        // It may have been forgotten meanwhile.
        if app.shelf.get(letter.id).is_none() {
            return letter.comes_to(Stage::Broken);
        }
        letter.comes_to(Stage::Reading(Instant::now()));
        if !told(&app, &letter, UserFacts::default()).await {
            letter.comes_to(Stage::Broken);
        }
        if app.shelf.get(letter.id).is_none() {
            app.office.kit.forget();
        }
    });
}

/// Reads a letter, or grades it anew, on these facts; whether that came to an end.
pub(super) async fn told(app: &Shared, letter: &Arc<Letter>, given: UserFacts) -> bool {
    let (one, its) = (Arc::clone(app), Arc::clone(letter));
    let done = tokio::task::spawn_blocking(move || {
        let before = match its.stage() {
            Stage::Told(before) => Some(before),
            _ => None,
        };
        let told = one.tell(&its, given, before.as_deref());
        its.comes_to(Stage::Told(Arc::new(told)));
    });
    done.await.is_ok()
}

impl App {
    fn tell(&self, letter: &Letter, given: UserFacts, before: Option<&Told>) -> Told {
        let sitting = Sitting { app: self, letter, given: &given };
        let document = &letter.file.document;
        let pages = match &letter.file.trouble {
            Some(trouble) => Pages::unread(Format::Unknown, trouble.clone()),
            None => sitting.pages(&document.bytes),
        };
        let review = self.office.graded(batch::open(&sitting, document, pages));
        let (report, undecided) = match self.decisions() {
            Ok(decisions) => (self.report(letter, &review, decisions), String::new()),
            Err(wrong) => (self.report(letter, &review, Decisions::default()), format!("{wrong:#}")),
        };
        // The name is one that the user gave, so the log has the number.
        log::document(&review.clone().called(&format!("letter {}", letter.id)));
        let changed = before.map(|before| changes::between(&before.review, &review));
        Told { given, review, report, undecided, changed }
    }

    fn report(&self, letter: &Letter, review: &Review, decisions: Decisions) -> String {
        self.with_viewer(letter, |viewer| {
            self.decided(review, decisions, |checked| html::checked(checked, 1, &|document| viewer.looks(document)))
        })
    }

    /// What somebody decided on findings, in the review file of the folder where acquit was started.
    pub(super) fn decisions(&self) -> anyhow::Result<Decisions> {
        Ok(decisions::read(None, self.office.day())?.1)
    }

    /// Hands on a review with what was decided, as it is told.
    pub(super) fn decided<T>(
        &self,
        review: &Review,
        mut decisions: Decisions,
        hand_on: impl FnOnce(&Checked<'_>) -> T,
    ) -> T {
        let checked = Checked::of(review, Gate::default(), |finding| decisions.accept(finding));
        self.office.redaction().told(&checked, hand_on)
    }

    /// Looks at the pages of a letter that was read.
    pub(super) fn with_viewer<T>(&self, letter: &Letter, look: impl FnOnce(&Viewer<'_>) -> T) -> T {
        let read: Vec<Read> =
            letter.read().iter().map(|(digest, pages)| (Some(digest.clone()), pages.clone())).collect();
        let easel = Easel { files: &self.files, letter };
        let document = letter.file.document.clone();
        look(&Viewer::at_hand(&easel, self.office.redaction(), Some(document), read))
    }
}

/// One letter being read on some facts.
struct Sitting<'a> {
    app: &'a App,
    letter: &'a Letter,
    given: &'a UserFacts,
}

impl Reads for Sitting<'_> {
    type Done = Review;

    fn limits(&self) -> Limits {
        self.app.files.limits()
    }

    fn pages(&self, bytes: &[u8]) -> Pages {
        let digest = digest(bytes);
        let known = self.letter.read().get(&digest).cloned();
        known.unwrap_or_else(|| {
            let pages = self.app.files.pages(bytes);
            self.letter.read().insert(digest, pages.clone());
            pages
        })
    }

    fn unpack(&self, bytes: &[u8]) -> Result<Option<Unpacked>, Trouble> {
        self.app.files.unpack(bytes)
    }

    fn document(&self, document: &Document, pages: &Pages, place: Place) -> Review {
        let office = &self.app.office;
        let Ok(review) = office.on_facts(document, |user| {
            Ok::<_, Infallible>(office.read(document, pages, place, &self.given.over(user)))
        });
        review
    }

    fn whole(&self, container: &Document, pages: &Pages, parts: Vec<Review>) -> Review {
        let office = &self.app.office;
        office.review_whole((container, pages), parts, &self.given.over(&office.facts_of(container)))
    }
}

/// Who paints the pages of one letter, each once.
struct Easel<'a> {
    files: &'a Files,
    letter: &'a Letter,
}

impl Painter for Easel<'_> {
    fn unpack(&self, bytes: &[u8]) -> Result<Option<Unpacked>, Trouble> {
        self.files.unpack(bytes)
    }

    fn shots(&self, bytes: &[u8], page: u32, parts: Vec<Rect>) -> Result<Shots, Trouble> {
        let key = (digest(bytes), page);
        if let Some((_, shots)) = self.letter.painted().get(&key).filter(|(of, _)| *of == parts) {
            return shots.clone();
        }
        let shots = self.files.shots(bytes, page, parts.clone());
        self.letter.painted().insert(key, (parts, shots.clone()));
        shots
    }

    fn annotated(&self, bytes: &[u8], notes: Vec<Note>) -> Result<Vec<u8>, Trouble> {
        self.files.annotated(bytes, notes)
    }
}

fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
