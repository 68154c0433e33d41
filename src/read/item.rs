//! Items: the words of a unit as the grammar sees them, each with its concepts and its part in the sentence.

mod place;

use self::place::in_place;
use super::noun::{Marks, Thing};
use super::vocabulary::{Concepts, Vocabulary};
use crate::lexicon::{Inflection, Layer, Tag, Tagged, TokenKind};
use crate::span::UnitSpan;

/// What an item is in its sentence, after looking at its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Noun,
    Person,
    Verb,
    Adjective,
    Modal,
    Be,
    Have,
    Do,
    Not,
    Adverb,
    Determiner,
    Possessive,
    Preposition,
    To,
    That,
    Relative,
    Sub,
    Conjunction,
    Comma,
    Semicolon,
    Colon,
    Stop,
    Open,
    Close,
    Quote,
    Number,
    Money,
    Name,
    Word,
}

/// One item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) span: UnitSpan,
    pub(super) concepts: Concepts,
    pub(super) inflection: Inflection,
    pub(super) part: Part,
    /// Whether it begins with a capital letter.
    pub(super) capitalised: bool,
    /// What the document defines it to be.
    pub(super) defined: Option<(Thing, Marks)>,
}

impl Item {
    pub(super) fn is(&self, concepts: &Concepts) -> bool {
        self.concepts.meets(concepts)
    }

    /// A negator, alone or inside a contraction.
    pub(super) fn negates(&self, v: &Vocabulary) -> bool {
        self.is(&v.not)
    }
}

/// The items of a unit, in order.
pub(super) fn items(tagged: &Tagged, v: &Vocabulary) -> Vec<Item> {
    let mut all = Vec::with_capacity(tagged.tokens.len());
    let (mut token, mut tags) = (0, tagged.tags.as_slice());
    while token < tagged.tokens.len() {
        // Tags stand in the order of their tokens.
        tags = tags.get(tags.iter().take_while(|tag| tag.first < token).count()..).unwrap_or_default();
        let (item, next) = one(tagged, token, tags, v);
        all.push(item);
        token = next;
    }
    for at in 0..all.len() {
        all[at].part = in_place(&all, at, tagged.words, v);
    }
    all
}

/// The item that begins at a token; `tags` are those from there on.
fn one(tagged: &Tagged, token: usize, tags: &[Tag], v: &Vocabulary) -> (Item, usize) {
    let (mut concepts, mut inflection, mut last) = (Concepts::default(), Inflection::Base, token);
    for tag in tags.iter().take_while(|tag| tag.first == token).filter(|tag| tag.layer == Layer::Core) {
        concepts.insert(tag.concept);
        last = tag.last;
        let is_any_of = |set: &Concepts| set.has(tag.concept);
        if is_any_of(&v.verb) || (is_any_of(&v.noun) || is_any_of(&v.person)) && inflection == Inflection::Base {
            inflection = tag.inflection;
        }
    }
    let span = tagged.span(token, last);
    let word = span.of(tagged.words);
    let part = alone(word, tagged.tokens[token].kind, &concepts, v);
    (
        Item { span, concepts, inflection, part, capitalised: word.starts_with(char::is_uppercase), defined: None },
        last + 1,
    )
}

/// What a word is when nothing else is known of its neighbours.
fn alone(word: &str, kind: TokenKind, c: &Concepts, v: &Vocabulary) -> Part {
    match kind {
        TokenKind::Money => return Part::Money,
        TokenKind::Number if c.is_empty() => return Part::Number,
        TokenKind::Mark => return mark(word),
        _ => {}
    }
    if word.eq_ignore_ascii_case("to") {
        return Part::To;
    }
    if word.eq_ignore_ascii_case("that") {
        return Part::That;
    }
    if c.is_empty() {
        return if word.starts_with(char::is_uppercase) { Part::Name } else { Part::Word };
    }
    let table: [(&Concepts, Part); 18] = [
        (&v.decoy, Part::Adverb),
        (&v.sub, Part::Sub),
        (&v.modal, Part::Modal),
        (&v.be, Part::Be),
        (&v.have, Part::Have),
        (&v.do_verb, Part::Do),
        (&v.nothing, Part::Noun),
        (&v.not, Part::Not),
        (&v.possessive, Part::Determiner),
        (&v.person, Part::Person),
        (&v.verb, Part::Verb),
        (&v.noun, Part::Noun),
        (&v.adjective, Part::Adjective),
        (&v.relative, Part::Relative),
        (&v.conjunction, Part::Conjunction),
        (&v.preposition, Part::Preposition),
        (&v.determiner, Part::Determiner),
        (&v.adverb, Part::Adverb),
    ];
    if let Some((_, part)) = table.into_iter().find(|(set, _)| c.meets(set)) {
        return part;
    }
    if c.meets(&v.remaining) || c.meets(&v.part) {
        return Part::Determiner;
    }
    if word.starts_with(char::is_uppercase) { Part::Name } else { Part::Word }
}

#[expect(clippy::match_same_arms, reason = "a table: one line, one rule")]
fn mark(word: &str) -> Part {
    match word.chars().next() {
        Some(',') => Part::Comma,
        Some(';') => Part::Semicolon,
        Some(':') => Part::Colon,
        Some('.' | '!' | '?') => Part::Stop, // an abbreviation's dot is mended in place
        Some('(' | '[' | '{') => Part::Open,
        Some(')' | ']' | '}') => Part::Close,
        Some('\'' | '\u{2019}') if word.len() > 1 => Part::Possessive,
        Some('\u{2019}') => Part::Possessive,
        Some('"' | '\u{201c}' | '\u{201d}') => Part::Quote,
        Some('\u{2013}' | '\u{2014}' | '-' | '|') => Part::Colon,
        _ => Part::Word,
    }
}
