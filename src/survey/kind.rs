//! Kind of document, from many cues in wording and structure.

mod learned;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::id::Kind;

use super::cues::Place;
use super::cues::Row;
use super::cues::Subject;
use super::cues::Table;
use super::language::Language;
use super::language::language;
use super::sheet::Sheet;

pub use learned::tokens;

/// Below this much, a text speaks of neither kind of letter.
const FAINT: i32 = 25;
/// How many rows outweigh a letter, where none of them is a title: a footer line proves nothing.
const PAIR: usize = 2;
/// By how much another kind of paper must outweigh a lender's letter. A letter set aside is the worst mistake.
const MARGIN: i32 = 15;

/// From this probability on a paper is of another kind whatever its cues and its sentences do. Of 576 letters by authors not
/// seen in fitting, two of the two kinds reached 0.5, and none 0.8; an attorney's stern letter to an old debtor had 0.67.
const SURE: f32 = 0.85;

/// What a row speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Side {
    ShortSale,
    DeedInLieu,
    /// Either of the two.
    Either,
    Other,
}

static CUES: LazyLock<Table<Side>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Table<Side>, String> {
    Table::of(Subject::Kind)
}

/// A kind, and the reasons for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The kind.
    pub kind: Kind,
    /// Where hardly anything speaks for a letter and nothing proves another paper: the likelier letter (contract 8.23).
    pub likelier: Option<Kind>,
    /// What the text is written in.
    pub language: Language,
    /// Names of the rows that spoke, with their weights, strongest first.
    pub why: Vec<String>,
}

impl Told {
    /// The paper is of another kind, whatever its wording says, for this reason.
    pub(super) fn set_aside(&mut self, why: &str) {
        (self.kind, self.likelier) = (Kind::Other, None);
        self.why.insert(0, why.to_owned());
    }
}

/// Tells the kind of document.
pub(super) fn tell(sheet: &Sheet) -> Told {
    let language = language(&sheet.laid);
    if language != Language::English {
        let why = match language {
            Language::Other => "the text is not in English",
            _ => "there are too few words to tell",
        };
        return Told { kind: Kind::Unknown, likelier: None, language, why: vec![why.to_owned()] };
    }
    let rows = spoken(sheet);
    let mut why: Vec<String> = rows.iter().map(|(row, _)| format!("{} (weight {})", row.name, row.weight)).collect();
    let guess = learned::guess(&sheet.seen);
    why.extend(guess.map(|guess| format!("wording ({:.2} {})", guess.probability, guess.kind)));
    let by_cues = weigh(&rows);
    let (kind, likelier) = guess.map_or(by_cues, |guess| by_wording(guess, by_cues));
    Told { kind, likelier, language, why }
}

/// A paper is set aside for good where wording is nearly sure of it, or wording and cues agree. Else it is the likelier letter
/// if what its words do says so (contract 8.23): a letter set aside is the worst mistake.
fn by_wording(guess: learned::Guess, by_cues: (Kind, Option<Kind>)) -> (Kind, Option<Kind>) {
    let agreed = by_cues == (Kind::Other, None);
    let faint = guess.kind == Kind::Other && guess.probability < SURE && !agreed;
    (guess.kind, faint.then_some(guess.letter))
}

/// The rows that speak, each once, with the place where each spoke first; strongest first.
fn spoken(sheet: &Sheet) -> Vec<(&'static Row<Side>, usize)> {
    let opening_end = sheet.opening_end();
    let mut first: Vec<Option<usize>> = vec![None; CUES.rows.len()];
    for hit in sheet.hits.on(Subject::Kind) {
        let (Some(row), Some(slot)) = (CUES.rows.get(hit.row), first.get_mut(hit.row)) else { continue };
        let counts = match row.place {
            Place::Anywhere => true,
            Place::Opening => hit.span.end <= opening_end,
            Place::Title => sheet.is_title(hit.span.start),
        };
        if counts && slot.is_none() {
            *slot = Some(hit.span.start);
        }
    }
    let mut rows: Vec<_> = CUES.rows.iter().zip(first).filter_map(|(row, at)| Some((row, at?))).collect();
    rows.sort_by_key(|(row, _)| -row.weight);
    rows
}

/// Everything that speaks for one side.
#[derive(Debug, Clone, Copy)]
struct Case {
    weight: i32,
    /// Where it speaks first.
    at: usize,
}

fn case(rows: &[(&'static Row<Side>, usize)], side: Side) -> Case {
    let mine = || rows.iter().filter(|(row, _)| row.speaks_for == side);
    Case { weight: mine().map(|(row, _)| row.weight).sum(), at: mine().map(|(_, at)| *at).min().unwrap_or(usize::MAX) }
}

/// Whether a title, or more than one cue, speaks for another kind of paper.
fn is_proven(rows: &[(&'static Row<Side>, usize)]) -> bool {
    let others = || rows.iter().map(|(row, _)| row).filter(|row| row.speaks_for == Side::Other);
    others().any(|row| row.place == Place::Title) || others().count() >= PAIR
}

/// The kind; and where the text is too faint for one, the letter it would be.
fn weigh(rows: &[(&'static Row<Side>, usize)]) -> (Kind, Option<Kind>) {
    let (short_sale, deed_in_lieu) = (case(rows, Side::ShortSale), case(rows, Side::DeedInLieu));
    let letter = short_sale.weight.max(deed_in_lieu.weight) + case(rows, Side::Either).weight;
    let other = case(rows, Side::Other).weight;
    let is_set_aside = other >= letter + MARGIN && is_proven(rows);
    let deed = (deed_in_lieu.weight, short_sale.at) > (short_sale.weight, deed_in_lieu.at);
    let likelier = if deed { Kind::DeedInLieu } else { Kind::ShortSale };
    match () {
        () if is_set_aside => (Kind::Other, None),
        () if letter < FAINT => (Kind::Other, Some(likelier)),
        () => (likelier, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[derive(Deserialize)]
    struct Openings {
        paper: Vec<Paper>,
    }

    #[derive(Deserialize)]
    struct Paper {
        kind: Kind,
        text: String,
    }

    #[test]
    fn the_table_reads() {
        assert_eq!(read().map(|table| table.rows.is_empty()), Ok(false));
    }

    #[test]
    fn openings_are_told_as_a_person_would() {
        let openings: Openings = toml::from_str(include_str!("openings.toml")).unwrap();
        let mut wrong = Vec::new();
        for paper in &openings.paper {
            let (pages, text) = sample::text(&paper.text);
            let told = tell(&Sheet::new(&pages, &text));
            if told.kind != paper.kind {
                wrong.push(format!("{} taken for {}: {}\n{:#?}", paper.kind, told.kind, paper.text, told.why));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
