//! Passages as they stand on the page: its lines, the quoted words in quotation marks and underlined.

use std::fmt::Write as _;

use anstyle::Style;

use crate::report::memo::Excerpt;
use crate::report::terminal::Sheet;
use crate::report::terminal::wrapping;

/// Columns before the text of a line: its number, and a rule.
const GUTTER: usize = 6;

impl Sheet {
    /// The lines of a passage, each page named above its own. Long lines go on below themselves.
    pub(super) fn excerpt(&mut self, excerpt: &[Excerpt], style: Style) {
        let mut page = None;
        for (at, line) in excerpt.iter().enumerate() {
            if page != Some(line.page) {
                page = Some(line.page);
                let told = line.page.map_or_else(|| "in the text:".to_owned(), |page| format!("page {page}:"));
                self.text(6, &told);
            }
            let open = if at == 0 { "“" } else { "" };
            let close = if at + 1 == excerpt.len() { "”" } else { "" };
            self.line(line, (open, close), style);
        }
    }

    fn line(&mut self, excerpt: &Excerpt, (open, close): (&str, &str), style: Style) {
        let (before, rest) = excerpt.text.split_at(excerpt.words.start);
        let (words, behind) = rest.split_at(excerpt.words.len());
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let (mut skip, mut left) = (letters(before) + letters(open), letters(words));
        let text = format!("{before}{open}{words}{close}{behind}");
        let room = self.width.saturating_sub(6 + GUTTER);
        for (number, line) in textwrap::wrap(&text, wrapping(room)).iter().enumerate() {
            let told = if number == 0 { excerpt.line.to_string() } else { String::new() };
            let (start, end) = stretch(line, &mut skip, &mut left);
            let (head, tail) = (&line[..start], &line[end..]);
            let words = &line[start..end];
            let words = if words.is_empty() { String::new() } else { format!("{style}{words}{style:#}") };
            // Writing to a string cannot fail.
            let _ = writeln!(self.out, "      {told:>3} │ {head}{words}{tail}");
        }
    }
}

/// Where in a line the next `left` letters stand behind the next `skip` ones; both are counted down.
fn stretch(line: &str, skip: &mut usize, left: &mut usize) -> (usize, usize) {
    let (mut start, mut end) = (line.len(), line.len());
    for (at, c) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        if *skip > 0 {
            *skip -= 1;
            continue;
        }
        if *left == 0 {
            break;
        }
        *left -= 1;
        start = start.min(at);
        end = at + c.len_utf8();
    }
    if start > end { (end, end) } else { (start, end) }
}
