//! Markdown of a check, as job summaries show it: a table of how the files ended, then each file with its findings. What
//! a document says stays plain words: no link, picture, HTML or emphasis comes of it.

mod memo;

use std::fmt::Write as _;

use crate::report::checked::Checked;
use crate::report::checked::Document;
use crate::report::checked::Ending;
use crate::report::checked::Fate;
use crate::report::checked::Held;
use crate::report::formats::Closing;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;

pub use self::memo::blocks;
pub use self::memo::memo;

/// Signs that Markdown, or a site that shows it, takes for more than themselves.
const SIGNS: &str = r"\`*_[]<>#|~&!$@";

/// Words as Markdown shows them, each sign as itself; addresses of the web are no links.
#[must_use]
pub fn inert(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if SIGNS.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.replace("://", "\\://").replace("www.", "www\\.")
}

/// The files so far, since the table stands above them.
#[derive(Debug, Default)]
pub struct Markdown {
    endings: Vec<Ending>,
    files: String,
}

impl Markdown {
    /// Takes a file in; nothing is written before the end.
    pub(super) fn file(&mut self, checked: &Checked<'_>) -> String {
        self.endings.push(checked.ending());
        self.files.push_str(&of(checked));
        String::new()
    }

    /// The whole.
    pub(super) fn end(&self, closing: &Closing) -> String {
        let count = |ending| self.endings.iter().filter(|one| **one == ending).count();
        let mut out =
            String::from("acquit check\n============\n\n| files | failed | not read | passed | not judged |\n");
        let idle = count(Ending::SetAside) + count(Ending::Allowed);
        let cells = [self.endings.len(), count(Ending::Failed), count(Ending::Unread), count(Ending::Passed), idle];
        // Writing to a string cannot fail.
        let _ = writeln!(out, "|{}\n|{}", " --- |".repeat(cells.len()), cells.map(|n| format!(" {n} |")).concat());
        out.push_str(&self.files);
        for note in &closing.notes {
            let _ = write!(out, "\nNote: {}\n", inert(&visible(note)));
        }
        out + "\n" + words::NO_ADVICE + "\n"
    }
}

/// One file: its name as a heading, its verdict, what fails the run, and, folded away, what does not.
fn of(checked: &Checked<'_>) -> String {
    let ending = match checked.ending() {
        Ending::Unread => "Not read",
        Ending::Failed => "Failed",
        Ending::Allowed => "Not read, which is allowed",
        Ending::SetAside => "Not judged",
        Ending::Passed => "Passed",
    };
    let name = inert(&visible_name(&checked.review.meta.name));
    let mut out = format!("\n{ending}: {name}\n---\n\n{}\n\n", inert(&checked.verdict()));
    // Writing to a string cannot fail.
    for remark in &checked.remarks {
        let _ = writeln!(out, "- **{}**: {}", remark.id(), inert(&visible(remark.says())));
    }
    let mut folded = Vec::new();
    for document in &checked.documents {
        if let Some(reason) = &document.unread {
            let _ = writeln!(out, "- **not read**{}: {}", inside(checked, document), inert(&visible(reason)));
        }
        for held in &document.findings {
            let item = item(checked, document, held);
            if held.fate == Fate::Fails { out.push_str(&item) } else { folded.push(item) }
        }
    }
    if !folded.is_empty() {
        let one = if folded.len() == 1 { "finding does" } else { "findings do" };
        let (count, items) = (folded.len(), folded.concat());
        let _ = write!(out, "\n<details><summary>{count} {one} not fail the run</summary>\n\n{items}\n</details>\n");
    }
    out
}

/// A finding with its words, and below it the words to ask for.
fn item(checked: &Checked<'_>, document: &Document<'_>, held: &Held<'_>) -> String {
    let finding = held.finding;
    let place = finding.evidence.first().map_or_else(String::new, |e| format!(" ({})", words::place(e)));
    let inside = inside(checked, document);
    let mut out = format!("- **{} {}**{inside}{place}: {}\n", finding.severity, finding.id, inert(&held.says()));
    if !finding.ask.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  - Ask for: {}", inert(&visible(&finding.ask)));
    }
    out
}

/// The document's name, where it is one of several in the file.
fn inside(checked: &Checked<'_>, document: &Document<'_>) -> String {
    let (own, file) = (&document.review.meta.name, &checked.review.meta.name);
    if own == file { String::new() } else { format!(" in {}", inert(&visible_name(own))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (words, shown) in [
            ("plain words, § 580e.", "plain words, § 580e."),
            ("[here](http://evil.test)", "\\[here\\](http\\://evil.test)"),
            ("see www.evil.test", "see www\\.evil.test"),
            ("*a* _b_ `c` ~~d~~ $e$", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\$e\\$"),
            ("<b> &amp; ![p](x) @all ##", "\\<b\\> \\&amp; \\!\\[p\\](x) \\@all \\#\\#"),
            ("a\\b | c", "a\\\\b \\| c"),
        ] {
            assert_eq!(inert(words), shown);
        }
    }
}
