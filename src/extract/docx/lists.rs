//! Counts list items and writes their labels.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::numbering::Definition;
use super::numbering::LEVELS;
use super::numbering::Level;
use super::numbering::List;
use super::numbering::Numbering;
use super::styles::InList;
use crate::extract::flow::formats::NumberFormat;
use crate::extract::flow::pictographs::bullet;

/// The lists of one part of the document, and how far each has counted.
#[derive(Debug)]
pub(super) struct Lists<'a> {
    numbering: &'a Numbering,
    /// Numbers of the levels, by definition.
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Lists whose own starts have been used.
    begun: BTreeSet<u32>,
}

impl<'a> Lists<'a> {
    /// Nothing counted yet.
    pub(super) fn new(numbering: &'a Numbering) -> Self {
        Self { numbering, counts: BTreeMap::new(), begun: BTreeSet::new() }
    }

    /// Counts one item and gives its label; `None` where the paragraph is in no list or has no label.
    pub(super) fn label(&mut self, place: InList) -> Option<String> {
        let id = place.list.filter(|&id| id != 0)?;
        let at = place.level.unwrap_or(0).min(LEVELS - 1);
        let (list, definition) = self.numbering.list(id)?;
        let counts = self.counts.entry(list.definition).or_default();
        if self.begun.insert(id) {
            for &level in list.starts.keys().filter(|&&level| level < LEVELS) {
                counts[level] = None;
            }
        }
        let level = |n: usize| list.levels.get(&n).or_else(|| definition.levels.get(&n));
        count(counts, at, list, definition);
        let own = level(at)?;
        if own.format == NumberFormat::Bullet {
            return Some(bullet(own.label.chars().next(), own.font));
        }
        let number = |n: usize| {
            let format = level(n).map_or(NumberFormat::Decimal, |level| level.format);
            let format = if own.legal { NumberFormat::Decimal } else { format };
            counts.get(n).copied().flatten().map_or_else(String::new, |number| format.write(number))
        };
        let label = fill(&own.label, number);
        (!label.trim().is_empty()).then_some(label)
    }
}

/// Adds one at level `at`; levels above that have no number yet get their first, levels below begin anew.
fn count(counts: &mut [Option<u32>; LEVELS], at: usize, list: &List, definition: &Definition) {
    let level = |n: usize| list.levels.get(&n).or_else(|| definition.levels.get(&n));
    let start = |n: usize| list.starts.get(&n).copied().unwrap_or_else(|| level(n).map_or(1, |level| level.start));
    for (n, number) in counts.iter_mut().enumerate() {
        match n.cmp(&at) {
            std::cmp::Ordering::Less => *number = number.or_else(|| Some(start(n))),
            std::cmp::Ordering::Equal => *number = Some(number.map_or_else(|| start(n), |last| last.saturating_add(1))),
            std::cmp::Ordering::Greater if begins_anew(level(n), at) => *number = None,
            std::cmp::Ordering::Greater => {}
        }
    }
}

/// Whether a level begins anew after an item of the higher level `at`, counted from 0.
fn begins_anew(level: Option<&Level>, at: usize) -> bool {
    level.and_then(|level| level.restart).is_none_or(|restart| at < restart)
}

/// The label with "%1" to "%9" replaced by the numbers of those levels.
fn fill(label: &str, number: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut chars = label.chars().peekable();
    while let Some(c) = chars.next() {
        let level = chars.peek().and_then(|next| next.to_digit(10)).filter(|&n| c == '%' && n > 0);
        let Some(level) = level else {
            out.push(c);
            continue;
        };
        chars.next();
        out.push_str(&number(level as usize - 1));
    }
    out
}
