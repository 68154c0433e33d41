//! What one document and one child may take.

use std::time::Duration;

use crate::extract;
use crate::extract::Limit;

/// What one document and one child may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time for one document by the clock on the wall, before its pages are counted.
    pub wall: Duration,
    /// More of it for each page that the document may have.
    pub page: Duration,
    /// Longest time for one document, however many pages it has.
    pub most: Duration,
    /// Address space of a child, in bytes.
    pub memory: u64,
    /// After how many documents a child is replaced, so that nothing that leaks adds up.
    pub documents: u32,
    /// How much of a document is read.
    pub reading: extract::Limits,
}

impl Default for Limits {
    /// The published defaults (`docs/limits.md`); 500 documents.
    fn default() -> Self {
        Self {
            wall: Duration::from_secs(10),
            page: Duration::from_secs(2),
            most: Duration::from_mins(10),
            memory: 1 << 30,
            documents: 500,
            reading: extract::Limits::default(),
        }
    }
}

/// A page for so many bytes of the file: nobody knows the pages of a file before it is read, and a page of a usual
/// letter takes 20 to 60 KB.
const PAGE: u64 = 50 << 10;

impl Limits {
    /// Time for a document of so many bytes by the clock on the wall; then its reader is killed.
    #[must_use]
    pub fn wall_for(&self, bytes: u64) -> Duration {
        let pages = u32::try_from(bytes.div_ceil(PAGE).max(1)).unwrap_or(u32::MAX);
        self.page.saturating_mul(pages).saturating_add(self.wall).min(self.most)
    }

    /// The value of a limit of the child: bytes, or milliseconds.
    #[must_use]
    pub fn of(&self, cost: Cost) -> u64 {
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        match cost {
            Cost::Wall => milliseconds(self.wall),
            Cost::Page => milliseconds(self.page),
            Cost::Most => milliseconds(self.most),
            Cost::Memory => self.memory,
        }
    }

    /// Sets a limit of the child: bytes, or milliseconds.
    pub const fn set(&mut self, cost: Cost, value: u64) {
        match cost {
            Cost::Wall => self.wall = Duration::from_millis(value),
            Cost::Page => self.page = Duration::from_millis(value),
            Cost::Most => self.most = Duration::from_millis(value),
            Cost::Memory => self.memory = value,
        }
    }

    /// All limits in one word, for the child: `max-file=104857600,…`.
    #[must_use]
    pub fn word(&self) -> String {
        let reading = Limit::ALL.iter().map(|limit| (limit.key(), self.reading.of(*limit)));
        let costs = Cost::ALL.iter().map(|cost| (cost.key(), self.of(*cost)));
        reading.chain(costs).map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(",")
    }

    /// Reads what [`Limits::word`] wrote; `None` where a part of it is not understood.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let mut limits = Self::default();
        for part in word.split(',') {
            let (key, value) = part.split_once('=')?;
            let value = value.parse().ok()?;
            let limit = Limit::ALL.into_iter().find(|limit| limit.key() == key);
            let cost = Cost::ALL.into_iter().find(|cost| cost.key() == key);
            match (limit, cost) {
                (Some(limit), _) => limits.reading.set(limit, value),
                (_, Some(cost)) => limits.set(cost, value),
                (None, None) => return None,
            }
        }
        Some(limits)
    }
}

/// One limit of the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// [`Limits::wall`]
    Wall,
    /// [`Limits::page`]
    Page,
    /// [`Limits::most`]
    Most,
    /// [`Limits::memory`]
    Memory,
}

impl Cost {
    /// All, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Wall, Self::Page, Self::Most, Self::Memory];

    /// Its name, which is its flag without the two hyphens.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wall => "seconds",
            Self::Page => "page-seconds",
            Self::Most => "max-seconds",
            Self::Memory => "max-memory",
        }
    }

    /// What it is, for help.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Wall => "Seconds that a document may take, whatever its size",
            Self::Page => "Seconds more for each page, of which a file is taken to have one for every 50 KB",
            Self::Most => "Seconds after which any document is given up",
            Self::Memory => "Memory (address space) of a process that reads documents",
        }
    }

    /// A value as people write it: `10 s`, `1,024 MB`.
    #[must_use]
    pub fn shown(self, value: u64) -> String {
        match self {
            Self::Memory => Limit::File.shown(value),
            _ => format!("{} s", Duration::from_millis(value).as_secs_f64()),
        }
    }

    /// Reads a value as it is typed: seconds with or without a fraction; a size.
    ///
    /// # Errors
    /// What is wrong with it, and how it is written.
    pub fn parse(self, word: &str) -> Result<u64, String> {
        if self == Self::Memory {
            return Limit::File.parse(word);
        }
        let seconds = word.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let milliseconds = seconds.and_then(|time| u64::try_from(time.as_millis()).ok()).filter(|ms| *ms > 0);
        milliseconds.ok_or_else(|| format!("`{word}` is no number of seconds: use for example 10 or 0.5"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_reach_the_child_as_they_are() {
        let mut limits = Limits { memory: 12_345, wall: Duration::from_millis(400), ..Limits::default() };
        limits.reading.set(Limit::Pages, 7);
        assert_eq!(Limits::of_word(&limits.word()), Some(limits));
        assert_eq!(Limits::of_word("max-files=1"), None);
        assert_eq!(Limits::of_word(""), None);
    }

    #[test]
    fn the_time_grows_with_the_file_and_ends_at_the_hard_stop() {
        let limits = Limits::default();
        let table = [(0, 12), (50 << 10, 12), (200 << 10, 18), (1 << 20, 52), (100 << 20, 600), (u64::MAX, 600)];
        for (bytes, seconds) in table {
            assert_eq!(limits.wall_for(bytes), Duration::from_secs(seconds), "{bytes} bytes");
        }
    }
}
