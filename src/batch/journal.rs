//! What a long run has done so far: a line of JSON a document, in the order in which documents are done, beside the file
//! that they will make.
//!
//! A run that was ended (a kill, a full disk, a lost machine) goes on from here with nothing lost and nothing twice. The
//! first line says of which run it is: rows of other patterns, facts or programs are never mixed. A last line that was
//! torn is cut off. Rows are synchronised to the disk every hundred or every second (reliability study, section 2).

use std::collections::HashMap;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Input;

/// The shape of a journal.
const SHAPE: &str = "acquit-journal/1";
/// Rows after which it is synchronised.
const ROWS: usize = 100;
/// Time after which it is.
const TIME: Duration = Duration::from_secs(1);

/// Of which run it is.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    journal: String,
    run: String,
}

/// What tells that a file is the one that was read: one that changed before another start is read again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    path: String,
    bytes: u64,
    /// Nanoseconds since 1970; zero where the file system does not say, and for what is no file.
    changed: u128,
}

/// One document's row.
#[derive(Debug, Serialize, Deserialize)]
struct Row<N> {
    of: Stamp,
    /// What the end of the run needs to know of it.
    note: N,
    /// What will stand in the finished file.
    text: String,
}

/// Where the row of each document begins, and what was noted of it.
type Rows<N> = HashMap<Stamp, (u64, N)>;

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal<N> {
    path: PathBuf,
    file: File,
    /// Where the row of each document begins, by what the file was when it was read.
    rows: Rows<N>,
    end: u64,
    unsynced: usize,
    synced: Instant,
}

impl<N: Serialize + DeserializeOwned + Clone> Journal<N> {
    /// Where the journal of an output file lies.
    #[must_use]
    pub fn beside(output: &Path) -> PathBuf {
        let mut name = output.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
        name.push(".journal");
        output.with_file_name(name)
    }

    /// Opens the journal at `path`; rows of another run, and rows behind a damaged one, are gone.
    ///
    /// # Errors
    /// Where the file cannot be opened, read or written, or is no journal: it would be lost.
    pub fn open(path: PathBuf, run: &str) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let head = Head { journal: SHAPE.to_owned(), run: run.to_owned() };
        refuse_another(&file)?;
        let (rows, mut end) = rows(&file, &head)?;
        if end == 0 {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            let line = line(&head)?;
            file.write_all(&line)?;
            end = line.len() as u64;
        }
        file.set_len(end)?;
        file.sync_all()?;
        Ok(Self { path, file, rows, end, unsynced: 0, synced: Instant::now() })
    }

    /// How many documents it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What was noted of a document, if it is done.
    #[must_use]
    pub fn note(&self, of: &Stamp) -> Option<&N> {
        self.rows.get(of).map(|(_, note)| note)
    }

    /// Writes down that a document is done; its stamp was taken before it was read.
    ///
    /// # Errors
    /// Where the disk takes no more.
    pub fn done(&mut self, of: &Stamp, note: N, text: String) -> io::Result<()> {
        let row = line(&Row { of: of.clone(), note: note.clone(), text })?;
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&row)?;
        self.rows.insert(of.clone(), (self.end, note));
        self.end += row.len() as u64;
        self.unsynced += 1;
        if self.unsynced >= ROWS || self.synced.elapsed() >= TIME {
            self.file.sync_data()?;
            (self.unsynced, self.synced) = (0, Instant::now());
        }
        Ok(())
    }

    /// The text of a document's row.
    ///
    /// # Errors
    /// Where the journal cannot be read back, or has no such row.
    pub fn text(&self, of: &Stamp) -> io::Result<String> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "the journal has lost a row");
        let (start, _) = self.rows.get(of).ok_or_else(missing)?;
        let mut file = &self.file;
        file.seek(SeekFrom::Start(*start))?;
        let mut row = String::new();
        BufReader::new(file).read_line(&mut row)?;
        serde_json::from_str::<Row<N>>(&row).map(|row| row.text).map_err(io::Error::from)
    }

    /// Takes the journal away: the finished file holds all of it.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn close(self) -> io::Result<()> {
        drop(self.file);
        fs::remove_file(&self.path)
    }
}

impl Stamp {
    /// The stamp of an input as it is now.
    #[must_use]
    pub fn of(input: &Input) -> Self {
        let found = fs::metadata(&input.path).ok().filter(fs::Metadata::is_file);
        let changed = found.as_ref().and_then(|found| found.modified().ok());
        let since = changed.and_then(|changed| changed.duration_since(std::time::UNIX_EPOCH).ok());
        Self {
            path: input.name(),
            bytes: found.map_or(0, |found| found.len()),
            changed: since.map_or(0, |since| since.as_nanos()),
        }
    }
}

fn line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

/// The whole rows of a journal of that run, and where the last of them ends; none and 0 where it is of another run.
/// How every journal begins, of whatever version.
const BEGINS: &[u8] = b"{\"journal\":\"acquit-journal/";

/// A file of that name that is somebody's own is left alone. A journal may be cut short within its first line.
fn refuse_another(mut file: &File) -> io::Result<()> {
    let mut first = Vec::new();
    file.take(BEGINS.len() as u64).read_to_end(&mut first)?;
    file.seek(SeekFrom::Start(0))?;
    let says = "a file of that name is there and is no journal; move it away";
    if BEGINS.starts_with(&first) { Ok(()) } else { Err(io::Error::new(io::ErrorKind::AlreadyExists, says)) }
}

fn rows<N: DeserializeOwned>(file: &File, head: &Head) -> io::Result<(Rows<N>, u64)> {
    let mut reader = BufReader::new(file);
    let mut rows = HashMap::new();
    let (mut end, mut line) = (0, Vec::new());
    loop {
        line.clear();
        let length = reader.by_ref().read_until(b'\n', &mut line)? as u64;
        if line.last() != Some(&b'\n') {
            return Ok((rows, end));
        }
        if end == 0 {
            if serde_json::from_slice::<Head>(&line).ok().as_ref() != Some(head) {
                return Ok((rows, 0));
            }
        } else {
            let Ok(row) = serde_json::from_slice::<Row<N>>(&line) else { return Ok((rows, end)) };
            rows.insert(row.of, (end, row.note));
        }
        end += length;
    }
}

#[cfg(test)]
mod tests;
