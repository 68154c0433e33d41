//! The memo that `acquit review` prints: the verdict first, then what bears it.
//!
//! Colours are in the text as ANSI escapes; whoever prints to something else than a terminal strips them.

mod excerpts;

use std::fmt::Write as _;

use anstyle::AnsiColor;
use anstyle::Style;
use textwrap::Options;
use textwrap::WordSplitter;
use textwrap::WrapAlgorithm;

use crate::id::Verdict;
use crate::report::checked::Checked;
use crate::report::exit::Gate;
use crate::report::memo;
use crate::report::memo::Block;
use crate::report::memo::Detail;
use crate::report::memo::Excerpts;
use crate::report::memo::Passage;
use crate::report::memo::Passages;
use crate::report::memo::Told;
use crate::report::words;
use crate::review::Review;
use crate::severity::Severity;

/// Columns where nothing else is known.
pub const WIDTH: usize = 80;

/// Narrower than this, words are no longer wrapped well.
const NARROWEST: usize = 40;

/// Columns that the name of a core clause takes.
const NAME: usize = 26;

/// Columns that the first cell of a row takes.
const CELL: usize = 17;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Words of the document in a quotation.
const EVIDENCE: Style = Style::new().underline();

/// The memo of one document, wrapped to `width` columns.
#[must_use]
pub fn memo(review: &Review, width: usize) -> String {
    checked(&Checked::of(review, Gate::default(), |_| None), width)
}

/// The same with what somebody decided on its findings.
#[must_use]
pub fn checked(checked: &Checked<'_>, width: usize) -> String {
    with_excerpts(checked, Excerpts::default(), width)
}

/// The same with the lines of the page in place of each quotation whose document is at hand.
#[must_use]
pub fn with_excerpts(checked: &Checked<'_>, excerpts: Excerpts<'_>, width: usize) -> String {
    blocks(&memo::with_excerpts(checked, Detail::Short, excerpts), width)
}

/// Any blocks, wrapped to `width` columns.
#[must_use]
pub fn blocks(blocks: &[Block], width: usize) -> String {
    let mut sheet = Sheet { width: width.max(NARROWEST), out: String::new() };
    let before = std::iter::once(None).chain(blocks.iter().map(Some));
    for (before, block) in before.zip(blocks) {
        if opens_a_gap(before, block) {
            sheet.gap();
        }
        sheet.block(block);
    }
    sheet.out
}

/// Whether an empty line stands above a block.
const fn opens_a_gap(before: Option<&Block>, block: &Block) -> bool {
    match block {
        Block::Heading(_) => true,
        Block::Name(_) => before.is_some(),
        Block::Text(_) => matches!(before, Some(Block::Table(_))),
        Block::Aside(_) => !matches!(before, Some(Block::Text(_))),
        _ => false,
    }
}

/// How a verdict is shown.
#[must_use]
pub fn colour(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::FullRelease => AnsiColor::Green,
        Verdict::PartialRelease | Verdict::Unreadable => AnsiColor::Yellow,
        Verdict::NoRelease => AnsiColor::Red,
        Verdict::NotApplicable => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// How the weight of a finding is shown.
#[must_use]
pub fn shade(severity: Severity) -> Style {
    match severity {
        Severity::Critical => AnsiColor::Red.on_default().bold(),
        Severity::High => AnsiColor::Red.on_default(),
        Severity::Medium => AnsiColor::Yellow.on_default(),
        Severity::Low => AnsiColor::Cyan.on_default(),
        Severity::Info => DIM,
    }
}

/// Ids and dates stay whole: a line never ends at a hyphen inside a word.
fn wrapping(width: usize) -> Options<'static> {
    Options::new(width).word_splitter(WordSplitter::NoHyphenation).wrap_algorithm(WrapAlgorithm::FirstFit)
}

/// The memo while it is written.
struct Sheet {
    width: usize,
    out: String,
}

impl Sheet {
    /// An empty line.
    fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A paragraph, all its lines indented by so many spaces.
    fn text(&mut self, indent: usize, text: &str) {
        self.hung(indent, 0, text);
    }

    /// A paragraph whose further lines are indented by `hang` spaces more.
    fn hung(&mut self, indent: usize, hang: usize, text: &str) {
        let (first, rest) = (" ".repeat(indent), " ".repeat(indent + hang));
        let options = wrapping(self.width).initial_indent(&first).subsequent_indent(&rest);
        self.out.push_str(&textwrap::fill(text, options));
        self.out.push('\n');
    }

    /// A paragraph in one style. Every line opens and closes it, so that a line taken alone leaks no colour.
    fn styled(&mut self, indent: usize, style: Style, text: &str) {
        let room = self.width.saturating_sub(indent);
        for line in textwrap::wrap(text, wrapping(room)) {
            // Writing to a string cannot fail.
            let _ = writeln!(self.out, "{:indent$}{style}{line}{style:#}", "");
        }
    }

    /// A line that opens with a word in a style.
    fn marked(&mut self, style: Style, mark: &str, text: &str) {
        let pad = " ".repeat(10_usize.saturating_sub(mark.len()));
        self.hung(2, 10, &format!("{style}{mark}{style:#}{pad}{text}"));
    }

    /// A piece of the memo.
    fn block(&mut self, block: &Block) {
        match block {
            Block::Name(name) | Block::Heading(name) => self.styled(0, BOLD, name),
            Block::Verdict(verdict) => self.styled(0, colour(*verdict), words::verdict(*verdict)),
            Block::Text(text) => self.text(0, text),
            Block::Aside(text) => self.styled(0, DIM, text),
            Block::Table(table) => {
                for [key, value] in &table.rows {
                    self.hung(2, CELL, &format!("{key:CELL$}{value}"));
                }
            }
            Block::Clause(clause) => {
                self.hung(2, NAME, &format!("{:NAME$}{}", clause.name, clause.status));
                self.passages(&clause.words, EVIDENCE);
            }
            Block::Finding(told) => self.finding(told),
            Block::Remark(says, words) => {
                self.text(2, says);
                self.passages(words, EVIDENCE);
            }
            Block::Item(text, more) => {
                self.hung(2, 2, text);
                for text in more {
                    self.hung(6, 2, text);
                }
            }
        }
    }

    fn finding(&mut self, told: &Told) {
        let severity = told.severity;
        self.marked(shade(severity), severity.as_str(), &format!("{} ({})", told.message, told.id));
        self.passages(&told.words, shade(severity).underline());
        for (label, text) in &told.said {
            self.labelled(label, text);
        }
    }

    /// A label and what it stands for.
    fn labelled(&mut self, label: &str, text: &str) {
        self.hung(6, 2, &format!("{label}: {text}"));
    }

    /// Passages in quotation marks with their places, the others by place alone.
    fn passages(&mut self, words: &Passages, style: Style) {
        for passage in &words.quoted {
            match passage.excerpt.as_slice() {
                [] => self.quote(passage),
                lines => self.excerpt(lines, style),
            }
            if let Some(why) = &passage.why {
                self.labelled("Why", why);
            }
        }
        if !words.others.is_empty() {
            self.text(6, &format!("and on {}", words.others.join("; ")));
        }
    }

    /// A passage, its words underlined where the terminal can.
    fn quote(&mut self, passage: &Passage) {
        let mut left = passage.words.chars().filter(|c| !c.is_whitespace()).count();
        let text = format!("“{}” ({})", passage.words, passage.place);
        for (number, line) in textwrap::wrap(&text, wrapping(self.width.saturating_sub(6))).iter().enumerate() {
            let opening = line.strip_prefix('“').filter(|_| number == 0);
            let (open, line) = opening.map_or(("", &**line), |line| ("“", line));
            let mut end = 0;
            for (at, c) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                if left == 0 {
                    break;
                }
                left -= 1;
                end = at + c.len_utf8();
            }
            let (words, rest) = line.split_at(end);
            let words = if words.is_empty() { String::new() } else { format!("{EVIDENCE}{words}{EVIDENCE:#}") };
            // Writing to a string cannot fail.
            let _ = writeln!(self.out, "      {open}{words}{rest}");
        }
    }
}
