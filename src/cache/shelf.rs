//! The files of the cache: redb tables, a kind of entry each.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use redb::Builder;
use redb::Database;
use redb::ReadableDatabase;
use redb::ReadableTableMetadata;
use redb::StorageBackend;
use redb::TableDefinition;
use redb::TableError;
use redb::backends::FileBackend;
use sha2::Digest;
use sha2::Sha256;

use super::Fault;
use super::place;

/// The digest of everything that an entry depends on.
pub type Key = [u8; 32];

/// Memory that the store may take for pages of one file, in bytes: 16 MB. Its own default is a gigabyte.
const MEMORY: usize = 16 << 20;

/// Length of the digest in front of each value, in bytes.
const CHECK: usize = 16;

/// What an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Which pages a file has.
    Reading,
    /// Pages.
    Pages,
    /// A review.
    Review,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it holds.
    pub kind: Kind,
    /// By what it is found.
    pub key: Key,
    /// Its bytes.
    pub value: Vec<u8>,
}

/// How much a cache holds. An entry that lies in both files counts twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Texts of documents.
    pub pages: u64,
    /// Reviews.
    pub reviews: u64,
}

/// In which file an entry was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    Newer,
    Older,
}

impl Kind {
    /// The name of its table.
    const fn name(self) -> &'static str {
        match self {
            Self::Reading => "readings",
            Self::Pages => "pages",
            Self::Review => "reviews",
        }
    }

    const fn table(self) -> TableDefinition<'static, &'static [u8; 32], &'static [u8]> {
        TableDefinition::new(self.name())
    }

    /// The digest that a value carries, so that one that was changed or stands under another key is noticed.
    fn check(self, key: &Key, value: &[u8]) -> Vec<u8> {
        let digest = Sha256::new_with_prefix(self.name()).chain_update(key).chain_update(value).finalize();
        digest.iter().take(CHECK).copied().collect()
    }
}

/// Both files.
pub(super) struct Shelves {
    newer: Shelf,
    older: Option<Shelf>,
}

impl Shelves {
    pub(super) fn open(folder: &Path) -> Result<Self, Fault> {
        let newer = Shelf::open(folder.join(place::NEWER))?;
        let older = folder.join(place::OLDER);
        let older = if older.exists() { Some(Shelf::open(older)?) } else { None };
        Ok(Self { newer, older })
    }

    #[cfg(test)]
    pub(super) const fn of(newer: Shelf) -> Self {
        Self { newer, older: None }
    }

    pub(super) fn get(&self, kind: Kind, key: &Key) -> Result<Option<(Vec<u8>, Age)>, Fault> {
        if let Some(value) = self.newer.get(kind, key)? {
            return Ok(Some((value, Age::Newer)));
        }
        let Some(older) = &self.older else { return Ok(None) };
        Ok(older.get(kind, key)?.map(|value| (value, Age::Older)))
    }

    /// Writes entries in one go; the size of the newer file afterwards, in bytes.
    pub(super) fn put(&self, entries: &[Entry]) -> Result<u64, Fault> {
        self.newer.put(entries)?;
        Ok(self.size())
    }

    /// Size of the newer file, in bytes.
    pub(super) fn size(&self) -> u64 {
        fs::metadata(&self.newer.path).map_or(0, |found| found.len())
    }

    pub(super) fn counts(&self) -> Result<Counts, Fault> {
        let mut counts = Counts::default();
        for shelf in [Some(&self.newer), self.older.as_ref()].into_iter().flatten() {
            counts.pages += shelf.count(Kind::Pages)?;
            counts.reviews += shelf.count(Kind::Review)?;
        }
        Ok(counts)
    }

    /// The newer file as the older, and an empty one.
    pub(super) fn turned(self, folder: &Path) -> Result<Self, Fault> {
        let (newer, older) = (folder.join(place::NEWER), folder.join(place::OLDER));
        self.close()?;
        let disk = |error: io::Error| Fault::Disk(folder.to_owned(), error.to_string());
        // Every system puts it in the place of the one that is there.
        fs::rename(newer, older).map_err(disk)?;
        Self::open(folder)
    }

    pub(super) fn close(self) -> Result<(), Fault> {
        self.older.map_or(Ok(()), Shelf::close)?;
        self.newer.close()
    }
}

/// One file.
pub(super) struct Shelf {
    base: Database,
    path: PathBuf,
}

impl Shelf {
    fn open(path: PathBuf) -> Result<Self, Fault> {
        let file = FileBackend::new(place::file(&path)?).map_err(|error| Fault::of(&path, error))?;
        let shelf = Self::over(file, path)?;
        place::keep_private(&shelf.path)?;
        Ok(shelf)
    }

    pub(super) fn over(storage: impl StorageBackend, path: PathBuf) -> Result<Self, Fault> {
        let base = Builder::new().set_cache_size(MEMORY).create_with_backend(storage);
        Ok(Self { base: base.map_err(|error| Fault::of(&path, error))?, path })
    }

    fn get(&self, kind: Kind, key: &Key) -> Result<Option<Vec<u8>>, Fault> {
        let fault = |error: redb::Error| Fault::of(&self.path, error);
        let reading = self.base.begin_read().map_err(|error| fault(error.into()))?;
        let table = match reading.open_table(kind.table()) {
            Err(TableError::TableDoesNotExist(_)) => return Ok(None),
            table => table.map_err(|error| fault(error.into()))?,
        };
        let Some(found) = table.get(key).map_err(|error| fault(error.into()))? else { return Ok(None) };
        match found.value().split_at_checked(CHECK) {
            Some((check, value)) if check == kind.check(key, value) => Ok(Some(value.to_vec())),
            _ => Err(Fault::Damaged(self.path.clone())),
        }
    }

    fn put(&self, entries: &[Entry]) -> Result<(), Fault> {
        self.commit(entries).map_err(|error| Fault::of(&self.path, error))
    }

    fn commit(&self, entries: &[Entry]) -> Result<(), redb::Error> {
        let writing = self.base.begin_write()?;
        for kind in [Kind::Reading, Kind::Pages, Kind::Review] {
            let mut table = writing.open_table(kind.table())?;
            for Entry { key, value, .. } in entries.iter().filter(|entry| entry.kind == kind) {
                let mut checked = kind.check(key, value);
                checked.extend_from_slice(value);
                table.insert(key, checked.as_slice())?;
            }
        }
        Ok(writing.commit()?)
    }

    fn count(&self, kind: Kind) -> Result<u64, Fault> {
        let count = || -> Result<u64, redb::Error> {
            match self.base.begin_read()?.open_table(kind.table()) {
                Err(TableError::TableDoesNotExist(_)) => Ok(0),
                table => Ok(table?.len()?),
            }
        };
        count().map_err(|error| Fault::of(&self.path, error))
    }

    fn close(self) -> Result<(), Fault> {
        self.base.close().map_err(|error| Fault::of(&self.path, error))
    }
}
