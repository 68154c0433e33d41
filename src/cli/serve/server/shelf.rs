//! The letters that are kept, in memory alone, until they are forgotten.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::letter::{File, Letter};

/// Most letters at one time.
pub(super) const LETTERS: usize = 40;

/// Most bytes of their files at one time.
pub(super) const BYTES: u64 = 512 << 20;

/// Where they stand.
#[derive(Default)]
pub(super) struct Shelf(Mutex<Held>);

#[derive(Default)]
struct Held {
    letters: BTreeMap<u64, Arc<Letter>>,
    /// The number of the letter that came last; none is given twice.
    last: u64,
    /// Bytes of all files, those that are still coming too.
    bytes: u64,
}

/// There is no room for more.
#[derive(Debug)]
pub(super) struct Full;

/// Room that a file takes, and gives back when it is gone.
pub(super) struct Room {
    shelf: Arc<Shelf>,
    bytes: u64,
}

impl Room {
    /// Room for nothing yet.
    pub(super) fn of(shelf: &Arc<Shelf>) -> Self {
        Self { shelf: Arc::clone(shelf), bytes: 0 }
    }

    /// Takes more.
    ///
    /// # Errors
    /// Where there is none.
    pub(super) fn grow(&mut self, more: u64) -> Result<(), Full> {
        let mut held = self.shelf.held();
        if held.bytes.saturating_add(more) > BYTES {
            return Err(Full);
        }
        held.bytes += more;
        self.bytes += more;
        Ok(())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.shelf.held().bytes -= self.bytes;
    }
}

impl Shelf {
    /// Keeps a file.
    ///
    /// # Errors
    /// Where there are as many letters as may be.
    pub(super) fn put(&self, file: File, room: Room) -> Result<Arc<Letter>, Full> {
        let mut held = self.held();
        if held.letters.len() >= LETTERS {
            // The room is given back below, when nobody holds the shelf.
            drop(held);
            return Err(Full);
        }
        held.last += 1;
        let letter = Arc::new(Letter::new(held.last, file, room));
        held.letters.insert(letter.id, Arc::clone(&letter));
        Ok(letter)
    }

    /// A letter by its number.
    pub(super) fn get(&self, id: u64) -> Option<Arc<Letter>> {
        self.held().letters.get(&id).map(Arc::clone)
    }

    /// All letters, in the order in which they came.
    pub(super) fn all(&self) -> Vec<Arc<Letter>> {
        self.held().letters.values().map(Arc::clone).collect()
    }

    /// Forgets a letter. One that is being read goes when that ends.
    pub(super) fn forget(&self, id: u64) {
        let letter = self.held().letters.remove(&id);
        drop(letter);
    }

    /// Forgets all.
    pub(super) fn forget_all(&self) {
        let letters = std::mem::take(&mut self.held().letters);
        drop(letters);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn file() -> File {
        File { document: Document { name: "a.txt".to_owned(), bytes: vec![1] }, trouble: None }
    }

    #[test]
    fn what_is_kept_is_counted_and_what_is_forgotten_makes_room() {
        let shelf = Arc::new(Shelf::default());
        for _ in 0..LETTERS {
            assert!(shelf.put(file(), Room::of(&shelf)).is_ok());
        }
        assert!(shelf.put(file(), Room::of(&shelf)).is_err(), "one letter too many");
        shelf.forget(3);
        let last = shelf.put(file(), Room::of(&shelf)).map(|letter| letter.id);
        assert_eq!(last.ok(), Some(LETTERS as u64 + 1), "no number is given twice");
        assert!(shelf.get(3).is_none() && shelf.get(4).is_some());
        shelf.forget_all();
        assert!(shelf.all().is_empty());
    }

    #[test]
    fn bytes_are_counted_while_they_come_and_given_back() {
        let shelf = Arc::new(Shelf::default());
        let mut room = Room::of(&shelf);
        assert!(room.grow(BYTES - 10).is_ok() && room.grow(11).is_err() && room.grow(10).is_ok());
        let mut other = Room::of(&shelf);
        assert!(other.grow(1).is_err());
        let letter = shelf.put(file(), room).map(|letter| letter.id).ok();
        assert!(other.grow(1).is_err());
        shelf.forget(letter.unwrap_or_default());
        assert!(other.grow(BYTES).is_ok());
    }
}
