//! A unit as rows see it: what every token can be, where sentences stop and clauses begin.

mod figures;

use crate::lexicon::Tagged;
use crate::lexicon::TokenKind;
use crate::pattern::notation::BuiltIn;
use crate::pattern::notation::Feature;
use crate::pattern::notation::Vocabulary;
use figures::{blank, checkbox, date, is_amount, is_zero};

/// The marks of one unit.
#[derive(Debug)]
pub(super) struct Marks {
    /// For every token, where its marks begin in `all`.
    offsets: Vec<u32>,
    /// Feature and the token after it.
    all: Vec<(Feature, u16)>,
    /// One bit per feature that occurs.
    present: Vec<u64>,
    /// Whether the token ends a sentence (or is a semicolon).
    stops: Vec<bool>,
    /// Tokens at which a clause begins, sorted; the first is 0.
    clauses: Vec<usize>,
}

/// Whether a word opens a clause after a comma.
fn is_subject(word: &str) -> bool {
    matches!(
        word,
        "we" | "you"
            | "it"
            | "they"
            | "he"
            | "she"
            | "i"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "your"
            | "our"
            | "any"
            | "all"
            | "each"
            | "no"
            | "neither"
            | "nothing"
            | "both"
            | "such"
            | "which"
            | "who"
            | "lender"
            | "borrower"
            | "borrowers"
            | "seller"
            | "sellers"
            | "grantor"
            | "servicer"
            | "bank"
            | "then"
            | "there"
            | "upon"
            | "please"
            | "however"
    )
}

/// Whether a word opens a clause wherever it stands.
fn breaks(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "however"
            | "if"
            | "unless"
            | "except"
            | "provided"
            | "although"
            | "though"
            | "because"
            | "whereas"
            | "while"
            | "notwithstanding"
            | "despite"
            | "otherwise"
    )
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "no", "n.a", "na", "inc", "co", "corp", "mr", "mrs", "ms", "dr", "st", "ave", "blvd", "llc", "l.p", "f.s.b", "u.s",
    "e.g", "i.e", "al", "approx", "acct", "sec", "cal", "civ", "proc", "art", "vs", "v", "d.b.a", "a.k.a", "jr", "sr",
    "ltd", "ste", "apt", "attn", "ext", "tel", "p.m", "a.m",
];

impl Marks {
    pub(super) fn new(tagged: &Tagged<'_>, vocabulary: &Vocabulary) -> Self {
        let words: Vec<&str> = (0..tagged.tokens.len()).map(|at| tagged.folded(at)).collect();
        let mut marks = Self {
            offsets: Vec::with_capacity(words.len() + 1),
            all: Vec::with_capacity(words.len() * 3),
            present: vec![0; vocabulary.len().div_ceil(64)],
            stops: (0..words.len()).map(|at| stops(tagged, &words, at)).collect(),
            clauses: vec![0],
        };
        let mut tags = tagged.tags.iter().peekable();
        for (at, word) in words.iter().copied().enumerate() {
            marks.offsets.push(u32::try_from(marks.all.len()).unwrap_or(u32::MAX));
            while let Some(tag) = tags.next_if(|tag| tag.first <= at) {
                marks.mark(Feature(tag.concept.0), tag.last + 1);
            }
            if let Some(feature) = vocabulary.word(word) {
                marks.mark(feature, at + 1);
            }
            marks.mark_built_ins(tagged, &words, at, vocabulary);
        }
        marks.offsets.push(u32::try_from(marks.all.len()).unwrap_or(u32::MAX));
        let openings: Vec<usize> = (1..words.len()).filter(|&at| marks.opens_clause(&words, at)).collect();
        marks.clauses.extend(openings);
        marks
    }

    fn mark(&mut self, feature: Feature, end: usize) {
        self.all.push((feature, u16::try_from(end).unwrap_or(u16::MAX)));
        if let Some(bits) = self.present.get_mut(usize::from(feature.0) / 64) {
            *bits |= 1 << (feature.0 % 64);
        }
    }

    fn mark_built_ins(&mut self, tagged: &Tagged<'_>, words: &[&str], at: usize, vocabulary: &Vocabulary) {
        let Some(token) = tagged.tokens.get(at) else { return };
        let mut mark = |built_in, end| self.mark(vocabulary.built_in(built_in), end);
        match token.kind {
            TokenKind::Money | TokenKind::Number if is_zero(words[at]) => mark(BuiltIn::Zero, at + 1),
            TokenKind::Money => mark(BuiltIn::Money, at + 1),
            TokenKind::Number => {
                mark(BuiltIn::Number, at + 1);
                if is_amount(words[at]) {
                    mark(BuiltIn::Money, at + 1);
                }
            }
            TokenKind::Word if tagged.word(at).starts_with(char::is_uppercase) => mark(BuiltIn::Capital, at + 1),
            TokenKind::Word | TokenKind::Mark => {}
        }
        if let Some(end) = date(words, at) {
            mark(BuiltIn::Date, end);
        }
        if token.kind == TokenKind::Mark {
            self.mark_signs(words, at, vocabulary);
        }
    }

    /// Brackets, blanks and boxes, all of which begin with a mark.
    fn mark_signs(&mut self, words: &[&str], at: usize, vocabulary: &Vocabulary) {
        let mut mark = |built_in, end| self.mark(vocabulary.built_in(built_in), end);
        match words[at] {
            "[" | "{" | "<" => mark(BuiltIn::Open, at + 1),
            "]" | "}" | ">" => mark(BuiltIn::Close, at + 1),
            _ => {}
        }
        if let Some(end) = blank(words, at) {
            mark(BuiltIn::Blank, end);
        }
        if let Some((built_in, end)) = checkbox(words, at) {
            mark(built_in, end);
        }
    }

    fn opens_clause(&self, words: &[&str], at: usize) -> bool {
        let word = |n: usize| words.get(n).copied().unwrap_or("");
        if self.stops[at - 1] || breaks(word(at)) {
            return true;
        }
        let joined = || matches!(word(at), "and" | "but" | "or" | "so" | "then");
        word(at - 1) == "," && is_subject(word(if joined() { at + 1 } else { at }))
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.stops.len()
    }

    /// What begins at this token.
    pub(super) fn at(&self, token: usize) -> &[(Feature, u16)] {
        match (self.offsets.get(token), self.offsets.get(token + 1)) {
            (Some(&from), Some(&to)) => &self.all[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Everything that occurs, feature by feature, in order of tokens.
    pub(super) fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        set_bits(&self.present).map(Feature)
    }

    pub(super) fn has(&self, feature: Feature) -> bool {
        self.present.get(usize::from(feature.0) / 64).is_some_and(|bits| bits >> (feature.0 % 64) & 1 == 1)
    }

    pub(super) fn stops(&self, token: usize) -> bool {
        self.stops.get(token).copied().unwrap_or(true)
    }

    /// First token of the clause in which the token stands.
    pub(super) fn clause_start(&self, token: usize) -> usize {
        let after = self.clauses.partition_point(|&c| c <= token);
        self.clauses.get(after.saturating_sub(1)).copied().unwrap_or(0)
    }

    /// One past the last token of the clause in which the token stands.
    pub(super) fn clause_end(&self, token: usize) -> usize {
        let after = self.clauses.partition_point(|&c| c <= token);
        self.clauses.get(after).copied().unwrap_or(self.len())
    }

    /// First token of the sentence in which the token stands.
    pub(super) fn sentence_start(&self, token: usize) -> usize {
        (0..token.min(self.len())).rev().find(|&t| self.stops[t]).map_or(0, |t| t + 1)
    }

    /// One past the last token of the sentence in which the token stands.
    pub(super) fn sentence_end(&self, token: usize) -> usize {
        (token..self.len()).find(|&t| self.stops[t]).map_or(self.len(), |t| t + 1)
    }
}

/// Numbers of the bits that are set, lowest first.
pub(super) fn set_bits(words: &[u64]) -> impl Iterator<Item = u16> + '_ {
    words.iter().enumerate().flat_map(|(word, &bits)| {
        let base = u16::try_from(word * 64).unwrap_or(u16::MAX);
        ones(bits).map(move |bit| base + bit)
    })
}

/// Places of the ones in a word, lowest first.
fn ones(bits: u64) -> impl Iterator<Item = u16> {
    let mut rest = bits;
    std::iter::from_fn(move || {
        let bit = u16::try_from(rest.trailing_zeros()).ok().filter(|bit| *bit < 64)?;
        rest &= rest - 1;
        Some(bit)
    })
}

fn stops(tagged: &Tagged<'_>, words: &[&str], at: usize) -> bool {
    match words[at] {
        ";" | "?" | "!" => true,
        "." => {
            let abbreviated = at > 0 && ABBREVIATIONS.contains(&words[at - 1]);
            !abbreviated && !tagged.word(at + 1).starts_with(char::is_lowercase)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn clauses_begin_after_stops_commas_with_subject_and_breaks() {
        let lexicon = Lexicon::built_in().unwrap();
        let vocabulary = Vocabulary::new(lexicon);
        let tagged = lexicon.tag("If it fails, we may stop; N.A. and Co. will not act, sue or bill unless you ask.");
        let marks = Marks::new(&tagged, &vocabulary);
        let heads: Vec<&str> = marks.clauses.iter().map(|&c| tagged.word(c)).collect();
        assert_eq!(heads, ["If", "we", "N.A", "unless"]);
    }

    #[test]
    fn dates_blanks_and_boxes() {
        let lexicon = Lexicon::built_in().unwrap();
        let vocabulary = Vocabulary::new(lexicon);
        let table = [
            ("by 12/31/2026", BuiltIn::Date, true),
            ("on March 3, 2026.", BuiltIn::Date, true),
            ("we may 5", BuiltIn::Date, true),
            ("we may not", BuiltIn::Date, false),
            ("by the 5th day of June 2027", BuiltIn::Date, true),
            ("no later than the 20th", BuiltIn::Date, true),
            ("a 20th share", BuiltIn::Date, false),
            ("pay ____ now", BuiltIn::Blank, true),
            ("[ ] waived", BuiltIn::EmptyBox, true),
            ("[X] waived", BuiltIn::TickedBox, true),
        ];
        for (words, built_in, want) in table {
            let marks = Marks::new(&lexicon.tag(words), &vocabulary);
            assert_eq!(marks.has(vocabulary.built_in(built_in)), want, "{words}");
        }
    }
}
