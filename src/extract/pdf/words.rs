//! Glyphs of one direction put together to words.

use std::ops::Range;

use crate::document::Source;
use crate::extract::pdf::glyph::Before;
use crate::extract::pdf::glyph::Glyph;
use crate::extract::pdf::glyph::Turn;

/// A gap of more than this share of the type size parts two words (measured: extraction study, section 10).
const WORD_GAP: f64 = 0.17;
/// A glyph painted again within this share of the type size is a poor man's bold.
const AGAIN: f64 = 0.12;
/// Tilt below this is rounding, in radians.
const LEVEL: f64 = 0.002;

/// One word: a range of [`Words::glyphs`] and where it stands (points, the frame of its glyphs).
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its glyphs.
    pub glyphs: Range<usize>,
    /// Left.
    pub x0: f64,
    /// Right.
    pub x1: f64,
    /// Baseline, after a tilt of the page was taken out.
    pub y: f64,
    /// Largest type size.
    pub size: f64,
    /// Number of characters.
    pub chars: usize,
}

/// The words of one direction.
#[derive(Debug)]
pub(super) struct Words<'g> {
    /// Their glyphs, word by word.
    pub glyphs: Vec<&'g Glyph>,
    /// The words in the order of painting.
    pub words: Vec<Word>,
}

impl<'g> Words<'g> {
    /// The words that the glyphs of direction `turn` make.
    pub(super) fn new(all: &[&'g Glyph], turn: Turn) -> Self {
        let glyphs: Vec<&'g Glyph> = all.iter().filter(|glyph| glyph.turn == turn).copied().collect();
        let slope = slope(&glyphs);
        let mut out = Self { glyphs: Vec::with_capacity(glyphs.len()), words: Vec::new() };
        for glyph in glyphs {
            out.push(glyph, slope);
        }
        out
    }

    /// What a word's glyphs are.
    pub(super) fn of(&self, word: &Word) -> &[&'g Glyph] {
        self.glyphs.get(word.glyphs.clone()).unwrap_or(&[])
    }

    /// Whether two words say the same at the same place.
    pub(super) fn are_one(&self, a: &Word, b: &Word) -> bool {
        let near = AGAIN * a.size.max(b.size);
        let is_painted = self.of(b).iter().all(|glyph| !was_seen(glyph));
        is_painted
            && (a.x0 - b.x0).abs() < near
            && (a.y - b.y).abs() < near
            && a.chars == b.chars
            && self.of(a).iter().zip(self.of(b)).all(|(x, y)| x.written == y.written)
    }

    fn push(&mut self, glyph: &'g Glyph, slope: f64) {
        if self.glyphs.last().is_some_and(|last| is_again(last, glyph)) {
            return;
        }
        let at = self.glyphs.len();
        let goes_on = self.words.last().is_some_and(|word| self.goes_on(word, glyph));
        self.glyphs.push(glyph);
        let chars = glyph.written.len();
        if goes_on && let Some(word) = self.words.last_mut() {
            word.glyphs.end = at + 1;
            word.x1 = word.x1.max(glyph.x1);
            word.size = word.size.max(glyph.size);
            word.chars += chars;
        } else {
            let Glyph { x0, x1, y, size, .. } = *glyph;
            let level = y - x0 * slope;
            self.words.push(Word { glyphs: at..at + 1, x0, x1, y: level, size, chars });
        }
    }

    fn goes_on(&self, word: &Word, glyph: &Glyph) -> bool {
        let Some(last) = self.glyphs.last() else { return false };
        let em = word.size.max(0.01);
        let gap = glyph.x0 - word.x1;
        glyph.before == Before::Glyph
            && is_form(last) == is_form(glyph)
            && (last.y - glyph.y).abs() < 0.5 * em
            && gap > -0.5 * em
            && gap < WORD_GAP * em
    }
}

/// What a person types into a form never makes a word with printed letters.
fn is_form(glyph: &Glyph) -> bool {
    glyph.source == Some(Source::Form)
}

/// What was read from a picture is there once: letters that an engine's boxes put close together are letters.
fn was_seen(glyph: &Glyph) -> bool {
    matches!(glyph.source, Some(Source::Ocr | Source::Doubtful))
}

fn is_again(last: &Glyph, glyph: &Glyph) -> bool {
    let near = AGAIN * glyph.size;
    !was_seen(glyph)
        && last.written == glyph.written
        && (last.x0 - glyph.x0).abs() < near
        && (last.y - glyph.y).abs() < near
}

/// How far baselines fall per point, where the whole page lies askew.
fn slope(glyphs: &[&Glyph]) -> f64 {
    let Some(count) = u32::try_from(glyphs.len()).ok().filter(|n| *n > 0) else { return 0.0 };
    let mean = glyphs.iter().map(|glyph| glyph.tilt).sum::<f64>() / f64::from(count);
    if mean.abs() < LEVEL { 0.0 } else { mean.tan() }
}
