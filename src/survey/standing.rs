//! Whether the letter is signed, and whether its writer holds the note or says for whom it writes.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::evidence::Evidence;
use crate::span::NormSpan;

use super::cues::Hit;
use super::cues::Place;
use super::cues::Subject;
use super::cues::Table;
use super::names;
use super::sheet::Sheet;

/// Lines below a closing in which the officer's name stands.
const BELOW: usize = 8;
/// Bytes of a line that is no more than a closing or a label.
const SHORT: usize = 30;

/// What a phrase says of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Says {
    /// The paper needs no signature.
    NeedsNone,
    /// A closing, with a signature below.
    Closing,
    /// A label with the signature beside it.
    Signed,
    /// Who holds the note, or for whom the writer writes.
    Holder,
    /// The writer speaks of its own loan or lien.
    OwnLoan,
}

static SAYINGS: LazyLock<Table<Says>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Table<Says>, String> {
    Table::of(Subject::Standing)
}

/// Phrases about signature and holder, found once.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    sheet: &'a Sheet<'a>,
    hits: &'a [Hit],
}

impl<'a> Standing<'a> {
    pub(super) fn of(sheet: &'a Sheet<'a>) -> Self {
        Self { sheet, hits: sheet.hits.on(Subject::Standing) }
    }

    /// The officer's signature: `/s/` or a typed name under the closing, or words that none is needed.
    pub(super) fn execution(&self) -> Option<Evidence> {
        let none = self.all(Says::NeedsNone).map(|hit| hit.span).next();
        let signed = none
            .or_else(|| self.marked())
            .or_else(|| self.under_closing())
            .or_else(|| self.beside_label())
            .or_else(|| self.officer())?;
        Some(self.sheet.evidence(signed, "signature"))
    }

    /// Words that name the holder, or that it is the writer's own loan where no investor is named.
    pub(super) fn holder(&self) -> Option<Evidence> {
        let named = self.all(Says::Holder).max_by_key(|hit| SAYINGS.rows.get(hit.row).map(|row| row.weight));
        let hit = named.or_else(|| self.all(Says::OwnLoan).next())?;
        Some(self.sheet.evidence(hit.span, "holder of the note"))
    }

    fn all(&self, says: Says) -> impl Iterator<Item = &Hit> {
        let opening_end = self.sheet.opening_end();
        self.hits.iter().filter(move |hit| {
            let row = SAYINGS.rows.get(hit.row).filter(|row| row.speaks_for == says);
            row.is_some_and(|row| row.place == Place::Anywhere || hit.span.end <= opening_end)
        })
    }

    /// A line with `/s/` or `[signed]` and something after it.
    fn marked(&self) -> Option<NormSpan> {
        let marks = ["/s/", "[signed]", "[Signed]", "/S/"];
        self.sheet.lines.iter().copied().find(|line| {
            let words = self.sheet.words(*line);
            marks.iter().any(|mark| words.contains(mark) && words.chars().filter(|c| c.is_alphabetic()).count() > 5)
        })
    }

    /// The name below a closing.
    fn under_closing(&self) -> Option<NormSpan> {
        self.all(Says::Closing).filter(|hit| self.stands_alone(hit.span)).find_map(|hit| {
            let first = self.sheet.line_at(hit.span.start) + 1;
            self.sheet.lines.iter().skip(first).take(BELOW).copied().find(|line| self.is_signature(*line))
        })
    }

    /// Whether the words are all, or all but a few, of their line.
    fn stands_alone(&self, span: NormSpan) -> bool {
        let line = self.sheet.line(span.start);
        let before = self.sheet.words(NormSpan::new(line.start, span.start)).trim();
        before.is_empty() && line.end - span.start <= span.len() + SHORT
    }

    fn is_signature(&self, line: NormSpan) -> bool {
        let words = self.sheet.words(line);
        let first = words.split('\t').next().unwrap_or("");
        let name = first.split(", ").next().unwrap_or("").trim_end_matches(|c: char| !c.is_alphabetic());
        !words.contains("__") && (names::is_person(name) || is_initialled(name))
    }

    /// A name below the opening with an office beside or below it, without a closing.
    fn officer(&self) -> Option<NormSpan> {
        let below = self.sheet.lines.iter().copied().skip(self.sheet.opening_lines);
        below.filter(|line| self.is_signature(*line)).find_map(|line| {
            let next = self.sheet.line(line.end + 1);
            let beside = self.sheet.words(line).split_once(", ").map_or("", |(_, office)| office);
            let under = if next.start > line.end { self.sheet.words(next) } else { "" };
            match () {
                () if names::is_title(beside) => Some(line),
                () if names::is_title(under) => Some(line.join(&next)),
                () => None,
            }
        })
    }

    /// A name beside "By:", "Signature", "Reviewed by".
    fn beside_label(&self) -> Option<NormSpan> {
        self.all(Says::Signed).find_map(|hit| {
            let line = self.sheet.line(hit.span.start);
            let before = self.sheet.words(NormSpan::new(line.start, hit.span.start));
            let rest = self.sheet.words(NormSpan::new(hit.span.end, line.end));
            let skipped = rest.len() - rest.trim_start_matches([' ', '\t', ':', '.', '|']).len();
            let value = NormSpan::new(hit.span.end + skipped, line.end);
            let opens = before.is_empty() || before.ends_with('\t');
            (opens && self.is_signature(value)).then_some(NormSpan::new(hit.span.start, line.end))
        })
    }
}

/// "S. Halvorsen", "PAT LEE": a name with initials or in capitals, as in signatures.
fn is_initialled(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.len() == 2
        && words.first().is_some_and(|word| word.len() <= 2 && word.ends_with('.'))
        && names::is_person(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[test]
    fn signatures_are_seen() {
        assert_eq!(read().map(|table| table.rows.is_empty()), Ok(false));
        let table = [
            ("Sincerely,\n\nAnnette Furlong\nAssistant Vice President\nCordillera Bank", true),
            ("Very truly yours,\n\n/s/ Horace Tillman\nHorace Tillman\nSenior Officer", true),
            ("ELM BANK\nBy: Marguerite Salas\n    Short Sale Supervisor", true),
            ("This letter does not require a signature from us to be valid.", true),
            ("ELM BANK\nBy: ____________________\nName: ______\nTitle: ______", false),
            ("Please sign and return the letter.\nShort Sale Team", false),
            ("The sale was approved by the committee.", false),
        ];
        for (words, signed) in table {
            let (pages, text) = sample::text(words);
            let sheet = Sheet::new(&pages, &text);
            assert_eq!(Standing::of(&sheet).execution().is_some(), signed, "{words}");
        }
    }

    #[test]
    fn the_holder_is_seen() {
        let table = [
            ("Elm Bank, the owner of your loan, approves the sale.", true),
            ("Elm Servicing, as servicer for Oak Trust 2006-A, agrees.", true),
            ("We will release our lien.", true),
            ("The closing agent wires the funds on the day of closing.", false),
        ];
        for (words, named) in table {
            let (pages, text) = sample::text(words);
            let sheet = Sheet::new(&pages, &text);
            assert_eq!(Standing::of(&sheet).holder().is_some(), named, "{words}");
        }
    }
}
