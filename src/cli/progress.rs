//! How far a long run is, on a terminal's standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::id::Verdict;
use crate::review::Review;
use std::cell::Cell;

/// Fewest documents for which a bar is shown.
const LEAST: usize = 20;

/// A bar with rate, time left and counts, or none.
pub(super) struct Progress {
    bar: ProgressBar,
    unread: Cell<usize>,
    full: Cell<usize>,
}

impl Progress {
    /// A bar for so many documents, where somebody looks.
    pub(super) fn of(documents: usize, somebody_looks: bool) -> Self {
        let target = if somebody_looks && documents >= LEAST { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(documents as u64), target);
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len} {per_sec}, {eta} left{msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, unread: Cell::default(), full: Cell::default() }
    }

    /// A document is done.
    pub(super) fn step(&self, review: &Review) {
        match review.judgement.verdict {
            Verdict::Unreadable => self.unread.set(self.unread.get() + 1),
            Verdict::FullRelease => self.full.set(self.full.get() + 1),
            _ => {}
        }
        self.bar.set_message(format!("; {} full releases, {} unreadable", self.full.get(), self.unread.get()));
        self.bar.inc(1);
    }

    /// Says something without the bar in its way.
    pub(super) fn pause(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
