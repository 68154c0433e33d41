//! What earlier runs read, kept on the disk for the next ones: bytes by key.
//!
//! Nothing depends on it. Whatever is wrong with the cache (damaged, in use, no room) ends its use, is told once, and the
//! run goes on as if there were none. Every entry carries a digest of its key and bytes, so that nothing comes back that
//! was not put there.
//!
//! The entries lie in two files. New ones go into the newer; when that has reached half of what all may take, it becomes
//! the older, and what was the older is removed. What is found in the older is put into the newer again, so that what
//! goes is what was not asked for the longest.

mod fault;
mod guard;
mod place;
mod shelf;

use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::RwLockReadGuard;

pub use self::fault::Fault;
pub use self::place::clear;
pub use self::place::held;
pub use self::place::usual_folder;
use self::shelf::Age;
pub use self::shelf::Counts;
pub use self::shelf::Entry;
pub use self::shelf::Key;
pub use self::shelf::Kind;
use self::shelf::Shelves;

/// Entries that are written in one go: those of about 200 documents. A commit waits for the disk, for milliseconds.
const BATCH: usize = 600;

/// Bytes that are, where the cache may be large: 8 MB.
const BATCH_BYTES: u64 = 8 << 20;

/// Least that a cache may be allowed to take, in bytes: 16 MB.
pub const LEAST: u64 = 16 << 20;

/// A cache that is open, for any number of threads.
pub struct Cache {
    folder: PathBuf,
    most: Most,
    shelves: RwLock<Option<Shelves>>,
    waiting: Mutex<Waiting>,
    fault: OnceLock<Fault>,
}

/// How much there may be of what, in bytes.
#[derive(Clone, Copy)]
struct Most {
    /// One entry. A larger one is not kept.
    entry: u64,
    /// Entries that wait: what is written in one go is this and one entry more.
    waiting: u64,
    /// The newer file. Beyond it there is room for one more go in its half.
    file: u64,
}

impl Most {
    /// For a cache of so many bytes.
    fn of(all: u64) -> Self {
        let eighth = all / 16;
        Self { entry: eighth, waiting: eighth.min(BATCH_BYTES), file: all / 2 - 2 * eighth }
    }
}

/// Entries that are not yet written.
#[derive(Default)]
struct Waiting {
    entries: Vec<Entry>,
    bytes: u64,
}

impl Waiting {
    /// Takes an entry in, and gives all out where they are enough for one go.
    fn add(&mut self, entry: Entry, most: Most) -> Option<Vec<Entry>> {
        self.bytes += entry.value.len() as u64;
        self.entries.push(entry);
        (self.entries.len() >= BATCH || self.bytes >= most.waiting).then(|| self.take())
    }

    fn take(&mut self) -> Vec<Entry> {
        self.bytes = 0;
        std::mem::take(&mut self.entries)
    }
}

impl Cache {
    /// Opens the cache in a folder, which is made where it is not there (mode 0700, its files 0600), to hold at most so
    /// many bytes on the disk.
    ///
    /// # Errors
    /// Where the folder cannot be used, another process uses it, or what lies there is damaged.
    pub fn open(folder: &Path, most: u64) -> Result<Self, Fault> {
        place::make(folder)?;
        let shelves = guard::caught(folder, || Shelves::open(folder))?;
        Ok(Self::over(shelves, folder, most))
    }

    fn over(shelves: Shelves, folder: &Path, most: u64) -> Self {
        Self {
            folder: folder.to_owned(),
            most: Most::of(most),
            shelves: RwLock::new(Some(shelves)),
            waiting: Mutex::default(),
            fault: OnceLock::new(),
        }
    }

    /// The bytes that were put under this key, by an earlier run or long enough ago.
    #[must_use]
    pub fn get(&self, kind: Kind, key: &Key) -> Option<Vec<u8>> {
        if self.fault.get().is_some() {
            return None;
        }
        let found = guard::caught(&self.folder, || self.read().as_ref().map_or(Ok(None), |all| all.get(kind, key)));
        let (value, age) = self.sound(found)??;
        if age == Age::Older {
            self.put(Entry { kind, key: *key, value: value.clone() });
        }
        Some(value)
    }

    /// Keeps an entry. It is written with others, when there are enough or when the cache is closed.
    pub fn put(&self, entry: Entry) {
        if self.fault.get().is_none() && entry.value.len() as u64 <= self.most.entry {
            let batch = lock(&self.waiting).add(entry, self.most);
            if let Some(batch) = batch {
                self.write(&batch);
            }
        }
    }

    /// How much it holds.
    #[must_use]
    pub fn counts(&self) -> Option<Counts> {
        self.sound(guard::caught(&self.folder, || self.read().as_ref().map_or(Ok(Counts::default()), Shelves::counts)))
    }

    /// Writes what waits and closes the files. What went wrong since the cache was opened, if anything did.
    #[must_use]
    pub fn close(&self) -> Option<&Fault> {
        let batch = lock(&self.waiting).take();
        if !batch.is_empty() && self.fault.get().is_none() {
            self.write(&batch);
        }
        let shelves = self.shelves.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(shelves) = shelves {
            if self.fault.get().is_none() {
                self.sound(guard::caught(&self.folder, || shelves.close()));
            } else {
                // Closing writes, and nothing more is written to a cache with which something is wrong.
                std::mem::forget(shelves);
            }
        }
        self.fault.get()
    }

    /// Writes entries in one go, and makes room where the newer file is full.
    fn write(&self, batch: &[Entry]) {
        let written = guard::caught(&self.folder, || self.read().as_ref().map_or(Ok(0), |all| all.put(batch)));
        if self.sound(written).is_some_and(|size| size > self.most.file) {
            self.sound(self.turn());
        }
    }

    /// Makes the newer file the older, and starts another.
    fn turn(&self) -> Result<(), Fault> {
        let mut shelves = self.shelves.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have done so meanwhile.
        let Some(full) = shelves.take_if(|all| all.size() > self.most.file) else { return Ok(()) };
        let turned = guard::caught(&self.folder, || full.turned(&self.folder))?;
        *shelves = Some(turned);
        Ok(())
    }

    /// What came of an act, or nothing where it showed that something is wrong with the cache: it is not used any more.
    fn sound<T>(&self, came: Result<T, Fault>) -> Option<T> {
        came.map_err(|fault| {
            // The first fault is told; those that follow come of it.
            let _told = self.fault.set(fault);
        })
        .ok()
    }

    fn read(&self) -> RwLockReadGuard<'_, Option<Shelves>> {
        self.shelves.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
