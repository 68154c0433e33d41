//! How far a long run is, on a terminal's standard error.

use std::cell::Cell;
use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::{Loudness, loudness};
use crate::id::Verdict;
use crate::review::Review;

/// Fewest documents for which a bar is shown.
const LEAST: usize = 20;

/// A bar with rate, time left and counts, or none.
pub(super) struct Progress {
    bar: ProgressBar,
    unread: Cell<usize>,
    full: Cell<usize>,
}

impl Progress {
    /// The same, unless results go to the terminal themselves.
    pub(super) fn beside(output: Option<&Path>, documents: usize) -> Self {
        let in_the_way = output.is_none() && std::io::stdout().is_terminal();
        Self::of(if in_the_way { 0 } else { documents })
    }

    /// A bar for so many documents, where standard error is a terminal.
    pub(super) fn of(documents: usize) -> Self {
        let target = if std::io::stderr().is_terminal() && documents >= LEAST && loudness() > Loudness::Quiet {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
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
