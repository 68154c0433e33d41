//! Units of one block: rows, options, sentences.

use std::ops::Range;

use crate::span::NormSpan;

use super::super::Form;
use super::super::Standing;
use super::super::heading;
use super::super::line::Line;
use super::super::mark::Style;
use super::super::options;
use super::super::row;
use super::super::sentence::sentences;
use super::super::shape;
use super::super::shape::Shape;
use super::super::standing;
use super::super::standing::rank;
use super::super::tick::State;
use super::Builder;
use super::Zone;
use super::list;
use super::trimmed;

impl Builder<'_> {
    pub(super) fn row(&mut self, first: &Line<'_>, cut: Range<usize>, end: usize) {
        let lead_in = self.lists.lead_in_of(first);
        for row in row::rows(first, cut.start, cut.end, end) {
            let label_words = self.words(&row.label).trim_end_matches(['.', ' ', ':', '|']);
            let label = trimmed(self.text, row.label.start..row.label.start + label_words.len());
            let value = self.words(&row.value);
            let matter = row::is_matter(label_words, value);
            if !matter && row::is_sentence(value) && Shape::of(label_words).words > 0 {
                let colon = row.value.start;
                self.push(row.label.start..colon, Form::Heading, None, None);
                (self.run_in, self.before) = (label, None);
                self.region.heading(label_words, rank::PARAGRAPH);
                self.sentences(row.value, lead_in);
                self.run_in = None;
                continue;
            }
            let form = if matter { Form::Matter } else { Form::Row };
            let cuts = sentences(value);
            let split =
                cuts.len() > 1 && cuts.iter().skip(1).any(|c| Shape::of(value.get(c.clone()).unwrap_or("")).is_prose());
            let whole = if let (true, Some(one)) = (split, cuts.first()) {
                row.whole.start..row.value.start + one.end
            } else {
                row.whole.clone()
            };
            let rest = whole.end..row.whole.end;
            self.push(whole, form, lead_in, label);
            self.sentences(rest, None);
        }
    }

    /// The lead-in of the option above, where it is no label of its own line.
    fn lead_in_above(&self) -> Option<NormSpan> {
        let above = self.out.units.last().filter(|unit| matches!(unit.form, Form::Ticked | Form::Unticked))?;
        let lead = above.lead_in?;
        let at = self.out.units.partition_point(|unit| unit.span.start < lead.start);
        let label = self.out.units.get(at).is_some_and(|unit| unit.span == lead && unit.form == Form::Row);
        (!label).then_some(lead)
    }

    pub(super) fn boxes(&mut self, lines: &[Line<'_>], range: Range<usize>) {
        let Some(first) = lines.first() else { return };
        let ticks: Vec<_> = lines.iter().flat_map(|line| line.ticks.iter().copied()).collect();
        let lead_in = self.lists.lead_in_of(first).or_else(|| self.opener()).or_else(|| self.lead_in_above());
        if let ([tick], true) = (ticks.as_slice(), lines.len() > 1)
            && tick.span.end == first.end
            && tick.span.start > first.body
        {
            // The box stands in a column of its own beside words that wrap.
            self.push(range, form(tick.state), lead_in, None);
            return;
        }
        self.out.marks.extend(ticks.iter().map(|tick| tick.span));
        let beside = wraps_beside(lines);
        let (range, rest) =
            if beside { (range.start..first.end, first.end..range.end) } else { (range.clone(), range.end..range.end) };
        let (label, choices) = options::options(self.words(&range), range.start, &ticks);
        let label_span = trimmed(self.text, label.clone());
        if label_span.is_some() {
            self.push(label, Form::Row, lead_in, label_span);
        }
        for choice in choices {
            let words = self.words(&choice.words);
            for cut in sentences(words) {
                let range = choice.words.start + cut.start..choice.words.start + cut.end;
                self.push(range, form(choice.state), label_span.or(lead_in), None);
            }
        }
        self.push(rest, Form::Row, None, label_span);
    }

    /// A paragraph or item of running words.
    pub(super) fn running(&mut self, range: Range<usize>, first: &Line<'_>) {
        let words = self.words(&range);
        let cuts = sentences(words);
        let one = cuts.first().map_or("", |cut| words.get(cut.clone()).unwrap_or(""));
        let rest = cuts.first().map_or("", |cut| words.get(cut.end..).unwrap_or(""));
        let mut range = range;
        let bullet = first.mark.as_ref().is_some_and(|mark| mark.number.is_empty());
        let most = if bullet {
            3
        } else if first.mark.is_some() {
            6
        } else {
            4
        };
        let asked = self.lists.lead_in_of(first).is_some_and(|lead| list::demands(self.text.words(lead), one));
        let run_in = heading::run_in(one, rest, most).filter(|_| !asked || Shape::of(one).is_caps());
        if let Some(end) = run_in.filter(|_| self.zone != Zone::Opening || first.mark.is_some()) {
            let head = range.start..range.start + end;
            let span = trimmed(self.text, head.clone());
            let rank = first.mark.as_ref().map_or(rank::PARAGRAPH, |mark| rank::NUMBERED + mark.level);
            self.push(head.clone(), Form::Heading, None, None);
            self.region.heading(self.words(&head), rank);
            if first.mark.is_some() {
                self.lists.set_heading(span);
            } else {
                self.run_in = span;
            }
            self.before = None;
            range.start = head.end;
            if let Some(dash) = self.words(&range).strip_prefix(" - ") {
                self.out.marks.push(NormSpan::new(range.start + 1, range.start + 2));
                range.start = range.end - dash.len();
            }
        }
        if self.zone == Zone::Opening && Shape::of(words).is_prose() && one.len() > 40 {
            self.zone = Zone::Body;
        }
        let lead_in = self.lists.lead_in_of(first);
        if first.mark.as_ref().is_some_and(|mark| mark.style == Style::Question) {
            self.push(range, Form::Question, None, None);
            return;
        }
        self.sentences(range, lead_in);
    }

    /// Pushes the sentences of a stretch; the first may need the lead-in of its list.
    fn sentences(&mut self, range: Range<usize>, lead_in: Option<NormSpan>) {
        let words = self.words(&range);
        for (n, cut) in sentences(words).into_iter().enumerate() {
            let own = words.get(cut.clone()).unwrap_or("");
            let lead_in = lead_in.filter(|_| n == 0);
            let form = self.form(own, lead_in);
            if shape::starts_with_whereas(own) {
                self.region.open(Standing::Recital, rank::PARAGRAPH);
            } else if self.region.now() == Standing::Recital && standing::ends_recitals(own) {
                self.region.close(0);
            }
            self.push(range.start + cut.start..range.start + cut.end, form, lead_in, None);
        }
    }

    fn form(&self, words: &str, lead_in: Option<NormSpan>) -> Form {
        if words.trim_end_matches(['"', '\'', ')', ']']).ends_with('?') {
            return Form::Question;
        }
        let whole = shape::is_finished(words) && !shape::starts_small(words);
        match lead_in {
            Some(lead) if !whole || list::demands(self.text.words(lead), words) => Form::ListItem,
            _ => Form::Sentence,
        }
    }
}

/// Whether the lines below the boxes carry on the label beside them.
fn wraps_beside(lines: &[Line<'_>]) -> bool {
    let (Some(first), Some(second)) = (lines.first(), lines.get(1)) else { return false };
    let labelled = first.ticks.first().is_some_and(|tick| tick.span.start > first.body);
    let column = first.source.cells.iter().find(|cell| first.ticks.iter().any(|tick| tick.span.start == cell.at));
    let rest = lines.iter().skip(1).all(|line| line.ticks.is_empty());
    labelled && rest && column.is_some_and(|cell| second.source.indent + 4 < cell.column)
}

const fn form(state: State) -> Form {
    match state {
        State::On => Form::Ticked,
        State::Off => Form::Unticked,
    }
}
