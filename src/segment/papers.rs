//! Documents that stand one after the other in one file: a second letter, a settlement statement, an affidavit.
//!
//! A page opens a new document only by two signs at once, and never where it says that it goes on ("Page 2 of 3") or
//! is an exhibit, which the letter may make a part of itself. In a text without pages only a second salutation behind
//! a closing opens one.

use serde::Deserialize;
use serde::Serialize;

use crate::document::Page;
use crate::document::Pages;
use crate::span::RawSpan;

use super::shape;
use super::shape::Shape;
use super::standing;

/// What a document of a file is, as far as its title tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A letter or an agreement, or not told.
    Letter,
    /// A paper that goes along with a letter: by its title a statement, an affidavit or a form; or a note that says what
    /// is attached.
    Companion,
    /// No document itself: a file of several.
    File,
}

/// One of the documents of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// Its bytes in the extracted text.
    pub bytes: RawSpan,
    /// What it is.
    pub role: Role,
}

/// Most documents that one file is cut into; what follows stays with the last.
const MOST: usize = 100;

/// Lines at the top of a page that may hold a title.
const TITLE_WITHIN: usize = 4;

/// Lines at the top of a page above a salutation: letterhead, date, address, reference.
const SALUTATION_WITHIN: usize = 30;

/// Lines at the top of a page that may say that it changes an earlier letter.
const CHANGES_WITHIN: usize = 12;

/// Lines at the head and at the foot of a page that may hold its number.
const NUMBER_WITHIN: usize = 3;

/// The documents of a file, in order; together they cover its text.
#[must_use]
pub fn papers(pages: &Pages) -> Vec<Paper> {
    let sheets: Vec<Sheet<'_>> = pages.pages.iter().map(|page| Sheet::of(page, &pages.text)).collect();
    let starts = if let [sheet] = sheets.as_slice() { in_one_page(sheet) } else { at_pages(&sheets) };
    let ends = starts.iter().skip(1).map(|start| start.0).chain([pages.text.len()]);
    let first = starts.first().map(|&(_, role)| (0, role));
    let starts = first.into_iter().chain(starts.iter().skip(1).copied());
    starts.zip(ends).map(|((start, role), end)| Paper { bytes: RawSpan::new(start, end), role }).collect()
}

/// What a document that came with others is: by the title on its first page, or as a short note that points at them.
#[must_use]
pub fn role(pages: &Pages) -> Role {
    let by_title = pages.pages.first().map_or(Role::Letter, |page| Sheet::of(page, &pages.text).role());
    if is_cover_note(&pages.text) { Role::Companion } else { by_title }
}

/// Words of a note at most.
const NOTE: usize = 120;

/// Whether a text is the headers of a mail and a few words that point at what is attached.
fn is_cover_note(text: &str) -> bool {
    const POINTS: [&str; 4] = ["attach", "enclos", "forward", "please find"];
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let lower = body.to_lowercase();
    head.starts_with("From: ")
        && body.split_whitespace().count() <= NOTE
        && POINTS.iter().any(|word| lower.contains(word))
}

/// The visible lines of a page.
struct Sheet<'a> {
    lines: Vec<(usize, &'a str)>,
    /// Of what sort of companion the page bears the title.
    title: Option<&'static str>,
}

impl<'a> Sheet<'a> {
    fn of(page: &Page, text: &'a str) -> Self {
        let mut at = page.span.start;
        let lines = page.span.of(text).split_inclusive('\n').map(|line| {
            at += line.len();
            (at - line.len(), line.trim())
        });
        let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.is_empty()).collect();
        let title = lines.iter().take(TITLE_WITHIN).find_map(|(_, line)| companion_title(line));
        Self { lines, title }
    }

    fn start(&self) -> Option<usize> {
        self.lines.first().map(|line| line.0)
    }

    fn head(&self, lines: usize) -> impl Iterator<Item = &'a str> {
        self.lines.iter().take(lines).map(|line| line.1)
    }

    fn role(&self) -> Role {
        if self.title.is_some() { Role::Companion } else { Role::Letter }
    }

    /// Whether the page ends with a line that announces what follows: "---- attachment 1 of 9 ----".
    fn announces(&self) -> bool {
        let last = self.lines.last().map_or("", |line| line.1).to_lowercase();
        last.starts_with("--") && ["attach", "enclos", "forward", "original"].iter().any(|word| last.contains(word))
    }

    fn salutes(&self) -> bool {
        self.head(SALUTATION_WITHIN).any(shape::is_salutation)
    }

    fn is_dated(&self) -> bool {
        self.head(SALUTATION_WITHIN).take_while(|line| !shape::is_salutation(line)).any(is_date)
    }

    fn closes(&self) -> bool {
        self.lines.iter().any(|line| shape::is_closing(line.1) || shape::is_signature(line.1))
    }

    /// The number that the page bears: 2 of "Page 2 of 3".
    fn number(&self) -> Option<u32> {
        let foot = self.lines.iter().rev().take(NUMBER_WITHIN).map(|line| line.1);
        let running = self.head(1).find_map(|line| {
            let (title, number) = line.rsplit_once([' ', '/'])?;
            number.parse::<u32>().ok().filter(|number| *number <= 100 && title.contains(char::is_alphabetic))
        });
        self.head(NUMBER_WITHIN).chain(foot).find_map(page_number).or(running)
    }

    /// Whether the page is said to go on with what stands before it, to be a part of it, or to change it.
    fn goes_on(&self) -> bool {
        const CHANGES: [&str; 5] = ["correction", "corrected", "amend", "supplement", "addendum"];
        let changes = |line: &str| {
            let lower = line.to_lowercase();
            CHANGES.iter().any(|word| lower.contains(word))
        };
        let exhibit = |line: &str| line.split("   ").map(str::trim).any(standing::is_exhibit);
        self.number().is_some_and(|number| number > 1)
            || self.head(2).any(exhibit)
            || self
                .head(SALUTATION_WITHIN)
                .take_while(|line| !shape::is_salutation(line))
                .take(CHANGES_WITHIN)
                .any(changes)
    }
}

fn at_pages(sheets: &[Sheet<'_>]) -> Vec<(usize, Role)> {
    let mut open = Open::default();
    let mut starts = Vec::new();
    for sheet in sheets {
        let Some(start) = sheet.start() else { continue };
        if starts.is_empty() || starts.len() < MOST && open.ends_before(sheet) {
            starts.push((start, sheet.role()));
            open = Open { companion: sheet.title, ..Open::default() };
        }
        open.binds = open.binds || open.is_cover() && sheet.lines.iter().any(|(_, line)| may_bind(line));
        open.saluted = open.saluted || sheet.salutes();
        open.closed = open.closed || sheet.closes();
        open.announces = sheet.announces();
    }
    starts
}

/// The document at hand.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four things that were seen or not")]
struct Open {
    saluted: bool,
    closed: bool,
    /// Whether its last page announces what follows.
    announces: bool,
    companion: Option<&'static str>,
    /// Whether it says something that may take back what the letter behind it promises.
    binds: bool,
}

impl Open {
    /// Whether it is the page that goes before a fax.
    fn is_cover(self) -> bool {
        self.companion.is_some_and(|title| FAX_COVERS.contains(&title))
    }

    /// Whether a page opens another document: two signs.
    fn ends_before(self, sheet: &Sheet<'_>) -> bool {
        // The pages of a fax are numbered from its cover on.
        let behind_a_cover = self.is_cover() && !self.binds && sheet.salutes();
        if behind_a_cover {
            return true;
        }
        if sheet.goes_on() || self.announces {
            return false;
        }
        let again = sheet.number() == Some(1);
        let after = self.companion.is_some();
        let letter = sheet.salutes() && (self.saluted || after) && (self.closed || again || sheet.is_dated());
        // A title that the paper at hand bears already runs along its pages.
        let new_title = sheet.title.is_some() && sheet.title != self.companion;
        letter || new_title && (self.closed || again || after)
    }
}

/// Letters one after the other without a page break: the second begins at the first date or letterhead behind the
/// closing of the first, above its own salutation.
fn in_one_page(sheet: &Sheet<'_>) -> Vec<(usize, Role)> {
    let mut starts: Vec<(usize, Role)> = sheet.start().map(|start| (start, sheet.role())).into_iter().collect();
    let (mut saluted, mut closed) = (false, None);
    for (at, &(_, line)) in sheet.lines.iter().enumerate() {
        if shape::is_salutation(line) {
            let between = closed.and_then(|closed| sheet.lines.get(closed + 1..at)).filter(|_| saluted);
            let head = between.filter(|lines| lines.iter().any(|line| is_date(line.1)));
            let letterhead = |line: &&(usize, &str)| is_date(line.1) || Shape::of(line.1).is_caps();
            if let Some(&(start, _)) = head.and_then(|lines| lines.iter().find(letterhead))
                && starts.len() < MOST
            {
                starts.push((start, Role::Letter));
            }
            (saluted, closed) = (true, None);
        } else if saluted && closed.is_none() && shape::is_closing(line) {
            closed = Some(at);
        }
    }
    starts
}

/// Whether a line of a cover speaks as one that keeps something: such a cover is read with the letter.
fn may_bind(line: &str) -> bool {
    const WORDS: [&str; 14] = [
        "reserv",
        "waiver",
        "not waive",
        "subject to",
        "condition",
        "withdraw",
        "revok",
        "void",
        "draft",
        "not binding",
        "remain",
        "liable",
        "collect",
        "owe",
    ];
    let lower = line.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Titles of the page that goes before a fax, in the sender's words.
const FAX_COVERS: [&str; 5] =
    ["facsimile cover", "fax cover", "fax transmittal", "facsimile transmittal", "transmittal sheet"];

/// Titles of papers that go along with a letter and are none.
fn companion_title(line: &str) -> Option<&'static str> {
    const TITLES: [&str; 14] = [
        "settlement statement",
        "closing disclosure",
        "closing statement",
        "hud-1",
        "affidavit",
        "wire instructions",
        "wiring instructions",
        "wire transfer instructions",
        "form 4506",
        "request for transcript of tax return",
        "request for copy of tax return",
        "purchase agreement",
        "purchase contract",
        "listing agreement",
    ];
    let line = &closed_up(line);
    let shape = Shape::of(line);
    if shape.words > 10 || shape::is_finished(line) || !(shape.is_caps() || shape.small <= 1) {
        return None;
    }
    let lower = line.to_lowercase();
    TITLES.into_iter().chain(FAX_COVERS).find(|title| lower.contains(title))
}

/// A title that is spaced out, "F A X   C O V E R", as words; another line as it is.
fn closed_up(line: &str) -> String {
    let is_spaced = line.split(' ').all(|word| word.chars().count() <= 1) && line.len() > 6;
    if !is_spaced {
        return line.to_owned();
    }
    line.split("  ").map(|word| word.replace(' ', "")).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a line is a date and hardly more: "May 1, 2026", "Date: 5/1/2026".
fn is_date(line: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.trim_start_matches("date:").trim_start_matches("dated").split_whitespace().collect();
    let year = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
    };
    let written = words.len() <= 4
        && words.iter().any(|word| MONTHS.iter().any(|month| word.starts_with(month)))
        && words.last().is_some_and(|word| year(word));
    let figures = |word: &str| word.split('/').count() == 3 && word.chars().all(|c| c.is_ascii_digit() || c == '/');
    written || matches!(words.as_slice(), [word] if figures(word))
}

/// The number of a page as it writes it: "Page 2 of 3", "page 2", "2 of 3".
fn page_number(line: &str) -> Option<u32> {
    let lower = line.to_lowercase();
    let words: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(['-', ',', '.', '(', ')', '[', ']'])).collect();
    let number = |word: &&str| word.parse::<u32>().ok();
    let after_page = words.iter().position(|word| matches!(*word, "page" | "pg"));
    let bare = |at: usize| words.get(at).and_then(number);
    let of =
        words.windows(3).find(|three| three[1] == "of" && number(&three[0]).is_some() && number(&three[2]).is_some());
    after_page
        .and_then(|at| bare(at + 1))
        .or_else(|| of.filter(|_| words.len() <= 6).and_then(|three| number(&three[0])))
}

#[cfg(test)]
mod tests;
