//! Builds the units, block by block.

mod classify;
mod emit;
mod list;

use std::ops::Range;

use crate::span::NormSpan;
use crate::text::Above;
use crate::text::Text;

use super::Form;
use super::Opener;
use super::Part;
use super::Standing;
use super::Structure;
use super::Unit;
use super::block::Block;
use super::block::blocks;
use super::line;
use super::line::Line;
use super::mark::Place;
use super::shape;
use super::standing;
use super::standing::Region;
use super::standing::rank;

use self::classify::What;
use self::list::Lists;

/// Builds the structure of a text.
pub(super) fn structure(text: &Text) -> Structure {
    let lines = line::read(text);
    let blocks = blocks(&lines);
    let mut builder = Builder::new(text, &lines, &blocks);
    for at in 0..blocks.len() {
        builder.block(at);
    }
    builder.finish()
}

/// What part of a letter the text has reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Letterhead, addresses, reference lines.
    Opening,
    /// The letter itself.
    Body,
    /// Signatures and what follows.
    Closing,
}

/// Whether a letter has come to its end: a schedule may stand above its signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closed {
    /// It goes on.
    NotYet,
    /// It was closed or signed.
    Already,
}

/// The structure in the making.
pub(super) struct Builder<'a> {
    text: &'a Text,
    lines: &'a [Line<'a>],
    blocks: &'a [Block],
    out: Structure,
    lists: Lists,
    region: Region,
    zone: Zone,
    heading: Option<NormSpan>,
    /// A heading run into the paragraph at hand.
    run_in: Option<NormSpan>,
    before: Option<NormSpan>,
    paragraph: u32,
    /// Sentences of the letter itself so far.
    written: usize,
    /// Whether the letter was closed or signed.
    closed: Closed,
    /// The page of the block before, and whether the block at hand begins another.
    page: usize,
    turned: bool,
    /// Indent of an indented quotation that is open.
    quoted: Option<u16>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a Text, lines: &'a [Line<'a>], blocks: &'a [Block]) -> Self {
        let out = Structure { parts: vec![Part { first: 0, opener: Opener::Document }], ..Structure::default() };
        Self {
            text,
            lines,
            blocks,
            out,
            lists: Lists::default(),
            region: Region::new(),
            zone: Zone::Opening,
            heading: None,
            run_in: None,
            before: None,
            paragraph: 0,
            written: 0,
            closed: Closed::NotYet,
            page: 0,
            turned: false,
            quoted: None,
        }
    }

    fn finish(mut self) -> Structure {
        self.lists.close(0, &mut self.out);
        self.out.sections.sort_by_key(|section| (section.first, std::cmp::Reverse(section.end)));
        self.out.marks.sort_unstable();
        self.out
    }

    fn block(&mut self, at: usize) {
        let Some(block) = self.blocks.get(at) else { return };
        let lines = self.lines.get(block.lines.clone()).unwrap_or(&[]);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let range = first.body..last.end;
        self.run_in = None;
        self.turned = first.source.page > self.page;
        self.page = first.source.page;
        self.marks(lines);
        if range.is_empty() {
            return;
        }
        self.quotation(first);
        if first.mark.is_some() && self.zone == Zone::Opening {
            self.zone = Zone::Body;
        }
        self.list(first);
        match self.classify(at, lines) {
            What::Rule => self.matter(range),
            What::Heading(rank) => self.heading(range, rank, first),
            What::Matter => {
                if lines.iter().any(|line| shape::is_signature(line.words)) && first.mark.is_none() {
                    self.lists.close(0, &mut self.out);
                    self.closed = Closed::Already;
                }
                self.matter(range);
            }
            What::Salutation => self.salutation(range, first),
            What::Closing => self.closing(range),
            What::Row(label, value) => self.row(first, label..value, last.end),
            What::Boxes => self.boxes(lines, range),
            What::Running => self.running(range, first),
        }
        self.paragraph += 1;
    }

    fn words(&self, range: &Range<usize>) -> &'a str {
        self.text.norm.get(range.clone()).unwrap_or("")
    }

    /// Notes what stands outside all units: quotation signs and list marks.
    fn marks(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            if line.start > line.source.span.start && line.start == lines.first().map_or(0, |first| first.start) {
                self.out.marks.push(NormSpan::new(line.source.span.start, line.start));
            }
            if let Some(mark) = &line.mark {
                self.out.marks.push(NormSpan::new(line.start, line.start + mark.length));
            }
        }
    }

    /// Earlier mails, quoted lines and indented quotations.
    fn quotation(&mut self, first: &Line<'_>) {
        let header = first.words.starts_with("From:") && self.zone != Zone::Opening && first.source.gap > 0;
        if (standing::is_mail_rule(first.words) || header) && self.written >= 3 && self.region.is_body() {
            self.region.base(Standing::Quotation);
            self.out.parts.push(Part { first: self.out.units.len(), opener: Opener::Mail });
        }
        let announced = self.last_words().is_some_and(standing::announces_quotation) && !self.is_in_force();
        let deeper = self.out.units.last().is_some_and(|_| first.source.indent >= 2 && first.mark.is_none());
        self.quoted = match self.quoted {
            Some(indent) if first.source.indent >= indent && first.source.above == Above::Line => Some(indent),
            _ if announced && first.quoted == 0 && (deeper || first.words.starts_with('"')) => {
                Some(first.source.indent.max(1))
            }
            _ => None,
        };
        self.region.close(rank::PARAGRAPH);
        if first.quoted > 0 || self.quoted.is_some() {
            self.region.open(Standing::Quotation, rank::PARAGRAPH);
        }
    }

    /// Whether what is announced is said to hold: a letter that repeats its own earlier words means them.
    fn is_in_force(&self) -> bool {
        let said = self.out.units.iter().rev().take(2).filter(|unit| unit.paragraph + 1 >= self.paragraph);
        said.into_iter().any(|unit| standing::is_in_force(self.text.words(unit.span)))
    }

    fn last_words(&self) -> Option<&'a str> {
        let last = self.out.units.last()?;
        Some(self.text.words(last.span))
    }

    /// Opens, goes on with or closes lists.
    fn list(&mut self, first: &Line<'_>) {
        let Some(mark) = &first.mark else {
            let turns = self.region.now() == Standing::Recital && standing::ends_recitals(first.words);
            if turns {
                self.lists.close(0, &mut self.out);
            }
            self.lists.paragraph(first.source.indent, first.words, &mut self.out);
            return;
        };
        self.region.close(rank::NUMBERED + mark.level);
        let opener = self.opener();
        self.lists.item(mark, first.source.indent, opener, &mut self.out);
    }

    /// The last unit, if it may open a list: it ends in a colon or breaks off.
    fn opener(&self) -> Option<NormSpan> {
        let last = self.out.units.last()?;
        let words = self.text.words(last.span);
        let open = match last.form {
            Form::Sentence | Form::ListItem => {
                !shape::is_finished(words) && !words.ends_with(';') || list::announces(words)
            }
            Form::Heading | Form::Row | Form::Ticked | Form::Unticked => words.ends_with(':'),
            Form::Question | Form::Matter => false,
        };
        open.then_some(last.span)
    }

    fn push(&mut self, range: Range<usize>, form: Form, lead_in: Option<NormSpan>, label: Option<NormSpan>) {
        let Some(span) = trimmed(self.text, range) else { return };
        let heading = self.run_in.or(self.lists.heading()).or(self.heading);
        let unit = Unit {
            span,
            form,
            standing: self.region.now(),
            heading: heading.filter(|_| form != Form::Heading),
            lead_in,
            before: self.before.filter(|_| form != Form::Heading),
            number: self.lists.number(),
            paragraph: self.paragraph,
            label,
        };
        self.written += usize::from(form == Form::Sentence && unit.standing == Standing::Body);
        self.out.units.push(unit);
        if form != Form::Heading {
            self.before = Some(span);
        }
    }

    fn matter(&mut self, range: Range<usize>) {
        self.push(range, Form::Matter, None, None);
    }

    fn heading(&mut self, range: Range<usize>, rank: usize, first: &Line<'_>) {
        let words = self.words(&range);
        // A schedule in the midst of a letter is the letter's own list of figures.
        let apart = self.closed == Closed::Already || self.turned || !standing::is_schedule(words);
        let exhibit = standing::is_exhibit(words) && self.out.units.len() > 8 && apart;
        let span = trimmed(self.text, range.clone());
        if exhibit && self.region.is_body() {
            self.region.base(Standing::Exhibit);
        }
        if exhibit {
            self.out.parts.push(Part { first: self.out.units.len(), opener: Opener::Exhibit });
            self.zone = Zone::Body;
        }
        let numbered = first.mark.is_some();
        if numbered || standing::named(words).is_some() {
            self.zone = Zone::Body;
        }
        if numbered {
            self.lists.head(span);
        }
        if !numbered || rank <= rank::CAPITALS {
            self.heading = span;
        }
        if !numbered {
            self.lists.close(0, &mut self.out);
        }
        // Recitals are lettered, and the agreement begins to count anew below them.
        let restarts = first.mark.as_ref().is_some_and(|mark| mark.place == Place::First && mark.level > 0);
        let begins = restarts && self.region.now() == Standing::Recital;
        self.region.close(if begins { 0 } else { rank });
        self.heading = self.heading.filter(|_| !begins);
        self.push(range, Form::Heading, None, None);
        self.region.heading(words, rank);
        self.before = None;
    }

    fn salutation(&mut self, range: Range<usize>, first: &Line<'_>) {
        let turned = first.source.page > 0 && self.zone != Zone::Opening;
        if turned {
            self.out.parts.push(Part { first: self.out.units.len(), opener: Opener::Salutation });
            self.region.close(0);
        }
        self.zone = Zone::Body;
        self.heading = self.heading.filter(|_| !turned);
        self.matter(range);
    }

    fn closing(&mut self, range: Range<usize>) {
        if self.region.now() == Standing::Exhibit && self.zone == Zone::Body && self.closed == Closed::NotYet {
            self.region.base(Standing::Body);
        }
        self.region.close(rank::CAPITALS);
        (self.zone, self.closed) = (Zone::Closing, Closed::Already);
        (self.heading, self.before) = (None, None);
        self.lists.close(0, &mut self.out);
        self.matter(range);
    }
}

/// A span without blanks and table rules at its ends; none if nothing is left.
fn trimmed(text: &Text, range: Range<usize>) -> Option<NormSpan> {
    const EDGES: [char; 3] = [' ', '\n', '|'];
    let words = text.norm.get(range.clone())?;
    let head = words.len() - words.trim_start_matches(EDGES).len();
    let core = words.trim_matches(EDGES);
    (!core.is_empty()).then(|| NormSpan::new(range.start + head, range.start + head + core.len()))
}
