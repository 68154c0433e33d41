//! Choosing among the forms that the automaton found: longest first, from the left, no overlaps.

use crate::lexicon::token::Cut;
use crate::lexicon::{Concept, Inflection, Layer, Senses, Token};
use crate::span::UnitSpan;

/// A concept found over whole tokens. A form with several senses gives several tags over the same tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The concept.
    pub concept: Concept,
    /// The form its word stands in.
    pub inflection: Inflection,
    /// The layer it was chosen in.
    pub layer: Layer,
    /// First token.
    pub first: usize,
    /// Last token (the same for a single word).
    pub last: usize,
}

/// A unit, cut and tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged<'a> {
    /// The unit's words.
    pub words: &'a str,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its tags by first token; within a layer they do not overlap.
    pub tags: Vec<Tag>,
    /// The folded tokens with a space before and after each, and where each begins in that text.
    folded: String,
    starts: Vec<usize>,
}

impl<'a> Tagged<'a> {
    /// The words under a tag.
    #[must_use]
    pub fn words_of(&self, tag: &Tag) -> &'a str {
        self.span(tag.first, tag.last).of(self.words)
    }

    /// The bytes from the first token's start to the last one's end.
    #[must_use]
    pub fn span(&self, first: usize, last: usize) -> UnitSpan {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) => UnitSpan::new(a.span.start, b.span.end),
            _ => UnitSpan::new(0, 0),
        }
    }

    /// The word of one token.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.words))
    }

    /// The word of one token as forms are compared: lower case, plain apostrophes.
    #[must_use]
    pub fn folded(&self, token: usize) -> &str {
        let next = self.starts.get(token + 1).copied().unwrap_or(self.folded.len());
        self.starts.get(token).and_then(|&start| self.folded.get(start..next - 1)).unwrap_or("")
    }
}

/// A form found over whole tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    first: usize,
    last: usize,
    form: usize,
}

/// Finds the tokens that matches stand over, whose ends never step back: a walk and no search.
pub(super) struct Walk<'a> {
    starts: &'a [usize],
    /// How many tokens begin before the end of the last match.
    begun: usize,
}

impl<'a> Walk<'a> {
    pub(super) const fn over(starts: &'a [usize]) -> Self {
        Self { starts, begun: 0 }
    }

    /// The hit over whole tokens. A form is sought with the spaces around it, so that it begins and ends with one.
    pub(super) fn hit(&mut self, start: usize, end: usize, form: usize) -> Option<Hit> {
        while self.starts.get(self.begun).is_some_and(|&s| s < end) {
            self.begun += 1;
        }
        let last = self.begun.checked_sub(1)?;
        let before = self.starts.get(..=last)?;
        let first = before.iter().rposition(|&s| s <= start + 1).filter(|&first| before[first] == start + 1)?;
        Some(Hit { first, last, form })
    }
}

pub(super) fn choose<'a>(words: &'a str, cut: Cut, mut hits: Vec<Hit>, senses: &Senses) -> Tagged<'a> {
    hits.sort_unstable_by_key(|h| (h.first, std::cmp::Reverse(h.last)));
    let mut tags = Vec::with_capacity(hits.len());
    for layer in Layer::ALL {
        let mut free = 0;
        for hit in &hits {
            let mut here = senses.of(hit.form).iter().filter(|s| s.layer == layer).peekable();
            if hit.first < free || here.peek().is_none() {
                continue;
            }
            free = hit.last + 1;
            tags.extend(here.map(|sense| Tag {
                concept: sense.concept,
                inflection: sense.inflection,
                layer,
                first: hit.first,
                last: hit.last,
            }));
        }
    }
    tags.sort_by_key(|t: &Tag| t.first);
    Tagged { words, tokens: cut.tokens, tags, folded: cut.folded, starts: cut.starts }
}
