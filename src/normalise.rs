//! From pages to the text that is read: hidden and struck words and furniture cut out, words joined, words that OCR
//! damaged mended, characters made plain.
//!
//! Normalising the result again changes nothing, and every byte of it knows the raw bytes it came from, in order
//! (but where two columns of prose stood side by side).

mod broken;
mod columns;
mod fold;
mod furniture;
mod hyphen;
mod lines;
mod mended;
mod page_number;
mod unsaid;
mod write;

use crate::document::Pages;
use crate::text::Above;
use crate::text::Text;

use self::furniture::Line;
use self::hyphen::Words;
use self::lines::RawLine;
use self::write::Writer;

pub use self::mended::is_turning;

/// The normal text of a document.
#[must_use]
pub fn text(pages: &Pages) -> Text {
    let pages = &*unsaid::masked(pages);
    let kept = columns::untangle(&pages.text, without_furniture(pages));
    let words = Words::new(&pages.text, &kept);
    let mends = mended::mends(pages);
    let mut writer = Writer::new(&pages.text, (&words, &mends));
    for line in &kept {
        writer.line(line);
    }
    writer.finish()
}

/// The lines that are no furniture. What is left is looked at again as one page until nothing more goes, so that
/// normalising twice changes nothing.
fn without_furniture(pages: &Pages) -> Vec<RawLine> {
    let all = lines::read(pages).into_iter().map(|line| Line::new(&pages.text, line));
    let mut kept = furniture::cut(pages, all.collect());
    loop {
        let as_one_page = kept.iter().map(|line| line.clone().below(Above::Line)).collect();
        let again = furniture::cut(pages, as_one_page);
        if again.len() == kept.len() {
            return kept.into_iter().map(|line| line.raw).collect();
        }
        kept = again;
    }
}

#[cfg(test)]
mod tests;
