//! The memo that `acquit review` prints: the verdict first, then what bears it.
//!
//! Colours are in the text as ANSI escapes; whoever prints to something else than a terminal strips them.

mod clauses;
mod findings;
mod law;
mod parts;
mod reading;

use std::fmt::Write as _;

use anstyle::AnsiColor;
use anstyle::Style;
use textwrap::Options;
use textwrap::WordSplitter;
use textwrap::WrapAlgorithm;

use crate::evidence::Evidence;
use crate::id::Verdict;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;
use crate::severity::Severity;

/// Columns where nothing else is known.
pub const WIDTH: usize = 80;

/// Narrower than this, words are no longer wrapped well.
const NARROWEST: usize = 40;

/// How many passages of one finding are quoted; the others are named by place.
const QUOTED: usize = 3;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The memo of one document, wrapped to `width` columns.
#[must_use]
pub fn memo(review: &Review, width: usize) -> String {
    let mut sheet = Sheet { width: width.max(NARROWEST), out: String::new() };
    head(&mut sheet, review);
    parts::table(&mut sheet, review);
    clauses::core(&mut sheet, review);
    findings::hazards(&mut sheet, review);
    findings::by_eye(&mut sheet, review);
    findings::gaps(&mut sheet, review);
    findings::inconsistencies(&mut sheet, review);
    law::backstop(&mut sheet, review);
    reading::troubles(&mut sheet, review);
    clauses::others(&mut sheet, review);
    parts::others(&mut sheet, review);
    sheet.gap();
    sheet.styled(0, DIM, words::NO_ADVICE);
    sheet.out
}

/// Name, verdict, and what it means.
fn head(sheet: &mut Sheet, review: &Review) {
    let judgement = &review.judgement;
    sheet.styled(0, BOLD, &visible_name(&review.meta.name));
    sheet.styled(0, colour(judgement.verdict), words::verdict(judgement.verdict));
    sheet.text(0, words::meaning(judgement));
    let summary = words::summary(judgement);
    if !summary.is_empty() {
        sheet.text(0, &summary);
    }
    sheet.styled(0, DIM, &words::about(review));
}

fn colour(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::FullRelease => AnsiColor::Green,
        Verdict::PartialRelease | Verdict::Unreadable => AnsiColor::Yellow,
        Verdict::NoRelease => AnsiColor::Red,
        Verdict::NotApplicable => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

fn shade(severity: Severity) -> Style {
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

    /// An empty line and a title.
    fn title(&mut self, title: &str) {
        self.gap();
        self.styled(0, BOLD, title);
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

    /// A label and what it stands for; nothing where there is nothing to say.
    fn labelled(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.hung(6, 2, &format!("{label}: {}", visible(text)));
        }
    }

    /// The first passages in quotation marks with their places, the others by place alone.
    fn quotes(&mut self, evidence: &[Evidence]) {
        for words in evidence.iter().take(QUOTED) {
            self.text(6, &format!("“{}” ({})", visible(&words.quote), words::place(words)));
        }
        let others: Vec<String> = evidence.iter().skip(QUOTED).map(words::place).collect();
        if !others.is_empty() {
            self.text(6, &format!("and on {}", others.join("; ")));
        }
    }
}
