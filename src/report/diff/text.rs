//! The differences for a terminal: `[-…-]` was struck, `{+…+}` was added; in colours where the terminal has them.

use std::fmt::Write as _;

use anstyle::AnsiColor;
use anstyle::Effects;
use anstyle::Style;
use textwrap::Options;
use textwrap::WordSplitter;

use crate::report::diff::Diff;
use crate::report::diff::Quote;
use crate::report::diff::Was;
use crate::report::diff::course;
use crate::report::diff::words::Change;
use crate::report::diff::words::shortened;
use crate::report::terminal::colour;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;

const BOLD: Style = Style::new().bold();
const STRUCK: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
const ADDED: Style = AnsiColor::Green.on_default().effects(Effects::UNDERLINE);

/// The differences, wrapped to so many columns.
#[must_use]
pub fn text(diff: &Diff, width: usize) -> String {
    let mut out = String::new();
    for (name, version) in [("Old", &diff.old), ("New", &diff.new)] {
        let (style, verdict) = (colour(version.verdict), words::verdict(version.verdict));
        out.push_str(&filled(width, "", &format!("{name}: {}", visible_name(&version.path))));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "     {style}{verdict}{style:#}");
    }
    out.push_str(&filled(width, "", course(diff)));
    clauses(&mut out, diff, width);
    hazards(&mut out, diff, width);
    if !diff.facts.is_empty() {
        title(&mut out, "Facts that changed");
    }
    for fact in &diff.facts {
        let [old, new] = [&fact.old, &fact.new].map(|value| value.as_deref().map_or("not stated".to_owned(), visible));
        out.push_str(&filled(width, "  ", &format!("{}: {old} → {new}", fact.fact)));
    }
    title(&mut out, "Words that changed: [-struck-] and {+added+}");
    if diff.words.is_empty() {
        out.push_str("  None.\n");
    }
    for change in &diff.words {
        out.push_str(&filled(width, "  ", &place(change)));
        out.push_str(&marked(change, width));
    }
    out.push('\n');
    out + &filled(width, "", words::NO_ADVICE)
}

fn clauses(out: &mut String, diff: &Diff, width: usize) {
    if !diff.protections.is_empty() {
        title(out, "Clauses that changed");
    }
    for clause in &diff.protections {
        let [old, new] = [clause.old, clause.new].map(|status| status.map_or("none", |status| status.as_str()));
        out.push_str(&filled(width, "  ", &format!("{}: {old} → {new}", clause.id)));
        quotes(out, "was", &clause.old_words, width);
        quotes(out, "is", &clause.new_words, width);
    }
}

fn hazards(out: &mut String, diff: &Diff, width: usize) {
    if !diff.hazards.is_empty() {
        title(out, "Hazards that came, went or weigh otherwise");
    }
    for hazard in &diff.hazards {
        let says = match (hazard.old, hazard.new) {
            (None, Some(new)) => format!("+ {}: new, {new}", hazard.id),
            (Some(old), None) => format!("- {}: gone, was {old}", hazard.id),
            (old, new) => {
                let [old, new] = [old, new].map(|one| one.map_or("none", |severity| severity.as_str()));
                format!("~ {}: {old} → {new}", hazard.id)
            }
        };
        out.push_str(&filled(width, "  ", &says));
        quotes(out, if hazard.new.is_some() { "is" } else { "was" }, &hazard.words, width);
    }
}

fn title(out: &mut String, title: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\n{BOLD}{title}{BOLD:#}");
}

fn quotes(out: &mut String, when: &str, quotes: &[Quote], width: usize) {
    for quote in quotes {
        out.push_str(&filled(width, "      ", &format!("{when} “{}” ({})", visible(&quote.quote), at(quote))));
    }
}

fn at(quote: &Quote) -> String {
    quote.page.map_or_else(|| format!("line {}", quote.line), |page| format!("page {page}, line {}", quote.line))
}

fn filled(width: usize, indent: &str, text: &str) -> String {
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options.initial_indent(indent).subsequent_indent(indent)) + "\n"
}

/// Where the words stand.
pub(super) fn place(change: &Change) -> String {
    match (change.old_page, change.new_page) {
        (Some(old), Some(new)) if old == new => format!("page {new}"),
        (Some(old), Some(new)) => format!("page {old}, now page {new}"),
        (Some(old), None) => format!("page {old} of the old version"),
        (None, Some(new)) => format!("page {new} of the new version"),
        (None, None) => "in the text".to_owned(),
    }
}

/// The words with their marks. Every line opens and closes its colours, so that a line taken alone leaks none.
fn marked(change: &Change, width: usize) -> String {
    let mut runs: Vec<(Was, String)> = Vec::new();
    for stretch in &change.stretches {
        let words = visible(&shortened(stretch));
        let words = match stretch.was {
            Was::Kept => words,
            Was::Struck => format!("[-{words}-]"),
            Was::Added => format!("{{+{words}+}}"),
        };
        runs.extend(words.split(' ').map(|word| (stretch.was, word.to_owned())));
    }
    let line: Vec<&str> = runs.iter().map(|(_, word)| word.as_str()).collect();
    let mut fates = runs.iter().flat_map(|(was, word)| std::iter::repeat_n(*was, word.chars().count()));
    let options = Options::new(width.saturating_sub(6)).word_splitter(WordSplitter::NoHyphenation);
    let mut out = String::new();
    for line in textwrap::wrap(&line.join(" "), options) {
        out.push_str("      ");
        let mut last = Was::Kept;
        for c in line.chars() {
            let was = if c == ' ' { last } else { fates.next().unwrap_or(Was::Kept) };
            if was != last {
                // Writing to a string cannot fail.
                let _ = write!(out, "{:#}{}", style(last), style(was));
                last = was;
            }
            out.push(c);
        }
        let _ = writeln!(out, "{:#}", style(last));
    }
    out
}

const fn style(was: Was) -> Style {
    match was {
        Was::Kept => Style::new(),
        Was::Struck => STRUCK,
        Was::Added => ADDED,
    }
}
