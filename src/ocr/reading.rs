//! What was read from one picture, and how well.

use std::collections::BTreeSet;

use crate::document::Picture;
use crate::document::Seen;
use crate::document::Source;
use crate::extract;
use crate::extract::SeenWord;
use crate::extract::known_share;

use super::Came;
use super::boxes;
use super::boxes::TickBox;
use super::clean;
use super::word::Word;

/// Share of known words below which a page read from a picture is not gone by (extraction study, section 10: good pages
/// have 0.42 and more, Tesseract on heavily damaged ones 0.29 to 0.37).
const LEAST_KNOWN: f64 = 0.38;
/// Mean confidence below which it is not, out of 100: where there are too few words for a share, it decides alone.
const LEAST_CONFIDENCE: f32 = 66.0;
/// Share below which it is noise, however sure the engine is and however short the page: signature blocks and wire
/// instructions have few of the words that prose is made of.
const NOISE: f64 = 0.2;
/// Words of a page that is taken for prose: a last page with signatures has fewer.
const PROSE: usize = 120;
/// Mean confidence from which a page is no worse than its words, out of 100.
const CLEAR: f32 = 88.0;
/// Confidence from which a word counts as sure, out of 100.
const SURE: f32 = 60.0;
/// Share of dark pixels below which a page is blank: specks of dust.
const DUST: f32 = 0.0008;

/// How good a reading is, from worst to best: where one engine finds words and the other none, there are words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// The page is blank.
    Blank,
    /// There is ink on the page, and no word was found in it.
    Unseen,
    /// Words were found, too many of them wrong.
    Poor,
    /// It can be gone by.
    Good,
}

/// Which engine read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Tesseract.
    Tesseract,
    /// The models of the second engine.
    Models,
}

impl By {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tesseract => "tesseract",
            Self::Models => "pp-ocr",
        }
    }
}

/// The words of one picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    words: Vec<Word>,
    /// Share of dark pixels, 0 to 1.
    ink: f32,
    by: By,
    /// Whether no line is known to be left out.
    is_whole: bool,
    came: Came,
}

impl Reading {
    /// The words that an engine found in a picture.
    pub(super) fn new(words: Vec<Word>, picture: &Picture, by: By) -> Self {
        Self { words, ink: clean::ink(picture), by, is_whole: true, came: Came::Through }
    }

    /// The same, where the other engine was to read the page too and failed.
    pub(super) fn alone(self) -> Self {
        Self { came: Came::Short, ..self }
    }

    /// Whether every engine that was asked for the page has answered.
    pub(super) const fn came(&self) -> Came {
        self.came
    }

    /// Who read it.
    pub(super) const fn by(&self) -> By {
        self.by
    }

    /// Notes that it leaves out a line of the page: it cannot be gone by.
    pub(super) fn has_left_out_a_line(&mut self) {
        self.is_whole = false;
    }

    /// Its words, line by line.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Puts words in doubt, by their index.
    pub(super) fn doubt(&mut self, words: &BTreeSet<usize>) {
        for index in words {
            if let Some(word) = self.words.get_mut(*index) {
                word.seen.source = Source::Doubtful;
            }
        }
    }

    /// Whether another engine would hardly read it better: it is good and no word of it in doubt, or there is nothing to
    /// read.
    pub(super) fn is_clear(&self) -> bool {
        let is_word = |word: &Word| word.seen.text.chars().filter(|c| c.is_alphanumeric()).count() > 1;
        let is_doubtful = |word: &Word| word.seen.source == Source::Doubtful && is_word(word);
        match self.grade() {
            Grade::Good => self.confidence() >= CLEAR && !self.words.iter().any(is_doubtful),
            Grade::Blank => true,
            Grade::Unseen | Grade::Poor => false,
        }
    }

    /// Those of the boxes of its picture that stand at words.
    pub(super) fn ticks(&self, boxes: &[TickBox], dpi: (u32, u32)) -> Vec<TickBox> {
        boxes::at_words(boxes, &self.words, dpi)
    }

    /// The same with boxes among its words.
    pub(super) fn with_boxes(mut self, ticks: &[TickBox], dpi: (u32, u32)) -> Self {
        boxes::put(ticks, &mut self.words, dpi);
        self
    }

    /// How good it is.
    pub(super) fn grade(&self) -> Grade {
        if self.words.is_empty() {
            return if self.ink < DUST { Grade::Blank } else { Grade::Unseen };
        }
        let text: Vec<&str> = self.words.iter().map(|word| word.seen.text.as_str()).collect();
        let is_prose = self.words.len() >= PROSE && self.confidence() < CLEAR;
        let least = if is_prose { LEAST_KNOWN } else { NOISE };
        let is_noise = known_share(&text.join(" ")).is_some_and(|share| share < least);
        if self.confidence() < LEAST_CONFIDENCE || is_noise || !self.is_whole { Grade::Poor } else { Grade::Good }
    }

    /// What tells the better of two readings of one page: the grade, then the merit.
    pub(super) fn rank(&self) -> (Grade, i64) {
        (self.grade(), self.merit())
    }

    /// Of two readings of one grade the better has more: sure characters less the others.
    pub(super) fn merit(&self) -> i64 {
        let (all, sure) = (self.characters(), self.sure());
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        2 * count(sure) - count(all)
    }

    /// Number of characters.
    pub(super) fn characters(&self) -> usize {
        self.words.iter().map(length).sum()
    }

    /// Number of characters in words that are sure.
    pub(super) fn sure(&self) -> usize {
        self.words.iter().filter(|word| word.confidence >= SURE).map(length).sum()
    }

    /// Mean confidence of its characters, 0 to 100.
    fn confidence(&self) -> f32 {
        let weigh = |word: &Word| {
            let letters = f32::from(u16::try_from(length(word)).unwrap_or(u16::MAX));
            (letters * word.confidence, letters)
        };
        let (sum, letters) = self.words.iter().map(weigh).fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        if letters > 0.0 { sum / letters } else { 0.0 }
    }

    /// The page that its words make.
    pub(super) fn seen(&self) -> Seen {
        let words: Vec<SeenWord> = self.words.iter().map(|word| word.seen.clone()).collect();
        extract::lay_out(&words)
    }
}

fn length(word: &Word) -> usize {
    word.seen.text.chars().count()
}
