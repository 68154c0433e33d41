//! `--cache`, and `acquit cache`: what is kept of one run for the next, where the user asks for it.

use std::ops::Deref;
use std::path::PathBuf;

use anyhow::Context;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args as Arguments, Subcommand};

use super::output::{Output, say, shown};
use crate::cache;
use crate::cache::{Cache, Fault};
use crate::extract::Limit;

/// Most bytes that a cache takes where nothing else is said: 2 GB.
const MOST: u64 = 2 << 30;

/// Whether and where what is read is kept.
#[derive(Debug, Clone, Arguments)]
pub(super) struct Caching {
    /// Keep what is read in this folder, and take from there what was read before (default: acquit's own in your cache
    /// folder). It holds the words of the documents and is readable by you alone.
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, default_missing_value = "", value_parser = folders())]
    cache: Option<Folder>,
    /// Let it take this much of the disk [default: 2GB]; what was not asked for the longest goes first.
    #[arg(long, value_name = "SIZE", requires = "cache", value_parser = size)]
    cache_size: Option<u64>,
}

#[derive(Debug, Arguments)]
pub(super) struct CacheCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Where it lies, and how much it holds.
    Info(Where),
    /// Remove it from the disk.
    Clear(Where),
}

#[derive(Debug, Arguments)]
struct Where {
    /// The folder that was named (default: acquit's own in your cache folder).
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, default_missing_value = "", value_parser = folders())]
    cache: Option<Folder>,
}

/// The cache of a run. What went wrong with it is said when the run is over.
pub(super) struct Kept(Cache);

impl Deref for Kept {
    type Target = Cache;

    fn deref(&self) -> &Cache {
        &self.0
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(fault) = self.0.close() {
            warn(fault);
        }
    }
}

impl Caching {
    /// The cache, if one is asked for and nothing is wrong with it.
    pub(super) fn open(&self) -> Option<Kept> {
        let asked = self.cache.as_ref()?;
        let opened = asked.path().and_then(|at| Cache::open(&at, self.cache_size.unwrap_or(MOST)));
        opened.map(Kept).map_err(|fault| warn(&fault)).ok()
    }
}

/// A run needs no cache, so that nothing that is wrong with it ends one.
fn warn(fault: &Fault) {
    say(&format!("acquit: the run goes on without --cache: {fault}"));
}

/// Where a cache lies.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Folder {
    /// In the user's cache folder.
    Usual,
    Named(PathBuf),
}

impl Folder {
    fn path(&self) -> Result<PathBuf, Fault> {
        match self {
            Self::Usual => cache::usual_folder(),
            Self::Named(path) => Ok(path.clone()),
        }
    }
}

/// Reads a folder; a flag without a value names none.
fn folders() -> impl TypedValueParser<Value = Folder> {
    OsStringValueParser::new().map(|word| if word.is_empty() { Folder::Usual } else { Folder::Named(word.into()) })
}

/// `acquit cache`.
pub(super) fn run(args: &CacheCommand) -> anyhow::Result<u8> {
    let (What::Info(at) | What::Clear(at)) = &args.what;
    let folder = at.cache.as_ref().unwrap_or(&Folder::Usual).path()?;
    let held = cache::held(&folder);
    let text = if held.is_empty() {
        format!("{}: there is no cache\n", shown(&folder))
    } else if matches!(args.what, What::Clear(_)) {
        let cleared = || format!("{}: the cache cannot be removed; remove the folder by hand", shown(&folder));
        let bytes = cache::clear(&folder).with_context(cleared)?;
        format!("{}: removed, {}\n", shown(&folder), megabytes(bytes))
    } else {
        let opened = Cache::open(&folder, MOST)?;
        let counts = opened.counts();
        if let Some(fault) = opened.close() {
            return Err(fault.clone().into());
        }
        let counts = counts.unwrap_or_default();
        let bytes = held.iter().map(|(_, bytes)| bytes).sum();
        let (pages, reviews) = (counts.pages, counts.reviews);
        format!("{}: {}, {pages} texts, {reviews} reviews\n", shown(&folder), megabytes(bytes))
    };
    let mut output = Output::open(None)?;
    output.text(&text)?;
    output.finish()?;
    Ok(0)
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes >> 20, ((bytes & 0xf_ffff) * 10) >> 20)
}

fn size(word: &str) -> Result<u64, String> {
    let bytes = Limit::File.parse(word).map_err(|_| format!("`{word}` is no size: use for example 500MB or 2GB"))?;
    if bytes < cache::LEAST {
        return Err(format!("`{word}` is too little to be of use: give 16MB or more, or leave --cache out"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_megabytes() {
        for (bytes, says) in [(0, "0.0 MB"), (1 << 20, "1.0 MB"), (3 << 19, "1.5 MB"), ((1 << 20) - 1, "0.9 MB")] {
            assert_eq!(megabytes(bytes), says);
        }
    }

    #[test]
    fn a_size_is_of_use_or_refused() {
        for (word, want) in [("2GB", Some(2 << 30)), ("16MB", Some(16 << 20)), ("15MB", None), ("0", None), ("x", None)]
        {
            assert_eq!(size(word).ok(), want, "{word}");
        }
    }
}
