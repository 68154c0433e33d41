//! The notation of rows: `<concept>`, plain words, `{a|b}`, `[optional]`, `...` or `...9`.

use hashbrown::HashMap;

use crate::lexicon::Lexicon;
use crate::lexicon::token::{fold, tokens};

/// Something that a token can be: a concept, a built-in, or a plain word, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Feature(pub(super) u16);

/// What the notation knows without the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BuiltIn {
    /// `$1,200.00` or `1,200`: an amount above zero.
    Money,
    /// `$0.00`, or a number that is zero.
    Zero,
    /// A number.
    Number,
    /// `12/31/2026`, `March 3, 2026`, `3 March 2026`.
    Date,
    /// Two underscores or more.
    Blank,
    /// An empty box: `☐`, `[ ]`, `( )`.
    EmptyBox,
    /// A ticked box: `☒`, `[x]`, `(X)`.
    TickedBox,
    /// A word that begins with a capital letter.
    Capital,
    /// An opening square, curly or angle bracket.
    Open,
    /// A closing one.
    Close,
}

impl BuiltIn {
    pub(super) const ALL: [Self; 10] = [
        Self::Money,
        Self::Zero,
        Self::Number,
        Self::Date,
        Self::Blank,
        Self::EmptyBox,
        Self::TickedBox,
        Self::Capital,
        Self::Open,
        Self::Close,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Zero => "zero",
            Self::Number => "number",
            Self::Date => "date",
            Self::Blank => "blank",
            Self::EmptyBox => "empty-box",
            Self::TickedBox => "ticked-box",
            Self::Capital => "capital",
            Self::Open => "open",
            Self::Close => "close",
        }
    }
}

/// All features that rows speak of.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    concepts: usize,
    words: HashMap<String, Feature>,
}

impl Vocabulary {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self { concepts: lexicon.len(), words: HashMap::new() }
    }

    /// Number of features.
    pub(super) fn len(&self) -> usize {
        self.concepts + BuiltIn::ALL.len() + self.words.len()
    }

    pub(super) fn built_in(&self, built_in: BuiltIn) -> Feature {
        number(self.concepts + built_in as usize)
    }

    /// The feature of a folded word that some row speaks of.
    pub(super) fn word(&self, folded: &str) -> Option<Feature> {
        self.words.get(folded).copied()
    }

    /// The feature of a folded word, made if need be.
    pub(super) fn learn(&mut self, folded: &str) -> Feature {
        let next = number(self.len());
        *self.words.entry(folded.to_owned()).or_insert(next)
    }
}

fn number(n: usize) -> Feature {
    Feature(u16::try_from(n).unwrap_or(u16::MAX))
}

/// A row, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expr {
    /// One feature.
    One(Feature),
    /// One after the other.
    Then(Vec<Expr>),
    /// Any of them.
    Either(Vec<Expr>),
    /// Or nothing.
    Maybe(Box<Expr>),
    /// Up to so many tokens.
    Gap(u8),
    /// The beginning of the unit.
    Begin,
    /// The end of a sentence.
    End,
}

/// The first part opens; one that may be left out, the next as well.
fn opens_then(parts: &[Expr]) -> Option<Vec<Feature>> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Expr::Maybe(inside) => all.extend(inside.opens()?),
            Expr::Begin => {}
            _ => {
                all.extend(part.opens()?);
                return Some(all);
            }
        }
    }
    None
}

/// Widest gap where the row gives no number.
const GAP: u8 = 6;

/// Parses one row.
pub(super) fn parse(row: &str, lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Result<Expr, String> {
    let mut parser = Parser { rest: row, lexicon, vocabulary };
    let expr = parser.sequence()?;
    match parser.rest.chars().next() {
        None => Ok(expr),
        Some(c) => Err(format!("`{c}` closes nothing in `{row}`")),
    }
}

struct Parser<'a> {
    rest: &'a str,
    lexicon: &'a Lexicon,
    vocabulary: &'a mut Vocabulary,
}

impl Parser<'_> {
    fn sequence(&mut self) -> Result<Expr, String> {
        let mut parts = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                None | Some('|' | '}' | ']') => break,
                Some('{') => parts.push(self.either()?),
                Some('[') => parts.push(self.maybe()?),
                Some('<') => parts.push(self.named()?),
                Some(_) if self.rest.starts_with("...") => parts.push(self.gap()?),
                Some(_) => parts.extend(self.word()?),
            }
        }
        match parts.len() {
            0 => Err("an empty row or alternative".to_owned()),
            1 => Ok(parts.remove(0)),
            _ => Ok(Expr::Then(parts)),
        }
    }

    fn either(&mut self) -> Result<Expr, String> {
        self.alternatives('}').map_err(|says| says.unwrap_or_else(|| "`{` is not closed".to_owned()))
    }

    fn maybe(&mut self) -> Result<Expr, String> {
        let inside = self.alternatives(']').map_err(|says| says.unwrap_or_else(|| "`[` is not closed".to_owned()))?;
        Ok(Expr::Maybe(Box::new(inside)))
    }

    /// The alternatives up to the closing sign; no message where that sign is lacking.
    fn alternatives(&mut self, close: char) -> Result<Expr, Option<String>> {
        let mut alternatives = Vec::new();
        loop {
            self.rest = &self.rest[1..];
            alternatives.push(self.sequence().map_err(Some)?);
            match self.rest.chars().next() {
                Some('|') => {}
                Some(c) if c == close => break,
                _ => return Err(None),
            }
        }
        self.rest = &self.rest[1..];
        Ok(Expr::Either(alternatives))
    }

    fn named(&mut self) -> Result<Expr, String> {
        let (name, rest) = self.rest[1..].split_once('>').ok_or("`<` is not closed")?;
        self.rest = rest;
        match name {
            "begin" => return Ok(Expr::Begin),
            "end" => return Ok(Expr::End),
            _ => {}
        }
        if let Some(b) = BuiltIn::ALL.into_iter().find(|b| b.name() == name) {
            return Ok(Expr::One(self.vocabulary.built_in(b)));
        }
        let concept = self.lexicon.concept(name).ok_or_else(|| {
            format!("`<{name}>` is no concept: add it to patterns/lexicon/matters.toml, or mend the spelling")
        })?;
        Ok(Expr::One(Feature(concept.0)))
    }

    fn gap(&mut self) -> Result<Expr, String> {
        self.rest = &self.rest[3..];
        let digits = self.rest.len() - self.rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        if number.is_empty() {
            return Ok(Expr::Gap(GAP));
        }
        number.parse().map(Expr::Gap).map_err(|_| format!("`...{number}` is too wide"))
    }

    /// One plain word; several tokens where the tokeniser cuts it ("lender's").
    fn word(&mut self) -> Result<Vec<Expr>, String> {
        let end = self.rest.find(|c: char| c.is_whitespace() || "{}[]|<>".contains(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        if word.is_empty() {
            return Err(format!("`{}` is not part of the notation", self.rest));
        }
        let words = tokens(word).into_iter().map(|t| fold(t.span.of(word)));
        Ok(words.map(|w| Expr::One(self.vocabulary.learn(&w))).collect())
    }
}

impl Expr {
    /// Features of which one stands at the first token of every match; `None` where a match can begin otherwise.
    pub(super) fn opens(&self) -> Option<Vec<Feature>> {
        match self {
            Self::One(f) => Some(vec![*f]),
            Self::Then(parts) => opens_then(parts),
            Self::Either(parts) => Some(parts.iter().map(Self::opens).collect::<Option<Vec<_>>>()?.concat()),
            Self::Maybe(_) | Self::Gap(_) | Self::Begin | Self::End => None,
        }
    }

    /// The sets of features of which one each must occur, where the row is to match.
    pub(super) fn required(&self) -> Vec<Vec<Feature>> {
        match self {
            Self::One(f) => vec![vec![*f]],
            Self::Then(parts) => parts.iter().flat_map(Self::required).collect(),
            Self::Either(parts) => {
                let each: Vec<_> = parts.iter().map(Self::required).collect();
                let first_of_each: Option<Vec<Feature>> =
                    each.iter().map(|sets| sets.first().cloned()).collect::<Option<Vec<_>>>().map(|v| v.concat());
                first_of_each.into_iter().collect()
            }
            Self::Maybe(_) | Self::Gap(_) | Self::Begin | Self::End => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let file = "[[concept]]\nname = \"lien\"\nclass = \"noun\"\nwords = [\"lien\"]\n";
        Lexicon::compile(&[("a.toml", file)]).unwrap()
    }

    #[test]
    fn notation_reads_and_refuses() {
        let lexicon = lexicon();
        let mut vocabulary = Vocabulary::new(&lexicon);
        let row = parse("the {<lien>|note [itself]} ...3 <date>", &lexicon, &mut vocabulary).unwrap();
        assert_eq!(row.required().len(), 3);
        for (bad, says) in [
            ("the <lein>", "no concept"),
            ("{a|b", "not closed"),
            ("a }", "closes nothing"),
            ("[a", "not closed"),
            ("", "empty"),
            ("{a|}", "empty"),
            ("a ...999 b", "too wide"),
        ] {
            let error = parse(bad, &lexicon, &mut vocabulary).unwrap_err();
            assert!(error.contains(says), "{bad}: {error}");
        }
    }
}
