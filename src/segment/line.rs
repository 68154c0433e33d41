//! Lines as segmenting sees them: list mark, boxes, table cells, quotation signs.

use crate::text::Above;
use crate::text::Cell;
use crate::text::NormLine;
use crate::text::Text;

use super::mark::Lists;
use super::mark::Mark;
use super::mark::Room;
use super::mark::token;
use super::shape;
use super::shape::Shape;
use super::tick::Habits;
use super::tick::Tick;
use super::tick::ticks;

/// What a line is by its own looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Drawn rules only.
    Rule,
    /// A label and a value: where the label ends and the value starts, in the normal text.
    Row(usize, usize),
    /// Options with boxes.
    Boxes,
    /// Anything else.
    Plain,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// As normalised.
    pub source: &'a NormLine,
    /// First byte after quotation signs.
    pub start: usize,
    /// First byte after the list mark too.
    pub body: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its words after the list mark.
    pub words: &'a str,
    /// How many ">" stand before it.
    pub quoted: usize,
    /// Its list mark.
    pub mark: Option<Mark>,
    /// Its boxes.
    pub ticks: Vec<Tick>,
    /// What it is.
    pub kind: Kind,
    /// What its words after the list mark look like.
    pub shape: Shape,
}

impl Line<'_> {
    /// Column of its first byte after the mark.
    pub(super) fn text_column(&self) -> u16 {
        let own = self.source.cells.iter().find(|cell| cell.at == self.body).map(|cell| cell.column);
        let counted = self.source.indent.saturating_add(u16::try_from(self.body - self.start).unwrap_or(u16::MAX));
        own.unwrap_or(counted)
    }

    /// Column where it ends, about.
    pub(super) fn width(&self) -> usize {
        let white: usize = self.source.cells.iter().map(|cell| usize::from(cell.white) - 1).sum();
        usize::from(self.source.indent) + white + (self.end - self.source.span.start)
    }
}

/// All lines of a text.
pub(super) fn read(text: &Text) -> Vec<Line<'_>> {
    let habits = Habits::of(&text.norm);
    let mut lists = Lists::default();
    let mut out: Vec<Line<'_>> = Vec::with_capacity(text.lines.len());
    for (n, source) in text.lines.iter().enumerate() {
        let whole = text.words(source.span);
        let quoted = whole.bytes().take_while(|b| matches!(b, b'>' | b' ')).filter(|b| *b == b'>').count();
        let head = if quoted > 0 { whole.len() - whole.trim_start_matches(['>', ' ']).len() } else { 0 };
        let start = source.span.start + head;
        let words = whole.get(head..).unwrap_or("");
        let boxed = ticks(words, start, habits).first().is_some_and(|tick| tick.span.start == start);
        let mark = if boxed { None } else { mark(words, start, source, out.last(), &mut lists) };
        let length = mark.as_ref().map_or(0, |mark| mark.length);
        let rest = words.get(length..).unwrap_or("");
        let body = start + length + (rest.len() - rest.trim_start().len());
        let words = text.norm.get(body..source.span.end).unwrap_or("");
        let (ticks, shape) = (ticks(words, body, habits), Shape::of(words));
        let mut line =
            Line { source, start, body, end: source.span.end, words, quoted, mark, ticks, kind: Kind::Plain, shape };
        line.kind = kind(&line, text, n);
        out.push(line);
    }
    out
}

fn mark(words: &str, start: usize, source: &NormLine, above: Option<&Line<'_>>, lists: &mut Lists) -> Option<Mark> {
    let mut found = token(words)?;
    if lists.asked() && words.starts_with("A. ") {
        found.readings = [Some((super::mark::Style::Answer, 0)), None];
    }
    let shifted = |above: &Line<'_>| {
        let hangs = (above.mark.is_some() || !above.ticks.is_empty()) && source.indent > above.source.indent;
        source.indent != above.source.indent && !hangs
    };
    let free = above.is_none_or(|above| {
        let apart = source.gap > 0 && source.above == Above::Line;
        apart
            || shape::is_parted(above.words)
            || matches!(above.kind, Kind::Row(..) | Kind::Rule)
            || shifted(above)
            || ends_open(above.words)
            || above.shape.is_caps()
    });
    let room = if free { Room::Free } else { Room::Tight };
    let next = start + found.length + 1;
    let wide = source.cells.iter().any(|cell| cell.at == next).then_some(());
    let title = Shape::of(words.get(found.length..).unwrap_or(""));
    let centred = title.is_caps() && title.verbs == 0 && title.words <= 8;
    lists.take(&found, if centred { 0 } else { source.indent }, room, wide)
}

/// Ends as an item of a list does.
fn ends_open(words: &str) -> bool {
    words.ends_with(',') || words.ends_with(" and") || words.ends_with(" or")
}

fn kind(line: &Line<'_>, text: &Text, n: usize) -> Kind {
    if shape::is_rule(line.words) || line.words.is_empty() {
        return Kind::Rule;
    }
    if is_options(line) {
        return Kind::Boxes;
    }
    let cell = line.source.cells.iter().find(|cell| parts(line, cell, text, n));
    if let Some(cell) = cell {
        return Kind::Row(cell.at - 1, cell.at);
    }
    if let Some(at) = leaders(line.words) {
        return Kind::Row(line.body + at.0, line.body + at.1);
    }
    match shape::label(line.words) {
        Some(colon) if line.body + colon + 2 <= line.end => Kind::Row(line.body + colon, line.body + colon + 2),
        _ => Kind::Plain,
    }
}

/// Whether the boxes of a line part options, rather than stand inside a sentence.
fn is_options(line: &Line<'_>) -> bool {
    let Some(first) = line.ticks.first() else { return false };
    let before = line.words.get(..first.span.start - line.body).unwrap_or("").trim_end();
    let apart = before.is_empty() || before.ends_with([':', '|', '?', '.']);
    let celled = line.source.cells.iter().any(|cell| cell.at == first.span.start);
    let closes = line.ticks.len() == 1 && first.span.end == line.end;
    apart || celled || closes
}

/// Whether a wide gap parts a label from its value.
fn parts(line: &Line<'_>, cell: &Cell, text: &Text, n: usize) -> bool {
    if cell.at <= line.body {
        return false;
    }
    let head = text.norm.get(line.body..cell.at).unwrap_or("").trim_end();
    let tail = text.norm.get(cell.at..line.end).unwrap_or("");
    let stop = head.ends_with(['.', '?', '!', ':', ';', ',']);
    let leader = head.ends_with("..") || head.ends_with(". .");
    if leader || (head.ends_with(':') && shape::label(line.words).is_some()) {
        return true;
    }
    let aligned = || {
        let near = [n.checked_sub(1), Some(n + 1)];
        near.iter().flatten().filter_map(|&k| text.lines.get(k)).any(|other| {
            other.cells.iter().any(|c| c.column.abs_diff(cell.column) <= 1 && c.white >= 3)
                || (other.indent.abs_diff(cell.column) <= 1 && other.span.start > line.end)
        })
    };
    let above = n.checked_sub(1).and_then(|n| text.lines.get(n)).map_or("", |line| text.words(line.span));
    let inside =
        || line.source.gap == 0 && line.mark.is_none() && Shape::of(above).small >= 3 && !shape::is_parted(above);
    if cell.white <= 3 && (head.contains(". ") || inside()) {
        return false;
    }
    let running = Shape::of(head).small >= 4 && Shape::of(tail).small >= 4;
    match cell.white {
        0..=2 => !stop && !running && aligned() && head.len() < 40,
        3 if stop => false,
        3..=5 => !running || aligned(),
        _ => true,
    }
}

/// Dotted leaders: where the label ends and the value starts.
fn leaders(words: &str) -> Option<(usize, usize)> {
    if words.bytes().filter(|byte| *byte == b'.').count() < 3 {
        return None;
    }
    let at = [" ...", "....", " . . ."]
        .iter()
        .filter_map(|dots| memchr::memmem::find(words.as_bytes(), dots.as_bytes()))
        .min()?;
    let rest = words.get(at..)?;
    let value = at + (rest.len() - rest.trim_start_matches(['.', ' ']).len());
    let dots = words.get(at..value)?.bytes().filter(|b| *b == b'.').count();
    (dots >= 4 && at > 0 && value < words.len()).then_some((at, value))
}
