//! The memo as a Word document.

use zip::result::ZipResult;

use crate::id::Verdict;
use crate::report::checked::Checked;
use crate::report::docx::Page;
use crate::report::docx::Run;
use crate::report::docx::Style;
use crate::report::memo;
use crate::report::memo::Block;
use crate::report::memo::Clause;
use crate::report::memo::Detail;
use crate::report::memo::Passage;
use crate::report::memo::Passages;
use crate::report::memo::Table;
use crate::report::memo::Told;
use crate::report::words;
use crate::severity::Severity;

/// The title of the document.
const TITLE: &str = "Review memo";

/// Memos in one document, each on pages of its own.
#[derive(Debug, Default)]
pub struct Memos {
    page: Page,
}

impl Memos {
    /// Everything that is said of one more file.
    pub fn add(&mut self, checked: &Checked<'_>) {
        self.blocks(&memo::blocks(checked, Detail::Whole));
    }

    /// Any blocks, on pages of their own.
    pub fn blocks(&mut self, blocks: &[Block]) {
        let page = &mut self.page;
        if !page.is_empty() {
            page.turn();
        }
        page.text(Style::Title, TITLE);
        let mut rest = blocks;
        while let Some((first, after)) = rest.split_first() {
            let all = rest.iter().map_while(|block| match block {
                Block::Clause(clause) => Some(clause),
                _ => None,
            });
            let clauses: Vec<&Clause> = all.collect();
            if clauses.is_empty() {
                block(page, first);
                rest = after;
            } else {
                self::clauses(page, &clauses);
                rest = rest.get(clauses.len()..).unwrap_or_default();
            }
        }
    }

    /// The file.
    ///
    /// # Errors
    /// The archive cannot be written.
    pub fn file(&self) -> ZipResult<Vec<u8>> {
        self.page.file(TITLE, words::NO_ADVICE)
    }
}

fn block(page: &mut Page, block: &Block) {
    match block {
        Block::Name(name) => page.text(Style::Document, name),
        Block::Heading(title) => page.text(Style::Section, title),
        Block::Verdict(verdict) => {
            let run = Run::Coloured(words::verdict(*verdict).to_owned(), shade(*verdict));
            page.paragraph(Style::Verdict, &[run]);
        }
        Block::Text(text) => page.text(Style::Text, text),
        Block::Aside(text) => page.text(Style::Aside, text),
        Block::Table(table) => self::table(page, table),
        Block::Clause(clause) => self::clauses(page, &[clause]),
        Block::Finding(told) => finding(page, told),
        Block::Remark(says, words) => {
            page.text(Style::Text, says);
            passages(page, words);
        }
        Block::Item(text, more) => {
            page.text(Style::Item, &format!("• {text}"));
            for text in more {
                page.text(Style::Quote, text);
            }
        }
    }
}

/// The core clauses side by side with their words.
fn clauses(page: &mut Page, clauses: &[&Clause]) {
    let plain = |words: &str| vec![Run::Plain(words.to_owned())];
    let row = |clause: &&Clause| {
        let mut quotes: Vec<Vec<Run>> = clause.words.quoted.iter().map(|passage| plain(&quote(passage))).collect();
        if !clause.words.others.is_empty() {
            quotes.push(plain(&format!("and on {}", clause.words.others.join("; "))));
        }
        [vec![vec![Run::Bold(clause.name.to_owned())]], vec![plain(clause.status)], quotes]
    };
    let rows: Vec<_> = clauses.iter().map(row).collect();
    page.table([("Clause", 22), ("Status", 16), ("Words of the document", 62)], &rows);
}

fn table(page: &mut Page, table: &Table) {
    let plain = |words: &String| vec![vec![Run::Plain(words.clone())]];
    let rows: Vec<_> = table.rows.iter().map(|[first, second]| [plain(first), plain(second)]).collect();
    let [first, second] = table.head;
    page.table([(first, 26), (second, 74)], &rows);
}

fn finding(page: &mut Page, told: &Told) {
    let severity = Run::Coloured(format!("{}: ", told.severity), weight(told.severity));
    page.paragraph(Style::Finding, &[severity, Run::Bold(format!("{} ({})", told.message, told.id))]);
    passages(page, &told.words);
    for (label, text) in &told.said {
        page.paragraph(Style::Detail, &[Run::Bold(format!("{label}: ")), Run::Plain(text.clone())]);
    }
}

fn passages(page: &mut Page, words: &Passages) {
    for passage in &words.quoted {
        page.text(Style::Quote, &quote(passage));
        if let Some(why) = &passage.why {
            page.paragraph(Style::Detail, &[Run::Bold("Why: ".to_owned()), Run::Plain(why.clone())]);
        }
    }
    if !words.others.is_empty() {
        page.text(Style::Quote, &format!("and on {}", words.others.join("; ")));
    }
}

fn quote(passage: &Passage) -> String {
    format!("“{}” ({})", passage.words, passage.place)
}

/// Dark enough to be read on white, in print too.
const fn shade(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::FullRelease => "1E5E2E",
        Verdict::PartialRelease | Verdict::Unreadable => "7A5200",
        Verdict::NoRelease => "9C1C1C",
        Verdict::NotApplicable => "1F4E6B",
    }
}

const fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "9C1C1C",
        Severity::Medium => "7A5200",
        Severity::Low => "1F4E6B",
        Severity::Info => "595959",
    }
}
