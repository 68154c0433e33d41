//! Counts that carry their own bounds.

use std::fmt;

use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeStruct;

/// The normal quantile of a two-sided 95 % interval.
const Z: f64 = 1.96;

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many had it.
    pub hits: u32,
    /// How many could have had it.
    pub of: u32,
}

impl Share {
    /// One more that could have had it, and `hits` (0 or 1) that did.
    pub fn count(&mut self, hits: impl Into<u32>) {
        self.of += 1;
        self.hits += hits.into();
    }

    /// The share, 0 to 1; 0 of nothing is 0.
    #[must_use]
    pub fn rate(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.of.max(1))
    }

    /// Wilson score interval of the share at 95 %; nothing counted leaves it open from 0 to 1.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (n, p) = (f64::from(self.of), self.rate().min(1.0));
        let width = 1.0 + Z * Z / n;
        let middle = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        (((middle - half) / width).max(0.0), ((middle + half) / width).min(1.0))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.bounds();
        write!(f, "{:5} of {:5}   95 %: {low:.3}-{high:.3}", self.hits, self.of)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let (low, high) = self.bounds();
        let mut entry = out.serialize_struct("Share", 4)?;
        entry.serialize_field("hits", &self.hits)?;
        entry.serialize_field("of", &self.of)?;
        entry.serialize_field("low", &thousandths(low))?;
        entry.serialize_field("high", &thousandths(high))?;
        entry.end()
    }
}

/// What was found, what was found wrongly, and what was missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hits {
    /// Found, and there.
    pub right: u32,
    /// Found, and not there.
    pub wrong: u32,
    /// There, and not found.
    pub missed: u32,
}

impl Hits {
    /// Of what was found, how much is there.
    #[must_use]
    pub const fn precision(&self) -> Share {
        Share { hits: self.right, of: self.right + self.wrong }
    }

    /// Of what is there, how much was found.
    #[must_use]
    pub const fn recall(&self) -> Share {
        Share { hits: self.right, of: self.right + self.missed }
    }
}

impl Serialize for Hits {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut entry = out.serialize_struct("Hits", 5)?;
        entry.serialize_field("right", &self.right)?;
        entry.serialize_field("wrong", &self.wrong)?;
        entry.serialize_field("missed", &self.missed)?;
        entry.serialize_field("precision", &thousandths(self.precision().rate()))?;
        entry.serialize_field("recall", &thousandths(self.recall().rate()))?;
        entry.end()
    }
}

/// Three decimals are what such counts can bear.
fn thousandths(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_wilson() {
        // counted, of, low, high: worked out by hand with z = 1.96
        let table = [
            (0, 0, 0.0, 1.0),
            (0, 97, 0.0, 0.0381),
            (5, 10, 0.2366, 0.7634),
            (10, 10, 0.7225, 1.0),
            (1, 100, 0.0018, 0.0545),
        ];
        for (hits, of, low, high) in table {
            let (l, h) = Share { hits, of }.bounds();
            assert!((l - low).abs() < 1e-3 && (h - high).abs() < 1e-3, "{hits} of {of}: {l} {h}");
        }
    }

    #[test]
    fn precision_and_recall_count_different_mistakes() {
        let hits = Hits { right: 6, wrong: 2, missed: 4 };
        assert_eq!(hits.precision(), Share { hits: 6, of: 8 });
        assert_eq!(hits.recall(), Share { hits: 6, of: 10 });
        let json = serde_json::to_value(hits).unwrap();
        assert_eq!(json["precision"], 0.75);
        assert_eq!(json["recall"], 0.6);
    }
}
