//! From pages to the text that is read: furniture cut out, words joined, characters made plain.
//!
//! Normalising the result again changes nothing, and every byte of it knows the raw bytes it came from, in order
//! (but where two columns of prose stood side by side).

mod columns;
mod fold;
mod furniture;
mod hyphen;
mod lines;
mod page_number;
mod write;

use crate::document::Pages;
use crate::text::Text;

use self::hyphen::Words;
use self::write::Writer;

/// The normal text of a document.
#[must_use]
pub fn text(pages: &Pages) -> Text {
    let all = lines::read(pages);
    let kept = columns::untangle(&pages.text, furniture::cut(pages, all));
    let words = Words::new(&pages.text, &kept);
    let mut writer = Writer::new(&pages.text, &words);
    for line in &kept {
        writer.line(line);
    }
    writer.finish()
}

#[cfg(test)]
mod tests;
