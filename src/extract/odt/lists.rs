//! List definitions, and the labels of list items.

use std::collections::BTreeMap;

use crate::extract::flow::formats::NumberFormat;
use crate::extract::flow::pictographs::SignFont;
use crate::extract::flow::pictographs::bullet;
use crate::extract::xml::Element;

/// Levels of a list.
const LEVELS: usize = 10;

/// Longest text before and after a number, in characters.
const MAX_AFFIX: usize = 50;

/// How one level of a list is labelled.
#[derive(Debug, Clone, Default)]
struct Level {
    format: NumberFormat,
    /// The sign of a bullet.
    sign: Option<char>,
    font: Option<SignFont>,
    prefix: String,
    suffix: String,
    /// The whole label, for example `%1%.%2%)`, as newer programs write it.
    pattern: Option<String>,
    /// How many levels the label shows, at least this one.
    shown: usize,
    /// First number.
    start: u32,
}

/// A list.
#[derive(Debug, Clone, Default)]
pub(super) struct Definition {
    levels: BTreeMap<usize, Level>,
    /// The level whose properties are being read.
    open: usize,
}

impl Definition {
    /// Takes in an element below the list's own.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let value = |name: &str| element.value(name);
        let number = |name: &str| value(name).and_then(|value| value.parse::<u32>().ok());
        let affix = |name: &str| value(name).unwrap_or_default().chars().take(MAX_AFFIX).collect::<String>();
        match element.name() {
            "list-level-style-number" | "outline-level-style" => {
                let level = Level {
                    format: format(value("num-format").as_deref().unwrap_or_default()),
                    prefix: affix("num-prefix"),
                    suffix: affix("num-suffix"),
                    pattern: value("num-list-format").map(|pattern| pattern.chars().take(MAX_AFFIX).collect()),
                    shown: number("display-levels").and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
                    start: number("start-value").unwrap_or(1),
                    ..Level::default()
                };
                self.put(number("level"), level);
            }
            "list-level-style-bullet" | "list-level-style-image" => {
                let sign = value("bullet-char").and_then(|sign| sign.chars().next()).or(Some('•'));
                self.put(number("level"), Level { format: NumberFormat::Bullet, sign, start: 1, ..Level::default() });
            }
            "text-properties" => {
                let name = ["font-name", "font-family"].iter().find_map(|name| value(name));
                if let (Some(name), Some(level)) = (name, self.levels.get_mut(&self.open)) {
                    level.font = SignFont::named(name.trim_matches(['\'', '"']));
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, level: Option<u32>, style: Level) {
        self.open = level.and_then(|level| usize::try_from(level).ok()).unwrap_or(1).clamp(1, LEVELS) - 1;
        self.levels.insert(self.open, style);
    }
}

fn format(name: &str) -> NumberFormat {
    match name {
        "" => NumberFormat::None,
        "a" => NumberFormat::LowerLetter,
        "A" => NumberFormat::UpperLetter,
        "i" => NumberFormat::LowerRoman,
        "I" => NumberFormat::UpperRoman,
        "1st" => NumberFormat::Ordinal,
        "01" => NumberFormat::DecimalZero,
        _ => NumberFormat::Decimal,
    }
}

/// How far each list has counted, by its name.
#[derive(Debug, Default)]
pub(super) struct Counts {
    all: BTreeMap<String, [Option<u32>; LEVELS]>,
}

impl Counts {
    /// Lets a list begin anew.
    pub(super) fn restart(&mut self, list: &str) {
        self.all.remove(list);
    }

    /// Counts an item of the list at `level`, from 0, and gives its label. `start` is the number it asks for.
    pub(super) fn label(
        &mut self,
        list: &str,
        definition: &Definition,
        level: usize,
        start: Option<u32>,
    ) -> Option<String> {
        let at = level.min(LEVELS - 1);
        let counts = self.all.entry(list.to_owned()).or_default();
        let first = |n: usize| definition.levels.get(&n).map_or(1, |level| level.start);
        for (n, count) in counts.iter_mut().enumerate() {
            *count = match n.cmp(&at) {
                std::cmp::Ordering::Less => count.or_else(|| Some(first(n))),
                std::cmp::Ordering::Equal => {
                    start.or_else(|| Some(count.map_or_else(|| first(n), |count| count.saturating_add(1))))
                }
                std::cmp::Ordering::Greater => None,
            };
        }
        let own = definition.levels.get(&at)?;
        match own.format {
            NumberFormat::None => return None,
            NumberFormat::Bullet => return Some(bullet(own.sign, own.font)),
            _ => {}
        }
        let number = |n: usize| {
            let format = definition.levels.get(&n).map_or(NumberFormat::Decimal, |level| level.format);
            counts.get(n).copied().flatten().map_or_else(String::new, |count| format.write(count))
        };
        Some(own.pattern.as_ref().map_or_else(|| own.plain(at, &number), |pattern| fill(pattern, &number)))
    }
}

impl Level {
    /// The numbers of the levels that are shown, with what stands before and after them.
    fn plain(&self, at: usize, number: &impl Fn(usize) -> String) -> String {
        let shown = self.shown.clamp(1, at + 1);
        let numbers: Vec<String> = (at + 1 - shown..=at).map(number).filter(|number| !number.is_empty()).collect();
        [self.prefix.as_str(), &numbers.join("."), &self.suffix].concat()
    }
}

/// The label with `%1%` to `%10%` replaced by the numbers of those levels.
fn fill(pattern: &str, number: &impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut parts = pattern.split('%');
    out.push_str(parts.next().unwrap_or_default());
    while let Some(part) = parts.next() {
        match part.parse::<usize>() {
            Ok(level) if level > 0 => {
                out.push_str(&number(level - 1));
                out.push_str(parts.next().unwrap_or_default());
            }
            _ => out.push_str(part),
        }
    }
    out
}
