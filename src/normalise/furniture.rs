//! Running headers and footers, page numbers and fax lines: found at the edges of pages and cut out.
//!
//! What is repeated stays once: the first time at a page's top (a letterhead), the last time at its bottom.

use hashbrown::HashMap;
use hashbrown::HashSet;
use std::borrow::Cow;

use crate::document::Pages;
use crate::document::Source;
use crate::text::Above;

use super::broken;
use super::fold::flat;
use super::lines::RawLine;
use super::page_number::Numbering;
use super::page_number::is_fax;
use super::page_number::numbering;

/// How many visible lines at a page's edge may be repeated furniture.
const EDGE: usize = 5;

/// The lines that stay. A line below a cut one knows that something stood above it.
pub(super) fn cut<'a>(pages: &Pages, lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    let sheets = sheets(&lines);
    let mut gone = vec![false; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        gone[at] = line.numbering == Numbering::Sure;
    }
    for at in 0..lines.len() {
        heads(&lines, at, &mut gone);
    }
    let pages_once = if sheets.len() > 1 { distinct(&lines, &sheets) } else { Vec::new() };
    let tops = repeated(pages_once.iter().map(|&(n, page)| (n, page.iter().take(top_share(page.len())).collect())));
    let bottoms =
        repeated(pages_once.iter().map(|&(n, page)| (n, page.iter().rev().take(bottom_share(page.len())).collect())));
    for (n, sheet) in sheets.iter().enumerate() {
        let edges = Edges { lines: &lines, tops: &tops, bottoms: &bottoms, sheets: sheets.len() };
        edges.top(sheet.clone(), n, &mut gone);
        edges.bottom(sheet.clone(), n, &mut gone);
    }
    broken::cut(&lines, &mut gone);
    repeated_stretches(pages, &lines, &mut gone);
    keep(lines, &gone)
}

/// Name and date that stand between a page break and a line that numbers the page.
fn heads(lines: &[Line<'_>], at: usize, gone: &mut [bool]) {
    let close = |n: usize| lines.get(n).is_some_and(|line| line.raw.gap == 0 && line.raw.above == Above::Line);
    let sure = lines.get(at).is_some_and(|line| line.numbering == Numbering::Sure);
    let above = (1..=3).take_while(|&k| k <= at && close(at + 1 - k)).count();
    let start = at - above;
    let turned = start > 0 && lines.get(start).is_some_and(|line| line.raw.above == Above::Break);
    let head = lines.get(start..at).unwrap_or(&[]);
    let opens = lines.get(at + 1).is_some_and(|next| next.raw.above == Above::Line);
    if sure && turned && opens && !head.iter().any(|line| is_prose(&line.words)) {
        gone[start..at].fill(true);
    }
}

fn keep<'a>(lines: Vec<Line<'a>>, gone: &[bool]) -> Vec<Line<'a>> {
    let (mut out, mut broken) = (Vec::with_capacity(lines.len()), false);
    for (line, &gone) in lines.into_iter().zip(gone) {
        broken |= gone || line.raw.above == Above::Break;
        if !gone {
            let above = if broken && !out.is_empty() { Above::Break } else { Above::Line };
            out.push(line.below(above));
            broken = false;
        }
    }
    out
}

/// A raw line and what its looks say.
#[derive(Clone)]
pub(super) struct Line<'a> {
    pub(super) raw: RawLine,
    pub(super) words: Cow<'a, str>,
    numbering: Numbering,
    fax: bool,
}

impl<'a> Line<'a> {
    /// A line of this text.
    pub(super) fn new(text: &'a str, raw: RawLine) -> Self {
        let words = flat(raw.of(text));
        let (numbering, fax) = (numbering(&words), is_fax(&words));
        Self { raw, words, numbering, fax }
    }

    /// The same line, with this above it.
    pub(super) fn below(self, above: Above) -> Self {
        Self { raw: RawLine { above, ..self.raw }, ..self }
    }

    fn is_furniture(&self) -> bool {
        self.fax || self.numbering >= Numbering::Bare
    }

    /// Digits masked, white space and case made the same.
    fn key(&self) -> String {
        let mut key = String::with_capacity(self.words.len());
        for word in self.words.split_whitespace() {
            for c in word.chars() {
                let c = if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() };
                if c != '0' || !key.ends_with('0') {
                    key.push(c);
                }
            }
            key.push(' ');
        }
        key
    }
}

/// Pages by form feeds; lines that surely number a page part them too.
fn sheets(lines: &[Line<'_>]) -> Vec<std::ops::Range<usize>> {
    let (mut out, mut start) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        let turns = at > 0 && line.raw.above == Above::Break;
        if turns || line.numbering == Numbering::Sure {
            out.push(start..at);
            start = at + usize::from(line.numbering == Numbering::Sure);
        }
    }
    out.push(start..lines.len());
    out.retain(|sheet| !sheet.is_empty());
    out
}

/// How many lines of a page its top may take; the bottom takes others, or one line could go at both edges.
fn top_share(lines: usize) -> usize {
    EDGE.min(lines.div_ceil(2))
}

/// How many lines of a page its bottom may take.
fn bottom_share(lines: usize) -> usize {
    EDGE.min(lines / 2)
}

/// The pages with their places; a second copy of a whole page is no sign that its lines are furniture.
fn distinct<'a>(lines: &'a [Line<'a>], sheets: &[std::ops::Range<usize>]) -> Vec<(usize, &'a [Line<'a>])> {
    let mut seen: HashSet<Vec<&str>> = HashSet::new();
    let pages = sheets.iter().map(|sheet| lines.get(sheet.clone()).unwrap_or(&[])).enumerate();
    pages.filter(|(_, page)| seen.insert(page.iter().map(|line| line.words.as_ref()).collect())).collect()
}

/// Where a masked line stands at the same edge of pages.
#[derive(Debug, Clone, Copy)]
struct Found {
    first: usize,
    last: usize,
    pages: usize,
}

/// Each masked line that stands at this edge of two pages or more; one that reads like a sentence, of three.
fn repeated<'a>(edges: impl Iterator<Item = (usize, Vec<&'a Line<'a>>)>) -> HashMap<String, Found> {
    let mut seen: HashMap<String, (Found, usize)> = HashMap::new();
    for (sheet, edge) in edges {
        for line in edge.iter().filter(|line| !line.words.contains("___") && !line.words.contains('$')) {
            let least = if is_prose(&line.words) { 3 } else { 2 };
            let new = (Found { first: sheet, last: sheet, pages: 0 }, least);
            let (found, _) = seen.entry(line.key()).or_insert(new);
            if found.pages == 0 || found.last != sheet {
                found.pages += 1;
            }
            found.last = sheet;
        }
    }
    let often = seen.into_iter().filter(|(_, (found, least))| found.pages >= *least);
    often.map(|(key, (found, _))| (key, found)).collect()
}

#[derive(Clone, Copy)]
struct Edges<'a> {
    lines: &'a [Line<'a>],
    tops: &'a HashMap<String, Found>,
    bottoms: &'a HashMap<String, Found>,
    sheets: usize,
}

impl Edges<'_> {
    /// Whether a bare number at a page's edge is its number and not a word of the text: white space parts it from the
    /// text, it stands far to the right, or it counts the pages.
    fn is_numbered(&self, line: &Line<'_>, gap: u16, sheet: usize) -> bool {
        let own = (sheet + 1).to_string();
        let counts = self.sheets > 1 && line.words.bytes().filter(u8::is_ascii_digit).eq(own.bytes());
        gap > 0 || counts || line.raw.indent >= 20 || line.words.contains(|c: char| c.is_alphabetic() || c == '/')
    }

    fn top(&self, sheet: std::ops::Range<usize>, n: usize, gone: &mut [bool]) {
        let lines = self.lines.get(sheet.clone()).unwrap_or(&[]);
        let letter = n == 0 || opens_letter(lines);
        let mut numbered = sheet.start > 0 && gone.get(sheet.start - 1) == Some(&true);
        for (k, line) in lines.iter().enumerate() {
            let again = k < top_share(lines.len()) && found(self.tops, line).is_some_and(|found| found.first < n);
            let loose =
                !letter && (line.numbering == Numbering::Mixed || again || (numbered && names_file(&line.words)));
            let below = lines.get(k + 1).map_or(0, |next| next.raw.gap);
            let bare = line.numbering == Numbering::Bare && !self.is_numbered(line, below, n);
            if (!line.is_furniture() || bare) && !loose {
                break;
            }
            numbered |= line.numbering > Numbering::None;
            gone[sheet.start + k] = true;
        }
        if !letter && let Some(block) = header_block(lines) {
            gone[sheet.start..sheet.start + block].fill(true);
        }
    }

    fn bottom(&self, sheet: std::ops::Range<usize>, n: usize, gone: &mut [bool]) {
        let lines = self.lines.get(sheet.clone()).unwrap_or(&[]);
        for (k, line) in lines.iter().rev().enumerate() {
            let again = n + 1 < self.sheets
                && k < bottom_share(lines.len())
                && found(self.bottoms, line).is_some_and(|found| found.last > n);
            let bare = line.numbering == Numbering::Bare && !self.is_numbered(line, line.raw.gap, n);
            if (!line.is_furniture() || bare) && line.numbering != Numbering::Mixed && !again {
                break;
            }
            gone[sheet.end - 1 - k] = true;
        }
    }
}

/// Where a line stands again; on one page nothing does.
fn found<'a>(edge: &'a HashMap<String, Found>, line: &Line<'_>) -> Option<&'a Found> {
    if edge.is_empty() { None } else { edge.get(&line.key()) }
}

/// A short block at the top of a later page that holds a page number: name, date, "Page 2".
fn header_block(lines: &[Line<'_>]) -> Option<usize> {
    let block = 1 + lines.iter().skip(1).take_while(|line| line.raw.gap == 0).count();
    let head = lines.get(..block)?;
    let numbered = head.iter().any(|line| line.fax || line.numbering != Numbering::None);
    (block <= 4 && block < lines.len() && numbered && !head.iter().any(|line| is_prose(&line.words))).then_some(block)
}

/// Whether a page opens a letter of its own, with its own salutation: its letterhead stays.
fn opens_letter(lines: &[Line<'_>]) -> bool {
    lines.iter().take(30).any(|line| {
        line.words.starts_with("Dear ")
            || line.words.starts_with("To Whom")
            || (line.words.starts_with("To") && line.words.ends_with(':'))
    })
}

/// A line that names a file ("Loan # 4471", "Borrower: Hale") or gives a date, as continued pages repeat it.
fn names_file(words: &str) -> bool {
    const NAMES: &[&str] =
        &["loan", "account", "acct", "file", "re:", "borrower", "reference", "ref", "case", "date", "fax"];
    let lower = words.to_lowercase();
    let short = words.split_whitespace().count() <= 8 && !words.ends_with(['.', ';', ',']);
    let year =
        lower.rsplit([' ', '/']).next().is_some_and(|last| last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit()));
    short && !is_prose(words) && (NAMES.iter().any(|name| lower.starts_with(name)) || (year && lower.len() < 24))
}

/// Whether a line reads like a part of a sentence rather than a header.
pub(super) fn is_prose(words: &str) -> bool {
    words.split_whitespace().filter(|word| is_prose_word(word)).count() >= 3
}

/// A word in small letters that is no mere link.
pub(super) fn is_prose_word(word: &str) -> bool {
    let long =
        word.len() >= 4 || matches!(word, "is" | "are" | "not" | "may" | "has" | "was" | "be" | "we" | "you" | "the");
    long && word.bytes().all(|b| b.is_ascii_lowercase() || b == b',' || b == b'.') && !matches!(word, "page" | "copy")
}

/// Headers and footers that a word processor marks: a repeated one is cut, the first stays.
fn repeated_stretches(pages: &Pages, lines: &[Line<'_>], gone: &mut [bool]) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut marked = pages.stretches.iter().filter(|s| s.source == Source::Furniture).peekable();
    for (line, gone) in lines.iter().zip(gone) {
        while marked.next_if(|s| s.span.end <= line.raw.start).is_some() {}
        let inside = marked.peek().is_some_and(|s| s.span.start <= line.raw.start && line.raw.end <= s.span.end);
        if inside && !seen.insert(line.key()) {
            *gone = true;
        }
    }
}
