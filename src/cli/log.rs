//! The log of a run (`--log FILE`): one line for the run's beginning and end and for each document.
//!
//! No words of a document go in: of what was read it has the format, the verdict, counts, and the names of troubles, all
//! of them from closed lists; of a document in an archive or a mail nothing. A path stands in it as it was given, and
//! masked with `--redact`.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use anyhow::Context;

use super::output::{say, shown};
use crate::document::What;
use crate::finding::Finding;
use crate::report::visible::visible_name;
use crate::review::Review;

static LOG: OnceLock<Mutex<Log>> = OnceLock::new();

struct Log {
    name: String,
    /// None once it could not be written: that is told once.
    file: Option<File>,
}

/// Opens the log; lines are put behind those of earlier runs.
pub(super) fn open(path: &Path) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let wrong = || format!("--log {}: the log cannot be written; name a place that you may write to", shown(path));
    let file = options.open(path).with_context(wrong)?;
    // A run opens its log once.
    let _is_first = LOG.set(Mutex::new(Log { name: shown(path), file: Some(file) }));
    line(&format!("begin acquit {} process {}", env!("CARGO_PKG_VERSION"), std::process::id()));
    Ok(())
}

/// Writes a line with the time, where there is a log.
pub(super) fn line(says: &str) {
    let Some(log) = LOG.get() else { return };
    let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(file) = &mut log.file else { return };
    let line = format!("{} {}\n", jiff::Timestamp::now(), visible_name(says));
    if let Err(error) = file.write_all(line.as_bytes()) {
        log.file = None;
        say(&format!("{}: the log cannot be written any more ({})", log.name, error.kind()));
    }
}

/// A document is done.
pub(super) fn document(review: &Review) {
    if LOG.get().is_some() {
        line(&of(review));
    }
}

/// A trouble by the word of the closed list.
fn word(what: What) -> Option<String> {
    serde_json::to_value(what).ok()?.as_str().map(str::to_owned)
}

/// What is logged of a document: nothing that it says itself.
fn of(review: &Review) -> String {
    let (meta, judgement) = (&review.meta, &review.judgement);
    let pages = review.pages.map_or_else(|| "-".to_owned(), |pages| pages.to_string());
    let gravest = review.findings.iter().map(|finding: &Finding| finding.severity).max();
    let mut troubles: Vec<String> = review.troubles.iter().filter_map(|trouble| word(trouble.what)).collect();
    troubles.sort();
    troubles.dedup();
    format!(
        "document {} sha256 {} bytes {} format {} pages {pages} parts {} verdict {} findings {} gravest {} unread pages {} troubles {}",
        meta.name,
        meta.sha256.as_deref().unwrap_or("-"),
        meta.bytes,
        review.format.as_str(),
        review.parts.len(),
        judgement.verdict,
        review.findings.len(),
        gravest.map_or("-", crate::severity::Severity::as_str),
        review.unread.len(),
        if troubles.is_empty() { "-".to_owned() } else { troubles.join(",") },
    )
}
