//! Weights of a linear reader, as `model/*.tsv` holds them.

use std::collections::HashMap;

/// A feature and its three weights a line, separated by tabs; the first line holds the bias, under an empty name.
pub(super) fn table(lines: &'static str) -> HashMap<&'static str, [f32; 3]> {
    lines.lines().filter_map(row).collect()
}

fn row(line: &str) -> Option<(&str, [f32; 3])> {
    let mut cells = line.split('\t');
    let feature = cells.next()?;
    let mut weight = || cells.next()?.parse().ok();
    Some((feature, [weight()?, weight()?, weight()?]))
}
