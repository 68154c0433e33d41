//! One letter while it is kept: its bytes, what was read of it, and how far that has come.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::watch;

use super::reading::Told;
use super::shelf::Room;
use crate::document::{Document, Pages, Rect, Shots, Trouble};

/// A file as it came.
pub(super) struct File {
    /// Its name and bytes.
    pub(super) document: Document,
    /// Why it is not read; it has no bytes then.
    pub(super) trouble: Option<Trouble>,
}

/// A picture of a page by the digest of the file and the page's number, with the parts that were asked for.
type Painted = BTreeMap<(String, u32), (Vec<Rect>, Result<Shots, Trouble>)>;

/// One letter.
pub(super) struct Letter {
    /// Its number.
    pub(super) id: u64,
    /// The file.
    pub(super) file: File,
    stage: watch::Sender<Stage>,
    /// What was read of it, by the digests of the documents in it: another grade needs no other reading.
    read: Mutex<BTreeMap<String, Pages>>,
    painted: Mutex<Painted>,
    _room: Room,
}

/// How far it has come.
#[derive(Clone)]
pub(super) enum Stage {
    /// Others are read before it.
    Waiting,
    /// It is being read since then.
    Reading(Instant),
    /// It was read.
    Told(Arc<Told>),
    /// The reading broke down.
    Broken,
}

impl Stage {
    /// Whether nothing more will come.
    pub(super) const fn is_over(&self) -> bool {
        matches!(self, Self::Told(_) | Self::Broken)
    }

    /// In one word, for the script.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Reading(_) => "reading",
            Self::Told(_) => "told",
            Self::Broken => "broken",
        }
    }
}

impl Letter {
    pub(super) fn new(id: u64, file: File, room: Room) -> Self {
        let stage = watch::Sender::new(Stage::Waiting);
        Self { id, file, stage, read: Mutex::default(), painted: Mutex::default(), _room: room }
    }

    /// How far it has come.
    pub(super) fn stage(&self) -> Stage {
        self.stage.borrow().clone()
    }

    /// It has come so far.
    pub(super) fn comes_to(&self, stage: Stage) {
        self.stage.send_replace(stage);
    }

    /// Waits until it was read.
    pub(super) async fn over(&self) -> Stage {
        let mut stage = self.stage.subscribe();
        match stage.wait_for(Stage::is_over).await {
            Ok(stage) => stage.clone(),
            // The sender is this letter's own.
            Err(_) => Stage::Broken,
        }
    }

    /// What was read, by digest.
    pub(super) fn read(&self) -> MutexGuard<'_, BTreeMap<String, Pages>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what was read, so that it is read anew.
    pub(super) fn forget_pages(&self) {
        self.read().clear();
        self.painted().clear();
    }

    /// Pictures of its pages.
    pub(super) fn painted(&self) -> MutexGuard<'_, Painted> {
        self.painted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
