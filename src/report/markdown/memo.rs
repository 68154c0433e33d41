//! The whole memo on a file in Markdown.

use std::fmt::Write as _;

use crate::report::checked::Checked;
use crate::report::markdown::inert;
use crate::report::memo;
use crate::report::memo::Block;
use crate::report::memo::Detail;
use crate::report::memo::Passages;
use crate::report::memo::Table;
use crate::report::words;

/// Everything that is said of one file; ends with a line feed.
#[must_use]
pub fn memo(checked: &Checked<'_>) -> String {
    blocks(&memo::blocks(checked, Detail::Whole))
}

/// Any blocks; ends with a line feed.
#[must_use]
pub fn blocks(blocks: &[Block]) -> String {
    let mut page = Page { out: String::new(), level: 0 };
    for block in blocks {
        page.block(block);
    }
    page.out
}

/// The memo while it is written.
struct Page {
    out: String,
    /// Depth of the document that is told: headings of its sections lie one deeper.
    level: usize,
}

impl Page {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Name(name) => {
                // The file, then the documents in it.
                self.level = if self.out.is_empty() { 1 } else { 2 };
                self.heading(self.level, name);
            }
            Block::Heading(title) => self.heading(self.level + 1, title),
            Block::Verdict(verdict) => self.paragraph(&format!("**{}**", words::verdict(*verdict))),
            Block::Text(text) | Block::Aside(text) => self.paragraph(&inert(text)),
            Block::Table(table) => self.table(table),
            Block::Clause(clause) => {
                self.item(&format!("**{}**: {}", clause.name, clause.status));
                self.passages(&clause.words);
            }
            Block::Finding(told) => {
                self.item(&format!("**{} {}**: {}", told.severity, told.id, inert(&told.message)));
                self.passages(&told.words);
                for (label, text) in &told.said {
                    self.under(1, &format!("{label}: {}", inert(text)));
                }
            }
            Block::Remark(says, words) => {
                self.item(&inert(says));
                self.passages(words);
            }
            Block::Item(text, more) => {
                self.item(&inert(text));
                for text in more {
                    self.under(1, &inert(text));
                }
            }
        }
    }

    /// An empty line, but not at the start.
    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn heading(&mut self, level: usize, title: &str) {
        self.gap();
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{} {}", "#".repeat(level), inert(title));
    }

    fn paragraph(&mut self, text: &str) {
        self.gap();
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn table(&mut self, table: &Table) {
        self.gap();
        let [first, second] = table.head;
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "| {first} | {second} |\n| --- | --- |");
        for [first, second] in &table.rows {
            let _ = writeln!(self.out, "| {} | {} |", inert(first), inert(second));
        }
    }

    /// A list item; one that opens a list stands below an empty line.
    fn item(&mut self, text: &str) {
        let last = self.out.lines().next_back().unwrap_or_default();
        if !last.trim_start().starts_with("- ") {
            self.gap();
        }
        self.under(0, text);
    }

    fn under(&mut self, depth: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}- {text}", "  ".repeat(depth));
    }

    fn passages(&mut self, words: &Passages) {
        for passage in &words.quoted {
            self.under(1, &format!("“{}” ({})", inert(&passage.words), passage.place));
            if let Some(why) = &passage.why {
                self.under(2, &format!("Why: {}", inert(why)));
            }
        }
        if !words.others.is_empty() {
            self.under(1, &format!("and on {}", words.others.join("; ")));
        }
    }
}
