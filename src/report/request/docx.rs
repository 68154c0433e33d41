//! The letters to the lender as a Word document.

use zip::result::ZipResult;

use crate::report::checked::Checked;
use crate::report::docx::Page;
use crate::report::docx::Run;
use crate::report::docx::Style;
use crate::report::request::draft;
use crate::report::request::draft::Line;

/// Letters in one document, each on pages of its own.
#[derive(Debug, Default)]
pub struct Requests {
    page: Page,
}

impl Requests {
    /// The letters on one more file.
    pub fn add(&mut self, checked: &Checked<'_>) {
        for draft in draft::of(checked) {
            if !self.page.is_empty() {
                self.page.turn();
            }
            let mut before: Option<&Line> = None;
            for line in &draft.lines {
                let close = before.filter(|before| matches!(before, Line::Address(_) | Line::Subject(..)));
                if close.is_some_and(|before| line.stands_apart(before)) {
                    self.page.gap();
                }
                self.line(line);
                before = Some(line);
            }
        }
    }

    fn line(&mut self, line: &Line) {
        let page = &mut self.page;
        let labelled = |label: String, words: &str| [Run::Bold(label), Run::Plain(words.to_owned())];
        match line {
            Line::Note(words) => page.text(Style::Aside, words),
            Line::Text(words) => page.text(Style::Text, words),
            Line::Address(words) => page.text(Style::Close, words),
            Line::Subject(name, value) => page.paragraph(Style::Close, &labelled(format!("{name}: "), value)),
            Line::Request(number, words) => {
                page.paragraph(Style::Numbered, &[Run::Bold(format!("{number}. {words}"))]);
            }
            Line::Quote(place, words) => {
                page.text(Style::Quote, &format!("Your letter says ({place}): “{words}”"));
            }
            Line::Again(number) => {
                page.text(Style::Detail, &format!("Your letter says: the words quoted under {number}."));
            }
            Line::Ask(words) => page.paragraph(Style::Detail, &labelled("We ask for: ".to_owned(), words)),
            Line::Basis(words) => page.paragraph(Style::Detail, &labelled("By statute: ".to_owned(), words)),
        }
    }

    /// The file.
    ///
    /// # Errors
    /// The archive cannot be written.
    pub fn file(&self) -> ZipResult<Vec<u8>> {
        self.page.file("Request to the lender (draft)", "")
    }
}
