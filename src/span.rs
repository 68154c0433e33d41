//! Spans: a range of UTF-8 bytes that knows which text it indexes.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The text as it was extracted: exactly what `acquit extract` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Raw {}

/// The normalised text that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Norm {}

/// The text of one unit alone, as a reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InUnit {}

/// A half-open range of bytes into the text `T`.
#[derive(Serialize, Deserialize)]
pub struct Span<T> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    #[serde(skip)]
    text: PhantomData<T>,
}

/// A span of the extracted text.
pub type RawSpan = Span<Raw>;
/// A span of the normalised text.
pub type NormSpan = Span<Norm>;
/// A span of one unit's text.
pub type UnitSpan = Span<InUnit>;

impl<T> Span<T> {
    /// The bytes from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end, text: PhantomData }
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// The same as a plain range, to slice with.
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether every byte of `other` lies inside.
    #[must_use]
    pub const fn holds(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words of `text` under this span; empty where it does not fit.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range()).unwrap_or("")
    }
}

impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}
impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.end == other.end
    }
}
impl<T> Eq for Span<T> {}
impl<T> PartialOrd for Span<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Span<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<T> std::hash::Hash for Span<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_join_hold_and_slice() {
        let (a, b) = (RawSpan::new(2, 5), RawSpan::new(4, 9));
        assert_eq!(a.join(&b), RawSpan::new(2, 9));
        assert!(a.overlaps(&b) && !a.holds(&b) && a.join(&b).holds(&b));
        assert_eq!(a.of("abcdefgh"), "cde");
        assert_eq!(RawSpan::new(5, 99).of("short"), "");
    }
}
