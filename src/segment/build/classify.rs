//! What a block is.

use crate::text::Above;

use super::super::heading;
use super::super::heading::Looks;
use super::super::line::Kind;
use super::super::line::Line;
use super::super::mark::Style;
use super::super::shape;
use super::super::shape::Shape;
use super::super::standing;
use super::super::standing::rank;
use super::Builder;
use super::Zone;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Drawn rules.
    Rule,
    /// A heading of this rank.
    Heading(usize),
    /// Names, addresses, numbers, signatures.
    Matter,
    /// "Dear …"
    Salutation,
    /// "Sincerely,"
    Closing,
    /// A label and its value: where the first ends and the second starts.
    Row(usize, usize),
    /// Options with boxes.
    Boxes,
    /// Sentences.
    Running,
}

impl Builder<'_> {
    pub(super) fn classify(&self, at: usize, lines: &[Line<'_>]) -> What {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return What::Matter };
        let words = self.text.norm.get(first.body..last.end).unwrap_or("");
        let shape = if lines.len() == 1 { first.shape } else { Shape::of(words) };
        let head = match first.kind {
            Kind::Row(label, _) => self.text.norm.get(first.body..label).unwrap_or(""),
            _ => first.words,
        };
        if first.mark.is_none() && standing::is_exhibit(head) && apart(at, first) && head.len() < 80 {
            return What::Heading(rank::EXHIBIT);
        }
        match first.kind {
            Kind::Rule => return What::Rule,
            Kind::Boxes => return What::Boxes,
            Kind::Row(label, value) => return self.row_kind(first, (words, shape), label, value),
            Kind::Plain => {}
        }
        if words.is_empty() {
            return What::Rule;
        }
        if first.mark.as_ref().is_some_and(|mark| matches!(mark.style, Style::Question | Style::Answer)) {
            return What::Running;
        }
        if lines.len() == 1 && self.is_salutation(words, shape) {
            return What::Salutation;
        }
        if lines.len() == 1 && self.zone != Zone::Opening && shape::is_closing(words) && first.mark.is_none() {
            return What::Closing;
        }
        if let Some(rank) = self.heading_rank(at, lines, (words, shape)) {
            return What::Heading(rank);
        }
        if self.is_matter(first, lines, (words, shape)) { What::Matter } else { What::Running }
    }

    fn row_kind(&self, first: &Line<'_>, (words, shape): (&str, Shape), label: usize, value: usize) -> What {
        let signed = !shape.is_prose() && shape::is_signature(words);
        let names = self.zone != Zone::Body && !shape.is_prose() && !first.words.contains([':', '$']);
        let celled = first.source.cells.iter().any(|cell| cell.at == value && cell.white >= 3);
        if signed || (names && celled && names_only(words, shape)) { What::Matter } else { What::Row(label, value) }
    }

    /// A salutation without "Dear": a name and a comma on a line of its own, before any sentence.
    fn is_salutation(&self, words: &str, shape: Shape) -> bool {
        let bare = self.zone == Zone::Opening
            && words.ends_with([',', ':'])
            && shape.words <= 3
            && shape.small == 0
            && shape.digits == 0
            && shape::label(words).is_none()
            && !shape.is_caps()
            && words.ends_with(',');
        bare || shape::is_salutation(words)
    }

    /// Whether white space or a deeper indent stands below.
    fn apart_below(&self, at: usize, first: &Line<'_>) -> bool {
        let next = self.blocks.get(at + 1).and_then(|block| self.lines.get(block.lines.start));
        next.is_some_and(|next| {
            next.source.gap > 0
                || next.source.above == Above::Break
                || next.source.indent > first.source.indent + 1
                || next.mark.is_some()
                || next.kind != Kind::Plain
                || first.shape.is_caps()
        })
    }

    fn heading_rank(&self, at: usize, lines: &[Line<'_>], (words, shape): (&str, Shape)) -> Option<usize> {
        let (first, last) = (lines.first()?, lines.last()?);
        if !self.leads_on(at) {
            return None;
        }
        if self.is_label_line(at, lines, words) {
            return Some(rank::TITLE);
        }
        let looks = Looks { lines: lines.len(), bold: lines.iter().all(|line| line.source.bold) };
        let stopped =
            words.strip_suffix('.').filter(|_| first.mark.is_some() && heading::is_title(words, 6)).unwrap_or(words);
        if !heading::is_heading((stopped, shape), looks) || !last.ticks.is_empty() || shape::is_signature(words) {
            return None;
        }
        if let Some(mark) = &first.mark {
            let bullet = matches!(mark.style, Style::Bullet(_));
            let rank = if mark.style == Style::Named || shape.is_caps() && mark.level == 0 {
                rank::CAPITALS
            } else {
                rank::NUMBERED + mark.level
            };
            return (!bullet && self.apart_below(at, first) && self.opens_section(at, lines)).then_some(rank);
        }
        let next = self.blocks.get(at + 1).and_then(|block| self.lines.get(block.lines.start));
        let goes_on = next.is_some_and(|next| next.kind == Kind::Plain && shape::starts_small(next.words));
        if !apart(at, first) && !shape.is_caps() || !self.apart_below(at, first) || goes_on {
            return None;
        }
        let title = self.zone == Zone::Body || (shape.is_caps() || looks.bold) && is_title(at, words);
        let named = || shape.words <= 8 && standing::named(words).is_some();
        let rank = if shape.is_caps() { rank::CAPITALS } else { rank::TITLE };
        (title && !is_name(words) || named()).then_some(rank)
    }

    /// A title with a full stop on a line of its own, above words that are indented deeper.
    fn is_label_line(&self, at: usize, lines: &[Line<'_>], words: &str) -> bool {
        let [first] = lines else { return false };
        let next = self.blocks.get(at + 1).and_then(|block| self.lines.get(block.lines.start));
        let below = next.is_some_and(|next| {
            next.source.gap == 0 && next.source.indent > first.source.indent + 1 && next.mark.is_none()
        });
        first.mark.is_none() && words.ends_with('.') && below && apart(at, first) && heading::is_title(words, 5)
    }

    /// Whether anything is said below: names alone make a signature block, not a section.
    fn leads_on(&self, at: usize) -> bool {
        let below = self.blocks.iter().skip(at + 1).take(3);
        let next = self.blocks.get(at + 1).and_then(|block| self.lines.get(block.lines.start));
        if next.is_some_and(|next| next.words.starts_with("From:") || standing::is_mail_rule(next.words)) {
            return false;
        }
        below.filter_map(|block| self.lines.get(block.lines.clone())).any(|lines| {
            lines.iter().any(|line| line.mark.is_some() || line.kind != Kind::Plain || line.shape.small >= 2)
        })
    }

    /// A numbered line opens a section if something other than its next sibling stands below it.
    fn opens_section(&self, at: usize, lines: &[Line<'_>]) -> bool {
        let Some(level) = lines.first().and_then(|line| line.mark.as_ref()).map(|mark| mark.level) else {
            return false;
        };
        let next = self.blocks.get(at + 1).and_then(|block| self.lines.get(block.lines.start));
        next.is_some_and(|next| next.mark.as_ref().is_none_or(|mark| mark.level > level))
    }

    fn is_matter(&self, first: &Line<'_>, lines: &[Line<'_>], (words, shape): (&str, Shape)) -> bool {
        let signed = lines.iter().any(|line| shape::is_signature(line.words));
        let tagline =
            self.zone == Zone::Opening && shape.verbs == 0 && !shape::is_finished(words) && !words.ends_with(':');
        if shape.is_prose() && !(tagline && shape.words <= 25 && first.mark.is_none()) {
            return false;
        }
        if signed || words.starts_with("cc:") || words.starts_with("Enclosure") || words.starts_with("Enc") {
            return true;
        }
        let sentence = shape::is_finished(words) && shape.small + shape.verbs > 0 || words.ends_with(':');
        if first.mark.is_some() {
            return false;
        }
        match self.zone {
            Zone::Opening | Zone::Closing => !(sentence && shape.words >= 3 && shape.small >= 1),
            Zone::Body => shape.small == 0 && shape.verbs == 0 && !words.ends_with(':') && !shape::is_finished(words),
        }
    }
}

/// Two columns of names and addresses.
fn names_only(words: &str, shape: Shape) -> bool {
    shape.small == 0 && shape.verbs == 0 && !shape::is_finished(words)
}

/// Whether white space, a page break or the document's start stands above.
fn apart(at: usize, first: &Line<'_>) -> bool {
    at == 0 || first.source.gap > 0 || first.source.above == Above::Break
}

/// In the opening or below the signatures: a title rather than a name.
fn is_title(at: usize, words: &str) -> bool {
    const TITLES: &[&str] = &[
        "approval",
        "agreement",
        "short sale",
        "deed",
        "letter",
        "notice",
        "affidavit",
        "addendum",
        "settlement",
        "payoff",
        "demand",
        "release",
        "acceptance",
        "certificate",
        "acknowledg",
        "terms",
        "recital",
        "consent",
        "memorandum",
        "waiver",
        "frequently",
        "questions",
        "definitions",
        "background",
        "conditions",
    ];
    let lower = words.to_lowercase();
    let office = ["p.o.", "department", " bank", "llc", "inc", "division", "services", "n.a.", "attn"];
    (at > 0 || lower.contains("agreement"))
        && TITLES.iter().any(|title| lower.contains(title))
        && !office.iter().any(|word| lower.contains(word))
}

/// A person or company rather than a heading.
fn is_name(words: &str) -> bool {
    const ENDS: &[&str] = &[
        "llc", "inc", "inc.", "n.a.", "bank", "corp", "corp.", "lp", "l.p.", "trust", "company", "co.", "f.s.b.", "fsb",
    ];
    let last = words.rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    ENDS.contains(&last.as_str()) || words.contains(", CA") || words.contains('@')
}
