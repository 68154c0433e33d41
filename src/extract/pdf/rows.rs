//! Words of one baseline put together to rows.

use crate::extract::pdf::words::Word;
use crate::extract::pdf::words::Words;

/// Words that share a baseline, left to right.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The words; never empty.
    pub words: Vec<Word>,
    /// Baseline.
    pub y: f64,
    /// Largest type size.
    pub size: f64,
}

impl Row {
    /// A row of these words, which stand from left to right; `None` without a word.
    pub(super) fn new(words: Vec<Word>) -> Option<Self> {
        let y = words.iter().max_by_key(|word| word.chars)?.y;
        let size = words.iter().map(|word| word.size).fold(0.0, f64::max);
        Some(Self { words, y, size })
    }

    /// Left end.
    pub(super) fn x0(&self) -> f64 {
        self.words.first().map_or(0.0, |word| word.x0)
    }

    /// Right end.
    pub(super) fn x1(&self) -> f64 {
        self.words.iter().map(|word| word.x1).fold(f64::MIN, f64::max)
    }

    /// Number of characters, a space between two words.
    pub(super) fn chars(&self) -> usize {
        self.words.iter().map(|word| word.chars + 1).sum()
    }
}

/// The rows of a page from top to bottom; what was painted twice is kept once.
pub(super) fn rows(words: &Words<'_>) -> Vec<Row> {
    let mut sorted: Vec<&Word> = words.words.iter().collect();
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y));
    let (mut out, mut group): (Vec<Row>, Vec<Word>) = (Vec::new(), Vec::new());
    let (mut y, mut size) = (f64::MIN, 0.0_f64);
    for word in sorted {
        if !group.is_empty() && (word.y - y).abs() >= reach(size, word.size) {
            out.extend(row(std::mem::take(&mut group), words));
        }
        if group.is_empty() {
            (y, size) = (word.y, word.size);
        }
        group.push(word.clone());
    }
    out.extend(row(group, words));
    out
}

/// How far two baselines of one row may differ: a raised footnote mark belongs to its line.
fn reach(a: f64, b: f64) -> f64 {
    0.4 * a.max(b).min(1.6 * a.min(b).max(0.1))
}

fn row(mut group: Vec<Word>, words: &Words<'_>) -> Option<Row> {
    group.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    group.dedup_by(|again, first| words.are_one(first, again));
    Row::new(group)
}
