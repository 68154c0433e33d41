//! A unit as rows see it: what every token can be, where sentences stop and clauses begin.

use crate::lexicon::Tagged;
use crate::lexicon::TokenKind;
use crate::lexicon::token::fold;
use crate::pattern::notation::BuiltIn;
use crate::pattern::notation::Feature;
use crate::pattern::notation::Vocabulary;

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

/// Words that open a clause after a comma.
const SUBJECTS: &[&str] = &[
    "we",
    "you",
    "it",
    "they",
    "he",
    "she",
    "i",
    "the",
    "this",
    "that",
    "these",
    "those",
    "your",
    "our",
    "any",
    "all",
    "each",
    "no",
    "neither",
    "nothing",
    "both",
    "such",
    "which",
    "who",
    "lender",
    "borrower",
    "borrowers",
    "seller",
    "sellers",
    "grantor",
    "servicer",
    "bank",
    "then",
    "there",
    "upon",
    "please",
    "however",
];

/// Words that open a clause wherever they stand.
const BREAKS: &[&str] = &[
    "but",
    "however",
    "if",
    "unless",
    "except",
    "provided",
    "although",
    "though",
    "because",
    "whereas",
    "while",
    "notwithstanding",
    "despite",
    "otherwise",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "no", "n.a", "na", "inc", "co", "corp", "mr", "mrs", "ms", "dr", "st", "ave", "blvd", "llc", "l.p", "f.s.b", "u.s",
    "e.g", "i.e", "al", "approx", "acct", "sec", "cal", "civ", "proc", "art", "vs", "v", "d.b.a", "a.k.a", "jr", "sr",
    "ltd", "ste", "apt", "attn", "ext", "tel", "p.m", "a.m",
];

impl Marks {
    pub(super) fn new(tagged: &Tagged<'_>, vocabulary: &Vocabulary) -> Self {
        let words: Vec<String> = tagged.tokens.iter().map(|t| fold(t.span.of(tagged.words))).collect();
        let mut marks = Self {
            offsets: Vec::with_capacity(words.len() + 1),
            all: Vec::with_capacity(words.len() * 3),
            present: vec![0; vocabulary.len().div_ceil(64)],
            stops: (0..words.len()).map(|at| stops(tagged, &words, at)).collect(),
            clauses: vec![0],
        };
        for (at, word) in words.iter().enumerate() {
            marks.offsets.push(u32::try_from(marks.all.len()).unwrap_or(u32::MAX));
            for tag in tagged.at(at) {
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

    fn mark_built_ins(&mut self, tagged: &Tagged<'_>, words: &[String], at: usize, vocabulary: &Vocabulary) {
        let Some(token) = tagged.tokens.get(at) else { return };
        let mut mark = |built_in, end| self.mark(vocabulary.built_in(built_in), end);
        match token.kind {
            TokenKind::Money | TokenKind::Number if is_zero(&words[at]) => mark(BuiltIn::Zero, at + 1),
            TokenKind::Money => mark(BuiltIn::Money, at + 1),
            TokenKind::Number => {
                mark(BuiltIn::Number, at + 1);
                if is_amount(&words[at]) {
                    mark(BuiltIn::Money, at + 1);
                }
            }
            TokenKind::Word if tagged.word(at).starts_with(char::is_uppercase) => mark(BuiltIn::Capital, at + 1),
            TokenKind::Word | TokenKind::Mark => {}
        }
        match words[at].as_str() {
            "[" | "{" | "<" => mark(BuiltIn::Open, at + 1),
            "]" | "}" | ">" => mark(BuiltIn::Close, at + 1),
            _ => {}
        }
        if let Some(end) = date(words, at) {
            mark(BuiltIn::Date, end);
        }
        if let Some(end) = blank(words, at) {
            mark(BuiltIn::Blank, end);
        }
        if let Some((built_in, end)) = checkbox(words, at) {
            mark(built_in, end);
        }
    }

    fn opens_clause(&self, words: &[String], at: usize) -> bool {
        let word = |n: usize| words.get(n).map_or("", String::as_str);
        if self.stops[at - 1] || BREAKS.contains(&word(at)) {
            return true;
        }
        let joined = ["and", "but", "or", "so", "then"].contains(&word(at));
        let subject = SUBJECTS.contains(&word(if joined { at + 1 } else { at }));
        word(at - 1) == "," && subject
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
        self.present.iter().enumerate().flat_map(|(word, &bits)| {
            let base = u16::try_from(word * 64).unwrap_or(u16::MAX);
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| Feature(base + bit))
        })
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

fn stops(tagged: &Tagged<'_>, words: &[String], at: usize) -> bool {
    match words[at].as_str() {
        ";" | "?" | "!" => true,
        "." => {
            let abbreviated = at > 0 && ABBREVIATIONS.contains(&words[at - 1].as_str());
            !abbreviated && !tagged.word(at + 1).starts_with(char::is_lowercase)
        }
        _ => false,
    }
}

/// Where the date ends that begins here.
fn date(words: &[String], at: usize) -> Option<usize> {
    let word = |n: usize| words.get(n).map_or("", String::as_str);
    let digits = |n: usize| word(n).starts_with(|c: char| c.is_ascii_digit());
    let year = |n: usize| word(n).len() == 4 && word(n).bytes().all(|b| b.is_ascii_digit());
    if digits(at) && word(at).matches(['/', '-', '.']).count() == 2 {
        return Some(at + 1);
    }
    if MONTHS.contains(&word(at)) && digits(at + 1) {
        let comma = usize::from(word(at + 2) == ",");
        return Some(if year(at + 2 + comma) { at + 3 + comma } else { at + 2 });
    }
    let ordinal = digits(at) && ["st", "nd", "rd", "th"].iter().any(|end| word(at).ends_with(end));
    let of = usize::from(word(at + 1) == "of" || word(at + 1) == "day");
    let of = of + usize::from(of == 1 && word(at + 2) == "of");
    let month = at + 1 + of;
    if digits(at) && MONTHS.contains(&word(month)) && (of > 0 || word(month) != "may") {
        return Some(if year(month + 1) { month + 2 } else { month + 1 });
    }
    (ordinal && at > 0 && word(at - 1) == "the").then_some(at + 1)
}

/// Whether every digit is a nought.
fn is_zero(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '0' | '$' | '.' | ','))
}

/// Whether a number without a dollar sign is written as an amount: `187,500` or `187,500.00`.
fn is_amount(word: &str) -> bool {
    let whole = word.split('.').next().unwrap_or(word);
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
    first && whole.contains(',') && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
}

/// Where the blank ends that begins here.
fn blank(words: &[String], at: usize) -> Option<usize> {
    let run = words[at..].iter().take_while(|w| *w == "_").count();
    (run >= 2).then_some(at + run)
}

fn checkbox(words: &[String], at: usize) -> Option<(BuiltIn, usize)> {
    let word = |n: usize| words.get(n).map_or("", String::as_str);
    match (word(at), word(at + 1), word(at + 2)) {
        ("\u{2610}" | "\u{25a1}" | "\u{25fb}", ..) => Some((BuiltIn::EmptyBox, at + 1)),
        ("\u{2611}" | "\u{2612}" | "\u{25a0}" | "\u{2714}" | "\u{2713}", ..) => Some((BuiltIn::TickedBox, at + 1)),
        ("[", "]", _) | ("(", ")", _) => Some((BuiltIn::EmptyBox, at + 2)),
        ("[", "_", "]") | ("(", "_", ")") => Some((BuiltIn::EmptyBox, at + 3)),
        ("[", "x", "]") | ("(", "x", ")") => Some((BuiltIn::TickedBox, at + 3)),
        _ => None,
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
