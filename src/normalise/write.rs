//! Writes the normal text and its way back, line by line.

use crate::span::NormSpan;
use crate::span::RawSpan;
use crate::text::Cell;
use crate::text::NormLine;
use crate::text::Piece;
use crate::text::Text;

use super::fold::Fold;
use super::fold::flat;
use super::fold::fold;
use super::fold::is_blank;
use super::fold::is_dash;
use super::fold::is_hyphen;
use super::fold::is_latin;
use super::fold::is_letter;
use super::fold::is_space;
use super::fold::is_unseen;
use super::fold::look_alike;
use super::hyphen::Words;
use super::lines::RawLine;
use super::lines::columns;
use super::mended::Mend;
use super::page_number::Numbering;
use super::page_number::is_fax;
use super::page_number::numbering;

/// Longest word, in bytes, that goes on in the next line: a longer one is none, and joining it costs its length each time.
const LONGEST: usize = 200;

/// White space seen but not yet written.
#[derive(Debug, Clone, Copy)]
struct Pending {
    raw: RawSpan,
    columns: u16,
}

/// Whether normal bytes are the raw ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    /// Byte for byte.
    Verbatim,
    /// They stand for them.
    Folded,
}

impl Copied {
    fn of(words: &str, raw: &str) -> Self {
        if words == raw { Self::Verbatim } else { Self::Folded }
    }
}

/// Whether a line without its first word would be a page number or a fax line, and be cut out when the text is read again.
fn leaves_furniture(line: &str) -> bool {
    let rest = line.find(is_space).and_then(|end| line.get(end..)).map(flat).unwrap_or_default();
    !rest.is_empty() && (numbering(&rest) != Numbering::None || is_fax(&rest))
}

/// The text in the making.
pub(super) struct Writer<'a> {
    raw: &'a str,
    words: &'a Words<'a>,
    /// Damaged words still to come, in order.
    mends: &'a [Mend],
    text: Text,
    pending: Option<Pending>,
    column: u16,
    /// A soft hyphen stood at the end of the last line.
    soft: Option<usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(raw: &'a str, (words, mends): (&'a Words<'a>, &'a [Mend])) -> Self {
        let text = Text { norm: String::with_capacity(raw.len()), ..Text::default() };
        Self { raw, words, mends, text, pending: None, column: 0, soft: None }
    }

    pub(super) fn finish(self) -> Text {
        self.text
    }

    /// Writes one line; a word broken over from the line before is closed first.
    pub(super) fn line(&mut self, line: &RawLine) {
        let mut from = line.start;
        self.column = line.indent;
        if self.is_broken(line) {
            from = self.close_word(line);
            if from >= line.end {
                return;
            }
        }
        if from > line.start && self.text.norm.ends_with('-') {
            // A line feed here would read as another broken word.
            let end = self.text.map.pieces().last().map_or(from, |piece| piece.raw.end);
            self.space(RawSpan::new(end, from), 1);
        } else {
            self.open_line(line, from);
        }
        self.stretch(from, line.end);
        self.close_line();
        if self.raw.get(line.end..).is_some_and(|rest| rest.starts_with('\u{ad}')) {
            self.soft = Some(self.text.norm.len());
        }
    }

    /// Whether the last line ends inside a word that this line goes on with.
    fn is_broken(&self, line: &RawLine) -> bool {
        let norm = self.text.norm.as_bytes();
        let last = self.text.lines.last().map_or(0, |last| last.span.start);
        if norm.len() - last > LONGEST && !norm[norm.len() - LONGEST..].contains(&b' ') {
            return false;
        }
        let starts = line.of(self.raw).starts_with(char::is_alphabetic);
        let hard = norm.last() == Some(&b'-')
            && self.text.norm.get(..norm.len() - 1).is_some_and(|head| head.ends_with(char::is_alphabetic));
        let latin = |c: Option<char>| c.is_some_and(is_latin);
        let soft = self.soft == Some(norm.len())
            && latin(self.text.norm.chars().next_back())
            && line
                .of(self.raw)
                .split(is_space)
                .next()
                .is_some_and(|word| word.chars().all(|c| !is_letter(c) || is_latin(c)));
        starts && (hard || soft) && !leaves_furniture(line.of(self.raw))
    }

    /// Appends the first word of `line` to the last line; says where the rest of the line starts.
    fn close_word(&mut self, line: &RawLine) -> usize {
        let words = line.of(self.raw);
        let length = words.find(is_space).unwrap_or(words.len());
        let tail = words.get(..length).unwrap_or("");
        let last = self.text.lines.last().map_or(0, |last| last.span.start);
        let written = self.text.norm.get(last..).unwrap_or("");
        let head = written.rsplit(' ').next().unwrap_or("");
        if let Some(head) = head.strip_suffix('-').filter(|_| self.soft.is_none())
            && self.words.are_one(head, tail)
        {
            self.text.norm.pop();
            self.text.map.retract(self.text.norm.len());
        }
        self.pending = None;
        self.stretch(line.start, line.start + length);
        self.close_line();
        let rest = words.get(length..).unwrap_or("");
        line.start + length + (rest.len() - rest.trim_start_matches(is_blank).len())
    }

    fn open_line(&mut self, line: &RawLine, from: usize) {
        if !self.text.norm.is_empty() {
            let feed = self.text.map.pieces().last().map_or(0, |piece| piece.raw.end);
            let length = self.raw.get(feed..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let raw = RawSpan::new(feed, feed + length);
            self.put("\n", raw, Copied::of("\n", raw.of(self.raw)));
        }
        let at = self.text.norm.len();
        let (indent, gap) = if from == line.start { (line.indent, line.gap) } else { (line.indent, 0) };
        let (page, bold, above) = (line.page, line.bold, line.above);
        self.text.lines.push(NormLine { span: NormSpan::new(at, at), page, indent, gap, bold, above, cells: vec![] });
    }

    fn close_line(&mut self) {
        self.pending = None;
        self.soft = None;
        let end = self.text.norm.len();
        if let Some(last) = self.text.lines.last_mut() {
            last.span.end = end;
        }
    }

    /// Writes raw bytes that hold no line feed, words and white space made plain.
    fn stretch(&mut self, from: usize, to: usize) {
        let raw = self.raw;
        let Some(words) = raw.get(from..to) else { return };
        if self.mends.is_empty() && is_plain(words) {
            return self.plain(words, from);
        }
        let visible: Vec<(usize, char)> = words.char_indices().filter(|&(_, c)| !is_unseen(c)).collect();
        let (mut n, mut foreign) = (0, Foreign::default());
        while let Some(&(at, c)) = visible.get(n) {
            let near = |k: Option<usize>| k.and_then(|k| visible.get(k)).map(|&(_, c)| c);
            let (before, after) = (near(n.checked_sub(1)), near(Some(n + 1)));
            let span = RawSpan::new(from + at, from + at + c.len_utf8());
            if let Some(mend) = self.mend_at(span.start, to) {
                self.mended(mend);
                n += visible.iter().skip(n).take_while(|&&(at, _)| from + at < mend.span.end).count();
                continue;
            }
            if is_hyphen(c) && is_double(before, after, near(Some(n + 2))) {
                let end = visible.get(n + 1).map_or(span.end, |&(at, c)| from + at + c.len_utf8());
                self.one(c, RawSpan::new(span.start, end), Fold::Dash);
                n += 2;
                continue;
            }
            let folded = match fold(c, before, after) {
                Fold::Same if !c.is_ascii() && foreign.looks_latin(&visible, n) => {
                    look_alike(c).map_or(Fold::Same, Fold::Char)
                }
                folded => folded,
            };
            self.one(c, span, folded);
            n += 1;
        }
    }

    /// Writes words that stay as they are, white space aside.
    fn plain(&mut self, words: &str, from: usize) {
        let mut at = from;
        for word in words.split(' ') {
            if at > from {
                self.space(RawSpan::new(at - 1, at), 1);
            }
            if !word.is_empty() {
                self.word(word, RawSpan::new(at, at + word.len()), Copied::Verbatim);
            }
            at += word.len() + 1;
        }
    }

    /// The mend of the word that begins here and ends before `to`.
    fn mend_at(&self, at: usize, to: usize) -> Option<&'a Mend> {
        let next = self.mends.partition_point(|mend| mend.span.start < at);
        self.mends.get(next).filter(|mend| mend.span.start == at && mend.span.end <= to)
    }

    fn mended(&mut self, mend: &Mend) {
        for (n, word) in mend.words.iter().enumerate() {
            if n > 0 {
                self.space(mend.span, 1);
            }
            self.word(word, mend.span, Copied::Folded);
        }
    }

    fn one(&mut self, c: char, raw: RawSpan, folded: Fold) {
        match folded {
            Fold::Nothing => {}
            Fold::Space => self.space(raw, columns(c)),
            Fold::Same => self.word(c.encode_utf8(&mut [0; 4]), raw, Copied::Verbatim),
            Fold::Char(plain) => self.word(plain.encode_utf8(&mut [0; 4]), raw, Copied::Folded),
            Fold::As(plain) => self.word(plain, raw, Copied::Folded),
            Fold::Dash => {
                self.space(raw, 0);
                self.word("-", raw, Copied::Folded);
                self.space(raw, 0);
            }
        }
    }

    fn space(&mut self, raw: RawSpan, columns: u16) {
        let before = self.pending.unwrap_or(Pending { raw, columns: 0 });
        self.pending = Some(Pending { raw: before.raw.join(&raw), columns: before.columns.saturating_add(columns) });
    }

    fn word(&mut self, words: &str, raw: RawSpan, copied: Copied) {
        let opens = self.text.lines.last().is_none_or(|line| line.span.start == self.text.norm.len());
        if let Some(pending) = self.pending.take().filter(|_| !opens) {
            self.column = self.column.saturating_add(pending.columns);
            self.put(" ", pending.raw, Copied::of(" ", pending.raw.of(self.raw)));
            if pending.columns >= 2 {
                let cell = Cell { at: self.text.norm.len(), column: self.column, white: pending.columns };
                self.text.lines.last_mut().into_iter().for_each(|line| line.cells.push(cell));
            }
        }
        self.put(words, raw, copied);
        let columns =
            if copied == Copied::Verbatim { u16::try_from(words.chars().count()).unwrap_or(u16::MAX) } else { 1 };
        self.column = self.column.saturating_add(columns);
    }

    fn put(&mut self, words: &str, raw: RawSpan, copied: Copied) {
        let verbatim = copied == Copied::Verbatim;
        let norm = self.text.norm.len();
        self.text.norm.push_str(words);
        let goes_on = self.text.map.pieces().last().is_some_and(|last| {
            verbatim && last.verbatim && last.raw.end == raw.start && last.raw.start + (norm - last.norm) == raw.start
        });
        if goes_on {
            self.text.map.extend(raw.end);
        } else {
            self.text.map.push(Piece { norm, raw, verbatim });
        }
    }
}

/// Whether words hold nothing that is folded but spaces: most lines of a letter do not.
fn is_plain(words: &str) -> bool {
    words.bytes().all(|b| matches!(b, b' '..=b'~')) && !words.contains("--")
}

/// Whether a hyphen between these neighbours opens a typist's dash: exactly two hyphens between words.
fn is_double(before: Option<char>, second: Option<char>, after: Option<char>) -> bool {
    let fits = |c: Option<char>| c.is_none_or(|c| c.is_alphanumeric() || is_space(c) || is_dash(c));
    second.is_some_and(is_hyphen) && fits(before) && fits(after)
}

/// Whether the word around a character is Latin in looks; remembers the last word asked about.
#[derive(Debug, Default)]
struct Foreign {
    until: usize,
    latin: bool,
}

impl Foreign {
    fn looks_latin(&mut self, visible: &[(usize, char)], at: usize) -> bool {
        if at >= self.until {
            let letter = |&&(_, c): &&(usize, char)| is_letter(c);
            let before = visible.iter().take(at).rev().take_while(letter).count();
            self.until = at + visible.iter().skip(at).take_while(letter).count();
            let word = visible.get(at - before..self.until).unwrap_or(&[]);
            self.latin = word.iter().any(|&(_, c)| is_latin(c)) || word.iter().all(|&(_, c)| look_alike(c).is_some());
        }
        self.latin
    }
}
