//! What stands around a border: lookahead and lookback of the clause cutter.

use super::{Cutter, Open, Role};
use crate::lexicon::Inflection;
use crate::read::item::{Item, Part};

impl Cutter<'_> {
    pub(super) fn after_conjunction(&self, at: usize) -> bool {
        self.items[..at].iter().rev().find(|i| i.part != Part::Adverb).is_some_and(|i| i.part == Part::Conjunction)
    }

    /// First item of the phrase that is the subject of the verb at `at`.
    pub(super) fn subject_start(&self, at: usize, floor: usize) -> usize {
        let mut start = at;
        while start > floor {
            let part = self.items[start - 1].part;
            let nominal = matches!(
                part,
                Part::Noun
                    | Part::Person
                    | Part::Name
                    | Part::Word
                    | Part::Determiner
                    | Part::Possessive
                    | Part::Adverb
                    | Part::Number
                    | Part::Not
            );
            if !nominal {
                break;
            }
            start -= 1;
            if matches!(part, Part::Determiner | Part::Not)
                || self.items[start].is(&self.v.pronoun)
                || self.one_word_subject(start)
            {
                break;
            }
        }
        start
    }

    /// First item of the subject of the verb at `at`, which ends the relative clause from `from`. In "anyone who takes from it
    /// will sue" it stands before the clause: what a relative's own verb or preposition takes is no subject.
    pub(super) fn subject_behind_a_relative(&self, at: usize, from: usize) -> usize {
        let start = self.subject_start(at, from + 1);
        let opens = self.items[from + 1..at].iter().find(|i| !matches!(i.part, Part::Adverb | Part::Not));
        let is_of_the_subject =
            opens.is_some_and(|i| matches!(i.part, Part::Verb | Part::Modal | Part::Be | Part::Have | Part::Do));
        let taken =
            start > from + 1 && matches!(self.items[start - 1].part, Part::Preposition | Part::Verb | Part::Sub);
        if is_of_the_subject && taken { at } else { start }
    }

    /// ", in return for which the bank shall release its mortgage": the relative goes back to all that was said, and a statement
    /// of its own begins. "The letter, in which we agreed" describes the letter.
    pub(super) fn begins_anew(&self, at: usize) -> bool {
        let led = at
            .checked_sub(1)
            .map(|n| &self.items[n])
            .is_some_and(|i| i.part == Part::Sub || i.is(&self.v.against_word));
        let comma = at.checked_sub(2).is_some_and(|n| self.items[n].part == Part::Comma);
        led && comma && self.subject_and_verb_follow(at)
    }

    pub(super) fn one_word_subject(&self, at: usize) -> bool {
        let item = &self.items[at];
        item.part == Part::Person
            && !self.items.get(at.wrapping_sub(1)).is_some_and(|i| matches!(i.part, Part::Determiner | Part::Name))
    }

    /// Whether nothing but adverbs and conjunctions stand before it in its sentence.
    pub(super) fn opens_sentence(&self, from: usize) -> bool {
        let before = self.items[..from]
            .iter()
            .rev()
            .take_while(|i| !matches!(i.part, Part::Stop | Part::Semicolon | Part::Colon));
        before.into_iter().all(|i| {
            matches!(
                i.part,
                Part::Adverb | Part::Conjunction | Part::Comma | Part::Number | Part::Open | Part::Close | Part::Quote
            )
        })
    }

    /// Whether the comma ends an adjunct: always if a comma opened it, else if the main clause follows.
    pub(super) fn adjunct_ends(&self, at: usize, top: Open) -> bool {
        if top.needs > top.verbs {
            return false;
        }
        let from = self.all[top.clause].from;
        if self.opens_sentence(from) {
            if self.second_condition(at) {
                return false;
            }
            let next = self.items[at + 1..].iter().find(|i| i.part != Part::Adverb);
            if next.is_some_and(|i| i.part == Part::Verb && i.inflection == Inflection::Base) {
                return true;
            }
            return self.main_follows(at) || !self.list_goes_on(at) && !self.is_aside(at);
        }
        let between_commas = from > 0 && self.items[from - 1].part == Part::Comma && !self.list_goes_on(at);
        between_commas || self.subject_and_verb_follow(at) || top.needs == 0 && !self.list_goes_on(at)
    }

    /// "should we find, in our own judgment, that …": words between commas before the clause goes on.
    fn is_aside(&self, at: usize) -> bool {
        let opens = self.items.get(at + 1).is_some_and(|i| matches!(i.part, Part::Preposition | Part::Adverb));
        let close = (at + 1..self.items.len().min(at + 9)).find(|&n| self.items[n].part == Part::Comma);
        opens
            && close
                .and_then(|n| self.items.get(n + 1))
                .is_some_and(|i| matches!(i.part, Part::That | Part::To | Part::Conjunction))
    }

    /// "if they agree, and we have it in writing, the debt …": a second condition before the main clause.
    pub(super) fn second_condition(&self, at: usize) -> bool {
        let joined = self.items.get(at + 1).is_some_and(|i| i.part == Part::Conjunction);
        let next = (at + 1..self.items.len())
            .take_while(|&n| !matches!(self.items[n].part, Part::Stop | Part::Semicolon))
            .find(|&n| self.items[n].part == Part::Comma);
        joined
            && next.is_some_and(|n| {
                // "July 30, 2026" is one date.
                let starts = |i: &Item| !matches!(i.part, Part::Conjunction | Part::Number);
                self.main_follows(n) && self.items.get(n + 1).is_some_and(starts)
            })
    }

    /// Whether a comma opened the clause ("your request, that we cancel the balance, is granted").
    pub(super) fn after_comma(&self, clause: usize) -> bool {
        self.all[clause].from.checked_sub(1).is_some_and(|left| self.items[left].part == Part::Comma)
    }

    /// Whether the clause under the open one only supposes ("notwithstanding that …,").
    pub(super) fn supposing_below(&self) -> bool {
        self.open.len() > 2 && self.all[self.open[self.open.len() - 2].clause].role.supposes()
    }

    /// Whether, before the next comma or subordinator, a finite verb comes.
    pub(super) fn main_follows(&self, at: usize) -> bool {
        for place in at + 1..self.items.len() {
            let item = &self.items[place];
            match item.part {
                Part::Comma | Part::Stop | Part::Semicolon | Part::Sub | Part::Relative | Part::That => return false,
                Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb if self.finite(place) => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether the comma only parts two members of a list inside the adjunct.
    pub(super) fn list_goes_on(&self, at: usize) -> bool {
        let rest = &self.items[at + 1..];
        let stop =
            rest.iter().position(|i| matches!(i.part, Part::Comma | Part::Conjunction | Part::Stop | Part::Semicolon));
        stop.is_some_and(|n| {
            n > 0
                && n < 7
                && matches!(rest[n].part, Part::Comma | Part::Conjunction)
                && rest[..n].iter().all(|i| !matches!(i.part, Part::Sub | Part::Modal | Part::Be | Part::To))
        }) || rest.first().is_some_and(|i| i.part == Part::Conjunction && i.inflection == Inflection::Base)
            && !self.main_follows(at)
    }

    pub(super) fn subject_and_verb_follow(&self, at: usize) -> bool {
        let mut rest = self.items[at + 1..].iter().skip_while(|i| i.part == Part::Adverb);
        let subject = rest.next().is_some_and(|i| {
            matches!(i.part, Part::Person | Part::Noun | Part::Determiner | Part::Name | Part::Not)
                || i.is(&self.v.what)
        });
        subject && self.main_follows(at)
    }

    /// Whether the subordinator opens a clause with a verb rather than a noun phrase.
    pub(super) fn wants_verb(&self, at: usize, role: Role) -> bool {
        if self.items[at].is(&self.v.nominal) && !self.items.get(at + 1).is_some_and(|i| i.is(&self.v.subject_pronoun))
        {
            return self.verb_before_comma(at);
        }
        if role == Role::Time || role == Role::Cause || role == Role::Concession {
            let pronoun =
                self.items.get(at + 1).is_some_and(|i| i.part == Part::Person && i.is(&self.v.subject_pronoun));
            return self.items[at].is(&self.v.clausal) || pronoun || self.verbs_before_comma(at);
        }
        !self.items[at].is(&self.v.nominal) && !self.stands_bare(at)
    }

    /// "If permitted by law, …", "where necessary, …": a condition without subject and verb, up to a comma.
    fn stands_bare(&self, at: usize) -> bool {
        let mut after = self.items[at + 1..].iter().filter(|i| i.part != Part::Adverb);
        let bare = after
            .next()
            .is_some_and(|i| i.part == Part::Adjective || i.part == Part::Verb && i.inflection == Inflection::Past);
        let end = (at + 1..self.items.len()).find(|&n| {
            matches!(
                self.items[n].part,
                Part::Comma | Part::Stop | Part::Semicolon | Part::Modal | Part::Be | Part::Have
            )
        });
        bare && end.is_some_and(|n| self.items[n].part == Part::Comma)
    }

    /// Whether a finite verb and then a comma with a main clause follow ("upon the sale that we approve, …" has none).
    pub(super) fn verb_before_comma(&self, at: usize) -> bool {
        let comma = (at + 1..self.items.len())
            .find(|&n| matches!(self.items[n].part, Part::Comma | Part::Stop | Part::Semicolon));
        let Some(end) = comma.filter(|&n| self.items[n].part == Part::Comma) else { return false };
        let inside = (at + 1..end).any(|n| {
            matches!(self.items[n].part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb) && self.finite(n)
        });
        inside && self.main_follows(end) && !self.joins_sentences(end)
    }

    pub(super) fn finite_before_stop(&self, at: usize) -> bool {
        let end = (at..self.items.len())
            .find(|&n| matches!(self.items[n].part, Part::Stop | Part::Semicolon))
            .unwrap_or(self.items.len());
        (at..end).any(|n| {
            matches!(self.items[n].part, Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb) && self.finite(n)
        })
    }

    /// "after closing the bank releases it, and the sale is cancelled": the comma joins two main clauses.
    fn joins_sentences(&self, comma: usize) -> bool {
        self.items.get(comma + 1).is_some_and(|i| i.part == Part::Conjunction) && !self.second_condition(comma)
    }

    /// Whether a verb of its own stands before the comma, or two verbs before the end.
    pub(super) fn verbs_before_comma(&self, at: usize) -> bool {
        let mut verbs = 0;
        for place in at + 1..self.items.len() {
            match self.items[place].part {
                Part::Comma if self.joins_sentences(place) => return verbs >= 2,
                Part::Comma => return verbs >= 1 && self.finite_before_stop(place),
                Part::Stop | Part::Semicolon | Part::Sub => break,
                Part::Modal | Part::Be | Part::Have | Part::Do | Part::Verb if self.finite(place) => verbs += 1,
                _ => {}
            }
        }
        verbs >= 2
    }

    /// "covenants with Borrower that it will …": the clause belongs to the verb, not to the noun before it.
    pub(super) fn promises(&self, at: usize) -> bool {
        let clause = self.top().clause;
        let verb = (0..at).rev().filter(|&n| self.of[n] == clause).find(|&n| self.items[n].part == Part::Verb);
        let governs = verb.is_some_and(|n| self.items[n].is(&self.v.keep));
        governs
            && self.items.get(at + 1).is_some_and(|i| matches!(i.part, Part::Person | Part::Determiner))
            && self.main_follows(at)
    }

    /// ", not the note": a noun phrase left out by contrast.
    pub(super) fn contrast(&self, at: usize) -> bool {
        let left = at.checked_sub(1).map(|l| self.items[l].part);
        let bare = self
            .items
            .get(at + 1)
            .is_some_and(|i| matches!(i.part, Part::Determiner | Part::Noun | Part::Person | Part::Preposition));
        let ends = self.items[at + 1..].iter().find(|i| {
            !matches!(
                i.part,
                Part::Determiner
                    | Part::Noun
                    | Part::Person
                    | Part::Possessive
                    | Part::Name
                    | Part::Word
                    | Part::Adverb
                    | Part::Preposition
            )
        });
        matches!(left, Some(Part::Comma | Part::Conjunction))
            && bare
            && ends.is_none_or(|i| matches!(i.part, Part::Stop | Part::Semicolon | Part::Comma | Part::Close))
    }

    /// Whether a finite verb group begins here.
    pub(super) fn finite(&self, at: usize) -> bool {
        let item = &self.items[at];
        let left = self.items[..at].iter().rev().find(|i| !matches!(i.part, Part::Adverb | Part::Not)).map(|i| i.part);
        let inside = matches!(left, Some(Part::Modal | Part::Be | Part::Have | Part::Do | Part::To));
        match item.part {
            Part::Modal => true,
            Part::Be | Part::Have | Part::Do => !inside && item.inflection != Inflection::Ing,
            _ => {
                let inverted = self.open.last().is_some_and(|o| self.items[self.all[o.clause].from].is(&self.v.should));
                let third = item.inflection == Inflection::Third || inverted && item.inflection == Inflection::Base;
                let odd_subject = left == Some(Part::Word) && third && !item.is(&self.v.noun);
                !inside
                    && (odd_subject
                        || matches!(
                            item.inflection,
                            Inflection::Third | Inflection::Past | Inflection::Preterite | Inflection::Base
                        ) && matches!(
                            left,
                            Some(Part::Person | Part::Noun | Part::Name | Part::Close | Part::Relative | Part::That)
                        ))
            }
        }
    }
}
