//! Whether a page's text is language: the share of its words that every letter of this kind uses.

use std::collections::BTreeMap;

/// Words that a page needs before their share says anything.
pub(super) const LEAST_WORDS: usize = 40;

/// Words of English and of lenders' letters and settlement tables, sorted. A page of prose has 0.4 and more of them,
/// a page whose font lies about its characters none (extraction study, section 10).
const KNOWN: &[&str] = &[
    "a",
    "account",
    "address",
    "agent",
    "agree",
    "agreement",
    "all",
    "amount",
    "an",
    "and",
    "any",
    "approval",
    "approved",
    "are",
    "as",
    "at",
    "balance",
    "bank",
    "be",
    "been",
    "borrower",
    "buyer",
    "by",
    "city",
    "closing",
    "commission",
    "contract",
    "cost",
    "costs",
    "county",
    "date",
    "deed",
    "deficiency",
    "due",
    "escrow",
    "fee",
    "fees",
    "final",
    "for",
    "foreclosure",
    "from",
    "has",
    "have",
    "if",
    "in",
    "insurance",
    "interest",
    "is",
    "it",
    "judgment",
    "later",
    "lender",
    "letter",
    "lien",
    "lieu",
    "loan",
    "may",
    "mortgage",
    "must",
    "name",
    "net",
    "no",
    "not",
    "note",
    "number",
    "of",
    "on",
    "or",
    "other",
    "our",
    "owner",
    "page",
    "paid",
    "party",
    "payment",
    "payoff",
    "policy",
    "price",
    "proceeds",
    "property",
    "purchase",
    "purchaser",
    "recording",
    "release",
    "sale",
    "seller",
    "servicer",
    "settlement",
    "shall",
    "short",
    "signature",
    "state",
    "statement",
    "street",
    "such",
    "tax",
    "taxes",
    "terms",
    "than",
    "that",
    "the",
    "their",
    "this",
    "title",
    "to",
    "total",
    "transfer",
    "under",
    "we",
    "will",
    "wire",
    "with",
    "you",
    "your",
];

/// Frequent words of Spanish, sorted: the other language that such letters come in.
const SPANISH: &[&str] = &[
    "a",
    "al",
    "como",
    "con",
    "cualquier",
    "de",
    "del",
    "deuda",
    "el",
    "en",
    "es",
    "esta",
    "este",
    "la",
    "las",
    "lo",
    "los",
    "no",
    "o",
    "para",
    "por",
    "que",
    "se",
    "si",
    "sin",
    "su",
    "sus",
    "un",
    "una",
    "usted",
    "venta",
    "y",
];

/// Bytes of a word from which on it is none of these, twice as many as the longest has: a letter of two bytes may become one
/// of one byte in lower case.
const LONGEST: usize = 24;

/// Words and how many of them are known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Score {
    /// Words of letters only.
    pub words: usize,
    /// Of these, frequent in English or in such letters.
    pub known: usize,
    /// Of these, frequent in Spanish.
    pub spanish: usize,
}

impl Score {
    /// The score of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut score = Self::default();
        let mut lower = String::new();
        for word in words(text) {
            score.words += 1;
            if word.len() > LONGEST {
                continue;
            }
            lower.clear();
            if word.is_ascii() {
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                lower.extend(word.chars().flat_map(char::to_lowercase));
            }
            score.known += usize::from(KNOWN.binary_search(&lower.as_str()).is_ok());
            score.spanish += usize::from(SPANISH.binary_search(&lower.as_str()).is_ok());
        }
        score
    }

    /// Share of known words, 0 to 1; 1 where there are none.
    pub(super) fn share(&self) -> f64 {
        share(self.known, self.words)
    }

    /// Whether the text is Spanish rather than noise.
    pub(super) fn is_spanish(&self) -> bool {
        share(self.spanish, self.words) > 0.25 && self.spanish > self.known
    }
}

/// The share of a text's words that every letter uses, 0 to 1; `None` where there are too few to tell.
#[must_use]
pub fn known_share(text: &str) -> Option<f64> {
    let score = Score::of(text);
    (score.words >= LEAST_WORDS).then(|| score.share())
}

/// A part of a whole; 1 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 1.0 } else { count(part) / count(whole) }
}

/// How much two texts have the same words, 0 to 1, whatever their order.
#[must_use]
pub fn agreement(a: &str, b: &str) -> f64 {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    let (mut total, mut common) = (0, 0);
    for word in words(a) {
        *counts.entry(word).or_default() += 1;
        total += 1;
    }
    for word in words(b) {
        total += 1;
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            common += 2;
        }
    }
    share(common, total)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(KNOWN.is_sorted() && SPANISH.is_sorted());
    }

    #[test]
    fn shares() {
        let cases = [
            ("The lender will release its lien and waives any deficiency under the note.", 0.5, 1.0),
            ("Wkh ohqghu zloo uhohdvh lwv olhq dqg zdlyhv dqb ghilflhqfb xqghu wkh qrwh.", 0.0, 0.1),
            ("Sale price $1 Commission $2 Title fees $3 Escrow $4 Total $5 Net proceeds $6", 0.6, 1.0),
        ];
        for (text, low, high) in cases {
            let share = Score::of(text).share();
            assert!((low..=high).contains(&share), "{share} for {text}");
        }
        assert!(Score::of("El banco libera la deuda de la hipoteca y no se reserva el saldo").is_spanish());
    }

    #[test]
    fn agreement_counts_words() {
        let cases = [("a b c", "c b a", 1.0), ("a b", "c d", 0.0), ("a a b b", "a b", 2.0 / 3.0), ("", "", 1.0)];
        for (a, b, want) in cases {
            assert!((agreement(a, b) - want).abs() < 1e-9, "{a} | {b}");
        }
    }
}
